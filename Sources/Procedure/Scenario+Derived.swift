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
  ///
  /// - Parameter asking: told each condition that was looked at, in order, and whether it holds.
  public func scenario(
    in circumstances: Circumstances, asking: (ScenarioCondition, Bool) -> Void = { _, _ in }
  ) -> Scenario? {
    let isDuplicated = circumstances.isDuplicated
    if let scenario = timelessScenario(isDuplicated: isDuplicated, asking: asking) {
      return scenario
    }
    guard
      let lapse = lapse(policy: circumstances.policy, isDuplicated: isDuplicated, asking: asking)
    else { return nil }
    let hasLapsed = circumstances.now >= lapse.at
    asking(.windowLapsed, hasLapsed)
    return hasLapsed ? lapse.scenario : nil
  }

  /// The scenario that the facts lead to whatever the time.
  func timelessScenario(
    isDuplicated: Bool, asking: (ScenarioCondition, Bool) -> Void = { _, _ in }
  ) -> Scenario? {
    func holds(_ condition: ScenarioCondition, _ isTrue: Bool) -> Bool {
      asking(condition, isTrue)
      return isTrue
    }
    let settled = payouts.last { $0.state == .settled }
    if holds(.payoutSettled, settled != nil) { return settled?.basis.scenario }
    guard holds(.ticketReviewed, isTicketDone),
      holds(.orderDone, isOrderDone(isDuplicated: isDuplicated)), let order
    else { return nil }
    if holds(.foundNothingOwed, finding?.kind == .nothingOwed) { return .d7 }
    if holds(.pickupNotCompleted, order.pickup != .completed) { return .d0 }
    if holds(.nothingShort, shortfall.isZero) {
      return holds(.nothingDeducted, supportedDeduction.isZero) ? .d3 : .d4
    }
    if !holds(.foundUnpaid, finding?.kind == .unpaid) {
      guard holds(.answered, claimed != nil), let claimed, holds(.claimCovered, claimed <= paid)
      else { return nil }
    }
    return holds(.somethingPaid, !paid.isZero) ? .d5 : .d6
  }

  /// The scenario that silence leads to, D1 or D2, and the moment from which it holds unless something comes first.
  public func lapse(policy: Policy, isDuplicated: Bool) -> (scenario: Scenario, at: Instant)? {
    lapse(policy: policy, isDuplicated: isDuplicated) { _, _ in }
  }

  private func lapse(
    policy: Policy, isDuplicated: Bool, asking: (ScenarioCondition, Bool) -> Void
  ) -> (scenario: Scenario, at: Instant)? {
    guard timelessScenario(isDuplicated: isDuplicated) == nil, isTicketDone,
      isOrderDone(isDuplicated: isDuplicated)
    else { return nil }
    func holds(_ condition: ScenarioCondition, _ isTrue: Bool) -> Bool {
      asking(condition, isTrue)
      return isTrue
    }
    guard let claimed else {
      guard holds(.attemptsMade, vendorContacts.count >= policy.attempts) else { return nil }
      return firstWindow(policy: policy).map { (.d1, $0.lapsesAt) }
    }
    guard claimed > paid,
      holds(.proofsDecided, !proofs.contains { $0.verdict == .waiting })
    else { return nil }
    return secondWindow(policy: policy).map { (.d2, $0.lapsesAt) }
  }

  /// The moment from which E3 counts this dispute against its vendor, if nothing more is recorded; nil is never.
  public func countsFrom(policy: Policy, isDuplicated: Bool) -> Instant? {
    counting(policy: policy, isDuplicated: isDuplicated)?.from
  }

  /// From when and in which scenario E3 counts this dispute against its vendor, if nothing more is recorded; nil is never.
  public func counting(policy: Policy, isDuplicated: Bool) -> (from: Instant, in: Scenario)? {
    guard state != .merged, order != nil else { return nil }
    switch timelessScenario(isDuplicated: isDuplicated) {
    case .d5: return (arrivedAt, .d5)
    case .d6: return (arrivedAt, .d6)
    case .d3: return isPaidLate ? (arrivedAt, .d3) : nil
    case .d4: return isPaidLate ? (arrivedAt, .d4) : nil
    case .d0, .d7: return nil
    case .d1, .d2, nil:
      return lapse(policy: policy, isDuplicated: isDuplicated).map { ($0.at, $0.scenario) }
    }
  }
}

/// What is asked on the way to a scenario, in the order in which it is asked (procedure, "Scenarios").
public enum ScenarioCondition: String, Hashable, Sendable, CaseIterable {
  /// A payout is settled: the scenario in which it was asked for stays.
  case payoutSettled
  /// Step 1 is done.
  case ticketReviewed
  /// Step 2 is done.
  case orderDone
  /// A manager found that nothing is owed (D7).
  case foundNothingOwed
  /// The pickup is pending or cancelled (D0).
  case pickupNotCompleted
  /// The shortfall is zero (D3, D4).
  case nothingShort
  /// No deduction is supported (D3), or one is (D4).
  case nothingDeducted
  /// A manager found the rest unpaid (D5, D6).
  case foundUnpaid
  /// The vendor has answered.
  case answered
  /// What the vendor claims is paid (D5, D6).
  case claimCovered
  /// Something is paid (D5), or nothing (D6).
  case somethingPaid
  /// The vendor was tried as often as is demanded (D1).
  case attemptsMade
  /// No proof waits to be accepted or rejected (D2).
  case proofsDecided
  /// The window has lapsed (D1, D2).
  case windowLapsed
}
