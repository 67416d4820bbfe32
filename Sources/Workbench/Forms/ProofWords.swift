import Procedure

/// How proofs read to people.
public enum ProofWords {
  /// A proof on one line: `P1 UPI 632314345678 · ₹8,000 · 19 Nov 14:05 · waits`.
  public static func line(_ recorded: RecordedProof, _ context: FormContext) -> String {
    let proof = recorded.proof
    let clock = FormTime(now: context.context.now, offset: context.offset)
    var parts = [
      "\(proof.id) \(phrase(proof.kind.shown))" + (proof.reference.map { " " + $0 } ?? "")
    ]
    if let file = proof.file { parts.append(context.isMasked ? file.discreet : file) }
    parts.append(proof.amount.short)
    parts.append(clock.text(proof.paidAt))
    parts.append(phrase(recorded.verdict == .waiting ? Phrase("waits") : recorded.verdict.shown))
    if let source = source(of: proof, context) { parts.append(source) }
    return parts.joined(separator: " \(context.glyphs.dot) ")
  }

  /// A warning with what it rests on.
  public static func warning(
    _ warning: Warning, _ proof: Proof, _ dispute: Dispute, _ context: FormContext
  ) -> String {
    switch warning {
    case .beforePickup:
      guard let pickup = dispute.order?.pickedUpAt else { return phrase(warning.shown) }
      let clock = FormTime(now: context.context.now, offset: context.offset)
      return phrase("paid before the pickup of \(clock.text(pickup))")
    case .reused:
      let sightings = dispute.sightings(of: proof, in: context.context.surroundings)
      let places = sightings.map { phrase("\($0.dispute) (order \($0.order))") }
      return places.isEmpty
        ? phrase(warning.shown)
        : phrase("seen on another order: \(places.joined(separator: ", "))")
    case .contradictsStatement:
      let words = contradictions(of: proof, dispute, context)
      return words.isEmpty ? phrase(warning.shown) : words.joined(separator: "; ")
    default: return phrase(warning.shown)
    }
  }

  /// What the vendor's ledger shows otherwise than a proof.
  static func contradictions(
    of proof: Proof, _ dispute: Dispute, _ context: FormContext
  ) -> [String] {
    dispute.contradictions(of: proof, in: context.context.surroundings)
      .map { phrase($0.words(masked: context.isMasked)) }
  }

  /// Where a proof came from that nobody brought: `from FoneBay Pune’s ledger, imported 22 Nov`.
  static func source(of proof: Proof, _ context: FormContext) -> String? {
    guard let id = proof.entry else { return nil }
    guard let listed = context.context.surroundings.ledgerEntry(id) else {
      return phrase("from the vendor’s ledger")
    }
    return phrase("from \(listed.entry.book), imported \(day(listed.importedAt, context))")
  }

  /// The entry that says the same as a proof that somebody brought: `on FoneBay Pune’s ledger of 20 Nov`.
  static func confirmation(
    of proof: Proof, _ dispute: Dispute, _ context: FormContext
  ) -> String? {
    guard proof.entry == nil,
      let listed = dispute.confirmation(of: proof, in: context.context.surroundings)
    else { return nil }
    return phrase("on the statement: \(listed.entry.book), \(listed.entry.day.short)")
  }

  private static func day(_ moment: Instant, _ context: FormContext) -> String {
    moment.civil(offset: context.offset).day.short
  }
}
