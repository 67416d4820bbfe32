import Procedure

/// Reads a day and a time of day as people type them, and writes them.
///
///     FormTime(now: now, offset: 19_800, tense: .past).read("yesterday 14:00")
///
/// It takes `20 Nov 17:40`, `17:40` (today), `yesterday 14:00`, `5:40 pm`, `14h`, `2026-11-20 17:40`, RFC 3339, and for
/// times to come `tomorrow 10:00`, `+2h`, `+3d`. A day without a time of day is not taken: midnight would be a guess.
struct FormTime {
  /// Which way a day without a year lies.
  enum Tense: Sendable {
    /// The latest such day that is not in the future.
    case past
    /// The next such day.
    case future
  }

  let now: Instant
  let offset: Int
  var tense = Tense.past

  /// As a field suggests it: `20 Nov 17:40`, with the year where it is another.
  func text(_ time: Instant) -> String {
    let civil = time.civil(offset: offset)
    let isThisYear = civil.day.parts.year == now.civil(offset: offset).day.parts.year
    return civil.day.short + (isThisYear ? " " : " \(civil.day.parts.year) ") + civil.clock
  }

  /// As a form says that it understood it: `Fri 20 Nov 2026, 17:40`.
  func shown(_ time: Instant) -> String {
    let civil = time.civil(offset: offset)
    let names = [
      phrase("Mon"), phrase("Tue"), phrase("Wed"), phrase("Thu"), phrase("Fri"), phrase("Sat"),
      phrase("Sun"),
    ]
    return "\(names[civil.day.weekday - 1]) \(civil.day.short) \(civil.day.parts.year), "
      + civil.clock
  }

  /// The moment that a text names; nil where it names none, or not in one way.
  func read(_ text: String) -> Instant? {
    let text = text.trimmed.withPlainDigits
    guard text.utf8.count <= 60 else { return nil }
    if let time = Instant(rfc3339: text) { return time }
    if tense == .future, let time = later(text) { return time }
    var parts = Parts()
    for word in text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      guard take(String(word), into: &parts) else { return nil }
    }
    return moment(of: parts)
  }

  private struct Parts {
    var day: CivilDay?
    var dayOfMonth: Int?
    var month: Int?
    var year: Int?
    var clock: (hour: Int, minute: Int)?
    var half: String?
    var weekday: Int?
  }

  /// `+2h`, `+30m`, `+3d`.
  private func later(_ text: String) -> Instant? {
    guard text.hasPrefix("+"), let unit = text.last,
      let count = Int64(text.dropFirst().dropLast().filter { $0 != " " }), count > 0,
      count < 100_000, let seconds = ["m": 60, "h": 3_600, "d": 86_400][unit]
    else { return nil }
    return now.adding(seconds: count * Int64(seconds))
  }

  private func take(_ word: String, into parts: inout Parts) -> Bool {
    let today = now.civil(offset: offset).day
    switch word {
    case "at", "on": return true
    case "today": return put(&parts.day, today)
    case "yesterday": return put(&parts.day, CivilDay(sinceEpoch: today.sinceEpoch - 1))
    case "tomorrow": return put(&parts.day, CivilDay(sinceEpoch: today.sinceEpoch + 1))
    case "am", "pm": return put(&parts.half, word)
    default: break
    }
    if let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].firstIndex(of: word) {
      return put(&parts.weekday, weekday + 1)
    }
    if let month = FormTime.month(word) { return put(&parts.month, month) }
    if let day = CivilDay(iso: word) { return put(&parts.day, day) }
    let halves = word.split(separator: "t", omittingEmptySubsequences: false)
    if halves.count == 2, let day = CivilDay(iso: String(halves[0])) {
      return put(&parts.day, day) && take(String(halves[1]), into: &parts)
    }
    if let clock = FormTime.clock(word, half: &parts.half) {
      guard parts.clock == nil else { return false }
      parts.clock = clock
      return true
    }
    if let number = Int(word), word.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      return word.count == 4
        ? put(&parts.year, number) : word.count <= 2 && put(&parts.dayOfMonth, number)
    }
    // `20nov`
    let digits = word.prefix(while: \.isNumber)
    if !digits.isEmpty, let month = FormTime.month(String(word.dropFirst(digits.count))),
      let number = Int(digits)
    {
      return put(&parts.dayOfMonth, number) && put(&parts.month, month)
    }
    return false
  }

  private func moment(of parts: Parts) -> Instant? {
    guard let clock = parts.clock else { return nil }
    var hour = clock.hour
    if let half = parts.half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    guard hour < 24, clock.minute < 60 else { return nil }
    func moment(on day: CivilDay) -> Instant {
      Instant(day: day, second: (hour * 60 + clock.minute) * 60, offset: offset)
    }
    guard let day = day(of: parts) else { return nil }
    guard let weekday = parts.weekday else { return moment(on: day) }
    guard parts.day == nil, parts.month == nil else {
      return day.weekday == weekday ? moment(on: day) : nil
    }
    // The next such day, or the last one.
    return (0...7).lazy.map { CivilDay(sinceEpoch: day.sinceEpoch + (tense == .past ? -$0 : $0)) }
      .filter { $0.weekday == weekday }.map(moment)
      .first { tense == .past ? $0 <= now : $0 > now }
  }

  private func day(of parts: Parts) -> CivilDay? {
    let today = now.civil(offset: offset).day
    if let day = parts.day {
      return parts.dayOfMonth == nil && parts.month == nil && parts.year == nil ? day : nil
    }
    guard let month = parts.month, let dayOfMonth = parts.dayOfMonth else {
      return parts.month == nil && parts.dayOfMonth == nil && parts.year == nil ? today : nil
    }
    if let year = parts.year { return CivilDay(year: year, month: month, day: dayOfMonth) }
    let thisYear = today.parts.year
    // A leap day may be up to eight years away.
    let years =
      tense == .past ? Array((thisYear - 8...thisYear).reversed()) : Array(thisYear...thisYear + 8)
    return years.lazy.compactMap { CivilDay(year: $0, month: month, day: dayOfMonth) }
      .first { tense == .past ? $0 <= today : $0 >= today }
  }

  private func put<Value>(_ part: inout Value?, _ value: Value) -> Bool {
    guard part == nil else { return false }
    part = value
    return true
  }

  private static func month(_ word: String) -> Int? {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    guard word.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  /// `17:40`, `17:40:05`, `5:40pm`, `5pm`, `14h`.
  private static func clock(_ word: String, half: inout String?) -> (hour: Int, minute: Int)? {
    var word = word
    var found: String?
    for suffix in ["am", "pm", "h"] where word.hasSuffix(suffix) && word.count > suffix.count {
      found = suffix
      word.removeLast(suffix.count)
      break
    }
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard (parts.count == 1 ? found != nil : parts.count <= 3),
      parts.allSatisfy({ (1...2).contains($0.count) && $0.utf8.allSatisfy { (48...57) ~= $0 } }),
      let hour = Int(parts[0])
    else { return nil }
    if let found, found != "h" {
      guard half == nil else { return nil }
      half = found
    }
    return (hour, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  }
}
