/// Payouts by Cashkr (procedure, "Payouts").
extension Decision {
  func payout(_ command: Command) throws(Refusal) -> [Fact] {
    if case .requestPayout(let amount) = command { return try request(amount) }
    if case .reverse(let reason, let id) = command { return try reverse(id, reason) }
    guard let payout = dispute.livePayout else { return [] }
    switch command {
    case .approve(let reason):
      try filled("reason", reason)
      try checker(.approve)
      try within(.approve, payout)
      try addressed(payout)
      try uncapped(payout.amount)
      return [.payoutApproved(id: payout.id)]
    case .decline(let reason):
      guard let reason, !reason.isBlank else {
        throw .invalid("reason", Phrase("Declining needs a reason."), rule: "Payouts")
      }
      try within(.decline, payout)
      return [.payoutDeclined(id: payout.id, reason: reason)]
    case .send:
      try addressed(payout)
      try uncapped(payout.amount)
      return [.payoutSent(id: payout.id)]
    case .sendIn(let place):
      try uncapped(payout.amount)
      let line = try PayoutLine(payout, of: dispute, at: place)
      return [.payoutSent(id: payout.id, place: place, payee: line.payee)]
    case .settle(let reference):
      try filled("reference", reference)
      // One that was sent is the bank's to tell; one that was not must still fit the order.
      if payout.state == .approved { try uncapped(payout.amount) }
      return [.payoutSettled(id: payout.id, reference: reference)]
    case .fail(let reason):
      try filled("reason", reason)
      return [.payoutFailed(id: payout.id, reason: reason)]
    default: return []
    }
  }

  /// Money goes where somebody knows that it goes: an erased address is none (procedure, "Payouts": a payout needs a `payTo`).
  private func addressed(_ payout: Payout) throws(Refusal) {
    guard payout.payTo.isErased else { return }
    throw Refusal(
      .outOfOrder,
      Phrase("Where it would be paid to was erased: correct the order (Step 2) and ask anew."),
      rule: "Payouts", remedy: .order)
  }

  private func reverse(_ id: String?, _ reason: String) throws(Refusal) -> [Fact] {
    try filled("reason", reason)
    guard
      let settled = dispute.payouts.last(where: { $0.state == .settled && $0.id == id ?? $0.id })
    else {
      throw Refusal(
        .outOfOrder, id.map { Phrase("\($0) is not settled.") } ?? Phrase("It is not settled."),
        rule: "Payouts", remedy: .settle)
    }
    return [.payoutReversed(id: settled.id, reason: reason)]
  }

  private func request(_ amount: Money) throws(Refusal) -> [Fact] {
    try positive(amount)
    let exact = dispute.payoutDue
    if amount < exact {
      throw .invalid(
        "amount",
        Phrase("The payout is exactly the shortfall, \(exact.short): \(amount.short) is less."),
        rule: "D5")
    }
    if let alive = dispute.livePayout {
      throw Refusal(
        .inFlight, Phrase("A payout of \(alive.amount.short) is \(alive.state.shown) already."),
        rule: "Payouts")
    }
    if let other = surroundings.siblings(of: dispute).first(where: \.hasLivePayout) {
      throw Refusal(
        .inFlight, Phrase("A payout of this order is alive on \(other.id)."), rule: "Payouts")
    }
    if amount > exact {
      throw Refusal(
        .overpayment,
        Phrase("The payout is exactly the shortfall, \(exact.short): \(amount.short) is more."),
        rule: "Payouts")
    }
    try uncapped(amount)
    guard let payTo = dispute.order?.payTo else { return [] }
    return [
      .payoutRequested(
        id: "\(dispute.id)-P\(dispute.payouts.count + 1)", amount: amount, payTo: payTo,
        basis: dispute.basis(in: context.circumstances(of: dispute)))
    ]
  }

  /// Over all disputes of the order, what is paid and settled never exceeds what is due.
  private func uncapped(_ amount: Money) throws(Refusal) {
    let siblings = surroundings.siblings(of: dispute)
    let accepted = dispute.proofs.filter { $0.verdict == .accepted }.map(\.proof)
    let proven = Dispute.sum(of: accepted + siblings.flatMap(\.acceptedProofs))
    let settled = siblings.reduce(dispute.settled) { $0 + $1.settled }
    let room = (dispute.due - max(proven, dispute.received) - settled).notBelowZero
    guard amount > room else { return }
    throw Refusal(
      .overpayment,
      Phrase(
        "Over all disputes of order \(dispute.ticket.order) only \(room.short) is still due: \(amount.short) is more."
      ),
      rule: "Payouts")
  }

  /// Above the policy's amount the finance manager decides (procedure E2).
  private func within(_ kind: Command.Kind, _ payout: Payout) throws(Refusal) {
    guard Permission.of(kind).isLimited else { return }
    let approval = dispute.approval(of: payout.amount, policy: context.policy)
    guard !approval.by.isOrYieldsTo(actor.role) else { return }
    throw Refusal(
      .forbidden, Phrase("\(approval.because.sentence) The finance manager decides (E2)."),
      rule: "E2",
      remedy: .escalate)
  }
}
