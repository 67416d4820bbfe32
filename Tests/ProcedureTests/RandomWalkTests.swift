import Testing

@testable import Procedure

@Suite("Whatever people do")
struct RandomWalkTests {
  static let seeds = Array<UInt64>(1...32)

  /// Every walk, once.
  static let walks: [UInt64: [Step]] = Dictionary(
    uniqueKeysWithValues: seeds.map { ($0, steps(of: $0)) })

  /// Hands every step of a walk to a check.
  static func walk(_ seed: UInt64, _ check: (Step) -> Void) {
    walks[seed, default: []].forEach(check)
  }

  private static func steps(of seed: UInt64) -> [Step] {
    var walk = RandomWalk(seed: seed)
    var world = World()
    return (0..<240).map { _ in
      let (command, id, actor) = walk.next(in: world)
      var step = Step(
        before: world, after: world, command: command, id: id, actor: actor, facts: [])
      do throws(Refusal) {
        step.facts = try world.perform(command, on: id, by: actor, at: walk.now)
      } catch {
        step.refusal = error
      }
      step.after = world
      return step
    }
  }

  /// One command of a walk.
  struct Step {
    var before: World
    var after: World
    var command: Command
    var id: TicketID
    var actor: Actor
    var facts: [Fact]
    var refusal: Refusal?

    var old: Dispute? { before.disputes[id] }
    var new: Dispute? { after.disputes[id] }
    var now: Instant { after.latest ?? Story.morning }
  }

  @Test("A refusal changes nothing, and each event raises the version by one", arguments: seeds)
  func versions(seed: UInt64) {
    Self.walk(seed) { step in
      if step.refusal != nil {
        #expect(step.before.disputes == step.after.disputes)
        #expect(step.before.vendors == step.after.vendors)
      } else {
        #expect(step.new?.version == (step.old?.version ?? 0) + step.facts.count)
        for (id, dispute) in step.before.disputes where id != step.id {
          #expect(step.after.disputes[id] == dispute)
        }
      }
    }
  }

  @Test("Folding the recorded events again gives the same disputes and vendors", arguments: seeds)
  func folding(seed: UInt64) {
    var events: [(TicketID, Event)] = []
    var last = World()
    Self.walk(seed) { step in
      for fact in step.facts {
        events.append(
          (step.id, Event(fact, by: step.actor.person, role: step.actor.role, at: step.now)))
      }
      last = step.after
    }
    var again = World()
    for (id, event) in events { again.record(event, on: id) }
    #expect(again.disputes == last.disputes)
    #expect(again.vendors == last.vendors)
    // What the world keeps beside the disputes is what looking at each of them anew gives.
    var anew = again
    anew.policy = Policy()
    for id in RandomWalk.tickets {
      let kept = last.context(of: id, by: asha.actor, at: Story.morning).surroundings
      let found = anew.context(of: id, by: asha.actor, at: Story.morning).surroundings
      #expect(kept.vendors.mapValues(\.disputes) == found.vendors.mapValues(\.disputes))
      #expect(Set(kept.sightings) == Set(found.sightings))
    }
  }

