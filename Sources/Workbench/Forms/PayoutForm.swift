import Procedure

/// Asking for a payout, and a manager's word on it.
enum PayoutForm {
  static func ask(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("ask for it")
    let amount = sheet.money(
      "amount", phrase("Payout"), suggestion: dispute.payoutDue.isZero ? nil : dispute.payoutDue)
    payTo(dispute.order?.payTo, &sheet)
    evidence(&sheet)
    guard let amount else { return }
    let approval = dispute.approval(of: amount, policy: sheet.context.context.policy)
    sheet.fact(phrase("Decides"), phrase("\(approval.by.shown): \(approval.because)"))
    sheet.record(.requestPayout(amount: amount))
    sheet.summary = phrase("payout of \(amount.short) asked for")
  }

  /// An approval is given by typing the amount; nothing else in the field does it, and Enter in an empty one does nothing.
  static func approve(_ sheet: inout FormSheet) {
    sheet.verb = phrase("approve")
    sheet.entersAmount = true
    guard let payout = asked(&sheet) else { return }
    let typed = sheet.put(
      "amount", phrase("Type the amount"), .money, expected: phrase("the payout’s amount, typed"))
    guard let typed else { return }
    guard let amount = Money(typed: typed) else {
      sheet.refuse(phrase("“\(typed)” is no amount: type \(payout.amount.short) to approve."))
      return
    }
    sheet.understood("= " + amount.shown)
    guard amount == payout.amount else {
      sheet.refuse(phrase("\(amount.short) is not what is asked for, \(payout.amount.short)."))
      return
    }
    sheet.record(.approve(reason: nil), names: ["reason": "amount"])
    sheet.summary = phrase("payout of \(amount.short) approved")
  }

  static func decline(_ sheet: inout FormSheet) {
    sheet.verb = phrase("decline")
    guard let payout = asked(&sheet) else { return }
    let reason = sheet.lines(
      "reason", phrase("Why not?"), expected: phrase("the reason, for who asked"))
    guard let reason else { return }
    sheet.record(.decline(reason: reason))
    sheet.summary = phrase("payout of \(payout.amount.short) declined")
  }

  /// A sign-off is given as an approval is: by typing what is disputed.
  static func signOff(_ sheet: inout FormSheet) {
    sheet.verb = phrase("sign off")
    sheet.entersAmount = true
    guard let dispute = sheet.context.dispute else { return }
    evidence(&sheet)
    sheet.fact(
      phrase("In dispute"), "\(dispute.disputed.shown), \(dispute.ticket.customer)", .money)
    let typed = sheet.put(
      "amount", phrase("Type the amount"), .money, expected: phrase("what is disputed, typed"))
    guard let typed else { return }
    guard let amount = Money(typed: typed), amount == dispute.disputed else {
      sheet.refuse(phrase("“\(typed)” is not what is disputed, \(dispute.disputed.short)."))
      return
    }
    sheet.understood("= " + amount.shown)
    sheet.record(.signOff)
    sheet.summary = phrase("\(amount.short) signed off")
  }

  /// The payout that waits, with all that an approver looks at.
  private static func asked(_ sheet: inout FormSheet) -> Payout? {
    guard let dispute = sheet.context.dispute, let payout = dispute.livePayout,
      payout.state == .asked
    else {
      sheet.emptiness = phrase("No payout waits for approval.")
      sheet.say(sheet.emptiness)
      return nil
    }
    let clock = FormTime(now: sheet.context.context.now, offset: sheet.context.offset)
    sheet.fact(phrase("Asked by"), "\(payout.asker.shown), \(clock.text(payout.askedAt))")
    evidence(&sheet)
    let approval = dispute.approval(of: payout.amount, policy: sheet.context.context.policy)
    sheet.fact(phrase("Decides"), phrase("\(approval.by.shown): \(approval.because)"))
    // Right above the field, so that a small screen shows them while it is typed.
    payTo(payout.payTo, &sheet)
    sheet.fact(
      phrase("Payout"),
      phrase("\(payout.amount.shown) to \(dispute.ticket.customer)", sense: "a payout to somebody"),
      .money)
    return payout
  }

  private static func payTo(_ payTo: Personal?, _ sheet: inout FormSheet) {
    guard let payTo else {
      sheet.fact(phrase("Pay to"), phrase("not known: correct the order (Step 2)"), .bad)
      return
    }
    let context = sheet.context
    let key = context.named(.formUnmask, else: ":\(Action.of(.formUnmask).name)")
    let look = context.isMasked ? "  " + phrase("[\(key)] shows it") : ""
    sheet.fact(phrase("Pay to"), context.shown(payTo.text) + look)
  }

  private static func evidence(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    let evidence = Evidence(on: dispute, in: sheet.context.context)
    for (index, ground) in evidence.grounds.enumerated() {
      sheet.fact(
        index == 0 ? phrase("For", sense: "what speaks for it") : "",
        phrase(ground.words(offset: sheet.context.offset)))
    }
    if evidence.doubts.isEmpty {
      sheet.fact(phrase("Against", sense: "what speaks against it"), phrase("nothing known"))
    }
    for (index, doubt) in evidence.doubts.enumerated() {
      sheet.fact(
        index == 0 ? phrase("Against", sense: "what speaks against it") : "",
        phrase(doubt.words(offset: sheet.context.offset)), .warning)
    }
  }
}
