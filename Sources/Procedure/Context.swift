/// Who acts, in which role.
public struct Actor: Hashable, Sendable, Codable {
  /// The person.
  public var person: Person
  /// The role.
  public var role: Role
  /// The manager that the person stands in for, with the role from there; nil acts for nobody else.
  public var standsFor: Person?

  /// Somebody in a role.
  public init(_ person: Person, _ role: Role, standsFor: Person? = nil) {
    self.person = person
    self.role = role
    self.standsFor = standsFor
  }
}

/// Everything that a decision depends on beside the dispute itself; a value, so that the same facts decide the same.
public struct Context: Sendable {
  /// Who acts.
  public var actor: Actor
  /// When; never before the latest event.
  public var now: Instant
  /// The policy that counts.
  public var policy: Policy
  /// What is known beyond the dispute.
  public var surroundings: Surroundings

  /// The circumstances of a decision.
  public init(
    actor: Actor, now: Instant, policy: Policy = Policy(), surroundings: Surroundings = .init()
  ) {
    self.actor = actor
    self.now = now
    self.policy = policy
    self.surroundings = surroundings
  }

  /// What the dispute's own facts are looked at with.
  public func circumstances(of dispute: Dispute) -> Circumstances {
    Circumstances(now: now, policy: policy, isDuplicated: surroundings.isDuplicated(dispute))
  }
}

/// What the journal knows of elsewhere that a dispute's rules ask for. `Needs` says what to look up.
public struct Surroundings: Sendable {
  /// The vendors concerned.
  public var vendors: [VendorName: VendorSituation] = [:]
  /// Of each order concerned, the other disputes, merged ones included.
  public var orders: [OrderID: [SiblingDispute]] = [:]
  /// Where references and files of the proofs concerned stand on other disputes, in proofs that are not rejected.
  public var sightings: [Sighting] = []
  /// Where the reference that a payout is being settled with stands already.
  public var references: [ReferenceSighting] = []
  /// The entries of vendors' ledgers that share a key with the dispute.
  public var ledger: [LedgerEntry] = []
  /// The times that imported ledgers of the vendors concerned cover.
  public var spans: [ImportedSpan] = []
  /// The dispute to merge into.
  public var mergeTarget: SiblingDispute?
  /// The dispute's own place among all disputes in the order of arrival.
  public var place: Int64 = 0
  /// What an approver is shown beside what the rules ask for.
  public var background = Background()

  /// Nothing is known.
  public init() {}

  /// The other disputes of a dispute's order.
  func siblings(of dispute: Dispute) -> [SiblingDispute] {
    (orders[dispute.ticket.order] ?? []).filter { $0.id != dispute.id }
  }

  /// Whether the order has another dispute that is not merged.
  public func isDuplicated(_ dispute: Dispute) -> Bool {
    siblings(of: dispute).contains { $0.state != .merged }
  }

  /// What is known of the dispute's vendor.
  func vendor(of dispute: Dispute) -> VendorSituation? {
    dispute.order.map {
      vendors[$0.vendor] ?? VendorSituation(record: VendorRecord(name: $0.vendor))
    }
  }
}

/// A vendor's record, and its disputes as E3 counts them.
public struct VendorSituation: Sendable {
  /// Standing, credits, and what was asked.
  public var record: VendorRecord
  /// The vendor's disputes that can count, apart from the one that is decided on.
  public var disputes: [CountedDispute]

  /// A vendor and its disputes.
  public init(record: VendorRecord, disputes: [CountedDispute] = []) {
    self.record = record
    self.disputes = disputes
  }
}

/// A dispute as E3 looks at it.
public struct CountedDispute: Hashable, Sendable {
  /// Its id.
  public var id: TicketID
  /// When its ticket was logged.
  public var loggedAt: Instant
  /// From when it counts.
  public var countsFrom: Instant

  /// A dispute that counts from a moment.
  public init(id: TicketID, loggedAt: Instant, countsFrom: Instant) {
    self.id = id
    self.loggedAt = loggedAt
    self.countsFrom = countsFrom
  }
}

