import Procedure

/// A pickup note as a file gives it.
public struct NoteRow: Hashable, Sendable {
  /// When it was written.
  public var at: Instant
  /// The deduction that it names, if it names one.
  public var amount: Money?
  /// What it says.
  public var text: String

  /// A note.
  public init(at: Instant, amount: Money?, text: String) {
    self.at = at
    self.amount = amount
    self.text = text
  }
}

extension RowParser {
  /// The notes of an order: lines `at | amount | text`, or JSON objects of `at`, `amount` and
  /// `text`.
  ///
  /// A line without a bar goes on with the text of the note before it.
  mutating func notes(_ field: some RawRepresentable<String>) -> [NoteRow] {
    if case .list(let items)? = value(field) { return items.compactMap { note($0, field) } }
    guard let raw = raw(field) else { return [] }
    var pieces: [(at: String, amount: String, text: String)] = []
    for line in Cleaned.lines(of: raw) where !trimmed(line).isEmpty {
      let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      if parts.count == 3 {
        pieces.append((String(parts[0]), String(parts[1]), String(parts[2])))
      } else if parts.count == 1, !pieces.isEmpty {
        pieces[pieces.count - 1].text += "\n" + line
      } else {
        miss(field, found: line, "a line for each note: at | amount | text")
      }
    }
    return pieces.compactMap { note(at: $0.at, amount: $0.amount, text: $0.text, field) }
  }

  private mutating func note(
    _ value: SourceValue, _ field: some RawRepresentable<String>
  ) -> NoteRow? {
    guard case .object(let members) = value else {
      miss(field, found: value.cell, "an object of at, amount and text for each note")
      return nil
    }
    var parts: [String: String] = [:]
    for member in members {
      switch (member.name, member.value) {
      case ("at", .text(let text)), ("amount", .text(let text)), ("amount", .number(let text)),
        ("text", .text(let text)):
        parts[member.name] = text
      case ("amount", .null), ("text", .null): break
      default:
        miss(
          field, found: "\(member.name): \(member.value.cell)",
          "an object of at, amount and text for each note")
        return nil
      }
    }
    return note(
      at: parts["at"] ?? "", amount: parts["amount"] ?? "", text: parts["text"] ?? "", field)
  }

  private mutating func note(
    at: String, amount: String, text: String, _ field: some RawRepresentable<String>
  ) -> NoteRow? {
    let time = time(trimmed(at), field)
    let named = trimmed(amount)
    let money = named.isEmpty ? nil : money(named, field)
    let words = clean(trimmed(text), field)
    guard let time, named.isEmpty || money != nil else { return nil }
    guard money != nil || !words.isEmpty else {
      miss(field, found: at, "an amount or a text in each note")
      return nil
    }
    return NoteRow(at: time, amount: money, text: words)
  }
}

extension Cleaned {
  /// The lines of a text, whichever way they end.
  static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map(String.init)
  }
}
