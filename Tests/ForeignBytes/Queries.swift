import Exchange
import Journal
import Procedure

extension Check {
  /// Queries, and the files in which they are kept: what is read means the same when it is read again, a mistake points into the
  /// text, and whatever completes a text can be put there.
  static func queries(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let query = try DisputeQuery(text)
      try hold(try DisputeQuery(query.text).terms == query.terms, "kept as another query: \(query)")
    } catch let mistake as QueryMistake {
      let count = text.count
      try hold(
        mistake.range.lowerBound >= 0 && mistake.range.upperBound <= max(count, 1),
        "points outside of the text: \(mistake)")
      try hold(!mistake.problem.english.isEmpty, "refused for nothing")
    }
    for cursor in [0, text.count / 2, text.count] where text.count <= 4_000 {
      let completion = QueryCompletion(of: text, cursor: cursor)
      try hold(completion.range.upperBound == min(cursor, text.count), "completes elsewhere")
      try hold(completion.range.lowerBound >= 0, "completes before the text")
      _ = completion.offers(people: [Person("asha")], vendors: [VendorName("FoneBay \"Pune\"")])
    }
    switch ViewsFile.parse(bytes, file: "a") {
    case .failure(let mistakes):
      try hold(!mistakes.list.isEmpty, "refused for nothing")
      for mistake in mistakes.list { try checkMistake(mistake) }
    case .success(let views):
      let printed = ViewsFile.printed(views)
      guard case .success(views) = ViewsFile.parse(Array(printed.utf8), file: "b") else {
        throw Broken(description: "printed as other views: \(printed)")
      }
    }
  }
}
