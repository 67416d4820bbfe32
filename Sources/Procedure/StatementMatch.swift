/// That an entry of a statement is about a dispute: what for, what it rests on, and how sure it is.
public struct StatementMatch: Hashable, Sendable {
  /// What the two have in common.
  public enum Ground: String, Codable, CaseIterable, Sendable {
    case reference, payout, order, ticket, payee, amount

    /// As sentences name it.
    public var shown: String { self == .payout ? "payout id" : rawValue }
  }

  /// What the money was for.
  public enum Purpose: Hashable, Sendable {
    /// The vendor's payment to the customer.
    case payment
    /// The vendor's credits, taken or given back.
    case credits
    /// A payout by Cashkr, by its id.
    case payout(String)
    /// Money that came back to the one who had paid it.
    case reversal
  }

  /// How sure it is.
  public enum Sureness: Int, Codable, Comparable, Sendable {
    /// It rests on what others could share.
    case likely
    /// It rests on what nobody else has.
    case certain

    /// The surer last.
    public static func < (left: Sureness, right: Sureness) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The dispute.
  public var dispute: TicketID
  /// What the money was for.
  public var purpose: Purpose
  /// What it rests on.
  public var grounds: [Ground]
  /// How sure it is.
  public var sureness: Sureness
  /// Of several disputes the one with the highest has the entry.
  var rank: Int
  /// Whether work on the dispute goes on; of equals the one where it does has the entry.
  var isOpen: Bool

  /// What it rests on, in words: `order and payee, certain`.
  public var words: String {
    grounds.map(\.shown).joined(separator: " and ")
      + (sureness == .certain ? ", certain" : ", likely")
  }
}

/// What an entry came to.
public enum EntryStanding: Hashable, Sendable {
  /// It is about one dispute.
  case matched(StatementMatch)
  /// It could as well be about each of several: it is attached to none.
  case ambiguous([StatementMatch])
  /// Nothing here is known of it.
  case unmatched

  /// The match, where there is one alone.
  public var match: StatementMatch? { if case .matched(let match) = self { match } else { nil } }
}

/// Which dispute an entry is about.
extension StatementEntry {
  /// What it came to among the disputes that share a key with it.
  ///
  /// - Parameters:
  ///   - claimants: every dispute that shares a key with the entry.
  ///   - twins: the other entries of the same book with the same payee and amount.
  public func standing(among claimants: [Claimant], twins: [StatementEntry] = [])
    -> EntryStanding
  {
    let matches = claimants.compactMap(match)
    guard let highest = matches.map(\.rank).max() else { return .unmatched }
    var best = matches.filter { $0.rank == highest }
    if best.count > 1, best.contains(where: \.isOpen) { best.removeAll { !$0.isOpen } }
    best.sort { $0.dispute.text < $1.dispute.text }
    guard best.count == 1, let match = best.first else { return .ambiguous(best) }
    if case .payout = match.purpose, match.sureness == .likely {
      // Of two payments that look alike nobody can say which one it was.
      let rivals = twins.filter { twin in
        twin.id != id && twin.direction == direction
          && claimants.compactMap(twin.match).max { $0.rank < $1.rank } == match
      }
      if !rivals.isEmpty { return .ambiguous(best) }
    }
    return .matched(match)
  }

  /// How it is about a dispute; nil where it is not.
  func match(with claimant: Claimant) -> StatementMatch? {
    switch (statement, direction) {
    case (.wallet, .paid): creditsMatch(claimant) ?? paymentMatch(claimant)
    case (.wallet, .received): creditsMatch(claimant) ?? returnMatch(claimant)
    case (.bank, _): claimant.payouts.compactMap { payoutMatch($0, claimant) }.max(by: isLower)
    }
  }

  private func isLower(_ left: StatementMatch, _ right: StatementMatch) -> Bool {
    left.rank < right.rank
  }

  private func match(
    _ claimant: Claimant, _ purpose: StatementMatch.Purpose, _ grounds: [StatementMatch.Ground],
    _ sureness: StatementMatch.Sureness, rank: Int
  ) -> StatementMatch {
    StatementMatch(
      dispute: claimant.id, purpose: purpose, grounds: grounds, sureness: sureness, rank: rank,
      isOpen: claimant.isOpen)
  }

  // MARK: The vendor's ledger

  private func isOfVendor(_ claimant: Claimant) -> Bool {
    vendor.map { Personal($0.text).folded } == claimant.vendor
  }

  /// A payment to the customer: by the reference of a proof, by the order, or by payee and amount together.
  ///
  /// The dispute on which it stands as a proof keeps it.
  private func paymentMatch(_ claimant: Claimant) -> StatementMatch? {
    let found = newPaymentMatch(claimant)
    guard claimant.entries.contains(id) else { return found }
    return match(
      claimant, .payment, found?.grounds ?? [.reference], found?.sureness ?? .certain, rank: 9)
  }