  @Test("Every event folds into every dispute, and nothing traps", arguments: seeds.prefix(8))
  func total(seed: UInt64) {
    var shuffled = SplitMix64(seed: seed)
    var events: [Event] = []
    var world = World()
    Self.walk(seed) { step in
      events += step.facts.map {
        Event($0, by: step.actor.person, role: step.actor.role, at: step.now)
      }
      world = step.after
    }
    events.shuffle(using: &shuffled)
    for id in RandomWalk.tickets {
      var dispute = world.disputes[id]
      for event in events {
        let version = dispute?.version
        dispute = evolve(dispute, event, id: id)
        if let version { #expect(dispute?.version == version + 1) }
        if let dispute {
          let context = world.context(of: id, by: asha.actor, at: event.at)
          _ = Assessment(of: dispute, in: context)
          _ = dispute.ticketComment(status: .resolvedPaidByCashkr, in: context)
          _ = dispute.draftedSummary(in: context)
        }
      }
    }
  }

  @Test("At each approval and sending, the order is not paid more than is due", arguments: seeds)
  func neverOverpaid(seed: UInt64) {
    Self.walk(seed) { step in
      guard let new = step.new, let old = step.old else { return }
      for fact in step.facts {
        switch fact {
        case .payoutRequested, .payoutApproved, .payoutSent: break
        case .payoutSettled where old.livePayout?.state == .approved: break
        default: continue
        }
        let family = step.after.disputes.values.filter { $0.ticket.order == new.ticket.order }
        let proofs = family.flatMap { $0.proofs.filter { $0.verdict == .accepted }.map(\.proof) }
        let out = family.flatMap(\.payouts).filter { $0.isAlive || $0.state == .settled }
        let paid = max(Dispute.sum(of: proofs), new.received)
        #expect(out.reduce(paid) { $0 + $1.amount } <= new.due)
        #expect(out.filter(\.isAlive).count <= 1)
      }
    }
  }

  @Test(
    "Nobody approves what they asked for, signs off or finds on what they hold", arguments: seeds)
  func makerAndChecker(seed: UInt64) {
    Self.walk(seed) { step in
      for fact in step.facts {
        switch fact {
        case .payoutApproved:
          #expect(step.old?.livePayout?.askedBy != step.actor.person)
          #expect(step.actor.role.isManager)
          let amount = max(step.old?.livePayout?.amount ?? 0, step.old?.disputed ?? 0)
          #expect(amount <= 5_000 || step.actor.role == .financeManager)
        case .signedOff, .found: #expect(step.old?.holder != step.actor.person)
        default: continue
        }
      }
    }
  }

  @Test("What is closed misses no row of the gate at the moment of closing", arguments: seeds)
  func gate(seed: UInt64) {
    Self.walk(seed) { step in
      for case .closed(let status, let scenario, _) in step.facts {
        guard let old = step.old else { continue }
        #expect(old.holder == step.actor.person && old.status == status)
        #expect((old.summary ?? "").filter { !$0.isWhitespace }.count >= 20)
        #expect(old.livePayout == nil && old.isReviewed && old.order != nil)
        switch status {
        case .resolvedPaid: #expect(scenario == .d3 && old.paid >= old.quoted)
        case .resolvedValidDeduction: #expect(scenario == .d4 && old.remarks != nil)
        case .resolvedPaidByCashkr:
          #expect(scenario == .d5 || scenario == .d6)
          #expect(old.settled > .zero && old.paid + old.settled >= old.due)
        case .resolvedNoPaymentDue: #expect(old.finding?.kind == .nothingOwed)
        case .escalatedPendingManager: #expect(!old.undecided.isEmpty)
        }
      }
    }
  }

  @Test("What could be done agrees with what is decided", arguments: seeds)
  func possibility(seed: UInt64) {
    Self.walk(seed) { step in
      guard let old = step.old else { return }
      let kind = step.command.kind
      let context = step.before.context(of: step.id, by: step.actor, at: step.now)
      guard let impossible = old.refusal(of: kind, in: context) else {
        if let refusal = step.refusal {
          #expect(Self.isTyped(refusal, of: kind), "\(kind): \(refusal.reason) \(refusal)")
        }
        return
      }
      #expect(step.refusal != nil, "\(kind) was said to be refused: \(impossible)")
    }
  }

  /// Whether a refusal is of a field, where another one of the same kind could be accepted.
  private static func isTyped(_ refusal: Refusal, of kind: Command.Kind) -> Bool {
    switch (refusal.reason, kind) {
    case (.invalid, _), (.overpayment, .requestPayout), (.inFlight, .amend), (.gate, .close),
      (.unknown, .merge), (.unknown, .accept), (.unknown, .reject), (.duplicate, .proof),
      (.duplicate, .accept), (.forbidden, .accept), (.notHeld, .accept), (.outOfOrder, .find),
      (.outOfOrder, .contact), (.outOfOrder, .escalate), (.outOfOrder, .withdraw),
      (.forbidden, .withdraw), (.inFlight, .withdraw):
      true
    default: false
    }
  }

  @Test("Walks go everywhere: every fact, every scenario and every state is reached")
  func coverage() {
    var facts: Set<String> = []
    var scenarios: Set<Scenario?> = []
    var states: Set<DisputeState> = []
    var refusals: Set<Refusal.Reason> = []
    for seed in Self.seeds {
      Self.walk(seed) { step in
        facts.formUnion(step.facts.map(\.name))
        if let refusal = step.refusal { refusals.insert(refusal.reason) }
        guard let new = step.new else { return }
        states.insert(new.state)
        let context = step.after.context(of: step.id, by: step.actor, at: step.now)
        scenarios.insert(Assessment(of: new, in: context).scenario)
      }
    }
    // Imports and masked data are no part of walks; a deduction falls by itself too seldom to wait for.
    let elsewhere: Set = ["ticketRelisted", "personalDataShown", "deductionFell"]
    #expect(PermissionTests.factNames.subtracting(facts).isSubset(of: elsewhere))
    #expect(scenarios.count == Scenario.allCases.count + 1)
    #expect(states == Set(DisputeState.allCases))
    #expect(refusals == Set(Refusal.Reason.allCases))
  }
}
