import Procedure

/// The day and the time of day that a clause names.
struct ReplyDates {
  private let words: [String]
  private let today: CivilDay
  /// The second of the day on which it is read.
  private let second: Int

  init(_ clause: ReplyText.Clause, now: Instant, offset: Int) {
    words = clause.words.map(\.low)
    let civil = now.civil(offset: offset)
    today = civil.day
    second = civil.second
  }

  /// Whether a word names a month.
  static func isMonth(_ word: String) -> Bool { month(word) != nil }

  private static func month(_ word: String) -> Int? {
    ReplyWords.months.firstIndex { $0.contains(word) }.map { $0 + 1 }
  }

  /// The days that it names and that are not to come, each once, with the time of day if it says one.
  var moments: [VendorReply.When] {
    var days: [CivilDay] = []
    for place in words.indices {
      for day in self.days(at: place) where day <= today && !days.contains(day) {
        days.append(day)
      }
    }
    let time = time
    return days.compactMap { day in
      if let time, day == today, time > second { return nil }
      return VendorReply.When(day: day, second: time)
    }
  }

  private func word(_ place: Int) -> String { words.indices.contains(place) ? words[place] : "" }

  /// The days that a word can mean: one, or two of figures in either order.
  private func days(at place: Int) -> [CivilDay] {
    let word = words[place]
    if ReplyWords.today.contains(word) { return [today] }
    if ReplyWords.yesterday.contains(word) { return [CivilDay(sinceEpoch: today.sinceEpoch - 1)] }
    if ReplyWords.dayBefore.contains(word) { return [CivilDay(sinceEpoch: today.sinceEpoch - 2)] }
    if let day = CivilDay(iso: word) { return [day] }
    if let month = ReplyDates.month(word) {
      let number = number(self.word(place - 1)) ?? number(self.word(place + 1))
      guard let number else { return [] }
      let year = Int(self.word(place + 1)) ?? Int(self.word(place + 2))
      return [day(number, month, year.flatMap { (2_000...2_999).contains($0) ? $0 : nil })]
        .compactMap(\.self)
    }
    // `20nov`
    let figures = word.prefix { ("0"..."9").contains($0) }
    if (1...2).contains(figures.count), let number = Int(figures),
      let month = ReplyDates.month(String(word.dropFirst(figures.count)))
    {
      return [day(number, month, nil)].compactMap(\.self)
    }
    return numbered(word)
  }

  /// `20/11`, `20-11-2026`; in India the day comes first, and where both orders are days that have been, both are meant.
  private func numbered(_ word: String) -> [CivilDay] {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) } })
    else { return [] }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return [] }
    let year = numbers.count > 2 ? (numbers[2] < 100 ? 2_000 + numbers[2] : numbers[2]) : nil
    return [day(numbers[0], numbers[1], year), day(numbers[1], numbers[0], year)].compactMap(\.self)
  }

  /// A day; without a year the latest that has been.
  private func day(_ number: Int, _ month: Int, _ year: Int?) -> CivilDay? {
    guard (1...12).contains(month) else { return nil }
    let thisYear = today.parts.year
    guard let year else {
      return [thisYear, thisYear - 1].compactMap {
        CivilDay(year: $0, month: month, day: number)
      }.first { $0 <= today }
    }
    guard (2_000...2_999).contains(year) else { return nil }
    return CivilDay(year: year, month: month, day: number)
  }

  private func number(_ word: String) -> Int? {
    let plain =
      ["st", "nd", "rd", "th"].first(where: word.hasSuffix).map { word.dropLast($0.count) }
      ?? word[...]
    guard (1...2).contains(plain.count), plain.allSatisfy({ ("0"..."9").contains($0) }) else {
      return nil
    }
    return Int(plain)
  }

  /// `17:40`, `5:40 pm`, `5pm`, `shaam 5 baje`; an hour that can be of the morning or the evening is none.
  private var time: Int? {
    let isMorning = words.contains(where: ReplyWords.morning.contains)
    let isEvening = words.contains(where: ReplyWords.evening.contains)
    for (place, word) in words.enumerated() {
      var text = word[...]
      var half = isMorning ? false : isEvening ? true : nil
      for (suffix, isLate) in [("am", false), ("pm", true)] where text.hasSuffix(suffix) {
        text = text.dropLast(2)
        half = isLate
      }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count),
        parts.allSatisfy({
          (1...2).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) }
        }),
        var hour = Int(parts[0]), let minute = parts.count > 1 ? Int(parts[1]) : 0, minute < 60
      else { continue }
      let isHour =
        text.count != word.count || parts.count > 1
        || ReplyWords.oClock.contains(self.word(place + 1))
        || ["am", "pm"].contains(self.word(place + 1))
      guard isHour, hour < 24 else { continue }
      if hour <= 12, let half {
        hour = hour % 12 + (half ? 12 : 0)
      } else if hour <= 12, parts.count == 1 {
        continue
      }
      guard hour < 24 else { continue }
      return (hour * 60 + minute) * 60
    }
    return nil
  }
}
