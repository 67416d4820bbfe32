/// What an approver is shown beside what the rules ask for: what is usual for the vendor, where the payment address was seen,
/// what the same person asked for before. No rule of `decide` rests on it.
public struct Background: Hashable, Sendable {
  /// The vendor's last settled payouts on other disputes, the latest first; at most `usualCount`.
  public var settled: [Money] = []
  /// Payouts that the maker asked for and a manager declined, on any dispute, the latest first.
  public var declined: [DeclinedRequest] = []
  /// Other orders on which the payment address stands.
  public var payToUses: [PayToUse] = []
  /// What the panel has listed of the order, each version, oldest first.
  public var listings: [ListedOrder] = []
  /// What the panel lists of the vendor.
  public var vendorListing: VendorListing?
  /// Of each vendor concerned another dispute that is neither closed nor merged, on which its standing can be decided.
  public var openDisputes: [VendorName: TicketID] = [:]
  /// Payments on the bank statement that are about a payout of the dispute that never paid, by what is known here.
  public var paidOnStatement: [StatementPayment] = []

  /// How many settled payouts of a vendor its usual amount is taken from.
  public static let usualCount = 20

  /// Nothing is known.
  public init() {}

  /// What has to be looked up.
  public struct Needs: Hashable, Sendable {
    /// The vendor.
    public var vendor: VendorName?
    /// The vendors about which something can be decided.
    public var vendors: Set<VendorName>
    /// Where the customer is to be paid.
    public var payTo: Personal?
    /// Who asked for the payout that waits, else who would: the holder.
    public var maker: Person?
    /// The order.
    public var order: OrderID
    /// Its payouts that never paid, by what is known here.
    public var unpaid: Set<String>
  }
}

/// A payment on the bank statement that is about a payout.
public struct StatementPayment: Hashable, Sendable {
  /// The payout's id.
  public var payout: String
  /// What was paid.
  public var amount: Money
  /// The day, in India.
  public var day: CivilDay

  /// What an entry shows of a payout of a dispute; nil where it is about something else.
  init?(_ entry: StatementEntry, standing: EntryStanding, on dispute: TicketID) {
    guard let match = standing.match, match.dispute == dispute,
      case .payout(let payout) = match.purpose
    else { return nil }
    self.payout = payout
    amount = entry.amount
    day = entry.day
  }
}

extension Background.Needs {
  /// Of what entries come to, the payments of payouts that never paid, the earliest first.
  public func paidOnStatement(
    _ entries: [(entry: StatementEntry, standing: EntryStanding)], on dispute: TicketID
  ) -> [StatementPayment] {
    entries.sorted { ($0.entry.at, $0.entry.id.text) < ($1.entry.at, $1.entry.id.text) }
      .compactMap { StatementPayment($0.entry, standing: $0.standing, on: dispute) }
      .filter { unpaid.contains($0.payout) }
  }
}

/// A payout that was asked for and declined.
public struct DeclinedRequest: Hashable, Sendable {
  /// The dispute.
  public var dispute: TicketID
  /// When it was declined.
  public var at: Instant

  /// A declined request.
  public init(dispute: TicketID, at: Instant) {
    self.dispute = dispute
    self.at = at
  }
}

/// An order on which a payment address stands, with its customer.
public struct PayToUse: Hashable, Sendable {
  /// The order.
  public var order: OrderID
  /// Its customer, without case and doubled spaces.
  public var customer: String

  /// An order on which a payment address stands.
  public init(order: OrderID, customer: String) {
    self.order = order
    self.customer = customer
  }
}

/// What the panel listed of an order, and when.
public struct ListedOrder: Hashable, Sendable {
  /// What it listed.
  public var facts: OrderFacts
  /// When that came in.
  public var at: Instant

  /// A version of a listing.
  public init(facts: OrderFacts, at: Instant) {
    self.facts = facts
    self.at = at
  }
}

/// The words of a payout that are remembered beyond its dispute: that it was settled, or declined.
public struct PastPayout: Hashable, Sendable {
  /// Whether the bank confirmed it, or a manager declined it.
  public enum End: String, Sendable { case settled, declined }

  /// How it ended.
  public var end: End
  /// The vendor for whom Cashkr paid.
  public var vendor: VendorName
  /// Who asked.
  public var asker: Person
  /// The amount.
  public var amount: Money
  /// When it ended.
  public var at: Instant
}

extension Dispute {
  /// Its payouts that ended by the bank's word or by a manager's no, in order.
  public var pastPayouts: [PastPayout] {
    guard let vendor = order?.vendor else { return [] }
    return payouts.compactMap { payout in
      func past(_ end: PastPayout.End, of vendor: VendorName, at moment: Instant?) -> PastPayout? {
        moment.map {
          PastPayout(
            end: end, vendor: vendor, asker: payout.askedBy, amount: payout.amount, at: $0)
        }
      }
      switch payout.state {
      case .settled:
        return past(.settled, of: payout.coveredFor ?? vendor, at: payout.settledAt)
      case .declined: return past(.declined, of: vendor, at: payout.decidedAt)
      default: return nil
      }
    }
  }
}

extension Needs {
  /// What looking at a dispute to decide on it asks for: what a look asks for, and the background.
  public static func evidence(of dispute: Dispute) -> Needs {
    var needs = Needs(dispute: dispute)
    let payout = dispute.livePayout
    needs.background = Background.Needs(
      vendor: dispute.order?.vendor, vendors: dispute.vendors,
      payTo: payout?.payTo ?? dispute.order?.payTo,
      maker: payout?.askedBy ?? dispute.holder, order: dispute.ticket.order,
      unpaid: Set(dispute.payouts.filter(\.isUnpaid).map(\.id)))
    return needs
  }
}

extension Dispute {
  /// Where a vendor's standing can be decided: here, if the vendor is this dispute's and it is not closed or merged; else on
  /// another dispute of that vendor, if one is open.
  public func deciding(_ vendor: VendorName, in context: Context) -> TicketID? {
    if order?.vendor == vendor, state == .open || state == .escalated { return id }
    return context.surroundings.background.openDisputes[vendor]
  }
}
