import Testing

@testable import Procedure

@Suite("The gate")
struct GateTests {
  @Acts static func ready() -> [Act] {
    ordered()
    dev(.hear(received: 10_000, note: nil))
    asha(.mark(.resolvedPaid))
  }

  @Test("G1: a summary needs twenty characters that are not spaces")
  func summary() {
    let story = given { Self.ready() }
    story.when(asha(.summarise(text: "ten letter ten lette"))).then(.lacks(.g1))
    story.when(asha(.summarise(text: "ten letters   \t ten letters"))).then(.holds(.g1))
    story.when(asha(.summarise(text: "12345678901234567 89"))).then(.lacks(.g1))
    story.when(asha(.summarise(text: "12345678901234567 890"))).then(.holds(.g1))
    story.when(asha(.summarise(text: " "))).then(.refused(.invalid, "text"))
    story.when(dev(.summarise(text: "t"))).then(.refused(.notHeld))
  }

  @Test("A refusal of the gate names every row that does not hold")
  func everyRow() {
    given { ordered() }.when(asha(.close(seen: nil))).then(.gated(.g1, .g2, .g3, .g4))
    given {
      logged()
      asha(.claim)
    }.when(asha(.close(seen: nil))).then(.gated(.g1, .g2, .g3, .g4, .g7))
    given {
      partPaid()
      asked()
    }.when(asha(.close(seen: 1))).then(.gated(.g1, .g2, .g3, .g4, .g5, .g8))
  }

  @Test("G2: the settled payout's reference, in D5 and D6")
  func reference() {
    given { partPaid() }.then(.lacks(.g2))
    given { settled() }.then(.holds(.g2), .lacks(.g4))
  }

  @Test("G3: a status that the facts do not lead to cannot be marked")
  func status() {
    for status in FinalStatus.allCases where status != .resolvedPaidByCashkr {
      given { partPaid() }.when(asha(.mark(status))).then(.refused(.invalid, "status"))
    }
    given { partPaid() }.when(asha(.mark(.resolvedPaidByCashkr)))
      .then(.accepted, .status(.resolvedPaidByCashkr))
    given { ordered() }.when(asha(.mark(.resolvedPaid))).then(.refused(.invalid, "status"))
  }

  @Test("G3: the status goes when the facts come to lead elsewhere")
  func cleared() {
    given { Self.ready() }.when(dev(.hear(received: 9_000, note: nil))).then(
      .status(nil), .lacks(.g3))
    given { Self.ready() }.when(dev(.hear(received: 10_500, note: nil))).then(
      .status(.resolvedPaid))
  }

  @Test("G3: Escalated – Pending Manager stays while an escalation about the dispute is undecided")
  func escalatedStays() {
    given {
      unreachable()
      escalated()
      asha(.mark(.escalatedPendingManager))
    }.when(dev(.answer(paid: 0, reason: nil))).then(
      .scenario(.d6), .status(.escalatedPendingManager))
    given {
      unreachable()
      asha(.mark(.escalatedPendingManager))
    }.when(dev(.answer(paid: 0, reason: nil))).then(.scenario(.d6), .status(nil))
  }

  @Test("G4: D5 asks for credits reduced by as much as was settled")
  func credits() {
    let story = given { settled() }
    story.when(omar(.debit(amount: 1_999))).then(.lacks(.g4))
    story.when(omar(.debit(amount: 2_000))).then(.holds(.g4))
    story.and { omar(.debit(amount: 2_000)) }.when(omar(.credit(amount: 1, reason: "r")))
      .then(.lacks(.g4))
  }

  @Test("G5: no payout is alive")
  func alive() {
    let story = given {
      partPaid()
      asked()
    }
    story.then(.lacks(.g5))
    story.when(omar(.decline(reason: "no"))).then(.holds(.g5))
    story.and { omar(.approve(reason: nil)) }.then(.lacks(.g5))
      .and { asha(.send) }.then(.lacks(.g5))
  }

  @Test("G7: closure waits for every disagreement")
  func disagreements() {
    given {
      Self.ready()
      summarised()
      logged("CX-2")
    }.when(asha(.close(seen: nil))).then(.gated(.g7))
      .when(asha(.acknowledge(.duplicateOrder))).then(.accepted)
      .when(asha(.close(seen: nil))).then(.state(.closed))
  }

  @Test("G8: who closes holds it, and has seen its latest version where they say which")
  func seen() {
    let story = given {
      Self.ready()
      summarised()
    }
    story.when(dev(.close(seen: nil))).then(.refused(.notHeld))
    story.when(omar(.close(seen: nil))).then(.refused(.notHeld))
    story.when(asha(.close(seen: 6))).then(.gated(.g8), .missing())
    story.when(asha(.close(seen: 7))).then(.accepted, .state(.closed), .version(8))
    story.when(asha(.close(seen: nil))).then(.accepted)
  }

  @Test("Closing ends the holder's work: only note, applied, reverse and reopen are left")
  func closed() {
    given { closedPaid() }.then(.holder(asha), .step(.close), .missing(), .pending())
  }
}
