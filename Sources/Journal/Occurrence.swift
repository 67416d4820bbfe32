import Procedure

/// Something that happened and that a person may want to be told of, wherever they are: what hooks are run for.
///
/// It names the dispute and the vendor, and nothing of the customer.
public struct Occurrence: Hashable, Sendable, Codable {
  /// What happened.
  public enum What: String, CaseIterable, Sendable, Codable {
    /// A vendor's window has lapsed, and nobody has escalated.
    case windowLapsed
    /// A decision is asked for.
    case decisionAskedFor
    /// A decision has come.
    case decisionCame
  }

  /// What happened.
  public var what: What
  /// Its name, the same whenever it is read: the event's number, or the window's ticket and end.
  public var id: String
  /// The dispute.
  public var ticket: TicketID
  /// The vendor; nil before Step 2.
  public var vendor: VendorName?
  /// The money that it is about; nil of a vendor's standing.
  public var amount: Money?
  /// What is decided on: `payout`, `dispute`, `signOff` or `vendor`; nil of a window.
  public var about: String?
  /// Whose decision is asked for.
  public var to: Addressee?
  /// What was decided: `approved`, `declined`, `found` …
  public var outcome: String?
  /// When the window lapsed.
  public var due: Instant?
  /// When the decision was asked for.
  public var asked: Instant?
  /// When it came.
  public var decided: Instant?
  /// Who asked or decided; of a window, who holds the dispute.
  public var who: Person?
  /// For whom they stood in.
  public var standsFor: Person?
}

extension Occurrence {
  /// What an event did about a decision.
  init(_ turn: DecisionTurn, of ticket: TicketID, event number: Int64) {
    switch turn.step {
    case .asked(let addressee):
      what = .decisionAskedFor
      to = addressee
    case .came(let came):
      what = .decisionCame
      outcome = came.rawValue
    }
    // One event may bring a decision and ask for another.
    id = "event \(number) \(what.rawValue) \(turn.about.rawValue)"
    self.ticket = ticket
    vendor = turn.vendor
    amount = turn.amount
    about = turn.about.rawValue
    asked = turn.askedAt
    decided = turn.decidedAt
    who = turn.by.person
    standsFor = turn.by.standsFor
  }

  /// A window that lapsed.
  init(lapsed at: Instant, of dispute: Dispute) {
    what = .windowLapsed
    id = "window \(dispute.id) \(at.microseconds)"
    ticket = dispute.id
    vendor = dispute.order?.vendor
    amount = dispute.disputed
    due = at
    who = dispute.holder
  }

  /// The window that lapsed.
  var window: Told.Window? { due.map { Told.Window(ticket: ticket, at: $0) } }
}

/// How far somebody has been told: what happened after it is new to them.
public struct Told: Hashable, Sendable, Codable {
  /// The number of the last event.
  public var number: Int64
  /// Its hash, which tells this log from another.
  public var hash: String
  /// The moment up to which windows were looked at.
  public var moment: Instant
  /// The windows that were told of, of disputes that are not closed: one may be escalated and come back as it was.
  public var windows: Set<Window>

  /// A window that lapsed.
  public struct Window: Hashable, Sendable, Codable {
    /// Its dispute.
    public var ticket: TicketID
    /// When it lapsed.
    public var at: Instant
  }
}
