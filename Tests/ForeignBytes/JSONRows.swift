import Exchange

extension Check {
  /// JSON Lines: how a file comes in changes nothing, what is taken another reader takes too, and what was given is written
  /// and read the same.
  static func jsonLines(_ bytes: [UInt8]) throws {
    let rows = try readLines(bytes, chunk: 1 << 18)
    for chunk in [4, 7] {
      try hold(try readLines(bytes, chunk: chunk) == rows, "another result in chunks of \(chunk)")
    }
    var last = 0
    for row in rows {
      try hold(row.lines.lowerBound > last, "lines out of order")
      last = row.lines.upperBound
      if let rejected = row.rejected {
        try checkRejected(rejected)
        continue
      }
      let text = written(.object(row.members))
      if !text.contains(where: \.isNumber) {
        // A number may be too large for the other reader, which knows only floating point.
        let other = try? JSONValue(json: Array(text.utf8))
        try hold(other != nil, "another reader does not take \(text)")
      }
      let again = try readLines(Array(text.utf8), chunk: 1 << 18)
      try hold(again.count == 1 && again[0].members == row.members, "not the same again: \(text)")
    }
  }

  private struct Line: Equatable {
    var lines: ClosedRange<Int>
    var members: [SourceMember] = []
    var rejected: RejectedRow?
  }

  private static func readLines(_ bytes: [UInt8], chunk: Int) throws -> [Line] {
    do throws(SourceMistake) {
      let source = try ByteSource(bytes: bytes, file: "a", chunkSize: chunk)
      return JSONLines(source: source).map { row in
        switch row {
        case .failure(let rejected): Line(lines: rejected.lines, rejected: rejected)
        case .success(let row):
          Line(
            lines: row.lines,
            members: row.columns.map { SourceMember(name: $0, value: row[$0] ?? .null) })
        }
      }
    } catch {
      try checkMistake(error, lines: 1...1)
      return []
    }
  }

  /// The value as JSON, its numbers to the digit.
  private static func written(_ value: SourceValue) -> String {
    switch value {
    case .text(let text): JSONValue.string(text).line
    case .number(let digits): digits
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let items): "[" + items.map(written).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { JSONValue.string($0.name).line + ":" + written($0.value) }
        .joined(separator: ",") + "}"
    }
  }
}
