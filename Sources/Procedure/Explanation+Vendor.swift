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
      let what = scenario.map { "\($0.rawValue), \($0.shown)" } ?? "counted"
      let late = scenario == .d3 || scenario == .d4 ? ", paid late" : ""
      return [
        .init(
          dispute.id.text, "\(what)\(late); its ticket was logged", at: dispute.loggedAt,
          holds: true), .init("", "it counts from", at: dispute.countsFrom),
      ]
    }
    if !counted.contains(where: { $0.id == id }) {
      if let own, own.from > context.now {
        grounds.append(
          .init(
            id.text, "will count as \(own.in.rawValue), \(own.in.shown), if nothing comes",
            at: own.from, holds: false))
      } else {
        grounds.append(.init(id.text, "this one does not count", holds: false))
      }
    }
    let seen = counted.filter { record.seen.contains($0.id) }.map(\.id.text)
    if !seen.isEmpty {
      grounds.append(
        .init("Seen", "a proposal or a manager's word has seen \(seen.joined(separator: ", "))"))
    }
    let more = policy.blockFrom - counted.count
    var explanations = [
      Explanation(
        .vendor, "E3",
        "\(record.name) has \(counted.count) dispute\(counted.count == 1 ? " that counts" : "s that count") within \(policy.countedDays) days: "
          + "from \(policy.flagFrom) it is flagged, from \(policy.blockFrom) a block is proposed"
          + (more == 1 ? ", which takes one more." : "."), grounds)
    ]
    if record.isFlagged {
      explanations.append(
        standing(
          known, "E3", "\(record.name) is flagged until a manager says keep or unblock.",
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
        "\(record.name) gets no new orders\(record.blockedReason.map { ": “\($0)”" } ?? "").",
        remedy: .unblock
      ) { if case .vendorBlocked = $0 { true } else { false } }
      if matters(in: context).contains(where: { $0.kind == .block && $0.vendor == record.name }) {
        blocked.grounds.append(
          .init(id.text, "silence is no reason any more: the facts have come in"))
      }
      explanations.append(blocked)
    }
    if record.isSuspended {
      explanations.append(
        standing(
          known, "People", "\(record.name) is suspended by a manager's decision.", remedy: .unblock
        ) {
          if case .vendorSuspended = $0 { true } else { false }
        })
    }
    explanations += record.questions.map { question in
      Explanation(
        .vendor, question.isProposal ? "E3" : "E4",
        question.isProposal
          ? "A block of \(record.name) is proposed to the \(question.to.shown), once, until decided."
          : "A decision about \(record.name) was asked of the \(question.to.shown).",
        [
          .init(
            question.isProposal ? "Proposed" : "Asked",
            "on \(question.dispute), \(question.isProposal ? "with a command of" : "by") \(question.asker.shown)",
            at: question.at), .init("Reason", "“\(question.reason)”"),
        ], remedy: .keep)
    }
    return explanations
  }

  /// What is in force against the vendor, with the latest event that set it.
  private func standing(
    _ known: Explanation.Known, _ rule: String, _ sentence: String, remedy: Command.Kind,
    _ isMeant: (Fact) -> Bool
  ) -> Explanation {
    guard let (dispute, event) = known.standing.last(where: { isMeant($0.event.fact) }) else {
      return Explanation(.vendor, rule, sentence, remedy: remedy)
    }
    var grounds: [Explanation.Ground] = []
    if case .repeatOffenderFlagged(_, let disputes) = event.fact {
      grounds.append(
        .init(
          "Set", "by E3 itself, with a command of \(event.doer.shown) on \(dispute)", at: event.at))
      grounds.append(.init("Counted", disputes.map(\.text).joined(separator: ", ")))
    } else {
      grounds.append(.init("Set", "by \(event.doer.shown) on \(dispute)", at: event.at))
    }
    return Explanation(.vendor, rule, sentence, grounds, remedy: remedy)
  }
}
