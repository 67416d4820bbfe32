import Testing

@testable import Procedure

@Suite("Money and time")
struct MoneyAndTimeTests {
  @Test("Money reads the strict form and nothing else")
  func strictMoney() {
    #expect(Money(rupees: "8000")?.paise == 800_000)
    #expect(Money(rupees: "8000.5")?.paise == 800_050)
    #expect(Money(rupees: "8000.50")?.paise == 800_050)
    for bad in ["", "-1", "+1", "1,000", "1.234", "1.", ".5", "10000000000000", "NaN", "1e3", "٣"] {
      #expect(Money(rupees: bad) == nil, "\(bad)")
    }
  }

  @Test("Money is shown with Indian grouping")
  func shown() {
    #expect(Money.rupees(123_456).shown == "₹1,23,456.00")
    #expect(Money.rupees(2_000).short == "₹2,000")
    #expect(Money(paise: -120_050).shown == "−₹1,200.50")
    #expect(Money.rupees(10_000_000).short == "₹1,00,00,000")
  }

  @Test(
    "Money reads what people type",
    arguments: [
      ("5000", 500_000), ("5,000", 500_000), ("₹1,00,000", 10_000_000), ("1.2L", 12_000_000),
      ("Rs. 500.50", 50_050), ("3k", 300_000), ("100,000", 10_000_000), ("1,234,567", 123_456_700),
      ("₹८,०००", 800_000), ("१.२L", 12_000_000),
    ])
  func typed(text: String, paise: Int) { #expect(Money(typed: text)?.paise == Int64(paise)) }

  @Test(
    "Money refuses slips instead of guessing",
    arguments: ["1,0,000", "", "ten", "-5", "1.234", "1,00", ",500", "99999999999999999999", "₹"])
  func slips(text: String) { #expect(Money(typed: text) == nil) }

  @Test("Times are read with their offset and written back")
  func times() {
    let time = Instant(rfc3339: "2026-11-22T14:32:00+05:30")
    #expect(time?.rfc3339(offset: 0) == "2026-11-22T09:02:00Z")
    #expect(time?.rfc3339(offset: 19_800) == "2026-11-22T14:32:00+05:30")
    #expect(Instant(rfc3339: "2016-12-31T23:59:60Z") == Instant(rfc3339: "2017-01-01T00:00:00Z"))
    for bad in [
      "2026-11-22T09:00:60Z", "2026-11-22T24:00:00Z", "2026-13-40T99:00", "2026-02-29T00:00:00Z",
      "2026-11-22T14:32:00", "yesterday", "",
    ] {
      #expect(Instant(rfc3339: bad) == nil, "\(bad)")
    }
  }
}
