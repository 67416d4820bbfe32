import Testing

@testable import Procedure

extension Story {
  /// A trial of another policy on what the story tells, looked at now.
  fileprivate func trial(
    against inForce: Policy = Policy(), _ change: (inout Policy) -> Void
  ) -> PolicyTrial {
    var policy = inForce
    change(&policy)
    var trial = PolicyTrial(of: policy, against: inForce)
    for (id, event) in log { trial.record(event, on: id) }
    trial.finish(at: now)
    return trial
  }

  /// What would have differed on a dispute.
  fileprivate func differences(
    on id: TicketID = "CX-1", _ change: (inout Policy) -> Void
  ) -> [PolicyDifference] {
    trial(change).differences(of: id)
  }
}

private func hour(_ hours: Int64) -> Instant { Story.morning.adding(seconds: hours * 3_600) }

@Suite("Policy what-if: disputes")
struct PolicyTrialTests {
  @Test(
    "E2: a payout of exactly the limit is the ops manager's, a paisa less of limit makes it finance's"
  )
  func approver() {
    let story = given {
      answered(received: 5_000, paid: 5_000)
      asked(5_000)
    }
    #expect(story.differences { $0.financeAbove = Money(paise: 500_001) } == [])
    #expect(
      story.differences { $0.financeAbove = Money(paise: 499_999) } == [
        .approver(
          payout: "CX-1-P1", amount: 5_000, inForce: .opsManager, other: .financeManager)
      ])
  }

  @Test("E2: ₹5,000.01 in dispute is finance's under ₹5,000.00 and not under ₹5,000.01")
  func approverBack() {
    let story = given {
      answered(quoted: Money(paise: 1_000_001), received: 5_000, paid: 5_000)
      asked(Money(paise: 500_001))
    }
    #expect(story.differences { $0.financeAbove = 5_000 } == [])
    #expect(
      story.differences { $0.financeAbove = Money(paise: 500_001) } == [
        .approver(
          payout: "CX-1-P1", amount: Money(paise: 500_001), inForce: .financeManager,
          other: .opsManager)
      ])
  }

  @Test(
    "E2: a sign-off of D4 is asked for under a lower limit, and the closure would have been refused"
  )
  func signOff() {
    let story = given {
      answered(
        received: 8_000, notes: [pickupNote("screen cracked", 2_000)], paid: 8_000,
        reason: "cracked")
      asha(.supportDeduction(amount: 2_000, note: 0))
      asha(.remark(text: "The note says so."))
      summarised()
      asha(.mark(.resolvedValidDeduction))
      asha(.close(seen: nil))
    }
    #expect(story.differences { $0.financeAbove = 2_000 } == [])
    #expect(
      story.differences { $0.financeAbove = Money(paise: 199_999) } == [
        .gate(at: Story.morning, inForce: [], other: [.g4]),
        .signOff(disputed: 2_000, isAskedFor: true),
      ])
  }

  @Test("The window: an answer after five hours comes in time within six, and too late within four")
  func window() {
    let story = given {
      ordered()
      called()
      later(hours: 5)
      asha(.answer(paid: 0, reason: nil))
    }
    #expect(
      story.differences { $0.windowSeconds = 4 * 3_600 } == [
        .lapse(.d1, inForce: nil, other: hour(4))
      ])
    #expect(
      story.differences { $0.windowSeconds = 5 * 3_600 } == [
        .lapse(.d1, inForce: nil, other: hour(5))
      ], "at exactly five hours it has lapsed")
    #expect(story.differences { $0.windowSeconds = 5 * 3_600 + 1 } == [])
    #expect(story.differences { $0.windowSeconds = 8 * 3_600 } == [])
  }

  @Test("The window: an open dispute is unreachable under six hours and not yet under eight")
  func openWindow() {
    let story = given { unreachable() }
    #expect(
      story.differences { $0.windowSeconds = 8 * 3_600 } == [
        .scenario(closed: nil, inForce: .d1, other: nil),
        .lapse(.d1, inForce: hour(6), other: nil),
      ])
    #expect(
      story.differences { $0.windowSeconds = 5 * 3_600 } == [
        .lapse(.d1, inForce: hour(6), other: hour(5))
      ])
  }

  @Test("The window: one attempt lapses nothing where two are demanded")
  func attempts() {
    let story = given { unreachable() }
    #expect(
      story.differences { $0.attempts = 2 } == [
        .scenario(closed: nil, inForce: .d1, other: nil),
        .lapse(.d1, inForce: hour(6), other: nil),
      ])
    // With the second attempt the window has lapsed as well, for the first one starts it.
    #expect(
      story.and { called() }.differences { $0.attempts = 2 } == [])
  }

  @Test("The window: working hours carry what is left over to the next day of work")
  func workingHours() {
    // Called at 15:00 on Sunday; six hours of Monday's work from 10:00 end at 16:00.
    let story = given {
      ordered()
      later(hours: 6)
      called()
      later(days: 2)
      asha(.note(text: "still nothing"))
    }
    let hours = WorkingHours(opens: 36_000, closes: 64_800, weekdays: [1, 2, 3, 4, 5])
    #expect(
      story.differences { $0.workingHours = hours } == [
        .lapse(.d1, inForce: hour(12), other: hour(31))
      ])
  }

  @Test("D2: the second window is judged anew too")
  func secondWindow() {
    let story = given {
      answered(paid: 8_000)
      later(hours: 5)
      asha(.hear(received: 8_000, note: nil))
    }
    #expect(
      story.differences { $0.windowSeconds = 4 * 3_600 } == [
        .lapse(.d2, inForce: nil, other: hour(4))
      ])
  }

  @Test("G1: a longer summary would have held the closure up")
  func summary() {
    // “The vendor and the customer were both asked.” has 37 characters that are not spaces.
    let story = given { closedPaid() }
    #expect(story.differences { $0.summaryLength = 37 } == [])
    #expect(
      story.differences { $0.summaryLength = 38 } == [
        .gate(at: Story.morning, inForce: [], other: [.g1])
      ])
  }

  @Test("G6: what the ops manager approved would not have been approved by one who may")
  func maker() {
    let story = given { closedPaid() }
    #expect(
      story.differences { $0.financeAbove = 1_999 } == [
        .gate(at: Story.morning, inForce: [], other: [.g6]),
        .approver(
          payout: "CX-1-P1", amount: 2_000, inForce: .opsManager, other: .financeManager),
      ])
  }

  @Test("Proofs: a UPI payment of exactly the limit does not warn")
  func upiLimit() {
    let story = given {
      ordered(quoted: 10_000)
      asha(proof("P1", 8_000, kind: .upi, reference: "632514345678"))
    }
    #expect(story.differences { $0.upiLimit = 8_000 } == [])
    let differences = story.differences { $0.upiLimit = Money(paise: 799_999) }
    guard case .warnings("P1", let inForce, let other) = differences.first else {
      Issue.record("\(differences)")
      return
    }
    #expect(differences.count == 1 && Set(other).subtracting(inForce) == [.upiLimit])
  }

  @Test("A closed dispute keeps the scenario of its closure, a merged one counts nowhere")
  func closedAndMerged() {
    let story = given {
      handedOver()
      omar(.return(instruction: "call again"))
      asha(.hear(received: 10_000, note: nil))
      summarised()
      asha(.mark(.resolvedPaid))
      asha(.close(seen: nil))
    }
    #expect(
      story.differences { $0.windowSeconds = 24 * 3_600 } == [
        .lapse(.d1, inForce: hour(6), other: nil)
      ])
    let merged = given {
      logged()
      logged("CX-2")
      asha(.claim, on: "CX-2")
      asha(.merge(into: "CX-1"), on: "CX-2")
    }
    #expect(merged.trial { $0.financeAbove = 1 }.differences(of: "CX-2") == [])
  }
}

