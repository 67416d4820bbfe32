import Procedure
import Yams

extension ColumnMapping {
  /// A mapping file to start from: the default of a kind, with what each line means.
  public static func printed(for kind: FileKind) -> String {
    var text = """
      # Which column of a file of \(kind.shown) holds which field, and which words mean what.
      # Left: paydesk's name, not to be changed. Right: the column's name in the file, to the letter.
      # What is left out stays as it is here; ~ says that the file has no such column.
      \(kind.rawValue):
        columns:

      """
    for field in kind.fields {
      let need = field.need == .always ? "; every row needs it" : ""
      text += "    # \(field.meaning)\(need)\n    \(field.name): \(quoted(field.column))\n"
    }
    if !kind.wordLists.isEmpty {
      text += "  # Words are compared without regard to case.\n  words:\n"
    }
    for list in kind.wordLists {
      text += "    \(list.name):\n"
      for (value, words) in list.values {
        text += "      \(quoted(value)): [\(words.map(quoted).joined(separator: ", "))]\n"
      }
    }
    return text
  }

  /// Reads a mapping file, which has a part for one kind or for several; all mistakes are found at
  /// once.
  public static func parse(
    _ yaml: String, file: String, for kind: FileKind
  ) -> Result<ColumnMapping, SourceMistakes> {
    guard yaml.utf8.count <= 1 << 16 else {
      return .failure(SourceMistakes([SourceMistake(file: file, expected: "at most 64 KiB")]))
    }
    var reading = Reading(file: file, mapping: .default(for: kind))
    reading.document(yaml)
    return reading.result(reading.mapping)
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.writing("\\", as: "\\\\").writing("\"", as: "\\\"") + "\""
  }
}

/// A mapping file being read.
private struct Reading: YAMLReading {
  let file: String
  var mapping: ColumnMapping
  var mistakes: [SourceMistake] = []

  mutating func document(_ yaml: String) {
    guard let root = root(of: yaml),
      let parts = pairs(root, nil, "a part for \(mapping.kind.rawValue)")
    else {
      if mistakes.isEmpty { miss(nil, nil, nil, "a part for \(mapping.kind.rawValue)") }
      return
    }
    let known = FileKind.allCases.map(\.rawValue).joined(separator: ", ")
    var found = false
    for (key, value) in parts {
      switch FileKind(rawValue: key.string ?? "") {
      case mapping.kind?:
        found = true
        part(value)
      // A file may say beside it how batches of payouts are written.
      case nil where key.string == PayoutLayout.part: break
      case nil: miss(key, nil, key.string, "one of \(known)")
      default: break
      }
    }
    if !found { miss(nil, nil, nil, "a part for \(mapping.kind.rawValue)") }
  }

  private mutating func part(_ node: Node) {
    for (key, value) in pairs(node, mapping.kind.rawValue, "columns and words") ?? [] {
      switch key.string {
      case "columns": columns(value)
      case "words": words(value)
      default: miss(key, mapping.kind.rawValue, key.string, "columns or words")
      }
    }
  }

  private mutating func columns(_ node: Node) {
    let fields = mapping.kind.fields
    let names = fields.map(\.name).joined(separator: ", ")
    for (key, value) in pairs(node, "columns", "a column for each field") ?? [] {
      guard let field = fields.first(where: { $0.name == key.string }) else {
        miss(key, "columns", key.string, "one of \(names)")
        continue
      }
      if value.null != nil {
        if field.need == .always {
          miss(value, field.name, "~", "a column: every row needs it")
        } else {
          mapping.columns[field.name] = nil
        }
      } else if let column = value.scalar?.string, !trimmed(column).isEmpty {
        mapping.columns[field.name] = trimmed(column)
      } else {
        miss(value, field.name, value.scalar?.string, "the name of a column, or ~")
      }
    }
    var owners: [String: String] = [:]
    for field in fields {
      guard let column = mapping.columns[field.name] else { continue }
      if let owner = owners.updateValue(field.name, forKey: column) {
        miss(
          node.mapping?.reversed().first { [field.name, owner].contains($0.key.string) }?.value,
          field.name,
          column,
          "a column of its own: \(owner) is read from this one")
      }
    }
  }

  private mutating func words(_ node: Node) {
    let lists = mapping.kind.wordLists
    for (key, value) in pairs(node, "words", "lists of words") ?? [] {
      guard let list = lists.first(where: { $0.name == key.string }) else {
        miss(key, "words", key.string, "one of \(lists.map(\.name).joined(separator: ", "))")
        continue
      }
      let given = pairs(value, list.name, "words for each value") ?? []
      let values = list.values.map(\.value)
      var meanings = mapping.words[list.name] ?? [:]
      for (name, _) in given { meanings = meanings.filter { $0.value != name.scalar?.string } }
      for (name, words) in given {
        guard let meant = name.scalar?.string, values.contains(meant) else {
          miss(name, list.name, name.scalar?.string, "one of \(values.joined(separator: ", "))")
          continue
        }
        for word in words.sequence.map(Array.init) ?? [words] {
          guard let text = word.scalar?.string, !trimmed(text).isEmpty else {
            miss(word, meant, nil, "a word, or a list of words: [\"\(meant)\"]")
            continue
          }
          if let other = meanings.updateValue(meant, forKey: ColumnMapping.normalised(text)),
            other != meant
          {
            miss(word, meant, text, "a word with one meaning: it means \(other) too")
          }
        }
      }
      mapping.words[list.name] = meanings
    }
  }

  private mutating func pairs(_ node: Node, _ field: String?, _ expected: String) -> [(Node, Node)]?
  {
    guard let mapping = node.mapping else {
      miss(node, field, node.scalar?.string, expected)
      return nil
    }
    return mapping.map { ($0.key, $0.value) }
  }
}
