import Procedure

/// A decision on several disputes at once: what is said once for all of them. It is rehearsed before it is recorded.
enum ManyForm {
  static func fill(_ sheet: inout FormSheet) {
    sheet.verb = "rehearse"
    switch sheet.form.kind {
    case .declineMarked:
      marked(&sheet)
      let reason = sheet.lines("reason", "Why not?", expected: "the reason, for who asked")
      guard let reason else { return }
      rehearse(.marked, .decline(reason: reason), &sheet)
    case .returnMarked:
      marked(&sheet)
      let text = sheet.lines("instruction", "Instruction", expected: "what is to be done next")
      guard let text else { return }
      rehearse(.marked, .return(instruction: text), &sheet)
    case .assignMarked:
      marked(&sheet)
      guard let to = AssignForm.person("to", "To", &sheet) else { return }
      rehearse(.marked, .assign(to: to), &sheet)
    default:
      sheet.say("Everything open or escalated that somebody holds who is not here.")
      let from = sheet.text(
        "from", "From", expected: "the login of who holds them",
        kind: .name(sheet.context.people.map(\.text)))
      guard let to = AssignForm.person("to", "To", &sheet), let from else { return }
      guard from != to.text else {
        sheet.refuse("“\(from)” holds them already: name somebody else.")
        return
      }
      rehearse(.heldBy(Person(from)), .assign(to: to), &sheet)
    }
  }

  private static func marked(_ sheet: inout FormSheet) {
    let marked = sheet.context.marked
    sheet.fact("Marked", "\(marked.count)", .money)
    sheet.say(marked.map(\.text).joined(separator: "  "))
  }

  private static func rehearse(_ many: Many, _ command: Command, _ sheet: inout FormSheet) {
    sheet.add(.rehearse(many, command))
    sheet.summary = "rehearsed"
  }
}

/// Which disputes a decision on several is about.
public enum Many: Hashable, Sendable {
  /// Those that are marked.
  case marked
  /// Everything open or escalated that somebody holds.
  case heldBy(Person)
}
