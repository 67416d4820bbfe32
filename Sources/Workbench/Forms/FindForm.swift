import Procedure

/// A manager's finding on a dispute.
enum FindForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("find", sense: "what one does")
    for asked in dispute.undecided {
      sheet.fact(phrase("\(asked.asker.shown) asks"), asked.reason, .waiting)
    }
    if let finding = dispute.finding {
      sheet.fact(phrase("Found before"), phrase("\(finding.kind.shown), \(finding.reason)"))
    }
    sheet.fact(
      phrase("Figures"),
      phrase(
        "due \(dispute.due.short), paid \(dispute.paid.short), shortfall \(dispute.shortfall.short)"
      ),
      .money)
    let kind = sheet.choice("finding", phrase("Finding"), FindingKind.allCases, shown: \.shown)
    var amount: Money?
    if kind == .validDeduction {
      amount = sheet.money(
        "amount", phrase("Deduction"),
        suggestion: dispute.shortfall.isZero ? nil : dispute.shortfall)
    }
    let reason = sheet.lines(
      "reason", phrase("Reason"), expected: phrase("what the finding rests on"))
    guard let kind, let reason, kind != .validDeduction || amount != nil else { return }
    sheet.record(.find(kind, amount: amount, reason: reason))
    sheet.summary = phrase("found: \(kind.shown)")
  }
}
