/// Why something is as it is: the rule that made it so, and the facts and times that the rule looked at.
///
///     for explanation in dispute.explanations(in: context, knowing: known) { print(explanation.rule, explanation.sentence) }
///     // D5 The first that holds is D5, vendor at fault.
///
/// It comes out of the functions that decide, and is made when somebody asks; nothing of it is stored.
public struct Explanation: Hashable, Sendable {
  /// What is explained.
  public enum Topic: String, Sendable, CaseIterable {
    /// A refusal.
    case refusal
    /// The row's place in the queue.
    case place
    /// A decision that is awaited.
    case awaited
    /// What the facts lead to.
    case scenario
    /// What has to be there before it can be closed.
    case gate
    /// The vendor's standing.
    case vendor
    /// What speaks against a proof.
    case proof
    /// Where ticket and order do not agree.
    case disagreement
    /// What waits to be done elsewhere.
    case outstanding

    /// As screens head it.
    public var shown: Phrase {
      switch self {
      case .refusal: Phrase("Why not")
      case .place: Phrase("Why it stands here")
      case .awaited: Phrase("What is awaited")
      case .scenario: Phrase("What the facts lead to")
      case .gate: Phrase("What closing asks for")
      case .vendor: Phrase("The vendor")
      case .proof: Phrase("What speaks against a proof")
      case .disagreement: Phrase("Where ticket and order disagree")
      case .outstanding: Phrase("What waits to be done elsewhere")
      }
    }
  }

  /// A fact that the rule looked at.
  public struct Ground: Hashable, Sendable {
    /// What it is: a rule's name, a figure's, a person's part.
    public var label: Phrase
    /// How it reads.
    public var value: Phrase
    /// When it was, or will be.
    public var at: Instant?
    /// Whether what the rule asks for holds; nil where it asks for nothing.
    public var holds: Bool?
    /// Whether it is about a person and is to be masked.
    public var isPersonal: Bool

    /// A fact.
    public init(
      _ label: some Sayable, _ value: some Sayable, at: Instant? = nil, holds: Bool? = nil,
      isPersonal: Bool = false
    ) {
      self.label = label.phrase
      self.value = value.phrase
      self.at = at
      self.holds = holds
      self.isPersonal = isPersonal
    }
  }

  /// What is explained.
  public var topic: Topic
  /// The rule, by its name in the procedure: `D5`, `E3`, `The window`, `Parking`.
  public var rule: String
  /// What the rule says here, in a sentence.
  public var sentence: Phrase
  /// What it looked at, in its order.
  public var grounds: [Ground]
  /// The command that mends it or answers it, where one does.
  public var remedy: Command.Kind?

  /// An explanation.
  public init(
    _ topic: Topic, _ rule: String, _ sentence: Phrase, _ grounds: [Ground] = [],
    remedy: Command.Kind? = nil
  ) {
    self.topic = topic
    self.rule = rule
    self.sentence = sentence
    self.grounds = grounds
    self.remedy = remedy
  }
}

extension Explanation {
  /// What has to be known beside a dispute and its context for all of it to be explained.
  public struct Known: Sendable {
    /// Everything that happened to the dispute, oldest first.
    public var history: [Event]
    /// What happened to its vendor's standing, oldest first, as far as it is known.
    public var standing: [(dispute: TicketID, event: Event)]
    /// In which scenario E3 counts each of the vendor's other disputes.
    public var countedIn: [TicketID: Scenario]

    /// What is known.
    public init(
      history: [Event] = [], standing: [(dispute: TicketID, event: Event)] = [],
      countedIn: [TicketID: Scenario] = [:]
    ) {
      self.history = history
      self.standing = standing
      self.countedIn = countedIn
    }

    /// The latest event of the dispute that is meant.
    func last(_ isMeant: (Fact) -> Bool) -> Event? { history.last { isMeant($0.fact) } }
  }
}

extension Dispute {
  /// Everything about the dispute that somebody could ask the reason of, topic by topic. Never empty.
  public func explanations(
    in context: Context, knowing known: Explanation.Known = .init()
  ) -> [Explanation] {
    [placeExplanation(in: context, knowing: known)]
      + awaitedExplanations(in: context)
      + [scenarioExplanation(in: context)]
      + gateExplanations(in: context)
      + vendorExplanations(in: context, knowing: known)
      + proofExplanations(in: context)
      + disagreementExplanations(in: context)
      + outstandingExplanations(knowing: known)
  }
}

extension Explanation {
  /// Why something was refused, with the facts that the rule looks at now.
  ///
  /// - Parameters:
  ///   - dispute: the dispute that it was refused on, where there is one.
  ///   - context: the circumstances in which it is looked at.
  public init(of refusal: Refusal, on dispute: Dispute?, in context: Context) {
    var grounds = [Ground(Phrase("Refused as"), refusal.reason.shown)]
    if let field = refusal.field { grounds.append(Ground(Phrase("Field"), field)) }
    grounds.append(
      Ground(Phrase("You"), Phrase("\(context.actor.shown), \(context.actor.role.shown)")))
    if let dispute {
      grounds.append(
        Ground(Phrase("Holder"), dispute.holder.map { Phrase("\($0)") } ?? Phrase("nobody")))
      let scenario = dispute.scenario(in: context.circumstances(of: dispute))
      grounds.append(
        Ground(
          Phrase("Scenario"),
          scenario.map { Phrase("\($0.rawValue), \($0.shown)") } ?? Phrase("none")))
      for failure in dispute.gateFailures(in: context) where refusal.missing.contains(failure.row) {
        grounds.append(Ground(failure.row.rawValue, failure.why, holds: false))
      }
      if refusal.rule == "E2" { grounds += dispute.limitGrounds(policy: context.policy) }
    }
    self.init(.refusal, refusal.rule, refusal.said, grounds, remedy: refusal.remedy)
  }
}

extension Dispute {
  /// What E2 looks at.
  func limitGrounds(policy: Policy) -> [Explanation.Ground] {
    var grounds = [
      Explanation.Ground(Phrase("Limit"), policy.financeAbove.short),
      Explanation.Ground(Phrase("Disputed"), disputed.short),
    ]
    if let payout = livePayout { grounds.append(.init(Phrase("Payout"), payout.amount.short)) }
    return grounds
  }
}
