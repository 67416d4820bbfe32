import Journal
import Procedure

/// One file on its way in: its rows in batches, and what has come of them so far.
struct ImportReading {
  /// A row that could be read.
  struct Item {
    var source: SourceRow
    var row: ImportRow
  }

  var summary: ImportSummary
  private(set) var isAtEnd = false
  /// Whether the file holds what another left over.
  let isRejectsFile: Bool

  private let rows: SourceRows
  private let mapping: ColumnMapping
  private let offset: Int
  /// Rows in one transaction.
  private let batchSize: Int
  /// Where rejected rows go; nil where nothing is written.
  private let rejects: RejectsFile?
  private var seen = SeenRows()
  /// How often each entry without a number has come.
  private var occurrences: [StatementEntry: Int] = [:]
  /// Whose wallet it is where the rows do not say.
  private let vendor: VendorName?
  private var count = 0

  /// Opens a file and looks whether it is what it says.
  init(_ file: String, importer: Importer) throws {
    let mapping = importer.mapping
    rows = try SourceRows(path: file, format: importer.format)
    self.mapping = mapping
    offset = importer.policy.offset
    batchSize = importer.journal.arrivalsAtOnce
    vendor = importer.vendor
    isRejectsFile = rows.isRejectsFile
    summary = ImportSummary(file: rows.file, kind: mapping.kind)
    summary.isRecorded = importer.mode != .dryRun
    if mapping.kind.statement != nil { summary.statement = StatementSummary() }
    isAtEnd = try ImportReading.isEmpty(rows)
    let check = mapping.check(columns: rows.columns, file: rows.file)
    if !isAtEnd, !check.mistakes.isEmpty {
      throw ImportReading.misfit(check.mistakes, columns: rows.columns, kind: mapping.kind)
    }
    if !isAtEnd { summary.warn(check.warnings) }
    let place = file == "-" ? "standard-input" : file
    rejects =
      importer.mode == .dryRun ? nil : RejectsFile(beside: place, columns: rows.columns)
  }

  /// Whether nothing is in the file at all; one in which no object was found is refused.
  private static func isEmpty(_ rows: SourceRows) throws -> Bool {
    guard rows.columns.isEmpty else { return false }
    guard case .failure(let rejected)? = rows.next() else { return true }
    throw SourceMistakes(
      rejected.mistakes.prefix(1) + [
        SourceMistake(
          file: rows.file,
          expected: "a JSON object on each line; a file of another format says so by --format")
      ])
  }

  var progress: Importer.Progress {
    Importer.Progress(file: rows.file, bytes: rows.bytesRead, rows: count)
  }

  /// The next rows that could be read; those before and between them that could not are rejected. Nil at the end.
  mutating func nextBatch() -> [Item]? {
    guard !isAtEnd else { return nil }
    var batch: [Item] = []
    while batch.count < batchSize {
      guard let next = rows.next() else {
        isAtEnd = true
        break
      }
      count += 1
      switch next.flatMap({ source in parsed(source).map { Item(source: source, row: $0) } }) {
      case .failure(let rejected): reject(rejected)
      case .success(var item):
        if case .entry(let row) = item.row, row.numbered.entry.number == nil {
          // Two payments may read alike: where nothing numbers them both are taken.
          item.row = .entry(row.counted(in: &occurrences))
          batch.append(item)
        } else if isFirst(item) {
          batch.append(item)
        }
      }
    }
    return batch
  }

  /// Counts what came of a batch, and rejects what the core refused.
  mutating func take(_ outcomes: [Result<Arrival, Refusal>], of batch: [Item]) {
    for (item, outcome) in zip(batch, outcomes) {
      summary.warn(item.row.warnings)
      switch outcome {
      case .success(let arrival): summary.count(arrival, of: item.row)
      case .failure(let refusal): reject(refused(item, refusal))
      }
    }
  }

  /// Forgets what a look ahead counted, before the rows are recorded.
  mutating func startAnew() {
    let repeated = summary.repeated
    summary = ImportSummary(file: summary.file, kind: mapping.kind)
    summary.same = repeated
    summary.repeated = repeated
    summary.warn(mapping.check(columns: rows.columns, file: rows.file).warnings)
    if mapping.kind.statement != nil { summary.statement = StatementSummary() }
  }

  /// Puts the rejected rows in their place, or says in the summary why they cannot be there.
  mutating func finish() {
    guard summary.rejectsFailure == nil else { return }
    do throws(SourceMistake) {
      summary.rejects = try rejects?.finish()
    } catch {
      summary.rejectsFailure = error
    }
  }

  private func parsed(_ source: SourceRow) -> Result<ImportRow, RejectedRow> {
    ImportRow.parse(source, mapping: mapping, offset: offset, vendor: vendor)
  }

  /// Whether a row's id comes for the first time; again the same is harmless, again and different is rejected.
  private mutating func isFirst(_ item: Item) -> Bool {
    let idColumn = column(item.row.idField)
    if let again = SeenRows.rejectedAgain(item.source, id: item.row.id, column: idColumn) {
      reject(again)
      return false
    }
    switch item.row.check(in: &seen) {
    case .new: return true
    case .repeated:
      summary.same += 1
      summary.repeated += 1
    case .differs(let firstLine):
      reject(
        SeenRows.rejected(
          item.source, id: item.row.id, column: idColumn, firstLine: firstLine))
    }
    return false
  }

  /// Counts a row that is not taken. Where it cannot be written down the good rows go in all the
  /// same, and the summary says so.
  private mutating func reject(_ row: RejectedRow) {
    summary.reject(row)
    guard summary.rejectsFailure == nil else { return }
    do throws(SourceMistake) {
      try rejects?.add(row)
    } catch {
      summary.rejectsFailure = error
    }
  }

  /// A row that the core refused, with the refusal's words.
  private func refused(_ item: Item, _ refusal: Refusal) -> RejectedRow {
    let field = refusal.field.flatMap { mapping.columns[$0] == nil ? nil : $0 }
    let column = column(field ?? item.row.idField)
    return item.source.rejected([
      SourceMistake(
        file: item.source.file, line: item.source.line, field: column,
        found: item.source[column].map { shortened($0.cell) }, expected: refusal.message)
    ])
  }

  private func column(_ field: String) -> String { mapping.columns[field] ?? field }

  /// The mistakes of a file that lacks columns, and which kind of file it looks like instead.
  private static func misfit(
    _ mistakes: [SourceMistake], columns: [String], kind: FileKind
  ) -> SourceMistakes {
    let other = FileKind.allCases.first {
      $0 != kind
        && ColumnMapping.default(for: $0).check(columns: columns, file: "").mistakes.isEmpty
    }
    guard let other, let file = mistakes.first?.file else { return SourceMistakes(mistakes) }
    return SourceMistakes(
      mistakes + [
        SourceMistake(
          file: file,
          expected:
            "it looks like a file of \(other.shown): `\(other.command) \(file)`")
      ])
  }
}
