/// Everything that follows from a dispute's facts at a moment; derived, never stored.
public struct Assessment: Sendable {
  /// The current step: the first that is not done; 5 when all that Step 4 demands is there, and after closure.
  public var step: Step
  /// What the facts lead to; nil means that Step 3 is not done.
  public var scenario: Scenario?
  /// The rows of the gate that do not hold, in order.
  public var failures: [GateFailure]
  /// Whose decision about the dispute or its payout is awaited.
  public var pending: [Addressee]
  /// What speaks against the proofs.
  public var warnings: [Warning]
  /// The disagreements that stand, with whether each is acknowledged as it reads now.
  public var disagreements: [(disagreement: Disagreement, isAcknowledged: Bool)]
  /// The window that matters now.
  public var window: ResponseWindow?
  /// The vendor, once the order is recorded.
  public var vendor: VendorRecord?
  /// The number of the vendor's disputes that E3 counts.
  public var countedDisputes: Int
  /// Whether the vendor is a repeat offender (procedure E3).
  public var isRepeatOffender: Bool
  /// What is still missing for a scenario, in plain words; nil where one holds.
  public var missingFact: Phrase?

  /// What follows from a dispute's facts in a context.
  public init(of dispute: Dispute, in context: Context) {
    let others = context.surroundings.siblings(of: dispute)
    (step, scenario, pending) = Assessment.standing(of: dispute, in: context)
    failures = dispute.gateFailures(in: context)
    warnings = dispute.warnings(in: context)
    let open = dispute.unacknowledged(others: others)
    let readings = dispute.readings(others: others)
    disagreements = Disagreement.allCases.filter { readings[$0] != nil }.map {
      ($0, !open.contains($0))
    }
    window = dispute.window(policy: context.policy)
    vendor = context.surroundings.vendor(of: dispute)?.record
    countedDisputes = dispute.countedDisputes(in: context).count
    isRepeatOffender = dispute.isRepeatOffender(in: context)
    missingFact = scenario == nil ? dispute.whatIsMissing(in: context) : nil
  }

  /// What of an assessment a queue shows: where the dispute stands, and whose decision is awaited.
  public static func standing(of dispute: Dispute, in context: Context) -> (
    step: Step, scenario: Scenario?, pending: [Addressee]
  ) {
    let scenario = dispute.scenario(in: context.circumstances(of: dispute))
    let isDuplicated = context.surroundings.isDuplicated(dispute)
    return (
      step(of: dispute, scenario, isDuplicated: isDuplicated, in: context), scenario,
      pending(of: dispute, policy: context.policy, isDuplicated: isDuplicated)
    )
  }

  private static func step(
    of dispute: Dispute, _ scenario: Scenario?, isDuplicated: Bool, in context: Context
  ) -> Step {
    if dispute.state == .closed { return .close }
    if !dispute.isTicketDone { return .ticket }
    if !dispute.isOrderDone(isDuplicated: isDuplicated) { return .order }
    guard let scenario else { return .vendor }
    return dispute.isActionDone(scenario, in: context) ? .close : .action
  }

  private static func pending(of dispute: Dispute, policy: Policy, isDuplicated: Bool)
    -> [Addressee]
  {
    guard dispute.state == .open || dispute.state == .escalated else { return [] }
    var pending = Set(dispute.undecided.map(\.to))
    if let payout = dispute.livePayout, payout.state == .asked {
      pending.insert(dispute.approval(of: payout.amount, policy: policy).by)
    }
    if dispute.signOff == nil, dispute.needsSignOff(policy: policy, isDuplicated: isDuplicated) {
      pending.insert(.financeManager)
    }
    return pending.sorted()
  }
}
