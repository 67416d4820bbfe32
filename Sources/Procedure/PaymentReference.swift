/// What a payment's reference says of itself (procedure, "Proofs and references").
///
///     PaymentReference.decoded("632314345678", kind: .upi, asOf: now)   // day 2026-11-19, hour 14
///
/// The layouts are the banks' habit and no promise: what does not fit warns and refuses nothing.
public struct PaymentReference: Hashable, Sendable {
  /// The day that it carries, in India.
  public var day: CivilDay?
  /// The hour in India that it carries, 0 to 23; a hint only, and nil where the digits are no hour.
  public var hour: Int?
  /// The bank's four letters.
  public var bank: String?

  /// India's offset in seconds; references carry days in India, whatever the policy shows.
  public static let india = 19_800

  /// A reference without spaces and case.
  public static func compared(_ text: String) -> String {
    // Nearly all are plain letters and digits, of which none has to be looked at as a character.
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      ? text.uppercased() : String(text.filter { !$0.isWhitespace }).uppercased()
  }

  /// Reads a reference in its kind's layout; nil is a reference that does not fit it.
  ///
  /// A year of one digit is the latest year with that digit that is not in the future at `now`.
  public static func decoded(_ text: String, kind: ProofKind, asOf now: Instant)
    -> PaymentReference?
  {
    let bytes = Array(compared(text).utf8)
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0 as Int?) { sum, byte in
        guard let sum, byte >= 48, byte <= 57 else { return nil }
        return sum * 10 + Int(byte - 48)
      }
    }
    func letters(_ range: Range<Int>) -> Bool {
      bytes[range].allSatisfy { $0 >= 65 && $0 <= 90 }
    }
    switch kind {
    case .upi, .imps:
      guard bytes.count == 12, number(0..<12) != nil, let digit = number(0..<1),
        let dayOfYear = number(1..<4), let hour = number(4..<6)
      else { return nil }
      let thisYear = now.civil(offset: india).day.parts.year
      let year = thisYear - ((thisYear - digit) % 10 + 10) % 10
      guard let day = CivilDay(year: year, dayOfYear: dayOfYear) else { return nil }
      // The hour is a hint only: one that is none warns of nothing.
      return PaymentReference(day: day, hour: hour < 24 ? hour : nil, bank: nil)
    case .neft:
      guard bytes.count == 16, letters(0..<5), let year = number(5..<7),
        let dayOfYear = number(7..<10), number(10..<16) != nil,
        let day = CivilDay(year: 2000 + year, dayOfYear: dayOfYear)
      else { return nil }
      return PaymentReference(day: day, hour: nil, bank: bank(bytes))
    case .rtgs:
      guard bytes.count == 22, letters(0..<4), bytes[4] == UInt8(ascii: "R"),
        letters(5..<6) || number(5..<6) != nil, let year = number(6..<10),
        let month = number(10..<12), let dayOfMonth = number(12..<14), number(14..<22) != nil,
        let day = CivilDay(year: year, month: month, day: dayOfMonth)
      else { return nil }
      return PaymentReference(day: day, hour: nil, bank: bank(bytes))
    case .wallet, .statement, .cash, .screenshot:
      let length = compared(text).count
      return length >= 1 && length <= 64 ? PaymentReference(day: nil, hour: nil, bank: nil) : nil
    }
  }

  private static func bank(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(4), as: UTF8.self)
  }
}
