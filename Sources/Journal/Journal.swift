import Procedure

/// What happened, kept: an append-only log of events, and what is read from it.
///
/// Every store stands behind this protocol and passes one contract suite. Everything but the log can be made anew from it.
/// Calls block on the disk or the server, so screens make them off their loop. A store may be used from any thread.
public protocol Journal: Sendable {
  /// Whether this is a sample, in which alone `:as` may change who one is.
  var isSample: Bool { get }

  // MARK: Recording

  /// How many arrivals are best recorded in one transaction: more wait for the disk less often, and keep others waiting longer.
  var arrivalsAtOnce: Int { get }

  /// Decides a command on a dispute and records what follows, in one transaction: the events, and everything read from
  /// the log. The time recorded is `now`, or the latest event's if the clock was set back.
  ///
  /// - Parameter expected: the version that the person saw; nil records on whatever is there.
  /// - Throws: `Refusal` from the core, or `JournalError` (`.conflict` where the version is not the expected one);
  ///   nothing is written then.
  func perform(
    _ command: Command, on dispute: TicketID, by actor: Actor, at now: Instant,
    expecting expected: Int?
  ) throws -> Performed

  /// Decides a command on the desk itself (people, policy, erasure) and records what follows.
  @discardableResult
  func perform(_ command: DeskCommand, by actor: Actor?, at now: Instant) throws -> [DeskFact]

  /// Records what the admin panel lists of orders and vendors; what is listed alike already changes nothing.
  func list(_ listings: [Listing], by actor: Actor, at now: Instant) throws -> [Arrival]

  /// Records many tickets in one transaction, each decided by itself: one that is refused leaves the others alone.
  func arrive(_ tickets: [(TicketID, Ticket)], by actor: Actor, at now: Instant) throws
    -> [Result<Arrival, Refusal>]

  /// Records what statements list; an entry that is known alike changes nothing.
  func list(_ entries: [NumberedEntry], by actor: Actor, at now: Instant) throws -> [ListedEntry]

  /// Records of what time a statement shows everything; gives false where that was known already.
  @discardableResult
  func cover(_ span: StatementSpan, by actor: Actor, at now: Instant) throws -> Bool

  // MARK: Reading

  /// The desk: people and policy.
  func desk() throws -> Desk

  /// A dispute with what the core needs to know around it; nil where there is none.
  func look(at dispute: TicketID) throws -> Look?

  /// Everything that happened to a dispute, oldest first.
  func history(of dispute: TicketID) throws -> [NumberedEvent]

  /// One page of a view, in its order, from after a row (nil: from the top).
  func queue(_ view: QueueView, for person: Person, at now: Instant, after: QueueRow?, limit: Int)
    throws -> [QueueRow]

  /// The page of a view that ends before a row, in the view's order, for scrolling back.
  func queue(
    _ view: QueueView, for person: Person, at now: Instant, before: QueueRow, limit: Int
  ) throws -> [QueueRow]

  /// How many disputes each view holds; read, not counted.
  func counts(for person: Person, at now: Instant) throws -> [QueueView: Int]

  /// What the time alone will change for a person.
  func upcoming(for person: Person, at now: Instant) throws -> Upcoming

  /// The row of one dispute.
  func row(of dispute: TicketID) throws -> QueueRow?

  /// Disputes whose ticket, order, customer, phone, vendor or payment reference holds the text, best first.
  ///
  /// - Parameter isWanted: asked on the way; once it says no, the search is given up.
  /// - Throws: `CancellationError` where it was given up.
  func search(_ text: String, limit: Int, while isWanted: () -> Bool) throws -> [QueueRow]

  /// The disputes that a query means, so many at most; what it costs goes by the indexes that it can use.
  ///
  /// - Parameters:
  ///   - seconds: how long it is looked for; what was found until then is given. Nil is as long as it takes.
  ///   - isWanted: asked on the way; once it says no, the search is given up.
  /// - Throws: `CancellationError` where it was given up.
  func find(
    _ query: DisputeQuery, for person: Person, at now: Instant, limit: Int, within seconds: Double?,
    while isWanted: () -> Bool
  ) throws -> Found

