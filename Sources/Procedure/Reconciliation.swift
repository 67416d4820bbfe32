/// Where the workbench and an imported statement do not agree.
public struct Difference: Hashable, Sendable {
  /// What does not agree.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// A payout, settled or sent, that the bank statement lacks.
    case payoutMissing
    /// A payout of which the bank statement shows another amount.
    case payoutAmount
    /// A payout of which the bank statement shows another reference.
    case payoutReference
    /// A payout that the bank statement shows and that is not settled here.
    case payoutUnsettled
    /// A payout that the bank statement shows more than once.
    case payoutTwice
    /// A settled payout that the bank statement shows to have come back.
    case payoutReversed
    /// Money that left the company's account and that no payout explains.
    case debitUnexplained
    /// Two payouts with one reference.
    case referenceShared
    /// An accepted proof that the vendor's ledger lacks or shows otherwise.
    case proofContradicted
    /// A vendor's payment to a customer of ours that no proof shows.
    case paymentUnproven
    /// A change of credits that the vendor's ledger lacks.
    case creditsMissing
  }

  /// What does not agree.
  public var kind: Kind
  /// The dispute, where one is concerned.
  public var ticket: TicketID?
  /// The amount that it is about.
  public var amount: Money
  /// What the workbench says.
  public var workbench: String
  /// What the statement says.
  public var statement: String
  /// What to do.
  public var remedy: String
}

/// An entry of a statement with what it came to.
public struct StandingEntry: Hashable, Sendable {
  /// The entry.
  public var entry: StatementEntry
  /// When it was imported, or last changed by an import.
  public var importedAt: Instant
  /// What it came to.
  public var standing: EntryStanding

  /// An entry with what it came to.
  public init(entry: StatementEntry, importedAt: Instant, standing: EntryStanding) {
    self.entry = entry
    self.importedAt = importedAt
    self.standing = standing
  }
}

/// The workbench held against the imported statements: each difference, by the rules above and of nothing but values.
public struct Reconciliation: Sendable {
  /// The times that the statements cover.
  public var spans: [ImportedSpan]
  /// Which moments are looked at.
  public var period: ClosedRange<Instant>

  /// A look at some time.
  public init(spans: [ImportedSpan], period: ClosedRange<Instant>) {
    self.spans = spans
    self.period = period
  }

  // MARK: What the workbench says

  /// Where a dispute's payouts, accepted proofs and credits are not what the statements show.
  ///
  /// - Parameters:
  ///   - around: the entries that share a key with the dispute.
  ///   - surroundings: what is known around the dispute.
  ///   - others: other disputes that share a key with it.
  public func differences(
    of dispute: Dispute, around: [StandingEntry], in surroundings: Surroundings,
    others: [Claimant]
  ) -> [Difference] {
    dispute.payouts.flatMap { differences(of: $0, on: dispute, around, others) }
      + dispute.proofs.filter { $0.verdict == .accepted && period.contains($0.proof.paidAt) }
      .flatMap { differences(of: $0.proof, on: dispute, surroundings) }
      + creditDifferences(dispute, around)
  }

