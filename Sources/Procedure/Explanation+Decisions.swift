/// Which decisions are awaited, by which rule of escalation, and what the gate asks for.
extension Dispute {
  /// What waits for a manager's decision, in its order.
  func awaitedExplanations(in context: Context) -> [Explanation] {
    matters(in: context).map { matter in
      let isLimited = matter.kind == .payout || matter.kind == .signOff
      var grounds = [
        Explanation.Ground(
          matter.by == nil ? Phrase("Since") : Phrase("Asked"),
          matter.by.map { Phrase("by \($0)") } ?? Phrase("by itself"),
          at: matter.since),
        .init(Phrase("Decides"), Phrase("the \(matter.to.shown): \(matter.because)")),
      ]
      if isLimited {
        grounds += limitGrounds(policy: context.policy)
      } else if let amount = matter.amount {
        grounds.append(.init(Phrase("Amount"), amount.short))
      }
      return Explanation(
        .awaited, isLimited && matter.to == .financeManager ? "E2" : matter.rule,
        Phrase("It waits for the \(matter.to.shown). \(matter.why.sentence)"), grounds,
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
      Phrase(
        "whoever closes holds it, now \(holder.map { Phrase("\($0)") } ?? Phrase("nobody")), and has seen its latest version"
      ),
      holds: holder == context.actor.person)
    let missing = failures.map(\.row.rawValue).joined(separator: ", ")
    return [
      Explanation(
        .gate, failures.first?.row.rawValue ?? "G8",
        failures.isEmpty
          ? Phrase("Every row of the gate holds: its holder can close it.")
          : Phrase("It cannot be closed yet: \(missing)."),
        grounds + [holder], remedy: failures.first { $0.remedy != nil }?.remedy)
    ]
  }
}

extension GateRow {
  /// What the row demands, in a few words (procedure, "The gate").
  public var demanded: Phrase {
    switch self {
    case .g1: Phrase("a summary of what was found")
    case .g2: Phrase("the proof that the scenario asks for")
    case .g3: Phrase("the final status that the facts lead to")
    case .g4: Phrase("everything else that the scenario demands")
    case .g5: Phrase("no payout is alive")
    case .g6: Phrase("approvals, sign-off and finding by a second person who may")
    case .g7: Phrase("Steps 1 and 2, and every disagreement acknowledged")
    case .g8: Phrase("held by whoever closes, its latest version seen")
    }
  }
}
