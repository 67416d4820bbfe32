import Procedure

/// References of payments that nobody made, for the sample and the tour through it.
public enum SampleReference {
  /// A reference as UPI and IMPS make them: year, day of the year, hour, sequence.
  ///
  /// - Parameter sequence: its last six digits.
  public static func upi(at paidAt: Instant, sequence: Int) -> String {
    let time = paidAt.civil(offset: PaymentReference.india)
    let year = time.day.parts.year
    let first = CivilDay(year: year, dayOfYear: 1) ?? time.day
    func digits(_ number: Int, _ count: Int) -> String {
      let text = "\(number)"
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    return "\(year % 10)" + digits(time.day.sinceEpoch - first.sinceEpoch + 1, 3)
      + digits(time.second / 3_600, 2) + digits(sequence, 6)
  }
}
