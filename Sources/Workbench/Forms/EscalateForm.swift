import Procedure

/// Asks a manager for a decision.
enum EscalateForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("escalate")
    let context = sheet.context.context
    let assessment = Assessment(of: dispute, in: context)
    for asked in dispute.undecided {
      sheet.fact(phrase("Asked already"), phrase("\(asked.to.shown): \(asked.reason)"), .waiting)
    }
    let needsVendor =
      assessment.failures.contains { $0.row == .g4 && $0.remedy == .escalate }
      && assessment.scenario == .d6
    let to = sheet.choice(
      "to", phrase("To", sense: "to whom"), Addressee.allCases, suggestion: .opsManager,
      shown: \.shown)
    let about = sheet.choice(
      "about", phrase("About"), Subject.allCases, suggestion: needsVendor ? .vendor : .dispute,
      shown: { $0 == .vendor ? Phrase("the vendor") : Phrase("the dispute") })
    let reason = sheet.lines(
      "reason", phrase("Reason"), suggestion: reason(dispute, assessment, about, context.policy),
      expected: phrase("what is to be decided, and why"))
    guard let to, let about, let reason else { return }
    sheet.record(.escalate(to: to, reason: reason, about: about))
    sheet.summary = phrase("escalated to the \(to.shown)")
  }

  private static func reason(
    _ dispute: Dispute, _ assessment: Assessment, _ about: Subject?, _ policy: Policy
  ) -> String {
    if about == .vendor {
      return assessment.isRepeatOffender
        ? "\(assessment.countedDisputes) disputes within \(policy.countedDays) days (E3)" : ""
    }
    switch assessment.scenario {
    case .d0: return "The pickup is \(dispute.order?.pickup.rawValue ?? "not completed")"
    case .d1: return policy.unreachableNote
    case .d2: return policy.withheldNote
    default: return ""
    }
  }
}
