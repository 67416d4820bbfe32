import Testing

@testable import Procedure

@Suite("What needs somebody most")
struct AttentionTests {
  private func asks(_ kind: Attention.Kind) -> Expectation {
    Expectation { report in
      let got = report.dispute?.attention(
        policy: report.context.policy,
        isDuplicated: report.dispute.map { report.context.surroundings.isDuplicated($0) } ?? false)
      return got?.kind == kind ? nil : "expected \(kind), got \(String(describing: got?.kind))"
    }
  }

  @Test("A ticket is new until somebody begins, then its window comes first of all")
  func begins() {
    given { logged() }.then(asks(.new))
    given { reviewed() }.then(asks(.begun))
    given {
      ordered()
      called()
    }.then(asks(.window))
    given { unreachable() }.then(asks(.window))
  }

  @Test("It waits for a decision, and comes back with it")
  func waits() {
    let story = given {
      partPaid()
      asked()
    }
    story.then(asks(.waiting))
    story.when(omar(.decline(reason: "no"))).then(asks(.cameBack))
    story.and {
      omar(.approve(reason: nil))
      asha(.settle(reference: "r"))
    }.then(asks(.settled))
    given {
      partPaid()
      escalated()
    }.then(asks(.waiting)).when(omar(.return(instruction: "i"))).then(asks(.cameBack))
  }

  @Test("Parked, escalated, closed and merged ones ask for nothing")
  func rest() {
    given {
      partPaid()
      asha(.park(until: Story.morning.adding(seconds: 60), reason: "r"))
    }.then(asks(.parked))
    given { handedOver() }.then(asks(.escalated))
    given { closedPaid() }.then(asks(.closed)).when(omar(.reopen(reason: "r"))).then(asks(.settled))
    given {
      logged()
      logged("CX-2")
    }.when(omar(.merge(into: "CX-1"), on: "CX-2")).then(asks(.merged))
    #expect(
      Attention.Kind.allCases.filter(\.asksForWork) == [.window, .cameBack, .settled, .begun, .new])
  }
}
