import Procedure

/// Something on several disputes at once: what is said once for all of them. It is rehearsed before it is recorded.
enum ManyForm {
  /// The most marked disputes that are named.
  static let named = 60

  /// What is said of all that are marked.
  static func fill(_ sheet: inout FormSheet) {
    sheet.verb = "rehearse"
    let marked = sheet.context.marked
    sheet.fact("Marked", "\(marked.count)", .money)
    let more = marked.count > named ? "  and \(marked.count - named) more" : ""
    sheet.say(marked.prefix(named).map(\.text).joined(separator: "  ") + more)
    guard let command = command(&sheet) else { return }
    rehearse(.marked, command, &sheet)
  }

  private static func command(_ sheet: inout FormSheet) -> Command? {
    switch sheet.form.kind {
    case .declineMarked:
      return sheet.lines("reason", "Why not?", expected: "the reason, for who asked")
        .map { .decline(reason: $0) }
    case .returnMarked:
      return sheet.lines("instruction", "Instruction", expected: "what is to be done next")
        .map { .return(instruction: $0) }
    case .assignMarked: return AssignForm.person("to", "To", &sheet).map { .assign(to: $0) }
    case .noteMarked:
      sheet.say("For the desk alone; it is no part of the ticket comment.")
      return sheet.lines("text", "Note", expected: "the note").map { .note(text: $0) }
    case .remarkMarked:
      return sheet.lines("text", "Remarks", expected: "why the deduction is valid")
        .map { .remark(text: $0) }
    case .reopenMarked:
      return sheet.lines("reason", "Reason", expected: "why they are opened again")
        .map { .reopen(reason: $0) }
    case .parkMarked: return park(&sheet)
    case .escalateMarked: return escalate(&sheet)
    case .contactMarked: return contact(&sheet)
    case .appliedMarked:
      return sheet.choice("item", "Done", OutsideItem.allCases, shown: \.shown).map { .applied($0) }
    default: return standing(&sheet)
    }
  }

  private static func park(_ sheet: inout FormSheet) -> Command? {
    let until = sheet.time(
      "until", "Until", tense: .future, placeholder: "tomorrow 10:00, +2h, 24 Nov 9:00")
    let reason = sheet.lines("reason", "Reason", expected: "what they wait for")
    guard let until, let reason else { return nil }
    return .park(until: until, reason: reason)
  }

  private static func escalate(_ sheet: inout FormSheet) -> Command? {
    let to = sheet.choice("to", "To", Addressee.allCases, suggestion: .opsManager, shown: \.shown)
    let about = sheet.choice(
      "about", "About", Subject.allCases, suggestion: .dispute,
      shown: { $0 == .vendor ? "the vendor" : "the dispute" })
    let reason = sheet.lines("reason", "Reason", expected: "what is to be decided, and why")
    guard let to, let about, let reason else { return nil }
    return .escalate(to: to, reason: reason, about: about)
  }

  private static func contact(_ sheet: inout FormSheet) -> Command? {
    let outcome = sheet.choice("outcome", "What came of it", Outcome.allCases, shown: \.shown)
    let channel = sheet.choice(
      "channel", "By", Channel.allCases, suggestion: .phone, shown: \.shown)
    guard let outcome, let channel else { return nil }
    return .contact(party: .vendor, channel: channel, outcome: outcome)
  }

  private static func standing(_ sheet: inout FormSheet) -> Command? {
    let reason = sheet.lines(
      "reason", "Reason", need: .optional, placeholder: "if there is one")
    switch sheet.form.kind {
    case .blockMarked: return .block(reason: reason)
    case .suspendMarked: return .suspend(reason: reason)
    case .unblockMarked: return .unblock(reason: reason)
    case .flagMarked: return .flag(reason: reason)
    default: return .keep(reason: reason)
    }
  }

  /// Gives all that somebody holds to another.
  static func assignAll(_ sheet: inout FormSheet) {
    sheet.verb = "rehearse"
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
