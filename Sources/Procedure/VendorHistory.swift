/// Something that was decided about a vendor's standing, or asked: who, when, why, and on which dispute.
public struct StandingChange: Hashable, Sendable {
  /// What was decided or asked.
  public enum Kind: Hashable, Sendable {
    /// E3 flagged it by itself, for these disputes.
    case repeatOffender([TicketID])
    /// A manager flagged it.
    case flagged
    /// E3 proposed a block by itself, for these disputes.
    case blockProposed([TicketID])
    /// Somebody asked for a decision.
    case asked(Addressee)
    /// It gets no new orders for now.
    case blocked
    /// It is suspended.
    case suspended
    /// Flag, block and suspension were lifted.
    case released
    /// A manager left it as it is, and lifted the flag.
    case kept
  }

  /// Who confirmed that the admin panel says the same, and when.
  public struct Confirmation: Hashable, Sendable {
    /// Who.
    public var by: Doer
    /// When.
    public var at: Instant
  }

  /// The vendor.
  public var vendor: VendorName
  /// What was decided or asked.
  public var kind: Kind
  /// The dispute on which it was.
  public var dispute: TicketID
  /// Who did; of E3's own, whose command brought it about.
  public var by: Doer
  /// In which role.
  public var role: Role
  /// When.
  public var at: Instant
  /// Why.
  public var reason: String?
  /// That it was done in the admin panel too; nil while nobody has confirmed it.
  public var confirmation: Confirmation?

  /// What an event says of a vendor's standing; nil where it says nothing.
  public init?(_ event: Event, of dispute: TicketID) {
    guard let vendor = event.fact.vendor else { return nil }
    switch event.fact {
    case .repeatOffenderFlagged(_, let disputes): kind = .repeatOffender(disputes)
    case .vendorFlagged(_, let reason): (kind, self.reason) = (.flagged, reason)
    case .blockProposed(_, let seen): kind = .blockProposed(seen)
    case .escalated(let to, let reason, _, _): (kind, self.reason) = (.asked(to), reason)
    case .vendorBlocked(_, let reason): (kind, self.reason) = (.blocked, reason)
    case .vendorSuspended(_, let reason): (kind, self.reason) = (.suspended, reason)
    case .vendorUnblocked(_, let reason, _): (kind, self.reason) = (.released, reason)
    case .vendorKept(_, let reason, _): (kind, self.reason) = (.kept, reason)
    default: return nil
    }
    self.vendor = vendor
    self.dispute = dispute
    by = event.doer
    role = event.role
    at = event.at
  }

  /// What has to be done in the admin panel as well (procedure, "Outside the workbench").
  public var outside: OutsideItem? {
    switch kind {
    case .blocked, .suspended: .block
    case .released: .unblock
    case .repeatOffender, .flagged, .blockProposed, .asked, .kept: nil
    }
  }

  /// Whether the admin panel may still say something else.
  public var isOutstanding: Bool { outside != nil && confirmation == nil }

  /// Takes in a later event of its dispute: the first that confirms it counts.
  public mutating func confirm(by event: Event) {
    guard confirmation == nil, case .outsideApplied(let item) = event.fact, item == outside else {
      return
    }
    confirmation = Confirmation(by: event.doer, at: event.at)
  }
}

/// All that was decided and asked about a vendor's standing, oldest first.
public struct VendorHistory: Hashable, Sendable {
  /// The vendor.
  public let vendor: VendorName
  /// What was decided and asked, oldest first.
  public private(set) var entries: [StandingChange] = []

  /// A vendor of whom nothing was said.
  public init(vendor: VendorName) { self.vendor = vendor }

  /// Takes in an event of any dispute.
  public mutating func record(_ event: Event, of dispute: TicketID) {
    for index in entries.indices where entries[index].dispute == dispute {
      entries[index].confirm(by: event)
    }
    if let entry = StandingChange(event, of: dispute), entry.vendor == vendor {
      entries.append(entry)
    }
  }
}
