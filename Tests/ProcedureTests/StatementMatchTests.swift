import Testing

@testable import Procedure

/// A payment in FoneBay Pune's ledger, an hour before the first ticket.
func paid(
  _ number: String? = "W-1", _ amount: Money = 8_000, order: OrderID? = nil,
  payee: Personal? = "meera@upi", reference: String? = nil, vendor: VendorName = "FoneBay Pune",
  hours: Int64 = -1, direction: StatementEntry.Direction = .paid, narration: Personal? = nil
) -> StatementEntry {
  StatementEntry(
    id: EntryID(.wallet, vendor: vendor, number: number ?? reference ?? ""), statement: .wallet,
    at: Story.morning.adding(seconds: hours * 3_600), direction: direction, amount: amount,
    vendor: vendor, number: number, order: order, payee: payee, reference: reference,
    narration: narration)
}

/// A line of the company's bank statement.
func bank(
  _ number: String? = "B-1", _ amount: Money = 2_000, payee: Personal? = nil,
  reference: String? = "UTR-1", hours: Int64 = 1, narration: Personal? = nil,
  direction: StatementEntry.Direction = .paid, isDayAlone: Bool = false
) -> StatementEntry {
  StatementEntry(
    id: EntryID(.bank, vendor: nil, number: number ?? reference ?? ""), statement: .bank,
    at: Story.morning.adding(seconds: hours * 3_600), isDayAlone: isDayAlone,
    direction: direction, amount: amount, number: number, payee: payee, reference: reference,
    narration: narration)
}

@Suite("Which dispute an entry is about")
struct StatementMatchTests {
  private let story = given { ordered(received: 8_000) }

  private func grounds(_ entry: StatementEntry, in story: Story? = nil)
    -> [StatementMatch.Ground]?
  {
    (story ?? self.story).standing(entry).match?.grounds
  }

  @Test("Order and payee together are certain; the order alone is likely, whatever was paid")
  func byOrder() {
    #expect(grounds(paid(order: "ORD-1")) == [.order, .payee])
    #expect(story.standing(paid(order: "ORD-1")).match?.sureness == .certain)
    #expect(grounds(paid("W-1", 123, order: "ORD-1", payee: nil)) == [.order])
    #expect(story.standing(paid(order: "ORD-1", payee: nil)).match?.sureness == .likely)
    #expect(grounds(paid(order: "ORD-1", payee: "arjun@upi")) == [.order])
  }

  @Test("Case and spaces make no difference, in order, payee, vendor and reference")
  func folded() {
    #expect(grounds(paid(order: " ord-1 ", payee: " MEERA@UPI ")) == [.order, .payee])
    #expect(grounds(paid(order: "ORD-1", vendor: "fonebay  PUNE")) == [.order, .payee])
    let story = given {
      ordered()
      asha(proof("P1", 8_000, reference: "6323 1434 5678"))
    }
    #expect(grounds(paid(reference: "632314345678"), in: story) == [.reference])
  }

  @Test("Another vendor's ledger, and another order, are about nothing here")
  func others() {
    #expect(story.standing(paid(order: "ORD-1", vendor: "QuickCell Thane")) == .unmatched)
    #expect(story.standing(paid(order: "ORD-10")) == .unmatched)
    #expect(story.standing(paid(order: "ORD-2", payee: "meera@upi")) == .unmatched)
    #expect(given { reviewed() }.standing(paid(order: "ORD-1")) == .unmatched, "Step 2 comes first")
  }

  @Test("Payee and amount match to the paisa, from the day of the pickup on")
  func byPayee() {
    #expect(grounds(paid("W-1", 8_000)) == [.payee, .amount])
    #expect(grounds(paid("W-1", 10_000)) == [.payee, .amount])
    #expect(story.standing(paid("W-1", Money(paise: 799_999))) == .unmatched)
    #expect(story.standing(paid("W-1", 8_000, payee: "meera@okupi")) == .unmatched)
    #expect(grounds(paid("W-1", 8_000, hours: -24)) == [.payee, .amount], "the day of the pickup")
    #expect(story.standing(paid("W-1", 8_000, hours: -34)) == .unmatched, "the day before it")
  }

