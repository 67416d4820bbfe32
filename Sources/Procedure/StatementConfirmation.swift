/// What a statement confirms of the things that are outstanding elsewhere (procedure, "Outside the workbench").
extension Dispute {
  /// The command that records what an entry shows of this dispute; nil where nothing is left to record.
  ///
  /// - Parameters:
  ///   - entry: an entry that is about this dispute alone.
  ///   - match: what it rests on.
  ///   - around: every entry that shares a key with the dispute.
  ///   - known: where the entry's reference stands already.
  ///   - surroundings: what is known around the dispute.
  ///   - now: the moment that references without a year are read at.
  /// - Throws: a refusal where the entry and the dispute do not agree and a person has to look.
  public func confirmation(
    by entry: StatementEntry, _ match: StatementMatch, around: [StatementEntry],
    known: [ReferenceSighting], in surroundings: Surroundings, at now: Instant
  ) throws(Refusal) -> Command? {
    switch match.purpose {
    case .payment:
      return proofsOfLedger(in: surroundings).first { $0.entry == entry.id }.map { .proof($0) }
    case .credits:
      return outstanding.contains(.credits) && areCreditsShown(by: around)
        ? .applied(.credits) : nil
    case .payout(let id):
      guard let payout = payouts.first(where: { $0.id == id }) else { return nil }
      return try settlement(of: payout, by: entry, known, now)
    case .reversal:
      guard entry.statement == .bank,
        let payout = payouts.last(where: { $0.state == .settled }),
        entry.written.contains(PaymentReference.compared(payout.id))
          || entry.comparedReference == payout.comparedReference
      else { return nil }
      throw Refusal(
        .outOfOrder,
        Phrase(
          "The bank statement shows that payout \(payout.id) came back on \(entry.day.short): record that it was reversed."
        ),
        rule: "Payouts", remedy: .reverse)
    }
  }

  /// A bank's statement settles by the same rule as its result file.
  private func settlement(
    of payout: Payout, by entry: StatementEntry, _ known: [ReferenceSighting], _ now: Instant
  ) throws(Refusal) -> Command? {
    switch payout.state {
    // A row without a reference says nothing against the one that is recorded.
    case .settled, .reversed: if entry.reference == nil { return nil }
    case .approved, .sent: break
    case .asked, .declined, .void, .failed:
      throw Refusal(
        .inFlight,
        Phrase(
          "The bank statement shows payout \(payout.id) as paid on \(entry.day.short), and here it is \(payout.state.shown): a manager has to look before anything more is paid."
        ),
        rule: "Payouts")
    }
    let word = BankWord(
      intent: payout.id, outcome: .settled, amount: entry.amount, reference: entry.reference)
    return try command(recording: word, known: known, at: now)
  }

  /// Whether the vendor's ledger shows every change of credits that is outstanding: each by an entry of its own, or all in
  /// one sum.
  public func areCreditsShown(by entries: [StatementEntry]) -> Bool {
    guard let claimant = Claimant(of: self) else { return false }
    var rest = entries.filter { $0.match(with: claimant)?.purpose == .credits }
    var open = 0
    var shown = 0
    for change in creditChanges {
      if !change.isApplied { open += 1 }
      // What confirmed an earlier change does not confirm a later one.
      guard let index = rest.firstIndex(where: { $0.isOf(change) }) else { continue }
      rest.remove(at: index)
      if !change.isApplied { shown += 1 }
    }
    return open > 0 && (open == shown || rest.contains { $0.isOfAll(creditChanges) })
  }
}
