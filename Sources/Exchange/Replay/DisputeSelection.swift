import Procedure

/// Which disputes are meant: some by name, or those whose tickets were logged in a time.
public struct DisputeSelection: Sendable {
  /// The disputes; empty means all.
  public var tickets: [TicketID]
  /// Tickets logged before it are not meant.
  public var from: Instant?
  /// Tickets logged at it or later are not meant.
  public var before: Instant?

  /// Some disputes, or all, logged in a time.
  public init(tickets: [TicketID] = [], from: Instant? = nil, before: Instant? = nil) {
    self.tickets = tickets
    self.from = from
    self.before = before
  }

  /// Whether a dispute is meant.
  public func contains(_ id: TicketID, loggedAt: Instant) -> Bool {
    if !tickets.isEmpty, !tickets.contains(id) { return false }
    if let from, loggedAt < from { return false }
    if let before, loggedAt >= before { return false }
    return true
  }
}