  @Test("The order may stand among the other words of a payment to the customer, and of no other")
  func words() {
    #expect(grounds(paid("W-1", 1, narration: "SETTLEMENT/ORD-1/VENDOR")) == [.order, .payee])
    #expect(
      story.standing(paid("W-1", 1, payee: nil, narration: "recovery ORD-1")) == .unmatched,
      "it may be a recovery that nobody has recorded yet")
    #expect(story.standing(paid("W-1", 1, narration: "for ORD-10")) == .unmatched)
    #expect(story.standing(paid("W-1", 1, narration: "for ORD")) == .unmatched)
  }

  @Test(
    "Two disputes that fit equally well have it neither; the one where work goes on comes first")
  func ambiguous() {
    let two = given {
      ordered("CX-1", order: "ORD-1", received: 8_000)
      ordered("CX-2", order: "ORD-2", received: 8_000)
    }
    guard case .ambiguous(let matches) = two.standing(paid("W-1", 8_000)) else {
      Issue.record("it was attached to one of two")
      return
    }
    #expect(matches.map(\.dispute) == ["CX-1", "CX-2"])
    #expect(two.standing(paid("W-1", 8_000, order: "ORD-2")).match?.dispute == "CX-2")
    let closed = given {
      closedPaid("CX-1", order: "ORD-1")
      ordered("CX-2", order: "ORD-1", received: 8_000)
    }
    #expect(closed.standing(paid(order: "ORD-1")).match?.dispute == "CX-2")
  }

  @Test("A reference that is borrowed from another order's payment does not draw it away")
  func borrowed() {
    let story = given {
      ordered("CX-1", order: "ORD-1")
      ordered("CX-2", order: "ORD-2")
      asha(proof("P1", 8_000, reference: "T-9"), on: "CX-2")
    }
    let entry = paid(order: "ORD-1", reference: "t-9")
    #expect(story.standing(entry).match?.dispute == "CX-1")
    #expect(story.standing(paid(payee: nil, reference: "T-9")).match?.dispute == "CX-2")
  }

  // MARK: Credits and payouts

  @Test("Credits match by order or ticket, exact amount, and from the day on which they were taken")
  func credits() {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
    }
    let match = story.standing(paid("W-5", 2_000, payee: nil, hours: 2, narration: "rec CX-1"))
      .match
    #expect(match?.purpose == .credits)
    #expect(match?.grounds == [.ticket, .amount])
    #expect(
      story.standing(paid("W-5", 2_000, order: "ORD-1", payee: nil, hours: 2)).match?.purpose
        == .credits)
    #expect(
      story.standing(paid("W-5", 2_000, order: "ORD-1", hours: 2)).match?.purpose == .payment,
      "what went to the customer is no recovery")
    let late = paid("W-5", 2_000, payee: nil, hours: -12, narration: "rec CX-1")
    #expect(story.standing(late) == .unmatched, "the day before it was taken")
    #expect(
      story.standing(
        paid("W-5", Money(paise: 200_001), payee: nil, hours: 2, narration: "rec CX-1"))
        == .unmatched)
  }

  /// A payout of 2,000 that was sent.
  @Acts private func sent(_ id: TicketID = "CX-1", order sale: OrderID = "ORD-1") -> [Act] {
    partPaid(id, order: sale)
    asked(2_000, id)
    omar(.approve(reason: nil), on: id)
    asha(.send, on: id)
  }

  @Test("A payout matches by its id; by payee and exact amount once it was sent")
  func payouts() {
    let story = given { sent() }
    let named = story.standing(bank(narration: "NEFT/cx-1-p1/MEERA")).match
    #expect(named?.purpose == .payout("CX-1-P1"))
    #expect(named?.grounds == [.payout, .amount])
    #expect(story.standing(bank(payee: "meera@UPI")).match?.grounds == [.payee, .amount])
    #expect(story.standing(bank("B-1", Money(paise: 199_999), payee: "meera@upi")) == .unmatched)
    #expect(story.standing(bank(payee: "meera@upi", hours: -1)) == .unmatched, "before it was sent")
    #expect(
      story.standing(bank(payee: "meera@upi", hours: -2, isDayAlone: true)).match != nil,
      "a day alone may be the day on which it was sent")
    #expect(story.standing(bank(payee: "meera@upi", hours: -24, isDayAlone: true)) == .unmatched)
    #expect(story.standing(bank(narration: "NEFT/CX-1-P10/MEERA")) == .unmatched)
    let approved = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
    }
    #expect(approved.standing(bank(narration: "CX-1-P1")).match != nil)
    #expect(approved.standing(bank(payee: "meera@upi")) == .unmatched, "it was not sent")
  }

  @Test("The reference of one payout with the id of another is neither's")
  func contradictory() {
    let story = given {
      settled("CX-1", order: "ORD-1")
      sent("CX-2", order: "ORD-2")
    }
    #expect(story.standing(bank(reference: "UTR-CX-1")).match?.dispute == "CX-1")
    #expect(story.standing(bank(reference: "UTR-CX-1", narration: "CX-2-P1")).match == nil)
    let closed = given {
      closedPaid("CX-1", order: "ORD-1")
      sent("CX-2", order: "ORD-2")
    }
    let entry = bank(reference: "UTR-CX-1", narration: "CX-2-P1")
    #expect(closed.standing(entry).match?.dispute == "CX-2", "where it is refused as known")
  }

  @Test("Two payments that look alike, and two payouts that do, settle nothing")
  func alike() {
    let one = given { sent() }
    let twins = [bank("B-1", payee: "meera@upi"), bank("B-2", payee: "meera@upi", reference: "U2")]
    for entry in twins {
      #expect(one.standing(entry, twins: twins).match == nil)
      #expect(one.standing(entry, twins: [entry]).match != nil)
    }
    let named = bank("B-3", payee: "meera@upi", reference: "U3", narration: "CX-1-P1")
    #expect(one.standing(twins[0], twins: [twins[0], named]).match != nil, "that one has a name")
    let two = given {
      sent("CX-1", order: "ORD-1")
      sent("CX-2", order: "ORD-2")
    }
    #expect(two.standing(twins[0]).match == nil)
  }
}
