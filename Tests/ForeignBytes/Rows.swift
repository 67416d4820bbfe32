import Exchange
import Procedure

/// What a row of a file became: as text under its columns again, so that it can be read once more.
struct RowAgain<Row> {
  var row: Row
  var line: Int
  var warnings: [SourceMistake]
  /// The columns that the row is read from, and what stands in them.
  var cells: [(column: String?, value: SourceValue)]
}

/// India's offset in seconds, at which the checks read times.
let india = 19_800

/// The rows of a file, CSV or, where it begins with `{`, JSON Lines; what is rejected has its place and reason.
func checkRows(_ bytes: [UInt8], _ body: (SourceRow) throws -> Void) throws {
  let isJSON = bytes.first == UInt8(ascii: "{")
  do throws(SourceMistake) {
    let rows = try SourceRows(bytes: bytes, file: "a", format: isJSON ? .jsonLines : .csv)
    do {
      for row in rows {
        switch row {
        case .failure(let rejected): try checkRejected(rejected)
        case .success(let row): try body(row)
        }
      }
    } catch { throw SourceMistake(file: "broken", expected: "\(error)") }
  } catch {
    guard error.file == "a" else { throw Broken(description: error.expected) }
    try checkMistake(error)
  }
}

/// Each row of a file is rejected with its place, or holds only what the program may hold, and is the same when it is written
/// and read again.
///
/// - Parameters:
///   - read: the row in a row of the file.
///   - write: what it is written as.
///   - same: whether two rows say the same, on whatever lines they stand.
func checkRows<Row>(
  _ bytes: [UInt8],
  read: (SourceRow) -> Result<Row, RejectedRow>,
  write: (Row) -> RowAgain<Row>,
  same: (Row, Row) -> Bool
) throws {
  try checkRows(bytes) { source in
    switch read(source) {
    case .failure(let rejected):
      try checkRejected(rejected)
      try hold(rejected.mistakes.allSatisfy { $0.field != nil && $0.line != nil }, "no place")
    case .success(let row):
      let written = write(row)
      try hold(written.line == source.line, "a row on another line")
      for warning in written.warnings { try checkMistake(warning, lines: source.lines) }
      for (column, value) in written.cells { try checkText(value, column ?? "") }
      let members = written.cells.compactMap { column, value in
        column.map { SourceMember(name: $0, value: value) }
      }
      switch read(SourceRow(file: "b", line: 1, members: members)) {
      case .failure(let rejected): throw Broken(description: "not taken again: \(rejected)")
      case .success(let again):
        try hold(same(again, row), "not the same again: \(row) is \(again)")
      }
    }
  }
}

/// Text that came in holds no control but line ends and tabs, and nothing that turns the direction of writing.
private func checkText(_ value: SourceValue, _ column: String) throws {
  switch value {
  case .text(let text), .number(let text):
    try hold(!text.unicodeScalars.contains(where: isUnsafe), "\(column) holds a control")
  case .list(let items): for item in items { try checkText(item, column) }
  case .object(let members): for member in members { try checkText(member.value, column) }
  case .bool, .null: break
  }
}

/// What no text from outside may hold once it is in: a control save line end and tab, or a control of the direction.
func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// Whether a spreadsheet would take a cell for a formula, by what spreadsheets themselves go by.
func startsFormula(_ cell: String) -> Bool {
  cell.utf8.first.map("=+-@\t\r".utf8.contains) ?? false
}

extension SourceValue {
  static func text(_ text: String?) -> SourceValue { text.map { .text($0) } ?? .null }
  static func money(_ money: Money?) -> SourceValue { text(money?.plain) }
  static func time(_ time: Instant?) -> SourceValue { text(time?.rfc3339(offset: india)) }
  static func word(_ word: some MappedWord) -> SourceValue { text(word.usualWords.first) }
}
