/// A payment by Cashkr to the customer, from the asking to the bank's word (procedure, "Payouts").
public struct Payout: Hashable, Sendable, Codable {
  /// Where a payout stands.
  public enum State: String, Codable, Sendable {
    case asked, approved, declined, void, sent, settled, failed, reversed

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .asked: Phrase("asked")
      case .approved: Phrase("approved")
      case .declined: Phrase("declined")
      case .void: Phrase("void")
      case .sent: Phrase("sent")
      case .settled: Phrase("settled")
      case .failed: Phrase("failed")
      case .reversed: Phrase("reversed")
      }
    }
  }

  /// Its id: the ticket and a number, unique in the journal.
  public var id: String
  /// The amount; never edited.
  public var amount: Money
  /// Where the customer is to be paid, as it was when it was asked for.
  public var payTo: Personal
  /// The figures that it rests on.
  public var basis: Basis
  /// Who asked.
  public var askedBy: Person
  /// When it was asked for.
  public var askedAt: Instant
  /// Where it stands.
  public var state: State = .asked
  /// Since when it stands there.
  public var stateSince: Instant
  /// Who approved or declined it.
  public var decidedBy: Person?
  /// The role in which it was approved or declined.
  public var decidedAs: Role?
  /// When it was approved or declined.
  public var decidedAt: Instant?
  /// When it was sent.
  public var sentAt: Instant?
  /// Its line in the batch that it was sent in; one that was sent by hand has none.
  public var place: BatchPlace?
  /// The payee's name as the batch has it.
  public var payee: Personal?
  /// The bank's reference, once settled.
  public var reference: String?
  /// When it was recorded as settled.
  public var settledAt: Instant?
  /// The vendor in whose place it was paid, once settled: the one that the dispute named then.
  public var coveredFor: VendorName?
  /// Why it was declined, went void, failed or was reversed.
  public var reason: String?
  /// For whom the asker stood in.
  public var askedFor: Person?
  /// For whom the one who approved or declined it stood in.
  public var decidedFor: Person?

  /// Who asked, and for whom.
  public var asker: Doer { Doer(askedBy, for: askedFor) }
  /// Who approved or declined it, and for whom.
  public var decider: Doer? { decidedBy.map { Doer($0, for: decidedFor) } }

  /// Whether it may still pay: asked, approved or sent.
  public var isAlive: Bool { state == .asked || state == .approved || state == .sent }

  /// Whether it ended without paying, by what is known here.
  public var isUnpaid: Bool { state == .declined || state == .void || state == .failed }
}

/// The facts that an approval, a sign-off or a finding was given on; when they change before the money goes, it falls.
public struct Basis: Hashable, Sendable, Codable {
  /// What the facts led to.
  public var scenario: Scenario?
  /// What the customer should have got.
  public var due: Money
  /// What has been paid.
  public var paid: Money
  /// What the complaint is about.
  public var disputed: Money

  /// The first figure that reads otherwise now, in words.
  func difference(to now: Basis) -> String? {
    if scenario != now.scenario {
      return
        "the scenario was \(scenario?.rawValue ?? "none") and is \(now.scenario?.rawValue ?? "none")"
    }
    if due != now.due { return "due was \(due.short) and is \(now.due.short)" }
    if paid != now.paid { return "paid was \(paid.short) and is \(now.paid.short)" }
    if disputed != now.disputed {
      return "disputed was \(disputed.short) and is \(now.disputed.short)"
    }
    return nil
  }
}

/// A decision that was asked for about a dispute or its vendor (procedure, "Escalation").
public struct Escalation: Hashable, Sendable, Codable {
  /// What became of it.
  public enum State: String, Codable, Sendable {
    case undecided, decided, overtaken

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .undecided: Phrase("undecided")
      case .decided: Phrase("decided")
      case .overtaken: Phrase("overtaken")
      }
    }
  }

  /// Whose decision is asked for.
  public var to: Addressee
  /// Why.
  public var reason: String
  /// Whether it is about the dispute or its vendor.
  public var about: Subject
  /// The vendor that it is about.
  public var vendor: VendorName?
  /// Who asked.
  public var by: Person
  /// When.
  public var at: Instant
  /// What became of it; of one about a vendor the vendor's record tells.
  public var state: State = .undecided
  /// For whom the asker stood in.
  public var standsFor: Person?

  /// Who asked, and for whom.
  public var asker: Doer { Doer(by, for: standsFor) }
}

/// What a manager found on a dispute (procedure, "Findings").
public struct Finding: Hashable, Sendable, Codable {
  /// What was found.
  public var kind: FindingKind
  /// The deduction found valid.
  public var amount: Money?
  /// Why.
  public var reason: String
  /// Who found it.
  public var by: Person
  /// The role in which it was found.
  public var role: Role
  /// Who held the dispute then: its maker.
  public var maker: Person?
  /// When.
  public var at: Instant
  /// For whom the finder stood in.
  public var standsFor: Person?
  /// For whom its maker held the dispute.
  public var makerFor: Person?

  /// Who found it, and for whom.
  public var finder: Doer { Doer(by, for: standsFor) }
  /// Who held the dispute then, and for whom.
  public var keeper: Doer? { maker.map { Doer($0, for: makerFor) } }
}

/// Finance's word on a D3 or D4 that is above the limit (procedure E2).
public struct SignOff: Hashable, Sendable, Codable {
  /// Who gave it.
  public var by: Person
  /// The role in which it was given.
  public var role: Role
  /// Who held the dispute then: its maker.
  public var maker: Person?
  /// When.
  public var at: Instant
  /// The figures that it was given on.
  public var basis: Basis
  /// For whom the giver stood in.
  public var standsFor: Person?
  /// For whom its maker held the dispute.
  public var makerFor: Person?

  /// Who gave it, and for whom.
  public var giver: Doer { Doer(by, for: standsFor) }
  /// Who held the dispute then, and for whom.
  public var keeper: Doer? { maker.map { Doer($0, for: makerFor) } }
}
