import Procedure

/// Points at the pickup note that supports a deduction.
enum SupportForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("support", sense: "what one does")
    let notes = (dispute.order?.notes ?? []).enumerated()
      .filter { $0.element.at < dispute.ticket.loggedAt }
    guard !notes.isEmpty else {
      sheet.emptiness =
        phrase("No pickup note was written before the ticket: nothing supports a deduction.")
      sheet.say(sheet.emptiness)
      return
    }
    let clock = FormTime(now: sheet.context.context.now, offset: sheet.context.offset)
    let options = notes.map { index, note in
      let amount = note.amount.map { ", \($0.short)" } ?? ""
      return FormOption("\(index)", "“\(note.text)” \(clock.text(note.at))\(amount)")
    }
    let picked = sheet.pick(
      "note", phrase("Note"), options, suggestion: notes.count == 1 ? options.first?.key : nil)
    guard let index = picked.flatMap({ Int($0) }), let note = dispute.order?.notes[index] else {
      return
    }
    let suggestion = note.amount ?? (dispute.shortfall.isZero ? nil : dispute.shortfall)
    let amount = sheet.money("amount", phrase("Deduction"), suggestion: suggestion)
    sheet.fact(phrase("Shortfall"), dispute.shortfall.short, .money)
    if let named = note.amount { sheet.fact(phrase("The note names"), named.short, .money) }
    guard let amount else { return }
    if amount.isZero { sheet.say(phrase("Nothing: what this note supported is taken back.")) }
    sheet.record(.supportDeduction(amount: amount, note: index))
    sheet.summary = phrase("deduction of \(amount.short) supported")
  }
}
