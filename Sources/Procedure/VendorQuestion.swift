/// What a vendor still has to say on a dispute in Step 3: what a call to it is about.
public enum VendorQuestion: Hashable, Sendable {
  /// The four answers: none has come.
  case answer
  /// Proof of an amount that it claims, beyond what proofs that are accepted or wait show and the customer confirms.
  case proof(of: Money)
}

extension Dispute {
  /// What the vendor still has to say; nil where it is not asked, or where what it sent waits for the holder.
  ///
  /// The lapse of a window ends no question: a late answer ends D1 and D2 at once.
  public func vendorQuestion(isDuplicated: Bool) -> VendorQuestion? {
    guard state == .open || state == .escalated, isTicketDone,
      isOrderDone(isDuplicated: isDuplicated),
      timelessScenario(isDuplicated: isDuplicated) == nil
    else { return nil }
    guard let claimed else { return .answer }
    let shown = Dispute.sum(of: proofs.filter { $0.verdict != .rejected }.map(\.proof))
    let missing = claimed - max(shown, received)
    return missing > .zero ? .proof(of: missing) : nil
  }
}
