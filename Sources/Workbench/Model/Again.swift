import Exchange
import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What this person recorded on disputes since the program began: what `.` says again, and what a macro is kept of.
struct Done: Sendable {
  /// A command, and when it was given.
  struct Given: Sendable {
    var command: Command
    var at: Instant
  }

  /// The last thing that was recorded, in order.
  var last: [Command] = []
  /// Why the last thing is not said again, where it is not.
  var alone: Phrase?
  /// What was recorded on one dispute, since another had been recorded on.
  var here: [Given] = []
  /// That dispute.
  var dispute: TicketID?
}

/// The last action once more, with what was typed.
extension Model {
  /// Takes in what was recorded.
  mutating func remember(_ performed: Message.Performed) {
    let steps = performed.performance.steps.prefix(performed.done)
    var commands: [Command] = []
    var alone: Phrase?
    for step in steps {
      switch step {
      case .command(let command): commands.append(command)
      case .log, .proofFile: alone = Command.Kind.proof.givenAlone
      case .saveFile, .rehearse: break
      }
    }
    if case .action(.undo) = performed.performance.origin {
      if done.dispute == performed.performance.dispute { _ = done.here.popLast() }
      return
    }
    alone = alone ?? commands.compactMap(\.kind.givenAlone).first
    done.last = commands
    done.alone = alone
    if done.dispute != performed.performance.dispute {
      done.dispute = performed.performance.dispute
      done.here = []
    }
    done.here += commands.map { Done.Given(command: $0, at: session.now) }
  }

  /// Takes in what was recorded on several disputes at once.
  mutating func remember(_ commands: [Command]) {
    done.last = commands
    done.alone = commands.compactMap(\.kind.givenAlone).first
  }

  /// Says the last thing again: on all that are marked after a rehearsal, on one dispute at once, unless it is more than one thing.
  mutating func sayAgain() {
    guard !isCutOff() else { return }
    guard !done.last.isEmpty || done.alone != nil else {
      return say(phrase("Nothing was recorded yet that could be said again."), .refusal)
    }
    if let alone = done.alone {
      return say(phrase("What was recorded last is not said again. \(alone)"), .refusal)
    }
    let words = done.last.map(\.kind.rawValue).joined(separator: ", ")
    if focus == .list, !marks.isEmpty {
      return rehearse(
        .commands(done.last), on: marks, past: phrase("done again (\(words))"), from: "")
    }
    guard let look = pane.look else { return say(phrase("There is no dispute here."), .refusal) }
    guard done.last.count > 1 else {
      return record(
        done.last.map { .command($0) }, on: look.dispute.id, seen: look.dispute.version,
        from: .action(.again))
    }
    run(
      done.last, on: look, as: .again, title: phrase("Again"), summary: phrase("Again: \(words)."))
  }

  /// Shows what commands would record on the dispute that is shown, to be recorded by one key.
  mutating func run(
    _ commands: [Command], on look: Look, as action: ActionID, title: String, summary: String
  ) {
    _ = openPreview(action, title, of: look.dispute.id)
    guard case .preview(let screen) = overlay else { return }
    let rows = commands.enumerated().map { place, command in
      PreviewScreen.Row(
        label: place == 0 ? phrase("Steps") : "",
        text: "\(place + 1) \(command.shown(at: session.now))".discreet,
        role: .value)
    }
    preview(
      commands, rows: rows, on: look, version: look.dispute.version, summary: summary, in: screen)
  }
}

extension Command {
  /// The command as a macro writes it.
  fileprivate func shown(at now: Instant) -> String {
    Macro(named: "a", of: [(self, now)])?.steps.first?.words ?? kind.rawValue
  }
}
