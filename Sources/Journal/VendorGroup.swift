import Procedure

/// What a view of the queue holds of one vendor.
public struct VendorGroup: Hashable, Sendable {
  /// The vendor; nil is of all disputes of which no vendor is known yet.
  public var vendor: VendorName?
  /// How many disputes.
  public private(set) var count = 0
  /// What they are about, together.
  public private(set) var disputed = Money.zero
  /// The soonest moment at which a window of them lapses, or has lapsed.
  public private(set) var soonest: Instant?

  /// Nothing of a vendor.
  public init(vendor: VendorName?) { self.vendor = vendor }

  /// Takes in some of its disputes, with the soonest window among them.
  mutating func add(_ count: Int, _ disputed: Money, _ soonest: Instant?) {
    self.count += count
    self.disputed += disputed
    self.soonest = [self.soonest, soonest].compactMap(\.self).min()
  }
}
