/// Why a dispute stands where it stands in the queue: what it asks for, and what made it so.
extension Dispute {
  func placeExplanation(in context: Context, knowing known: Explanation.Known) -> Explanation {
    let policy = context.policy
    let (attention, cause) = attentionCause(
      policy: policy, isDuplicated: context.surroundings.isDuplicated(self))
    func place(
      _ rule: String, _ sentence: Phrase, _ grounds: [Explanation.Ground] = []
    ) -> Explanation {
      Explanation(.place, rule, sentence, grounds + orderGrounds(attention))
    }
    switch cause {
    case .merged:
      let merged = known.last { if case .merged = $0 { true } else { false } }
      return place(
        "Merging",
        mergedInto.map { Phrase("It is merged into \($0): work on that one.") }
          ?? Phrase("It is merged into another: work on that one."),
        done(merged, Phrase("Merged")))
    case .closed:
      let closed = known.last { if case .closed = $0 { true } else { false } }
      return place(
        "Step 5",
        status.map { Phrase("It is closed as \(policy.wording(of: $0).name), the latest first.") }
          ?? Phrase("It is closed, the latest first."),
        done(closed, Phrase("Closed")))
    case .escalated:
      let closed = known.last { if case .closed = $0 { true } else { false } }
      return place(
        "Escalation",
        Phrase("Its executive's part has ended as Escalated – Pending Manager: a manager decides."),
        done(closed, Phrase("Escalated")))
    case .parked:
      let parked = known.last { if case .parked = $0 { true } else { false } }
      let isBack = attention.at <= context.now
      return place(
        "Parking",
        isBack
          ? Phrase("It was parked, and its time has come.")
          : Phrase("It is parked: it comes back by itself, and no window stops for it."),
        [
          .init(
            Phrase("Until"), parkedReason.map { Phrase("“\($0)”") } ?? Phrase("no reason"),
            at: parkedUntil)
        ]
          + done(parked, Phrase("Parked")))
    case .payoutAsked(let payout):
      return place(
        "Payouts", Phrase("It waits for the approval of a payout of \(payout.amount.short)."),
        [.init(Phrase("Asked"), Phrase("by \(payout.asker.shown)"), at: payout.askedAt)])
    case .undecided(let escalation):
      return place(
        "Escalation", Phrase("It waits for the \(escalation.to.shown)'s decision."),
        [
          .init(
            Phrase("Asked"), Phrase("by \(escalation.asker.shown): “\(escalation.reason)”"),
            at: escalation.at)
        ])
    case .signOffAsked:
      return place(
        "E2", Phrase("It waits for the finance manager's sign-off."), limitGrounds(policy: policy))
    case .silence(let scenario):
      let what = Phrase("\(scenario.rawValue), \(scenario.shown)")
      return place(
        "The window",
        attention.at <= context.now
          ? Phrase("The vendor's window has lapsed: \(what).")
          : Phrase("The vendor's window runs: silence leads to \(what)."),
        windowGrounds(policy: policy))
    case .payoutSettled(let payout):
      let settled = known.last { if case .payoutSettled = $0 { true } else { false } }
      return place(
        "Payouts",
        Phrase("The payout of \(payout.amount.short) is settled: what is left is to close."),
        done(settled, Phrase("Settled")))
    case .payoutAnswered(let payout):
      return place(
        "Payouts",
        Phrase(
          "A payout of \(payout.amount.short) is \(payout.state.shown): it goes on from there."),
        done(known.last { $0.isAnswer(to: payout) }, payout.state.heading)
          + (payout.reason.map { [.init(Phrase("Reason"), "“\($0)”")] } ?? []))
    case .returned:
      let returned = known.last { if case .returned = $0 { true } else { false } }
      return place(
        "Escalation", Phrase("A manager gave it back with an instruction."),
        [.init(Phrase("Instruction"), "“\(instruction ?? "")”")]
          + done(returned, Phrase("Returned")))
    case .found(let finding):
      return place(
        "Findings", Phrase("A manager has found: \(finding.kind.shown)."),
        [
          .init(
            Phrase("Found"), Phrase("by \(finding.finder.shown): “\(finding.reason)”"),
            at: finding.at)
        ])
    case .reopened:
      let reopened = known.last { if case .reopened = $0 { true } else { false } }
      var grounds = done(reopened, Phrase("Reopened"))
      if case .reopened(let reason)? = reopened?.fact {
        grounds.append(.init(Phrase("Reason"), "“\(reason)”"))
      }
      return place("Reopening", Phrase("It was reopened: summary and status start anew."), grounds)
    case .begun:
      let begun = known.last {
        $0.command.map { $0.kind != .log && $0.kind != .relist && $0.kind != .show } ?? false
      }
      return place(
        "Steps",
        missing(in: context).map { Phrase("It was begun and not finished: \($0).") }
          ?? Phrase("It was begun and not finished."),
        [.init(Phrase("Holder"), holder.map { Phrase("\($0)") } ?? Phrase("nobody"))]
          + done(begun, Phrase("Touched")))
    case .new:
      return place(
        "Step 1", Phrase("Nobody has looked at it: new tickets stand by their age."),
        [
          .init(Phrase("Logged"), Phrase("on the platform"), at: ticket.loggedAt),
          .init(Phrase("Arrived"), Phrase("here"), at: arrivedAt),
        ])
    }
  }

  /// What orders it among the others.
  private func orderGrounds(_ attention: Attention) -> [Explanation.Ground] {
    [
      .init(
        Phrase("Place"),
        attention.kind == .closed
          ? Phrase("\(attention.kind.shown), the latest first, by")
          : Phrase("\(attention.kind.shown), the earlier first, by"),
        at: attention.at)
    ]
  }

  private func done(_ event: Event?, _ label: Phrase) -> [Explanation.Ground] {
    event.map { [.init(label, Phrase("by \($0.doer.shown)"), at: $0.at)] } ?? []
  }
}

extension Attention.Kind {
  /// What stands in the queue at this urgency.
  public var shown: Phrase {
    switch self {
    case .window: Phrase("windows")
    case .cameBack: Phrase("what came back")
    case .settled: Phrase("settled payouts")
    case .begun: Phrase("what was begun")
    case .new: Phrase("new tickets")
    case .waiting: Phrase("what waits for a decision")
    case .parked: Phrase("what is parked")
    case .escalated: Phrase("what is escalated")
    case .closed: Phrase("what is closed")
    case .merged: Phrase("what is merged")
    }
  }
}

extension Payout.State {
  /// The state as a heading.
  fileprivate var heading: Phrase {
    switch self {
    case .asked: Phrase("Asked")
    case .approved: Phrase("Approved")
    case .declined: Phrase("Declined")
    case .void: Phrase("Void")
    case .sent: Phrase("Sent")
    case .settled: Phrase("Settled")
    case .failed: Phrase("Failed")
    case .reversed: Phrase("Reversed")
    }
  }
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
