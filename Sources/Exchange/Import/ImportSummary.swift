import Journal

/// What came of a file: how many of its rows were new, changed, the same, or rejected.
public struct ImportSummary: Sendable {
  /// The file.
  public var file: String
  /// Rows that were not known.
  public var new = 0
  /// Rows that were known otherwise and became corrections.
  public var changed = 0
  /// Rows that were known alike, and rows that came twice.
  public var same = 0
  /// Rows that were not taken.
  public var rejected = 0
  /// Of the same: rows that came twice in the file.
  var repeated = 0
  /// Things outstanding elsewhere which the rows show as done.
  public var confirmed = 0
  /// Of a statement: what its entries came to.
  public var statement: StatementSummary?
  /// How many values were changed on the way in.
  public var warningCount = 0
  /// The first of what was changed on the way in, or is missing from the file.
  public var warnings: [SourceMistake] = []
  /// The first of what is wrong with the rejected rows.
  public var mistakes: [SourceMistake] = []
  /// Where the rejected rows are; nil where there are none, and where nothing is written.
  public var rejects: String?
  /// Why the rejected rows could not be written down; then they are in the file itself alone.
  public var rejectsFailure: SourceMistake?
  /// Whether rows were recorded; a dry run records nothing, and neither does a strict one with a bad row.
  public var isRecorded = true
  /// Whether it was stopped before the end of the file.
  public var isInterrupted = false

  /// How many warnings and mistakes are kept to be shown.
  public static let shownLimit = 100

  init(file: String) { self.file = file }

  mutating func count(_ arrival: Arrival) {
    switch arrival {
    case .new: new += 1
    case .changed: changed += 1
    case .same: same += 1
    }
  }

  mutating func warn(_ list: [SourceMistake]) {
    warningCount += list.count
    warnings += list.prefix(ImportSummary.shownLimit - warnings.count)
  }

  mutating func reject(_ row: RejectedRow) {
    rejected += 1
    mistakes += row.mistakes.prefix(ImportSummary.shownLimit - mistakes.count)
  }
}
