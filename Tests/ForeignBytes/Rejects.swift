import Exchange
import Procedure

extension Check {
  /// A file's rejects: what is written of them starts no formula, and is read again as what it was.
  static func rejects(_ bytes: [UInt8]) throws {
    let isJSON = bytes.first == UInt8(ascii: "{")
    let rows = try? SourceRows(bytes: bytes, file: "a", format: isJSON ? .jsonLines : .csv)
    guard let rows, !rows.columns.isEmpty else { return }
    // The names of CSV are read without the space around them, and keys of JSON with it: such a name does not come back.
    guard
      rows.columns.allSatisfy({ $0.first?.isWhitespace == false && $0.last?.isWhitespace == false })
    else { return }
    let first = rejected(rows)
    let file = try written(first, columns: rows.columns)
    let again = try SourceRows(bytes: file, file: "b", format: .csv)
    try hold(again.isRejectsFile, "a rejects file is not known as one")
    try hold(again.columns == rows.columns, "other columns than the file's")
    let second = rejected(again)
    try hold(second.count == first.count, "\(first.count) rows became \(second.count)")
    for (one, other) in zip(first, second) {
      try checkRejected(other)
      if case .cells = one.content {
        try hold(other.content == one.content, "\(one.content) became \(other.content)")
      }
    }
    let third = try SourceRows(
      bytes: try written(second, columns: rows.columns), file: "c", format: .csv)
    try hold(rejected(third).map(\.content) == second.map(\.content), "not the same a third time")
  }

  /// The rows of a file of tickets that are not taken.
  private static func rejected(_ rows: SourceRows) -> [RejectedRow] {
    let mapping = ColumnMapping.default(for: .tickets)
    return rows.compactMap { row in
      let ticket = row.flatMap { TicketRow.parse($0, mapping: mapping, offset: india) }
      guard case .failure(let rejected) = ticket else { return nil }
      return rejected
    }
  }

  private static func written(_ rows: [RejectedRow], columns: [String]) throws -> [UInt8] {
    let file = RejectsFile(beside: "a", columns: columns)
    var writer = CSVWriter(quoting: .always)
    for cells in [RejectsFile.heading(of: columns)] + rows.map(file.written) {
      try hold(!cells.contains(where: startsFormula), "a cell could be run: \(cells)")
      writer.append(cells)
    }
    return writer.bytes
  }
}
