import Journal
import Procedure

/// A dispute about which much was said: what a desk has few of, and what is slowest to show.
public enum LongDispute {
  /// Its ticket, which comes before all others.
  public static let number = 0
  /// How many events it has.
  public static let events = 200

  /// Logs it and walks it through calls and notes until it has its events.
  public static func walk(in journal: some Journal, at now: Instant) throws {
    let holder = Cast.executives[0]
    let id = Cast.id(number)
    let came = try journal.arrive([Cast.ticket(number, at: now)], by: Cast.first, at: now)
    for case .failure(let refusal) in came { throw refusal }
    var version = 1
    func perform(_ command: Command) throws {
      let done = try journal.perform(
        command, on: id, by: holder, at: now.adding(seconds: Int64(version) * 60),
        expecting: version)
      version = done.dispute.version
    }
    try perform(.claim)
    try perform(.review)
    if let look = try journal.look(at: id) { try perform(.order(Cast.order(of: look.dispute))) }
    while version < events {
      if version.isMultiple(of: 3) {
        try perform(.note(text: "The shop was asked once more; it wants to look at its books."))
      } else {
        try perform(.contact(party: .vendor, channel: .phone, outcome: .noAnswer))
      }
    }
  }
}
