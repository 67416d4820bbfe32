import Procedure

/// What the customer says has come by now, and how they were reached.
enum CustomerForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.emptiness = phrase("Nothing was typed yet: say what the customer says has come.")
    sheet.fact(phrase("Customer"), dispute.ticket.customer.text)
    if let phone = dispute.ticket.phone {
      sheet.fact(phrase("Phone"), sheet.context.shown(phone.text))
    }
    let before = dispute.heard ?? dispute.ticket.received
    sheet.fact(phrase("Said so far"), before?.short ?? phrase("nothing has come"))
    contact(dispute, &sheet)
    let received = sheet.money("received", phrase("Received by now"), need: .wanted)
    let note = sheet.lines(
      "note", phrase("In their words"), need: .optional, placeholder: phrase("if it matters"))
    guard let received else {
      if note != nil {
        sheet.mistakes.append(
          FormMistake(
            field: "received", message: phrase("This is empty: say what has come, 0 for nothing.")))
      }
      return
    }
    sheet.record(.hear(received: received, note: note.map { Personal($0) }))
    sheet.summary = phrase("customer says \(received.short) has come")
  }

  private static func contact(_ dispute: Dispute, _ sheet: inout FormSheet) {
    let options =
      [FormOption("none", Phrase("none", sense: "no call"))]
      + Outcome.allCases.map { FormOption($0.rawValue, $0.shown) }
    let picked = sheet.pick(
      "outcome", phrase("New call"), options, suggestion: "none", need: .optional)
    guard let outcome = picked.flatMap(Outcome.init) else { return }
    let channel = sheet.choice(
      "channel", "  " + phrase("By", sense: "by which channel"), Channel.allCases,
      suggestion: .phone,
      shown: \.shown)
    guard let channel else { return }
    sheet.record(.contact(party: .customer, channel: channel, outcome: outcome))
    sheet.summary = phrase("call logged: \(channel.shown), \(outcome.shown)")
  }
}
