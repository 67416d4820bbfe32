import ArgumentParser
import Exchange
import Procedure

/// A time in whole days.
struct PeriodOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"), transform: CivilDay.typed)
  var from: CivilDay?

  @Option(
    help: ArgumentHelp("The last day, itself included.", valueName: "yyyy-mm-dd"),
    transform: CivilDay.typed)
  var to: CivilDay?

  func validate() throws {
    if let from, let to, to < from {
      throw ValidationError("--to \(to) is before --from \(from).")
    }
  }

  /// The first moment of the days at an offset, and the first one that is past them; nil has no bound.
  func bounds(offset: Int) -> (from: Instant?, before: Instant?) {
    (
      from.map { Instant(day: $0, second: 0, offset: offset) },
      to.map {
        Instant(day: CivilDay(sinceEpoch: $0.sinceEpoch + 1), second: 0, offset: offset)
      }
    )
  }

  /// The disputes whose tickets were logged on the days.
  func selection(_ tickets: [String] = [], offset: Int) -> DisputeSelection {
    let (from, before) = bounds(offset: offset)
    return DisputeSelection(tickets: tickets.map { TicketID($0) }, from: from, before: before)
  }
}

extension CivilDay {
  /// A day as it is typed on the command line: `2026-11-22`.
  static func typed(_ text: String) throws -> CivilDay {
    guard let day = CivilDay(iso: text) else {
      throw ValidationError(
        "it is no day of the calendar; write year, month and day, as 2026-11-22.")
    }
    return day
  }
}
