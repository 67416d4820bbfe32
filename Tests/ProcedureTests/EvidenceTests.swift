import Testing

@testable import Procedure

@Suite("What speaks for and against")
struct EvidenceTests {
  @Test("Nothing speaks against an ordinary case, and its grounds are named")
  func plain() {
    given {
      answered(received: 8_000, paid: 8_000, reason: "scratches")
      proven(8_000)
    }.then(
      .doubts(), .ground(.figures(paid: 8_000, due: 10_000, .d5)),
      .ground(.vendorSays(paid: 8_000, reason: "scratches")),
      .ground(.customerConfirms(8_000)), .ground(.noDeduction))
    given { unreachable() }.then(.ground(.vendorSilent(attempts: 1)))
  }

  @Test("Warnings of proofs that are not rejected, with where a reused one was seen")
  func proofs() {
    let story = given {
      answered(paid: 8_000)
      asha(proof("P1", 8_000, paid: -30))
    }
    story.then(.doubts(.proof("P1", .beforePickup, seenOn: [])))
    story.when(asha(.reject("P1", reason: "no"))).then(.doubts())
    story.and {
      answered("CX-2", order: "ORD-2", vendor: "QuickCell Thane", paid: 8_000)
      asha(proof("P9", 8_000, reference: "w-p1"), on: "CX-2")
    }.then(on: "CX-2", .doubts(.proof("P9", .reused, seenOn: ["CX-1"]), true))
  }

  @Test("E3: a repeat vendor speaks against from the second dispute")
  func repeatVendor() {
    given { partPaid() }.then(.doubts(.repeatVendor(disputes: 1, days: 30), false))
    given { VendorStandingTests.two() }.then(
      on: "CX-2", .doubts(.repeatVendor(disputes: 2, days: 30), true))
  }

  @Test("The usual amount is the median of at least three payouts, of four the lower in the middle")
  func usual() {
    #expect(Evidence.usual(of: []) == nil)
    #expect(Evidence.usual(of: [1_000, 2_000]) == nil)
    #expect(Evidence.usual(of: [3_000, 1_000, 2_000]) == 2_000)
    #expect(Evidence.usual(of: [4_000, 1_000, 3_000, 2_000]) == 2_000)
  }

  @Test("Exactly three times the usual, or a third of it, is not far; a paisa more is")
  func far() {
    #expect(!Evidence.isFar(6_000, from: 2_000))
    #expect(Evidence.isFar(Money(paise: 600_001), from: 2_000))
    #expect(!Evidence.isFar(2_000, from: 6_000))
    #expect(Evidence.isFar(Money(paise: 199_999), from: 6_000))
  }

  @Test("An amount far above what the vendor's settled payouts were speaks against")
  func unusual() {
    let three = given {
      settled("CX-2", order: "ORD-2")
      settled("CX-3", order: "ORD-3")
      answered("CX-1", order: "ORD-1", paid: 0)
    }
    three.then(on: "CX-1", .doubts(.unusual(10_000, usual: 2_000, of: 3), false))
    three.and { settled("CX-4", order: "ORD-4") }.then(
      on: "CX-1", .doubts(.unusual(10_000, usual: 2_000, of: 3), true))
  }

  @Test(
    "A payment address that was corrected after the pickup speaks against; one first learnt does not"
  )
  func payToChanged() {
    let story = given {
      partPaid()
      later(minutes: 10)
    }
    let change = Evidence.Doubt.payToChanged(at: story.now)
    story.then(.doubts(change, false))
    story.when(asha(order(payTo: "other@upi"))).then(.doubts(change, true))
    story.when(asha(order(payTo: "MEERA@upi "))).then(.doubts(change, false))
    given {
      reviewed(received: 8_000)
      asha(order(payTo: nil))
      later(minutes: 10)
      asha(order(payTo: "meera@upi"))
    }.then(.doubts(.payToChanged(at: story.now), false))
  }

