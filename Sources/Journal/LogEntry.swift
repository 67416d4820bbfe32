import Procedure

/// What happened, as the log tells it from its beginning: to a dispute, or to the desk itself.
public enum LogEntry: Sendable {
  /// An event of a dispute.
  case dispute(TicketID, NumberedEvent)
  /// An event of the desk: people, policy, erasure.
  case desk(DeskFact, number: Int64, at: Instant)

  /// Its number in the log, from 1.
  public var number: Int64 {
    switch self {
    case .dispute(_, let event): event.number
    case .desk(_, let number, _): number
    }
  }
}

/// Everything that happened to the disputes that ever were a vendor's, and to the others of their orders.
public struct DisputeHistories: Sendable {
  /// An event and the dispute that it happened to.
  public struct Entry: Sendable {
    /// The dispute.
    public var dispute: TicketID
    /// The event.
    public var event: NumberedEvent
  }

  /// The vendor; nil for one dispute that has none yet.
  public var vendor: VendorName?
  /// The disputes whose vendor it is now: each dispute is in one history alone as one of these.
  public var own: Set<TicketID>
  /// What happened, in the order of the log.
  public var entries: [Entry]
}
