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
  /// The first of its rows that is visible.
  var top = 0
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
    guard case .conflict(var conflict) = overlay else { return false }
    switch id {
    case .goOn:
      overlay = nil
      guard !forms.isEmpty else { return true }
      rebaseForms()
      say(phrase("The form stands on the dispute as it is now; nothing is recorded yet."), .info)
    case .keepDraft:
      overlay = nil
      leaveForm()
    case .linesDown, .linesUp:
      conflict.top = top(of: sheet(conflict), after: id, from: conflict.top)
      overlay = .conflict(conflict)
    default: return false
    }
    return true
  }

  func draw(_ conflict: ConflictScreen, in frame: inout Frame) {
    draw(
      sheet(conflict), title: phrase("\(conflict.dispute) was changed meanwhile"),
      scrolledTo: conflict.top, in: &frame)
  }

  private func sheet(_ conflict: ConflictScreen) -> Sheet {
    var sheet = Sheet(width: overlayWidth, glyphs: session.glyphs)
    sheet.say(phrase("Nothing was recorded. This is what changed since you opened it:"))
    sheet.gap()
    sheet.indent = 7
    for numbered in conflict.events {
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
    return sheet
  }
}
