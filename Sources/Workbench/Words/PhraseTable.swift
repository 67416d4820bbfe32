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

  private var translations: [Key: String] = [:]

  /// The table in a file's text; what is not translated is left out.
  init(_ text: String) { self.init(PhraseFile(text)) }

  init(_ file: PhraseFile) {
    translations.reserveCapacity(file.entries.count)
    for entry in file.entries where !entry.translation.isEmpty {
      translations[entry.key] = entry.translation
    }
  }

  /// The phrase; nil where the table does not have it.
  func words(_ phrase: Phrase, said: (Phrase) -> String) -> String? {
    guard let words = translations[Key(pattern: phrase.pattern, sense: phrase.sense)] else {
      return nil
    }
    guard !phrase.fillings.isEmpty else { return words }
    // `{2} … {1}`: what stands behind a brace is the number of a gap, unless it is a word.
    var parts = words.split(separator: "{", omittingEmptySubsequences: false)
    var text = String(parts.removeFirst())
    for part in parts {
      if let end = part.firstIndex(of: "}"), let number = Int(part[..<end]),
        phrase.fillings.indices.contains(number - 1)
      {
        text += phrase.fillings[number - 1].said(said) + part[part.index(after: end)...]
      } else {
        text += "{" + part
      }
    }
    return text
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
    PhraseFile(
      UnsafeBufferPointer(start: paydesk_phrases_hi_start, count: paydesk_phrases_hi_count),
      keepsComments: false))
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
    return phrase.isSentence ? ended(words) : words
  }

  /// Words with the full stop of the language, unless they end with one, or with a question mark.
  func ended(_ words: String) -> String {
    let stop: Character = self == .hindi ? "।" : "."
    return words.last.map { [stop, ".", "?"].contains($0) } ?? true ? words : words + String(stop)
  }
}
