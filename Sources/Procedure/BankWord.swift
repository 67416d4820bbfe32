/// What a bank says came of a payout, as its result file gives it.
public struct BankWord: Hashable, Sendable {
  /// What can come of a payout at the bank.
  public enum Outcome: String, CaseIterable, Sendable, Codable {
    /// It went through.
    case settled
    /// It did not.
    case failed
    /// It went through and came back.
    case reversed
    /// The bank has not decided yet: nothing is to be recorded.
    case pending
  }

  /// The payout's id.
  public var intent: String
  /// What came of it.
  public var outcome: Outcome
  /// The amount that the bank names.
  public var amount: Money?
  /// The bank's reference.
  public var reference: String?
  /// How it was paid, where the bank says so: UPI, IMPS, NEFT or RTGS.
  public var mode: ProofKind?
  /// Why it failed or came back.
  public var reason: String?

  /// What a bank says.
  public init(
    intent: String, outcome: Outcome, amount: Money? = nil, reference: String? = nil,
    mode: ProofKind? = nil, reason: String? = nil
  ) {
    self.intent = intent
    self.outcome = outcome
    self.amount = amount
    self.reference = reference
    self.mode = mode
    self.reason = reason
  }
}

/// Where a payment reference stands already.
public enum ReferenceSighting: Hashable, Sendable, CustomStringConvertible {
  /// On another payout.
  case payout(String)
  /// On a proof of a payment by a vendor that is not rejected.
  case proof(TicketID)

  /// In words: `payout CX-1-P1`.
  public var description: String {
    switch self {
    case .payout(let intent): "payout \(intent)"
    case .proof(let ticket): "a proof of \(ticket)"
    }
  }
}

extension Dispute {
  /// The command that records a bank's word on a payout of this dispute; nil where just that is recorded already.
  ///
  /// The bank's word is held against what was sent before anything is recorded: the amount, where the payout stands, and its
  /// reference, which has to look like one and to be new. Who may record it, `decide` says.
  ///
  /// - Parameters:
  ///   - known: where the word's reference stands already, apart from this payout.
  ///   - now: the moment that references without a year are read at.
  /// - Throws: why the word cannot be taken, with the field of the bank's file.
  public func command(
    recording word: BankWord, known: [ReferenceSighting], at now: Instant
  ) throws(Refusal) -> Command? {
    guard let payout = payouts.first(where: { $0.id == word.intent }) else {
      throw Refusal(
        .unknown, Phrase("There is no payout \(word.intent)."), rule: "Payouts", field: "intent")
    }
    if let amount = word.amount, amount != payout.amount {
      throw .invalid(
        "amount",
        Phrase("\(payout.id) is a payout of \(payout.amount.shown): ask the bank what it paid."),
        rule: "Payouts")
    }
    switch word.outcome {
    case .settled: return try settling(payout, word, known, now)
    case .failed: return try failing(payout, word)
    case .reversed: return try reversing(payout, word)
    case .pending: return nil
    }
  }

  private func settling(
    _ payout: Payout, _ word: BankWord, _ known: [ReferenceSighting], _ now: Instant
  ) throws(Refusal) -> Command? {
    guard word.amount != nil else {
      throw .invalid("amount", Phrase("What went through needs its amount."), rule: "Payouts")
    }
    guard let reference = word.reference, !reference.isBlank else {
      throw .invalid(
        "reference", Phrase("What went through needs the bank's reference."), rule: "Payouts")
    }
    switch payout.state {
    case .approved, .sent:
      if let fault = PaymentReference.fault(inPayout: reference, mode: word.mode, asOf: now) {
        throw .invalid("reference", fault, rule: "Payouts")
      }
      if let sighting = known.first {
        throw Refusal(
          .duplicate, Phrase("A reference that is new: this one stands on \(sighting) already."),
          rule: "Payouts", field: "reference")
      }
      return .settle(reference: reference)
    case .settled, .reversed:
      let recorded = payout.reference ?? ""
      if payout.has(reference) { return nil }
      throw Refusal(
        .duplicate,
        Phrase(
          "\(payout.id) is settled with the reference \(recorded): ask the bank which of the two holds."
        ),
        rule: "Payouts", field: "reference")
    case .failed:
      throw standing(
        payout,
        Phrase("the bank now says that it went through: ask the bank, and send no other till then"))
    case .asked, .declined, .void: throw standing(payout, Phrase("nothing was sent"))
    }
  }

