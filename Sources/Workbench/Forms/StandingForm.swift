import Procedure

/// A decision on the vendor's standing.
enum StandingForm {
  static func fill(_ sheet: inout FormSheet) {
    VendorWords.facts(&sheet)
    let assessment = sheet.context.dispute.map { Assessment(of: $0, in: sheet.context.context) }
    for question in assessment?.vendor?.questions ?? [] {
      sheet.fact(
        phrase("Asked"),
        phrase("\(question.reason), on \(question.dispute)", sense: "a question, on its ticket"),
        .waiting)
    }
    let kind = sheet.form.kind
    var suggestion = ""
    if kind == .block, let scenario = assessment?.scenario, scenario == .d1 || scenario == .d2 {
      suggestion = "\(scenario.rawValue): \(scenario.shown)"
    }
    let reason = sheet.lines(
      "reason", phrase("Reason"), suggestion: suggestion, need: .optional,
      placeholder: phrase("if there is one"))
    // Without a vendor the core refuses each of these.
    let vendor = sheet.context.dispute?.order?.vendor.text ?? ""
    let command: Command
    switch kind {
    case .block:
      command = .block(reason: reason)
      sheet.verb = phrase("block", sense: "what one does")
      sheet.summary = phrase("\(vendor) blocked")
    case .suspend:
      command = .suspend(reason: reason)
      sheet.verb = phrase("suspend")
      sheet.summary = phrase("\(vendor) suspended")
    case .unblock:
      command = .unblock(reason: reason)
      sheet.verb = phrase("release")
      sheet.summary = phrase("\(vendor) released")
    case .flag:
      command = .flag(reason: reason)
      sheet.verb = phrase("flag", sense: "what one does")
      sheet.summary = phrase("\(vendor) flagged")
    default:
      command = .keep(reason: reason)
      sheet.verb = phrase("keep")
      sheet.summary = phrase("\(vendor) left as it is")
    }
    sheet.record(command)
  }
}
