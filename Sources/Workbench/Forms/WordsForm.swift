import Procedure

/// Forms of one text: remarks, an internal note, an instruction, the reason of a reopening.
enum WordsForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    switch sheet.form.kind {
    case .remark:
      let text = sheet.lines(
        "text", phrase("Remarks"), suggestion: dispute.remarks ?? "",
        expected: phrase("why the deduction is valid"))
      record(text.map { .remark(text: $0) }, phrase("remarks recorded"), &sheet)
    case .note:
      sheet.say(phrase("For the desk alone; it is no part of the ticket comment."))
      for note in dispute.notes.suffix(3) { sheet.fact(phrase("Noted"), note) }
      let text = sheet.lines("text", phrase("Note"), expected: phrase("the note"))
      record(text.map { .note(text: $0) }, phrase("noted"), &sheet)
    case .giveBack:
      for asked in dispute.undecided {
        sheet.fact(phrase("\(asked.asker.shown) asks"), asked.reason, .waiting)
      }
      let text = sheet.lines(
        "instruction", phrase("Instruction"), expected: phrase("what is to be done next"))
      sheet.verb = phrase("return it")
      record(text.map { .return(instruction: $0) }, phrase("returned"), &sheet)
    default:
      let wording = dispute.status.map { sheet.context.context.policy.wording(of: $0).name }
      sheet.fact(phrase("Closed as"), wording ?? phrase(dispute.state.shown))
      let text = sheet.lines("reason", phrase("Reason"), expected: phrase("why it is opened again"))
      sheet.verb = phrase("reopen")
      record(text.map { .reopen(reason: $0) }, phrase("reopened"), &sheet)
    }
  }

  private static func record(_ command: Command?, _ summary: String, _ sheet: inout FormSheet) {
    guard let command else { return }
    sheet.record(command)
    sheet.summary = summary
  }
}
