import Testing

@testable import Procedure

@Suite("Scenarios")
struct ScenarioTests {
  @Test("D0: a pickup that is not completed asks for an escalation, and no payout can be asked for")
  func notCompleted() {
    for pickup in [Pickup.pending, .cancelled] {
      given { reviewed() }.when(asha(order(pickup))).then(.scenario(.d0), .step(.action))
        .when(asked()).then(.refused(.outOfOrder))
        .and {
          escalated()
          summarised()
          asha(.mark(.escalatedPendingManager))
        }.then(.missing(), .step(.close), .pending(.opsManager))
        .when(asha(.close(seen: nil))).then(.accepted, .state(.escalated))
    }
  }

  @Test("D0: an escalation to the finance manager is not the one that it demands")
  func wrongAddressee() {
    given {
      reviewed()
      asha(order(.pending))
      escalated(to: .financeManager)
      asha(.mark(.escalatedPendingManager))
    }.then(.lacks(.g4), .step(.action))
  }

  @Test("D7: nothing owed, found by a manager, comes before everything else")
  func nothingOwed() {
    given {
      reviewed()
      asha(order(.cancelled))
      omar(.find(.nothingOwed, amount: nil, reason: "never picked up"))
      summarised()
      asha(.mark(.resolvedNoPaymentDue))
    }.then(.scenario(.d7), .missing(), .step(.close))
      .when(asha(.close(seen: nil))).then(.state(.closed), .comment("Action: none due"))
    given { partPaid() }.when(omar(.find(.nothingOwed, amount: nil, reason: "a mistake")))
      .then(.scenario(.d7))
  }

  @Test("D7 can be found at any time, and holds once Steps 1 and 2 are done")
  func foundEarly() {
    given {
      logged()
      omar(.find(.nothingOwed, amount: nil, reason: "a mistake"))
    }.then(.scenario(nil), .finding(.nothingOwed))
      .and {
        asha(.claim)
        asha(.review)
        asha(order())
      }.then(.scenario(.d7))
  }

  @Test("D3: an accepted proof of all, or the customer's word, is paid in full")
  func paidInFull() {
    given {
      answered(paid: 10_000)
      proven(10_000)
    }.then(.scenario(.d3), .paid(10_000), .holds(.g2))
    given { ordered() }.when(dev(.hear(received: 10_000, note: nil)))
      .then(.scenario(.d3), .step(.close), .holds(.g2))
  }

  @Test("D3 closes as Resolved – Paid once the customer confirms what was due, above the limit too")
  func confirmed() {
    given {
      ordered()
      dev(.hear(received: 10_000, note: nil))
    }.then(.pending(), .step(.close))
      .and {
        summarised()
        asha(.mark(.resolvedPaid))
        asha(.close(seen: nil))
      }.then(
        .state(.closed), .status(.resolvedPaid), .comment("Action: paid by vendor"),
        .outstanding(.comment), .missing(), .step(.close))
  }

  @Test("D3: one paisa short is not paid in full")
  func onePaisa() {
    given { answered(received: Money(paise: 999_999), paid: 10_000) }
      .then(.scenario(nil), .shortfall(Money(paise: 1)))
  }

