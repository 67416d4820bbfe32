import Procedure
import Yams

/// The values that a policy file writes as plain words, read strictly.
extension PolicyReading {
  mutating func count(_ node: Node, _ field: String, _ range: ClosedRange<Int>) -> Int? {
    value(node, field, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  mutating func money(_ node: Node, _ field: String, least: Money) -> Money? {
    let bound = least.isZero ? "" : ", not zero"
    return value(node, field, "an amount in rupees such as \"5000\" or \"5000.50\"\(bound)") {
      fileMoney($0).flatMap { $0 < least ? nil : $0 }
    }
  }

  /// `6h`, `6h 30m`, `90m`, `45s`; from a second to a year.
  mutating func span(_ node: Node, _ field: String) -> Int64? {
    value(node, field, "a time such as 6h, 6h 30m or 90m, at most 8784h") { text in
      let units: [Character: Int64] = ["h": 3_600, "m": 60, "s": 1]
      var seconds: Int64 = 0
      var last = Int64.max
      for word in text.split(separator: " ") {
        let digits = word.dropLast()
        guard let letter = word.last, let unit = units[letter], unit < last, digits.count <= 8,
          !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
          let number = Int64(digits)
        else { return nil }
        last = unit
        seconds += number * unit
      }
      return (1...8_784 * 3_600).contains(seconds) ? seconds : nil
    }
  }

  /// `10:00`, `10:00:30` or `24:00`.
  mutating func clock(_ node: Node, _ field: String) -> Int? {
    value(node, field, "a time of day in quotes such as \"10:00\"", PolicyReading.seconds(ofClock:))
  }

  /// `+05:30`, at most 18 hours either way.
  mutating func offset(_ node: Node, _ field: String) -> Int? {
    value(node, field, "an offset from UTC in quotes such as \"+05:30\"") { text in
      guard let sign = text.first, sign == "+" || sign == "-",
        let seconds = PolicyReading.seconds(ofClock: String(text.dropFirst())),
        seconds <= 18 * 3_600
      else { return nil }
      return sign == "-" ? -seconds : seconds
    }
  }

  /// Text without control characters, which may name some placeholders in braces.
  mutating func text(_ node: Node, _ field: String, _ placeholders: [String]) -> String? {
    guard let scalar = node.scalar, node.null == nil else {
      miss(node, field, node.null == nil ? nil : "~", "a text")
      return nil
    }
    let text = scalar.string
    if text.allSatisfy(\.isWhitespace) {
      miss(node, field, text, "a text that is not empty")
      return nil
    }
    if text.unicodeScalars.contains(where: \.isUnsafe) {
      miss(node, field, text, "a text without control characters")
      return nil
    }
    if text.utf8.count > 8_192 {
      miss(node, field, text, "a text of at most 8 KiB")
      return nil
    }
    for name in PolicyReading.names(in: text) where !placeholders.contains(name) {
      let known =
        placeholders.isEmpty
        ? "no placeholder here" : placeholders.map { "{\($0)}" }.joined(separator: ", ")
      miss(node, field, "{\(name)}", known)
      return nil
    }
    return text
  }

  func isAddress(_ text: String) -> Bool {
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map {
      text.dropFirst($0.count)
    }
    return rest.map { !$0.isEmpty && !$0.contains(where: \.isWhitespace) } ?? false
  }

  private mutating func value<Value>(
    _ node: Node, _ field: String, _ expected: String, _ read: (String) -> Value?
  ) -> Value? {
    if let scalar = node.scalar, let value = read(scalar.string) { return value }
    let found = node.scalar?.string ?? (node.sequence == nil ? "fields" : "a list")
    miss(node, field, found, expected)
    return nil
  }

  private static func seconds(ofClock text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var total = 0
    for part in parts {
      guard part.utf8.count == 2, part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
        let number = Int(part), number < 60
      else { return nil }
      total = total * 60 + number
    }
    if parts.count == 2 { total *= 60 }
    return total <= 86_400 ? total : nil
  }

  /// The names in braces.
  private static func names(in text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