  @Test("A payment address on another customer's order speaks against; on one of hers it does not")
  func payToElsewhere() {
    func second(_ customer: Personal, payTo: Personal = "meera@upi") -> Story {
      given {
        partPaid()
        logged("CX-2", order: "ORD-2", received: 8_000, customer: customer)
        asha(.claim, on: "CX-2")
        asha(.review, on: "CX-2")
        asha(order(vendor: "QuickCell Thane", payTo: payTo), on: "CX-2")
      }
    }
    second("Arjun Rao").then(on: "CX-1", .doubts(.payToElsewhere(["ORD-2"]), true))
    second("meera  iyer").then(on: "CX-1", .doubts(.payToElsewhere(["ORD-2"]), false))
    // An account is the same however it is written.
    second("Arjun Rao", payTo: "A/c 50100012345678, IFSC hdfc0001234").when(
      asha(order(payTo: "50100012345678 HDFC0001234"))
    ).then(on: "CX-1", .doubts(.payToElsewhere(["ORD-2"]), true))
    second("Arjun Rao", payTo: "arjun@upi").then(
      on: "CX-1", .doubts(.payToElsewhere(["ORD-2"]), false))
  }

  @Test(
    "What the panel lists speaks against: the vendor's own address, another one, one listed later")
  func listed() {
    let story = given { partPaid() }
    var context = story.world.evidence(of: "CX-1", by: asha.actor, at: story.now)
    let dispute = story.world.disputes["CX-1"]!
    func doubts() -> [Evidence.Doubt] { Evidence(on: dispute, in: context).doubts }
    func listing(_ payTo: Personal, hours: Int64) -> ListedOrder {
      ListedOrder(
        facts: OrderFacts(
          pickup: .completed, invoice: 10_000, vendor: "FoneBay Pune", paymentMarked: false,
          payTo: payTo), at: Story.morning.adding(seconds: hours * 3_600))
    }
    context.surroundings.background.listings = [listing("meera@upi", hours: -30)]
    #expect(doubts().isEmpty)
    context.surroundings.background.listings = [
      listing("first@upi", hours: -48), listing("meera@upi", hours: -30),
    ]
    #expect(doubts().isEmpty, "it was changed before the pickup, 24 hours ago")
    context.surroundings.background.listings = [
      listing("first@upi", hours: -30), listing("meera@upi", hours: -2),
    ]
    #expect(doubts() == [.payToChanged(at: Story.morning.adding(seconds: -7_200))])
    context.surroundings.background.listings = [listing("other@upi", hours: -30)]
    #expect(doubts() == [.payToNotListed])
    context.surroundings.background.listings = []
    context.surroundings.background.vendorListing = VendorListing(
      vendor: "FoneBay Pune", city: "Pune", phone: nil, vpa: "Meera@UPI", credits: 0,
      standing: .active)
    #expect(doubts() == [.payToIsVendors])
  }

  @Test("Requests of the same person that were declined speak against within 30 days, no longer")
  func declined() {
    let story = given {
      partPaid("CX-2", order: "ORD-2")
      asked(2_000, "CX-2")
      omar(.decline(reason: "call her first"), on: "CX-2")
      answered("CX-1", order: "ORD-1", received: 8_000, vendor: "QuickCell Thane", paid: 8_000)
      asked()
    }
    let doubt = Evidence.Doubt.declinedBefore(asha.actor.person, times: 1, days: 30)
    story.then(on: "CX-1", .doubts(doubt, true))
    story.and { later(days: 30) }.then(on: "CX-1", .doubts(doubt, true))
    story.and { later(seconds: 1, days: 30) }.then(on: "CX-1", .doubts(doubt, false))
  }

  @Test("Disagreements, and a payout that was settled on the same order, speak against")
  func order_() {
    given {
      settled()
      reviewed("CX-2", received: 8_000)
      asha(order(invoice: 8_000), on: "CX-2")
    }.then(
      on: "CX-2", .doubts(.settledOnOrder("CX-1", 2_000), true),
      .doubts(.disagreement(.invoice, reading: ["10000.00", "8000.00"]), true),
      .doubts(.disagreement(.duplicateOrder, reading: ["CX-1"]), true))
  }

