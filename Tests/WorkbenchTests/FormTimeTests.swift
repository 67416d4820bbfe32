import Procedure
import Testing

@testable import Workbench

@Suite("Times as people type them")
struct FormTimeTests {
  let now = FormFixture.time("2026-11-22T14:32:00+05:30")

  @Test("a weekday is the next such day, or the last one, and a date has to fall on it")
  func weekdays() {
    // A Sunday, 14:32.
    let now = Bench.at("2026-11-22T14:32:00+05:30")
    func read(_ text: String, _ tense: FormTime.Tense) -> String? {
      FormTime(now: now, offset: 19_800, tense: tense).read(text)?.rfc3339(offset: 19_800)
    }
    #expect(read("fri 23:00", .future) == "2026-11-27T23:00:00+05:30")
    #expect(read("sun 15:00", .future) == "2026-11-22T15:00:00+05:30")
    #expect(read("sun 14:00", .future) == "2026-11-29T14:00:00+05:30")
    #expect(read("sat 14:00", .past) == "2026-11-21T14:00:00+05:30")
    #expect(read("sun 15:00", .past) == "2026-11-15T15:00:00+05:30")
    #expect(read("Fri 27 Nov 10:00", .future) == "2026-11-27T10:00:00+05:30")
    #expect(read("thu 27 Nov 10:00", .future) == nil && read("tomorrow fri 9:00", .future) == nil)
    #expect(read("fri sat 9:00", .future) == nil)
  }

  @Test(
    "What has happened",
    arguments: [
      ("20 Nov 17:40", "2026-11-20T17:40:00+05:30"), ("17:40", "2026-11-22T17:40:00+05:30"),
      ("yesterday 14:00", "2026-11-21T14:00:00+05:30"), ("today 9:05", "2026-11-22T09:05:00+05:30"),
      ("2026-11-20 17:40", "2026-11-20T17:40:00+05:30"),
      ("2026-11-20T17:40", "2026-11-20T17:40:00+05:30"),
      ("2026-11-20T12:10:00Z", "2026-11-20T17:40:00+05:30"),
      ("25 Dec 10:00", "2025-12-25T10:00:00+05:30"), ("20nov 5:40pm", "2026-11-20T17:40:00+05:30"),
      ("Fri 20 November 2026, 5:40 PM", "2026-11-20T17:40:00+05:30"),
      ("19 Nov 14h", "2026-11-19T14:00:00+05:30"), ("12 am 20 nov", nil),
      ("29 feb 10:00", "2024-02-29T10:00:00+05:30"),
    ] as [(String, String?)])
  func past(text: String, expected: String?) {
    let read = FormTime(now: now, offset: FormFixture.offset).read(text)
    #expect(read?.rfc3339(offset: FormFixture.offset) == expected)
  }

  @Test(
    "What cannot be a time",
    arguments: ["20 Nov", "25:00", "17:60", "31 Nov 10:00", "soon", "", "17:40 18:00", "13:00 pm"])
  func none(text: String) {
    #expect(FormTime(now: now, offset: FormFixture.offset).read(text) == nil)
  }

  @Test(
    "What is to come",
    arguments: [
      ("tomorrow 10:00", "2026-11-23T10:00:00+05:30"), ("+2h", "2026-11-22T16:32:00+05:30"),
      ("+3d", "2026-11-25T14:32:00+05:30"), ("5 Jan 9:00", "2027-01-05T09:00:00+05:30"),
    ])
  func future(text: String, expected: String) {
    let read = FormTime(now: now, offset: FormFixture.offset, tense: .future).read(text)
    #expect(read?.rfc3339(offset: FormFixture.offset) == expected)
  }
}
