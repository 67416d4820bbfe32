extension Decision {
  /// What follows by itself from facts: what they undermine falls, and the vendor is looked at (procedure, "Steps", E3).
  func consequences(of facts: [Fact]) -> [Fact] {
    var follow: [Fact] = []
    var after = folded(facts, into: dispute)
    func add(_ fact: Fact) {
      follow.append(fact)
      after = folded([fact], into: after)
    }
    guard after.state != .merged, after.state != .closed else {
      return follow + vendorFacts(after, facts + follow)
    }
    if let finding = after.finding, finding == dispute.finding,
      after.quoted != dispute.quoted || after.supportedByNotes != dispute.supportedByNotes
    {
      add(.findingLapsed(reason: "the quoted price or a deduction by notes has changed"))
    }
    if after.supportedDeduction >= after.quoted, let notes = after.order?.notes {
      for index in after.supported.keys.sorted() where notes.indices.contains(index) {
        add(.deductionFell(note: notes[index], reason: "it is not below the quoted price any more"))
      }
    }
    for proof in after.proofsOfLedger(in: surroundings) { add(.proofRecorded(proof: proof)) }
    let now = after.basis(in: context.circumstances(of: after))
    if let payout = after.livePayout, payout.state != .sent,
      let reason = undermined(payout, now: now, after: after)
    {
      add(.payoutVoided(id: payout.id, reason: reason))
    }
    if let signOff = after.signOff, let change = signOff.basis.difference(to: now) {
      add(.signOffLapsed(reason: change))
    }
    if let status = after.status, !after.leads(to: status, now.scenario) {
      add(.statusCleared(reason: "the facts lead elsewhere"))
    }
    return follow + vendorFacts(after, facts + follow)
  }

  private func undermined(_ payout: Payout, now: Basis, after: Dispute) -> String? {
    if let change = payout.basis.difference(to: now) { return change }
    if after.order?.payTo != payout.payTo { return "where the customer is to be paid has changed" }
    if after.ticket.order != dispute.ticket.order { return "the order has changed" }
    return nil
  }

  private func vendorFacts(_ after: Dispute, _ facts: [Fact]) -> [Fact] {
    guard var record = surroundings.vendor(of: after)?.record else { return [] }
    for fact in facts {
      record = record.evolved(by: event(fact), of: dispute.id)
    }
    return after.vendorConsequences(record: record, in: context)
  }

  private func folded(_ facts: [Fact], into dispute: Dispute) -> Dispute {
    facts.reduce(dispute) { evolve($0, event($1), id: $0.id) ?? $0 }
  }

  private func event(_ fact: Fact) -> Event {
    Event(fact, by: actor, at: context.now)
  }
}
