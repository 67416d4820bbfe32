import Procedure

/// A decision on the vendor's standing.
enum StandingForm {
  static func fill(_ sheet: inout FormSheet) {
    VendorWords.facts(&sheet)
    let assessment = sheet.context.dispute.map { Assessment(of: $0, in: sheet.context.context) }
    for question in assessment?.vendor?.questions ?? [] {
      sheet.fact("Asked", "\(question.reason), on \(question.dispute)", .waiting)
    }
    let kind = sheet.form.kind
    var suggestion = ""
    if kind == .block, let scenario = assessment?.scenario, scenario == .d1 || scenario == .d2 {
      suggestion = "\(scenario.rawValue): \(scenario.shown)"
    }
    let reason = sheet.lines(
      "reason", "Reason", suggestion: suggestion, need: .optional, placeholder: "if there is one")
    let command: Command
    switch kind {
    case .block: (command, sheet.verb, sheet.summary) = (.block(reason: reason), "block", "blocked")
    case .suspend:
      (command, sheet.verb, sheet.summary) = (.suspend(reason: reason), "suspend", "suspended")
    case .unblock:
      (command, sheet.verb, sheet.summary) = (.unblock(reason: reason), "release", "released")
    case .flag: (command, sheet.verb, sheet.summary) = (.flag(reason: reason), "flag", "flagged")
    default: (command, sheet.verb, sheet.summary) = (.keep(reason: reason), "keep", "left as it is")
    }
    if let vendor = sheet.context.dispute?.order?.vendor {
      sheet.summary = "\(vendor) \(sheet.summary)"
    }
    sheet.record(command)
  }
}
