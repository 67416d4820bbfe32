import Procedure

/// The first ones of a part of a page, and how many there are in all.
public struct Newest<Item: Sendable>: Sendable {
  /// The first ones, in the part's order.
  public var items: [Item]
  /// How many there are.
  public var count: Int

  /// The first ones of so many.
  public init(_ items: [Item], of count: Int) {
    self.items = items
    self.count = count
  }

  /// Whether there are more than these.
  public var isCut: Bool { items.count < count }
}

/// All that is known of a vendor, read from the log: standing and why, its disputes, and its account with Cashkr.
public struct VendorPage: Sendable {
  /// Standing, credits, and what is asked.
  public var record: VendorRecord
  /// What the panel lists of it.
  public var listing: VendorListing?
  /// What was decided and asked about its standing, the latest first.
  public var history: Newest<StandingChange>
  /// Its disputes that E3 counts now, or from some moment on if nothing more is recorded; not those that are too old.
  public var situation: VendorSituation
  /// What became of its disputes, by the month of their tickets.
  public var endings: EndingsByMonth
  /// Where it paid only after the ticket was logged, the latest payment first.
  public var late: Newest<LatePayment>
  /// Its account, the latest line first, each with what was owed after it.
  public var account: Newest<VendorAccount.Line>
  /// What the account comes to.
  public var sums: AccountSums
  /// Its disputes that are not closed, the most urgent first.
  public var open: Newest<QueueRow>
}

/// A payment by a vendor that came only after the ticket was logged.
public struct LatePayment: Hashable, Sendable {
  /// The dispute.
  public var ticket: TicketID
  /// When the ticket was logged.
  public var loggedAt: Instant
  /// When the vendor paid: the latest payment that an accepted proof shows.
  public var paidAt: Instant
}
