import Procedure

/// A time as screens show it to people: `22 Nov 2026, 2:32 PM`, `Sun, November 22, 2026 at 14:32`,
/// `22/11/2026 14:32`, or what files hold; nil is what cannot be read in one way only.
///
/// A day and a month in figures are taken only if no other order is possible (`22/11/2026`, but not
/// `03/04/2026`), and a day without a time of day is none: midnight would be a guess.
package func looseTime(_ text: String, offset: Int) -> Instant? {
  guard text.utf8.count <= 60 else { return nil }
  if let time = fileTime(text, offset: offset) { return time }
  var reading = LooseTime(offset: offset)
  for token in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
    guard reading.take(token.lowercased()) else { return nil }
  }
  return reading.instant
}

private struct LooseTime {
  var offset: Int
  private var day: Int?
  private var month: Int?
  private var year: Int?
  private var clock: [Int]?
  private var half: String?

  init(offset: Int) { self.offset = offset }

  /// The moment, if every part was named once.
  var instant: Instant? {
    guard let day, let month, let year, let clock,
      let civil = CivilDay(year: year, month: month, day: day)
    else { return nil }
    var hour = clock[0]
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    guard hour < 24, clock[1] < 60, clock.count < 3 || clock[2] < 60 else { return nil }
    let second = (hour * 60 + clock[1]) * 60 + (clock.count > 2 ? clock[2] : 0)
    return Instant(day: civil, second: second, offset: offset)
  }

  /// Takes a word of the text; false if it fits nowhere.
  mutating func take(_ word: String) -> Bool {
    let token = word.replacing(".", with: "")
    if token == "at" || LooseTime.names(LooseTime.weekdays, token) != nil { return true }
    if token == "ist" {
      offset = 19_800
      return true
    }
    if token == "am" || token == "pm" {
      guard half == nil else { return false }
      half = token
      return true
    }
    if let number = LooseTime.names(LooseTime.months, token) {
      return LooseTime.put(&month, number + 1)
    }
    if token.contains(":") { return takeClock(token) }
    for sign in ["/", "-"] where token.contains(sign) { return takeDate(token, sign) }
    let plain = ["st", "nd", "rd", "th"].first { token.hasSuffix($0) }
      .map { String(token.dropLast($0.count)) }
    guard let number = LooseTime.number(plain ?? token) else { return false }
    if plain == nil, token.utf8.count == 4 { return LooseTime.put(&year, number) }
    return token.utf8.count <= 4 && number <= 31 ? LooseTime.put(&day, number) : false
  }

  private mutating func takeClock(_ token: String) -> Bool {
    var token = token
    for suffix in ["am", "pm"] where token.hasSuffix(suffix) {
      guard half == nil else { return false }
      half = suffix
      token = String(token.dropLast(2))
    }
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.utf8.count <= 2 ? LooseTime.number(String($0)) : nil }
    let numbers = parts.compactMap { $0 }
    guard clock == nil, numbers.count == parts.count, (2...3).contains(parts.count) else {
      return false
    }
    clock = numbers
    return true
  }

  private mutating func takeDate(_ token: String, _ sign: String) -> Bool {
    if let iso = CivilDay(iso: token) {
      return LooseTime.put(&year, iso.parts.year) && LooseTime.put(&month, iso.parts.month)
        && LooseTime.put(&day, iso.parts.day)
    }
    let parts = token.split(separator: Character(sign), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 4, let last = LooseTime.number(String(parts[2])),
      let first = LooseTime.number(String(parts[0]))
    else { return false }
    if let named = LooseTime.names(LooseTime.months, String(parts[1])) {
      return LooseTime.put(&day, first) && LooseTime.put(&month, named + 1)
        && LooseTime.put(&year, last)
    }
    guard let second = LooseTime.number(String(parts[1])),
      first > 12 || second > 12
        || first == second
    else { return false }
    let (inDay, inMonth) = first > 12 ? (first, second) : (second, first)
    return LooseTime.put(&day, inDay) && LooseTime.put(&month, inMonth)
      && LooseTime.put(&year, last)
  }

  private static func put(_ part: inout Int?, _ value: Int) -> Bool {
    guard part == nil else { return false }
    part = value
    return true
  }

  private static func number(_ text: String) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return nil
    }
    return Int(text)
  }

  private static func names(_ list: [String], _ token: String) -> Int? {
    guard token.utf8.count >= 3 else { return nil }
    return list.firstIndex { $0.hasPrefix(token) }
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
