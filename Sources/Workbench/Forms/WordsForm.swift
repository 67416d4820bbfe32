import Procedure

/// Forms of one text: remarks, an internal note, an instruction, the reason of a reopening.
enum WordsForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    switch sheet.form.kind {
    case .remark:
      let text = sheet.lines(
        "text", "Remarks", suggestion: dispute.remarks ?? "",
        expected: "why the deduction is valid")
      record(text.map { .remark(text: $0) }, "remarks recorded", &sheet)
    case .note:
      sheet.say("For the desk alone; it is no part of the ticket comment.")
      for note in dispute.notes.suffix(3) { sheet.fact("Noted", note) }
      let text = sheet.lines("text", "Note", expected: "the note")
      record(text.map { .note(text: $0) }, "noted", &sheet)
    case .giveBack:
      for asked in dispute.undecided {
        sheet.fact("\(asked.asker.shown) asks", asked.reason, .waiting)
      }
      let text = sheet.lines("instruction", "Instruction", expected: "what is to be done next")
      sheet.verb = "return it"
      record(text.map { .return(instruction: $0) }, "returned", &sheet)
    default:
      let wording = dispute.status.map { sheet.context.context.policy.wording(of: $0).name }
      sheet.fact("Closed as", wording ?? dispute.state.rawValue)
      let text = sheet.lines("reason", "Reason", expected: "why it is opened again")
      sheet.verb = "reopen"
      record(text.map { .reopen(reason: $0) }, "reopened", &sheet)
    }
  }

  private static func record(_ command: Command?, _ summary: String, _ sheet: inout FormSheet) {
    guard let command else { return }
    sheet.record(command)
    sheet.summary = summary
  }
}
