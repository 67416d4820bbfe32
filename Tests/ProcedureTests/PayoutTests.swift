import Testing

@testable import Procedure

@Suite("Payouts")
struct PayoutTests {
  @Test("D5: a payout is exactly the shortfall: more is overpayment, less is invalid")
  func exactly() {
    given { partPaid() }.when(asked(Money(paise: 200_001))).then(.refused(.overpayment))
    given { partPaid() }.when(asked(Money(paise: 199_999))).then(.refused(.invalid, "amount"))
    given { partPaid() }.when(asked(0)).then(.refused(.invalid, "amount"))
    given { partPaid() }.when(asked(2_000)).then(
      .recorded("payoutRequested"), .pending(.opsManager),
      .missing(.g1, .g2, .g3, .g4, .g5), .step(.action))
  }

  @Test("A payout needs a payTo, and D5 or D6")
  func needs() {
    given {
      reviewed(received: 8_000)
      asha(order(payTo: nil))
      called()
      asha(.answer(paid: 8_000, reason: nil))
    }.then(.scenario(.d5)).when(asked()).then(.refused(.outOfOrder))
    given { ordered() }.when(asked(10_000)).then(.refused(.outOfOrder))
    given { unreachable() }.when(asked(10_000)).then(.refused(.outOfOrder))
  }

