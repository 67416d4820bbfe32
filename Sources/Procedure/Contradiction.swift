/// What an imported ledger shows otherwise than a proof.
public enum Contradiction: Hashable, Sendable {
  /// The payment is in it, of another amount.
  case amount(StatementEntry)
  /// The payment is in it, more than one day apart.
  case day(StatementEntry)
  /// The payment is in it, to somebody else.
  case payee(StatementEntry)
  /// The payment is in it, for another order.
  case order(StatementEntry)
  /// The payment is in it, and so is its return.
  case cameBack(StatementEntry)
  /// The payment is not in it, and it shows everything of that time.
  case absent(VendorName, importedAt: Instant)

  /// What the statement says, in one plain sentence; an address in it only where it may be shown.
  public func words(masked: Bool) -> Phrase {
    switch self {
    case .amount(let entry): Phrase("\(entry.book) shows \(entry.amount.short) for this reference")
    case .day(let entry): Phrase("\(entry.book) shows this reference on \(entry.day.short)")
    case .payee(let entry):
      entry.payee.flatMap { masked ? nil : $0.text }.map {
        Phrase("\(entry.book) shows this reference paid to \($0)")
      } ?? Phrase("\(entry.book) shows this reference paid to another payee")
    case .order(let entry):
      entry.order.map { Phrase("\(entry.book) shows this reference for order \($0)") }
        ?? Phrase("\(entry.book) shows this reference for another order")
    case .cameBack(let entry):
      Phrase(
        "\(entry.book) shows that \(entry.amount.short) of this reference came back on \(entry.day.short)"
      )
    case .absent(let vendor, let importedAt):
      Phrase(
        "\(StatementKind.wallet.book(of: vendor)), imported \(importedAt.civil(offset: PaymentReference.india).day.short), does not show it"
      )
    }
  }
}

extension Dispute {
  /// What the vendor's imported ledger shows otherwise than a proof; nothing where none was imported.
  public func contradictions(of proof: Proof, in surroundings: Surroundings) -> [Contradiction] {
    guard let vendor = order?.vendor else { return [] }
    let name = Personal(vendor.text).folded
    let ledger = surroundings.ledger.map(\.entry).filter {
      $0.vendor.map { Personal($0.text).folded } == name
    }
    let same = ledger.filter { isSame($0, as: proof) }
    // Where a reference stands several times, the entry that fits best is the one that is meant.
    let readings = same.filter { $0.direction == .paid }.map { differences(of: $0, to: proof) }
    if let best = readings.min(by: { $0.count < $1.count }) {
      let back = same.first { $0.direction == .received && $0.amount == proof.amount }
      return best + (back.map { [.cameBack($0)] } ?? [])
    }
    guard proof.kind == .wallet, proof.reference != nil || !isShown(proof, in: ledger),
      let importedAt = surroundings.spans.covering(
        .wallet, of: vendor, from: proof.paidAt, to: proof.paidAt)
    else { return [] }
    return [.absent(vendor, importedAt: importedAt)]
  }

  /// The entry of the ledger that says the same as a proof, where one does: the proof is "on the statement".
  public func confirmation(of proof: Proof, in surroundings: Surroundings) -> LedgerEntry? {
    guard contradictions(of: proof, in: surroundings).isEmpty else { return nil }
    return surroundings.ledger.first {
      $0.entry.direction == .paid && isSame($0.entry, as: proof)
        && differences(of: $0.entry, to: proof).isEmpty
    }
  }

  private func isSame(_ entry: StatementEntry, as proof: Proof) -> Bool {
    if proof.entry == entry.id { return true }
    guard let reference = proof.comparedReference else { return false }
    return entry.knownAs.contains(reference)
  }

  private func differences(of entry: StatementEntry, to proof: Proof) -> [Contradiction] {
    var found: [Contradiction] = []
    if entry.amount != proof.amount { found.append(.amount(entry)) }
    if !isNear(entry, proof) { found.append(.day(entry)) }
    let payee = StatementKey(payee: proof.payee ?? order?.payTo)
    if let payee, let own = StatementKey(payee: entry.payee), own != payee {
      found.append(.payee(entry))
    }
    if entry.order != nil, !entry.names(PaymentReference.compared(ticket.order.text)) {
      found.append(.order(entry))
    }
    return found
  }

  /// Whether entry and proof are at most one day apart, as the day in a reference may be.
  private func isNear(_ entry: StatementEntry, _ proof: Proof) -> Bool {
    let stated = proof.paidAt.civil(offset: PaymentReference.india).day
    return abs(entry.day.sinceEpoch - stated.sinceEpoch) <= 1
  }

  /// Whether a payment without a reference is in the ledger, by amount, day and payee.
  private func isShown(_ proof: Proof, in ledger: [StatementEntry]) -> Bool {
    ledger.contains { entry in
      entry.direction == .paid && differences(of: entry, to: proof).isEmpty
    }
  }
}
