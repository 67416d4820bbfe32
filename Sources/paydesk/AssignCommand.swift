import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure

/// Gives disputes to somebody: those that are named, or everything of one who went home.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give disputes to somebody, after a rehearsal.",
    discussion: """
      A manager does: `paydesk assign CX-1 CX-2 --to dev`, or `paydesk assign --from asha --to dev` for everything open \
      or escalated that asha holds. It says first what can be assigned and what cannot and why, and does it with --yes, \
      or once you have typed yes. It ends with 1 where something was not assigned.
      """)

  @Argument(help: "Tickets to assign.")
  var tickets: [String] = []

  @Option(help: "Everything open or escalated that this person holds.")
  var from: String?

  @Option(help: "Who is to have them.")
  var to: String

  @Flag(help: "Say what would be done, and record nothing.")
  var rehearse = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard tickets.isEmpty != (from == nil) else {
      throw ValidationError("Say which disputes: either their tickets or --from.")
    }
    guard !(rehearse && yes) else {
      throw ValidationError("Either --rehearse, which records nothing, or --yes.")
    }
  }

  func run() throws {
    let access = try desk.open()
    let journal = access.journal
    let disputes = try from.map { try journal.held(by: Person($0)) } ?? tickets.map { TicketID($0) }
    if let from, disputes.isEmpty {
      throw CommandFailure(.noInput, "\(from) holds nothing that is open or escalated.")
    }
    let rehearsal = try Rehearsal(
      of: .assign(to: Person(to)), on: disputes, by: access.actor, at: access.now, in: journal)
    if rehearse || rehearsal.able.isEmpty {
      report(rehearsal)
    } else {
      if !json.isJSON { report(rehearsal) }
      try confirm(rehearsal)
      let outcome = rehearsal.perform(at: journal.now, in: journal)
      report(outcome, of: rehearsal)
      if !outcome.failed.isEmpty { throw CommandFailure(.differs) }
    }
    if !rehearsal.refused.isEmpty { throw CommandFailure(.differs) }
  }

  /// Asks, unless it was said.
  private func confirm(_ rehearsal: Rehearsal) throws {
    guard !yes else { return }
    guard Output.isTerminal(STDIN_FILENO), !json.isJSON else {
      throw CommandFailure(
        .usage, "nothing was assigned: say --yes, or --rehearse to see what would be.")
    }
    Output.write("Type yes to assign \(rehearsal.able.count) to \(to): ", to: STDERR_FILENO)
    guard readLine()?.lowercased() == "yes" else {
      throw CommandFailure(.interrupted, "nothing was assigned.")
    }
  }

  private func report(_ rehearsal: Rehearsal) {
    if json.isJSON {
      return Output.json(
        .object([
          .init("able", names(rehearsal.able.map(\.dispute))),
          .init("refused", refusals(rehearsal.refused)),
        ]))
    }
    Output.line(
      "\(rehearsal.able.count) can be assigned to \(to), \(rehearsal.refused.count) cannot.")
    if !rehearsal.able.isEmpty {
      Output.line("  " + rehearsal.able.map(\.dispute.text).joined(separator: " "))
    }
    say(rehearsal.refused)
  }

  private func report(_ outcome: Rehearsal.Outcome, of rehearsal: Rehearsal) {
    if json.isJSON {
      return Output.json(
        .object([
          .init("assigned", names(outcome.done)), .init("to", .string(to)),
          .init("failed", refusals(outcome.failed)),
          .init("refused", refusals(rehearsal.refused)),
        ]))
    }
    Output.line("\(outcome.done.count) assigned to \(to).")
    if !outcome.failed.isEmpty { Output.line("\(outcome.failed.count) failed:") }
    say(outcome.failed)
  }

  private func say(_ refused: [Rehearsal.Refused]) {
    for (why, disputes) in refused.grouped {
      Output.line("  \(why)")
      Output.line("    " + disputes.map(\.text).joined(separator: " "))
    }
  }

  private func names(_ disputes: [TicketID]) -> JSONValue {
    .array(disputes.map { .string($0.text) })
  }

  private func refusals(_ refused: [Rehearsal.Refused]) -> JSONValue {
    .array(
      refused.map {
        .object([.init("dispute", .string($0.dispute.text)), .init("why", .string($0.why.english))])
      })
  }
}
