/// What a text that a machine read from the picture of a proof may say of the payment; a suggestion, never a fact.
///
///     let reading = ProofReading(of: "Payment successful\n¥8,000.00\n632514345678", asOf: now)
///     reading.references          // ["632514345678"]
///     reading.amounts[0].read     // ₹8,000
///
/// Digits are taken as they were read and nothing is mended. `₹` is read as any sign, or as one more digit before the others:
/// so an amount also counts without its first digit, where that leaves an amount.
public struct ProofReading: Hashable, Sendable {
  /// An amount in a text.
  public struct Amount: Hashable, Sendable {
    /// All its digits.
    public var read: Money
    /// The amount if its first digit is the sign `₹`; nil where that leaves none.
    public var withoutFirst: Money?
  }

  /// References in the layout of a bank, the likeliest first; three at most.
  public var references: [String] = []
  /// Amounts, the likeliest first; three at most.
  public var amounts: [Amount] = []

  /// Reads a text.
  ///
  /// - Parameter now: when it was read: a reference of a day that has not come is none.
  public init(of text: String, asOf now: Instant) {
    var signed: [Amount] = []
    var plain: [Amount] = []
    for line in text.prefix(65_536).split(whereSeparator: \.isNewline).prefix(400) {
      let words = line.split(whereSeparator: \.isWhitespace)
      for word in words + ProofReading.joined(words) {
        if let reference = ProofReading.reference(word, now) {
          if !references.contains(reference) { references.append(reference) }
        } else if let (amount, hasSign) = ProofReading.amount(word) {
          let isKnown = (signed + plain).contains(amount)
          if !isKnown { hasSign ? signed.append(amount) : plain.append(amount) }
        }
      }
    }
    references = Array(references.prefix(3))
    amounts = Array((signed + plain).prefix(3))
  }

  /// Whether an amount is among those that were read.
  public func shows(_ amount: Money) -> Bool {
    amounts.contains { $0.read == amount || $0.withoutFirst == amount }
  }

  /// Whether a reference is among those that were read.
  public func shows(_ reference: String) -> Bool {
    references.contains(PaymentReference.compared(reference))
  }

  /// Four and four and four digits, as one.
  private static func joined(_ words: [Substring]) -> [Substring] {
    guard words.count >= 3 else { return [] }
    return words.indices.dropLast(2).compactMap { index in
      let parts = words[index...index + 2]
      guard parts.allSatisfy({ $0.utf8.count == 4 && $0.utf8.allSatisfy(isDigit) }) else {
        return nil
      }
      return Substring(parts.joined())
    }
  }

  private static func reference(_ word: Substring, _ now: Instant) -> String? {
    let isPart: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let first = word.firstIndex(where: isPart), let last = word.lastIndex(where: isPart)
    else { return nil }
    let text = String(word[first...last])
    let kind: ProofKind
    switch text.utf8.count {
    case 12: kind = .upi
    case 16: kind = .neft
    case 22: kind = .rtgs
    default: return nil
    }
    guard let decoded = PaymentReference.decoded(text, kind: kind, asOf: now),
      let day = decoded.day, day <= now.civil(offset: PaymentReference.india).day
    else { return nil }
    return PaymentReference.compared(text)
  }

  /// An amount in a word, and whether a sign of money, or what was taken for one, stands before it.
  private static func amount(_ word: Substring) -> (Amount, hasSign: Bool)? {
    guard let first = word.utf8.firstIndex(where: isDigit),
      let last = word.utf8.lastIndex(where: isDigit)
    else { return nil }
    let before = word[..<first]
    let digits = word[first...last]
    let after = word[word.index(after: last)...]
    let isNumber = digits.utf8.allSatisfy { isDigit($0) || $0 == 0x2C || $0 == 0x2E }
    guard isNumber, before.count <= 4, after.count <= 2, !before.contains("-") else { return nil }
    let cents = digits.utf8.suffix(3)
    let hasCents = cents.count == 3 && cents.first == 0x2E
    let hasSign = !before.isEmpty
    guard hasSign || hasCents || digits.contains(","),
      let read = Money(typed: String(digits)), !read.isZero
    else { return nil }
    var rest = digits.dropFirst()
    while rest.first == "," { rest = rest.dropFirst() }
    let shorter = rest.first == "." ? nil : Money(typed: String(rest))
    return (Amount(read: read, withoutFirst: shorter.flatMap { $0.isZero ? nil : $0 }), hasSign)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
