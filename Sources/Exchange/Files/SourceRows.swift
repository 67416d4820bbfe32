/// The rows of a file, CSV or JSON Lines: each is given, or rejected with what is wrong.
///
///     let rows = try SourceRows(path: "tickets.csv")
///     for row in rows {
///       switch row.flatMap({ TicketRow.parse($0, mapping: mapping, offset: 19_800) }) { … }
///     }
///
/// A rejects file is known by its first four columns, which are taken off.
public final class SourceRows: Sequence, IteratorProtocol {
  /// How the rows are written.
  public enum Format: Sendable {
    /// RFC 4180, the first row names the columns.
    case csv
    /// A JSON object on each line.
    case jsonLines

    /// The format that a file's name tells; what is neither `.jsonl` nor `.ndjson` is CSV.
    public init(path: String) {
      let name = path.lowercased()
      self = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonLines : .csv
    }
  }

  /// The file's name.
  public let file: String
  /// The columns of a CSV file; of JSON Lines, the names in the first object that could be read.
  public let columns: [String]
  /// Whether the file is one of rejects, mended.
  public let isRejectsFile: Bool

  private enum Reader {
    case csv(CSVReader, SourceRow.Columns)
    case jsonLines(JSONLines)
  }
  private let reader: Reader
  /// Rows of JSON Lines read in search of the first object.
  private var pending: ArraySlice<Result<SourceRow, RejectedRow>> = []

  /// Opens a file; `-` is standard input.
  public convenience init(path: String, format: Format? = nil) throws(SourceMistake) {
    try self.init(source: ByteSource(path: path), format: format ?? Format(path: path))
  }

  /// Reads bytes that are in memory; `file` is the name in mistakes.
  public convenience init(bytes: [UInt8], file: String, format: Format) throws(SourceMistake) {
    try self.init(source: ByteSource(bytes: bytes, file: file), format: format)
  }

  init(source: ByteSource, format: Format) throws(SourceMistake) {
    file = source.file
    switch format {
    case .csv:
      let csv = CSVReader(source: source)
      let header = try SourceRows.header(of: csv, file: source.file)
      let own = RejectsFile.columns.count
      isRejectsFile = header.count > own && Array(header.prefix(own)) == RejectsFile.columns
      columns =
        isRejectsFile ? header.dropFirst(own).map(DisarmedCell.read) : header
      try SourceRows.check(columns, file: source.file)
      csv.columns = header
      reader = .csv(csv, SourceRow.Columns(names: columns, skipped: isRejectsFile ? own : 0))
    case .jsonLines:
      let lines = JSONLines(source: source)
      var found: [String] = []
      while found.isEmpty, pending.count < 100, let row = lines.next() {
        pending.append(row)
        if case .success(let row) = row { found = row.columns }
      }
      columns = found
      isRejectsFile = false
      reader = .jsonLines(lines)
    }
  }

  /// Bytes read so far, for a progress bar.
  public var bytesRead: Int {
    switch reader {
    case .csv(let csv, _): csv.bytesRead
    case .jsonLines(let lines): lines.bytesRead
    }
  }

  /// The next row, or what is wrong with it; nil at the end of the file.
  public func next() -> Result<SourceRow, RejectedRow>? {
    if let row = pending.popFirst() { return row }
    switch reader {
    case .jsonLines(let lines): return lines.next()
    case .csv(let csv, let columns):
      switch csv.next() {
      case nil: return nil
      case .success(let record)?:
        return .success(SourceRow(file: file, record: record, columns: columns))
      case .failure(var rejected)?:
        if columns.skipped > 0, case .cells(let cells) = rejected.content {
          rejected.content = .cells(cells.dropFirst(columns.skipped).map(DisarmedCell.read))
        }
        return .failure(rejected)
      }
    }
  }

  private static func header(of csv: CSVReader, file: String) throws(SourceMistake) -> [String] {
    switch csv.next() {
    case nil:
      throw SourceMistake(file: file, expected: "a first row that names the columns")
    case .failure(let rejected)?:
      throw rejected.mistakes.first
        ?? SourceMistake(file: file, line: 1, expected: "a first row that names the columns")
    case .success(let record)?:
      return record.fields.map(trimmed)
    }
  }

  private static func check(_ columns: [String], file: String) throws(SourceMistake) {
    var seen: Set<String> = []
    for (index, name) in columns.enumerated() {
      if name.isEmpty {
        throw SourceMistake(
          file: file, line: 1, field: "column \(index + 1)", expected: "a name for the column")
      }
      if !seen.insert(name).inserted {
        throw SourceMistake(
          file: file, line: 1, field: shortened(name), found: "the name twice",
          expected: "a name of its own for each column")
      }
    }
  }
}
