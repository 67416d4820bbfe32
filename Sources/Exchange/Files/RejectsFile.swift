#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The rows that an import did not take, as `FILE.rejects.csv` beside the file, to be mended there
/// and imported again.
///
///     let rejects = RejectsFile(beside: "tickets.csv", columns: rows.columns)
///     try rejects.add(row)
///     let path = try rejects.finish()   // "tickets.csv.rejects.csv", or nil if nothing was added
///
/// Each rejected row is one row here. The first four columns are ours (`Line`, `Column`, `Found`,
/// `Expected`; several mistakes of a row are joined by `; `), then come the columns of the file.
/// Ours come first so that a row with a wrong number of cells can be given back just as it was, and
/// is rejected again until it is mended. A row that could not be taken apart is given back as one
/// cell with its text; that is too few, so it cannot slip in unmended either.
///
/// **Formulas.** What a spreadsheet could run is written with an apostrophe before it
/// (`DisarmedCell`), and `SourceRows` takes exactly that one away when it reads a file with our four
/// columns. So opening the file runs nothing, and reading it again gives every cell back to the byte.
///
/// The rows go to a temporary file that only its owner can read; it takes its name when all is
/// written. A rejects file that stood there before, perhaps half mended, is kept as
/// `FILE.rejects.csv~`.
public final class RejectsFile {
  /// Our own columns, which stand before those of the file and are not imported.
  public static let columns = ["Line", "Column", "Found", "Expected"]

  /// Where the file comes to stand.
  public let path: String
  /// How many rows were added.
  public private(set) var count = 0

  private let names: [String]
  private var writer = CSVWriter(quoting: .always)
  private var descriptor: Int32 = -1
  private var temporary: String

  /// The rejects of a file with these columns; nothing is written before the first row.
  public init(beside file: String, columns: [String]) {
    path = file + ".rejects.csv"
    temporary = "\(path).\(getpid()).tmp"
    names = columns
    writer.append(RejectsFile.heading(of: columns))
  }

  deinit {
    guard descriptor >= 0 else { return }
    _ = close(descriptor)
    _ = unlink(temporary)
  }

  /// Adds a row that was not taken.
  public func add(_ row: RejectedRow) throws(SourceMistake) {
    count += 1
    writer.append(written(row))
    if writer.bytes.count >= 1 << 16 { try flush() }
  }

  /// The first row of the rejects of a file with these columns, as it is written.
  package static func heading(of columns: [String]) -> [String] {
    (RejectsFile.columns + columns).map(DisarmedCell.written)
  }

  /// A row that was not taken, as it is written.
  package func written(_ row: RejectedRow) -> [String] { cells(of: row).map(DisarmedCell.written) }

  /// Puts the file in its place; gives its path, or nil if no row was added.
  public func finish() throws(SourceMistake) -> String? {
    guard count > 0 else { return nil }
    try flush()
    let synced = fsync(descriptor) == 0
    let closed = close(descriptor) == 0
    descriptor = -1
    guard synced, closed else { throw discarded(errno) }
    if access(path, F_OK) == 0, rename(path, path + "~") != 0 { throw discarded(errno) }
    guard rename(temporary, path) == 0 else { throw discarded(errno) }
    return path
  }

  private func cells(of row: RejectedRow) -> [String] {
    var line = "\(row.lines.lowerBound)"
    var own: [String] = []
    switch row.content {
    case .cells(let cells): own = cells
    case .raw(let text):
      if row.lines.count > 1 { line += "-\(row.lines.upperBound)" }
      // A NUL would be refused again, and then the row with all that is said of it here.
      let text = text.replacing("\0", with: "\u{FFFD}")
      own = names.count == 1 ? [text, ""] : [text]
    case .named(let members):
      own = names.map { name in members.first { $0.column == name }?.text ?? "" }
    }
    func joined(_ part: (SourceMistake) -> String?) -> String {
      row.mistakes.map { part($0) ?? "" }.joined(separator: "; ")
    }
    var expected = joined { $0.expected }
    if case .named(let members) = row.content {
      for member in members where !names.contains(member.column) && !member.text.isEmpty {
        expected += "; not in a column here: “\(member.column)” is “\(member.text)”"
      }
    }
    return [line, joined { $0.field }, joined { $0.found }, expected] + own
  }

  private func flush() throws(SourceMistake) {
    if descriptor < 0 {
      _ = unlink(temporary)
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw mistake(errno) }
    }
    var written = 0
    while written < writer.bytes.count {
      let count = writer.bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw mistake(errno)
      }
    }
    writer.bytes.removeAll(keepingCapacity: true)
  }

  private func discarded(_ number: Int32) -> SourceMistake {
    _ = unlink(temporary)
    return mistake(number)
  }

  private func mistake(_ number: Int32) -> SourceMistake {
    SourceMistake(
      file: path, expected: "a place where rejected rows can be written: \(systemMessage(number))")
  }
}
