import Procedure

/// A manager's finding on a dispute.
enum FindForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = "find"
    for asked in dispute.undecided {
      sheet.fact("\(asked.asker.shown) asks", asked.reason, .waiting)
    }
    if let finding = dispute.finding {
      sheet.fact("Found before", "\(finding.kind.shown), \(finding.reason)")
    }
    sheet.fact(
      "Figures",
      "due \(dispute.due.short), paid \(dispute.paid.short), shortfall \(dispute.shortfall.short)",
      .money)
    let kind = sheet.choice("finding", "Finding", FindingKind.allCases, shown: \.shown)
    var amount: Money?
    if kind == .validDeduction {
      amount = sheet.money(
        "amount", "Deduction", suggestion: dispute.shortfall.isZero ? nil : dispute.shortfall)
    }
    let reason = sheet.lines("reason", "Reason", expected: "what the finding rests on")
    guard let kind, let reason, kind != .validDeduction || amount != nil else { return }
    sheet.record(.find(kind, amount: amount, reason: reason))
    sheet.summary = "found: \(kind.shown)"
  }
}
