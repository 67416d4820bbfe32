/// What a proof states beside what the order and the vendor say, with every difference by its name.
///
///     let comparison = ProofComparison(of: stated, on: dispute, warnings: [], in: context)
///     comparison.differences(.amount)    // [.belowDue(₹2,000)]
///
/// It judges nothing: a part payment is below what is due and may be all that anybody claims. What speaks against a proof are
/// its warnings, which stand here with what they are about.
public struct ProofComparison: Hashable, Sendable {
  /// What a proof states, as far as it was typed.
  public struct Stated: Hashable, Sendable {
    /// The amount.
    public var amount: Money?
    /// When it was paid.
    public var paidAt: Instant?
    /// The payment's reference.
    public var reference: String?
    /// What kind of proof it is.
    public var kind: ProofKind
    /// Who was paid.
    public var payee: Personal?

    /// What was typed.
    public init(
      amount: Money? = nil, paidAt: Instant? = nil, reference: String? = nil,
      kind: ProofKind = .screenshot, payee: Personal? = nil
    ) {
      self.amount = amount
      self.paidAt = paidAt
      self.reference = reference
      self.kind = kind
      self.payee = payee
    }

    /// What a proof states.
    public init(_ proof: Proof) {
      self.init(
        amount: proof.amount, paidAt: proof.paidAt, reference: proof.reference, kind: proof.kind,
        payee: proof.payee)
    }
  }

  /// What is compared.
  public enum Topic: String, CaseIterable, Sendable {
    case amount, date, reference, beneficiary
  }

  /// What does not agree.
  public enum Difference: Hashable, Sendable {
    /// So much below or above what is due to the customer.
    case belowDue(Money), aboveDue(Money)
    /// So much below or above what the vendor says that it paid.
    case belowClaim(Money), aboveClaim(Money)
    /// What speaks against the proof.
    case warning(Warning)
    /// The text that was read from the picture shows another amount, or none like it.
    case notReadAmount
    /// The text that was read from the picture shows another reference, or none like it.
    case notReadReference
  }

  private var found: [Topic: [Difference]] = [:]

  /// Compares.
  ///
  /// - Parameters:
  ///   - warnings: what speaks against the proof, as the core found it.
  ///   - reading: what was read from its picture, if anything was.
  public init(
    of stated: Stated, on dispute: Dispute, warnings: [Warning], reading: ProofReading? = nil
  ) {
    if let amount = stated.amount {
      compare(amount, dispute.due, below: { .belowDue($0) }, above: { .aboveDue($0) })
      if let claimed = dispute.claimed, !claimed.isZero, claimed != dispute.due {
        compare(amount, claimed, below: { .belowClaim($0) }, above: { .aboveClaim($0) })
      }
      if let reading, !reading.amounts.isEmpty, !reading.shows(amount) {
        found[.amount, default: []].append(.notReadAmount)
      }
    }
    if let reference = stated.reference, let reading, !reading.references.isEmpty,
      !reading.shows(reference)
    {
      found[.reference, default: []].append(.notReadReference)
    }
    for warning in warnings { found[warning.topic, default: []].append(.warning(warning)) }
  }

  /// What does not agree, of one topic.
  public func differences(_ topic: Topic) -> [Difference] { found[topic] ?? [] }

  /// Whether nothing differs.
  public var isEmpty: Bool { found.isEmpty }

  private mutating func compare(
    _ amount: Money, _ other: Money, below: (Money) -> Difference, above: (Money) -> Difference
  ) {
    if amount < other { found[.amount, default: []].append(below(other - amount)) }
    if amount > other { found[.amount, default: []].append(above(amount - other)) }
  }
}

extension Warning {
  /// What of a proof it is about.
  public var topic: ProofComparison.Topic {
    switch self {
    case .amount, .upiLimit: .amount
    case .referenceDate, .beforePickup, .future: .date
    case .malformedReference, .reused, .contradictsStatement: .reference
    case .wrongPayee: .beneficiary
    }
  }
}