@Suite("Policy what-if: vendors")
struct PolicyTrialVendorTests {
  /// Three disputes of one vendor that paid nothing, ten days apart.
  private var story: Story {
    given {
      answered("CX-1", order: "ORD-1", paid: 0)
      later(days: 10)
      answered("CX-2", order: "ORD-2", paid: 0)
      later(days: 10)
      answered("CX-3", order: "ORD-3", paid: 0)
    }
  }

  private func times(_ story: Story, _ change: (inout Policy) -> Void) -> (
    flagged: [Int64], proposed: [Int64]
  ) {
    let measures = story.trial(change).measures(of: "FoneBay Pune").other
    func days(_ kind: VendorMeasure.Kind) -> [Int64] {
      measures.filter { $0.kind == kind }.map { ($0.at.seconds - Story.morning.seconds) / 86_400 }
    }
    return (days(.flagged), days(.proposed))
  }

  @Test(
    "E3: flagged from the 2nd, a block proposed from the 3rd; from the 3rd and the 4th: later, and never"
  )
  func counts() {
    #expect(times(story) { _ in } == ([10], [20]))
    #expect(times(story) { $0.flagFrom = 3 } == ([20], [20]))
    #expect(times(story) { $0.blockFrom = 4 } == ([10], []))
    #expect(times(story) { $0.blockFrom = 2 } == ([10], [10]))
  }

  @Test("E3: exactly ten days ago is within ten days, and three are not")
  func days() {
    #expect(times(story) { $0.countedDays = 10 } == ([10], []))
    #expect(times(story) { $0.countedDays = 9 } == ([], []))
    #expect(times(story) { $0.countedDays = 20 } == ([10], [20]))
    #expect(times(story) { $0.countedDays = 19 } == ([10], []))
  }

