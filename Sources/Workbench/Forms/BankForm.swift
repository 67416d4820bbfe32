import Procedure

/// The bank's word on a payout.
enum BankForm {
  static func settle(_ sheet: inout FormSheet) {
    sheet.verb = phrase("settle")
    guard payout(sheet.context.dispute?.livePayout, &sheet) else { return }
    guard let reference = sheet.reference("reference", phrase("Reference")) else { return }
    if let dispute = sheet.context.dispute {
      for doubt in dispute.doubts(ofPayoutReference: reference, in: sheet.context.context) {
        sheet.remark(phrase(doubt), .warning)
      }
    }
    sheet.record(.settle(reference: reference))
    sheet.summary = phrase("payout settled, \(reference)")
  }

  static func failed(_ sheet: inout FormSheet) {
    let isReverse = sheet.form.kind == .reverse
    sheet.verb =
      isReverse ? phrase("reverse", sense: "what one does") : phrase("record the failure")
    let dispute = sheet.context.dispute
    let meant = isReverse ? dispute?.payouts.last { $0.state == .settled } : dispute?.livePayout
    guard payout(meant, &sheet) else { return }
    guard
      let reason = sheet.lines(
        "reason", phrase("What the bank says"),
        expected: isReverse ? phrase("why it came back") : phrase("why it failed"))
    else { return }
    sheet.record(isReverse ? .reverse(reason: reason) : .fail(reason: reason))
    sheet.summary = isReverse ? phrase("payout reversed") : phrase("payout failed")
  }

  private static func payout(_ payout: Payout?, _ sheet: inout FormSheet) -> Bool {
    guard let payout else {
      sheet.emptiness = phrase("There is no such payout.")
      sheet.say(sheet.emptiness)
      return false
    }
    sheet.fact(phrase("Payout"), "\(payout.amount.shown), \(payout.standing)", .money)
    sheet.fact(phrase("Pay to"), sheet.context.shown(payout.payTo.text))
    return true
  }
}
