/// Taking back what was recorded by mistake: it has to stand, and nothing may rest on it.
extension Decision {
  func admit(_ withdrawal: Withdrawal) throws(Refusal) {
    guard stands(withdrawal) else {
      throw refusal(Phrase("Not recorded, so not to be taken back: \(withdrawal.shown)."), nil)
    }
    switch withdrawal {
    case .review:
      guard dispute.order == nil else {
        throw refusal(
          Phrase("The order rests on the review: correct what is wrong instead."), .amend)
      }
    case .order: try admitOrderless()
    case .contact: try admitUncontacted()
    case .answer:
      guard dispute.finding == nil else {
        throw refusal(
          Phrase("A manager's finding rests on the vendor's answer: record a new answer."), .answer)
      }
    case .escalation:
      guard dispute.state == .open else {
        throw refusal(Phrase("It was closed as escalated: the manager decides."), .return)
      }
    case .assignment:
      guard actor.role.isManager else {
        throw Refusal(
          .forbidden,
          Phrase("Only a manager takes an assignment back: give the dispute back instead."),
          rule: "People", remedy: .release)
      }
    default: return
    }
  }

  private func stands(_ withdrawal: Withdrawal) -> Bool {
    switch withdrawal {
    case .review: dispute.isReviewed
    case .order: dispute.order != nil
    case .acknowledgement(let disagreement): dispute.acknowledged[disagreement] != nil
    case .contact: dispute.contacts.last?.round == dispute.reopenings
    case .answer: dispute.answer != nil
    case .word: dispute.heard != nil
    case .verdict(let proof): dispute.proof(proof).map { $0.verdict != .waiting } ?? false
    case .remarks: dispute.remarks != nil
    case .summary: dispute.summary != nil
    case .status: dispute.status != nil
    case .parking: dispute.parkedUntil != nil
    case .escalation(let to): dispute.undecided.contains { $0.to == to }
    case .assignment: dispute.holder != nil
    }
  }

  /// Without the order there is no vendor, so nothing about one may be recorded.
  private func admitOrderless() throws(Refusal) {
    guard dispute.payouts.isEmpty else {
      throw Refusal(
        .inFlight, Phrase("A payout was asked for on this order: correct the order instead."),
        rule: "Payouts", remedy: .order)
    }
    let isFree =
      !dispute.contacts.contains { $0.party == .vendor } && dispute.answer == nil
      && dispute.proofs.allSatisfy { $0.verdict == .rejected } && dispute.supported.isEmpty
      && dispute.finding == nil && dispute.creditChanges.isEmpty && dispute.silenceBlock == nil
      && !dispute.escalations.contains { $0.about == .vendor }
    guard isFree else {
      throw refusal(
        Phrase("What was recorded of the vendor rests on the order: correct the order instead."),
        .order)
    }
  }

  /// An answer, and a block for silence, rest on having asked.
  private func admitUncontacted() throws(Refusal) {
    guard dispute.contacts.last?.party == .vendor, dispute.vendorContacts.count == 1 else { return }
    guard dispute.answer == nil else {
      throw refusal(
        Phrase("The vendor's answer rests on the contact: take the answer back first."), .withdraw)
    }
    guard dispute.silenceBlock == nil else {
      throw refusal(
        Phrase("The vendor's block rests on the contact: a manager lifts it first."), .unblock)
    }
  }

  private func refusal(_ said: Phrase, _ remedy: Command.Kind?) -> Refusal {
    Refusal(.outOfOrder, said, rule: "Taking back", remedy: remedy)
  }
}
