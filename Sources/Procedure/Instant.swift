/// A moment in UTC, in whole microseconds since 1970, so that a window of six hours is exact.
///
///     Instant(rfc3339: "2026-11-22T14:32:00+05:30")?.rfc3339(offset: 0)   // "2026-11-22T09:02:00Z"
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// A moment so many microseconds after 1970 began in UTC.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A moment so many whole seconds after 1970 began in UTC.
  public init(seconds: Int64) { self.init(microseconds: seconds * 1_000_000) }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 { microseconds.flooredDivision(by: 1_000_000) }

  /// The earlier moment first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// This moment and so many seconds, which may be below zero.
  public func adding(seconds: Int64) -> Instant {
    Instant(microseconds: microseconds &+ seconds &* 1_000_000)
  }

  /// The calendar day and time of day at an offset, in seconds east of UTC.
  public func civil(offset: Int) -> CivilTime {
    let local = seconds + Int64(offset)
    let day = local.flooredDivision(by: 86_400)
    return CivilTime(day: CivilDay(sinceEpoch: Int(day)), second: Int(local - day * 86_400))
  }

  /// The moment of a day and a time of day at an offset, in seconds east of UTC.
  public init(day: CivilDay, second: Int, offset: Int) {
    self.init(seconds: Int64(day.sinceEpoch) * 86_400 + Int64(second) - Int64(offset))
  }

  /// Reads RFC 3339 with an offset (`Z`, `+05:30`); nil is what is no such time. Digits past the microsecond are dropped.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    func sign(_ index: Int, _ allowed: String) -> Bool {
      index < bytes.count && allowed.utf8.contains(bytes[index])
    }
    guard let year = number(0..<4), sign(4, "-"), let month = number(5..<7), sign(7, "-"),
      let day = number(8..<10), sign(10, "Tt "), let hour = number(11..<13), sign(13, ":"),
      let minute = number(14..<16), sign(16, ":"), let second = number(17..<19),
      let civil = CivilDay(year: year, month: month, day: day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    var fraction: Int64 = 0
    if sign(index, ".") {
      index += 1
      let start = index
      var unit: Int64 = 100_000
      while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 {
        fraction += Int64(bytes[index] - 48) * unit
        unit /= 10
        index += 1
      }
      guard index > start else { return nil }
    }
    var offset = 0
    if sign(index, "Zz") {
      index += 1
    } else if sign(index, "+-"), let hours = number(index + 1..<index + 3), sign(index + 3, ":"),
      let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60
    {
      offset = (hours * 60 + minutes) * 60 * (bytes[index] == UInt8(ascii: "-") ? -1 : 1)
      index += 6
    } else {
      return nil
    }
    guard index == bytes.count else { return nil }
    self.init(day: civil, second: (hour * 60 + minute) * 60 + second, offset: offset)
    // A second 60 is a leap second, the last of a day in UTC, and else no time.
    if second == 60, seconds.flooredDivision(by: 86_400) * 86_400 != seconds { return nil }
    microseconds += fraction
  }

  /// RFC 3339 at an offset in seconds, to the second; a fraction is written only if there is one.
  public func rfc3339(offset: Int) -> String {
    let time = civil(offset: offset)
    let fraction = microseconds - seconds * 1_000_000
    let zone: String
    if offset == 0 {
      zone = "Z"
    } else {
      let minutes = abs(offset) / 60
      zone = (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }
    var text = "\(time.day)T\(time.clock):" + two(time.second % 60)
    if fraction != 0 {
      let digits = String(fraction)
      text += "." + String(repeating: "0", count: 6 - digits.count) + digits
    }
    return text + zone
  }
}

/// A day of the calendar, counted from 1970-01-01.
public struct CivilDay: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public var sinceEpoch: Int

  /// The day so many days after 1970-01-01.
  public init(sinceEpoch: Int) { self.sinceEpoch = sinceEpoch }

  /// A day of the Gregorian calendar, or nil if there is none such.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CivilDay.length(of: month, in: year) else {
      return nil
    }
    // Days from civil, by eras of 400 years that begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredDivision(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(sinceEpoch: era * 146_097 + dayOfEra - 719_468)
  }

  /// The day with this number in its year (1 to 365 or 366), or nil.
  public init?(year: Int, dayOfYear: Int) {
    guard dayOfYear >= 1, dayOfYear <= (CivilDay.isLeap(year) ? 366 : 365),
      let first = CivilDay(year: year, month: 1, day: 1)
    else { return nil }
    self.init(sinceEpoch: first.sinceEpoch + dayOfYear - 1)
  }

  /// Reads `2026-11-22`.
  public init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1 to 12) and day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = sinceEpoch + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The weekday, 1 (Monday) to 7 (Sunday).
  public var weekday: Int {
    let shifted = sinceEpoch + 3
    return shifted - shifted.flooredDivision(by: 7) * 7 + 1
  }

  /// `22 Nov`, as screens show it.
  public var short: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (_, month, day) = parts
    return "\(day) \(names[month - 1])"
  }

  /// `2026-11-22`.
  public var description: String {
    let (year, month, day) = parts
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + two(month)
      + "-" + two(day)
  }

  /// The earlier day first.
  public static func < (left: CivilDay, right: CivilDay) -> Bool {
    left.sinceEpoch < right.sinceEpoch
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A day and a time of day, where an offset is already counted in.
public struct CivilTime: Hashable, Sendable {
  /// The day.
  public var day: CivilDay
  /// Seconds since the day's midnight, 0 to 86,399.
  public var second: Int
  /// `14:32`.
  public var clock: String { two(second / 3_600) + ":" + two(second / 60 % 60) }
}

extension FixedWidthInteger {
  /// Division that rounds towards minus infinity.
  func flooredDivision(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
