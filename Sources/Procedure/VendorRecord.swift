/// What is known of a vendor from the disputes' events: its standing, credits, and what E3 has seen.
public struct VendorRecord: Hashable, Sendable, Codable {
  /// A decision that was asked for about the vendor and that nobody has taken.
  public struct Question: Hashable, Sendable, Codable {
    /// The dispute on which it was asked.
    public var dispute: TicketID
    /// Whose decision it is.
    public var to: Addressee
    /// Why.
    public var reason: String
    /// Who asked; for a proposal, whose command brought it about.
    public var by: Person
    /// When.
    public var at: Instant
    /// Whether it is E3's own proposal to block.
    public var isProposal: Bool
    /// For whom the asker stood in.
    public var standsFor: Person?

    /// Who asked, and for whom.
    public var asker: Doer { Doer(by, for: standsFor) }
  }

  /// The vendor.
  public var name: VendorName
  /// Whether it is flagged as a repeat offender.
  public var isFlagged = false
  /// Whether it gets no new orders for now.
  public var isBlocked = false
  /// Whether it is suspended.
  public var isSuspended = false
  /// What disputes took from its credits and gave back; below zero is less than it began with.
  public var credits: Money = .zero
  /// Disputes that an earlier proposal, `keep` or `unblock` has seen (procedure E3).
  public var seen: Set<TicketID> = []
  /// Decisions that were asked for and not taken, oldest first.
  public var questions: [Question] = []
  /// Why it is blocked, and since when.
  public var blockedReason: String?
  /// The dispute on which the block in force was set.
  public var blockedOn: TicketID?
  /// When a manager last decided on its standing.
  public var decidedAt: Instant?

  /// A vendor of whom nothing has happened yet.
  public init(name: VendorName) { self.name = name }

  /// The gravest measure in force.
  public var standing: Standing {
    if isSuspended { return .suspended }
    if isBlocked { return .blocked }
    return isFlagged ? .flagged : .active
  }

  /// Whether it gets no new orders; a suspended vendor counts as blocked.
  public var getsNoOrders: Bool { isBlocked || isSuspended }

  /// The record after an event of a dispute. Total: what does not concern this vendor changes nothing.
  public func evolved(by event: Event, of dispute: TicketID) -> VendorRecord {
    guard event.fact.vendor == name else { return self }
    var record = self
    switch event.fact {
    case .vendorDebited(_, let amount): record.credits = record.credits - amount
    case .vendorCredited(_, let amount, _): record.credits += amount
    case .vendorSuspended(_, _):
      record.isSuspended = true
      record.decide(by: event)
    case .vendorBlocked(_, let reason):
      record.isBlocked = true
      record.blockedReason = reason
      record.blockedOn = dispute
      record.decide(by: event)
    case .vendorUnblocked(_, _, let seen):
      record.isFlagged = false
      record.isBlocked = false
      record.isSuspended = false
      record.blockedReason = nil
      record.blockedOn = nil
      record.seen.formUnion(seen)
      record.decide(by: event)
    case .repeatOffenderFlagged: record.isFlagged = true
    case .vendorFlagged:
      record.isFlagged = true
      record.decide(by: event)
    case .vendorKept(_, _, let seen):
      record.isFlagged = false
      record.seen.formUnion(seen)
      record.decide(by: event)
    case .blockProposed(_, let seen):
      record.seen.formUnion(seen)
      record.questions.append(
        Question(
          dispute: dispute, to: .opsManager, reason: VendorRecord.proposalReason(seen),
          by: event.by, at: event.at, isProposal: true, standsFor: event.standsFor))
    case .escalated(let to, let reason, .vendor, _):
      record.questions.append(
        Question(
          dispute: dispute, to: to, reason: reason, by: event.by, at: event.at, isProposal: false,
          standsFor: event.standsFor))
    default: break
    }
    return record
  }

  /// Why E3 proposes a block.
  static func proposalReason(_ counted: [TicketID]) -> String {
    "\(counted.count) disputes of the vendor within the counted days (E3)"
  }

  /// A manager's decision on the standing answers what that role may decide.
  private mutating func decide(by event: Event) {
    questions.removeAll { $0.to.isOrYieldsTo(event.role) }
    if event.role.isManager { decidedAt = event.at }
  }
}
