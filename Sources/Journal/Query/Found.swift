import Procedure

/// What a query found.
public struct Found: Sendable, Hashable {
  /// Whether these are all.
  public enum Reach: Sendable, Hashable {
    /// All that there are.
    case whole
    /// There are more than were asked for.
    case more
    /// There may be more: it was not looked any further.
    case cutShort
  }

  /// The disputes, the most urgent first; of those that have ended the latest first.
  public var rows: [QueueRow]
  /// Whether these are all.
  public var reach: Reach

  /// What was found.
  public init(rows: [QueueRow], reach: Reach = .whole) {
    self.rows = rows
    self.reach = reach
  }

  /// How many there are, as far as is known: `41`, `more than 1,000`, `at least 12`.
  public var count: Phrase {
    let number = Found.grouped(rows.count)
    switch reach {
    case .whole: return number.phrase
    case .more: return Phrase("more than \(number)")
    case .cutShort: return Phrase("at least \(number)")
    }
  }

  /// A number with a comma before each three digits.
  static func grouped(_ number: Int) -> String {
    var digits = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }
}
