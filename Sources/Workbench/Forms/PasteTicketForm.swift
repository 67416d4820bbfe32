import Exchange
import Procedure
import Terminal

/// A ticket from text copied from the platform or the panel: first the text, then the fields that were read from it.
enum PasteTicketForm {
  /// The field of the text.
  static let area = "paste"
  private static let stage = "stage"

  static func fill(_ sheet: inout FormSheet) {
    guard sheet.typed(stage) != nil, let text = sheet.typed(area) else {
      sheet.emptiness = phrase("Nothing was pasted yet.")
      sheet.say(
        phrase(
          "Paste the ticket, the order, or both; nothing is logged before you have seen what was read."
        ))
      _ = sheet.put(
        area, phrase("Text"), .area,
        expected: phrase("text from the ticketing platform or the admin panel"))
      return
    }
    let pasted = PastedTicket.read(text, offset: sheet.context.offset)
    TicketForm.fill(&sheet, suggestions(pasted))
    sheet.hints.append(FormHint(.logCall, phrase("back to the text")))
    if pasted.bytesCut > 0 {
      sheet.say(
        phrase("The last \(pasted.bytesCut) bytes were not read: it is too long."), .warning)
    }
    if !pasted.rest.isEmpty {
      sheet.heading(phrase("Not recognised"))
      sheet.say(pasted.rest)
    }
  }

  /// Reads what was pasted into the fields; false where they stand there already, or there is nothing to read.
  static func read(_ form: inout Form, _ context: FormContext) -> Bool {
    guard form.typed[stage] == nil, let text = form.typed[area]?.text, !text.trimmed.isEmpty else {
      return false
    }
    form.typed[stage] = LineEditor(text: "read", multiline: true)
    form.mistake = nil
    form.focusFirstMissing(context)
    return true
  }

  /// Goes back to the text.
  static func back(_ form: inout Form) { form.typed[stage] = nil }

  private static let names: [(field: PastedTicket.Field, name: String)] = [
    (.ticket, "dispute"), (.tag, "tag"), (.customer, "customer"), (.phone, "phone"),
    (.order, "order"), (.quoted, "quoted"), (.received, "received"), (.complaint, "complaint"),
    (.attachments, "attachments"), (.loggedAt, "loggedAt"),
  ]

  private static func suggestions(_ pasted: PastedTicket) -> TicketForm.Suggestions {
    func value(_ field: PastedTicket.Field) -> String { pasted.suggestions[field]?.value ?? "" }
    var suggested = TicketForm.Suggestions(
      ticket: value(.ticket), tag: Tag(rawValue: value(.tag)), customer: value(.customer),
      phone: value(.phone), order: value(.order), quoted: Money(rupees: value(.quoted)),
      received: Money(rupees: value(.received)), complaint: value(.complaint),
      attachments: value(.attachments), loggedAt: Instant(rfc3339: value(.loggedAt)))
    for (field, name) in names {
      if let from = pasted.suggestions[field]?.from {
        suggested.remarks[name] = [
          FormField.Remark(text: phrase("from “\(line(from))”"), role: .dim)
        ]
      } else if let several = pasted.conflicts[field] {
        let quoted = several.map { "“\(line($0.value))”" }
        let values = quoted.dropFirst().reduce(quoted.first ?? "") { phrase("\($0) or \($1)") }
        suggested.remarks[name] = [
          FormField.Remark(
            text: phrase("the text has \(values): type the right one"), role: .warning)
        ]
      }
    }
    return suggested
  }

  /// The first line of a piece of text.
  private static func line(_ text: String) -> String {
    let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return TextLayout.truncate(first, to: 60)
  }
}
