/// What waits for a decision on a dispute, as it follows from the facts.
extension Dispute {
  /// Everything that waits for a manager at the context's moment, the most urgent first.
  public func matters(in context: Context) -> [Matter] {
    var matters: [Matter] = []
    if state == .open || state == .escalated {
      let scenario = scenario(in: context.circumstances(of: self))
      matters += [payoutMatter(scenario, in: context)].compactMap(\.self)
      matters += undecided.map { escalation in
        // What silence led to only afterwards is not why it was asked for.
        var then = context.circumstances(of: self)
        then.now = escalation.at
        return matter(of: escalation, self.scenario(in: then))
      }
      matters += [lapseMatter(in: context), signOffMatter(scenario, in: context)]
        .compactMap(\.self)
      matters += reusedMatters(in: context)
    }
    matters += vendorMatters(in: context)
    matters += [blockMatter(in: context)].compactMap(\.self)
    return matters.enumerated().sorted { left, right in
      (left.element.kind, left.element.since, left.offset)
        < (right.element.kind, right.element.since, right.offset)
    }.map(\.element)
  }

  /// When silence leads to D1 or D2 unless something comes first, where nobody has escalated: from then on it is a matter.
  public func unescalatedLapse(policy: Policy, isDuplicated: Bool) -> (
    scenario: Scenario, at: Instant
  )? {
    guard state == .open, undecided.isEmpty else { return nil }
    return lapse(policy: policy, isDuplicated: isDuplicated)
  }

  private func payoutMatter(_ scenario: Scenario?, in context: Context) -> Matter? {
    guard let payout = livePayout, payout.state == .asked else { return nil }
    let approval = approval(of: payout.amount, policy: context.policy)
    let basis = payout.basis.scenario ?? scenario
    return Matter(
      kind: .payout, since: payout.askedAt, rule: basis?.rawValue ?? "Payouts",
      why: Phrase("payout: \(words(of: basis))"), amount: payout.amount, by: payout.asker,
      to: approval.by, because: approval.because, commands: [.approve, .decline])
  }

  private func matter(of escalation: Escalation, _ scenario: Scenario?) -> Matter {
    let rule: String
    switch scenario {
    case .d1, .d2: rule = "E1"
    case .d0: rule = "D0"
    default: rule = "E4"
    }
    return Matter(
      kind: .escalation, since: escalation.at, rule: rule, why: Phrase(verbatim: escalation.reason),
      amount: disputed, by: escalation.asker, to: escalation.to,
      because: Phrase("asked by \(escalation.asker.shown)"), commands: [.find, .return])
  }

  private func lapseMatter(in context: Context) -> Matter? {
    let isDuplicated = context.surroundings.isDuplicated(self)
    guard
      let lapse = unescalatedLapse(policy: context.policy, isDuplicated: isDuplicated),
      context.now >= lapse.at
    else { return nil }
    return Matter(
      kind: .lapsed, since: lapse.at, rule: "E1",
      why: Phrase("lapsed: \(words(of: lapse.scenario))"), amount: disputed, by: nil,
      to: .opsManager,
      because: Phrase("nobody has escalated, and silence goes to the ops manager (E1)"),
      commands: [.find, .return, .assign])
  }

  private func signOffMatter(_ scenario: Scenario?, in context: Context) -> Matter? {
    let isDuplicated = context.surroundings.isDuplicated(self)
    guard signOff == nil, needsSignOff(policy: context.policy, isDuplicated: isDuplicated) else {
      return nil
    }
    let limit = context.policy.financeAbove.short
    return Matter(
      kind: .signOff, since: figuresSince, rule: "E2",
      why: Phrase("sign-off: \(words(of: scenario))"), amount: disputed, by: nil,
      to: .financeManager, because: Phrase("disputed \(disputed.short) is above \(limit)"),
      commands: [.signOff, .return])
  }

  private func reusedMatters(in context: Context) -> [Matter] {
    proofs.filter { $0.verdict == .waiting }.compactMap { recorded in
      // One that is accepted elsewhere comes first: it decides what can be done here.
      let seen = sightings(of: recorded.proof, in: context.surroundings).min {
        ($0.isAccepted ? 0 : 1, $0.dispute.text) < ($1.isAccepted ? 0 : 1, $1.dispute.text)
      }
      guard let seen else { return nil }
      let isTaken = seen.isAccepted
      return Matter(
        kind: .reusedProof, since: recorded.recordedAt, rule: "reused",
        why: Phrase("\(recorded.proof.id) used on \(seen.dispute) too"),
        amount: recorded.proof.amount, by: Doer(recorded.by), to: .opsManager,
        because: isTaken
          ? Phrase("it is accepted on \(seen.dispute) and counts once: its holder has to reject it")
          : Phrase("a manager alone may accept a proof that was used on another order"),
        commands: isTaken ? [.return, .reject] : [.accept, .return, .reject],
        proof: recorded.proof.id)
    }
  }

  private func vendorMatters(in context: Context) -> [Matter] {
    vendors.sorted { $0.text < $1.text }.flatMap { name -> [Matter] in
      guard let record = context.surroundings.vendors[name]?.record else { return [] }
      return record.questions.filter { $0.dispute == id }.map { question in
        Matter(
          kind: .vendor, since: question.at, rule: question.isProposal ? "E3" : "E4",
          why: question.isProposal
            ? Phrase("block proposed (E3)") : Phrase("vendor: \(question.reason)"),
          amount: nil, by: question.isProposal ? nil : question.asker, to: question.to,
          because: question.isProposal
            ? Phrase(verbatim: question.reason)
            : Phrase("asked by \(question.asker.shown)"),
          commands: [.block, .keep, .suspend, .unblock, .flag], vendor: name)
      }
    }
  }

  private func blockMatter(in context: Context) -> Matter? {
    guard let block = silenceBlock, let endedAt = block.endedAt,
      block.wasForSilence(policy: context.policy),
      let record = context.surroundings.vendors[block.vendor]?.record, record.isBlocked,
      record.blockedOn == id, record.decidedAt.map({ $0 < endedAt }) ?? true
    else { return nil }
    // An answer that ended D1 may have led to D2, for which the same block is demanded.
    if let scenario = scenario(in: context.circumstances(of: self)),
      scenario == .d1 || scenario == .d2
    {
      return nil
    }
    return Matter(
      kind: .block, since: endedAt, rule: block.scenario.rawValue,
      why: Phrase("the block’s reason has gone"), amount: nil, by: nil,
      to: .opsManager,
      because:
        Phrase(
          "set for \(block.scenario.rawValue), \(block.scenario.shown), which is over: to be lifted or kept"
        ),
      commands: [.unblock, .keep, .suspend], vendor: block.vendor)
  }

  private func words(of scenario: Scenario?) -> Phrase {
    scenario.map { Phrase("\($0.shown) (\($0.rawValue))") } ?? Phrase("no scenario holds")
  }
}