  private func differences(
    of payout: Payout, on dispute: Dispute, _ around: [StandingEntry], _ others: [Claimant]
  ) -> [Difference] {
    if payout.state == .sent { return unheardOf(payout, on: dispute, around) }
    guard payout.state == .settled, let settledAt = payout.settledAt,
      period.contains(settledAt)
    else { return [] }
    let says =
      "payout \(payout.id) of \(payout.amount.short) settled, reference \(payout.reference ?? "–")"
    func difference(_ kind: Difference.Kind, _ statement: String, _ remedy: String) -> Difference {
      Difference(
        kind: kind, ticket: dispute.id, amount: payout.amount, workbench: says,
        statement: statement, remedy: remedy)
    }
    var found: [Difference] = []
    let own = entries(of: payout, on: dispute, around)
    for entry in own {
      if entry.amount != payout.amount {
        found.append(
          difference(
            .payoutAmount, "\(entry.amount.short) on \(entry.day.short) (\(entry.name))",
            "ask the bank; what was paid otherwise is reversed and asked for again"))
      }
      if let reference = entry.comparedReference, reference != payout.comparedReference {
        found.append(
          difference(
            .payoutReference, "reference \(entry.reference ?? "") on \(entry.day.short)",
            "ask the bank which reference is the payment’s"))
      }
    }
    if own.count > 1 {
      let days = own.map { "\($0.name) on \($0.day.short)" }.joined(separator: ", ")
      found.append(
        difference(
          .payoutTwice, "\(own.count) payments of it: \(days)",
          "ask the bank to return what was paid twice"))
    }
    if own.isEmpty,
      spans.covering(
        .bank, of: nil, from: payout.sentAt ?? payout.askedAt, to: settledAt) != nil
    {
      found.append(
        difference(
          .payoutMissing, "not on it, and it shows these days",
          "ask the bank whether it went out; never send it again before it says"))
    }
    let returned = around.first {
      $0.entry.statement == .bank && $0.standing.match?.purpose == .reversal
        && $0.standing.match?.dispute == dispute.id
        && ($0.entry.comparedReference == payout.comparedReference
          || $0.entry.written.contains(PaymentReference.compared(payout.id)))
    }
    if let entry = returned?.entry {
      found.append(
        difference(
          .payoutReversed, "it came back on \(entry.day.short) (\(entry.name))",
          "record that it was reversed"))
    }
    let sharing = shared(payout, on: dispute, others)
    if !sharing.isEmpty {
      found.append(
        difference(
          .referenceShared, "one payment has one reference",
          "it stands on \(sharing.joined(separator: ", ")) too: ask the bank which payout it was"))
    }
    return found
  }

  /// The entries that are about a payout.
  private func entries(
    of payout: Payout, on dispute: Dispute, _ around: [StandingEntry]
  ) -> [StatementEntry] {
    around.filter {
      $0.standing.match.map { $0.dispute == dispute.id && $0.purpose == .payout(payout.id) }
        ?? false
    }.map(\.entry)
  }

  /// That a payout was sent, and the bank statement, which shows when, lacks it.
  private func unheardOf(
    _ payout: Payout, on dispute: Dispute, _ around: [StandingEntry]
  ) -> [Difference] {
    guard let sentAt = payout.sentAt, period.contains(sentAt),
      spans.covering(.bank, of: nil, from: sentAt, to: sentAt) != nil,
      entries(of: payout, on: dispute, around).isEmpty
    else { return [] }
    let sent = sentAt.civil(offset: PaymentReference.india).day.short
    return [
      Difference(
        kind: .payoutMissing, ticket: dispute.id, amount: payout.amount,
        workbench: "payout \(payout.id) of \(payout.amount.short) sent on \(sent), not settled",
        statement: "not on it, and it shows when it was sent",
        remedy: "ask the bank whether it went out; never send it again before it says")
    ]
  }

  /// The other payouts that were settled with a payout's reference.
  private func shared(_ payout: Payout, on dispute: Dispute, _ others: [Claimant]) -> [String] {
    guard let reference = payout.comparedReference else { return [] }
    let all = dispute.payouts + others.filter { $0.id != dispute.id }.flatMap(\.payouts)
    return all.filter { $0.id != payout.id && $0.comparedReference == reference }.map(\.id)
      .sorted()
  }

  private func differences(
    of proof: Proof, on dispute: Dispute, _ surroundings: Surroundings
  ) -> [Difference] {
    let name = proof.reference ?? proof.id.text
    return dispute.contradictions(of: proof, in: surroundings).map {
      Difference(
        kind: .proofContradicted, ticket: dispute.id, amount: proof.amount,
        workbench:
          "proof \(proof.id) (\(name)) of \(proof.amount.short) on \(proof.paidAt.civil(offset: PaymentReference.india).day.short) accepted",
        statement: $0.words(masked: true).english,
        remedy: dispute.state == .closed
          ? "a manager reopens the dispute if the proof does not hold"
          : "ask the vendor, and reject the proof if it does not hold")
    }
  }

