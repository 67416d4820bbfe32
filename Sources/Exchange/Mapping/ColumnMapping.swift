/// Which column of a file holds which of our fields, and which words in it mean what.
///
///     let mapping = ColumnMapping.default(for: .tickets)
///     mapping.column(TicketRow.Field.quoted)             // "Final App Price"
///     mapping.value(TagWord.self, for: "less  PAID")     // .lessPaid
///
/// Columns are compared to the letter; words without regard to case and to repeated spaces.
public struct ColumnMapping: Equatable, Sendable {
  /// The kind of file.
  public let kind: FileKind
  /// The column of each field by the field's name; a field without one is not in the file.
  var columns: [String: String]
  /// For each list, the value that a word means.
  var words: [String: [String: String]]

  /// The mapping that fits the exports of the ticketing platform and the admin panel as they come.
  public static func `default`(for kind: FileKind) -> ColumnMapping {
    var mapping = ColumnMapping(kind: kind, columns: [:], words: [:])
    for field in kind.fields { mapping.columns[field.name] = field.column }
    for list in kind.wordLists {
      for (value, words) in list.values {
        for word in words { mapping.words[list.name, default: [:]][normalised(word)] = value }
      }
    }
    return mapping
  }

  /// The column that holds a field, or nil if the file has none.
  public func column<Field: RawRepresentable<String>>(_ field: Field) -> String? {
    columns[field.rawValue]
  }

  /// What a word of the file means, or nil if it means nothing.
  public func value<Word: MappedWord>(_ type: Word.Type, for word: String) -> Word? {
    guard let list = words[Word.list] else { return nil }
    return (list[word] ?? list[ColumnMapping.normalised(word)]).flatMap(Word.init(rawValue:))
  }

  /// The words that are known of a list, for a message: `“Customer Not Paid” or “Less Paid”`.
  func known<Word: MappedWord>(_ type: Word.Type) -> String {
    let list = words[Word.list] ?? [:]
    return Word.allCases.map { value in
      let usual = value.usualWords.first { list[ColumnMapping.normalised($0)] == value.rawValue }
      let word = usual ?? list.filter { $0.value == value.rawValue }.keys.min() ?? value.rawValue
      return "“\(word)”"
    }.joined(separator: " or ")
  }

  /// What is said before the first row is read: the columns that a file lacks. Those that each row
  /// needs are mistakes, the others are warnings; the row parsers take them as empty.
  public func check(
    columns names: [String], file: String
  ) -> (mistakes: [SourceMistake], warnings: [SourceMistake]) {
    var mistakes: [SourceMistake] = []
    var warnings: [SourceMistake] = []
    for field in kind.fields {
      guard let column = columns[field.name], !names.contains(column) else { continue }
      switch field.need {
      case .always, .column:
        let near = names.first {
          ColumnMapping.normalised($0) == ColumnMapping.normalised(column)
        }
        mistakes.append(
          SourceMistake(
            file: file, line: 1, field: column, found: near.map(shortened),
            expected: "a column of this name (\(field.meaning)), or a mapping that names another"))
      case .usually:
        warnings.append(
          SourceMistake(
            file: file, line: 1, field: column,
            expected: "the file has no such column, so \(field.name) stays empty"))
      case .seldom: break
      }
    }
    return (mistakes, warnings)
  }

  /// A word without case and repeated spaces.
  static func normalised(_ word: String) -> String {
    var bytes: [UInt8] = []
    var isSpaced = false
    for byte in word.utf8 {
      switch byte {
      case 0x80...:
        return word.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
      case 0x09...0x0D, 0x20: isSpaced = !bytes.isEmpty
      default:
        if isSpaced { bytes.append(0x20) }
        isSpaced = false
        bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
