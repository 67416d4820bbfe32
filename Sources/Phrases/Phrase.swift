/// A sentence or a word of the program, with gaps for what differs from case to case, before it is said in a language.
///
///     Phrase("There is no ticket \(id): log it first.")
///
/// In English it reads as it is written; another language finds it in its table by its `pattern`. Only what stands in
/// `Phrase(…)` as a literal can be found there, so each one is written whole: an order of words that is glued together is none
/// in another language. What is recorded or sent, what commands print and what scripts compare is `english`.
public struct Phrase: Hashable, Sendable, CustomStringConvertible {
  /// What stands in a gap.
  public enum Filling: Hashable, Sendable {
    /// A name, an amount, a text of a person: the same in every language.
    case text(String)
    /// Something that is said in the same language as the phrase around it.
    case phrase(Phrase)
  }

  /// What stands around the gaps: one more than there are gaps.
  let literals: [String]
  /// What stands in the gaps, in their order.
  public private(set) var fillings: [Filling]
  /// Which of several meanings is meant, where English has one word for them and other languages have not; empty elsewhere.
  public let sense: String
  /// Whether words that stand elsewhere within a sentence are one by themselves here, with a capital and a full stop.
  public private(set) var isSentence = false

  /// A phrase of the program.
  ///
  /// - Parameter sense: which of several meanings is meant.
  public init(_ template: Template, sense: String = "") {
    literals = template.literals
    fillings = template.fillings
    self.sense = sense
  }

  /// What is the same in every language: a name, an amount, a text of a person.
  public init(verbatim text: String) {
    literals = ["", ""]
    fillings = [.text(text)]
    sense = ""
  }

  private init(literals: [String], fillings: [Filling]) {
    self.literals = literals
    self.fillings = fillings
    sense = ""
  }

  /// As it is in English.
  public var english: String {
    let words = said { $0.english }
    guard isSentence else { return words }
    return words.prefix(1).uppercased() + words.dropFirst() + (words.hasSuffix(".") ? "" : ".")
  }

  /// As it is in English.
  public var description: String { english }

  /// What it is known by in a table: the English words with the gaps numbered from one, `There is no ticket {1}: log it first.`
  public var pattern: String {
    fillings.indices.reduce(into: literals[0]) { $0 += "{\($1 + 1)}" + literals[$1 + 1] }
  }

  /// Whether it has no words of its own, so that no table needs to have it.
  public var isWordless: Bool {
    literals.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic } }
  }

  /// In the order of its own words, with what `said` makes of phrases in its gaps.
  public func said(_ said: (Phrase) -> String) -> String {
    guard !fillings.isEmpty else { return literals[0] }
    return fillings.indices.reduce(into: literals[0]) { text, gap in
      text += fillings[gap].said(said) + literals[gap + 1]
    }
  }

  /// The same as a sentence by itself.
  public var sentence: Phrase {
    var phrase = self
    phrase.isSentence = true
    return phrase
  }

  /// The same with another filling of the gaps that hold a text.
  ///
  /// - Parameters:
  ///   - first: what stands there where the phrase begins with the gap.
  ///   - later: what stands there elsewhere.
  public func filling(_ text: String, first: Phrase, later: Phrase) -> Phrase {
    var phrase = self
    for gap in fillings.indices {
      let isFirst = gap == 0 && literals[0].isEmpty
      switch fillings[gap] {
      case .text(text): phrase.fillings[gap] = .phrase(isFirst ? first : later)
      case .text: continue
      case .phrase(let inner):
        phrase.fillings[gap] = .phrase(
          inner.filling(text, first: isFirst ? first : later, later: later))
      }
    }
    return phrase
  }
}

extension Phrase.Filling {
  /// The text, or what `said` makes of the phrase.
  public func said(_ said: (Phrase) -> String) -> String {
    switch self {
    case .text(let text): text
    case .phrase(let phrase): said(phrase)
    }
  }
}

extension Phrase {
  /// A literal with gaps, as the compiler takes it apart.
  public struct Template: ExpressibleByStringInterpolation, Sendable {
    var literals: [String]
    var fillings: [Filling]

    /// A literal without gaps.
    public init(stringLiteral literal: String) {
      literals = [literal]
      fillings = []
    }

    /// A literal with gaps.
    public init(stringInterpolation parts: StringInterpolation) {
      literals = parts.literals + [parts.last]
      fillings = parts.fillings
    }

    /// The parts of a literal with gaps, as they come.
    public struct StringInterpolation: StringInterpolationProtocol {
      fileprivate var literals: [String] = []
      fileprivate var fillings: [Filling] = []
      fileprivate var last = ""

      /// Nothing yet.
      public init(literalCapacity: Int, interpolationCount: Int) {
        literals.reserveCapacity(interpolationCount + 1)
        fillings.reserveCapacity(interpolationCount)
      }

      /// More of the words.
      public mutating func appendLiteral(_ literal: String) { last += literal }

      /// A gap with something that is said in the same language.
      public mutating func appendInterpolation(_ phrase: Phrase) { fill(.phrase(phrase)) }

      /// A gap with something that is the same in every language.
      public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        fill(.text(value.description))
      }

      private mutating func fill(_ filling: Filling) {
        literals.append(last)
        last = ""
        fillings.append(filling)
      }
    }
  }
}

extension Sequence<Phrase> {
  /// One after the other, with what stands between them.
  public func joined(separator: String = "") -> Phrase { Phrase(joining: Array(self), separator) }
}

extension Phrase {
  fileprivate init(joining phrases: [Phrase], _ separator: String) {
    guard !phrases.isEmpty else {
      self.init(literals: [""], fillings: [])
      return
    }
    self.init(
      literals: [""] + Array(repeating: separator, count: phrases.count - 1) + [""],
      fillings: phrases.map(Filling.phrase))
  }
}

/// What can be said: a phrase of the program, or a text that is the same in every language.
public protocol Sayable {
  /// It as a phrase.
  var phrase: Phrase { get }
}

extension Phrase: Sayable {
  /// Itself.
  public var phrase: Phrase { self }
}

extension String: Sayable {
  /// The text, the same in every language.
  public var phrase: Phrase { Phrase(verbatim: self) }
}
