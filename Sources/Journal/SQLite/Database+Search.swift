import GRDB
import Procedure

/// How SQLite finds what holds a text, by its index of trigrams.
extension Database {
  /// How many digits at the end of a phrase are few rows'.
  private static let telling = 5

  func matches(_ phrases: [String], limit: Int) throws -> (sql: String, values: [Value]) {
    if let places = try placesNear(phrases, limit: limit) {
      return (
        """
        (SELECT place AS match FROM json_each(?) AS near JOIN dispute ON place = near.value
        WHERE EXISTS (SELECT 1 FROM json_each(?) AS phrase WHERE instr(upper(ticket || char(10) || order_id
        || char(10) || customer || char(10) || phone || char(10) || coalesce(vendor, '') || char(10) || refs),
        phrase.value)))
        """,
        [
          .text(try Database.text(of: places)),
          .text(try Database.text(of: phrases.map { $0.uppercased() })),
        ]
      )
    }
    return (
      "(SELECT rowid AS match FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)",
      [.text(Database.query(phrases)), .integer(limit)]
    )
  }

  /// Where phrases are of letters that ids begin with and of digits: the rows with the digits, if that are few.
  ///
  /// To find `CX-1000500` SQLite walks the lists of all its eight trigrams beside each other, and `CX-` stands in every row. The
  /// rows with `1000500` are few, and each is looked at faster. Where they are many, nothing is gained.
  private func placesNear(_ phrases: [String], limit: Int) throws -> [Int64]? {
    let ends = Set(phrases.map(Database.digits(atEndOf:)))
    guard let end = ends.first, ends.count == 1, end.count >= Database.telling,
      phrases.allSatisfy({ $0.utf8.count > end.utf8.count && $0.utf8.allSatisfy { $0 < 0x80 } })
    else { return nil }
    let places = try all(
      "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?",
      [.text(Database.query([end])), .integer(limit)]
    ) { $0.integer(0) }
    return places.count < limit ? places : nil
  }

  /// The digits at the end of a phrase.
  private static func digits(atEndOf phrase: String) -> String {
    String(phrase.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
  }

  /// What the index is asked for: rows that hold any of some phrases.
  private static func query(_ phrases: [String]) -> String {
    phrases.map { "\"" + $0.writing("\"", as: "\"\"") + "\"" }.joined(separator: " OR ")
  }

  private static func text(of list: [some Encodable]) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: list), as: UTF8.self)
  }
}
