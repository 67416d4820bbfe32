/// Evidence of a payment by the vendor (procedure, "Proofs and references").
public struct Proof: Hashable, Sendable, Codable {
  /// Its id, unique in the dispute.
  public var id: ProofID
  /// What kind of evidence it is.
  public var kind: ProofKind
  /// The amount that it shows.
  public var amount: Money
  /// When the payment was made, as stated.
  public var paidAt: Instant
  /// The payment's reference, as typed.
  public var reference: String?
  /// The name of the file, as given.
  public var file: String?
  /// The SHA-256 of the file, in lower-case hexadecimal.
  public var sha256: String?
  /// Who paid, as the proof shows it.
  public var payer: Personal?
  /// Who was paid, as the proof shows it.
  public var payee: Personal?
  /// The entry of a vendor's ledger that it came from; nil of what somebody brought.
  public var entry: EntryID?

  /// Evidence of a payment by the vendor.
  public init(
    id: ProofID, kind: ProofKind, amount: Money, paidAt: Instant, reference: String? = nil,
    file: String? = nil, sha256: String? = nil, payer: Personal? = nil, payee: Personal? = nil,
    entry: EntryID? = nil
  ) {
    self.id = id
    self.kind = kind
    self.amount = amount
    self.paidAt = paidAt
    self.reference = reference
    self.file = file
    self.sha256 = sha256
    self.payer = payer
    self.payee = payee
    self.entry = entry
  }

  /// The reference without spaces and case, as references are compared.
  public var comparedReference: String? { reference.map(PaymentReference.compared) }

  /// What may show up on another dispute: the kind with its reference, and the file.
  var evidence: [String] {
    var evidence: [String] = []
    if let comparedReference { evidence.append("\(kind.rawValue) \(comparedReference)") }
    if let sha256 { evidence.append("file \(sha256.lowercased())") }
    return evidence
  }

  /// The first field that cannot be, by the name that scripts give it, and what is wrong with it.
  var mistake: (field: String, why: Phrase)? {
    if id.text.isBlank { return ("id", Phrase("the proof has no id")) }
    if amount.isZero { return ("amount", Phrase("the amount is zero")) }
    for (field, text) in [
      ("reference", reference), ("file", file), ("sha256", sha256), ("payer", payer?.text),
      ("payee", payee?.text),
    ] {
      if let text, text.isBlank { return (field, Phrase("the \(field) is empty: leave it out")) }
    }
    if reference == nil, file == nil {
      return ("reference", Phrase("a proof needs a reference or a file"))
    }
    if kind == .cash, file == nil { return ("file", Phrase("a cash receipt needs its file")) }
    return nil
  }
}

/// A proof on a dispute, with what was decided of it.
public struct RecordedProof: Hashable, Sendable, Codable {
  /// What was decided of a proof.
  public enum Verdict: String, Codable, Sendable {
    case waiting, accepted, rejected

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .waiting: Phrase("waiting")
      case .accepted: Phrase("accepted")
      case .rejected: Phrase("rejected")
      }
    }
  }

  /// The evidence.
  public var proof: Proof
  /// When it was recorded.
  public var recordedAt: Instant
  /// Who recorded it.
  public var by: Person
  /// What was decided of it.
  public var verdict: Verdict = .waiting
  /// Why it was accepted in spite of warnings, or rejected.
  public var reason: String?
}
