import Testing

@testable import Procedure

@Suite("What waits for a manager")
struct MatterTests {
  @Test("A payout waits from the asking until it is approved or declined")
  func payout() {
    let story = given {
      partPaid()
      later(minutes: 5)
      asked()
    }
    let since = story.now
    story.and { later(hours: 1) }.then(
      .matters(.payout), .matter(\.rule, "D5"), .matter(\.amount, 2_000),
      .matter(\.by, Doer(asha.actor.person)), .matter(\.to, .opsManager), .matter(\.since, since),
      .matter(\.commands, [.approve, .decline]))
    story.when(omar(.approve(reason: nil))).then(.matters())
    story.when(omar(.decline(reason: "wait"))).then(.matters())
  }

  @Test(
    "E2: above ₹5,000 the payout is the finance manager's, who may decide for ops, not the other way"
  )
  func limit() {
    let story = given {
      answered(paid: 0)
      asked(10_000)
    }
    story.then(
      .matters(.payout), .matter(\.to, .financeManager),
      .matter(\.because.english, "the payout ₹10,000 is above ₹5,000"))
    let matter = story.matters[0]
    #expect(matter.awaits(.financeManager) && !matter.awaits(.opsManager))
    #expect(!matter.awaits(.executive))
  }

  @Test("An escalation waits until its addressee finds or returns")
  func escalation() {
    let story = given {
      ordered()
      escalated(to: .financeManager)
    }
    story.then(
      .matters(.escalation), .matter(\.rule, "E4"), .matter(\.why.english, "please decide"),
      .matter(\.to, .financeManager), .matter(\.amount, 10_000))
    story.when(omar(.return(instruction: "call"))).then(.refused(.forbidden), .matters(.escalation))
    story.when(fina(.return(instruction: "call"))).then(.matters())
    story.when(fina(.find(.nothingOwed, amount: nil, reason: "withdrawn"))).then(.matters())
  }

  @Test("E1: a window that lapsed waits from that moment until somebody escalates")
  func lapse() {
    let before = given {
      ordered()
      called()
      later(hours: 5, minutes: 59, seconds: 59)
    }
    before.then(.matters())
    let lapsed = before.and { later(seconds: 1) }
    lapsed.then(
      .matters(.lapsed), .matter(\.rule, "E1"), .matter(\.by, nil), .matter(\.since, lapsed.now))
    lapsed.when(escalated()).then(.matters(.escalation), .matter(\.rule, "E1"))
    // One that was asked for before is not E1's by what came after.
    before.when(escalated()).and { later(seconds: 1) }.then(
      .matters(.escalation), .matter(\.rule, "E4"))
    lapsed.when(asha(.answer(paid: 10_000, reason: nil))).then(.matters())
    lapsed.when(asha(.park(until: lapsed.now.adding(seconds: 60), reason: "tomorrow"))).then(
      .matters(.lapsed))
  }

  @Test("D2: proof that was not sent waits too, unless some waits to be accepted")
  func withheld() {
    let story = given {
      answered(paid: 10_000)
      later(hours: 6)
    }
    story.then(.matters(.lapsed), .scenario(.d2))
    story.when(asha(proof())).then(.matters())
  }

  @Test("E2: the sign-off of D3 waits from when the figures read so, whatever is noted later")
  func signOff() {
    let story = given {
      answered(paid: 10_000)
      later(minutes: 10)
      proven(10_000)
    }
    let since = story.now
    let noted = story.and {
      later(hours: 2)
      asha(.note(text: "told her"))
    }
    noted.then(
      .matters(.signOff), .matter(\.rule, "E2"),
      .matter(\.why.english, "sign-off: paid in full (D3)"),
      .matter(\.since, since),
      .matter(\.to, .financeManager), .matter(\.amount, 10_000))
    noted.when(fina(.signOff)).then(.matters())
    noted.when(asha(.hear(received: 10_000, note: nil))).then(.matters())
  }

  @Test("A proof that was used on another order waits for a manager, whichever came first")
  func reused() {
    let story = given {
      answered("CX-1", order: "ORD-1", quoted: 4_000, paid: 4_000)
      asha(proof("P1", 4_000, reference: "W-A"), on: "CX-1")
      answered("CX-2", order: "ORD-2", quoted: 4_000, vendor: "QuickCell Thane", paid: 4_000)
      asha(proof("P1", 4_000, reference: "w a"), on: "CX-2")
    }
    // Kinds and references are compared without spaces and case; “W-A” is another than “wa”.
    story.then(.matters())
    let twice = story.and { asha(proof("P2", 4_000, reference: "w-a"), on: "CX-2") }
    twice.then(
      .matters(.reusedProof), .matter(\.rule, "reused"), .matter(\.proof, "P2"),
      .matter(\.commands, [.accept, .return, .reject]))
    twice.then(on: "CX-1", .matters(.reusedProof))
    twice.when(omar(.accept("P2", reason: "one transfer for both"), on: "CX-2")).then(
      .accepted, .matters())
    let accepted = twice.and { omar(.accept("P1", reason: "seen"), on: "CX-1") }
    accepted.then(
      on: "CX-2", .matters(.reusedProof), .matter(\.commands, [.return, .reject]))
    accepted.when(asha(.reject("P2", reason: "used"), on: "CX-2")).then(.matters())
  }

