import Procedure

/// Moments and stretches of time, as screens show them.
public enum Moments {
  /// `0:42`, from a day on `3 d`; nothing is below zero.
  public static func stretch(seconds: Int64) -> String {
    let seconds = max(seconds, 0)
    if seconds >= 86_400 { return phrase("\(seconds / 86_400) d") }
    let minutes = seconds / 60 % 60
    return "\(seconds / 3_600):" + (minutes < 10 ? "0" : "") + "\(minutes)"
  }

  /// What is left until a moment, in whole minutes that have begun: a window that closes in a second has a minute left.
  public static func left(until moment: Instant, from now: Instant) -> String {
    let microseconds = moment.microseconds &- now.microseconds
    return stretch(seconds: (microseconds + 59_999_999) / 60_000_000 * 60)
  }

  /// `1 d 3:05`, below a day `3:05`.
  static func exactly(from start: Instant, to end: Instant) -> String {
    let seconds = max(end.seconds - start.seconds, 0)
    let rest = stretch(seconds: seconds % 86_400)
    return seconds >= 86_400 ? phrase("\(seconds / 86_400) d \(rest)") : rest
  }

  /// How long ago a moment was.
  public static func ago(_ moment: Instant, at now: Instant) -> String {
    stretch(seconds: now.seconds - moment.seconds)
  }

  /// `20 Nov 17:40`; of a day that is more than ten months from now with its year, `20 Nov 2027 17:40`.
  public static func day(_ moment: Instant, offset: Int, now: Instant? = nil) -> String {
    let time = moment.civil(offset: offset)
    let isFar = now.map { abs(moment.seconds - $0.seconds) > 300 * 86_400 } ?? false
    return "\(time.day.short)\(isFar ? " \(time.day.parts.year)" : "") \(time.clock)"
  }

  /// `17:40` today, else with the day.
  public static func clock(_ moment: Instant, now: Instant, offset: Int) -> String {
    let time = moment.civil(offset: offset)
    return time.day == now.civil(offset: offset).day
      ? time.clock : "\(time.day.short) \(time.clock)"
  }

  /// `Sun 22 Nov 14:32`.
  public static func full(_ moment: Instant, offset: Int) -> String {
    let time = moment.civil(offset: offset)
    let weekday = phrase(weekdays[(time.day.weekday - 1) % 7])
    return "\(weekday) \(time.day.short) \(time.clock)"
  }

  private static let weekdays = [
    Phrase("Mon"), Phrase("Tue"), Phrase("Wed"), Phrase("Thu"), Phrase("Fri"), Phrase("Sat"),
    Phrase("Sun"),
  ]
}
