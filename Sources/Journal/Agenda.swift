import Procedure

/// What the desk has before it at a moment, for a handover or a clock: windows, decisions that wait, what is put aside, and
/// what is to be done elsewhere.
///
/// Each part is read from an index in its order, so that it costs what it holds.
public struct Agenda: Sendable {
  /// The vendor's window of an open dispute that nobody has escalated.
  public struct Window: Sendable, Hashable {
    /// The dispute's line.
    public var row: QueueRow
    /// When it lapses, or lapsed.
    public var lapsesAt: Instant
  }

  /// A dispute that is put aside.
  public struct Parked: Sendable, Hashable {
    /// Its line; `attention.at` is until when.
    public var row: QueueRow
    /// Why.
    public var reason: String
  }

  /// A decision that waits.
  public struct Decision: Sendable, Hashable {
    /// The dispute's line.
    public var row: QueueRow
    /// What waits.
    public var waiting: Matter
  }

  /// A payout that is approved or sent, of which the bank has said nothing.
  public struct Payout: Sendable, Hashable {
    /// The dispute's line.
    public var row: QueueRow
    /// How much.
    public var amount: Money
    /// Whether it is sent.
    public var isSent: Bool
    /// Who asked for it.
    public var asker: Doer
    /// Since when it is approved or sent.
    public var since: Instant
  }

  /// Windows that lapse up to the asked moment, or have lapsed; the first one first.
  public var windows: [Window] = []
  /// Decisions that wait, those that wait longest first.
  public var decisions: [Decision] = []
  /// What is put aside, also what is back by now; the first to come back first.
  public var parked: [Parked] = []
  /// What is outstanding elsewhere, the oldest first.
  public var outstanding: [QueueRow] = []
  /// Payouts that are approved and not sent, or sent and not settled, wherever their disputes stand; those that stand there
  /// longest first.
  public var payouts: [Payout] = []
  /// How many new disputes nobody holds.
  public var fresh = 0
}

/// What was done on a dispute since a moment.
public struct Deeds: Sendable, Hashable {
  /// The dispute's line as it is now.
  public var row: QueueRow
  /// The events, oldest first.
  public var events: [NumberedEvent]
}
