/// The days that a report is about, the first and the last among them, from midnight to midnight at the policy's offset.
///
///     ReportPeriod(days: 30, upTo: today)
public struct ReportPeriod: Hashable, Sendable {
  /// The first day.
  public let from: CivilDay
  /// The last day.
  public let to: CivilDay

  /// The most days that a period has: ten years.
  public static let longest = 3_660

  /// The days from one to another; nil where the last is before the first, or there are more than `longest`.
  public init?(from: CivilDay, to: CivilDay) {
    guard from <= to, to.sinceEpoch - from.sinceEpoch < ReportPeriod.longest else { return nil }
    self.from = from
    self.to = to
  }

  /// So many days, at least one, of which a day is the last.
  public init(days: Int, upTo day: CivilDay) {
    from = CivilDay(sinceEpoch: day.sinceEpoch - min(max(days, 1), ReportPeriod.longest) + 1)
    to = day
  }

  /// How many days.
  public var count: Int { to.sinceEpoch - from.sinceEpoch + 1 }

  /// The days, in order.
  public var days: [CivilDay] {
    (from.sinceEpoch...to.sinceEpoch).map(CivilDay.init(sinceEpoch:))
  }

  /// The period of the same length right before it, or right after.
  public func moved(by periods: Int) -> ReportPeriod {
    ReportPeriod(
      days: count, upTo: CivilDay(sinceEpoch: to.sinceEpoch + periods * count))
  }

  /// The moment with which it begins, at an offset in seconds east of UTC.
  public func start(offset: Int) -> Instant { Instant(day: from, second: 0, offset: offset) }

  /// The first moment that is past it.
  public func end(offset: Int) -> Instant {
    Instant(day: CivilDay(sinceEpoch: to.sinceEpoch + 1), second: 0, offset: offset)
  }
}

extension Instant {
  /// The day of the calendar that it falls on at an offset.
  public func day(offset: Int) -> CivilDay { civil(offset: offset).day }
}
