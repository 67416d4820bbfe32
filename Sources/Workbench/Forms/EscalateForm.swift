import Procedure

/// Asks a manager for a decision.
enum EscalateForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = "escalate"
    let context = sheet.context.context
    let assessment = Assessment(of: dispute, in: context)
    for asked in dispute.undecided {
      sheet.fact("Asked already", "\(asked.to.shown): \(asked.reason)", .waiting)
    }
    let needsVendor =
      assessment.failures.contains { $0.row == .g4 && $0.remedy == .escalate }
      && assessment.scenario == .d6
    let to = sheet.choice(
      "to", "To", Addressee.allCases, suggestion: .opsManager, shown: \.shown)
    let about = sheet.choice(
      "about", "About", Subject.allCases, suggestion: needsVendor ? .vendor : .dispute,
      shown: { $0 == .vendor ? "the vendor" : "the dispute" })
    let reason = sheet.lines(
      "reason", "Reason", suggestion: reason(dispute, assessment, about, context.policy),
      expected: "what is to be decided, and why")
    guard let to, let about, let reason else { return }
    sheet.record(.escalate(to: to, reason: reason, about: about))
    sheet.summary = "escalated to the \(to.shown)"
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
