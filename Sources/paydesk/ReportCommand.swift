import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure
import Terminal

/// How the desk did in a period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Say in figures how the desk did in a period.",
    discussion: """
      What was opened and closed, what is open by age and by step, the times to first contact and to closure, windows \
      that lapsed, outcomes, money covered and recovered, by vendor and by executive, and what came back. Days begin at \
      midnight at the policy's offset, and both are in the period; without them it is the last 30 days.
      """)

  @OptionGroup var days: PeriodOptions

  @Flag(help: "Print CSV: section, key, part, value, unit, count.")
  var csv = false

  @Flag(help: "Draw in ASCII.")
  var ascii = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var replica: ReplicaOption
  @OptionGroup var json: JSONOption

  func validate() throws {
    if csv, json.isJSON { throw ValidationError("--json and --csv are two forms: choose one.") }
  }

  func run() throws {
    let journal = try desk.open(replica).journal
    let now = journal.now()
    let today = now.day(offset: try journal.desk().policy.offset)
    let report = try journal.report(of: try period(today: today), at: now)
    if json.isJSON {
      Output.json(ReportFile.json(report))
    } else if csv {
      Output.table(ReportFile.csv(report))
    } else {
      let isASCII = ascii || Output.isTerminal(STDOUT_FILENO) && Glyphs.printed.isASCII
      Output.line(ReportPage(report, glyphs: isASCII ? .ascii : .unicode).text)
    }
  }

  private func period(today: CivilDay) throws -> ReportPeriod {
    let last = days.to ?? today
    guard let first = days.from else { return ReportPeriod(days: 30, upTo: last) }
    if let period = ReportPeriod(from: first, to: last) { return period }
    let end = days.to == nil ? "\(last) (today)" : "\(last)"
    throw CommandFailure(
      .usage,
      first > last
        ? "--from \(first) is after the last day, \(end): give an earlier one, or a later --to."
        : "\(first) to \(end) is more than \(ReportPeriod.longest) days: ask for less at once."
    )
  }
}