  private func creditDifferences(_ dispute: Dispute, _ around: [StandingEntry]) -> [Difference] {
    var rest = around.filter {
      $0.standing.match?.dispute == dispute.id && $0.standing.match?.purpose == .credits
    }.map(\.entry)
    if rest.contains(where: { $0.isOfAll(dispute.creditChanges) }) { return [] }
    return dispute.creditChanges.compactMap { change in
      if let index = rest.firstIndex(where: { $0.isOf(change) }) {
        rest.remove(at: index)
        return nil
      }
      guard period.contains(change.at),
        spans.covering(.wallet, of: change.vendor, from: change.at, to: change.at) != nil
      else { return nil }
      let isTaken = change.amount > .zero
      let amount = Money(paise: Int64(change.amount.paise.magnitude))
      let what = isTaken ? "taken from" : "given back to"
      return Difference(
        kind: .creditsMissing, ticket: dispute.id, amount: amount,
        workbench:
          "\(amount.short) \(what) \(change.vendor)’s credits, \(change.isApplied ? "confirmed as done" : "outstanding")",
        statement: "\(StatementKind.wallet.book(of: change.vendor)) does not show it",
        remedy: change.isApplied
          ? "look in the admin panel whether it was done"
          : "do it in the admin panel, then import the ledger again")
    }
  }

  // MARK: What the statements say

  /// Where an entry shows what the workbench does not know.
  ///
  /// - Parameters:
  ///   - dispute: the dispute that it is about, where there is one.
  ///   - claimants: every dispute that shares a key with it.
  public func difference(
    of listed: StandingEntry, on dispute: Dispute?, among claimants: [Claimant]
  ) -> Difference? {
    let entry = listed.entry
    guard period.contains(entry.at), entry.direction == .paid else { return nil }
    return entry.statement == .bank
      ? debitDifference(listed, dispute) : paymentDifference(listed, dispute, claimants)
  }

  private func shown(_ entry: StatementEntry) -> String {
    "\(entry.book) shows \(entry.amount.short) paid on \(entry.day.short) (\(entry.name))"
  }

  private func debitDifference(_ listed: StandingEntry, _ dispute: Dispute?) -> Difference? {
    let entry = listed.entry
    if let match = listed.standing.match, case .payout(let id) = match.purpose {
      guard let payout = dispute?.payouts.first(where: { $0.id == id }),
        payout.state != .settled, payout.state != .reversed
      else { return nil }
      return Difference(
        kind: .payoutUnsettled, ticket: match.dispute, amount: entry.amount,
        workbench: "payout \(id) of \(payout.amount.short) is \(payout.state.rawValue)",
        statement: shown(entry),
        remedy: !payout.isAlive
          ? "a manager looks before anything more is paid"
          : entry.amount == payout.amount
            ? "settle it with this reference" : "ask the bank why it is another amount")
    }
    var says = "no payout explains it"
    var ticket: TicketID?
    if case .ambiguous(let matches) = listed.standing {
      ticket = matches.count == 1 ? matches.first?.dispute : nil
      let names = Set(matches.map(\.dispute.text)).sorted().joined(separator: ", ")
      says = "it could be a payout of \(names)"
    }
    return Difference(
      kind: .debitUnexplained, ticket: ticket, amount: entry.amount, workbench: says,
      statement: shown(entry), remedy: "find out who sent it and what for")
  }

  private func paymentDifference(
    _ listed: StandingEntry, _ dispute: Dispute?, _ claimants: [Claimant]
  ) -> Difference? {
    let entry = listed.entry
    func difference(_ ticket: TicketID?, _ says: String, _ remedy: String) -> Difference {
      Difference(
        kind: .paymentUnproven, ticket: ticket, amount: entry.amount, workbench: says,
        statement: shown(entry), remedy: remedy)
    }
    switch listed.standing {
    case .matched(let match):
      guard match.purpose == .payment, let dispute else { return nil }
      let isShown = dispute.proofs.contains {
        $0.proof.entry == entry.id
          || $0.proof.comparedReference.map(entry.knownAs.contains) ?? false
      }
      guard !isShown else { return nil }
      return difference(
        dispute.id, "no proof of \(dispute.id) shows it",
        dispute.state == .closed
          ? "a manager reopens it, and the proof stands there"
          : "import the ledger again once Step 2 is done: the proof stands there then")
    case .ambiguous(let matches):
      let names = matches.map(\.dispute.text).joined(separator: ", ")
      return difference(
        nil, "it fits \(names) equally", "ask the vendor which one it was, and add the proof")
    case .unmatched:
      let payee = StatementKey(payee: entry.payee)
      let known = claimants.filter { payee != nil && StatementKey(payee: $0.payTo) == payee }
      guard !known.isEmpty else { return nil }
      let names = known.map(\.id.text).sorted().joined(separator: ", ")
      return difference(
        known.count == 1 ? known.first?.id : nil,
        "paid to the customer of \(names), and no proof shows it",
        "ask the vendor what it was for")
    }
  }
}
