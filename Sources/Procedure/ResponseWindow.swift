/// The time that a vendor has to respond (procedure, "The window").
public struct ResponseWindow: Hashable, Sendable {
  /// When it began.
  public var startedAt: Instant
  /// The moment from which it has lapsed: at exactly that moment it has.
  public var lapsesAt: Instant

  /// The window that begins at a moment under a policy: round the clock, or in working time alone.
  public init(from start: Instant, policy: Policy) {
    startedAt = start
    lapsesAt =
      policy.workingHours.map {
        $0.moment(after: policy.windowSeconds, from: start, offset: policy.offset)
      } ?? start.adding(seconds: policy.windowSeconds)
  }

  /// Whether it has lapsed.
  public func hasLapsed(at now: Instant) -> Bool { now >= lapsesAt }
}

extension WorkingHours {
  /// The moment at which so many seconds of work have passed since a start.
  func moment(after seconds: Int64, from start: Instant, offset: Int) -> Instant {
    let begin = start.civil(offset: offset)
    let fraction = start.microseconds - start.seconds * 1_000_000
    var day = begin.day
    var from = begin.second
    var left = seconds
    // A fraction of a second counts only where work is under way at the start.
    var carried: Int64 = 0
    var first = true
    while true {
      if weekdays.contains(day.weekday), !holidays.contains(day) {
        if first, from >= opens, from < closes { carried = fraction }
        let opening = max(from, opens)
        let available = Int64(closes - opening)
        if available > 0, left < available || (left == available && carried == 0) {
          let moment = Instant(day: day, second: opening + Int(left), offset: offset)
          return Instant(microseconds: moment.microseconds + carried)
        }
        if available > 0 { left -= available }
      }
      first = false
      day = CivilDay(sinceEpoch: day.sinceEpoch + 1)
      from = 0
    }
  }
}
