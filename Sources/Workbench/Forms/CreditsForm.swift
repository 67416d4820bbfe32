import Procedure

/// The vendor's credits: reduced where it is at fault, given back where it was not.
enum CreditsForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    VendorWords.facts(&sheet)
    let isCredit = sheet.form.kind == .credit
    sheet.verb = isCredit ? phrase("give back") : phrase("reduce")
    guard isCredit else {
      let payout = dispute.livePayout ?? dispute.payouts.last { $0.state == .settled }
      let amount = payout?.amount ?? dispute.shortfall
      let typed = sheet.money(
        "amount", phrase("Reduce by"), suggestion: amount.isZero ? nil : amount)
      guard let typed else { return }
      sheet.record(.debit(amount: typed))
      sheet.summary = phrase("credits reduced by \(typed.short)")
      return
    }
    let taken = dispute.order.flatMap { dispute.debited[$0.vendor] }?.notBelowZero ?? .zero
    let amount = sheet.money("amount", phrase("Give back"), suggestion: taken.isZero ? nil : taken)
    let reason = sheet.lines(
      "reason", phrase("Reason"), expected: phrase("why they are given back"))
    guard let amount, let reason else { return }
    sheet.record(.credit(amount: amount, reason: reason))
    sheet.summary = phrase("credits of \(amount.short) given back")
  }
}
