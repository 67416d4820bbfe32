import Exchange
import Procedure
import Terminal

/// Named sequences of commands, run by name from the palette.
extension Model {
  /// Takes in the macros that there are, and what is wrong with their files.
  mutating func receive(_ found: [Macro], trouble: String?) {
    macros = found
    if let trouble { say(trouble, .trouble) }
  }

  /// Runs a macro on all that are marked, or on the dispute that is shown; both are rehearsed first.
  mutating func run(_ macro: Macro) {
    guard !isCutOff() else { return }
    let commands: [Command]
    do throws(SourceMistake) {
      commands = try macro.commands(at: session.now)
    } catch {
      return say(error.description, .trouble)
    }
    if focus == .list, !marks.isEmpty {
      return rehearse(
        .commands(commands), on: marks,
        past: phrase("done (\(macro.name))", sense: "several disputes"), from: "")
    }
    guard pane.past == nil else {
      return say(
        phrase("This is how it was: \(hint(.back)) goes back to now, where it can be done."),
        .refusal)
    }
    guard forms.isEmpty, let look = pane.look else {
      return say(phrase("There is no dispute here."), .refusal)
    }
    run(
      commands, on: look, as: .again, title: macro.name,
      summary: commands.count == 1
        ? phrase("\(macro.name): 1 step recorded.")
        : phrase("\(macro.name): \(commands.count) steps recorded."))
  }

  /// What was recorded on the dispute that is shown, as a macro of some name; nil where nothing of it can be kept.
  func kept(as name: String) -> Macro? {
    guard pane.ticket == done.dispute else { return nil }
    let given = done.here.filter { $0.command.kind.givenAlone == nil }.suffix(Macro.longest)
    return Macro(named: name, of: given.map { ($0.command, $0.at) })
  }

  /// Keeps what was recorded on the dispute under a name.
  mutating func keep(_ macro: Macro) {
    guard !macros.contains(where: { $0.name == macro.name }) else {
      return say(phrase("There is a macro \(macro.name) already: take another name."), .refusal)
    }
    send(.keepMacro(macro))
  }

  /// The rows of the palette that are macros.
  func macroItems(typed: String) -> [Choice.Item] {
    if let name = typed.afterWord("keep") {
      let name = name.trimmed
      guard let macro = kept(as: name) else { return [] }
      return [
        Choice.Item(
          target: .keep(macro), name: "keep \(name)",
          detail: macro.steps.map(\.words).joined(separator: "; "))
      ]
    }
    return macros.map {
      Choice.Item(
        target: .macro($0), name: "run \($0.name)",
        detail: $0.about ?? $0.steps.map(\.words).joined(separator: "; "))
    }
  }
}
