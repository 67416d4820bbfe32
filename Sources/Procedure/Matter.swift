/// Something on a dispute that waits for a manager's decision: what the escalated pane lists (procedure, "Escalation").
///
///     for matter in dispute.matters(in: context) { print(matter.rule, matter.why) }   // D5 payout: vendor at fault (D5)
///
/// Several may stand on one dispute at once. None is stored: each follows from the facts, and is gone when they say so.
public struct Matter: Hashable, Sendable {
  /// What is to be decided, the most urgent first.
  ///
  /// First comes what a customer waits for and a word alone holds up; then work that stands still because somebody asked, or
  /// because nobody did; then what holds one closure up; last what is about vendors. Within a kind the longest waiting is first.
  public enum Kind: Int, CaseIterable, Sendable, Comparable, Codable {
    /// A payout was asked for.
    case payout = 0
    /// Somebody asked for a decision about the dispute.
    case escalation
    /// A window has lapsed, and nobody has escalated (E1).
    case lapsed
    /// Finance's sign-off of D3 or D4 is asked for (E2).
    case signOff
    /// A proof that was used on another order waits.
    case reusedProof
    /// Somebody, or E3 by itself, asked for a decision about the vendor.
    case vendor
    /// A block was set for the vendor's silence, and that has ended.
    case block

    /// The more urgent first.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// What is to be decided.
  public var kind: Kind
  /// Since when it waits.
  public var since: Instant
  /// The rule that put it here: `D5`, `E1`, `reused`.
  public var rule: String
  /// What it is, in a few words.
  public var why: Phrase
  /// The money that it is about; nil where it is about the vendor.
  public var amount: Money?
  /// Who asked, and for whom; nil where it stands there by itself.
  public var by: Doer?
  /// Whose decision it is.
  public var to: Addressee
  /// Why it is theirs.
  public var because: Phrase
  /// The commands that decide it, the likeliest first.
  public var commands: [Command.Kind]
  /// The vendor that it is about.
  public var vendor: VendorName?
  /// The proof that it is about.
  public var proof: ProofID?

  /// Whether someone in a role may decide it: finance in place of ops, not the other way round.
  public func awaits(_ role: Role) -> Bool { to.isOrYieldsTo(role) }

  /// What happened on the dispute since it was asked, oldest first: everything but looks at personal data.
  ///
  /// - Parameter history: the dispute's events, oldest first.
  public func changes(in history: [Event]) -> [Event] {
    let asked = history.lastIndex { $0.at == since && isAsked(by: $0.fact) }
    let later =
      asked.map { Array(history[($0 + 1)...]) } ?? history.filter { $0.at > since }
    return later.filter { if case .personalDataShown = $0.fact { false } else { true } }
  }

  private func isAsked(by fact: Fact) -> Bool {
    switch (kind, fact) {
    case (.payout, .payoutRequested): true
    case (.escalation, .escalated(_, _, .dispute, _)): true
    case (.vendor, .escalated(_, _, .vendor, _)), (.vendor, .blockProposed): true
    case (.reusedProof, .proofRecorded(let recorded)): recorded.id == proof
    default: false
    }
  }
}
