/// What happened: a fact, with who caused it, in which role and when.
public struct Event: Hashable, Sendable, Codable {
  /// The fact.
  public var fact: Fact
  /// Who caused it.
  public var by: Person
  /// The role in which it was caused.
  public var role: Role
  /// When; never before the event that it follows.
  public var at: Instant
  /// The manager that they stood in for.
  public var standsFor: Person?

  /// A fact with its circumstances.
  public init(_ fact: Fact, by: Person, role: Role, at: Instant) {
    self.fact = fact
    self.by = by
    self.role = role
    self.at = at
  }

  /// A fact that somebody caused, whomever they stand in for.
  public init(_ fact: Fact, by actor: Actor, at: Instant) {
    self.init(fact, by: actor.person, role: actor.role, at: at)
    standsFor = actor.standsFor
  }
}

/// Everything that can have happened to a dispute, in the past tense.
///
/// Case names and labels are the names in the log: they are never changed. A fact that gains a field gains it optional.
public enum Fact: Hashable, Sendable, Codable {
  // Step 1
  case ticketLogged(ticket: Ticket)
  case ticketAmended(amendment: TicketAmendment)
  case ticketRelisted(ticket: Ticket, amendment: TicketAmendment)
  case claimed
  case released
  case assigned(to: Person)
  case ticketReviewed
  // Step 2
  case orderRecorded(order: OrderFacts, disagreements: [Disagreement])
  case disagreementAcknowledged(disagreement: Disagreement, reading: [Personal])
  // Step 3
  case contacted(party: Party, channel: Channel, outcome: Outcome)
  case vendorAnswered(paid: Money, reason: String?)
  case customerHeard(received: Money, note: Personal?)
  case proofRecorded(proof: Proof)
  case proofAccepted(proof: ProofID, warnings: [Warning], reason: String?)
  case proofRejected(proof: ProofID, reason: String)
  case deductionSupported(amount: Money, note: Int)
  case deductionFell(note: PickupNote, reason: String)
  // Step 4
  case payoutRequested(id: String, amount: Money, payTo: Personal, basis: Basis)
  case payoutApproved(id: String)
  case payoutDeclined(id: String, reason: String)
  case payoutVoided(id: String, reason: String)
  case payoutSent(id: String, place: BatchPlace? = nil, payee: Personal? = nil)
  case payoutSettled(id: String, reference: String)
  case payoutFailed(id: String, reason: String)
  case payoutReversed(id: String, reason: String)
  case vendorDebited(vendor: VendorName, amount: Money)
  case vendorCredited(vendor: VendorName, amount: Money, reason: String)
  case vendorSuspended(vendor: VendorName, reason: String?)
  case vendorBlocked(vendor: VendorName, reason: String?)
  case vendorUnblocked(vendor: VendorName, reason: String?, seen: [TicketID])
  case vendorFlagged(vendor: VendorName, reason: String?)
  /// E3 flagged the vendor by itself: nobody's decision, so it answers no question about the vendor.
  case repeatOffenderFlagged(vendor: VendorName, disputes: [TicketID])
  case vendorKept(vendor: VendorName, reason: String?, seen: [TicketID])
  case blockProposed(vendor: VendorName, seen: [TicketID])
  case remarked(text: String)
  case noted(text: String)
  case signedOff(basis: Basis)
  case signOffLapsed(reason: String)
  // Decisions
  case escalated(to: Addressee, reason: String, about: Subject, vendor: VendorName?)
  case found(finding: FindingKind, amount: Money?, reason: String)
  case findingLapsed(reason: String)
  case returned(instruction: String)
  // Step 5
  case parked(until: Instant, reason: String)
  case summarised(text: String)
  case statusMarked(status: FinalStatus)
  case statusCleared(reason: String)
  case closed(status: FinalStatus, scenario: Scenario?, comment: String)
  case outsideApplied(item: OutsideItem)
  case reopened(reason: String)
  case merged(into: TicketID)
  /// Something that was recorded by mistake is taken back.
  case withdrawn(what: Withdrawal)
  /// Masked personal data was shown to somebody (procedure, "Personal data").
  case personalDataShown
}

extension Fact {
  /// The fact's name in the log.
  public var name: String {
    // The label of an enum case is what a mirror gives for cases with values; the rest describe themselves.
    Mirror(reflecting: self).children.first?.label ?? "\(self)"
  }

  /// The vendor whose record it changes.
  public var vendor: VendorName? {
    switch self {
    case .vendorDebited(let vendor, _), .vendorCredited(let vendor, _, _),
      .vendorSuspended(let vendor, _), .vendorBlocked(let vendor, _),
      .vendorUnblocked(let vendor, _, _), .vendorFlagged(let vendor, _),
      .repeatOffenderFlagged(let vendor, _),
      .vendorKept(let vendor, _, _), .blockProposed(let vendor, _):
      vendor
    case .escalated(_, _, .vendor, let vendor): vendor
    default: nil
    }
  }
}
