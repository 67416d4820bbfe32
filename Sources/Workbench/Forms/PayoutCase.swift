import Journal
import Procedure

/// What speaks for a payout and what against it, as its approver sees it (procedure, "Payouts").
public struct PayoutCase: Equatable, Sendable {
  /// What it rests on.
  public var grounds: [String] = []
  /// What speaks against it.
  public var doubts: [String] = []

  /// The case of the payout that is alive, or would be asked for.
  public init(_ context: FormContext) {
    guard let look = context.look else { return }
    let dispute = look.dispute
    let assessment = Assessment(of: dispute, in: context.context)
    let due = "paid \(dispute.paid.short) of \(dispute.due.short)"
    grounds.append(
      assessment.scenario.map { "\(due): \($0.shown) (\($0.rawValue))" } ?? due)
    for recorded in dispute.proofs where recorded.verdict == .accepted {
      grounds.append(ProofWords.line(recorded, context))
    }
    if let answer = dispute.answer {
      let words = answer.paid.isZero ? "did not pay" : "says it paid \(answer.paid.short)"
      grounds.append("vendor \(words)" + (answer.reason.map { ": “\($0)”" } ?? ""))
    }
    if dispute.received > .zero { grounds.append("customer confirms \(dispute.received.short)") }
    doubts = PayoutCase.doubts(look, assessment, context)
  }

  private static func doubts(
    _ look: Look, _ assessment: Assessment, _ context: FormContext
  ) -> [String] {
    let dispute = look.dispute
    var doubts: [String] = []
    let payTo = dispute.livePayout?.payTo ?? dispute.order?.payTo
    if let payTo {
      if let vpa = look.vendorListing?.vpa, vpa.folded == payTo.folded {
        doubts.append("the address is the vendor’s own")
      }
      if let listed = look.listing?.facts.payTo, listed.folded != payTo.folded {
        doubts.append("the address is not the one that the panel lists")
      }
    }
    if assessment.countedDisputes > 1 {
      doubts.append(
        "\(assessment.countedDisputes) disputes of this vendor within "
          + "\(context.context.policy.countedDays) days")
    }
    for (disagreement, _) in assessment.disagreements {
      let name = DisagreementWords.name(of: disagreement).lowercased()
      doubts.append("\(name): \(DisagreementWords.reading(of: disagreement, dispute, context))")
    }
    for warning in assessment.warnings { doubts.append("proof: \(warning.shown)") }
    let others = (context.context.surroundings.orders[dispute.ticket.order] ?? [])
      .filter { $0.id != dispute.id && $0.settled > .zero }
    for other in others { doubts.append("\(other.settled.short) was settled on \(other.id)") }
    return doubts
  }
}
