import Testing

@testable import Procedure

@Suite("A decision is asked for, a decision comes")
struct DecisionTurnTests {
  /// What every act of a story did about decisions, in words, with its dispute where that is not CX-1.
  private func turns(@Acts _ acts: () -> [Act]) throws -> [String] {
    var world = World()
    var now = Story.morning
    var words: [String] = []
    for act in acts() {
      now = now.adding(seconds: act.wait)
      guard let command = act.command(now) else { continue }
      var former = world.disputes[act.dispute]
      for fact in try world.perform(command, on: act.dispute, by: act.actor, at: now) {
        let event = Event(fact, by: act.actor, at: now)
        guard let dispute = evolve(former, event, id: act.dispute) else { continue }
        let turns = dispute.turns(by: event, after: former, policy: Policy(), isDuplicated: false)
        words += turns.map { $0.words + (act.dispute == "CX-1" ? "" : " \(act.dispute)") }
        former = dispute
      }
    }
    return words
  }

  @Test("A payout is asked of whom its limit names, and approved or declined")
  func payouts() throws {
    #expect(
      try turns {
        partPaid()
        asked()
        later(minutes: 5)
        omar(.decline(reason: "call again"))
        asked()
        olga(.approve(reason: nil))
        asha(.settle(reference: "UTR-1"))
      } == [
        "asked opsManager payout ₹2,000 asha", "declined payout ₹2,000 omar after 300",
        "asked opsManager payout ₹2,000 asha", "approved payout ₹2,000 olga after 0",
      ])
    #expect(
      try turns {
        answered(quoted: 10_000, received: 2_000, paid: 2_000)
        asked(8_000)
      } == ["asked financeManager payout ₹8,000 asha"])
  }

  @Test("An escalation is asked, and found or returned; a finding that nobody asked for comes too")
  func escalations() throws {
    #expect(
      try turns {
        unreachable()
        escalated()
        asha(.block(reason: nil))
        later(hours: 1)
        omar(.return(instruction: "call again"))
        fina(.find(.unpaid, amount: nil, reason: "nobody answered"))
      } == [
        "asked opsManager dispute ₹10,000 asha", "returned dispute ₹10,000 omar after 3600",
        "found dispute ₹10,000 fina",
      ])
  }

  @Test("A sign-off is asked for by what makes it due, once, and comes with the word")
  func signOff() throws {
    #expect(
      try turns {
        ordered(quoted: 10_000)
        called()
        asha(.answer(paid: 10_000, reason: nil))
        proven(10_000)
        asha(.note(text: "it waits"))
        fina(.signOff)
      } == ["asked financeManager signOff ₹10,000 asha", "signedOff signOff ₹10,000 fina"])
  }

  @Test("A vendor's standing is asked about, by E3 itself from the third, and decided by managers")
  func vendors() throws {
    #expect(
      try turns {
        partPaid("CX-1", order: "ORD-1")
        partPaid("CX-2", order: "ORD-2")
        partPaid("CX-3", order: "ORD-3")
        omar(.keep(reason: nil), on: "CX-3")
        escalated(about: .vendor)
        omar(.suspend(reason: "enough"))
        omar(.unblock(reason: "settled"))
        omar(.flag(reason: nil))
        omar(.block(reason: nil))
      } == [
        "asked opsManager vendor asha CX-3", "kept vendor omar CX-3",
        "asked opsManager vendor asha", "suspended vendor omar", "released vendor omar",
        "flagged vendor omar", "blocked vendor omar",
      ])
  }

  @Test("The block that D1 demands of an executive is nobody's decision")
  func duty() throws {
    #expect(
      try turns {
        unreachable()
        asha(.block(reason: nil))
      } == [])
  }
}

extension DecisionTurn {
  /// All of it in one line: `approved payout ₹2,000 olga after 0`.
  fileprivate var words: String {
    var words: [String] = []
    switch step {
    case .asked(let addressee):
      words = ["asked", addressee.rawValue]
      if decidedAt != nil { words.append("and decided?") }
    case .came(let outcome): words = [outcome.rawValue]
    }
    words.append(about.rawValue)
    if let amount { words.append(amount.short) }
    words.append(by.shown)
    if let askedAt, let decidedAt, about == .payout || about == .dispute {
      words.append("after \(decidedAt.seconds - askedAt.seconds)")
    }
    return words.joined(separator: " ")
  }
}