  @Test("A deduction by a note from after the pickup speaks against")
  func note() {
    func story(at hours: Int64) -> Story {
      given {
        ordered(notes: [pickupNote(at: hours)])
        asha(.supportDeduction(amount: 2_000, note: 0))
      }
    }
    let late = pickupNote(at: -23)
    story(at: -23).then(.doubts(.noteAfterPickup(late)), .ground(.note(late, supports: 2_000)))
    story(at: -24).then(.doubts())
  }

  @Test("A note was imported if the panel listed it, else typed by who recorded it first")
  func origins() {
    let note = pickupNote()
    let story = given { ordered(notes: [note]) }
    let listed = ListedOrder(
      facts: OrderFacts(
        pickup: .completed, invoice: 10_000, vendor: "FoneBay Pune", paymentMarked: false,
        notes: [note]), at: Story.morning)
    let events = story.events
    #expect(
      note.origin(listings: [], history: events)
        == .typed(by: asha.actor.person, at: Story.morning))
    #expect(note.origin(listings: [listed], history: events) == .imported(at: Story.morning))
    #expect(pickupNote("another").origin(listings: [listed], history: events) == nil)
  }

  @Test("A payout that failed or went void here, and that the bank shows as paid, speaks against")
  func paidOnStatement() {
    let failed = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(.send)
      asha(.fail(reason: "bank down"))
      asked()
    }
    let paid = bank(hours: 0, narration: "NEFT/CX-1-P1")
    let doubt = Evidence.Doubt.paidOnStatement("CX-1-P1", .failed, 2_000, on: paid.day)
    failed.then(on: "CX-1", .doubts(doubt, false))
    failed.listing(paid).then(on: "CX-1", .doubts(doubt, true))
    failed.listing(bank(hours: 0, narration: "NEFT/CX-1-P2")).then(
      on: "CX-1", .doubts(doubt, false))
    failed.listing(bank(hours: 0, narration: "NEFT/CX-1-P1", direction: .received)).then(
      on: "CX-1", .doubts(doubt, false))
    let void = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(order(invoice: 9_500))
    }.listing(paid)
    void.then(
      on: "CX-1", .payouts(.void),
      .doubts(.paidOnStatement("CX-1-P1", .void, 2_000, on: paid.day), true))
  }

  @Test("Every doubt has words, and none of them is a payment address")
  func words() {
    let note = pickupNote()
    let doubts: [Evidence.Doubt] = [
      .proof("P1", .reused, seenOn: ["CX-9"]), .disagreement(.invoice, reading: ["10.00", "8.00"]),
      .repeatVendor(disputes: 3, days: 30), .unusual(9_000, usual: 2_000, of: 3),
      .payToChanged(at: Story.morning), .payToChangedSinceAsked, .payToIsVendors,
      .payToElsewhere(["ORD-2"]), .payToNotListed,
      .declinedBefore(asha.actor.person, times: 2, days: 30), .settledOnOrder("CX-2", 2_000),
      .noteAfterPickup(note),
      .paidOnStatement("CX-1-P1", .failed, 2_000, on: bank(hours: 0).day),
    ]
    let words = doubts.map { $0.words(offset: 19_800).english }
    #expect(words.allSatisfy { !$0.isEmpty && !$0.contains("@") })
    #expect(words[0].hasPrefix("P1: ") && words[0].hasSuffix("(CX-9)"))
    #expect(words[3] == "₹9,000 is far above this vendor's usual ₹2,000 (3 payouts)")
    #expect(
      words[12]
        == "the bank statement shows ₹2,000 paid for CX-1-P1 on 22 Nov, and here it is failed")
    #expect(words[9] == "2 requests of asha declined within 30 days")
  }
}
