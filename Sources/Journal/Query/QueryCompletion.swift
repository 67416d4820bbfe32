import Procedure

/// What a query can go on with where the cursor stands.
///
///     let completion = QueryCompletion(of: "is:new hol", cursor: 10)
///     completion.offers(people: desk.people, vendors: []).map(\.text)   // ["holder:"]
public struct QueryCompletion: Sendable, Hashable {
  /// Something that can stand in the place of the word at the cursor.
  public struct Offer: Sendable, Hashable {
    /// What is put there.
    public var text: String
    /// What it means, in a few words.
    public var meaning: Phrase?
  }

  /// The word up to the cursor, in characters from the beginning.
  public let range: Range<Int>
  private let isExcluded: Bool
  private let field: QueryField?
  /// What was typed of a name, or of a value.
  private let typed: String

  /// Looks at the word that ends where the cursor stands.
  public init(of text: String, cursor: Int) {
    let characters = Array(text.prefix(max(cursor, 0)))
    var start = 0
    var isQuoted = false
    for (index, character) in characters.enumerated() {
      if character == "\"" { isQuoted.toggle() }
      if character.isWhitespace, !isQuoted { start = index + 1 }
    }
    var word = characters[start...]
    isExcluded = word.first == "!"
    if isExcluded { word = word.dropFirst() }
    let name = String(word.prefix { $0.isASCII && $0.isLetter })
    let signs = word.dropFirst(name.count).prefix { ":=<>".contains($0) }
    if let known = QueryField(rawValue: name.lowercased()), !signs.isEmpty {
      field = known
      var value = word.dropFirst(name.count + signs.count)
      if value.first == "\"" { value = value.dropFirst() }
      typed = String(value)
      range = (start + (isExcluded ? 1 : 0) + name.count + signs.count)..<characters.count
    } else {
      field = nil
      typed = String(word)
      range = (start + (isExcluded ? 1 : 0))..<characters.count
    }
  }

  /// How the vendor's name begins that is being typed; nil where none is.
  public var vendor: String? { field == .vendor && !typed.isEmpty ? typed : nil }

  /// Whether nothing of the word is there yet, so that everything would be offered.
  public var isEmpty: Bool { field == nil && typed.isEmpty }

  /// What the word can become, in the order of the fields.
  ///
  /// - Parameters:
  ///   - people: who works at the desk.
  ///   - vendors: vendors whose names begin with `vendor`.
  public func offers(people: [Person], vendors: [VendorName]) -> [Offer] {
    let begun = typed.lowercased()
    guard let field else {
      let fields = QueryField.allCases.filter {
        $0.rawValue.hasPrefix(begun) && !(isExcluded && $0.isLookedUp)
      }.map { Offer(text: $0.rawValue + $0.usualSign, meaning: $0.meaning) }
      guard !begun.isEmpty || isExcluded else { return fields }
      let situations = DisputeQuery.Situation.allCases.filter { $0.rawValue.hasPrefix(begun) }
      return fields
        + situations.map {
          Offer(text: (isExcluded ? "" : "is:") + $0.rawValue + " ", meaning: $0.meaning)
        }
    }
    let known: [(word: String, meaning: Phrase?)] =
      switch field {
      case .holder:
        field.offered.map { ($0, nil) } + people.map(\.text).sorted().map { ($0, nil) }
      case .vendor: vendors.map { ($0.text, nil) }
      case .situation: DisputeQuery.Situation.allCases.map { ($0.rawValue, $0.meaning) }
      case .scenario: Scenario.allCases.map { ($0.rawValue, $0.shown) }
      case .step: Step.allCases.map { ("\($0.rawValue)", $0.shown) }
      case .outside: OutsideItem.allCases.map { ($0.rawValue, $0.shown) }
      default: field.offered.map { ($0, nil) }
      }
    return known.filter { $0.word.lowercased().hasPrefix(begun) }.map {
      let isOneWord = !$0.word.contains { $0.isWhitespace || $0 == "\"" }
      let word = $0.word.filter { $0 != "\"" }
      return Offer(text: (isOneWord ? word : "\"\(word)\"") + " ", meaning: $0.meaning)
    }
  }
}

extension QueryField {
  /// The sign that mostly stands behind it.
  fileprivate var usualSign: String {
    switch self {
    case .disputed, .age, .idle: ">"
    case .due: "<"
    case .logged, .touched: ">="
    default: ":"
    }
  }
}
