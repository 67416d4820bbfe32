extension Dispute {
  /// Why a command cannot be done now, whatever its fields say; nil where it could be (design, "what could be done now, and
  /// why not?"). It is the refusal that `decide` would give.
  public func refusal(of kind: Command.Kind, in context: Context) -> Refusal? {
    let decision = Decision(dispute: self, context: context)
    let refusals = examples(of: kind, in: context).map { command -> Refusal? in
      do throws(Refusal) {
        try decision.admit(command)
        _ = try decision.facts(of: command)
        return nil
      } catch {
        return Dispute.canBeTyped(kind, after: error)
          ? nil : nothingToName(for: kind, after: error, in: context) ?? error
      }
    }
    return refusals.contains(nil) ? nil : refusals.compactMap(\.self).first
  }

  /// The refusal of a command that would name something of which there is nothing, in place of one that names an example.
  private func nothingToName(
    for kind: Command.Kind, after refusal: Refusal, in context: Context
  ) -> Refusal? {
    guard refusal.reason == .unknown || refusal.reason == .invalid else { return nil }
    switch kind {
    case .merge where context.surroundings.siblings(of: self).isEmpty:
      return Refusal(
        .unknown, Phrase("No other dispute has this order: there is nothing to merge into."),
        rule: "Merging")
    case .accept where proofs.isEmpty, .reject where proofs.isEmpty:
      return Refusal(
        .unknown, Phrase("No proof is recorded yet."), rule: "Proofs", remedy: .proof)
    default: return nil
    }
  }

  /// Whether a refusal is of a field that could be typed otherwise; where the examples are all that there is, it is not.
  private static func canBeTyped(_ kind: Command.Kind, after refusal: Refusal) -> Bool {
    switch (refusal.reason, kind) {
    case (.invalid, .mark), (.invalid, .applied), (.invalid, .acknowledge),
      (.invalid, .supportDeduction), (.invalid, .find), (.invalid, .merge):
      false
    case (.invalid, _): true
    default: false
    }
  }

  /// Every command of a kind that could be meant, as far as its fields decide whether it is refused.
  private func examples(of kind: Command.Kind, in context: Context) -> [Command] {
    let waiting = proofs.map(\.proof.id)
    switch kind {
    case .log: return [.log(ticket)]
    case .relist: return [.relist(ticket)]
    case .amend: return [.amend(TicketAmendment(complaint: ticket.complaint))]
    case .claim: return [.claim]
    case .release: return [.release]
    case .assign: return [.assign(to: Person("somebody"))]
    case .review: return [.review]
    case .order: return order.map { [.order($0)] } ?? [.order(Dispute.anyOrder)]
    case .acknowledge: return Disagreement.allCases.map { .acknowledge($0) }
    case .contact:
      return Party.allCases.map { .contact(party: $0, channel: .phone, outcome: .noAnswer) }
    case .answer: return [.answer(paid: .zero, reason: nil)]
    case .hear: return [.hear(received: .zero, note: nil)]
    case .proof:
      let proof = Proof(
        id: ProofID("\u{0}"), kind: .wallet, amount: .rupees(1), paidAt: arrivedAt, reference: "1")
      return [.proof(proof)]
    case .accept:
      return waiting.isEmpty
        ? [.accept(ProofID(""), reason: nil)] : waiting.map { .accept($0, reason: "a reason") }
    case .reject:
      return waiting.isEmpty
        ? [.reject(ProofID(""), reason: "a reason")]
        : waiting.map { .reject($0, reason: "a reason") }
    case .supportDeduction:
      let notes = order?.notes.indices ?? 0..<0
      return notes.isEmpty
        ? [.supportDeduction(amount: .zero, note: 0)]
        : notes.map { .supportDeduction(amount: .zero, note: $0) }
    case .requestPayout: return [.requestPayout(amount: max(payoutDue, Money(paise: 1)))]
    case .approve: return [.approve(reason: nil)]
    case .decline: return [.decline(reason: "a reason")]
    case .send: return [.send]
    case .settle: return [.settle(reference: "a reference")]
    case .fail: return [.fail(reason: "a reason")]
    case .reverse: return [.reverse(reason: "a reason")]
    case .debit: return [.debit(amount: shortfall)]
    case .credit: return [.credit(amount: .rupees(1), reason: "a reason")]
    case .suspend: return [.suspend(reason: nil)]
    case .block: return [.block(reason: nil)]
    case .unblock: return [.unblock(reason: nil)]
    case .flag: return [.flag(reason: nil)]
    case .keep: return [.keep(reason: nil)]
    case .remark: return [.remark(text: "text")]
    case .note: return [.note(text: "text")]
    case .signOff: return [.signOff]
    case .escalate: return [.escalate(to: .opsManager, reason: "a reason", about: .dispute)]
    case .find:
      return FindingKind.allCases.map {
        .find($0, amount: $0 == .validDeduction ? Money(paise: 1) : nil, reason: "a reason")
      }
    case .return: return [.return(instruction: "text")]
    case .park: return [.park(until: Instant(microseconds: .max), reason: "a reason")]
    case .summarise: return [.summarise(text: "text")]
    case .mark: return FinalStatus.allCases.map { .mark($0) }
    case .close: return [.close(seen: nil)]
    case .applied: return OutsideItem.allCases.map { .applied($0) }
    case .reopen: return [.reopen(reason: "a reason")]
    case .merge:
      let others = context.surroundings.siblings(of: self).map(\.id)
      return (others.isEmpty ? [id] : others).map { .merge(into: $0) }
    case .withdraw:
      return [.review, .order, .contact, .answer, .word, .remarks, .summary, .status, .parking]
        .map { .withdraw($0) } + Disagreement.allCases.map { .withdraw(.acknowledgement(of: $0)) }
        + waiting.map { .withdraw(.verdict(on: $0)) }
        + Addressee.allCases.map { .withdraw(.escalation(to: $0)) } + [.withdraw(.assignment)]
    case .show: return [.show]
    }
  }

  private static var anyOrder: OrderFacts {
    OrderFacts(
      pickup: .completed, invoice: .zero, vendor: VendorName("somebody"), paymentMarked: false)
  }
}
