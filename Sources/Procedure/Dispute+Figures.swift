/// The figures that everything rests on (procedure, "Words").
extension Dispute {
  /// The final price shown to the customer.
  public var quoted: Money { ticket.quoted }

  /// What the customer says has come: the last word heard, or the ticket's.
  public var received: Money { heard ?? ticket.received ?? .zero }

  /// What the vendor says it paid; nil before an answer.
  public var claimed: Money? { answer?.paid }

  /// The sum of accepted proofs, one reference once.
  public var proven: Money {
    Dispute.sum(of: proofs.filter { $0.verdict == .accepted }.map(\.proof))
  }

  /// The larger of proven and received.
  public var paid: Money { max(proven, received) }

  /// What notes support.
  public var supportedByNotes: Money { supported.values.reduce(.zero, +) }

  /// What notes support and a manager found valid.
  public var supportedDeduction: Money {
    supportedByNotes + (finding?.kind == .validDeduction ? finding?.amount ?? .zero : .zero)
  }

  /// What the customer should have got.
  public var due: Money { (quoted - supportedDeduction).notBelowZero }

  /// What is still owed, never below zero; what Cashkr has paid is not counted here.
  public var shortfall: Money { (due - paid).notBelowZero }

  /// What the complaint is about, whatever is found later.
  public var disputed: Money { (quoted - (ticket.received ?? .zero)).notBelowZero }

  /// What Cashkr has paid and the bank has confirmed.
  public var settled: Money {
    payouts.filter { $0.state == .settled }.map(\.amount).reduce(.zero, +)
  }

  /// The payout that may still pay, if there is one.
  public var livePayout: Payout? { payouts.last(where: \.isAlive) }

  /// What a payout would have to be now: the shortfall less what is settled.
  public var payoutDue: Money { (shortfall - settled).notBelowZero }

  /// Adds proofs up, one reference once, with the largest amount that it shows.
  static func sum(of proofs: [Proof]) -> Money {
    var total = Money.zero
    var counted: [String: Money] = [:]
    for proof in proofs {
      guard let reference = proof.comparedReference else {
        total += proof.amount
        continue
      }
      counted[reference] = max(counted[reference] ?? .zero, proof.amount)
    }
    return counted.values.reduce(total, +)
  }

  /// A proof of this dispute.
  public func proof(_ id: ProofID) -> RecordedProof? { proofs.first { $0.proof.id == id } }

  /// Contacts with the present vendor in this round.
  public var vendorContacts: [Contact] {
    contacts.filter { $0.party == .vendor && $0.round == reopenings }
  }

  /// Escalations about the dispute itself that nobody has decided.
  public var undecided: [Escalation] {
    escalations.filter { $0.about == .dispute && $0.state == .undecided }
  }

  /// The figures that decisions rest on.
  func basis(in circumstances: Circumstances) -> Basis {
    Basis(scenario: scenario(in: circumstances), due: due, paid: paid, disputed: disputed)
  }

  /// The latest payment after the ticket was logged that an accepted proof shows (procedure, "paid late"); nil where the
  /// vendor paid before, or not at all.
  public var paidLateAt: Instant? {
    proofs.filter { $0.verdict == .accepted }.map(\.proof.paidAt).filter { $0 > ticket.loggedAt }
      .max()
  }

  /// Whether the vendor paid only after the ticket was logged.
  public var isPaidLate: Bool { paidLateAt != nil }
}
