import Procedure

/// A row being read into fields: all its mistakes are collected, since they are mended together.
struct RowParser {
  let row: SourceRow
  let mapping: ColumnMapping
  /// The policy's offset in seconds, for times that name none.
  let offset: Int
  private(set) var mistakes: [SourceMistake] = []
  private(set) var warnings: [SourceMistake] = []

  init(row: SourceRow, mapping: ColumnMapping, offset: Int) {
    self.row = row
    self.mapping = mapping
    self.offset = offset
  }

  /// Text as it came, trimmed; nil if it is empty. If it is needed, that is a mistake.
  mutating func raw(_ field: some RawRepresentable<String>, isNeeded: Bool = false) -> String? {
    let value = mapping.column(field).flatMap { row[$0] } ?? .null
    switch value {
    case .text(let text), .number(let text):
      let text = trimmed(text)
      if !text.isEmpty { return text }
    case .null: break
    case .bool, .list, .object:
      miss(field, found: value.cell, "text")
      return nil
    }
    if isNeeded { miss(field, found: "", "a value: every row needs one") }
    return nil
  }

  /// Text without controls; what was replaced is a warning.
  mutating func text(_ field: some RawRepresentable<String>, isNeeded: Bool = false) -> String? {
    guard let raw = raw(field, isNeeded: isNeeded) else { return nil }
    return clean(raw, field)
  }

  /// An id: no spaces, nothing invisible, 64 characters at most.
  mutating func id(_ field: some RawRepresentable<String>) -> String? {
    guard let raw = raw(field, isNeeded: true) else { return nil }
    guard raw.isID else {
      miss(field, found: raw, "an id of 1 to 64 characters without spaces and control characters")
      return nil
    }
    return raw
  }

  /// An amount in rupees.
  mutating func money(_ field: some RawRepresentable<String>, isNeeded: Bool = false) -> Money? {
    guard let raw = raw(field, isNeeded: isNeeded) else { return nil }
    return money(raw, field)
  }

  /// A moment, with its offset or at the policy's.
  mutating func time(_ field: some RawRepresentable<String>, isNeeded: Bool = false) -> Instant? {
    guard let raw = raw(field, isNeeded: isNeeded) else { return nil }
    return time(raw, field)
  }

  /// A value that the file writes in words of its own.
  mutating func word<Word: MappedWord>(
    _ field: some RawRepresentable<String>, _ type: Word.Type
  ) -> Word? {
    if Word.self == YesNo.self, case .bool(let value)? = mapping.column(field).flatMap({ row[$0] })
    {
      return Word(rawValue: (value ? YesNo.yes : .no).rawValue)
    }
    guard let raw = raw(field, isNeeded: true) else { return nil }
    guard let value = mapping.value(type, for: raw) else {
      miss(field, found: raw, mapping.known(type))
      return nil
    }
    return value
  }

  /// A UPI address.
  mutating func vpa(_ field: some RawRepresentable<String>) -> String? {
    guard let raw = raw(field) else { return nil }
    guard isVPA(raw) else {
      miss(field, found: raw, "a UPI address such as name@bank")
      return nil
    }
    return raw
  }

  /// Points, which may be below zero.
  mutating func points(_ field: some RawRepresentable<String>) -> Int64? {
    guard let raw = raw(field, isNeeded: true) else { return nil }
    var digits = Substring(raw)
    let minus = digits.hasPrefix("-") || digits.hasPrefix("−")
    if minus { digits = digits.dropFirst() }
    guard let whole = fileMoney(String(digits)), whole.paise % 100 == 0 else {
      miss(field, found: raw, "whole points such as 41250 or -1200")
      return nil
    }
    return minus ? -(whole.paise / 100) : whole.paise / 100
  }

  mutating func money(_ text: String, _ field: some RawRepresentable<String>) -> Money? {
    if let amount = fileMoney(text) { return amount }
    miss(field, found: text, "an amount in rupees such as 8000, 8000.50 or 8,000")
    return nil
  }

  mutating func time(_ text: String, _ field: some RawRepresentable<String>) -> Instant? {
    if let time = fileTime(text, offset: offset) { return time }
    miss(field, found: text, "a time such as 2026-11-22T14:32:00+05:30 or 2026-11-22 14:32")
    return nil
  }

  mutating func clean(_ text: String, _ field: some RawRepresentable<String>) -> String {
    let cleaned = Cleaned(text)
    if cleaned.replaced > 0 {
      warnings.append(
        mistake(
          field, found: text,
          "text without control characters: \(cleaned.replaced) became U+FFFD"))
    }
    return cleaned.text
  }

  mutating func miss(
    _ field: some RawRepresentable<String>, found: String?, _ expected: String
  ) {
    mistakes.append(mistake(field, found: found, expected))
  }

  /// The row as one that is not taken.
  func rejected() -> RejectedRow { row.rejected(mistakes) }

  /// The value of the field, whatever its form.
  func value(_ field: some RawRepresentable<String>) -> SourceValue? {
    mapping.column(field).flatMap { row[$0] }
  }

  private func mistake(
    _ field: some RawRepresentable<String>, found: String?, _ expected: String
  ) -> SourceMistake {
    SourceMistake(
      file: row.file, line: row.line, field: mapping.column(field) ?? field.rawValue,
      found: found.map(shortened), expected: expected)
  }
}

/// An amount as files write it: plain rupees, with the commas of grouping or without, and nothing
/// else.
func fileMoney(_ text: String) -> Money? {
  if let amount = Money(rupees: text) { return amount }
  let allowed = text.utf8.allSatisfy {
    $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: ",")
      || $0 == UInt8(ascii: ".")
  }
  return allowed ? Money(typed: text) : nil
}

/// A time as files write it: RFC 3339, or `2026-11-22 14:32` with or without seconds at an offset.
func fileTime(_ text: String, offset: Int) -> Instant? {
  if let time = Instant(rfc3339: text) { return time }
  let bytes = Array(text.utf8)
  guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: " "),
    let day = CivilDay(iso: String(decoding: bytes[..<10], as: UTF8.self))
  else { return nil }
  let clock = bytes[11...].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  var second = 0
  for (index, part) in clock.enumerated() {
    guard part.count == 2, part.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      let first = part.first, let last = part.last
    else { return nil }
    let number = Int(first - 48) * 10 + Int(last - 48)
    guard number < (index == 0 ? 24 : 60) else { return nil }
    second = second * 60 + number
  }
  return Instant(day: day, second: clock.count == 2 ? second * 60 : second, offset: offset)
}

/// Whether the text has the form of a UPI address.
func isVPA(_ text: String) -> Bool {
  PaymentAddress.isVPA(text)
}
