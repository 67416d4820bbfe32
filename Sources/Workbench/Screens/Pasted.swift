import Journal
import Procedure
import Terminal

/// References that are pasted outside a field: one is gone to, several become a marked list.
extension Model {
  /// The most lines of a paste that are looked at.
  static let pastedLines = 500

  /// Looks for what was pasted.
  mutating func takePaste(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
    guard !lines.isEmpty else { return }
    guard lines.count <= Model.pastedLines, lines.allSatisfy({ $0.count <= 1_000 }) else {
      return say(
        phrase(
          "That is more than \(Model.pastedLines) references, one a line, so nothing was looked for: paste less at a time."
        ),
        .refusal)
    }
    guard !live.link.isLost else {
      return say(phrase("This cannot be read while the connection is lost."), .trouble)
    }
    pasted = number()
    send(.named(number: pasted, lines))
  }

  /// Goes to what was pasted, or lists it; a line that names nothing is said.
  mutating func receive(_ number: Int, _ named: [NamedLine]) {
    guard number == pasted, overlay == nil, forms.isEmpty else { return }
    let unknown = named.filter(\.rows.isEmpty).map(\.text)
    var seen: Set<TicketID> = []
    let tickets = named.flatMap { $0.rows.map(\.ticket) }.filter { seen.insert($0).inserted }
    guard let first = tickets.first else {
      let paste = hint(.pasteTicket)
      return say(
        named.count == 1
          ? phrase(
            "“\(short(named[0].text))” is not the id of a ticket or order, or a payment’s reference, here; \(paste) makes a ticket of a text."
          )
          : phrase(
            "None of the \(named.count) lines is the id of a ticket or order, or a payment’s reference, here; \(paste) makes a ticket of a text."
          ),
        .refusal)
    }
    if named.count == 1 {
      guard tickets.count > 1 else {
        goTo(first)
        return say(phrase("\(first), as it was pasted."))
      }
      return show(FoundList(meaning: .tickets(tickets), marksAll: named[0].isList))
    }
    let some = unknown.prefix(5).map { "“\(short($0))”" }.joined(separator: ", ")
    let all = unknown.count > 5 ? phrase("\(some) and \(unknown.count - 5) more") : some
    let remark =
      unknown.isEmpty
      ? nil
      : unknown.count == 1
        ? phrase("1 line names nothing here: \(all).")
        : phrase("\(unknown.count) lines name nothing here: \(all).")
    show(FoundList(meaning: .tickets(tickets), marksAll: true, remark: remark))
  }

  private func short(_ text: String) -> String { TextLayout.truncate(text, to: 30) }
}

/// A line that was pasted, and the disputes that it names.
struct NamedLine: Sendable {
  /// The line.
  var text: String
  /// The disputes; none where it names nothing.
  var rows: [QueueRow]
  /// Whether several of its words name something.
  var isList = false
}

extension Journal {
  /// What each line names: as a whole, or else what its words do.
  func named(lines: [String]) throws -> [NamedLine] {
    let whole = try named(lines)
    return try zip(lines, whole).map { line, rows in
      guard rows.isEmpty else { return NamedLine(text: line, rows: rows) }
      // An id may stand in a sentence or a row of a table, a sign behind it.
      let words = line.split { $0.isWhitespace || ",;|()[]<>\"'".contains($0) }.prefix(20).map {
        String($0).trimmed(of: ".:#")
      }.filter { $0.count >= 3 && $0 != line }
      guard !words.isEmpty else { return NamedLine(text: line, rows: []) }
      let found = try named(words).filter { !$0.isEmpty }
      return NamedLine(text: line, rows: found.flatMap(\.self), isList: found.count > 1)
    }
  }
}

extension String {
  /// The text without some signs at its ends.
  fileprivate func trimmed(of signs: String) -> String {
    var rest = self[...]
    while let first = rest.first, signs.contains(first) { rest.removeFirst() }
    while let last = rest.last, signs.contains(last) { rest.removeLast() }
    return String(rest)
  }
}
