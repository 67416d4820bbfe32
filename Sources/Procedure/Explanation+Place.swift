/// Why a dispute stands where it stands in the queue: what it asks for, and what made it so.
extension Dispute {
  func placeExplanation(in context: Context, knowing known: Explanation.Known) -> Explanation {
    let policy = context.policy
    let (attention, cause) = attentionCause(
      policy: policy, isDuplicated: context.surroundings.isDuplicated(self))
    func place(
      _ rule: String, _ sentence: String, _ grounds: [Explanation.Ground] = []
    ) -> Explanation {
      Explanation(.place, rule, sentence, grounds + orderGrounds(attention))
    }
    switch cause {
    case .merged:
      let merged = known.last { if case .merged = $0 { true } else { false } }
      return place(
        "Merging", "It is merged into \(mergedInto?.text ?? "another"): work on that one.",
        done(merged, "Merged"))
    case .closed:
      let closed = known.last { if case .closed = $0 { true } else { false } }
      return place(
        "Step 5",
        "It is closed\(status.map { " as \(policy.wording(of: $0).name)" } ?? ""), the latest first.",
        done(closed, "Closed"))
    case .escalated:
      let closed = known.last { if case .closed = $0 { true } else { false } }
      return place(
        "Escalation",
        "Its executive's part has ended as Escalated – Pending Manager: a manager decides.",
        done(closed, "Escalated"))
    case .parked:
      let parked = known.last { if case .parked = $0 { true } else { false } }
      let isBack = attention.at <= context.now
      return place(
        "Parking",
        isBack
          ? "It was parked, and its time has come."
          : "It is parked: it comes back by itself, and no window stops for it.",
        [.init("Until", parkedReason.map { "“\($0)”" } ?? "no reason", at: parkedUntil)]
          + done(parked, "Parked"))
    case .payoutAsked(let payout):
      return place(
        "Payouts", "It waits for the approval of a payout of \(payout.amount.short).",
        [.init("Asked", "by \(payout.asker.shown)", at: payout.askedAt)])
    case .undecided(let escalation):
      return place(
        "Escalation", "It waits for the \(escalation.to.shown)'s decision.",
        [.init("Asked", "by \(escalation.asker.shown): “\(escalation.reason)”", at: escalation.at)])
    case .signOffAsked:
      return place(
        "E2", "It waits for the finance manager's sign-off.", limitGrounds(policy: policy))
    case .silence(let scenario):
      let what = "\(scenario.rawValue), \(scenario.shown)"
      return place(
        "The window",
        attention.at <= context.now
          ? "The vendor's window has lapsed: \(what)."
          : "The vendor's window runs: silence leads to \(what).", windowGrounds(policy: policy))
    case .payoutSettled(let payout):
      let settled = known.last { if case .payoutSettled = $0 { true } else { false } }
      return place(
        "Payouts", "The payout of \(payout.amount.short) is settled: what is left is to close.",
        done(settled, "Settled"))
    case .payoutAnswered(let payout):
      return place(
        "Payouts",
        "A payout of \(payout.amount.short) is \(payout.state.rawValue): it goes on from there.",
        done(known.last { $0.isAnswer(to: payout) }, payout.state.shown)
          + (payout.reason.map { [.init("Reason", "“\($0)”")] } ?? []))
    case .returned:
      let returned = known.last { if case .returned = $0 { true } else { false } }
      return place(
        "Escalation", "A manager gave it back with an instruction.",
        [.init("Instruction", "“\(instruction ?? "")”")] + done(returned, "Returned"))
    case .found(let finding):
      return place(
        "Findings", "A manager has found: \(finding.kind.shown).",
        [.init("Found", "by \(finding.finder.shown): “\(finding.reason)”", at: finding.at)])
    case .reopened:
      let reopened = known.last { if case .reopened = $0 { true } else { false } }
      var grounds = done(reopened, "Reopened")
      if case .reopened(let reason)? = reopened?.fact {
        grounds.append(.init("Reason", "“\(reason)”"))
      }
      return place("Reopening", "It was reopened: summary and status start anew.", grounds)
    case .begun:
      let begun = known.last {
        $0.command.map { $0.kind != .log && $0.kind != .relist && $0.kind != .show } ?? false
      }
      return place(
        "Steps", "It was begun and not finished: \(whatIsMissing(in: context)).",
        [.init("Holder", holder?.text ?? "nobody")] + done(begun, "Touched"))
    case .new:
      return place(
        "Step 1", "Nobody has looked at it: new tickets stand by their age.",
        [
          .init("Logged", "on the platform", at: ticket.loggedAt),
          .init("Arrived", "here", at: arrivedAt),
        ])
    }
  }

  /// What orders it among the others.
  private func orderGrounds(_ attention: Attention) -> [Explanation.Ground] {
    [
      .init(
        "Place",
        "\(attention.kind.shown), \(attention.kind == .closed ? "the latest" : "the earlier") first, by",
        at: attention.at)
    ]
  }

  private func done(_ event: Event?, _ label: String) -> [Explanation.Ground] {
    event.map { [.init(label, "by \($0.doer.shown)", at: $0.at)] } ?? []
  }
}

extension Attention.Kind {
  /// What stands in the queue at this urgency.
  public var shown: String {
    switch self {
    case .window: "windows"
    case .cameBack: "what came back"
    case .settled: "settled payouts"
    case .begun: "what was begun"
    case .new: "new tickets"
    case .waiting: "what waits for a decision"
    case .parked: "what is parked"
    case .escalated: "what is escalated"
    case .closed: "what is closed"
    case .merged: "what is merged"
    }
  }
}

extension Payout.State {
  /// The state as a heading.
  fileprivate var shown: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Fact {
  /// Whether it brought a payout to where it stands.
  fileprivate func isAnswer(to payout: Payout) -> Bool {
    switch (self, payout.state) {
    case (.payoutApproved(payout.id), .approved), (.payoutSent(payout.id, _, _), .sent),
      (.payoutDeclined(payout.id, _), .declined), (.payoutVoided(payout.id, _), .void),
      (.payoutFailed(payout.id, _), .failed), (.payoutReversed(payout.id, _), .reversed):
      true
    default: false
    }
  }
}