  private func newPaymentMatch(_ claimant: Claimant) -> StatementMatch? {
    guard isOfVendor(claimant) else { return nil }
    let own = StatementKey(payee: payee)
    let wanted = StatementKey(payee: claimant.payTo)
    let isToCustomer = own != nil && own == wanted
    let isReferred = !knownAs.isDisjoint(with: claimant.references)
    let mayBeCustomers = isToCustomer || own == nil || wanted == nil
    if isReferred, order == nil || names(claimant.order), mayBeCustomers {
      return match(claimant, .payment, [.reference], .certain, rank: 8)
    }
    if names(claimant.order) {
      if isToCustomer { return match(claimant, .payment, [.order, .payee], .certain, rank: 7) }
      // What only tells of the order, and not that the customer was paid, may as well be a recovery from the vendor.
      guard order != nil else { return nil }
      // One that went elsewhere is shown to people with that warning, for it was paid on this order.
      return match(claimant, .payment, [.order], .likely, rank: own == nil || wanted == nil ? 6 : 5)
    }
    // One that names another order is that order's, whoever was paid.
    if order == nil, isToCustomer, claimant.amounts.contains(amount),
      let pickedUpAt = claimant.pickedUpAt,
      day >= pickedUpAt.civil(offset: PaymentReference.india).day
    {
      return match(claimant, .payment, [.payee, .amount], .likely, rank: 1)
    }
    // A proof here borrows its reference, or was rejected: whoever the payment fits better has it.
    let isKnown = isReferred || !knownAs.isDisjoint(with: claimant.rejected)
    return isKnown ? match(claimant, .payment, [.reference], .likely, rank: 0) : nil
  }

  /// Credits taken or given back: order or ticket named, exactly the amount, and not to the customer.
  private func creditsMatch(_ claimant: Claimant) -> StatementMatch? {
    let own = StatementKey(payee: payee)
    let isByOrder = names(claimant.order)
    guard own == nil || own != StatementKey(payee: claimant.payTo),
      isByOrder || written.contains(PaymentReference.compared(claimant.id.text)),
      claimant.creditChanges.contains(where: isOf) || isOfAll(claimant.creditChanges)
    else { return nil }
    return match(
      claimant, .credits, [isByOrder ? .order : .ticket, .amount], .certain, rank: 7)
  }

  /// The amount as credits change by it.
  private var taken: Money { direction == .paid ? amount : .zero - amount }

  /// Whether it is one change of credits.
  func isOf(_ change: CreditChange) -> Bool {
    taken == change.amount && isOfVendor(change) && isNotBeforeDay(of: change)
  }

  /// Whether it is several changes of credits in one sum.
  func isOfAll(_ changes: [CreditChange]) -> Bool {
    let open = changes.filter { !$0.isApplied }
    return open.count > 1 && open.allSatisfy { isOfVendor($0) && isNotBeforeDay(of: $0) }
      && open.map(\.amount).reduce(.zero, +) == taken
  }

  private func isOfVendor(_ change: CreditChange) -> Bool {
    vendor.map { Personal($0.text).folded } == Personal(change.vendor.text).folded
  }

  private func isNotBeforeDay(of change: CreditChange) -> Bool {
    day >= change.at.civil(offset: PaymentReference.india).day
  }

  /// Money that came back to the vendor under the reference of a proof.
  private func returnMatch(_ claimant: Claimant) -> StatementMatch? {
    guard isOfVendor(claimant),
      !knownAs.isDisjoint(with: claimant.references.union(claimant.ledgerReferences))
    else { return nil }
    return match(claimant, .reversal, [.reference], .certain, rank: 8)
  }

  // MARK: The bank statement

  /// A payout: by its reference, by its id, or by payee and amount together once it was sent.
  private func payoutMatch(_ payout: Payout, _ claimant: Claimant) -> StatementMatch? {
    let isNamed = written.contains(PaymentReference.compared(payout.id))
    let isReferred = comparedReference != nil && comparedReference == payout.comparedReference
    guard direction == .paid else {
      guard isNamed || isReferred else { return nil }
      return match(
        claimant, .reversal, [isReferred ? .reference : .payout], .certain, rank: 8)
    }
    if isReferred {
      return match(claimant, .payout(payout.id), [.reference], .certain, rank: 8)
    }
    let isExact = amount == payout.amount
    if isNamed {
      // As good as a reference: an entry with the reference of one payout and the id of another is neither's.
      return match(
        claimant, .payout(payout.id), isExact ? [.payout, .amount] : [.payout],
        isExact ? .certain : .likely, rank: isExact ? 8 : 7)
    }
    guard isExact, let own = StatementKey(payee: payee),
      own == StatementKey(payee: payout.payTo), isInTime(for: payout)
    else { return nil }
    // One that waits for the bank's word comes before one that has it.
    return match(
      claimant, .payout(payout.id), [.payee, .amount], .likely, rank: payout.isAlive ? 2 : 1)
  }

  /// Whether the money moved when the payout can have: after it was sent, and not long after it was settled.
  private func isInTime(for payout: Payout) -> Bool {
    switch payout.state {
    case .sent: return isNotBefore(payout.sentAt ?? payout.askedAt)
    case .settled, .reversed:
      guard isNotBefore(payout.sentAt ?? payout.askedAt) else { return false }
      guard let settledAt = payout.settledAt else { return true }
      return day.sinceEpoch <= settledAt.civil(offset: PaymentReference.india).day.sinceEpoch + 1
    default: return false
    }
  }
}
