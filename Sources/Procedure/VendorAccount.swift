/// A line of a vendor's account with Cashkr, in paise: what was paid in its place, and what its credits gave for it.
///
/// Credits are points; recovery is kept in paise (procedure, "Payouts"). A line belongs to the vendor that the dispute named
/// when the money moved: a correction of the vendor leaves it, and with it the debit, with the former one.
public struct AccountEntry: Hashable, Sendable {
  /// What moved.
  public enum Kind: String, CaseIterable, Sendable {
    /// Cashkr's payout to the customer was settled: the vendor owes it.
    case covered
    /// A settled payout came back: the vendor owes it no more.
    case reversed
    /// The vendor's credits were reduced.
    case debited
    /// Credits were given back to the vendor.
    case returned

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .covered: Phrase("covered")
      case .reversed: Phrase("reversed")
      case .debited: Phrase("debited")
      case .returned: Phrase("returned", sense: "credits")
      }
    }
  }

  /// The vendor.
  public var vendor: VendorName
  /// What moved.
  public var kind: Kind
  /// How much; above zero, the kind says which way.
  public var amount: Money
  /// The dispute on which it moved.
  public var dispute: TicketID
  /// Who recorded it.
  public var by: Doer
  /// When.
  public var at: Instant
  /// The bank's reference of what was covered, the reason of what came back or was returned.
  public var note: String?

  /// A line, by its event and what is not said in it.
  ///
  /// - Parameters:
  ///   - amount: of a payout, which its event names by its id alone.
  ///   - vendor: the one whose account it is.
  public init(
    _ kind: Kind, _ amount: Money, of vendor: VendorName, on dispute: TicketID, _ event: Event
  ) {
    self.vendor = vendor
    self.kind = kind
    self.amount = amount
    self.dispute = dispute
    by = event.doer
    at = event.at
    switch event.fact {
    case .payoutSettled(_, let reference): note = reference
    case .payoutReversed(_, let reason), .vendorCredited(_, _, let reason): note = reason
    default: note = nil
    }
  }

  /// The line that an event makes in a vendor's account; nil where none does.
  ///
  /// - Parameter dispute: the dispute before the event, which knows what its payouts are.
  public init?(_ event: Event, on dispute: Dispute) {
    func payout(_ id: String) -> Payout? { dispute.payouts.first { $0.id == id } }
    let line: (Kind, Money, VendorName)
    switch event.fact {
    case .payoutSettled(let id, _):
      guard let payout = payout(id), let vendor = dispute.order?.vendor else { return nil }
      line = (.covered, payout.amount, vendor)
    case .payoutReversed(let id, _):
      guard let payout = payout(id), let vendor = payout.coveredFor else { return nil }
      line = (.reversed, payout.amount, vendor)
    case .vendorDebited(let vendor, let amount): line = (.debited, amount, vendor)
    case .vendorCredited(let vendor, let amount, _): line = (.returned, amount, vendor)
    default: return nil
    }
    self.init(line.0, line.1, of: line.2, on: dispute.id, event)
  }
}

/// What a vendor's account comes to: covered by Cashkr, debited, returned, and so what it still owes.
public struct AccountSums: Hashable, Sendable {
  /// Settled payouts in the vendor's place, less those that came back.
  public private(set) var covered = Money.zero
  /// Taken from its credits.
  public private(set) var debited = Money.zero
  /// Given back to its credits.
  public private(set) var returned = Money.zero

  /// An account in which nothing has moved.
  public init() {}

  /// Covered, less debited, more returned: what is still to be recovered. Below zero, more was taken than was covered.
  public var owed: Money { covered - debited + returned }

  /// Takes in a line.
  public mutating func add(_ kind: AccountEntry.Kind, _ amount: Money) {
    switch kind {
    case .covered: covered += amount
    case .reversed: covered = covered - amount
    case .debited: debited += amount
    case .returned: returned += amount
    }
  }
}

/// A vendor's account: its lines in the order in which they happened, each with what was owed after it.
///
///     var account = VendorAccount(vendor: fonebay)
///     account.record(event, on: disputeBefore)
///     account.sums.owed
public struct VendorAccount: Hashable, Sendable {
  /// A line, and what was owed after it.
  public struct Line: Hashable, Sendable {
    /// The line.
    public var entry: AccountEntry
    /// What the vendor owed after it.
    public var balance: Money

    /// A line, and what was owed after it.
    public init(entry: AccountEntry, balance: Money) {
      self.entry = entry
      self.balance = balance
    }
  }

  /// The vendor.
  public let vendor: VendorName
  /// The lines, oldest first.
  public private(set) var lines: [Line] = []
  /// What they come to.
  public private(set) var sums = AccountSums()

  /// An account in which nothing has moved.
  public init(vendor: VendorName) { self.vendor = vendor }

  /// Takes in an event of any dispute; what does not concern this vendor's money changes nothing.
  public mutating func record(_ event: Event, on dispute: Dispute) {
    guard let entry = AccountEntry(event, on: dispute), entry.vendor == vendor else { return }
    sums.add(entry.kind, entry.amount)
    lines.append(Line(entry: entry, balance: sums.owed))
  }
}
