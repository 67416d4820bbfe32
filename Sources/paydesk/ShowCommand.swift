import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure
import Terminal
import Workbench

/// Shows one dispute.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a dispute: facts, steps, what follows, what happened.",
    discussion: """
      It is what the workbench shows of it, on one page. Phone numbers and payment addresses are hidden; with --reveal \
      they are shown, and the log says who looked and when, as `x` does on the screen.
      """)

  @Argument(help: "The ticket.")
  var ticket: String

  @Flag(help: "Show phone numbers and payment addresses; the look is logged.")
  var reveal = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let access = try desk.open()
    let id = TicketID(ticket)
    guard var look = try access.journal.look(at: id) else { throw Refusal.noTicket(id) }
    if reveal {
      // Nothing is shown of which the log does not say that it was.
      let outcome = try SaidAction(
        "unmask", on: id, in: access.journal, by: access.actor, at: access.now
      ).perform()
      if let failure = outcome.failure { throw failure }
      look = try access.journal.look(at: id) ?? look
    }
    let desk = try access.journal.desk()
    let now = max(access.now, look.dispute.touchedAt)
    let page = DisputePage(
      look, try access.journal.history(of: id), desk: desk, actor: access.actor, now: now,
      isUnmasked: reveal)
    guard json.isJSON else { return Output.line(page.text(columns: ShowCommand.columns)) }
    let context = Context(
      actor: access.actor, now: now, policy: desk.policy, surroundings: look.surroundings)
    Output.json(page.json(of: look.dispute, in: context, isMasked: !reveal))
  }

  /// As wide as the terminal, where it is not too wide to read.
  private static var columns: Int {
    let columns = Output.isTerminal(STDOUT_FILENO) ? TerminalReport.current().size?.columns : nil
    return min(max(columns ?? 100, 60), 120)
  }
}