  @Test("D4: a note that supports all that is short is a valid deduction")
  func validDeduction() {
    given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000, reason: "screen cracked")
    }.then(.scenario(.d5))
      .when(asha(.supportDeduction(amount: 2_000, note: 0)))
      .then(.scenario(.d4), .due(8_000), .shortfall(0), .holds(.g2), .lacks(.g4), .step(.action))
      .when(asha(.remark(text: "as written at the pickup"))).then(.holds(.g4), .step(.close))
      .and {
        summarised()
        asha(.mark(.resolvedValidDeduction))
        asha(.close(seen: nil))
      }.then(.status(.resolvedValidDeduction), .state(.closed))
  }

  @Test("D4 demands the vendor's explanation (G2), and no payout can be asked for")
  func explanation() {
    given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000)
      asha(.supportDeduction(amount: 2_000, note: 0))
      asha(.remark(text: "as written"))
    }.then(.scenario(.d4), .lacks(.g2), .holds(.g4), .step(.action))
      .when(asked()).then(.refused(.outOfOrder))
      .when(asha(.answer(paid: 8_000, reason: "cracked"))).then(.holds(.g2), .step(.close))
  }

  @Test("D4: a deduction found by a manager supports as well, and adds up with the notes")
  func foundDeduction() {
    given { answered(received: 7_000, notes: [pickupNote()], paid: 7_000, reason: "battery") }
      .and {
        asha(.supportDeduction(amount: 2_000, note: 0))
        omar(.find(.validDeduction, amount: 1_000, reason: "agreed by phone"))
      }.then(.scenario(.d4), .due(7_000))
  }

  @Test("D5: what is supported in part leaves the rest as the shortfall")
  func partSupported() {
    given {
      answered(received: 7_000, notes: [pickupNote()], paid: 7_000, reason: "cracked")
      asha(.supportDeduction(amount: 2_000, note: 0))
    }.then(.scenario(.d5), .due(8_000), .shortfall(1_000))
      .when(asked(1_000)).then(.accepted)
  }

  @Test("D5: paid in part, and the vendor claims no more")
  func atFault() {
    given { partPaid() }.then(.scenario(.d5), .step(.action), .shortfall(2_000))
    given { answered(received: 5_000, paid: 0) }.then(.scenario(.d5))
    given {
      answered(paid: 8_000)
      proven(8_000)
    }.then(.scenario(.d5), .proven(8_000))
  }

  @Test("D5: claiming one paisa more than is paid is not it; a manager's finding of the rest is")
  func findsTheRest() {
    given { answered(received: 8_000, paid: Money(paise: 800_001)) }.then(.scenario(nil))
      .when(omar(.find(.unpaid, amount: nil, reason: "no proof of more"))).then(.scenario(.d5))
  }

  @Test("D5 closes with payout, credits and reference, and says how much was short")
  func closesAtFault() {
    given { closedPaid() }.then(
      .state(.closed), .status(.resolvedPaidByCashkr), .missing(), .credits(-2_000),
      .comment("Action: paid by Cashkr: ₹2,000, reference UTR-CX-1"),
      .comment("Paid ₹2,000 short without reason – Cashkr covered difference"),
      .outstanding(.comment, .credits))
  }

  @Test("D6: the vendor answered that it paid nothing")
  func notPaid() {
    given { answered(paid: 0) }.then(.scenario(.d6), .shortfall(10_000))
      .and {
        asked(10_000)
        fina(.approve(reason: nil))
        asha(.settle(reference: "UTR-1"))
      }.then(.holds(.g2), .lacks(.g4))
      .when(asha(.debit(amount: 1))).then(.lacks(.g4))
      .when(dev(.note(text: "the vendor admits it"))).then(.holds(.g4), .step(.close))
      .and {
        summarised()
        asha(.mark(.resolvedPaidByCashkr))
        asha(.close(seen: nil))
      }.then(.state(.closed))
  }

  @Test("D6: a suspended vendor is penalty enough; one that is merely blocked is not")
  func suspension() {
    let story = given {
      answered(paid: 0)
      asked(10_000)
      fina(.approve(reason: nil))
      asha(.settle(reference: "UTR-1"))
      dev(.note(text: "n"))
    }
    story.when(omar(.block(reason: nil))).then(.lacks(.g4))
    story.when(omar(.suspend(reason: nil))).then(.holds(.g4))
      .when(omar(.unblock(reason: nil))).then(.lacks(.g4))
  }

  @Test("D6: credits given back are no penalty any more")
  func creditGivenBack() {
    given {
      answered(paid: 0)
      asked(10_000)
      fina(.approve(reason: nil))
      asha(.settle(reference: "UTR-1"))
      dev(.note(text: "n"))
      asha(.debit(amount: 3_000))
    }.then(.holds(.g4)).when(omar(.credit(amount: 3_000, reason: "too hard"))).then(.lacks(.g4))
  }

  @Test("D6: found unpaid where D1 holds, and a claim that was not proven")
  func foundUnpaid() {
    given { unreachable() }.when(omar(.find(.unpaid, amount: nil, reason: "silent")))
      .then(.scenario(.d6))
    given { answered(paid: 8_000) }.when(omar(.find(.unpaid, amount: nil, reason: "no proof")))
      .then(.scenario(.d6))
  }

  @Test("D6 of a repeat offender demands an escalation about the vendor (E3)")
  func repeatOffender() {
    let story = given {
      partPaid("CX-9", order: "ORD-9")
      answered(paid: 0)
      asked(10_000)
      fina(.approve(reason: nil))
      asha(.settle(reference: "UTR-1"))
      asha(.debit(amount: 10_000))
      dev(.note(text: "n"))
    }
    story.then(.lacks(.g4), .counted(2), .standing(.flagged))
      .when(escalated(about: .vendor)).then(.holds(.g4), .pending(), .questions(1))
      .when(omar(.keep(reason: nil))).then(.holds(.g4), .questions(0))
    // One that stands undecided on another dispute counts as well, and only while it does.
    story.and { escalated("CX-9", about: .vendor) }.then(on: "CX-1", .holds(.g4))
      .and { omar(.keep(reason: nil), on: "CX-9") }.then(on: "CX-1", .lacks(.g4))
  }

  @Test("D1 demands an escalation to the ops manager and the vendor blocked")
  func unreachableDemands() {
    given { unreachable() }.then(.scenario(.d1), .holds(.g2), .lacks(.g4))
      .when(escalated()).then(.lacks(.g4), .pending(.opsManager))
      .when(asha(.block(reason: nil))).then(.holds(.g4), .step(.close), .standing(.blocked))
      .and {
        summarised()
        asha(.mark(.escalatedPendingManager))
        asha(.close(seen: nil))
      }.then(
        .state(.escalated), .status(.escalatedPendingManager), .comment("Action: escalated"),
        .comment("Vendor unreachable – escalated"), .outstanding(.comment, .block), .step(.close),
        .pending(.opsManager))
  }

  @Test("D1: a vendor that is suspended, or blocked by someone before, counts as blocked")
  func blockedAlready() {
    given {
      unreachable()
      escalated()
      omar(.suspend(reason: nil))
    }.then(.holds(.g4), .standing(.suspended))
    given {
      logged("CX-9", order: "ORD-9")
      ordered("CX-8", order: "ORD-8")
      omar(.block(reason: nil), on: "CX-8")
      unreachable()
      escalated()
    }.then(.holds(.g4))
  }

  @Test("D2 demands the same, and writes its own note")
  func withheld() {
    given {
      answered(paid: 8_000)
      later(hours: 6)
      escalated()
      asha(.block(reason: nil))
      summarised()
      asha(.mark(.escalatedPendingManager))
      asha(.close(seen: nil))
    }.then(.state(.escalated), .scenario(.d2), .comment("Vendor sent no proof – escalated"))
  }

  @Test("Nothing holds before Steps 1 and 2 are done, and G2 and G4 do not hold while nothing does")
  func nothingHolds() {
    given {
      reviewed()
      asha(order(.pending, invoice: 8_000))
    }.then(.scenario(nil), .step(.order), .missing(.g1, .g2, .g3, .g4, .g7))
    given { ordered() }.then(.scenario(nil), .missing(.g1, .g2, .g3, .g4))
  }

  @Test("Pickup corrected to completed leaves D0")
  func pickupCorrected() {
    given {
      reviewed()
      asha(order(.pending))
    }.when(asha(order())).then(.scenario(nil), .step(.vendor))
  }
}