  /// For each of some texts the disputes whose ticket, order or payment reference it is, exactly.
  func named(_ references: [String]) throws -> [[QueueRow]]

  /// What the panel lists of an order.
  func listing(of order: OrderID) throws -> OrderListing?

  /// What the panel lists of a vendor.
  func listing(of vendor: VendorName) throws -> VendorListing?

  /// A vendor's record from its disputes' events.
  func record(of vendor: VendorName) throws -> VendorRecord

  /// Names of vendors that begin with a text, without case.
  func vendors(beginningWith text: String, limit: Int) throws -> [VendorName]

  /// The disputes with something outstanding elsewhere, oldest first.
  func outstanding(limit: Int) throws -> [QueueRow]

  /// How the desk did in a period, as of a moment; what it costs goes by what happened in the period and what is open.
  func report(of period: ReportPeriod, at now: Instant) throws -> DeskReport
  /// Everything open or escalated that a person holds, in the order of arrival.
  func held(by person: Person) throws -> [TicketID]

  /// What a command on a dispute would record, decided as `perform` decides it, with nothing written.
  ///
  /// - Throws: the `Refusal` that `perform` would give, or `JournalError`.
  func rehearse(_ command: Command, on dispute: TicketID, by actor: Actor, at now: Instant) throws
    -> Rehearsed

  /// The same of several commands in order, each decided on what those before it would have recorded.
  ///
  /// - Throws: the first `Refusal`, or `JournalError`.
  func rehearse(_ commands: [Command], on dispute: TicketID, by actor: Actor, at now: Instant)
    throws -> Rehearsed

  /// All that is known of a vendor, of each part at most so many lines; nil where no event names it.
  func page(of vendor: VendorName, limit: Int) throws -> VendorPage?

  /// The disputes on which a vendor still has something to say, the most urgent first, so many at most.
  func asked(of vendor: VendorName, limit: Int) throws -> Newest<Look>

  /// One page of a view that can be grouped, by the vendors' names, those without one last, and then in the view's order;
  /// from after a row (nil: from the top).
  func grouped(
    _ view: QueueView, for person: Person, at now: Instant, after: QueueRow?, limit: Int
  ) throws -> [QueueRow]

  /// The page of a grouped view that ends before a row, in its order.
  func grouped(
    _ view: QueueView, for person: Person, at now: Instant, before: QueueRow, limit: Int
  ) throws -> [QueueRow]

  /// What a view holds of some vendors; nil asks for those of which no vendor is known.
  func groups(
    of view: QueueView, for person: Person, at now: Instant, vendors: [VendorName?]
  ) throws -> [VendorGroup]

  /// The number and hash of the last event: what a later `verify --head` is compared with.
  func head() throws -> Head

  /// Hands on what happened to disputes and to the desk in the order of the log, one entry at a time, until `body` says no.
  /// `body` runs in the middle of reading and must not ask the journal anything.
  func walk(_ body: (LogEntry) throws -> Bool) throws

  /// Hands on the histories of all disputes, one vendor's at a time, until `body` says no; no more than that is held.
  /// `body` must not ask the journal anything.
  func histories(_ body: (DisputeHistories) throws -> Bool) throws

  // MARK: Statements

  /// What listing an entry would come to, and what it would stand for; nothing is written.
  func preview(_ entry: NumberedEntry) throws -> (listed: ListedEntry, standing: EntryStanding)

  /// An entry of a statement with what it came to, and the dispute that it is about; nil where there is no such entry.
  func situation(of entry: EntryID) throws -> EntrySituation?

  /// Entries in the order of time, from after one of them.
  func entries(_ query: EntryQuery, after: StandingEntry?, limit: Int) throws -> [StandingEntry]

  /// Of what times imported statements show everything, in the order of the imports.
  func spans() throws -> [ImportedSpan]

  /// What an imported ledger shows of a proof that is not recorded yet.
  func ledger(around proof: Proof, on dispute: TicketID) throws -> [LedgerEntry]

