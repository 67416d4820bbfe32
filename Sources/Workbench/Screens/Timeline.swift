import Journal
import Procedure
import Terminal

/// Everything that happened to the dispute, the latest first.
extension Model {
  func timeline(in sheet: inout Sheet) {
    if let history = pane.history { timeline(history, in: &sheet) }
  }

  func timeline(_ history: [NumberedEvent], in sheet: inout Sheet) {
    var day: CivilDay?
    sheet.indent = 6
    for numbered in history.reversed() {
      let event = numbered.event
      let time = event.at.civil(offset: session.offset)
      if time.day != day {
        if day != nil { sheet.gap() }
        sheet.say(time.day.short, .heading)
        day = time.day
      }
      sheet.entry(
        time.clock, phrase("\(words(of: numbered)), \(event.doer.shown)"),
        role(of: numbered.version))
    }
  }

  /// What an event of the dispute that is shown was, with old and new where it corrected something.
  func words(of numbered: NumberedEvent) -> String {
    numbered.event.fact.words(
      correcting: pane.corrected[numbered.version], offset: session.offset,
      masked: !pane.isUnmasked, arrow: session.glyphs.arrow)
  }

  /// Where one looks back, what came later is dim.
  private func role(of version: Int) -> Terminal.Role {
    guard let past = pane.past else { return .text }
    return version > past.event.version ? .dim : version == past.event.version ? .accent : .text
  }
}
