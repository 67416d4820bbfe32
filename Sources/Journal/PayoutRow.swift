import Procedure

/// A payout as lists show it; where the customer is paid stands on the dispute alone.
public struct PayoutRow: Sendable, Hashable {
  /// Its id.
  public var intent: String
  /// The dispute.
  public var ticket: TicketID
  /// The sale.
  public var order: OrderID
  /// The customer's name on the ticket.
  public var customer: String
  /// Who holds the dispute.
  public var holder: Person?
  /// How much.
  public var amount: Money
  /// Where it stands.
  public var state: Payout.State
  /// Since when.
  public var since: Instant
  /// Who asked for it.
  public var askedBy: Person
  /// When.
  public var askedAt: Instant
  /// Its line in a batch, once it was sent in one.
  public var place: BatchPlace?
  /// The bank's reference without spaces and case, once settled.
  public var reference: String?
}

/// Payouts of one batch of which the bank has said nothing yet.
public struct SilentBatch: Sendable, Hashable {
  /// The batch.
  public var id: BatchID
  /// When it was made.
  public var at: Instant
  /// Who made it.
  public var by: Person
  /// How many of its payouts are sent still.
  public var count: Int
  /// What they come to.
  public var total: Money
}

/// What a batch of the approved payouts would hold.
public struct BatchRehearsal: Sendable {
  /// A payout that cannot go.
  public struct Left: Sendable {
    /// Its id.
    public var intent: String
    /// Why, in the core's words.
    public var refusal: Refusal
  }

  /// The payouts that would go, in the batch that would be made.
  public var batch: PayoutBatch
  /// Those that would stay.
  public var left: [Left]
}
