/// What one policy makes of a dispute's recorded facts.
struct PolicyOutcome: Hashable, Sendable {
  /// A payout that was asked for, and whose approval it needed.
  struct Approval: Hashable, Sendable {
    var payout: String
    var amount: Money
    var by: Addressee
  }

  /// A closure: what the facts led to at that moment, and which rows of the gate did not hold.
  struct Closure: Hashable, Sendable {
    var at: Instant
    var scenario: Scenario?
    var missing: [GateRow]
    var needsSignOff: Bool
  }

  /// A window that lapsed, in which round.
  struct Lapse: Hashable, Sendable {
    var scenario: Scenario
    var round: Int
  }

  /// Its payouts, in order.
  var approvals: [Approval] = []
  /// Its closures, in order, those as Escalated – Pending Manager among them.
  var closures: [Closure] = []
  /// When silence first led to D1 or D2.
  var lapses: [Lapse: Instant] = [:]
  /// What spoke against its proofs when they were recorded.
  var warnings: [ProofID: [Warning]] = [:]
  /// What the facts lead to now; of a closed one, at its closure.
  var scenario: Scenario?
  /// Whether finance's sign-off is asked for now, or was at the closure.
  var needsSignOff = false
}

/// What E3 does to a vendor by itself.
public struct VendorMeasure: Hashable, Sendable {
  /// The measures.
  public enum Kind: String, Sendable, CaseIterable {
    /// The vendor is flagged as a repeat offender.
    case flagged
    /// A block is proposed to the ops manager.
    case proposed
  }

  /// Which.
  public var kind: Kind
  /// When: with the command that brought it about.
  public var at: Instant
  /// The dispute of that command.
  public var dispute: TicketID
  /// The disputes that E3 counted.
  public var counted: [TicketID]
}

/// A walk along recorded events under one policy: the facts stay as they are, and everything that follows from them is derived anew by
/// the core, E3's flags and proposals included.
struct PolicyWalk: Sendable {
  /// The command whose facts are being recorded, with what was known around it.
  private struct Open {
    var id: TicketID
    var actor: Actor
    var context: Context
  }

  private var world: World
  private var open: Open?
  private(set) var readings: [TicketID: PolicyOutcome] = [:]
  private(set) var measures: [VendorName: [VendorMeasure]] = [:]

  init(under policy: Policy) { world = World(policy: policy) }

  func dispute(_ id: TicketID) -> Dispute? { world.disputes[id] }

  /// Takes in the next event, in the order of the log.
  mutating func record(_ event: Event, on id: TicketID) {
    switch event.fact {
    case .repeatOffenderFlagged, .blockProposed: return
    default: break
    }
    guard let command = event.fact.command else { return world.record(event, on: id) }
    lookAtVendor()
    let before = world.disputes[id]
    let actor = event.actor
    let context = world.context(
      for: Needs(dispute: before, command: command), on: id, actor, event.at)
    open = Open(id: id, actor: actor, context: context)
    if let before { look(at: before, before: event, in: context) }
    world.record(seen(event, before, in: context), on: id)
    if case .proofRecorded(let proof) = event.fact, let after = world.disputes[id],
      let recorded = after.proof(proof.id)
    {
      readings[id, default: PolicyOutcome()].warnings[proof.id] = after.warnings(
        of: recorded, in: context)
    }
  }

  /// What holds of a dispute at the end; nothing may be recorded after it.
  mutating func finish(at now: Instant) {
    lookAtVendor()
    let now = max(now, world.latest ?? now)
    for (id, dispute) in world.disputes {
      let context = world.context(of: id, by: Actor(Person(""), .viewer), at: now)
      noteLapse(of: dispute, at: now, in: context)
      var reading = readings[id] ?? PolicyOutcome()
      if dispute.state == .closed, let closure = reading.closures.last {
        reading.scenario = closure.scenario
        reading.needsSignOff = closure.needsSignOff
      } else {
        reading.scenario = dispute.scenario(in: context.circumstances(of: dispute))
        reading.needsSignOff = needsSignOff(dispute, in: context)
      }
      readings[id] = reading
    }
  }

  private mutating func look(at dispute: Dispute, before event: Event, in context: Context) {
    noteLapse(of: dispute, at: event.at, in: context)
    switch event.fact {
    case .payoutRequested(let payout, let amount, _, _):
      let approval = dispute.approval(of: amount, policy: world.policy)
      readings[dispute.id, default: PolicyOutcome()].approvals.append(
        PolicyOutcome.Approval(payout: payout, amount: amount, by: approval.by))
    case .closed:
      readings[dispute.id, default: PolicyOutcome()].closures.append(
        PolicyOutcome.Closure(
          at: event.at, scenario: dispute.scenario(in: context.circumstances(of: dispute)),
          missing: dispute.gateFailures(in: context).map(\.row),
          needsSignOff: needsSignOff(dispute, in: context)))
    default: break
    }
  }

  private func needsSignOff(_ dispute: Dispute, in context: Context) -> Bool {
    dispute.needsSignOff(
      policy: world.policy, isDuplicated: context.surroundings.isDuplicated(dispute))
  }

  /// A window lapses by itself: that it had is seen when something comes after it.
  private mutating func noteLapse(of dispute: Dispute, at now: Instant, in context: Context) {
    guard dispute.state == .open || dispute.state == .escalated,
      let lapse = dispute.lapse(
        policy: world.policy, isDuplicated: context.surroundings.isDuplicated(dispute)),
      lapse.at <= now
    else { return }
    let key = PolicyOutcome.Lapse(scenario: lapse.scenario, round: dispute.reopenings)
    if readings[dispute.id]?.lapses[key] == nil {
      readings[dispute.id, default: PolicyOutcome()].lapses[key] = lapse.at
    }
  }

  /// A manager's word on the vendor has seen what E3 counts under this policy.
  private func seen(_ event: Event, _ dispute: Dispute?, in context: Context) -> Event {
    guard let dispute else { return event }
    var event = event
    let counted = dispute.countedDisputes(in: context).map(\.id)
    switch event.fact {
    case .vendorKept(let vendor, let reason, _):
      event.fact = .vendorKept(vendor: vendor, reason: reason, seen: counted)
    case .vendorUnblocked(let vendor, let reason, _):
      event.fact = .vendorUnblocked(vendor: vendor, reason: reason, seen: counted)
    default: break
    }
    return event
  }

  /// After each command its vendor is looked at (procedure E3).
  private mutating func lookAtVendor() {
    guard let open else { return }
    self.open = nil
    guard let dispute = world.disputes[open.id], let vendor = dispute.order?.vendor else { return }
    let record = world.vendors[vendor] ?? VendorRecord(name: vendor)
    for fact in dispute.vendorConsequences(record: record, in: open.context) {
      let event = Event(fact, by: open.actor, at: open.context.now)
      world.record(event, on: open.id)
      switch fact {
      case .repeatOffenderFlagged(_, let counted):
        note(.flagged, of: vendor, on: open, counted)
      case .blockProposed(_, let counted): note(.proposed, of: vendor, on: open, counted)
      default: break
      }
    }
  }

  private mutating func note(
    _ kind: VendorMeasure.Kind, of vendor: VendorName, on open: Open, _ counted: [TicketID]
  ) {
    measures[vendor, default: []].append(
      VendorMeasure(kind: kind, at: open.context.now, dispute: open.id, counted: counted))
  }
}
