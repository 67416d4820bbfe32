import Foundation
import SeededDesk

/// Searching while somebody types.
extension TerminalBench {
  /// What is looked for: many hits and few, by name, by number, and with two letters.
  private static let texts = [
    "Suresh Iyer", "Harpreet", "CX-1000500", "919000", "me", "Vendor 0042", "nobody by this name",
  ]

  /// Types texts as fast as nobody does, and takes how long each key takes to be seen, and the last one to be answered.
  func measureSearch(into report: inout Report) throws {
    var echoed = Times()
    var found: [String: Times] = [:]
    let session = try session(rows: 40, columns: 120)
    _ = try session.start(until: Self.hasRows)
    for round in 0..<4 {
      for text in Self.texts {
        _ = try session.press("/")
        var moment = nanoseconds()
        for count in 1...text.count {
          moment = try session.send(String(text.dropFirst(count - 1).prefix(1)))
          if count == text.count { break }
          let seen = try echo(of: String(text.prefix(count)), on: session, since: moment)
          if round > 0 { echoed.add(seen) }
        }
        let answer = try session.answer(since: moment) { $0.shows(text) }
        if round > 0 {
          if let seen = answer.seen { echoed.add(seen) }
          if let last = answer.last { found[text, default: Times()].add(last) }
        }
        // Escape is told from the keys that begin with it by what does not follow.
        _ = try session.press("\u{1B}") { !$0.lines.contains { $0.contains("─ Search ─") } }
      }
    }
    try session.quit()
    var all = Times()
    for time in found.values.flatMap(\.all) { all.add(time) }
    report.add(
      "search: rows after the last of keys 10 ms apart, 120×40", "ms", at: desk.tickets, all,
      .init(most: 30))
    report.add(
      "search: the same of the slowest of \(found.count) texts", "ms", at: desk.tickets,
      .init(value: found.values.map(\.median).max() ?? 0), .init(most: 30))
    report.add(
      "search: a key is seen while searches run, 120×40", "ms", at: desk.tickets, echoed)
    report.add(
      "search: the longest that a key took to be seen", "ms", at: desk.tickets,
      .init(value: echoed.longest), .init(most: 30))
  }

  /// Waits 10 ms after a key, or until it is seen, and gives how long that took.
  private func echo(of text: String, on session: Session, since moment: UInt64) throws -> Double {
    var seen: Double?
    while true {
      let passed = Double(nanoseconds() - moment) / 1e6
      if let seen, passed >= 10 { return seen }
      guard passed < Session.limit else { throw Trouble("“\(text)” was typed and is not seen") }
      guard let at = try session.take(waiting: 1) else { continue }
      if seen == nil, session.picture.shows(text) { seen = Double(at - moment) / 1e6 }
    }
  }
}

extension Picture {
  /// Whether a text stands in the line that is typed.
  func shows(_ text: String) -> Bool { lines.contains { $0.contains("/ \(text)") } }
}
