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
    switch state {
    case .merged: return Attention(kind: .merged, at: touchedAt)
    case .closed: return Attention(kind: .closed, at: touchedAt)
    case .escalated: return Attention(kind: .escalated, at: touchedAt)
    case .open: break
    }
    if let parkedUntil { return Attention(kind: .parked, at: parkedUntil) }
    if let asked = payouts.last, asked.state == .asked {
      return Attention(kind: .waiting, at: asked.askedAt)
    }
    if let escalation = undecided.first { return Attention(kind: .waiting, at: escalation.at) }
    if needsSignOff(policy: policy, isDuplicated: isDuplicated), signOff == nil {
      return Attention(kind: .waiting, at: touchedAt)
    }
    if let lapse = lapse(policy: policy, isDuplicated: isDuplicated) {
      return Attention(kind: .window, at: lapse.at)
    }
    if let payout = payouts.last {
      if payout.state == .settled { return Attention(kind: .settled, at: touchedAt) }
      return Attention(kind: .cameBack, at: touchedAt)
    }
    if instruction != nil || finding != nil || reopenings > 0 {
      return Attention(kind: .cameBack, at: touchedAt)
    }
    if isReviewed || holder != nil { return Attention(kind: .begun, at: touchedAt) }
    return Attention(kind: .new, at: ticket.loggedAt)
  }
}
