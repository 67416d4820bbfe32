/// A table of phrases as gettext writes it, entry by entry.
struct PhraseFile {
  /// A phrase and what it is in the table's language.
  struct Entry {
    /// What the phrase is known by.
    var key: PhraseTable.Key
    /// What it is; empty where nobody has translated it.
    var translation: String
    /// The lines of comment above it.
    var comments: [String]
  }

  /// All of them, in the file's order. The file's own header is the one without a pattern.
  private(set) var entries: [Entry] = []

  /// The entries of a file's text.
  init(_ text: String) {
    var comments: [String] = []
    var fields: [String: String] = [:]
    var field = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        take(fields, comments)
        (fields, comments) = ([:], [])
      } else if line.hasPrefix("#") {
        comments.append(String(line))
      } else if let quote = line.firstIndex(of: "\"") {
        let word = line[..<quote].filter { $0 != " " }
        if !word.isEmpty { field = word }
        fields[field, default: ""] += PhraseFile.unquoted(line[quote...])
      }
    }
    take(fields, comments)
  }

  private mutating func take(_ fields: [String: String], _ comments: [String]) {
    guard let pattern = fields["msgid"] else { return }
    entries.append(
      Entry(
        key: .init(pattern: pattern, sense: fields["msgctxt"] ?? ""),
        translation: fields["msgstr"] ?? "", comments: comments))
  }

  private static func unquoted(_ quoted: Substring) -> String {
    var text = ""
    var isEscaped = false
    for character in quoted.dropFirst().dropLast() {
      if isEscaped {
        text.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
