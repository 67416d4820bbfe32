import Testing

@testable import Procedure

@Suite("Reopening, merging and parking")
struct ReopeningTests {
  @Test("Reopening is a manager's, with a reason, of a closed dispute")
  func reopening() {
    given { closedPaid() }.when(asha(.reopen(reason: "r"))).then(.refused(.forbidden))
    given { closedPaid() }.when(omar(.reopen(reason: ""))).then(.refused(.invalid, "reason"))
    given { ordered() }.when(omar(.reopen(reason: "r"))).then(.refused(.outOfOrder))
    given { handedOver() }.when(omar(.reopen(reason: "r"))).then(.refused(.outOfOrder))
  }

  @Test(
    "Reopened: facts, answers, proofs, findings and payouts stay, summary and status start anew")
  func stays() {
    given { closedPaid() }.when(omar(.reopen(reason: "r"))).then(
      .state(.open), .scenario(.d5), .status(nil), .missing(.g1, .g3), .payouts(.settled),
      .holder(asha), .step(.close), .that("the answer stays") { $0.answer != nil })
    given {
      ordered()
      omar(.find(.nothingOwed, amount: nil, reason: "r"))
      summarised()
      asha(.mark(.resolvedNoPaymentDue))
      asha(.close(seen: nil))
    }.when(omar(.reopen(reason: "r"))).then(.scenario(.d7), .finding(.nothingOwed))
  }

  @Test("A later ticket is merged into an earlier one of its order, by its holder or a manager")
  func merging() {
    let story = given {
      logged()
      logged("CX-2")
      dev(.claim, on: "CX-2")
    }
    story.when(dev(.merge(into: "CX-1"), on: "CX-2")).then(.state(.merged), .pending())
    story.when(omar(.merge(into: "CX-1"), on: "CX-2")).then(.state(.merged))
    story.when(asha(.merge(into: "CX-1"), on: "CX-2")).then(.refused(.notHeld))
    story.when(omar(.merge(into: "CX-2"), on: "CX-1")).then(.refused(.invalid, "into"))
  }

  @Test("Merging into another order, a later ticket or itself is invalid, into none unknown")
  func mergingInvalid() {
    let story = given {
      logged("CX-0", order: "ORD-0")
      logged()
      later(hours: 1)
      logged("CX-2")
    }
    story.when(omar(.merge(into: "CX-0"))).then(.refused(.invalid, "into"))
    story.when(omar(.merge(into: "CX-2"))).then(.refused(.invalid, "into"))
    story.when(omar(.merge(into: "CX-1"))).then(.refused(.invalid, "into"))
    story.when(omar(.merge(into: "CX-7"))).then(.refused(.unknown))
  }

  @Test("Merging with a payout alive or settled is inFlight; a declined one does not matter")
  func mergingInFlight() {
    let story = given {
      logged("CX-0")
      reviewed(received: 8_000)
      asha(order())
      asha(.acknowledge(.duplicateOrder))
      called()
      asha(.answer(paid: 8_000, reason: nil))
      asked()
    }
    story.when(asha(.merge(into: "CX-0"))).then(.refused(.inFlight))
    story.and { omar(.decline(reason: "no")) }.when(asha(.merge(into: "CX-0"))).then(
      .state(.merged))
    story.and {
      omar(.approve(reason: nil))
      asha(.settle(reference: "r"))
    }.when(asha(.merge(into: "CX-0"))).then(.refused(.inFlight))
  }

  @Test("On a merged dispute a note is accepted, and all else is closed")
  func merged() {
    let story = given {
      logged()
      logged("CX-2")
      omar(.merge(into: "CX-1"), on: "CX-2")
    }
    story.when(dev(.note(text: "n"), on: "CX-2")).then(.accepted)
    for command in RefusalTests.commands where command.kind != .note && command.kind != .log {
      story.when(fina(command, on: "CX-2")).then(.refused(.closed))
    }
    story.when(vic(.note(text: "n"), on: "CX-2")).then(.refused(.forbidden))
  }

  @Test("Merged, a dispute is no duplicate of its order any more")
  func noDuplicate() {
    given {
      ordered()
      logged("CX-2")
    }.then(on: "CX-1", .lacks(.g7))
      .when(omar(.merge(into: "CX-1"), on: "CX-2")).then(on: "CX-1", .holds(.g7))
  }

  @Test("A pending escalation is pending no more on a merged dispute")
  func mergedPending() {
    given {
      logged("CX-0")
      reviewed()
      escalated()
    }.then(.pending(.opsManager)).when(asha(.merge(into: "CX-0"))).then(.pending())
  }

  @Test("Parking needs a time to come and a reason, and stops no window")
  func parking() {
    let story = given {
      ordered()
      called()
    }
    func park(_ hours: Int64, _ reason: String = "the bank decides") -> Act {
      asha(.park(until: Story.morning.adding(seconds: hours * 3_600), reason: reason))
    }
    story.when(park(0)).then(.refused(.invalid, "until"))
    story.when(park(1, "")).then(.refused(.invalid, "reason"))
    story.when(omar(.park(until: Story.morning.adding(seconds: 9), reason: "r"))).then(
      .refused(.notHeld))
    story.and {
      park(48)
      later(hours: 6)
    }.then(.scenario(.d1), .state(.open))
  }
}