/// Another dispute of the same order, as far as rules ask for it.
public struct SiblingDispute: Hashable, Sendable {
  /// Its id.
  public var id: TicketID
  /// Its order.
  public var order: OrderID
  /// Where it stands.
  public var state: DisputeState
  /// When its ticket was logged.
  public var loggedAt: Instant
  /// Its place among all disputes in the order of arrival, for tickets of one moment.
  public var place: Int64
  /// Its accepted proofs.
  public var acceptedProofs: [Proof]
  /// What Cashkr has paid on it and the bank has confirmed.
  public var settled: Money
  /// Whether a payout on it may still pay.
  public var hasLivePayout: Bool

  /// What others need to know of a dispute.
  public init(of dispute: Dispute, place: Int64) {
    id = dispute.id
    order = dispute.ticket.order
    state = dispute.state
    loggedAt = dispute.ticket.loggedAt
    self.place = place
    acceptedProofs = dispute.proofs.filter { $0.verdict == .accepted }.map(\.proof)
    settled = dispute.settled
    hasLivePayout = dispute.livePayout != nil
  }
}

/// A payment reference or a file, seen in a proof on another dispute.
public struct Sighting: Hashable, Sendable {
  /// The dispute that it was seen on.
  public var dispute: TicketID
  /// That dispute's order.
  public var order: OrderID
  /// The proof's kind.
  public var kind: ProofKind
  /// The reference, as compared.
  public var reference: String?
  /// The file's SHA-256.
  public var sha256: String?
  /// Whether the proof there was accepted.
  public var isAccepted: Bool

  /// A sighting on a dispute.
  public init(of recorded: RecordedProof, on dispute: TicketID, order: OrderID) {
    self.init(
      dispute: dispute, order: order, kind: recorded.proof.kind,
      reference: recorded.proof.comparedReference, sha256: recorded.proof.sha256?.lowercased(),
      isAccepted: recorded.verdict == .accepted)
  }

  /// A sighting, by its parts.
  public init(
    dispute: TicketID, order: OrderID, kind: ProofKind, reference: String?, sha256: String?,
    isAccepted: Bool
  ) {
    self.dispute = dispute
    self.order = order
    self.kind = kind
    self.reference = reference
    self.sha256 = sha256
    self.isAccepted = isAccepted
  }

  /// Whether it is the same payment evidence as a proof: the same kind and reference, or the same file.
  public func matches(_ proof: Proof) -> Bool {
    if let reference, kind == proof.kind, reference == proof.comparedReference { return true }
    if let sha256, sha256 == proof.sha256?.lowercased() { return true }
    return false
  }
}

/// What has to be looked up before a command can be decided.
public struct Needs: Hashable, Sendable {
  /// Vendors whose record and counted disputes are needed.
  public var vendors: Set<VendorName> = []
  /// Orders whose other disputes are needed.
  public var orders: Set<OrderID> = []
  /// References and files, as on these proofs, to look for on other disputes.
  public var proofs: [Proof] = []
  /// The dispute to merge into.
  public var mergeTarget: TicketID?
  /// What to look for in vendors' ledgers.
  public var ledger = LedgerNeeds()
  /// What an approver is shown beside; nil where nobody is.
  public var background: Background.Needs?

  /// What a dispute and a command on it ask for; without a command, what looking at the dispute asks for.
  public init(dispute: Dispute?, command: Command? = nil) {
    if let dispute {
      orders.insert(dispute.ticket.order)
      vendors = dispute.vendors
      proofs = dispute.proofs.map(\.proof)
    }
    switch command {
    case .log(let ticket), .relist(let ticket): orders.insert(ticket.order)
    case .amend(let amendment): if let order = amendment.order { orders.insert(order) }
    case .order(let order): vendors.insert(order.vendor)
    case .proof(let proof): proofs.append(proof)
    case .merge(let into): mergeTarget = into
    default: break
    }
    if let dispute { ledger = LedgerNeeds(dispute: dispute, command: command) }
  }
}
