/// What another policy would have made of recorded facts, beside the policy in force: scenario, approver, flags and the rest derived
/// anew by the core under both, and compared.
///
///     var trial = PolicyTrial(of: other, against: inForce)
///     for (id, event) in history { trial.record(event, on: id) }
///     trial.finish(at: now)
///     trial.differences(of: id)   // [.approver(payout: "CX-1-P1", …)]
///
/// The facts stay as they were recorded: what people would have done otherwise nobody knows. One trial takes the disputes that rules
/// look at together, those of a vendor and of their orders; nothing is kept of one when it is let go.
public struct PolicyTrial: Sendable {
  private var inForce: PolicyWalk
  private var other: PolicyWalk

  /// A trial of a policy against the one in force, before anything has happened.
  public init(of other: Policy, against inForce: Policy) {
    self.inForce = PolicyWalk(under: inForce)
    self.other = PolicyWalk(under: other)
  }

  /// Takes in the next event, in the order of the log.
  public mutating func record(_ event: Event, on id: TicketID) {
    inForce.record(event, on: id)
    other.record(event, on: id)
  }

  /// Ends the trial: what is open is looked at now. Nothing may be recorded after it.
  public mutating func finish(at now: Instant) {
    inForce.finish(at: now)
    other.finish(at: now)
  }

  /// A dispute as it stands after what was recorded.
  public func dispute(_ id: TicketID) -> Dispute? { inForce.dispute(id) }

  /// What would have differed on a dispute; a merged one counts nowhere.
  public func differences(of id: TicketID) -> [PolicyDifference] {
    guard let dispute = inForce.dispute(id), dispute.state != .merged else { return [] }
    let old = inForce.readings[id] ?? PolicyOutcome()
    let new = other.readings[id] ?? PolicyOutcome()
    var differences: [PolicyDifference] = []
    for (old, new) in zip(old.closures, new.closures) where old.missing != new.missing {
      differences.append(.gate(at: old.at, inForce: old.missing, other: new.missing))
    }
    if old.scenario != new.scenario {
      let closure = dispute.state == .closed ? old.closures.last?.at : nil
      differences.append(.scenario(closed: closure, inForce: old.scenario, other: new.scenario))
    }
    for lapse in Set(old.lapses.keys).union(new.lapses.keys).sorted(by: {
      ($0.round, $0.scenario.rawValue) < ($1.round, $1.scenario.rawValue)
    }) where old.lapses[lapse] != new.lapses[lapse] {
      differences.append(
        .lapse(lapse.scenario, inForce: old.lapses[lapse], other: new.lapses[lapse]))
    }
    for (old, new) in zip(old.approvals, new.approvals) where old.by != new.by {
      differences.append(
        .approver(payout: old.payout, amount: old.amount, inForce: old.by, other: new.by))
    }
    if old.needsSignOff != new.needsSignOff {
      differences.append(.signOff(disputed: dispute.disputed, isAskedFor: new.needsSignOff))
    }
    for proof in dispute.proofs.map(\.proof.id) where old.warnings[proof] != new.warnings[proof] {
      differences.append(
        .warnings(
          proof, inForce: old.warnings[proof] ?? [], other: new.warnings[proof] ?? []))
    }
    return differences
  }

  /// What E3 would have done to a vendor, under the policy in force and under the other one.
  public func measures(of vendor: VendorName) -> (
    inForce: [VendorMeasure], other: [VendorMeasure]
  ) {
    (inForce.measures[vendor] ?? [], other.measures[vendor] ?? [])
  }
}

/// One thing that would have differed on a dispute under another policy.
public enum PolicyDifference: Hashable, Sendable {
  /// The facts led to another scenario: at the closure, or of an open one now.
  case scenario(closed: Instant?, inForce: Scenario?, other: Scenario?)
  /// Silence led to D1 or D2 at another moment, or under one of the policies alone.
  case lapse(Scenario, inForce: Instant?, other: Instant?)
  /// A payout was somebody else's to approve (procedure E2).
  case approver(payout: String, amount: Money, inForce: Addressee, other: Addressee)
  /// Finance's sign-off is asked for under one of the policies alone (procedure E2).
  case signOff(disputed: Money, isAskedFor: Bool)
  /// Something else speaks against a proof.
  case warnings(ProofID, inForce: [Warning], other: [Warning])
  /// The gate would have named other rows when it was closed.
  case gate(at: Instant, inForce: [GateRow], other: [GateRow])
}
