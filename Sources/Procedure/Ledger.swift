/// An entry of a vendor's ledger as it stands around a dispute.
public struct LedgerEntry: Hashable, Sendable {
  /// The entry.
  public var entry: StatementEntry
  /// When it was imported, or last changed by an import.
  public var importedAt: Instant
  /// The other disputes that share a key with it.
  public var rivals: [Claimant]

  /// An entry with its other claimants.
  public init(entry: StatementEntry, importedAt: Instant, rivals: [Claimant] = []) {
    self.entry = entry
    self.importedAt = importedAt
    self.rivals = rivals
  }
}

/// What of the vendors' ledgers has to be looked up before a command on a dispute can be decided.
public struct LedgerNeeds: Hashable, Sendable {
  /// A payment of which no reference is known.
  public struct Payment: Hashable, Sendable {
    /// Whose ledger shows it.
    public var vendor: VendorName
    /// How much it was.
    public var amount: Money
    /// When it was made, as stated.
    public var at: Instant
  }

  /// The dispute, and as it would be after the command where its keys may be others then. What they ask for is worked out when it is
  /// looked up, for most desks import no ledger and look nothing up.
  private var disputes: [Dispute] = []

  /// Nothing is needed.
  public init() {}

  init(dispute: Dispute, command: Command?) {
    var after = dispute
    switch command {
    case .order(let order): after.order = order
    case .amend(let amendment): after.ticket = after.ticket.amended(by: amendment)
    case .relist(let ticket): after.ticket.order = ticket.order
    case .proof(let proof):
      after.proofs.append(
        RecordedProof(proof: proof, recordedAt: proof.paidAt, by: Person("")))
    default:
      disputes = LedgerNeeds.known([dispute])
      return
    }
    disputes = LedgerNeeds.known([dispute, after])
  }

  /// Those of which a ledger can tell something.
  private static func known(_ disputes: [Dispute]) -> [Dispute] {
    disputes.filter { $0.order != nil && $0.state != .merged }
  }

  /// Entries with any of these keys are needed.
  public var keys: Set<StatementKey> {
    Set(disputes.compactMap(Claimant.init).flatMap(\.keys))
  }

  /// Entries that stand as proofs are needed, whatever their keys are by now.
  public var entries: Set<EntryID> { Set(disputes.flatMap(\.proofs).compactMap(\.proof.entry)) }

  /// Payments to be found by vendor, amount and day.
  public var payments: Set<Payment> {
    var payments: Set<Payment> = []
    for dispute in disputes {
      guard let vendor = dispute.order?.vendor else { continue }
      for proof in dispute.proofs.map(\.proof) where proof.kind == .wallet {
        guard proof.reference == nil else { continue }
        payments.insert(Payment(vendor: vendor, amount: proof.amount, at: proof.paidAt))
      }
    }
    return payments
  }

  /// The vendors whose imported spans are needed.
  public var vendors: Set<VendorName> { Set(disputes.compactMap(\.order?.vendor)) }

  /// What one more proof asks for, while it is being typed.
  public init(proof: Proof, on dispute: Dispute) {
    self.init(dispute: dispute, command: .proof(proof))
  }

  /// Whether nothing has to be looked up.
  public var isEmpty: Bool { disputes.isEmpty }
}

extension Surroundings {
  /// An entry around the dispute, by its id.
  public func ledgerEntry(_ id: EntryID) -> LedgerEntry? { ledger.first { $0.entry.id == id } }
}

/// What the vendor's ledger shows of a dispute, before anybody calls.
extension Dispute {
  /// What an entry of the ledger came to, with this dispute as it is now.
  func standing(of listed: LedgerEntry) -> EntryStanding {
    let own = Claimant(of: self).map { [$0] } ?? []
    return listed.entry.standing(among: own + listed.rivals.filter { $0.id != id })
  }

  /// The payments in the vendor's ledger that are this dispute's alone and on no proof of it: they stand as proofs to be
  /// accepted, and are never accepted by themselves.
  ///
  /// One that stood here once does not come back, whatever was decided of it.
  public func proofsOfLedger(in surroundings: Surroundings) -> [Proof] {
    guard state == .open || state == .escalated, isTicketDone,
      isOrderDone(isDuplicated: surroundings.isDuplicated(self))
    else { return [] }
    var with = self
    var proofs: [Proof] = []
    let listed = surroundings.ledger.sorted {
      ($0.entry.at, $0.entry.id.text) < ($1.entry.at, $1.entry.id.text)
    }
    for listed in listed {
      guard let match = with.standing(of: listed).match, match.dispute == id,
        match.purpose == .payment, let proof = with.proof(from: listed.entry)
      else { continue }
      proofs.append(proof)
      with.proofs.append(
        RecordedProof(proof: proof, recordedAt: touchedAt, by: Person("")))
    }
    return proofs
  }

  /// The proof that an entry stands as; nil where it is on the dispute already, or somebody brought its reference.
  private func proof(from entry: StatementEntry) -> Proof? {
    guard entry.statement == .wallet, entry.direction == .paid,
      let reference = entry.provingReference
    else { return nil }
    let known = entry.knownAs
    guard
      !proofs.contains(where: {
        $0.proof.entry == entry.id
          || $0.proof.entry == nil && $0.proof.comparedReference.map(known.contains) ?? false
      })
    else { return nil }
    return Proof(
      id: ledgerProofID(entry), kind: .wallet, amount: entry.amount, paidAt: entry.at,
      reference: reference, payer: entry.vendor.map { Personal($0.text) },
      payee: StatementKey(payee: entry.payee) == nil ? nil : entry.payee, entry: entry.id)
  }

  /// The id of an entry's proof: the same for the same entry, and no other proof's.
  private func ledgerProofID(_ entry: StatementEntry) -> ProofID {
    let stable = "L-" + entry.name
    var id = ProofID(stable)
    var number = 2
    while proof(id) != nil {
      id = ProofID("\(stable)-\(number)")
      number += 1
    }
    return id
  }
}
