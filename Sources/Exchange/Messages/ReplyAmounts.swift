import Procedure

/// The amounts and references in the words of a clause.
struct ReplyAmounts {
  /// An amount, with the words that it took.
  struct Amount {
    var money: Money
    var words: Range<Int>
    /// Whether a sign or a word says that it is money.
    var isMarked: Bool
  }

  private let words: [ReplyText.Word]

  init(_ clause: ReplyText.Clause) { words = clause.words }

  /// The amounts, in order. A figure that nothing marks as money counts where it is no day, year or number of something.
  var amounts: [Amount] {
    var found: [Amount] = []
    var place = 0
    while place < words.count {
      guard let amount = amount(at: place) else {
        place += 1
        continue
      }
      // `1 lakh 20 hazar`
      if let last = found.last, last.words.upperBound == place, isScaled(last.words),
        isScaled(amount.words), amount.money < last.money
      {
        found[found.count - 1].money += amount.money
        found[found.count - 1].words = last.words.lowerBound..<amount.words.upperBound
      } else {
        found.append(amount)
      }
      place = amount.words.upperBound
    }
    return found.filter { $0.money < .limit }
  }

  private func isScaled(_ range: Range<Int>) -> Bool {
    range.contains { place in
      let low = words[place].low
      return ReplyWords.scales[low] != nil || low.last?.isLetter == true
    }
  }

  private func low(_ place: Int) -> String {
    words.indices.contains(place) ? words[place].low : ""
  }

  private func amount(at place: Int) -> Amount? {
    let word = low(place)
    if let hundredths = ReplyWords.numbers[word], let scale = ReplyWords.scales[low(place + 1)] {
      let half: Int64 = ReplyWords.halfMore.contains(low(place - 1)) ? 50 : 0
      return Amount(
        money: Money(paise: hundredths + half).times(scale), words: place..<place + 2,
        isMarked: true)
    }
    let figures = word.prefix { ("0"..."9").contains($0) || $0 == "," || $0 == "." }
    guard let first = figures.first, first.isNumber, let last = figures.last, last.isNumber,
      var money = Money(typed: String(figures))
    else { return nil }
    let half: Int64 = ReplyWords.halfMore.contains(low(place - 1)) ? 50 : 0
    money += Money(paise: half)
    let unit = String(word.dropFirst(figures.count))
    var end = place + 1
    var isMarked = ReplyWords.currency.contains(low(place - 1))
    if let scale = ReplyWords.scales[unit] ?? (unit == "l" ? 100_000 : nil) {
      money = money.times(scale)
      isMarked = true
    } else if ReplyWords.currency.contains(unit) {
      isMarked = true
    } else if !unit.isEmpty {
      return nil
    } else if let scale = ReplyWords.scales[low(end)] {
      money = money.times(scale)
      isMarked = true
      end += 1
    } else if half > 0 {
      return nil
    }
    if ReplyWords.currency.contains(low(end)) {
      isMarked = true
      end += 1
    }
    guard isMarked || isPlainAmount(String(figures), at: place) else { return nil }
    return Amount(money: money, words: place..<end, isMarked: isMarked)
  }

  /// Whether figures that nothing marks as money are an amount all the same, and no number, year, day or part of a phone's number.
  private func isPlainAmount(_ figures: String, at place: Int) -> Bool {
    if figures == "0" { return true }
    let count = figures.prefix { $0 != "." }.count(where: \.isNumber)
    guard (3...7).contains(count), !words[place].text.contains("#") else { return false }
    let isYear = count == 4 && figures.hasPrefix("20") && ReplyDates.isMonth(low(place - 1))
    let isGrouped = [place - 1, place + 1].contains { isFigures(low($0)) }
    return !isYear && !isGrouped && !follows(ReplyWords.numbered, place)
      && !ReplyDates.isMonth(low(place + 1))
  }

  private func isFigures(_ word: String) -> Bool {
    word.contains(where: \.isNumber) && word.allSatisfy { ("0"..."9").contains($0) || $0 == "+" }
  }

  /// Whether one of some words stands before a place, with what may stand between.
  private func follows(_ words: Set<String>, _ place: Int) -> Bool {
    var before = place - 1
    while before >= max(place - 3, 0), ReplyWords.fillers.contains(low(before)) { before -= 1 }
    return words.contains(low(before))
  }

  /// The references, in order, each with the words that it took.
  var references: [(text: String, words: Range<Int>)] {
    var found: [(text: String, words: Range<Int>)] = []
    var place = 0
    while place < words.count {
      if let reference = reference(at: place) {
        found.append(reference)
        place = reference.words.upperBound
      } else {
        place += 1
      }
    }
    return found
  }

  private func reference(at place: Int) -> (text: String, words: Range<Int>)? {
    let isNamed = follows(ReplyWords.references, place)
    let word = words[place].low
    if let (joined, end) = joined(from: place), isNamed || !areRound(place..<end) {
      return isNamed || !ReplyAmounts.isPhone(joined) ? (joined, place..<end) : nil
    }
    let characters = Array(word.utf8)
    guard characters.allSatisfy(ReplyAmounts.isPlain) else { return nil }
    let figures = characters.count { (48...57).contains($0) }
    let text = word.uppercased()
    let hasLayout =
      switch characters.count {
      case 12: figures == 12 && !ReplyAmounts.isPhone(word)
      case 16: figures >= 11 && figures <= 12 && text.prefix(4).allSatisfy(\.isLetter)
      case 22: figures >= 16 && text.prefix(5).allSatisfy(\.isLetter)
      default: false
      }
    let fits = (6...64).contains(characters.count) && figures > 0
    guard hasLayout || isNamed && fits else { return nil }
    return (text, place..<place + 1)
  }

  /// Twelve figures in groups: `6326 1434 5678`.
  private func joined(from place: Int) -> (text: String, end: Int)? {
    var text = ""
    var end = place
    while end < words.count, end < place + 4 {
      let word = words[end].low.filter { $0 != "-" }
      guard (3...6).contains(word.count), word.allSatisfy({ ("0"..."9").contains($0) }) else {
        break
      }
      text += word
      end += 1
      if text.count == 12 { return (text, end) }
    }
    return nil
  }

  /// Whether each of some words is hundreds: amounts one after the other.
  private func areRound(_ places: Range<Int>) -> Bool {
    places.allSatisfy { words[$0].low.hasSuffix("00") }
  }

  /// A mobile number of India with its prefix, which has as many figures as a reference.
  private static func isPhone(_ text: String) -> Bool {
    text.hasPrefix("91") && text.dropFirst(2).first.map { ("6"..."9").contains($0) } == true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }
}
