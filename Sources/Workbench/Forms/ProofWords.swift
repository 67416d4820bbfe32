import Procedure

/// How proofs read to people.
public enum ProofWords {
  /// A proof on one line: `P1 UPI 632314345678 · ₹8,000 · 19 Nov 14:05 · waits`.
  public static func line(_ recorded: RecordedProof, _ context: FormContext) -> String {
    let proof = recorded.proof
    let clock = FormTime(now: context.context.now, offset: context.offset)
    var parts = ["\(proof.id) \(proof.kind.shown)" + (proof.reference.map { " " + $0 } ?? "")]
    if let file = proof.file { parts.append(file) }
    parts.append(proof.amount.short)
    parts.append(clock.text(proof.paidAt))
    switch recorded.verdict {
    case .waiting: parts.append("waits")
    case .accepted: parts.append("accepted")
    case .rejected: parts.append("rejected")
    }
    return parts.joined(separator: " \(context.glyphs.dot) ")
  }

  /// A warning with what it rests on.
  public static func warning(
    _ warning: Warning, _ proof: Proof, _ dispute: Dispute, _ context: FormContext
  ) -> String {
    switch warning {
    case .beforePickup:
      guard let pickup = dispute.order?.pickedUpAt else { return warning.shown }
      let clock = FormTime(now: context.context.now, offset: context.offset)
      return "\(warning.shown) of \(clock.text(pickup))"
    case .reused:
      let sightings = dispute.sightings(of: proof, in: context.context.surroundings)
      let places = sightings.map { "\($0.dispute) (order \($0.order))" }
      return places.isEmpty
        ? warning.shown : "seen on another order: " + places.joined(separator: ", ")
    default: return warning.shown
    }
  }
}
