import Testing

@testable import Procedure

@Suite("Findings")
struct FindingTests {
  @Test("Unpaid needs a completed pickup, and an answer or D1")
  func unpaidFits() {
    let unpaid = omar(.find(.unpaid, amount: nil, reason: "r"))
    given { ordered() }.when(unpaid).then(.refused(.outOfOrder))
    given {
      ordered()
      called()
      later(hours: 5)
    }.when(unpaid).then(.refused(.outOfOrder))
    given {
      reviewed()
      asha(order(.pending))
    }.when(unpaid).then(.refused(.outOfOrder))
    given { logged() }.when(unpaid).then(.refused(.outOfOrder))
    given { unreachable() }.when(unpaid).then(.accepted, .finding(.unpaid))
    given { answered(paid: 5) }.when(unpaid).then(.accepted)
  }

  @Test("A later answer does not end unpaid; a proof accepted later counts all the same")
  func laterAnswer() {
    given {
      unreachable()
      omar(.find(.unpaid, amount: nil, reason: "silent"))
      asha(.answer(paid: 9_000, reason: nil))
    }.then(.scenario(.d6), .finding(.unpaid))
      .and { proven(9_000) }.then(.scenario(.d5), .shortfall(1_000))
  }

  @Test("A later finding replaces an earlier one")
  func replaces() {
    given {
      answered(received: 8_000, paid: 9_000)
      omar(.find(.unpaid, amount: nil, reason: "r"))
      olga(.find(.validDeduction, amount: 2_000, reason: "agreed"))
    }.then(.finding(.validDeduction), .scenario(.d4))
  }

  @Test("A valid deduction has an amount, and with the notes stays below quoted")
  func amount() {
    func find(_ amount: Money?) -> Act {
      omar(.find(.validDeduction, amount: amount, reason: "agreed"))
    }
    let story = given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000)
      asha(.supportDeduction(amount: 2_000, note: 0))
    }
    story.when(find(nil)).then(.refused(.invalid, "amount"))
    story.when(find(0)).then(.refused(.invalid, "amount"))
    story.when(find(8_000)).then(.refused(.invalid, "amount"))
    story.when(find(Money(paise: 799_999))).then(.accepted, .due(Money(paise: 1)))
  }

  @Test("A finding needs its reason, a manager, and another one than the holder")
  func maker() {
    given { partPaid() }.when(omar(.find(.nothingOwed, amount: nil, reason: " ")))
      .then(.refused(.invalid, "reason"))
    given { partPaid() }.when(asha(.find(.nothingOwed, amount: nil, reason: "r")))
      .then(.refused(.forbidden))
    given {
      partPaid()
      omar(.assign(to: Person("omar")))
    }.when(omar(.find(.nothingOwed, amount: nil, reason: "r"))).then(.refused(.forbidden))
      .when(olga(.find(.nothingOwed, amount: nil, reason: "r"))).then(.accepted)
  }

  @Test("A finding lapses with quoted, or with a deduction by notes")
  func lapses() {
    let story = given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000, reason: "r")
      omar(.find(.validDeduction, amount: 1_000, reason: "agreed"))
    }
    story.when(asha(.amend(TicketAmendment(quoted: 10_500))))
      .then(.recorded("ticketAmended", "findingLapsed"), .finding(nil), .due(10_500))
    story.when(asha(.supportDeduction(amount: 500, note: 0))).then(.finding(nil), .due(9_500))
    story.when(asha(.amend(TicketAmendment(received: 7_000)))).then(.finding(.validDeduction))
    story.when(dev(.hear(received: 8_500, note: nil))).then(.finding(.validDeduction))
  }

  @Test(
    "A finding answers what its maker was asked, and the dispute is open again without a status")
  func answers() {
    given { handedOver() }.when(omar(.find(.unpaid, amount: nil, reason: "silent")))
      .then(.state(.open), .status(nil), .pending(), .scenario(.d6), .holder(asha))
  }

  @Test(
    "E4: where finance alone was asked an ops manager neither finds nor returns; finance may for ops"
  )
  func addressee() {
    let story = given {
      partPaid()
      escalated(to: .financeManager)
    }
    story.then(.pending(.financeManager))
    story.when(omar(.find(.nothingOwed, amount: nil, reason: "r"))).then(.refused(.forbidden))
    story.when(omar(.return(instruction: "ask again"))).then(.refused(.forbidden))
    story.when(fina(.return(instruction: "ask again"))).then(.accepted, .pending())
    given {
      partPaid()
      escalated()
    }.when(fina(.return(instruction: "go on"))).then(.accepted, .pending())
  }

  @Test("E4: where both were asked, an ops manager answers their own part")
  func both() {
    given {
      partPaid()
      escalated()
      escalated(to: .financeManager)
    }.then(.pending(.opsManager, .financeManager))
      .when(omar(.return(instruction: "ask again"))).then(.accepted, .pending(.financeManager))
  }

  @Test("A return with nothing pending is accepted, and clears the status; an empty one is invalid")
  func returnsNothing() {
    given {
      ordered()
      dev(.hear(received: 10_000, note: nil))
      asha(.mark(.resolvedPaid))
    }.when(omar(.return(instruction: "wait"))).then(.accepted, .status(nil))
      .when(omar(.return(instruction: ""))).then(.refused(.invalid, "instruction"))
  }

  @Test("A manager who holds the dispute may return it")
  func holderReturns() {
    given {
      partPaid()
      omar(.assign(to: Person("omar")))
    }.when(omar(.return(instruction: "i"))).then(.accepted)
  }
}
