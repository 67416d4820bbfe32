/// An amount in whole paise, so that no rupee is ever lost to rounding.
///
///     Money(rupees: "8000.50")?.paise   // 800050
///     Money(paise: 12_345_600).shown    // "₹1,23,456.00"
///
/// Sums saturate at the ends of 64 bits instead of trapping; no amount that the program accepts comes near them.
public struct Money: Hashable, Comparable, Sendable, Codable {
  /// The amount in paise; negative only for vendor credits below zero.
  public var paise: Int64

  /// An amount of so many paise.
  public init(paise: Int64) { self.paise = paise }

  /// Nothing.
  public static let zero = Money(paise: 0)

  /// The smallest amount that is refused everywhere: 10^13 rupees (`spec/replay.md`, "Money").
  public static let limit = Money(paise: 1_000_000_000_000_000)

  /// So many whole rupees.
  public static func rupees(_ amount: Int64) -> Money { Money(paise: amount).times(100) }

  /// Reads the strict form of scripts and files: digits, and at most two decimals (`"8000"`, `"8000.5"`).
  /// A sign, a separator, a third decimal, an empty part or an amount of 10^13 rupees and above gives nil.
  public init?(rupees text: String) {
    var whole: Int64 = 0
    var wholeDigits = 0
    var decimals: [Int64] = []
    var seenPoint = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int64(byte - UInt8(ascii: "0"))
        if seenPoint {
          decimals.append(digit)
          if decimals.count > 2 { return nil }
        } else {
          wholeDigits += 1
          whole = whole * 10 + digit
          if whole >= 10_000_000_000_000 { return nil }
        }
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      default: return nil
      }
    }
    guard wholeDigits > 0, !seenPoint || !decimals.isEmpty else { return nil }
    let hundredths = (decimals.first ?? 0) * 10 + (decimals.count > 1 ? decimals[1] : 0)
    self.init(paise: whole * 100 + hundredths)
  }

  /// Whether this is nothing.
  public var isZero: Bool { paise == 0 }

  /// The same amount, or nothing if it is below zero.
  public var notBelowZero: Money { Money(paise: max(0, paise)) }

  /// The smaller amount first.
  public static func < (left: Money, right: Money) -> Bool { left.paise < right.paise }

  /// The sum, saturating.
  public static func + (left: Money, right: Money) -> Money {
    let (sum, overflow) = left.paise.addingReportingOverflow(right.paise)
    return Money(paise: overflow ? (left.paise < 0 ? .min : .max) : sum)
  }

  /// The difference, saturating; may be below zero.
  public static func - (left: Money, right: Money) -> Money {
    let (difference, overflow) = left.paise.subtractingReportingOverflow(right.paise)
    return Money(paise: overflow ? (left.paise < 0 ? .min : .max) : difference)
  }

  /// Adds in place, saturating.
  public static func += (left: inout Money, right: Money) { left = left + right }

  /// So many times the amount, saturating.
  public func times(_ factor: Int64) -> Money {
    let (product, overflow) = paise.multipliedReportingOverflow(by: factor)
    guard overflow else { return Money(paise: product) }
    return Money(paise: (paise < 0) == (factor < 0) ? .max : .min)
  }

  /// Plain rupees with two decimals, as scripts and files write it: `8000.00`, `-12.50`.
  public var plain: String {
    let magnitude = paise.magnitude
    let rest = magnitude % 100
    return (paise < 0 ? "-" : "") + "\(magnitude / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  /// Shown with Indian grouping: `₹1,23,456.00`, `−₹1,200.00`.
  public var shown: String { (paise < 0 ? "−₹" : "₹") + grouped + "." + plain.suffix(2) }

  /// Shown in sentences and narrow places, where zero paise are left out: `₹2,000`, `₹2,000.50`.
  public var short: String { paise % 100 == 0 ? (paise < 0 ? "−₹" : "₹") + grouped : shown }

  private var grouped: String {
    let digits = "\(paise.magnitude / 100)".utf8
    guard digits.count > 3 else { return String(digits) }
    var grouped = ""
    for (left, digit) in zip(stride(from: digits.count, to: 0, by: -1), digits) {
      // Three at the end, and two in each group before.
      if left != digits.count, left >= 3, left % 2 == 1 { grouped += "," }
      grouped.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return grouped
  }

  /// Reads what a person types: `5000`, `5,000`, `₹1,00,000`, `Rs. 500.50`, `1.2L`, `3k`, `1.5 crore`.
  ///
  /// Commas may stand between digits where Indian or western grouping puts them and nowhere else, so that a slip
  /// (`1,0,000`) is refused and not guessed at. Scaled amounts must come to whole paise. Nil is what cannot be read.
  public init?(typed text: String) {
    let plain = text.withPlainDigits
    var rest = Substring(plain.filter { !$0.isWhitespace && $0 != "\u{00A0}" }.lowercased())
    for sign in ["₹", "rs.", "rs", "inr"] where rest.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      break
    }
    if rest.hasSuffix("/-") { rest = rest.dropLast(2) }
    var scale: Int64 = 1
    let scales: [(String, Int64)] = [
      ("crores", 10_000_000), ("crore", 10_000_000), ("cr", 10_000_000), ("lakhs", 100_000),
      ("lakh", 100_000), ("lac", 100_000), ("l", 100_000), ("k", 1_000),
    ]
    for (word, factor) in scales where rest.hasSuffix(word) {
      rest = rest.dropLast(word.count)
      scale = factor
      break
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let whole = Money.ungrouped(first) else { return nil }
    let decimals = parts.count > 1 ? parts[1] : ""
    guard parts.count == 1 || !decimals.isEmpty, decimals.utf8.allSatisfy(Money.isDigit),
      decimals.count <= 9
    else { return nil }
    if scale == 1, decimals.count > 2 { return nil }
    guard let units = Int64(whole), units < 10_000_000_000_000 else { return nil }
    var paise = Money(paise: units).times(scale).times(100)
    if !decimals.isEmpty, let fraction = Int64(decimals) {
      var divisor: Int64 = 1
      for _ in decimals { divisor *= 10 }
      let scaled = Money(paise: fraction).times(scale).times(100).paise
      guard scaled != .max, scaled % divisor == 0 else { return nil }
      paise += Money(paise: scaled / divisor)
    }
    guard paise < Money.limit else { return nil }
    self = paise
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The digits without their commas, if the commas stand where grouping puts them.
  private static func ungrouped(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else { return nil }
    if groups.count > 1 {
      let inner = groups.dropFirst().dropLast()
      let indian = groups[0].count <= 2 && inner.allSatisfy { $0.count == 2 }
      let western = groups[0].count <= 3 && inner.allSatisfy { $0.count == 3 }
      guard groups[groups.count - 1].count == 3,
        indian || western || inner.isEmpty && groups[0].count <= 3
      else { return nil }
    }
    return groups.joined()
  }
}
