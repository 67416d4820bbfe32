import Procedure

/// A query on its way from what was typed to its terms.
struct QueryReading {
  private let characters: [Character]
  private let people: [Person]?
  private var at = 0
  /// Plain words that stand side by side are one text.
  private var words: [String] = []
  private var found: [DisputeQuery.Term] = []

  /// The longest query; a person types none that is longer.
  static let longest = 2_000

  init(_ text: String, people: [Person]?) {
    characters = Array(text)
    self.people = people
  }

  mutating func terms() throws(QueryMistake) -> [DisputeQuery.Term] {
    guard characters.count <= QueryReading.longest else {
      throw QueryMistake(
        range: QueryReading.longest..<characters.count, found: "…",
        problem: Phrase("a query has at most \(QueryReading.longest) characters"))
    }
    while true {
      while at < characters.count, characters[at].isWhitespace { at += 1 }
      guard at < characters.count else { break }
      try readTerm()
    }
    endWords()
    return found
  }

  private mutating func endWords() {
    guard !words.isEmpty else { return }
    found.append(.init(condition: .words(words.joined(separator: " "))))
    words = []
  }

  private mutating func readTerm() throws(QueryMistake) {
    let start = at
    var isExcluded = false
    if characters[at] == "!" {
      at += 1
      isExcluded = true
    }
    if at < characters.count, characters[at] == "\"" {
      let phrase = try quoted()
      guard !isExcluded else { throw excludedText(start) }
      guard phrase.contains(where: { !$0.isWhitespace }) else {
        throw mistake(start, Phrase("between the quotes a text is expected"))
      }
      endWords()
      found.append(.init(condition: .words(phrase)))
      return
    }
    let name = String(characters[at...].prefix { $0.isASCII && $0.isLetter })
    let comparison = name.isEmpty ? nil : comparison(at: at + name.count)
    guard let comparison else {
      if let field = words.last, QueryField(rawValue: field.lowercased()) != nil,
        let (_, length) = self.comparison(at: at)
      {
        throw QueryMistake(
          range: at..<(at + length), found: text(at..<at + length),
          problem: Phrase("a comparison stands directly behind its field, as in age>2d"))
      }
      return try readWord(from: start, isExcluded)
    }
    guard let field = QueryField(rawValue: name.lowercased()) else {
      let nearest = name.nearest(of: QueryField.allCases.map(\.rawValue))
      throw QueryMistake(
        range: at..<(at + name.count), found: name,
        problem: nearest == nil
          ? Phrase("no field is called \(name); in quotes it is looked for as text")
          : Phrase("no field is called \(name)"),
        nearest: nearest)
    }
    endWords()
    let (sign, length) = comparison
    let signStart = at + name.count
    if isExcluded, field.isLookedUp {
      at = signStart + length
      throw excludedText(start)
    }
    guard sign == .equal || field.isCompared else {
      throw QueryMistake(
        range: signStart..<(signStart + length), found: sign.rawValue,
        problem: Phrase("\(name) is not compared by size: write \(name):"))
    }
    at = signStart + length
    let valueStart = at
    let value = at < characters.count && characters[at] == "\"" ? try quoted() : bare()
    let place = valueStart..<max(at, valueStart)
    guard value.contains(where: { !$0.isWhitespace }) else {
      throw QueryMistake(
        range: start..<max(at, start + 1), found: text(start..<at),
        problem: Phrase("after \(text(start..<signStart + length)) comes \(field.expected)"))
    }
    let condition = try condition(field, sign, value, place)
    found.append(.init(condition: condition, isExcluded: isExcluded))
  }

  /// The sign of a comparison that stands here, and how long it is; `:` is the same as `=`.
  private func comparison(at index: Int) -> (DisputeQuery.Comparison, Int)? {
    guard index < characters.count else { return nil }
    let next = index + 1 < characters.count ? characters[index + 1] : " "
    switch (characters[index], next) {
    case (":", _), ("=", _): return (.equal, 1)
    case ("<", "="): return (.atMost, 2)
    case (">", "="): return (.atLeast, 2)
    case ("<", _): return (.below, 1)
    case (">", _): return (.above, 1)
    default: return nil
    }
  }

  /// A plain word; one behind `!` names a situation.
  private mutating func readWord(from start: Int, _ isExcluded: Bool) throws(QueryMistake) {
    let word = bare()
    guard isExcluded else { return words.append(word) }
    endWords()
    guard let situation = DisputeQuery.Situation(rawValue: word.lowercased()) else {
      let known = QueryField.situation.words
      throw QueryMistake(
        range: start..<max(at, start + 1), found: text(start..<at),
        problem: Phrase("after ! comes a field, or one of \(known.joined(separator: ", "))"),
        nearest: word.nearest(of: known).map { "!" + $0 })
    }
    found.append(.init(condition: .situation(situation), isExcluded: true))
  }

  /// What stands up to the next blank.
  private mutating func bare() -> String {
    let start = at
    while at < characters.count, !characters[at].isWhitespace { at += 1 }
    return text(start..<at)
  }

