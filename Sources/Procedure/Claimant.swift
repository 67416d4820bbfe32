/// A dispute as far as statements are held against it: what it is known by, and the money that it waits for.
///
/// There is none before Step 2: without order and vendor nothing can be told of a ledger.
public struct Claimant: Hashable, Sendable {
  /// The dispute.
  public var id: TicketID
  /// Where it stands.
  public var state: DisputeState
  /// The order, as ids are compared.
  public var order: String
  /// The vendor's name, as names are compared.
  public var vendor: String
  /// Where the customer is to be paid.
  public var payTo: Personal?
  /// When the phone was collected.
  public var pickedUpAt: Instant?
  /// The amounts that a payment to the customer could be of.
  public var amounts: Set<Money>
  /// The references of its proofs that people brought and that are not rejected.
  public var references: Set<String>
  /// The references of its proofs that came from a ledger and are not rejected.
  public var ledgerReferences: Set<String>
  /// The references of its proofs that people brought and that are.
  public var rejected: Set<String>
  /// The entries that stand on it as proofs that are not rejected.
  public var entries: Set<EntryID>
  /// Its payouts that were decided on: one that failed or went void here may have been paid all the same.
  public var payouts: [Payout]
  /// What was taken from vendors' credits, and given back.
  public var creditChanges: [CreditChange]

  /// What statements are held against; nil before Step 2 was recorded, and of a dispute that is merged.
  public init?(of dispute: Dispute) {
    guard let facts = dispute.order, dispute.state != .merged else { return nil }
    id = dispute.id
    state = dispute.state
    order = PaymentReference.compared(dispute.ticket.order.text)
    vendor = Personal(facts.vendor.text).folded
    payTo = facts.payTo
    pickedUpAt = facts.pickedUpAt
    amounts = Set(
      [
        dispute.quoted, dispute.due, facts.invoice, dispute.claimed ?? .zero,
        dispute.ticket.received ?? .zero, dispute.heard ?? .zero,
      ].filter { !$0.isZero })
    let standing = dispute.proofs.filter { $0.verdict != .rejected }.map(\.proof)
    // One entry does not draw another to it, or what an entry comes to would depend on which was imported first.
    references = Set(standing.filter { $0.entry == nil }.compactMap(\.comparedReference))
    ledgerReferences = Set(standing.filter { $0.entry != nil }.compactMap(\.comparedReference))
    rejected = Set(
      dispute.proofs.filter { $0.verdict == .rejected && $0.proof.entry == nil }
        .compactMap(\.proof.comparedReference))
    entries = Set(standing.compactMap(\.entry))
    payouts = dispute.payouts.filter { $0.state != .asked }
    creditChanges = dispute.creditChanges
  }

  /// Everything by which entries could be found that are about it.
  public var keys: Set<StatementKey> {
    var keys: Set<StatementKey> = [.name(order)]
    if let name = StatementKey(name: id.text) { keys.insert(name) }
    if let payee = StatementKey(payee: payTo) { keys.insert(payee) }
    for payout in payouts {
      if let name = StatementKey(name: payout.id) { keys.insert(name) }
      if let payee = StatementKey(payee: payout.payTo) { keys.insert(payee) }
      if let reference = payout.comparedReference { keys.insert(.reference(reference)) }
    }
    for reference in references.union(ledgerReferences).union(rejected) {
      keys.insert(.reference(reference))
    }
    return keys
  }

  /// Whether work on it goes on.
  var isOpen: Bool { state == .open || state == .escalated }
}

extension Payout {
  /// The bank's reference without spaces and case.
  public var comparedReference: String? { reference.map(PaymentReference.compared) }
}

/// What was taken from a vendor's credits or given back, and whether the admin panel is known to have it.
public struct CreditChange: Hashable, Sendable, Codable {
  /// The vendor.
  public var vendor: VendorName
  /// What was taken; below zero what was given back.
  public var amount: Money
  /// When it was recorded.
  public var at: Instant
  /// Whether it was confirmed as done elsewhere.
  public var isApplied = false
}
