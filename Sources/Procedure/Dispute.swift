/// One complaint with all that is known of it: its ticket, its order, the contact with vendor and customer, the action
/// and the closure (procedure, "Words": dispute).
///
/// It is folded from its events by `evolve` and never edited. What follows from the facts (step, scenario, gate) is
/// derived when it is asked for, and never stored.
public struct Dispute: Hashable, Sendable, Codable {
  /// Its id, the ticket's.
  public var id: TicketID
  /// The number of its events.
  public var version: Int = 0
  /// Where it stands in its life.
  public var state: DisputeState = .open
  /// The complaint, as corrected.
  public var ticket: Ticket
  /// The complaint as the platform last listed it.
  public var listed: Ticket
  /// The ticket's fields that a person corrected; imports leave them alone.
  public var amendedFields: Set<TicketField> = []
  /// When its first event was recorded.
  public var arrivedAt: Instant
  /// When its latest event was recorded.
  public var touchedAt: Instant
  /// Who holds it.
  public var holder: Person?
  /// Whether Step 1 was confirmed.
  public var isReviewed = false
  /// The facts of Step 2.
  public var order: OrderFacts?
  /// The disagreements that stood when the order was recorded.
  public var disagreementsAtOrder: Set<Disagreement> = []
  /// How each acknowledged disagreement read when it was.
  public var acknowledged: [Disagreement: [String]] = [:]
  /// Every contact with the present vendor, and with the customer, in order.
  public var contacts: [Contact] = []
  /// The vendor's latest answer.
  public var answer: VendorAnswer?
  /// When the second window of this round began: the first answer that claimed more than was paid.
  public var secondWindowFrom: Instant?
  /// What the present vendor answered before, in order.
  public var formerAnswers: [VendorAnswer] = []
  /// The customer's latest word on what has come.
  public var heard: Money?
  /// What the customer said before, in order.
  public var formerWords: [Money] = []
  /// Evidence, in the order in which it came.
  public var proofs: [RecordedProof] = []
  /// The deductions that notes support, by the note's index.
  public var supported: [Int: Money] = [:]
  /// The finding in force.
  public var finding: Finding?
  /// Every payout that was asked for, in order.
  public var payouts: [Payout] = []
  /// What was taken from vendors' credits on this dispute, less what was given back.
  public var debited: [VendorName: Money] = [:]
  /// Each change of vendors' credits, in order.
  public var creditChanges: [CreditChange] = []
  /// The remarks of D4.
  public var remarks: String?
  /// Internal notes, in order.
  public var notes: [String] = []
  /// The sign-off in force.
  public var signOff: SignOff?
  /// Decisions asked for, in order.
  public var escalations: [Escalation] = []
  /// A manager's latest instruction that came back with it.
  public var instruction: String?
  /// Until when it is put aside.
  public var parkedUntil: Instant?
  /// Why it is put aside.
  public var parkedReason: String?
  /// The summary of what was found.
  public var summary: String?
  /// The final status.
  public var status: FinalStatus?
  /// What was done here and waits to be done elsewhere.
  public var outstanding: Set<OutsideItem> = []
  /// The dispute that it was merged into.
  public var mergedInto: TicketID?
  /// How often it was reopened; the number of its round, from 0.
  public var reopenings = 0
  /// Since when the figures, and the steps before them, read as they do: from when a sign-off is asked for.
  public var figuresSince: Instant
  /// Where the customer was to be paid, each time that it was recorded otherwise, in order.
  public var payTos: [RecordedPayTo] = []
  /// The block of its vendor that was set for the vendor's silence, and whether that has ended.
  public var silenceBlock: SilenceBlock?
  /// For whom the holder stood in when they claimed it.
  public var heldFor: Person?

  /// Who holds it, and for whom.
  public var keeper: Doer? { holder.map { Doer($0, for: heldFor) } }

  /// A dispute that has just been logged.
  init(id: TicketID, ticket: Ticket, at: Instant) {
    self.id = id
    self.ticket = ticket
    listed = ticket
    arrivedAt = at
    touchedAt = at
    figuresSince = at
  }
}

/// An attempt to reach somebody.
public struct Contact: Hashable, Sendable, Codable {
  /// Whom.
  public var party: Party
  /// How.
  public var channel: Channel
  /// What came of it.
  public var outcome: Outcome
  /// When.
  public var at: Instant
  /// Who tried.
  public var by: Person
  /// Which round it was in, from 0.
  public var round: Int
}

/// Where the customer was to be paid, as an order recorded it.
public struct RecordedPayTo: Hashable, Sendable, Codable {
  /// A VPA, or account and IFSC; nil is not known.
  public var payTo: Personal?
  /// When it was recorded.
  public var at: Instant
  /// Who recorded it.
  public var by: Person
}

/// What the vendor says.
public struct VendorAnswer: Hashable, Sendable, Codable {
  /// What it claims to have paid; nothing says that it did not pay.
  public var paid: Money
  /// Why there is a difference.
  public var reason: String?
  /// When it was recorded.
  public var at: Instant
  /// Whether the second window of its round began with it.
  public var beganWindow: Bool
}