  @Test("E3: a manager's word has seen what is counted under the other policy")
  func kept() {
    // Kept after the second: flagged anew with the third, which no word has seen.
    let kept = given {
      answered("CX-1", order: "ORD-1", paid: 0)
      later(days: 1)
      answered("CX-2", order: "ORD-2", paid: 0)
      omar(.keep(reason: nil), on: "CX-2")
      later(days: 1)
      asha(.note(text: "n"), on: "CX-2")
    }
    #expect(times(kept) { _ in } == ([1], []))
    // Under a window of counting that begins later, the word saw one dispute alone, and the flag was never there.
    #expect(times(kept) { $0.flagFrom = 3 } == ([], []))
  }

  @Test("E3: a window that lapses under another policy alone counts from then on")
  func lapse() {
    let story = given {
      unreachable("CX-1")
      answered("CX-2", order: "ORD-2", paid: 0)
    }
    #expect(times(story) { _ in } == ([0], []))
    #expect(times(story) { $0.windowSeconds = 7 * 3_600 } == ([], []))
    #expect(
      times(
        story.and {
          later(days: 1)
          asha(.note(text: "n"), on: "CX-2")
        }
      ) { $0.windowSeconds = 7 * 3_600 } == ([1], []))
  }

  @Test("The sum says how many, and whose money moves where")
  func sum() {
    var sum = PolicyTrialSum()
    sum.add([])
    sum.add([
      .approver(payout: "P", amount: 2_000, inForce: .opsManager, other: .financeManager),
      .approver(payout: "Q", amount: 500, inForce: .opsManager, other: .financeManager),
      .scenario(closed: nil, inForce: .d1, other: nil), .lapse(.d1, inForce: hour(1), other: nil),
    ])
    sum.add([
      .signOff(disputed: 700, isAskedFor: false), .lapse(.d1, inForce: nil, other: hour(1)),
      .lapse(.d2, inForce: hour(2), other: hour(1)),
      .gate(at: hour(1), inForce: [], other: [.g1]),
      .warnings("P1", inForce: [], other: [.upiLimit]),
    ])
    sum.add(
      inForce: [], other: [VendorMeasure(kind: .flagged, at: hour(1), dispute: "CX-1", counted: [])]
    )
    #expect(sum.disputes == 3 && sum.differing == 2 && !sum.isSame)
    let pair = PolicyTrialSum.Pair(inForce: Addressee.opsManager, other: .financeManager)
    #expect(sum.approvers == [pair: .init(payouts: 2, amount: 2_500)])
    #expect(sum.scenarios == [.init(inForce: .d1, other: nil): 1])
    #expect(sum.signOffs.less == 1 && sum.signOffs.amountLess == 700)
    #expect((sum.lapses.more, sum.lapses.less, sum.lapses.moved) == (1, 1, 1))
    #expect(sum.closures.more == 1 && sum.proofs == 1)
    #expect(sum.flagged.more == 1 && sum.proposed == .init())
  }
}

@Suite("Policy what-if: whatever people do")
struct PolicyTrialWalkTests {
  @Test(
    "under the policy in force nothing differs, E3 does again what it did, and each closure passes",
    arguments: RandomWalkTests.seeds)
  func same(seed: UInt64) {
    var walk = PolicyWalk(under: Policy())
    var trial = PolicyTrial(of: Policy(), against: Policy())
    var recorded: [VendorName: [VendorMeasure]] = [:]
    var last: RandomWalkTests.Step?
    RandomWalkTests.walk(seed) { step in
      for fact in step.facts {
        let event = Event(fact, by: step.actor.person, role: step.actor.role, at: step.now)
        walk.record(event, on: step.id)
        trial.record(event, on: step.id)
        switch fact {
        case .repeatOffenderFlagged(let vendor, let counted):
          recorded[vendor, default: []].append(
            VendorMeasure(kind: .flagged, at: step.now, dispute: step.id, counted: counted))
        case .blockProposed(let vendor, let counted):
          recorded[vendor, default: []].append(
            VendorMeasure(kind: .proposed, at: step.now, dispute: step.id, counted: counted))
        default: break
        }
      }
      last = step
    }
    guard let last else { return }
    walk.finish(at: last.now)
    trial.finish(at: last.now)
    #expect(walk.measures == recorded)
    for (id, dispute) in last.after.disputes {
      #expect(trial.differences(of: id) == [])
      #expect(walk.dispute(id)?.state == dispute.state)
      #expect(walk.readings[id]?.closures.allSatisfy { $0.missing.isEmpty } == true)
      if dispute.state == .open {
        let context = last.after.context(of: id, by: last.actor, at: last.now)
        #expect(
          walk.readings[id]?.scenario == dispute.scenario(in: context.circumstances(of: dispute)))
      }
    }
  }
}
