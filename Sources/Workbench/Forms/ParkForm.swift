/// Puts the dispute aside until a time.
enum ParkForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("park", sense: "what one does")
    let until = sheet.time(
      "until", phrase("Until"), tense: .future,
      placeholder: phrase("tomorrow 10:00, +2h, 24 Nov 9:00"))
    let reason = sheet.lines("reason", phrase("Reason"), expected: phrase("what it waits for"))
    if let window = dispute.window(policy: sheet.context.context.policy) {
      let clock = FormTime(now: sheet.context.context.now, offset: sheet.context.offset)
      let words =
        window.hasLapsed(at: sheet.context.context.now)
        ? phrase("has lapsed") : phrase("runs on, to \(clock.text(window.lapsesAt))")
      sheet.fact(phrase("The window"), words, .warning)
    }
    guard let until, let reason else { return }
    sheet.record(.park(until: until, reason: reason))
    sheet.summary = phrase("parked")
  }
}
