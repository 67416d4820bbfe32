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
    var text = text
    self = text.withUTF8 { PhraseFile($0, keepsComments: true) }
  }

  /// The entries of a file's bytes, read byte by byte: the workbench waits for them when it starts.
  init(_ bytes: UnsafeBufferPointer<UInt8>, keepsComments: Bool) {
    var entry = Reading()
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      switch line.first {
      case nil:
        take(entry)
        entry = Reading()
      case UInt8(ascii: "#"):
        if keepsComments { entry.comments.append(String(decoding: line, as: UTF8.self)) }
      default: entry.add(line)
      }
    }
    take(entry)
  }

  private mutating func take(_ read: Reading) {
    guard read.fields[1] != nil else { return }
    entries.append(
      Entry(
        key: .init(pattern: read.text(1), sense: read.text(0)), translation: read.text(2),
        comments: read.comments))
  }

  /// An entry that is being read.
  private struct Reading {
    static let names: [[UInt8]] = ["msgctxt", "msgid", "msgstr"].map { Array($0.utf8) }
    var comments: [String] = []
    /// The bytes of each field that was there.
    var fields = [[UInt8]?](repeating: nil, count: 3)
    private var current = 0

    func text(_ field: Int) -> String { String(decoding: fields[field] ?? [], as: UTF8.self) }

    /// A line with a field, or with more of the one before.
    mutating func add(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
      guard let quote = line.firstIndex(of: UInt8(ascii: "\"")) else { return }
      if let named = Reading.names.firstIndex(where: { line.starts(with: $0) }) { current = named }
      var text = fields[current] ?? []
      var isEscaped = false
      for byte in line[line.index(after: quote)...].dropLast() {
        if isEscaped {
          text.append(byte == UInt8(ascii: "n") ? 10 : byte == UInt8(ascii: "t") ? 9 : byte)
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else {
          text.append(byte)
        }
      }
      fields[current] = text
    }
  }
}
