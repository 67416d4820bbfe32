/// What was recorded by mistake and is taken back as if it had not been, where no command leads back by itself: an answer said
/// again comes at another time and starts another window, and a review, a contact or a first order has nothing to be said again.
///
/// The mistake and its taking back both stay in the history. Who may is a row of `Permission.table`; what rests on it and so
/// holds it fast is in `Decide+Withdraw.swift`.
public enum Withdrawal: Hashable, Sendable, Codable {
  /// The confirmed review of Step 1.
  case review
  /// The order of Step 2, where it was recorded once.
  case order
  /// That a disagreement was seen.
  case acknowledgement(of: Disagreement)
  /// The latest contact, with whomever it was.
  case contact
  /// The vendor's latest answer: the one before it stands again, with its time and its window.
  case answer
  /// The customer's latest word: the one before it stands again.
  case word
  /// What was decided of a proof: it waits again.
  case verdict(on: ProofID)
  /// The remarks.
  case remarks
  /// The summary.
  case summary
  /// The final status.
  case status
  /// That the dispute is put aside.
  case parking
  /// The latest question about the dispute to somebody who has not decided.
  case escalation(to: Addressee)
  /// Who holds it: nobody does again.
  case assignment

  /// Its name, as scripts write it.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case review, order, acknowledgement, contact, answer, word, verdict, remarks, summary, status
    case parking, escalation, assignment
  }

  /// The name without what it is about.
  public var kind: Kind {
    switch self {
    case .review: .review
    case .order: .order
    case .acknowledgement: .acknowledgement
    case .contact: .contact
    case .answer: .answer
    case .word: .word
    case .verdict: .verdict
    case .remarks: .remarks
    case .summary: .summary
    case .status: .status
    case .parking: .parking
    case .escalation: .escalation
    case .assignment: .assignment
    }
  }

  /// As screens name it: `the vendor's answer`.
  public var shown: Phrase {
    switch self {
    case .review: Phrase("the review of the ticket")
    case .order: Phrase("the order")
    case .acknowledgement: Phrase("an acknowledgement")
    case .contact: Phrase("the latest contact")
    case .answer: Phrase("the vendor's answer")
    case .word: Phrase("the customer's word")
    case .verdict(let proof): Phrase("the decision on proof \(proof)")
    case .remarks: Phrase("the remarks")
    case .summary: Phrase("the summary")
    case .status: Phrase("the final status")
    case .parking: Phrase("the parking")
    case .escalation(let to): Phrase("the escalation to the \(to.shown)")
    case .assignment: Phrase("the assignment")
    }
  }

  /// What taking a fact back would be, where it was the first of its kind; nil where a command leads back, or nothing does.
  init?(of fact: Fact) {
    switch fact {
    case .ticketReviewed: self = .review
    case .orderRecorded: self = .order
    case .disagreementAcknowledged(let disagreement, _): self = .acknowledgement(of: disagreement)
    case .contacted: self = .contact
    case .vendorAnswered: self = .answer
    case .customerHeard: self = .word
    case .proofAccepted(let proof, _, _), .proofRejected(let proof, _): self = .verdict(on: proof)
    case .remarked: self = .remarks
    case .summarised: self = .summary
    case .statusMarked: self = .status
    case .parked: self = .parking
    case .escalated(let to, _, .dispute, _): self = .escalation(to: to)
    case .assigned: self = .assignment
    default: return nil
    }
  }
}