  @Test("Where a payout goes to has to be known still: an erased address is none")
  func erased() throws {
    let erased = Personal(Personal.erased)
    given {
      reviewed(received: 8_000)
      asha(order(payTo: erased))
      called()
      asha(.answer(paid: 8_000, reason: nil))
    }.then(.scenario(.d5)).when(asked()).then(.refused(.outOfOrder))
    for command in [Command.approve(reason: nil), .send] {
      let story = given {
        partPaid()
        asked()
        if case .send = command { omar(.approve(reason: nil)) }
      }
      var dispute = try #require(story.world.disputes["CX-1"])
      dispute.payouts[0].payTo = erased
      let context = Context(actor: omar.actor, now: story.now, policy: Policy())
      let refusal = #expect(throws: Refusal.self) {
        try decide(command, on: dispute, id: "CX-1", in: context)
      }
      #expect(refusal?.message.contains("was erased") == true, "\(command): \(refusal)")
    }
  }

  @Test("One intent at a time is alive: another is inFlight, less is invalid before that")
  func oneAlive() {
    let story = given {
      partPaid()
      asked()
    }
    story.when(asked()).then(.refused(.inFlight))
    story.when(asked(3_000)).then(.refused(.inFlight))
    story.when(asked(1_000)).then(.refused(.invalid, "amount"))
  }

  @Test("One intent at a time is alive over all disputes of an order")
  func oneAliveOfOrder() {
    given {
      partPaid()
      asked()
      reviewed("CX-2", received: 8_000)
      asha(order(), on: "CX-2")
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
      called("CX-2")
      asha(.answer(paid: 8_000, reason: nil), on: "CX-2")
    }.when(asked(2_000, "CX-2")).then(.refused(.inFlight))
      .and { omar(.decline(reason: "wait")) }
      .when(asked(2_000, "CX-2")).then(.accepted)
  }

  @Test("Paid and settled payouts of an order never exceed due")
  func cap() {
    given {
      settled()
      reviewed("CX-2", received: 8_000)
      asha(order(), on: "CX-2")
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
      called("CX-2")
      asha(.answer(paid: 8_000, reason: nil), on: "CX-2")
    }.then(.scenario(.d5)).when(asked(2_000, "CX-2")).then(.refused(.overpayment))
  }

  @Test("Accepted proofs of all disputes of an order count for the cap, one reference once")
  func capOfProofs() {
    func second(_ reference: String) -> Story {
      given {
        answered(received: 3_000, paid: 3_000)
        asha(proof("P1", 3_000, reference: "W-A"))
        asha(.accept("P1", reason: "r"))
        reviewed("CX-2", received: 3_000)
        asha(order(), on: "CX-2")
        asha(.acknowledge(.duplicateOrder), on: "CX-2")
        called("CX-2")
        asha(.answer(paid: 3_000, reason: nil), on: "CX-2")
        asha(proof("P1", 3_000, reference: reference), on: "CX-2")
        asha(.accept("P1", reason: "r"), on: "CX-2")
      }
    }
    second("w-a ").when(asked(7_000, "CX-2")).then(.accepted)
    second("W-B").when(asked(7_000, "CX-2")).then(.refused(.overpayment))
  }

  @Test("Maker and checker: nobody approves a payout that they asked for, in whatever role")
  func makerChecker() {
    let story = given {
      partPaid()
      asked()
    }
    story.when(Player("asha", .financeManager)(.approve(reason: nil))).then(.refused(.forbidden))
    story.when(dev(.approve(reason: nil))).then(.refused(.forbidden))
    story.when(omar(.approve(reason: nil))).then(.accepted, .payouts(.approved), .pending())
  }

  @Test("Who holds a dispute and did not ask for the payout may approve it")
  func holderApproves() {
    given {
      partPaid()
      asked()
      omar(.assign(to: Person("omar")))
    }.when(omar(.approve(reason: nil))).then(.accepted)
  }

  @Test("E2: ₹5,000.00 exactly is the ops manager's, one paisa more is finance's")
  func limit() {
    func short(_ amount: Money) -> Story {
      given {
        answered(received: 10_000 - amount, paid: 10_000 - amount)
        asked(amount)
      }
    }
    short(5_000).then(.pending(.opsManager)).when(omar(.approve(reason: nil))).then(.accepted)
    let above = short(Money(paise: 500_001))
    above.then(.pending(.financeManager))
    above.when(omar(.approve(reason: nil))).then(.refused(.forbidden))
    above.when(omar(.decline(reason: "no"))).then(.refused(.forbidden))
    above.when(fina(.approve(reason: nil))).then(.accepted)
  }

  @Test("E2: disputed above the limit is finance's, however small the payout is")
  func disputedAbove() {
    given {
      answered(received: 4_000, paid: 9_000)
      proven(9_000)
      asked(1_000)
    }.then(.pending(.financeManager)).when(omar(.approve(reason: nil))).then(.refused(.forbidden))
      .when(fina(.approve(reason: nil))).then(.accepted)
  }

  @Test("E2: a payout above the limit is finance's, however little is disputed")
  func payoutAbove() {
    given {
      answered(received: 8_000, paid: 0)
      dev(.hear(received: 1_000, note: nil))
      asked(9_000)
    }.then(.disputed(2_000), .pending(.financeManager)).when(omar(.approve(reason: nil)))
      .then(.refused(.forbidden))
  }

  @Test("Declining needs a reason, and who asked may decline")
  func decline() {
    let story = given {
      partPaid()
      asked()
    }
    story.when(omar(.decline(reason: nil))).then(.refused(.invalid, "reason"))
    story.when(omar(.decline(reason: ""))).then(.refused(.invalid, "reason"))
    story.when(omar(.decline(reason: "no"))).then(.payouts(.declined), .pending(), .holds(.g5))
    given {
      partPaid()
      omar(.assign(to: Person("omar")))
      omar(.requestPayout(amount: 2_000))
    }.when(omar(.decline(reason: "a slip"))).then(.accepted)
  }

  @Test("Each state takes what the procedure lets it take, all else is outOfOrder")
  func states() {
    let asking = given {
      partPaid()
      asked()
    }
    for command in [
      Command.send, .settle(reference: "r"), .fail(reason: "r"), .reverse(reason: "r"),
    ] {
      asking.when(asha(command)).then(.refused(.outOfOrder))
    }
    let approved = asking.and { omar(.approve(reason: nil)) }
    approved.when(omar(.approve(reason: nil))).then(.refused(.outOfOrder))
    approved.when(omar(.decline(reason: "r"))).then(.refused(.outOfOrder))
    approved.when(asha(.settle(reference: "r"))).then(.payouts(.settled))
    approved.when(asha(.fail(reason: "r"))).then(.payouts(.failed), .scenario(.d5), .step(.action))
    let sent = approved.and { asha(.send) }
    sent.then(.payouts(.sent), .lacks(.g5))
    sent.when(asha(.send)).then(.refused(.outOfOrder))
    sent.when(omar(.settle(reference: "r"))).then(.payouts(.settled), .holds(.g5))
    sent.when(omar(.fail(reason: "bank"))).then(.payouts(.failed))
    sent.when(omar(.settle(reference: " "))).then(.refused(.invalid, "reference"))
    sent.when(omar(.fail(reason: ""))).then(.refused(.invalid, "reason"))
    sent.when(asha(.reverse(reason: "r"))).then(.refused(.outOfOrder))
  }

  @Test("Sending and what the bank says are the holder's or a manager's")
  func whoSends() {
    let story = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
    }
    story.when(dev(.send)).then(.refused(.notHeld))
    story.when(dev(.settle(reference: "r"))).then(.refused(.notHeld))
    story.when(olga(.send)).then(.accepted)
  }

  @Test("After a failure another may be asked for")
  func afterFailure() {
    given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(.fail(reason: "wrong account"))
    }.when(asked()).then(.accepted, .payouts(.failed, .asked))
  }

  @Test("An approval is of what was seen: paid, due, disputed or payTo changed, and it is void")
  func voids() {
    for act in [
      dev(.hear(received: 9_000, note: nil)),
      asha(.supportDeduction(amount: 500, note: 0)),
      asha(.amend(TicketAmendment(received: 7_999))),
      asha(.amend(TicketAmendment(quoted: 10_500))),
      asha(order(notes: [pickupNote()], payTo: "other@upi")),
      asha(order(notes: [pickupNote()], payTo: nil)),
      asha(.answer(paid: 9_000, reason: nil)),
      omar(.find(.nothingOwed, amount: nil, reason: "r")),
      asha(order(.pending, notes: [pickupNote()])),
    ] {
      let story = given {
        answered(received: 8_000, notes: [pickupNote()], paid: 8_000)
        asked()
      }
      story.when(act).then(.accepted, .payouts(.void), .holds(.g5))
      story.and { omar(.approve(reason: nil)) }.when(act).then(.payouts(.void))
    }
  }

  @Test("What leaves the figures as they are voids nothing")
  func keeps() {
    for act in [
      dev(.hear(received: 8_000, note: nil)), dev(proof()), asha(.answer(paid: 7_000, reason: "r")),
      asha(order(customer: "Meera Iyer")), asha(.summarise(text: "t")),
    ] {
      given {
        partPaid()
        asked()
      }.when(act).then(.payouts(.asked))
    }
  }

  @Test("A payout that is sent goes void no more")
  func sentStays() {
    given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(.send)
    }.when(dev(.hear(received: 9_000, note: nil))).then(.payouts(.sent))
  }

  @Test("Once a payout is settled the scenario stays, unless it is reversed")
  func pinned() {
    given { settled() }.when(dev(.hear(received: 10_000, note: nil))).then(
      .scenario(.d5), .shortfall(0)
    )
    .when(asha(.reverse(reason: "account closed"))).then(.scenario(.d3), .payouts(.reversed))
  }

  @Test("D5: what falls short after a settlement is asked for beside it")
  func second() {
    given {
      settled()
      dev(.hear(received: 7_000, note: nil))
    }.then(.scenario(.d5), .shortfall(3_000), .lacks(.g4))
      .when(asked(3_000)).then(.refused(.overpayment))
      .when(asked(1_000)).then(.accepted, .payouts(.settled, .asked))
      .and {
        omar(.approve(reason: nil))
        asha(.settle(reference: "UTR-2"))
        omar(.debit(amount: 3_000))
      }.then(.holds(.g2), .holds(.g4))
  }

  @Test("After settlement nothing more can be asked for")
  func nothingMore() {
    given { settled() }.when(asked(1)).then(.refused(.overpayment))
  }

  @Test(
    "A reversal reopens a closed dispute at Step 4, in its holder's queue, without summary and status"
  )
  func reversal() {
    given { closedPaid() }.when(dev(.reverse(reason: "r"))).then(.refused(.notHeld))
    given { closedPaid() }.when(asha(.reverse(reason: "returned by the bank"))).then(
      .accepted, .state(.open), .step(.action), .scenario(.d5), .status(nil), .holder(asha),
      .missing(.g1, .g2, .g3, .g4))
    given { closedPaid() }.when(asha(.reverse(reason: ""))).then(.refused(.invalid, "reason"))
  }

  @Test(
    "A proof that comes after the settlement: reopened, recorded, and credits returned by a manager"
  )
  func paidTwice() {
    given {
      closedPaid()
      omar(.reopen(reason: "the vendor paid after all"))
      asha(proof("P2", 10_000))
      asha(.accept("P2", reason: "late"))
    }.then(.scenario(.d5), .paid(10_000), .holds(.g2), .holds(.g4))
      .when(asha(.credit(amount: 2_000, reason: "paid after all"))).then(.refused(.forbidden))
      .when(omar(.credit(amount: 2_000, reason: "paid after all"))).then(.credits(0), .lacks(.g4))
  }
}
