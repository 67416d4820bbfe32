/// What an event does about a decision: it asks for one, or one comes with it (procedure, "Escalation").
///
///     for turn in dispute.turns(by: event, after: former, …) { print(turn.step, turn.about) }   // asked payout
///
/// A sign-off is asked for by no event of its own: by the one that makes it due.
public struct DecisionTurn: Hashable, Sendable {
  /// Whether it is asked for, or has come.
  public enum Step: Hashable, Sendable {
    /// Whose decision is asked for.
    case asked(of: Addressee)
    /// What was decided.
    case came(Outcome)
  }

  /// What is decided on.
  public enum About: String, Sendable, CaseIterable {
    case payout, dispute, signOff, vendor
  }

  /// What was decided.
  public enum Outcome: String, Sendable, CaseIterable {
    case approved, declined, found, returned, signedOff
    case blocked, suspended, released, flagged, kept
  }

  /// Whether it is asked for, or has come.
  public var step: Step
  /// What is decided on.
  public var about: About
  /// The money that it is about; nil of a vendor's standing.
  public var amount: Money?
  /// The vendor; nil before Step 2.
  public var vendor: VendorName?
  /// When it was asked for; nil where it came unasked, or the dispute's own events do not tell, as of a vendor's standing.
  public var askedAt: Instant?
  /// When it came.
  public var decidedAt: Instant?
  /// Who asked, or decided.
  public var by: Doer
}

extension Dispute {
  /// What an event that has just been folded into the dispute does about decisions.
  ///
  /// - Parameters:
  ///   - event: the event that made the dispute what it is.
  ///   - former: the dispute before it; nil where the event logged it.
  ///   - isDuplicated: whether the order has another dispute that is not merged.
  public func turns(
    by event: Event, after former: Dispute?, policy: Policy, isDuplicated: Bool
  ) -> [DecisionTurn] {
    var turns = [asked(by: event, policy: policy) ?? came(with: event, after: former)]
    if awaitsSignOff(policy, isDuplicated), former?.awaitsSignOff(policy, isDuplicated) != true {
      turns.append(turn(.asked(of: .financeManager), .signOff, disputed, event, at: event.at))
    }
    return turns.compactMap(\.self)
  }

  private func awaitsSignOff(_ policy: Policy, _ isDuplicated: Bool) -> Bool {
    (state == .open || state == .escalated) && signOff == nil
      && needsSignOff(policy: policy, isDuplicated: isDuplicated)
  }

  private func asked(by event: Event, policy: Policy) -> DecisionTurn? {
    switch event.fact {
    case .payoutRequested(_, let amount, _, _):
      return turn(
        .asked(of: approval(of: amount, policy: policy).by), .payout, amount, event, at: event.at)
    case .escalated(let to, _, .dispute, _):
      return turn(.asked(of: to), .dispute, disputed, event, at: event.at)
    case .escalated(let to, _, .vendor, _):
      return turn(.asked(of: to), .vendor, nil, event, at: event.at)
    case .blockProposed:
      return turn(.asked(of: .opsManager), .vendor, nil, event, at: event.at)
    default: return nil
    }
  }

  private func came(with event: Event, after former: Dispute?) -> DecisionTurn? {
    switch event.fact {
    case .payoutApproved(let id): return turn(.approved, ofPayout: id, event)
    case .payoutDeclined(let id, _): return turn(.declined, ofPayout: id, event)
    case .found, .returned:
      let answered = former?.undecided.first { $0.to.isOrYieldsTo(event.role) }
      var outcome = DecisionTurn.Outcome.returned
      if case .found = event.fact { outcome = .found }
      return turn(.came(outcome), .dispute, disputed, event, at: answered?.at)
    case .signedOff: return turn(.came(.signedOff), .signOff, disputed, event, at: nil)
    case .vendorBlocked: return standing(.blocked, event)
    case .vendorSuspended: return standing(.suspended, event)
    case .vendorUnblocked: return standing(.released, event)
    case .vendorFlagged: return standing(.flagged, event)
    case .vendorKept: return standing(.kept, event)
    default: return nil
    }
  }

  private func turn(
    _ outcome: DecisionTurn.Outcome, ofPayout id: String, _ event: Event
  ) -> DecisionTurn? {
    guard let payout = payouts.first(where: { $0.id == id }) else { return nil }
    return turn(.came(outcome), .payout, payout.amount, event, at: payout.askedAt)
  }

  /// A block that D1 or D2 demands of its executive is a duty and no decision.
  private func standing(_ outcome: DecisionTurn.Outcome, _ event: Event) -> DecisionTurn? {
    guard event.role.isManager else { return nil }
    return turn(.came(outcome), .vendor, nil, event, at: nil)
  }

  private func turn(
    _ step: DecisionTurn.Step, _ about: DecisionTurn.About, _ amount: Money?, _ event: Event,
    at asked: Instant?
  ) -> DecisionTurn {
    var decidedAt: Instant?
    if case .came = step { decidedAt = event.at }
    return DecisionTurn(
      step: step, about: about, amount: amount, vendor: event.fact.vendor ?? order?.vendor,
      askedAt: asked, decidedAt: decidedAt, by: event.doer)
  }
}
