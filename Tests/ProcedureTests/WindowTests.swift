import Testing

@testable import Procedure

@Suite("The window")
struct WindowTests {
  @Test("D1: the window lapses at exactly six hours, and not one second before")
  func sixHours() {
    given {
      ordered()
      called()
      later(hours: 5, minutes: 59, seconds: 59)
    }.then(.scenario(nil), .step(.vendor))
      .and { later(seconds: 1) }.then(.scenario(.d1), .step(.action))
  }

  @Test("D1: it starts with the first attempt, and later ones do not move it")
  func firstAttempt() {
    given {
      ordered()
      called()
      later(hours: 5)
      called()
      later(hours: 1)
    }.then(.scenario(.d1))
  }

  @Test("D1: an outcome of a contact is no answer, answered included", arguments: Outcome.allCases)
  func outcomes(outcome: Outcome) {
    given {
      ordered()
      asha(.contact(party: .vendor, channel: .whatsapp, outcome: outcome))
      later(hours: 6)
    }.then(.scenario(.d1))
  }

  @Test("D1: a contact with the customer starts no window")
  func customerContact() {
    given {
      ordered()
      asha(.contact(party: .customer, channel: .phone, outcome: .noAnswer))
      later(hours: 7)
    }.then(.scenario(nil))
  }

  @Test("D1: the policy's attempts have to be made")
  func attempts() {
    var policy = Policy()
    policy.attempts = 2
    given(policy: policy) {
      ordered()
      called()
      later(hours: 7)
    }.then(.scenario(nil)).when(called()).then(.scenario(.d1))
  }

  @Test("An answer needs a contact with the vendor in this round")
  func answerNeedsContact() {
    given { ordered() }.when(asha(.answer(paid: 0, reason: nil))).then(.refused(.outOfOrder))
    given { closedPaid() }.and { omar(.reopen(reason: "again")) }
      .when(asha(.answer(paid: 0, reason: nil))).then(.refused(.outOfOrder))
  }

  @Test("D2: a claim above what is paid starts a second window, from that answer")
  func second() {
    given {
      ordered()
      called()
      later(hours: 3)
      asha(.answer(paid: 8_000, reason: nil))
      later(hours: 5, minutes: 59, seconds: 59)
    }.then(.scenario(nil)).and { later(seconds: 1) }.then(.scenario(.d2))
  }

  @Test("D2: the second window is started once: another answer does not move it")
  func once() {
    given {
      answered(paid: 8_000)
      later(hours: 5)
      asha(.answer(paid: 9_000, reason: nil))
      later(hours: 1)
    }.then(.scenario(.d2))
  }

  @Test("D2: an answer of nothing starts no second window; a later claim does")
  func laterClaim() {
    given {
      answered(received: 500, paid: 0)
      later(hours: 7)
    }.then(.scenario(.d5))
      .and {
        asha(.answer(paid: 4_000, reason: nil))
        later(hours: 5)
      }.then(.scenario(nil)).and { later(hours: 1) }.then(.scenario(.d2))
  }

  @Test("D2: a proof that waits holds it up; rejected, it does not")
  func waitingProof() {
    given {
      answered(paid: 8_000)
      later(hours: 6)
    }.then(.scenario(.d2))
      .when(dev(proof())).then(.scenario(nil))
      .when(asha(.reject("P1", reason: "forged"))).then(.scenario(.d2))
  }

  @Test(
    "D1 and D2 end at once with the customer's word, or with an answer that claims no more than is paid"
  )
  func ends() {
    given { unreachable() }.when(dev(.hear(received: 10_000, note: nil))).then(.scenario(.d3))
    given { unreachable() }.when(dev(.answer(paid: 0, reason: nil))).then(.scenario(.d6))
    given {
      answered(paid: 8_000)
      later(hours: 6)
    }.when(dev(.hear(received: 8_000, note: nil))).then(.scenario(.d5))
  }

  @Test("The customer's word alone does not end D1 while something is short")
  func wordAlone() {
    given { unreachable() }.when(dev(.hear(received: 9_000, note: nil))).then(.scenario(.d1))
  }

  @Test(
    "No window of an earlier round counts: after a reopening contacts and answers before it start none"
  )
  func rounds() {
    given {
      unreachable()
      dev(.hear(received: 10_000, note: nil))
      asha(.mark(.resolvedPaid))
      summarised()
      asha(.close(seen: nil))
      omar(.reopen(reason: "the customer took it back"))
      dev(.hear(received: 0, note: nil))
      later(hours: 10)
    }.then(.scenario(nil)).when(called()).then(.scenario(nil))
      .and { later(hours: 6) }.then(.scenario(.d1))
  }

  @Test("An answer of an earlier round stays, and its second window does not")
  func answerOfEarlierRound() {
    given {
      answered(paid: 10_000)
      later(hours: 6)
      dev(.hear(received: 10_000, note: nil))
      asha(.mark(.resolvedPaid))
      summarised()
      asha(.close(seen: nil))
      omar(.reopen(reason: "again"))
      dev(.hear(received: 0, note: nil))
      called()
      later(hours: 7)
    }.then(.scenario(nil))
      .and {
        asha(.answer(paid: 10_000, reason: nil))
        later(hours: 6)
      }.then(.scenario(.d2))
  }

  @Test("Working hours: only working time counts, over nights, weekends and holidays")
  func workingHours() throws {
    var policy = Policy()
    let holiday = try #require(CivilDay(iso: "2026-11-24"))
    // Ten to six, Monday to Saturday; the story begins on a Sunday.
    policy.workingHours = WorkingHours(
      opens: 36_000, closes: 64_800, weekdays: [1, 2, 3, 4, 5, 6], holidays: [holiday])
    given(policy: policy) {
      ordered()
      called()
      later(hours: 24 + 7 - 1, minutes: 59, seconds: 59)
    }.then(.scenario(nil)).and { later(seconds: 1) }.then(.scenario(.d1))
    // From Monday 15:00 three hours are left, Tuesday is a holiday, so it lapses on Wednesday at 13:00.
    given(policy: policy) {
      ordered()
      later(hours: 30)
      called()
      later(hours: 45, minutes: 59, seconds: 59)
    }.then(.scenario(nil)).and { later(seconds: 1) }.then(.scenario(.d1))
  }

  @Test("A window that fits a working day to the second lapses when the work ends")
  func fitsTheDay() throws {
    let start = try #require(Instant(rfc3339: "2026-11-23T12:00:00+05:30"))
    let hours = try #require(WorkingHours(opens: 36_000, closes: 64_800, weekdays: [1]))
    #expect(
      hours.moment(after: 6 * 3_600, from: start, offset: 19_800)
        == Instant(rfc3339: "2026-11-23T18:00:00+05:30"))
    #expect(
      hours.moment(after: 6 * 3_600 + 1, from: start, offset: 19_800)
        == Instant(rfc3339: "2026-11-30T10:00:01+05:30"))
  }

  @Test("Vendor corrected: the window starts anew with the first contact of the new one")
  func vendorCorrected() {
    given {
      unreachable()
      asha(order(vendor: "QuickCell Thane"))
    }.then(.scenario(nil)).and {
      called()
      later(hours: 6)
    }.then(.scenario(.d1))
  }
}
