import Exchange

extension Check {
  /// CSV: how a file comes in changes nothing, each row is given or rejected with its place, and what was given is written and
  /// read the same.
  static func csv(_ bytes: [UInt8]) throws {
    let rows = try readCSV(bytes)
    for chunk in [4, 5, 64] {
      try hold(try readCSV(bytes, chunk: chunk) == rows, "another result in chunks of \(chunk)")
    }
    var last = 0
    var given = 0
    var writer = CSVWriter()
    var records: [[String]] = []
    for row in rows {
      switch row {
      case .success(let record):
        try hold(record.line > last && record.lastLine >= record.line, "lines out of order")
        last = record.lastLine
        given += record.fields.reduce(0) { $0 + $1.utf8.count }
        records.append(record.fields)
        writer.append(record.fields)
      case .failure(let rejected):
        try hold(rejected.lines.lowerBound > last, "lines out of order")
        last = rejected.lines.upperBound
        try checkRejected(rejected)
      }
    }
    try hold(given <= bytes.count, "more in the cells than in the file")
    let again = try readCSV(writer.bytes, isTable: false).map { try $0.get().fields }
    try hold(again == records, "what was read is written as something else")
  }

  private static func readCSV(
    _ bytes: [UInt8], chunk: Int = 1 << 18, isTable: Bool = true
  ) throws -> [Result<CSVRecord, RejectedRow>] {
    do throws(SourceMistake) {
      let reader = CSVReader(source: try ByteSource(bytes: bytes, file: "a", chunkSize: chunk))
      var rows: [Result<CSVRecord, RejectedRow>] = []
      while let row = reader.next() {
        rows.append(row)
        if isTable, rows.count == 1 { reader.columns = try? row.get().fields }
      }
      return rows
    } catch {
      try checkMistake(error, lines: 1...1)
      return []
    }
  }
}

/// What is rejected has a place and a reason, and nothing that a terminal would obey.
func checkRejected(_ row: RejectedRow) throws {
  try hold(!row.mistakes.isEmpty, "rejected for nothing")
  for mistake in row.mistakes { try checkMistake(mistake, lines: row.lines) }
}

/// A mistake says where and what, in one inert line.
func checkMistake(_ mistake: SourceMistake, lines: ClosedRange<Int>? = nil) throws {
  if let lines, let line = mistake.line {
    try hold(lines.contains(line), "a mistake on line \(line), outside \(lines)")
  }
  try hold((mistake.line ?? 1) >= 1, "a line below 1")
  try hold(!mistake.file.isEmpty && !mistake.expected.isEmpty, "nothing expected")
  try hold((mistake.found?.unicodeScalars.count ?? 0) <= 60, "more than 60 characters found")
}
