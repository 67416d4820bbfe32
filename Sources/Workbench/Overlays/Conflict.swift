import Journal
import Procedure
import Terminal

/// Somebody was faster: what they recorded, beside what was typed.
struct ConflictScreen: Sendable {
  /// The dispute.
  var dispute: TicketID
  /// What was recorded since it was opened, oldest first.
  var events: [NumberedEvent]
  /// What was typed, by field.
  var typed: [(field: String, text: String)]
}

extension Model {
  mutating func showConflict(
    _ performed: Message.Performed, _ events: [NumberedEvent],
    typed: [(field: String, text: String)]
  ) {
    overlay = .conflict(
      ConflictScreen(dispute: performed.performance.dispute, events: events, typed: typed))
  }

  mutating func runConflict(_ id: ActionID) -> Bool {
    switch id {
    case .goOn:
      overlay = nil
      guard !forms.isEmpty else { return true }
      rebaseForms()
      say(phrase("The form stands on the dispute as it is now; nothing is recorded yet."), .info)
    case .keepDraft:
      overlay = nil
      leaveForm()
    default: return false
    }
    return true
  }

  func draw(_ conflict: ConflictScreen, in frame: inout Frame) {
    let box = overlayBox(rows: conflict.events.count + conflict.typed.count + 10)
    frame.fill(box)
    frame.box(box, title: phrase("\(conflict.dispute) was changed meanwhile"), focused: true)
    let inside = box.inset(rows: 1, columns: 2)
    var sheet = Sheet(width: inside.columns, glyphs: session.glyphs)
    sheet.say(phrase("Nothing was recorded. This is what changed since you opened it:"))
    sheet.gap()
    sheet.indent = 7
    for numbered in conflict.events.suffix(max(inside.rows - conflict.typed.count - 7, 3)) {
      let event = numbered.event
      sheet.entry(
        event.at.civil(offset: session.offset).clock,
        phrase(
          "\(event.fact.words(offset: session.offset, masked: !pane.isUnmasked)), \(event.doer.shown)"
        ),
        .accent)
    }
    if !conflict.typed.isEmpty {
      sheet.rule(phrase("What you typed is kept"))
      sheet.indent = 20
      for (field, text) in conflict.typed { sheet.entry(field, text) }
    }
    sheet.gap()
    sheet.say(
      conflict.typed.isEmpty
        ? phrase("\(keyed(.goOn)): look at it as it is now.")
        : phrase("\(keyed(.goOn)) with it on the dispute as it is now, or leave it as a draft."),
      .dim)
    sheet.draw(in: &frame, rect: inside, box: box)
    frame.cursor = nil
  }
}
