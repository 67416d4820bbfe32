/// Why a vendor stands as it stands: what E3 counts, who flagged or blocked it and when, what is asked about it.
extension Dispute {
  func vendorExplanations(in context: Context, knowing known: Explanation.Known) -> [Explanation] {
    guard let record = context.surroundings.vendor(of: self)?.record else { return [] }
    let policy = context.policy
    let counted = countedDisputes(in: context)
    let isDuplicated = context.surroundings.isDuplicated(self)
    let own = counting(policy: policy, isDuplicated: isDuplicated)
    var grounds = counted.flatMap { dispute -> [Explanation.Ground] in
      let scenario = dispute.id == id ? own?.in : known.countedIn[dispute.id]
      let what = scenario.map { Phrase("\($0.rawValue), \($0.shown)") } ?? Phrase("counted")
      let isLate = scenario == .d3 || scenario == .d4
      return [
        .init(
          dispute.id.text,
          isLate
            ? Phrase("\(what), paid late; its ticket was logged")
            : Phrase("\(what); its ticket was logged"), at: dispute.loggedAt, holds: true),
        .init("", Phrase("it counts from"), at: dispute.countsFrom),
      ]
    }
    if !counted.contains(where: { $0.id == id }) {
      if let own, own.from > context.now {
        grounds.append(
          .init(
            id.text, Phrase("will count as \(own.in.rawValue), \(own.in.shown), if nothing comes"),
            at: own.from, holds: false))
      } else {
        grounds.append(.init(id.text, Phrase("this one does not count"), holds: false))
      }
    }
    let seen = counted.filter { record.seen.contains($0.id) }.map(\.id.text)
    if !seen.isEmpty {
      grounds.append(
        .init(
          Phrase("Seen"),
          Phrase("a proposal or a manager's word has seen \(seen.joined(separator: ", "))")))
    }
    let count =
      counted.count == 1
      ? Phrase("1 dispute that counts") : Phrase("\(counted.count) disputes that count")
    let block =
      policy.blockFrom - counted.count == 1
      ? Phrase("a block is proposed, which takes one more") : Phrase("a block is proposed")
    var explanations = [
      Explanation(
        .vendor, "E3",
        Phrase(
          "\(record.name) has \(count) within \(policy.countedDays) days: from \(policy.flagFrom) it is flagged, from \(policy.blockFrom) \(block)."
        ), grounds)
    ]
    if record.isFlagged {
      explanations.append(
        standing(
          known, "E3", Phrase("\(record.name) is flagged until a manager says keep or unblock."),
          remedy: .keep
        ) {
          switch $0 {
          case .repeatOffenderFlagged, .vendorFlagged: true
          default: false
          }
        })
    }
    if record.isBlocked {
      var blocked = standing(
        known,
        scenario(in: context.circumstances(of: self)).map {
          $0 == .d1 || $0 == .d2 ? $0.rawValue : "E3"
        } ?? "E3",
        record.blockedReason.map { Phrase("\(record.name) gets no new orders: “\($0)”.") }
          ?? Phrase("\(record.name) gets no new orders."),
        remedy: .unblock
      ) { if case .vendorBlocked = $0 { true } else { false } }
      if matters(in: context).contains(where: { $0.kind == .block && $0.vendor == record.name }) {
        blocked.grounds.append(
          .init(id.text, Phrase("silence is no reason any more: the facts have come in")))
      }
      explanations.append(blocked)
    }
    if record.isSuspended {
      explanations.append(
        standing(
          known, "People", Phrase("\(record.name) is suspended by a manager's decision."),
          remedy: .unblock
        ) {
          if case .vendorSuspended = $0 { true } else { false }
        })
    }
    explanations += record.questions.map { question in
      Explanation(
        .vendor, question.isProposal ? "E3" : "E4",
        question.isProposal
          ? Phrase(
            "A block of \(record.name) is proposed to the \(question.to.shown), once, until decided."
          )
          : Phrase("A decision about \(record.name) was asked of the \(question.to.shown)."),
        [
          .init(
            question.isProposal ? Phrase("Proposed") : Phrase("Asked"),
            question.isProposal
              ? Phrase("on \(question.dispute), with a command of \(question.asker.shown)")
              : Phrase("on \(question.dispute), by \(question.asker.shown)"),
            at: question.at), .init(Phrase("Reason"), "“\(question.reason)”"),
        ], remedy: .keep)
    }
    return explanations
  }

  /// What is in force against the vendor, with the latest event that set it.
  private func standing(
    _ known: Explanation.Known, _ rule: String, _ sentence: Phrase, remedy: Command.Kind,
    _ isMeant: (Fact) -> Bool
  ) -> Explanation {
    guard let (dispute, event) = known.standing.last(where: { isMeant($0.event.fact) }) else {
      return Explanation(.vendor, rule, sentence, remedy: remedy)
    }
    var grounds: [Explanation.Ground] = []
    if case .repeatOffenderFlagged(_, let disputes) = event.fact {
      grounds.append(
        .init(
          Phrase("Set"),
          Phrase("by E3 itself, with a command of \(event.doer.shown) on \(dispute)"), at: event.at)
      )
      grounds.append(.init(Phrase("Counted"), disputes.map(\.text).joined(separator: ", ")))
    } else {
      grounds.append(
        .init(Phrase("Set"), Phrase("by \(event.doer.shown) on \(dispute)"), at: event.at))
    }
    return Explanation(.vendor, rule, sentence, grounds, remedy: remedy)
  }
}