  /// Where the workbench and the imported statements do not agree in some time, which takes as long as that time is full.
  func differences(in period: ClosedRange<Instant>) throws -> [Difference]

  // MARK: Payouts

  /// The payouts in a state, those that stand there longest first, from after a row (nil: from the first).
  func payouts(in state: Payout.State, after: PayoutRow?, limit: Int) throws -> [PayoutRow]

  /// A payout by its id; nil where there is none.
  func payout(_ intent: String) throws -> PayoutRow?

  /// The payouts of a batch, by their lines.
  func payouts(of batch: BatchID) throws -> [PayoutRow]

  /// Where a reference stands: on payouts, and on proofs that are not rejected.
  func sightings(ofReference reference: String) throws -> [ReferenceSighting]

  /// A batch as it went out, read from the log; nil where there is none.
  ///
  /// - Throws: `Refusal` where a payee or an address was erased since.
  func batch(_ id: BatchID) throws -> PayoutBatch?

  /// The batches with payouts of which the bank has said nothing, the oldest first.
  func silentBatches() throws -> [SilentBatch]

  /// What `sendBatch` would record for the approved payouts, or for those named; nothing is written.
  func rehearseBatch(
    of intents: [String]?, layout: PayoutLayout, by actor: Actor, at now: Instant
  ) throws -> BatchRehearsal

  /// Sends approved payouts together in one transaction: all of them just as they were shown and confirmed, or none.
  ///
  /// A payout goes into one batch in its life: it has to be approved, it is sent from then on, and nothing makes it approved
  /// again.
  ///
  /// - Parameter shown: the batch of a rehearsal; its id is taken anew.
  /// - Throws: the core's refusal of the first that cannot go, or that reads otherwise by now; nothing is recorded then.
  func sendBatch(_ shown: PayoutBatch, by actor: Actor, at now: Instant) throws -> PayoutBatch

  /// Records what a bank says of payouts, in one transaction, each decided by itself: one that is refused leaves the others
  /// alone, and one that is recorded already is `.same`.
  ///
  /// - Parameter rehearsing: whether it is told what would come of it and nothing is written.
  func take(_ words: [BankWord], by actor: Actor, at now: Instant, rehearsing: Bool) throws
    -> [Result<Arrival, Refusal>]

  // MARK: Proof files

  /// Keeps a file's bytes under their SHA-256 and gives it, in lower-case hexadecimal.
  func keepProof(_ bytes: [UInt8]) throws -> String

  /// The bytes of a proof's file; nil where it is not kept here.
  func proofBytes(sha256: String) throws -> [UInt8]?
}

/// What came of a command.
public struct Performed: Sendable {
  /// The facts recorded; empty where all held already.
  public var facts: [Fact]
  /// The dispute after them.
  public var dispute: Dispute
  /// The moment that was recorded.
  public var at: Instant
  /// Whether the clock stood before the latest event, so that its time was taken.
  public var clockWasBack: Bool

  /// What came of a command.
  public init(facts: [Fact], dispute: Dispute, at: Instant, clockWasBack: Bool) {
    self.facts = facts
    self.dispute = dispute
    self.at = at
    self.clockWasBack = clockWasBack
  }
}

/// What an import brings of the admin panel.
public enum Listing: Sendable, Hashable {
  /// A sale.
  case order(OrderListing)
  /// A vendor.
  case vendor(VendorListing)
}

/// What an imported row came to.
public enum Arrival: Sendable, Hashable {
  /// It was not known.
  case new
  /// It was known otherwise.
  case changed
  /// It was known alike.
  case same
}

/// A dispute with what the core needs to know around it.
public struct Look: Sendable {
  /// The dispute.
  public var dispute: Dispute
  /// What is known around it.
  public var surroundings: Surroundings
  /// What the panel lists of its order.
  public var listing: OrderListing?
  /// What the panel lists of its vendor.
  public var vendorListing: VendorListing?

