import Testing

@testable import Procedure

@Suite("Corrections, and what they undermine")
struct CorrectionTests {
  @Test("Vendor corrected: contacts, answer, window, findings and accepted proofs fall away")
  func vendor() {
    given {
      answered(paid: 8_000)
      proven(8_000)
      omar(.find(.nothingOwed, amount: nil, reason: "r"))
      asha(order(vendor: "QuickCell Thane"))
    }.then(
      .scenario(nil), .finding(nil), .proven(0),
      .that("contacts and answer are gone") { $0.contacts.isEmpty && $0.answer == nil },
      .that("the proof waits") { $0.proofs.map(\.verdict) == [.waiting] }
    )
    .when(asha(.answer(paid: 0, reason: nil))).then(.refused(.outOfOrder))
  }

  @Test("Vendor corrected: contacts with the customer stay, and so does what the customer said")
  func customer() {
    given {
      ordered()
      dev(.contact(party: .customer, channel: .phone, outcome: .answered))
      dev(.hear(received: 4_000, note: nil))
      asha(order(vendor: "QuickCell Thane"))
    }.then(.received(4_000), .that("the contact stays") { $0.contacts.count == 1 })
  }

  @Test("Vendor corrected: debits and standing stay with the former vendor")
  func standing() {
    given {
      partPaid()
      asha(.debit(amount: 2_000))
      omar(.block(reason: nil))
    }.then(.credits(-2_000), .standing(.blocked))
      .when(asha(order(vendor: "QuickCell Thane"))).then(.credits(0), .standing(.active))
      .when(asha(order())).then(.credits(-2_000), .standing(.blocked))
  }

  @Test("Order said again without a field makes that field unknown")
  func unknownAgain() {
    given { ordered() }.when(asha(order(payTo: nil)))
      .then(.that("payTo is unknown") { $0.order?.payTo == nil })
  }

  @Test("An order said again is the order recorded: what disagrees then holds the step up")
  func disagreesAnew() {
    given { ordered() }.when(asha(order(invoice: 9_000))).then(.step(.order), .lacks(.g7))
      .when(asha(.acknowledge(.invoice))).then(.step(.vendor), .holds(.g7))
  }

  @Test(
    "A supported deduction whose note is gone falls away; one that only moved stays with its note")
  func noteGone() {
    let story = given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000, reason: "r")
      asha(.supportDeduction(amount: 2_000, note: 0))
    }
    story.when(asha(order(notes: []))).then(.due(10_000), .scenario(.d5))
    story.when(asha(order(notes: [pickupNote("screen cracked", 1_000)]))).then(.due(10_000))
    story.when(asha(order(notes: [pickupNote("dent"), pickupNote()])))
      .then(.due(8_000), .that("it moved") { $0.supported == [1: 2_000] })
  }

  @Test("Quoted corrected below the deductions: they fall away, for they have to stay below it")
  func quotedBelow() {
    given {
      answered(received: 1_000, notes: [pickupNote("water", 8_000)], paid: 1_000, reason: "r")
      asha(.supportDeduction(amount: 8_000, note: 0))
    }.when(asha(.amend(TicketAmendment(quoted: 8_000)))).then(.due(8_000))
  }

  @Test("Order corrected while a payout is asked for: void; once it is sent or settled: inFlight")
  func orderID() {
    let amend = asha(.amend(TicketAmendment(order: "ORD-7")))
    given {
      partPaid()
      asked()
    }.when(amend).then(.accepted, .payouts(.void))
    given { settled() }.when(amend).then(.refused(.inFlight))
    given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(.send)
    }.when(amend).then(.refused(.inFlight))
  }

  @Test("Correction of the payment's proof: rejected after the settlement, closure waits")
  func proofRejected() {
    given {
      answered(paid: 8_000)
      proven(8_000)
      asked(2_000)
      fina(.approve(reason: nil))
      asha(.settle(reference: "UTR"))
      asha(.debit(amount: 2_000))
    }.then(.holds(.g4)).when(asha(.reject("P1", reason: "forged"))).then(
      .scenario(.d5), .lacks(.g4))
  }

  @Test("Tag corrected: a mark of paid becomes a disagreement that holds up closure, not the step")
  func tag() {
    given {
      reviewed(received: 8_000)
      asha(order(marked: true))
    }.when(asha(.amend(TicketAmendment(tag: .customerNotPaid)))).then(.step(.vendor), .lacks(.g7))
  }

  @Test("A clock set back: an event's time is never before that of the event it follows")
  func clock() {
    given {
      logged()
      later(hours: 2)
      asha(.claim)
      later(hours: -1)
      asha(.review)
    }.then(.that("it is held") { $0.touchedAt == Story.morning.adding(seconds: 7_200) })
  }
}
