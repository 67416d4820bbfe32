extension Dispute {
  /// The dispute without what was recorded by mistake. Total: what does not stand changes nothing.
  mutating func apply(_ withdrawal: Withdrawal) {
    switch withdrawal {
    case .review: isReviewed = false
    case .order:
      order = nil
      disagreementsAtOrder = []
      supported = [:]
    case .acknowledgement(let disagreement): acknowledged[disagreement] = nil
    case .contact: _ = contacts.popLast()
    case .answer:
      if answer?.beganWindow == true { secondWindowFrom = nil }
      answer = formerAnswers.popLast()
    case .word: heard = formerWords.popLast()
    case .verdict(let proof):
      guard let index = proofs.firstIndex(where: { $0.proof.id == proof }) else { return }
      proofs[index].verdict = .waiting
      proofs[index].reason = nil
    case .remarks: remarks = nil
    case .summary: summary = nil
    case .status: status = nil
    case .parking:
      parkedUntil = nil
      parkedReason = nil
    case .escalation(let to):
      let last = escalations.lastIndex {
        $0.about == .dispute && $0.state == .undecided && $0.to == to
      }
      if let last { escalations.remove(at: last) }
    case .assignment:
      holder = nil
      heldFor = nil
    }
  }
}
