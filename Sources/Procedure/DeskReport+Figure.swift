extension DeskReport {
  /// What a report tells. “In the period” is from its first midnight to its last, and not after the report's own moment.
  ///
  /// A dispute that was merged is counted nowhere. One that did something twice is counted twice, save in outcomes.
  public enum Figure: String, CaseIterable, Sendable {
    /// Tickets logged on each day of the period, by the platform's time.
    case opened
    /// Disputes closed on each day of the period with a final status; handing over as Escalated – Pending Manager closes none.
    case closed
    /// What is neither closed nor merged at the report's moment, by whole days of 24 hours since its ticket was logged.
    case age
    /// The same, by the step that it is at; what was handed over as Escalated – Pending Manager stands by itself.
    case step
    /// From the beginning of a round (the ticket's logging, or what opened it again) to the first attempt to reach the vendor,
    /// of the first attempts in the period.
    case firstContact
    /// From the beginning of a round to its closure, of the closures in the period.
    case closure
    /// Windows that ran out in the period without what they asked for: the first without an answer (D1), the second without
    /// proof (D2), each from the moment at which its scenario held.
    case lapsed
    /// Disputes that were closed or handed over in the period, each once, by what the facts led to at its latest such moment.
    /// One handed over elsewhere than in D0, D1 and D2 has no outcome yet and stands as handed over.
    case outcomes
    /// Payouts settled in the period less those reversed in it, by the vendor at the time; a reversal is taken from the
    /// vendor that its settlement was counted for.
    case coveredByVendor
    /// Credits debited in the period less those credited in it, by vendor.
    case recoveredByVendor
    /// Outcomes, by the vendor at the time.
    case endedByVendor
    /// What was covered, by who held the dispute then, or where nobody did, who recorded it.
    case coveredByExecutive
    /// What was recovered, by who held the dispute then, or where nobody did, who recorded it.
    case recoveredByExecutive
    /// Outcomes, by who held the dispute.
    case endedByExecutive
    /// What came back in the period: reopened by a manager, or a settled payout reversed.
    case cameBack

    /// What it is counted in.
    public var unit: Unit {
      switch self {
      case .firstContact, .closure: .seconds
      case .coveredByVendor, .recoveredByVendor, .coveredByExecutive, .recoveredByExecutive: .paise
      default: .disputes
      }
    }

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .opened: Phrase("Opened")
      case .closed: Phrase("Closed")
      case .age: Phrase("Open now, by age")
      case .step: Phrase("Open now, by step")
      case .firstContact: Phrase("Time to first contact")
      case .closure: Phrase("Time to closure")
      case .lapsed: Phrase("Windows lapsed")
      case .outcomes: Phrase("Outcomes")
      case .coveredByVendor: Phrase("Covered by Cashkr, by vendor")
      case .recoveredByVendor: Phrase("Recovered, by vendor")
      case .endedByVendor: Phrase("Outcomes, by vendor")
      case .coveredByExecutive: Phrase("Covered by Cashkr, by executive")
      case .recoveredByExecutive: Phrase("Recovered, by executive")
      case .endedByExecutive: Phrase("Outcomes, by executive")
      case .cameBack: Phrase("Came back")
      }
    }

    /// Whether its bars tell how many of what kind are in them: outcomes, of somebody.
    public var hasParts: Bool { self == .endedByVendor || self == .endedByExecutive }

    /// Whether its bars are of days.
    public var isDaily: Bool { self == .opened || self == .closed }
  }
}
