import CPhrases
import Procedure

/// What phrases are in another language: one of the tables of `Sources/CPhrases`.
///
/// A table is a file of gettext's form (`msgctxt`, `msgid`, `msgstr`), which translators have tools for. Its `msgid` is
/// `Phrase.pattern`, its `msgctxt` the sense. What has no translation yet is said in English.
struct PhraseTable: Sendable {
  /// What a phrase is known by.
  struct Key: Hashable, Sendable {
    var pattern: String
    var sense: String
  }

  /// A piece of a translation: words, or the number of a gap of the phrase, from zero.
  private enum Piece: Sendable {
    case words(String)
    case gap(Int)
  }

  private var pieces: [Key: [Piece]] = [:]

  /// The table in a file's text; what is not translated is left out.
  init(_ text: String) {
    for entry in PhraseFile(text).entries where !entry.translation.isEmpty {
      pieces[entry.key] = PhraseTable.pieces(of: entry.translation)
    }
  }

  /// The phrase; nil where the table does not have it.
  func words(_ phrase: Phrase, said: (Phrase) -> String) -> String? {
    guard let pieces = pieces[Key(pattern: phrase.pattern, sense: phrase.sense)] else { return nil }
    return pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .gap(let gap):
        if phrase.fillings.indices.contains(gap) { text += phrase.fillings[gap].said(said) }
      }
    }
  }

  private static func pieces(of translation: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = translation[...]
    while let found = rest.firstMatch(of: #/\{(\d+)\}/#) {
      pieces.append(.words(String(rest[..<found.range.lowerBound])))
      if let number = Int(found.output.1) { pieces.append(.gap(number - 1)) }
      rest = rest[found.range.upperBound...]
    }
    return pieces + [.words(String(rest))]
  }
}

extension Language {
  /// What the workbench says things in, on this thread and in what it calls.
  @TaskLocal static var ofScreens = Language.english

  /// The language's table; nil for English, which phrases are written in. It is read when it is first asked for.
  fileprivate var table: PhraseTable? {
    switch self {
    case .english: nil
    case .hindi: Language.hindiTable
    }
  }

  private static let hindiTable = PhraseTable(
    String(
      decoding: UnsafeBufferPointer(
        start: paydesk_phrases_hi_start, count: paydesk_phrases_hi_count), as: UTF8.self))
}

/// A phrase of the program, in the language of the screens.
///
///     phrase("ticket logged, quoted \(ticket.quoted.short)")
///
/// Each literal that a person reads on a screen stands in one of these, whole; the tables are found by it.
///
/// - Parameter sense: which of several meanings is meant, where another language has a word for each.
func phrase(_ template: Phrase.Template, sense: String = "") -> String {
  phrase(Phrase(template, sense: sense))
}

/// What the core says, in the language of the screens.
func phrase(_ phrase: Phrase) -> String { Language.ofScreens.said(phrase) }

extension Language {
  fileprivate func said(_ phrase: Phrase) -> String {
    guard let table else { return phrase.english }
    let words =
      (phrase.isWordless ? nil : table.words(phrase, said: said)) ?? phrase.said(said)
    guard phrase.isSentence, let last = words.last, !"।.".contains(last) else { return words }
    return words + "।"
  }
}
