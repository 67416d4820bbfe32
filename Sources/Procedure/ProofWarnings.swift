extension Dispute {
  /// What speaks against a proof, in the procedure's order; nothing of one that was rejected.
  public func warnings(of recorded: RecordedProof, in context: Context) -> [Warning] {
    guard recorded.verdict != .rejected else { return [] }
    return warnings(
      against: recorded.proof, recordedAt: recorded.recordedAt, policy: context.policy,
      surroundings: context.surroundings)
  }

  /// What would speak against a proof if it were recorded now; for the form in which it is typed.
  public func warnings(ofNew proof: Proof, in context: Context) -> [Warning] {
    var with = self
    let id = ProofID("\u{0}new")
    var candidate = proof
    candidate.id = id
    with.proofs.append(
      RecordedProof(proof: candidate, recordedAt: context.now, by: context.actor.person))
    return with.warnings(
      against: candidate, recordedAt: context.now, policy: context.policy,
      surroundings: context.surroundings)
  }

  /// The warnings of all proofs that are not rejected, each once, in the procedure's order.
  public func warnings(in context: Context) -> [Warning] {
    let standing = Set(proofs.flatMap { warnings(of: $0, in: context) })
    return Warning.allCases.filter(standing.contains)
  }

  /// Where a proof stands on disputes of other orders, in proofs that are not rejected.
  public func sightings(of proof: Proof, in surroundings: Surroundings) -> [Sighting] {
    surroundings.sightings.filter {
      $0.dispute != id && $0.order != ticket.order && $0.matches(proof)
    }
  }

  private func warnings(
    against proof: Proof, recordedAt: Instant, policy: Policy, surroundings: Surroundings
  ) -> [Warning] {
    var warnings: [Warning] = []
    if let reference = proof.reference {
      if let decoded = PaymentReference.decoded(reference, kind: proof.kind, asOf: recordedAt) {
        let stated = proof.paidAt.civil(offset: PaymentReference.india).day
        if let day = decoded.day, abs(day.sinceEpoch - stated.sinceEpoch) > 1 {
          warnings.append(.referenceDate)
        }
      } else {
        warnings.append(.malformedReference)
      }
    }
    if let pickedUpAt = order?.pickedUpAt, proof.paidAt < pickedUpAt {
      warnings.append(.beforePickup)
    }
    if proof.paidAt > recordedAt { warnings.append(.future) }
    if let claimed,
      Dispute.sum(of: proofs.filter { $0.verdict != .rejected }.map(\.proof)) > claimed
    {
      warnings.append(.amount)
    }
    if proof.kind == .upi, proof.amount > policy.upiLimit { warnings.append(.upiLimit) }
    if let payee = proof.payee, let payTo = order?.payTo,
      payee.comparedAddress != payTo.comparedAddress
    {
      warnings.append(.wrongPayee)
    }
    if !sightings(of: proof, in: surroundings).isEmpty { warnings.append(.reused) }
    if !contradictions(of: proof, in: surroundings).isEmpty {
      warnings.append(.contradictsStatement)
    }
    // referenceDate comes after malformedReference in the procedure's list, and only one of them can hold.
    return Warning.allCases.filter(warnings.contains)
  }
}
