import Procedure

/// Asking for a payout, and a manager's word on it.
enum PayoutForm {
  static func ask(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = "ask for it"
    let amount = sheet.money(
      "amount", "Payout", suggestion: dispute.payoutDue.isZero ? nil : dispute.payoutDue)
    payTo(dispute.order?.payTo, &sheet)
    evidence(&sheet)
    guard let amount else { return }
    let approval = dispute.approval(of: amount, policy: sheet.context.context.policy)
    sheet.fact("Decides", "\(approval.by.shown): \(approval.because)")
    sheet.record(.requestPayout(amount: amount))
    sheet.summary = "payout of \(amount.short) asked for"
  }

  /// An approval is given by typing the amount; nothing else in the field does it, and Enter in an empty one does nothing.
  static func approve(_ sheet: inout FormSheet) {
    sheet.verb = "approve"
    sheet.entersAmount = true
    guard let payout = asked(&sheet) else { return }
    let typed = sheet.put(
      "amount", "Type the amount", .money, expected: "the payout’s amount, typed")
    guard let typed else { return }
    guard let amount = Money(typed: typed) else {
      sheet.refuse("“\(typed)” is no amount: type \(payout.amount.short) to approve.")
      return
    }
    sheet.understood("= " + amount.shown)
    guard amount == payout.amount else {
      sheet.refuse("\(amount.short) is not what is asked for, \(payout.amount.short).")
      return
    }
    sheet.record(.approve(reason: nil), names: ["reason": "amount"])
    sheet.summary = "payout of \(amount.short) approved"
  }

  static func decline(_ sheet: inout FormSheet) {
    sheet.verb = "decline"
    guard let payout = asked(&sheet) else { return }
    let reason = sheet.lines("reason", "Why not?", expected: "the reason, for who asked")
    guard let reason else { return }
    sheet.record(.decline(reason: reason))
    sheet.summary = "payout of \(payout.amount.short) declined"
  }

  /// A sign-off is given as an approval is: by typing what is disputed.
  static func signOff(_ sheet: inout FormSheet) {
    sheet.verb = "sign off"
    sheet.entersAmount = true
    guard let dispute = sheet.context.dispute else { return }
    evidence(&sheet)
    sheet.fact("In dispute", "\(dispute.disputed.shown), \(dispute.ticket.customer)", .money)
    let typed = sheet.put(
      "amount", "Type the amount", .money, expected: "what is disputed, typed")
    guard let typed else { return }
    guard let amount = Money(typed: typed), amount == dispute.disputed else {
      sheet.refuse("“\(typed)” is not what is disputed, \(dispute.disputed.short).")
      return
    }
    sheet.understood("= " + amount.shown)
    sheet.record(.signOff)
    sheet.summary = "\(amount.short) signed off"
  }

  /// The payout that waits, with all that an approver looks at.
  private static func asked(_ sheet: inout FormSheet) -> Payout? {
    guard let dispute = sheet.context.dispute, let payout = dispute.livePayout,
      payout.state == .asked
    else {
      sheet.emptiness = "No payout waits for approval."
      sheet.say(sheet.emptiness)
      return nil
    }
    let clock = FormTime(now: sheet.context.context.now, offset: sheet.context.offset)
    sheet.fact("Asked by", "\(payout.asker.shown), \(clock.text(payout.askedAt))")
    evidence(&sheet)
    let approval = dispute.approval(of: payout.amount, policy: sheet.context.context.policy)
    sheet.fact("Decides", "\(approval.by.shown): \(approval.because)")
    // Right above the field, so that a small screen shows them while it is typed.
    payTo(payout.payTo, &sheet)
    sheet.fact("Payout", "\(payout.amount.shown) to \(dispute.ticket.customer)", .money)
    return payout
  }

  private static func payTo(_ payTo: Personal?, _ sheet: inout FormSheet) {
    guard let payTo else {
      sheet.fact("Pay to", "not known: correct the order (Step 2)", .bad)
      return
    }
    let context = sheet.context
    let key = context.named(.formUnmask, else: ":\(Action.of(.formUnmask).name)")
    let look = context.isMasked ? "  [\(key)] shows it" : ""
    sheet.fact("Pay to", context.shown(payTo.text) + look)
  }

  private static func evidence(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    let evidence = Evidence(on: dispute, in: sheet.context.context)
    for (index, ground) in evidence.grounds.enumerated() {
      sheet.fact(index == 0 ? "For" : "", ground.words(offset: sheet.context.offset))
    }
    if evidence.doubts.isEmpty { sheet.fact("Against", "nothing known") }
    for (index, doubt) in evidence.doubts.enumerated() {
      sheet.fact(
        index == 0 ? "Against" : "", doubt.words(offset: sheet.context.offset), .warning)
    }
  }
}
