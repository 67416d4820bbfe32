import Procedure

/// Something on several disputes at once: what is said once for all of them. It is rehearsed before it is recorded.
enum ManyForm {
  /// The most marked disputes that are named.
  static let named = 60

  /// What is said of all that are marked.
  static func fill(_ sheet: inout FormSheet) {
    sheet.verb = phrase("rehearse")
    let marked = sheet.context.marked
    sheet.fact(phrase("Marked"), "\(marked.count)", .money)
    let more = marked.count > named ? "  " + phrase("and \(marked.count - named) more") : ""
    sheet.say(marked.prefix(named).map(\.text).joined(separator: "  ") + more)
    guard let command = command(&sheet) else { return }
    rehearse(.marked, command, &sheet)
  }

  private static func command(_ sheet: inout FormSheet) -> Command? {
    switch sheet.form.kind {
    case .declineMarked:
      return sheet.lines(
        "reason", phrase("Why not?"), expected: phrase("the reason, for who asked")
      )
      .map { .decline(reason: $0) }
    case .returnMarked:
      return sheet.lines(
        "instruction", phrase("Instruction"), expected: phrase("what is to be done next")
      )
      .map { .return(instruction: $0) }
    case .assignMarked:
      return AssignForm.person("to", phrase("To", sense: "to whom"), &sheet).map { .assign(to: $0) }
    case .noteMarked:
      sheet.say(phrase("For the desk alone; it is no part of the ticket comment."))
      return sheet.lines("text", phrase("Note"), expected: phrase("the note")).map {
        .note(text: $0)
      }
    case .remarkMarked:
      return sheet.lines("text", phrase("Remarks"), expected: phrase("why the deduction is valid"))
        .map { .remark(text: $0) }
    case .reopenMarked:
      return sheet.lines("reason", phrase("Reason"), expected: phrase("why they are opened again"))
        .map { .reopen(reason: $0) }
    case .parkMarked: return park(&sheet)
    case .escalateMarked: return escalate(&sheet)
    case .contactMarked: return contact(&sheet)
    case .appliedMarked:
      return sheet.choice("item", phrase("Done"), OutsideItem.allCases, shown: \.shown).map {
        .applied($0)
      }
    default: return standing(&sheet)
    }
  }

  private static func park(_ sheet: inout FormSheet) -> Command? {
    let until = sheet.time(
      "until", phrase("Until"), tense: .future,
      placeholder: phrase("tomorrow 10:00, +2h, 24 Nov 9:00"))
    let reason = sheet.lines("reason", phrase("Reason"), expected: phrase("what they wait for"))
    guard let until, let reason else { return nil }
    return .park(until: until, reason: reason)
  }

  private static func escalate(_ sheet: inout FormSheet) -> Command? {
    let to = sheet.choice(
      "to", phrase("To", sense: "to whom"), Addressee.allCases, suggestion: .opsManager,
      shown: \.shown)
    let about = sheet.choice(
      "about", phrase("About"), Subject.allCases, suggestion: .dispute,
      shown: { $0 == .vendor ? Phrase("the vendor") : Phrase("the dispute") })
    let reason = sheet.lines(
      "reason", phrase("Reason"), expected: phrase("what is to be decided, and why"))
    guard let to, let about, let reason else { return nil }
    return .escalate(to: to, reason: reason, about: about)
  }

  private static func contact(_ sheet: inout FormSheet) -> Command? {
    let outcome = sheet.choice(
      "outcome", phrase("What came of it"), Outcome.allCases, shown: \.shown)
    let channel = sheet.choice(
      "channel", phrase("By", sense: "by which channel"), Channel.allCases, suggestion: .phone,
      shown: \.shown)
    guard let outcome, let channel else { return nil }
    return .contact(party: .vendor, channel: channel, outcome: outcome)
  }

  private static func standing(_ sheet: inout FormSheet) -> Command? {
    let reason = sheet.lines(
      "reason", phrase("Reason"), need: .optional, placeholder: phrase("if there is one"))
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
    sheet.verb = phrase("rehearse")
    sheet.say(phrase("Everything open or escalated that somebody holds who is not here."))
    let from = sheet.text(
      "from", phrase("From", sense: "from whom"), expected: phrase("the login of who holds them"),
      kind: .name(sheet.context.people.map(\.text)))
    guard let to = AssignForm.person("to", phrase("To", sense: "to whom"), &sheet), let from else {
      return
    }
    guard from != to.text else {
      sheet.refuse(phrase("“\(from)” holds them already: name somebody else."))
      return
    }
    rehearse(.heldBy(Person(from)), .assign(to: to), &sheet)
  }

  private static func rehearse(_ many: Many, _ command: Command, _ sheet: inout FormSheet) {
    sheet.add(.rehearse(many, command))
    sheet.summary = phrase("rehearsed")
  }
}

/// Which disputes a decision on several is about.
public enum Many: Hashable, Sendable {
  /// Those that are marked.
  case marked
  /// Everything open or escalated that somebody holds.
  case heldBy(Person)
}