  @Test("E3: a proposed block waits until the standing is decided, on a closed dispute as well")
  func vendor() {
    let story = given { VendorStandingTests.three() }
    story.then(
      on: "CX-3", .matters(.vendor), .matter(\.rule, "E3"), .matter(\.by, nil),
      .matter(\.amount, nil), .matter(\.to, .opsManager))
    story.when(omar(.keep(reason: nil), on: "CX-1")).then(on: "CX-3", .matters())
    story.when(omar(.block(reason: nil), on: "CX-3")).then(on: "CX-3", .matters())
    let closed = given {
      closedPaid()
      escalatedVendor
    }
    closed.then(.matters())
    let open = given {
      settled()
      asha(.escalate(to: .opsManager, reason: "again them", about: .vendor))
      asha(.debit(amount: 2_000))
      summarised()
      asha(.mark(.resolvedPaidByCashkr))
      asha(.close(seen: nil))
    }
    open.then(.state(.closed), .matters(.vendor), .matter(\.rule, "E4"))
  }

  private var escalatedVendor: Act { asha(.note(text: "nothing asked")) }

  @Test("D1: a block has lost its reason once the vendor answers late or the customer confirms")
  func block() {
    let blocked = given {
      unreachable()
      asha(.block(reason: nil))
      escalated()
      later(minutes: 30)
    }
    blocked.then(.matters(.escalation))
    let answered = blocked.and { asha(.answer(paid: 0, reason: nil)) }
    answered.then(.matters(.escalation, .block))
    answered.when(omar(.return(instruction: "go on"))).then(
      .matters(.block), .matter(\.rule, "D1"), .matter(\.since, answered.now),
      .matter(\.commands, [.unblock, .keep, .suspend]))
    let open = answered.and {
      later(minutes: 1)
      omar(.return(instruction: "go on"))
    }
    open.when(omar(.unblock(reason: nil))).then(.matters())
    open.when(omar(.keep(reason: "repeat offender"))).then(.matters(), .standing(.blocked))
    blocked.when(asha(.hear(received: 10_000, note: nil))).then(.matters(.escalation, .block))
    // Some of the money ends nothing: the vendor is silent still.
    blocked.when(asha(.hear(received: 1_000, note: nil))).then(.matters(.escalation))
  }

  @Test("A block that a manager set for another reason loses none by an answer")
  func otherBlock() {
    given {
      ordered()
      called()
      omar(.block(reason: "sold a phone twice"))
      later(hours: 7)
      asha(.answer(paid: 0, reason: nil))
    }.then(.matters())
    given {
      answered(paid: 0)
      omar(.block(reason: "third this month"))
    }.then(.matters(), .standing(.blocked))
  }

  @Test("D1, then D2: a late answer without proof gives the same block a reason again")
  func blockAgain() {
    let story = given {
      unreachable()
      asha(.block(reason: nil))
      later(minutes: 30)
      asha(.answer(paid: 10_000, reason: nil))
    }
    story.then(.matters(.block))
    story.and { later(hours: 6) }.then(.matters(.lapsed), .scenario(.d2))
  }

  @Test(
    "Several stand at once, the most urgent first, and a merged or closed one asks for none of its own"
  )
  func several() {
    let story = given {
      VendorStandingTests.three()
      asked(2_000, "CX-3")
      escalated("CX-3")
    }
    story.then(on: "CX-3", .matters(.payout, .escalation, .vendor))
    given { closedPaid() }.then(.matters())
    given {
      ordered()
      reviewed("CX-2", order: "ORD-1")
      escalated("CX-2")
      omar(.merge(into: "CX-1"), on: "CX-2")
    }.then(on: "CX-2", .state(.merged), .matters())
  }

  @Test("What changed since it was asked leaves out the asking itself and looks")
  func changes() {
    let story = given {
      partPaid()
      asked()
      asha(.show)
      asha(.note(text: "she called again"))
    }
    let matter = story.matters[0]
    let events = story.events
    #expect(matter.changes(in: events).map(\.fact.name) == ["noted"])
  }

  @Test(
    "Whatever people do, what is pending waits here, and nothing else does",
    arguments: RandomWalkTests.seeds)
  func complete(seed: UInt64) {
    RandomWalkTests.walk(seed) { step in
      for (id, dispute) in step.after.disputes {
        let context = step.after.evidence(of: id, by: step.actor, at: step.now)
        let matters = dispute.matters(in: context)
        let assessment = Assessment(of: dispute, in: context)
        let decided: Set<Matter.Kind> = [.payout, .escalation, .signOff]
        #expect(
          Set(matters.filter { decided.contains($0.kind) }.map(\.to)) == Set(assessment.pending))
        #expect(dispute.state != .escalated || !matters.isEmpty)
        #expect(matters.map(\.kind) == matters.map(\.kind).sorted())
        let questions = step.after.vendors.values.flatMap(\.questions).filter { $0.dispute == id }
        #expect(matters.count { $0.kind == .vendor } == questions.count)
        let isLapsed =
          dispute.state == .open && dispute.undecided.isEmpty
          && [.d1, .d2].contains(assessment.scenario)
        #expect(matters.contains { $0.kind == .lapsed } == isLapsed)
        let reused = dispute.proofs.filter {
          $0.verdict == .waiting && dispute.warnings(of: $0, in: context).contains(.reused)
        }
        let isOpen = dispute.state == .open || dispute.state == .escalated
        #expect(matters.count { $0.kind == .reusedProof } == (isOpen ? reused.count : 0))
      }
    }
  }
}

extension Story {
  /// What waits on the dispute that was acted on first.
  var matters: [Matter] {
    world.disputes["CX-1"]?.matters(in: world.evidence(of: "CX-1", by: asha.actor, at: now)) ?? []
  }
}
