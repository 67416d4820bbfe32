/// Which decisions are awaited, by which rule of escalation, and what the gate asks for.
extension Dispute {
  /// What waits for a manager's decision, in its order.
  func awaitedExplanations(in context: Context) -> [Explanation] {
    matters(in: context).map { matter in
      let isLimited = matter.kind == .payout || matter.kind == .signOff
      var grounds = [
        Explanation.Ground(
          matter.by == nil ? "Since" : "Asked", matter.by.map { "by \($0)" } ?? "by itself",
          at: matter.since),
        .init("Decides", "the \(matter.to.shown): \(matter.because)"),
      ]
      if isLimited {
        grounds += limitGrounds(policy: context.policy)
      } else if let amount = matter.amount {
        grounds.append(.init("Amount", amount.short))
      }
      return Explanation(
        .awaited, isLimited && matter.to == .financeManager ? "E2" : matter.rule,
        "It waits for the \(matter.to.shown). \(sentence(matter.why))", grounds,
        remedy: matter.kind == .lapsed ? .escalate : matter.commands.first)
    }
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
