/// Proofs and deductions (procedure, "Proofs and references" and "Supporting").
extension Decision {
  func evidence(_ command: Command) throws(Refusal) -> [Fact] {
    switch command {
    case .proof(let proof): return try record(proof)
    case .accept(let id, let reason): return try accept(id, reason)
    case .reject(let id, let reason):
      _ = try known(id)
      try filled("reason", reason)
      return [.proofRejected(proof: id, reason: reason)]
    case .supportDeduction(let amount, let note): return try support(amount, note)
    default: return []
    }
  }

  private func known(_ id: ProofID) throws(Refusal) -> RecordedProof {
    guard let recorded = dispute.proof(id) else {
      throw Refusal(
        .unknown, Phrase("There is no proof \(id) on \(dispute.id)."), rule: "Proofs",
        remedy: .proof)
    }
    return recorded
  }

  private func record(_ proof: Proof) throws(Refusal) -> [Fact] {
    guard dispute.proof(proof.id) == nil else {
      throw Refusal(
        .duplicate, Phrase("Proof \(proof.id) is on \(dispute.id) already."), rule: "Proofs")
    }
    if let mistake = proof.mistake {
      throw .invalid(mistake.field, mistake.why.sentence, rule: "Proofs")
    }
    return [.proofRecorded(proof: proof)]
  }

  private func accept(_ id: ProofID, _ reason: String?) throws(Refusal) -> [Fact] {
    let recorded = try known(id)
    let sightings = dispute.sightings(of: recorded.proof, in: surroundings)
    // In whatever order the journal finds them, the same one is named.
    let accepted = sightings.filter(\.isAccepted).min { $0.dispute.text < $1.dispute.text }
    if let accepted {
      throw Refusal(
        .duplicate,
        Phrase(
          "The same proof is accepted on \(accepted.dispute) (order \(accepted.order)): it counts on one dispute only."
        ),
        rule: "reused", remedy: .reject)
    }
    try filled("reason", reason)
    // A rejected proof is looked at as if it were not, for it would count again.
    var standing = dispute
    if let index = standing.proofs.firstIndex(where: { $0.proof.id == id }),
      recorded.verdict == .rejected
    {
      standing.proofs[index].verdict = .waiting
    }
    let warnings = standing.proof(id).map { standing.warnings(of: $0, in: context) } ?? []
    guard warnings.isEmpty || reason != nil else {
      throw .invalid(
        "reason",
        Phrase(
          "The proof has warnings and needs your reason: \(warnings.map(\.shown).joined(separator: "; "))."
        ),
        rule: "Proofs")
    }
    return [.proofAccepted(proof: id, warnings: warnings, reason: reason)]
  }

  private func support(_ amount: Money, _ index: Int) throws(Refusal) -> [Fact] {
    guard let notes = dispute.order?.notes, notes.indices.contains(index) else {
      let isBare = dispute.order?.notes.isEmpty != false
      throw .invalid(
        "note",
        isBare
          ? Phrase("The order has no pickup note.")
          : Phrase("There is no pickup note \(index)."), rule: "Supporting")
    }
    let note = notes[index]
    guard note.at < dispute.ticket.loggedAt else {
      throw .invalid(
        "note",
        Phrase("The note was written after the ticket: only one from before supports a deduction."),
        rule: "Supporting")
    }
    if let named = note.amount, amount > named {
      throw .invalid(
        "amount", Phrase("The note names \(named.short): it does not support \(amount.short)."),
        rule: "Supporting")
    }
    let others = dispute.supportedDeduction - (dispute.supported[index] ?? .zero)
    guard amount.isZero || others + amount < dispute.quoted else {
      throw .invalid(
        "amount",
        Phrase("All deductions together have to stay below the quoted \(dispute.quoted.short)."),
        rule: "Supporting")
    }
    return [.deductionSupported(amount: amount, note: index)]
  }
}
