/// Which decisions are awaited, by which rule of escalation, and what the gate asks for.
extension Dispute {
  func awaitedExplanations(in context: Context) -> [Explanation] {
    guard state == .open || state == .escalated else { return [] }
    let policy = context.policy
    var explanations: [Explanation] = []
    if let payout = livePayout, payout.state == .asked {
      let approval = approval(of: payout.amount, policy: policy)
      explanations.append(
        Explanation(
          .awaited, approval.by == .financeManager ? "E2" : "Payouts",
          "The payout of \(payout.amount.short) is the \(approval.by.shown)'s to approve: \(approval.because).",
          [.init("Asked", "by \(payout.askedBy)", at: payout.askedAt)]
            + limitGrounds(policy: policy),
          remedy: .approve))
    }
    let scenario = scenario(in: context.circumstances(of: self))
    for escalation in undecided {
      // What D0, D1 and D2 demand is asked as everything else is; what names it is the scenario.
      let isSilence = (scenario == .d1 || scenario == .d2) && escalation.to == .opsManager
      explanations.append(
        Explanation(
          .awaited, isSilence ? "E1" : "E4",
          isSilence
            ? "The vendor \(scenario == .d1 ? "did not respond" : "sent no proof") within the window: the ops manager decides."
            : "A decision of the \(escalation.to.shown) was asked for.",
          [
            .init("Asked", "by \(escalation.by) of the \(escalation.to.shown)", at: escalation.at),
            .init("Reason", "“\(escalation.reason)”"),
          ], remedy: .find))
    }
    if signOff == nil,
      needsSignOff(policy: policy, isDuplicated: context.surroundings.isDuplicated(self))
    {
      explanations.append(
        Explanation(
          .awaited, "E2",
          "Disputed \(disputed.short) is above \(policy.financeAbove.short): \(scenario?.rawValue ?? "it") needs the finance manager's sign-off.",
          limitGrounds(policy: policy), remedy: .signOff))
    }
    if undecided.isEmpty, let scenario, scenario == .d1 || scenario == .d2, state == .open,
      let window = window(policy: policy)
    {
      explanations.append(
        Explanation(
          .awaited, "E1", "The window has lapsed, and nobody has escalated to the ops manager yet.",
          [.init("Lapsed", "\(scenario.rawValue), \(scenario.shown)", at: window.lapsesAt)],
          remedy: .escalate))
    }
    return explanations
  }

  func gateExplanations(in context: Context) -> [Explanation] {
    guard state == .open || state == .escalated else { return [] }
    let failures = gateFailures(in: context)
    let grounds = GateRow.allCases.filter { $0 != .g8 }.map { row -> Explanation.Ground in
      let failure = failures.first { $0.row == row }
      return .init(row.rawValue, failure?.why ?? row.demanded, holds: failure == nil)
    }
    let holder = Explanation.Ground(
      GateRow.g8.rawValue,
      "whoever closes holds it, now \(holder?.text ?? "nobody"), and has seen its latest version",
      holds: holder == context.actor.person)
    let missing = failures.map(\.row.rawValue).joined(separator: ", ")
    return [
      Explanation(
        .gate, failures.first?.row.rawValue ?? "G8",
        failures.isEmpty
          ? "Every row of the gate holds: its holder can close it."
          : "It cannot be closed yet: \(missing).",
        grounds + [holder], remedy: failures.first { $0.remedy != nil }?.remedy)
    ]
  }
}

extension GateRow {
  /// What the row demands, in a few words (procedure, "The gate").
  public var demanded: String {
    switch self {
    case .g1: "a summary of what was found"
    case .g2: "the proof that the scenario asks for"
    case .g3: "the final status that the facts lead to"
    case .g4: "everything else that the scenario demands"
    case .g5: "no payout is alive"
    case .g6: "approvals, sign-off and finding by a second person who may"
    case .g7: "Steps 1 and 2, and every disagreement acknowledged"
    case .g8: "held by whoever closes, its latest version seen"
    }
  }
}
