import ArgumentParser
import Exchange
import Procedure

/// A time in which tickets were logged, by whole days of the desk.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The first day on which a ticket was logged.", valueName: "yyyy-mm-dd"))
  var from: DayArgument?

  @Option(
    help: ArgumentHelp(
      "The last day on which a ticket was logged, that day included.", valueName: "yyyy-mm-dd"))
  var to: DayArgument?

  func validate() throws {
    if let from, let to, to.day < from.day {
      throw ValidationError("--to \(to.day) is before --from \(from.day).")
    }
  }

  /// The disputes that are meant.
  func selection(_ tickets: [String] = [], offset: Int) -> DisputeSelection {
    DisputeSelection(
      tickets: tickets.map { TicketID($0) },
      from: from.map { Instant(day: $0.day, second: 0, offset: offset) },
      before: to.map {
        Instant(day: CivilDay(sinceEpoch: $0.day.sinceEpoch + 1), second: 0, offset: offset)
      })
  }
}

/// A day as it is typed: `2026-11-22`.
struct DayArgument: ExpressibleByArgument {
  var day: CivilDay

  init?(argument: String) {
    guard let day = CivilDay(iso: argument) else { return nil }
    self.day = day
  }
}
