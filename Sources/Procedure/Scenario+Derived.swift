/// What a dispute is looked at with, beside its own facts.
public struct Circumstances: Hashable, Sendable {
  /// The moment.
  public var now: Instant
  /// The policy that counts.
  public var policy: Policy
  /// Whether its order has another dispute that is not merged.
  public var isDuplicated: Bool

  /// The moment, the policy, and whether the order has another dispute.
  public init(now: Instant, policy: Policy, isDuplicated: Bool) {
    self.now = now
    self.policy = policy
    self.isDuplicated = isDuplicated
  }
}

/// What the facts lead to (procedure, "Scenarios"), and by when silence leads there too.
extension Dispute {
  /// Whether Step 1 is done.
  var isTicketDone: Bool { isReviewed }

  /// Whether Step 2 is done: the order recorded, and each disagreement that stood then acknowledged or gone.
  ///
  /// One that arose later, or reads otherwise by now, holds up closure (G7) and not the step.
  func isOrderDone(isDuplicated: Bool) -> Bool {
    guard order != nil else { return false }
    return disagreementsAtOrder.allSatisfy {
      acknowledged[$0] != nil || ($0 == .duplicateOrder ? !isDuplicated : reading(of: $0) == nil)
    }
  }

  /// The first window of this round: it starts with the first attempt to reach the vendor, and later ones do not move it.
  public func firstWindow(policy: Policy) -> ResponseWindow? {
    vendorContacts.first.map { ResponseWindow(from: $0.at, policy: policy) }
  }

  /// The second window of this round: time to send proof of what was claimed.
  public func secondWindow(policy: Policy) -> ResponseWindow? {
    secondWindowFrom.map { ResponseWindow(from: $0, policy: policy) }
  }

  /// The window that runs, or has lapsed, and matters now: before an answer the first, after one that claims more than is
  /// paid the second.
  public func window(policy: Policy) -> ResponseWindow? {
    guard let claimed else { return firstWindow(policy: policy) }
    return claimed > paid ? secondWindow(policy: policy) : nil
  }

  /// The scenario that holds at a moment; nil means that Step 3 is not done.
  public func scenario(in circumstances: Circumstances) -> Scenario? {
    if let scenario = timelessScenario(isDuplicated: circumstances.isDuplicated) { return scenario }
    guard let lapse = lapse(policy: circumstances.policy, isDuplicated: circumstances.isDuplicated),
      circumstances.now >= lapse.at
    else { return nil }
    return lapse.scenario
  }

  /// The scenario that the facts lead to whatever the time.
  func timelessScenario(isDuplicated: Bool) -> Scenario? {
    if let settled = payouts.last(where: { $0.state == .settled }) { return settled.basis.scenario }
    guard isTicketDone, isOrderDone(isDuplicated: isDuplicated), let order else { return nil }
    if finding?.kind == .nothingOwed { return .d7 }
    if order.pickup != .completed { return .d0 }
    if shortfall.isZero { return supportedDeduction.isZero ? .d3 : .d4 }
    if finding?.kind == .unpaid { return paid.isZero ? .d6 : .d5 }
    guard let claimed, claimed <= paid else { return nil }
    return paid.isZero ? .d6 : .d5
  }

  /// The scenario that silence leads to, D1 or D2, and the moment from which it holds unless something comes first.
  public func lapse(policy: Policy, isDuplicated: Bool) -> (scenario: Scenario, at: Instant)? {
    guard timelessScenario(isDuplicated: isDuplicated) == nil, isTicketDone,
      isOrderDone(isDuplicated: isDuplicated)
    else { return nil }
    guard let claimed else {
      guard vendorContacts.count >= policy.attempts else { return nil }
      return firstWindow(policy: policy).map { (.d1, $0.lapsesAt) }
    }
    guard claimed > paid, !proofs.contains(where: { $0.verdict == .waiting }) else { return nil }
    return secondWindow(policy: policy).map { (.d2, $0.lapsesAt) }
  }

  /// The moment from which E3 counts this dispute against its vendor, if nothing more is recorded; nil is never.
  public func countsFrom(policy: Policy, isDuplicated: Bool) -> Instant? {
    guard state != .merged, order != nil else { return nil }
    switch timelessScenario(isDuplicated: isDuplicated) {
    case .d5, .d6: return arrivedAt
    case .d3, .d4: return isPaidLate ? arrivedAt : nil
    case .d0, .d7: return nil
    case .d1, .d2, nil: return lapse(policy: policy, isDuplicated: isDuplicated)?.at
    }
  }
}
