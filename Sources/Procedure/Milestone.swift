/// Something that happened to a dispute and that reports count: what it was, when, and whose it is.
///
/// It holds no personal data of a customer, and all that a report needs: a report reads the milestones of its period, never
/// the log. `DisputeOutcome` says which of a dispute's events make one.
public struct Milestone: Hashable, Sendable, Codable {
  /// What happened.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// The ticket was logged in the platform; `at` is the platform's time.
    case opened
    /// The vendor was tried for the first time in a round, on any channel.
    case contacted
    /// It was closed with a final status other than Escalated – Pending Manager.
    case closed
    /// It was closed as Escalated – Pending Manager: the executive's part has ended.
    case handedOver
    /// A window has run out without what it asked for; one that still runs stands here with the moment to come.
    case lapsed
    /// Cashkr's payout is confirmed by the bank.
    case settled
    /// A payout that was settled came back.
    case reversed
    /// Vendor credits were taken.
    case debited
    /// Vendor credits were given back.
    case credited
    /// A manager opened it again.
    case reopened
  }

  /// What happened.
  public var kind: Kind
  /// When.
  public var at: Instant
  /// The round that it was in, from 0.
  public var round: Int
  /// Of a contact or a closing: when its round began. Of a lapse: when the window began.
  public var since: Instant?
  /// Of a closing: what the facts led to. Of a lapse: D1 for the first window, D2 for the second.
  public var scenario: Scenario?
  /// The money that it is about; nothing where it is about none.
  public var amount: Money = .zero
  /// The vendor then.
  public var vendor: VendorName?
  /// Who held the dispute then; where nobody did, who recorded it.
  public var person: Person?
  /// Of a settled or reversed payout: its id.
  public var payout: String?

  /// Something that happened.
  public init(
    _ kind: Kind, at: Instant, round: Int, since: Instant? = nil, scenario: Scenario? = nil,
    amount: Money = .zero, vendor: VendorName? = nil, person: Person? = nil, payout: String? = nil
  ) {
    self.kind = kind
    self.at = at
    self.round = round
    self.since = since
    self.scenario = scenario
    self.amount = amount
    self.vendor = vendor
    self.person = person
    self.payout = payout
  }

  /// The whole seconds from `since` to `at`, rounded down; a clock that disagrees makes nothing less than none.
  public var duration: Int64 {
    guard let since, since < at else { return 0 }
    return Instant(microseconds: at.microseconds &- since.microseconds).seconds
  }
}