  /// A dispute with its surroundings.
  public init(
    dispute: Dispute, surroundings: Surroundings, listing: OrderListing?,
    vendorListing: VendorListing?
  ) {
    self.dispute = dispute
    self.surroundings = surroundings
    self.listing = listing
    self.vendorListing = vendorListing
  }
}

/// An event with its place in the log.
public struct NumberedEvent: Sendable, Hashable {
  /// Its number in the log, from 1.
  public var number: Int64
  /// Its number in its dispute, from 1: the version that it made.
  public var version: Int
  /// The event.
  public var event: Event

  /// An event with its place.
  public init(number: Int64, version: Int, event: Event) {
    self.number = number
    self.version = version
    self.event = event
  }
}

/// The views of the queue.
public enum QueueView: String, CaseIterable, Sendable, Hashable, Codable {
  /// Open ones that ask for work, held by the person or by nobody.
  case needsMe
  /// Open ones that the person holds.
  case mine
  /// Open ones that wait for a decision or are parked, held by the person or by nobody.
  case waiting
  /// Everything that waits for a manager, and every dispute closed as escalated.
  case escalated
  /// Open ones at which nobody has looked.
  case new
  /// Closed ones, the latest first.
  case closed
  /// All but merged ones, the latest ticket first.
  case all
  /// Those with something outstanding elsewhere.
  case outstanding
}

/// A line of the queue.
public struct QueueRow: Sendable, Hashable {
  /// The dispute.
  public var ticket: TicketID
  /// Its place in the order of arrival.
  public var place: Int64
  /// Its version.
  public var version: Int
  /// The kind of complaint.
  public var tag: Tag
  /// The customer's name.
  public var customer: String
  /// The sale.
  public var order: OrderID
  /// The vendor, once the order is recorded or listed.
  public var vendor: VendorName?
  /// Who holds it.
  public var holder: Person?
  /// Where it stands.
  public var state: DisputeState
  /// The step, as of the last event.
  public var step: Step
  /// The scenario that holds whatever the time.
  public var scenario: Scenario?
  /// What the complaint is about.
  public var disputed: Money
  /// What it asks for next.
  public var attention: Attention
  /// Whose decision is awaited.
  public var pending: [Addressee]
  /// What waits to be done elsewhere.
  public var outstanding: Set<OutsideItem>
  /// When the ticket was logged.
  public var loggedAt: Instant
  /// When it was last touched.
  public var touchedAt: Instant
  /// What waits for a manager on it, whatever the time; nil where nothing does.
  public var matter: WaitingMatter?
  /// When its window lapses, or lapsed, where nobody has escalated: from then on it waits for a manager.
  public var lapsesAt: Instant?

  /// A line of the queue.
  public init(
    ticket: TicketID, place: Int64, version: Int, tag: Tag, customer: String, order: OrderID,
    vendor: VendorName?, holder: Person?, state: DisputeState, step: Step, scenario: Scenario?,
    disputed: Money, attention: Attention, pending: [Addressee], outstanding: Set<OutsideItem>,
    loggedAt: Instant, touchedAt: Instant, matter: WaitingMatter? = nil, lapsesAt: Instant? = nil
  ) {
    self.ticket = ticket
    self.place = place
    self.version = version
    self.tag = tag
    self.customer = customer
    self.order = order
    self.vendor = vendor
    self.holder = holder
    self.state = state
    self.step = step
    self.scenario = scenario
    self.disputed = disputed
    self.attention = attention
    self.pending = pending
    self.outstanding = outstanding
    self.loggedAt = loggedAt
    self.touchedAt = touchedAt
    self.matter = matter
    self.lapsesAt = lapsesAt
  }
}

/// The end of the chain.
public struct Head: Sendable, Hashable, CustomStringConvertible {
  /// The number of the last event; 0 where there is none.
  public var number: Int64
  /// Its SHA-256 in lower-case hexadecimal.
  public var hash: String

  /// The end of a chain.
  public init(number: Int64, hash: String) {
    self.number = number
    self.hash = hash
  }

  /// `128:9f86…`, as `verify` prints it and `--head` takes it.
  public var description: String { "\(number):\(hash)" }
}
