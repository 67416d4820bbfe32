/// What a dispute asks for next, and how urgently: the order of the queue is the order of these.
///
/// A window about to lapse comes first, then a decision that came back, then a settled payout to close on, then work that
/// was begun, then new tickets by age.
public struct Attention: Hashable, Sendable, Codable {
  /// What it asks for, the most urgent first.
  public enum Kind: Int, Codable, CaseIterable, Sendable, Comparable {
    /// The vendor's window runs, or has lapsed; `at` is when it lapses.
    case window = 0
    /// A manager has decided, or the bank has answered; `at` is when.
    case cameBack
    /// The payout is settled: what is left is to close; `at` is when it was touched.
    case settled
    /// Somebody has begun; `at` is when it was last touched.
    case begun
    /// Nobody has looked at it; `at` is when the ticket was logged.
    case new
    /// A decision is awaited; `at` is when it was asked for.
    case waiting
    /// Put aside; `at` is until when.
    case parked
    /// Its executive's part has ended as Escalated – Pending Manager; `at` is when.
    case escalated
    /// Closed; `at` is when.
    case closed
    /// Merged into another; `at` is when.
    case merged

    /// The more urgent first.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

    /// Whether the holder, or anybody where nobody holds it, has something to do.
    public var asksForWork: Bool { self < .waiting }
  }

  /// What it asks for.
  public var kind: Kind
  /// The moment that orders it among its kind, the earlier first.
  public var at: Instant

  /// What is asked for, and the moment that orders it.
  public init(kind: Kind, at: Instant) {
    self.kind = kind
    self.at = at
  }
}

extension Dispute {
  /// What the dispute asks for next. Parked ones come back by themselves at `at`.
  public func attention(policy: Policy, isDuplicated: Bool) -> Attention {
    attentionCause(policy: policy, isDuplicated: isDuplicated).attention
  }

  /// What the dispute asks for next, with what makes it so.
  func attentionCause(policy: Policy, isDuplicated: Bool) -> (
    attention: Attention, cause: AttentionCause
  ) {
    func asks(_ kind: Attention.Kind, _ at: Instant, _ cause: AttentionCause) -> (
      attention: Attention, cause: AttentionCause
    ) {
      (Attention(kind: kind, at: at), cause)
    }
    switch state {
    case .merged: return asks(.merged, touchedAt, .merged)
    case .closed: return asks(.closed, touchedAt, .closed)
    case .escalated: return asks(.escalated, touchedAt, .escalated)
    case .open: break
    }
    if let parkedUntil { return asks(.parked, parkedUntil, .parked) }
    if let asked = payouts.last, asked.state == .asked {
      return asks(.waiting, asked.askedAt, .payoutAsked(asked))
    }
    if let escalation = undecided.first {
      return asks(.waiting, escalation.at, .undecided(escalation))
    }
    if needsSignOff(policy: policy, isDuplicated: isDuplicated), signOff == nil {
      return asks(.waiting, touchedAt, .signOffAsked)
    }
    if let lapse = lapse(policy: policy, isDuplicated: isDuplicated) {
      return asks(.window, lapse.at, .silence(lapse.scenario))
    }
    if let payout = payouts.last {
      return payout.state == .settled
        ? asks(.settled, touchedAt, .payoutSettled(payout))
        : asks(.cameBack, touchedAt, .payoutAnswered(payout))
    }
    if instruction != nil { return asks(.cameBack, touchedAt, .returned) }
    if let finding { return asks(.cameBack, touchedAt, .found(finding)) }
    if reopenings > 0 { return asks(.cameBack, touchedAt, .reopened) }
    if isReviewed || holder != nil { return asks(.begun, touchedAt, .begun) }
    return asks(.new, ticket.loggedAt, .new)
  }
}

/// What makes a dispute ask for something.
enum AttentionCause: Hashable, Sendable {
  case merged, closed, escalated, parked
  /// A payout waits for its approval.
  case payoutAsked(Payout)
  /// A decision about the dispute was asked for.
  case undecided(Escalation)
  /// Finance's sign-off is asked for.
  case signOffAsked
  /// The vendor's window runs, or has lapsed, and leads to D1 or D2.
  case silence(Scenario)
  /// The payout went through.
  case payoutSettled(Payout)
  /// The payout was declined, went void, failed, came back, or was approved.
  case payoutAnswered(Payout)
  /// A manager gave it back with an instruction.
  case returned
  /// A manager has found something.
  case found(Finding)
  case reopened, begun, new
}