  /// What stands between quotes; no quote can stand in it.
  private mutating func quoted() throws(QueryMistake) -> String {
    let start = at
    at += 1
    while at < characters.count, characters[at] != "\"" { at += 1 }
    guard at < characters.count else {
      throw QueryMistake(
        range: start..<characters.count, found: text(start..<characters.count),
        problem: Phrase("the quote that begins here has no end"))
    }
    at += 1
    return text(start + 1..<at - 1).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Values

  private func condition(
    _ field: QueryField, _ sign: DisputeQuery.Comparison, _ value: String, _ place: Range<Int>
  ) throws(QueryMistake) -> DisputeQuery.Condition {
    func misread() -> QueryMistake {
      QueryMistake(
        range: place, found: text(place),
        problem: Phrase("\(field.rawValue) takes \(field.expected)"),
        nearest: value.nearest(of: field.words))
    }
    let word = value.lowercased()
    switch field {
    case .vendor: return .vendor(value)
    case .customer: return .customer(value)
    case .ticket: return .ticket(value)
    case .order: return .order(value)
    case .phone:
      let digits = value.filter { $0.isASCII && $0.isNumber }
      guard digits.count >= 3, value.allSatisfy({ $0.isNumber || "+-() ".contains($0) }) else {
        throw QueryMistake(
          range: place, found: text(place),
          problem: Phrase("phone takes \(field.expected), three at least"))
      }
      return .phone(digits)
    case .ref:
      let reference = PaymentReference.compared(value)
      guard reference.unicodeScalars.count >= 3 else {
        throw QueryMistake(
          range: place, found: text(place), problem: Phrase("ref takes three characters at least"))
      }
      return .reference(reference)
    case .holder: return .holder(try holder(value, place))
    case .tag:
      guard let tag = QueryField.tags.first(where: { $0.word == word })?.tag else {
        throw misread()
      }
      return .tag(tag)
    case .state:
      guard let state = DisputeState(rawValue: word) else { throw misread() }
      return .state(state)
    case .step:
      let step =
        Int(word).flatMap(Step.init)
        ?? Step.allCases.first { $0.shown.english.lowercased() == word }
      guard let step else { throw misread() }
      return .step(sign, step)
    case .scenario:
      guard let scenario = Scenario(rawValue: value.uppercased()) else { throw misread() }
      return .scenario(scenario)
    case .disputed:
      guard let money = Money(typed: value) else { throw misread() }
      return .disputed(sign, money)
    case .age, .idle, .due:
      guard let seconds = QueryReading.seconds(word) else { throw misread() }
      guard sign != .equal else {
        throw QueryMistake(
          range: place, found: text(place),
          problem: Phrase("\(field.rawValue) is more or less than a time: write > or < before it"))
      }
      return field == .age
        ? .age(sign, seconds) : field == .idle ? .idle(sign, seconds) : .due(sign, seconds)
    case .logged, .touched:
      guard let day = QueryReading.day(word) else { throw misread() }
      return field == .logged ? .logged(sign, day) : .touched(sign, day)
    case .awaits:
      guard let to = QueryField.addressees.first(where: { $0.word == word })?.addressee else {
        throw misread()
      }
      return .awaits(to)
    case .outside:
      guard let item = OutsideItem(rawValue: word) else { throw misread() }
      return .outside(item)
    case .situation:
      guard let situation = DisputeQuery.Situation(rawValue: word) else { throw misread() }
      return .situation(situation)
    }
  }

  private func holder(_ value: String, _ place: Range<Int>) throws(QueryMistake)
    -> DisputeQuery.Holder
  {
    switch value {
    case "me": return .me
    case "nobody": return .nobody
    default: break
    }
    let person = Person(value)
    if let people, !people.contains(person) {
      let names = people.map(\.text).sorted()
      throw QueryMistake(
        range: place, found: value, problem: Phrase("nobody here has the login \(value)"),
        nearest: value.nearest(of: names + ["me", "nobody"]))
    }
    return .person(person)
  }

  /// `90m`, `6h`, `2d`, `1w` in seconds; at most some decades.
  static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    let digits = text.dropLast()
    guard let unit = text.last.flatMap({ units[$0] }), !digits.isEmpty, digits.count <= 6,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits),
      number * unit <= 36_500 * 86_400
    else { return nil }
    return number * unit
  }

  private static func day(_ text: String) -> DisputeQuery.Day? {
    switch text {
    case "today": .ago(0)
    case "yesterday": .ago(1)
    default: CivilDay(iso: text).map(DisputeQuery.Day.date)
    }
  }

  // MARK: Mistakes

  private func text(_ range: Range<Int>) -> String { String(characters[range]) }

  private func mistake(_ start: Int, _ problem: Phrase) -> QueryMistake {
    QueryMistake(range: start..<max(at, start + 1), found: text(start..<at), problem: problem)
  }

  private func excludedText(_ start: Int) -> QueryMistake {
    mistake(
      start, Phrase("what is found by its text cannot be excluded: ! stands before other fields"))
  }
}
