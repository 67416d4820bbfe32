import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What would be recorded on one dispute, shown before it is: nothing is until its key says so.
struct PreviewScreen: Sendable {
  /// What is about to be recorded.
  struct Ready: Sendable {
    /// The dispute as it is.
    var look: Look
    /// The version that everything here rests on.
    var version: Int
    /// What it is about, row by row: what is taken back, what stands again.
    var rows: [Row]
    /// The commands, in order.
    var commands: [Command]
    /// The facts that they would record.
    var facts: [Fact]
    /// The step that is refused, from 1, and why; the steps before it are done.
    var refused: (step: Int, refusal: Refusal)?
    /// What is said once it is recorded.
    var summary: String

    /// The commands that can be done.
    var able: ArraySlice<Command> { commands.prefix((refused?.step ?? commands.count + 1) - 1) }
  }

  /// A label and what stands beside it.
  struct Row: Sendable {
    var label: String
    var text: String
    var role = Terminal.Role.value
  }

  /// The number of the request.
  var number: Int
  /// The dispute.
  var dispute: TicketID
  /// The action that asked for it.
  var action: ActionID
  /// What stands over it.
  var title: String
  /// What would be recorded; nil until it is known.
  var ready: Ready?
  /// The first of its rows that is visible.
  var top = 0
}

extension Model {
  /// Whether what is about to be shown has not come: keys wait for it, for they would be meant for it.
  var awaitsPreview: Bool {
    if case .preview(let preview) = overlay { preview.ready == nil } else { false }
  }

  /// Opens a preview, whose facts come a moment later.
  mutating func openPreview(_ action: ActionID, _ title: String, of dispute: TicketID) -> Int {
    let number = number()
    overlay = .preview(
      PreviewScreen(number: number, dispute: dispute, action: action, title: title))
    return number
  }

  /// Leaves a preview that never came.
  mutating func giveUpPreview() {
    if awaitsPreview { overlay = nil }
  }

  /// Shows what commands would record on a dispute, decided by the core one after the other with nothing written.
  mutating func preview(
    _ commands: [Command], rows: [PreviewScreen.Row], on look: Look, version: Int,
    summary: String, in screen: PreviewScreen
  ) {
    var ready = PreviewScreen.Ready(
      look: look, version: version, rows: rows, commands: commands, facts: [], refused: nil,
      summary: summary)
    var after = look
    for (place, command) in commands.enumerated() {
      do throws(Refusal) {
        let facts = try decide(
          command, on: after.dispute, id: look.dispute.id, in: session.context(after))
        ready.facts += facts
        after.dispute = session.folded(facts, into: after.dispute)
      } catch {
        ready.refused = (place + 1, error)
        break
      }
    }
    ready.look = after
    var screen = screen
    screen.ready = ready
    overlay = .preview(screen)
  }

  mutating func runPreview(_ id: ActionID) -> Bool {
    guard case .preview(var screen) = overlay else { return false }
    switch id {
    case .doAll:
      guard let ready = screen.ready, !ready.able.isEmpty else { return true }
      overlay = nil
      record(
        ready.able.map { .command($0) }, on: screen.dispute, seen: ready.version,
        from: .action(screen.action), saying: summary(of: ready))
    case .leaveRehearsal:
      overlay = nil
      say(phrase("Nothing was recorded."), .info)
    case .linesDown, .linesUp:
      screen.top = top(of: sheet(screen, width: overlayWidth), after: id, from: screen.top)
      overlay = .preview(screen)
    default: return false
    }
    return true
  }

  func draw(_ screen: PreviewScreen, in frame: inout Frame) {
    draw(
      sheet(screen, width: overlayWidth), title: title([screen.title, screen.dispute.text]),
      scrolledTo: screen.top, in: &frame)
  }

  private func sheet(_ screen: PreviewScreen, width: Int) -> Sheet {
    var sheet = Sheet(width: width, glyphs: session.glyphs)
    guard let ready = screen.ready else {
      sheet.say(phrase("Reading what was recorded"), .dim)
      return sheet
    }
    sheet.indent = 18
    for row in ready.rows { sheet.entry(row.label, row.text, row.role) }
    if !ready.rows.isEmpty { sheet.gap() }
    for (place, fact) in ready.facts.enumerated() {
      sheet.entry(
        place == 0 ? phrase("Would record") : "",
        fact.words(offset: session.offset, masked: !pane.isUnmasked), .text)
    }
    if let refused = ready.refused {
      sheet.entry(phrase("Cannot"), words(of: refused, in: ready), .bad)
    } else {
      sheet.entry(phrase("Then"), situation(of: ready.look), .text)
    }
    sheet.gap()
    if ready.able.isEmpty {
      sheet.say(phrase("\(keyed(.leaveRehearsal)): nothing is recorded."), .dim)
    } else {
      sheet.say(
        phrase(
          "\(keyed(.doAll)): it is recorded, as something new. \(keyed(.leaveRehearsal)): nothing is recorded."
        ), .dim)
    }
    return sheet
  }

  private func words(
    of refused: (step: Int, refusal: Refusal), in ready: PreviewScreen.Ready
  ) -> String {
    guard ready.commands.count > 1 else { return phrase(refused.refusal.said) }
    let words = phrase(
      "step \(refused.step) of \(ready.commands.count): \(refused.refusal.said)")
    switch ready.commands.count - refused.step {
    case 0: return words
    case 1: return words + " " + phrase("The step after it would not be done.")
    case let rest: return words + " " + phrase("The \(rest) steps after it would not be done.")
    }
  }

  /// What is said once what can be done is recorded; what is not is said as well.
  private func summary(of ready: PreviewScreen.Ready) -> String {
    guard let refused = ready.refused else { return ready.summary }
    let count = ready.commands.count
    return phrase(
      "\(ready.able.count) of \(count) steps recorded, and no more: \(words(of: refused, in: ready))"
    )
  }

  /// Where a dispute stands, in a few words: `Step 3, not paid (D6), asha holds it`.
  private func situation(of look: Look) -> String {
    let assessment = Assessment(of: look.dispute, in: session.context(look))
    var words = [
      look.dispute.state == .open
        ? phrase("Step \(assessment.step.rawValue), \(assessment.step.shown)")
        : phrase(look.dispute.state.shown)
    ]
    if let scenario = assessment.scenario {
      words.append(phrase("\(scenario.shown) (\(scenario.rawValue))"))
    }
    words.append(look.dispute.holder.map { phrase("\($0) holds it") } ?? phrase("nobody holds it"))
    return words.joined(separator: ", ")
  }
}

extension Session {
  /// A dispute after facts that this person would record now.
  func folded(_ facts: [Fact], into dispute: Dispute) -> Dispute {
    facts.reduce(dispute) { dispute, fact in
      let at = max(now, dispute.touchedAt)
      return evolve(dispute, Event(fact, by: actor, at: at), id: dispute.id) ?? dispute
    }
  }
}
