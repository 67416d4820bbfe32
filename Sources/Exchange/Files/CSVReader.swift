/// A strict reader of RFC 4180 files, a row at a time, in bounded memory: what is not certain is
/// rejected, with its place, and never guessed at.
///
///     for row in try CSVReader(path: "tickets.csv") {
///       switch row {
///       case .success(let record): print(record.line, record.fields)
///       case .failure(let rejected): print(rejected.mistakes)
///       }
///     }
///
/// Lines end in CRLF, LF or CR; a byte order mark is skipped; a line with nothing on it is no row.
/// A row is rejected as a whole for a quote inside a bare cell, text after a closing quote, bytes
/// that are not UTF-8, a NUL, a cell above `fieldLimit`, a row above `rowLimit`, and, once
/// `columns` is set, for surplus or missing cells. After a quote that nothing closes no row can be
/// trusted: the rest of the file is then one rejected row.
public final class CSVReader: Sequence, IteratorProtocol {
  /// The longest cell that is taken: 1 MiB.
  public static let fieldLimit = 1 << 20
  /// The longest row that is taken: 16 MiB.
  public static let rowLimit = 1 << 24

  /// The names of the columns; when set, each row must have as many cells, and mistakes name their
  /// column.
  public var columns: [String]?

  /// Bytes read so far, for a progress bar.
  public var bytesRead: Int { source.bytesRead }

  private let source: ByteSource
  private var scan = CSVScan()
  private var position = 0
  private var line = 1
  private var ended = false

  /// Opens a file; `-` is standard input.
  public init(path: String) throws(SourceMistake) {
    source = try ByteSource(path: path)
  }

  /// Reads bytes that are in memory; `file` is the name in mistakes.
  public init(bytes: [UInt8], file: String) throws(SourceMistake) {
    source = try ByteSource(bytes: bytes, file: file)
  }

  package init(source: ByteSource) { self.source = source }

  /// The next row, or what is wrong with it; nil at the end of the file.
  public func next() -> Result<CSVRecord, RejectedRow>? {
    guard !ended else { return nil }
    scan.begin(line: line)
    while true {
      if position == source.chunk.count {
        position = 0
        guard source.refill() else {
          ended = true
          let found = scan.finish()
          if let failure = source.failure { return .failure(interrupted(failure)) }
          return found ? outcome() : nil
        }
      }
      position = scan.run(source.chunk, from: position)
      if scan.isComplete {
        line = scan.line
        return outcome()
      }
    }
  }

  private func outcome() -> Result<CSVRecord, RejectedRow> {
    scan.checkText()
    guard scan.faults.isEmpty else { return .failure(rejected(scan.faults)) }
    if let columns, columns.count != scan.cellCount {
      return .failure(miscounted(columns))
    }
    return .success(scan.record)
  }

  private func rejected(_ faults: [CSVScan.Fault]) -> RejectedRow {
    RejectedRow(
      lines: scan.rowLine...scan.lastLine, content: .raw(scan.rawText),
      mistakes: faults.map { fault in
        SourceMistake(
          file: source.file, line: fault.line, field: name(of: fault.cell), found: fault.found,
          expected: fault.expected(lastLine: scan.lastLine))
      })
  }

  private func name(of cell: Int) -> String {
    guard let columns, columns.indices.contains(cell) else { return "column \(cell + 1)" }
    return columns[cell]
  }

  private func miscounted(_ columns: [String]) -> RejectedRow {
    let count = scan.cellCount
    let record = scan.record
    let hint =
      count < columns.count
      ? "“\(columns[count])” is the first that is missing"
      : "the first surplus cell holds “\(shortened(record[columns.count]))”"
    return RejectedRow(
      lines: scan.rowLine...scan.lastLine, content: .cells(record.fields),
      mistakes: [
        SourceMistake(
          file: source.file, line: scan.rowLine, found: "\(count) columns",
          expected: "\(columns.count) columns as in the first row: \(hint)")
      ])
  }

  private func interrupted(_ failure: String) -> RejectedRow {
    RejectedRow(
      lines: scan.rowLine...scan.lastLine, content: .raw(scan.rawText),
      mistakes: [
        SourceMistake(
          file: source.file, line: scan.rowLine,
          expected: "the rest of the file, which could not be read: \(failure)")
      ])
  }
}