  private func failing(_ payout: Payout, _ word: BankWord) throws(Refusal) -> Command? {
    switch payout.state {
    case .approved, .sent: return .fail(reason: word.reason ?? "The bank gave no reason.")
    case .failed: return nil
    case .settled, .reversed:
      throw standing(payout, Phrase("money that comes back after that is “reversed”; ask the bank"))
    case .asked, .declined, .void: throw standing(payout, Phrase("nothing was sent"))
    }
  }

  private func reversing(_ payout: Payout, _ word: BankWord) throws(Refusal) -> Command? {
    if let reference = word.reference, let recorded = payout.reference, !payout.has(reference) {
      throw Refusal(
        .duplicate,
        Phrase(
          "\(payout.id) is settled with the reference \(recorded): ask the bank which payment came back."
        ),
        rule: "Payouts", field: "reference")
    }
    switch payout.state {
    case .settled:
      return .reverse(reason: word.reason ?? "The bank gave no reason.", of: payout.id)
    case .reversed: return nil
    case .approved, .sent:
      throw standing(
        payout, Phrase("that it went through was not recorded: take that result first"))
    case .asked, .declined, .void, .failed: throw standing(payout, Phrase("nothing went through"))
    }
  }

  private func standing(_ payout: Payout, _ rest: Phrase) -> Refusal {
    Refusal(
      .outOfOrder, Phrase("\(payout.id) is \(payout.state.shown): \(rest)."), rule: "Payouts",
      field: "outcome")
  }
}

extension Dispute {
  /// What speaks against a reference that a person settles a payout with, in words: that no bank writes one like it, and each
  /// place where it stands already. It warns and refuses nothing: the procedure asks a person for a reference and no more, and a
  /// bank may pay by means that it knows no layout of.
  public func doubts(ofPayoutReference reference: String, in context: Context) -> [Phrase] {
    let fault = PaymentReference.fault(inPayout: reference, mode: nil, asOf: context.now)
    let unlike = Phrase(
      "No bank writes it so: 12 digits (UPI, IMPS), 16 characters (NEFT) or 22 (RTGS) are usual.")
    return (fault == nil ? [] : [unlike])
      + context.surroundings.references.map { sighting in
        switch sighting {
        case .payout(let intent): Phrase("It stands on payout \(intent) already.")
        case .proof(let ticket): Phrase("It stands on a proof of \(ticket) already.")
        }
      }
  }
}

extension Payout {
  /// Whether it is settled under a reference, however that is spaced and cased.
  fileprivate func has(_ other: String) -> Bool {
    reference.map(PaymentReference.compared) == PaymentReference.compared(other)
  }
}

extension PaymentReference {
  /// How a bank can pay out.
  public static let payoutModes: [ProofKind] = [.upi, .imps, .neft, .rtgs]

  /// Why a bank's reference of a payout is none, in words; nil where it fits its mode's layout, or any where the mode is not known.
  ///
  /// A vendor's proof that does not fit only warns. Our own bank's file is held to it: a slipped column or a cut cell would
  /// otherwise stand as the proof that a customer was paid.
  static func fault(inPayout reference: String, mode: ProofKind?, asOf now: Instant) -> Phrase? {
    let modes = mode.map { [$0] } ?? payoutModes
    guard !modes.contains(where: { decoded(reference, kind: $0, asOf: now) != nil }) else {
      return nil
    }
    switch mode {
    case .upi?, .imps?: return Phrase("A reference of 12 digits, as UPI and IMPS give them.")
    case .neft?: return Phrase("A reference of 16, as NEFT gives them: RATNN24200329588.")
    case .rtgs?: return Phrase("A reference of 22, as RTGS gives them: HDFCR52026112512345678.")
    default:
      return
        Phrase("A bank's reference: 12 digits (UPI, IMPS), 16 characters (NEFT) or 22 (RTGS).")
    }
  }
}
