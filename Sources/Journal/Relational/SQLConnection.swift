import Procedure

/// A database in the middle of a transaction: what the shared SQL asks of SQLite and of PostgreSQL.
///
/// Statements are in the SQL that both understand, with `?` for values. Rows are changed by `Change` alone.
protocol SQLConnection: AnyObject {
  /// Runs a statement that reads and hands each row on.
  func each(_ sql: String, _ values: [Value], _ body: (any Columns) throws -> Void) throws
  /// Says what is about to be read, so that a server can give it in one exchange with what is asked next. It is read by `each`
  /// as ever, and need not be.
  func expect(_ statements: [Statement])
  /// Whether there is a table of a name.
  func hasTable(_ name: String) throws -> Bool
  /// Whether a table has a column.
  func hasColumn(_ name: String, in table: String) throws -> Bool
  /// A table expression of the places, as `match`, of the latest disputes that hold one of some phrases, and its values.
  func matches(_ phrases: [String], limit: Int) throws -> (sql: String, values: [Value])

  /// Whether it chooses among its indexes by what its tables hold. Else a statement names the one that it goes by.
  var choosesIndexes: Bool { get }

  /// Reads, and gives up with a `CancellationError` where that is not wanted any more.
  func giveUp<Read>(unless isWanted: () -> Bool, _ read: () throws -> Read) throws -> Read

  /// Appends an event, whose number and hash follow from the end of the log, with the personal texts made for it.
  ///
  /// - Returns: the end of the log after it.
  func append(_ event: LoggedEvent, with texts: [StreamVault.Made], after end: Log.End) throws
    -> Log.End
  /// Changes a row that is read from the log.
  func write(_ change: Change) throws
  /// Brings the search index up to date with what a dispute's row holds of texts now, and held before.
  func index(_ place: Int64, from old: [String]?, to new: [String]) throws
  /// Overwrites what erasing left behind.
  func purge() throws

  /// Makes others that would read or write the same wait until the transaction has ended; `keys` name what is decided on.
  func hold(_ keys: Set<String>) throws
  /// Makes sure that nobody else records until the transaction has ended; it may begin it anew.
  func holdAll() throws
  /// Whether moments are told by a clock of its own, and not by the caller's.
  var hasClock: Bool { get }
  /// The moment to record, where the caller's clock stands at `now`.
  func moment(_ now: Instant, after end: Log.End) -> Instant
}

/// A statement that reads, with its values.
struct Statement: Sendable, Hashable {
  let sql: String
  let values: [Value]

  init(_ sql: String, _ values: [Value] = []) {
    self.sql = sql
    self.values = values
  }
}

/// The columns of a row that a statement gave.
protocol Columns {
  func integer(_ column: Int) -> Int64
  func text(_ column: Int) -> String
  func bytes(_ column: Int) -> [UInt8]
  func isNull(_ column: Int) -> Bool
}

extension Columns {
  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
  func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
  func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}

extension SQLConnection {
  /// Runs a statement without values.
  func each(_ sql: String, _ body: (any Columns) throws -> Void) throws { try each(sql, [], body) }

  /// All rows of a statement.
  func all<Read>(
    _ sql: String, _ values: [Value] = [], _ read: (any Columns) throws -> Read
  ) throws -> [Read] {
    var rows: [Read] = []
    try each(sql, values) { rows.append(try read($0)) }
    return rows
  }

  /// The first row of a statement.
  func first<Read>(
    _ sql: String, _ values: [Value] = [], _ read: (any Columns) throws -> Read
  ) throws -> Read? {
    var found: Read?
    try each(sql, values) { if found == nil { found = try read($0) } }
    return found
  }

  /// All rows of a statement.
  func all<Read>(_ statement: Statement, _ read: (any Columns) throws -> Read) throws -> [Read] {
    try all(statement.sql, statement.values, read)
  }

  /// The first row of a statement.
  func first<Read>(_ statement: Statement, _ read: (any Columns) throws -> Read) throws -> Read? {
    try first(statement.sql, statement.values, read)
  }

  /// Puts a row into a table in the place of one with the same key.
  func put(_ table: Table, _ row: [Value]) throws { try write(.put(table.name, row)) }

  /// Puts a row into a table, in the place of the one that stands there.
  func put(_ table: Table, _ row: [Value], inPlaceOf old: [Value]?) throws {
    try write(old.map { .renew(table.name, from: $0, to: row) } ?? .put(table.name, row))
  }

  /// Removes the rows whose columns have these values.
  func remove(_ table: Table, where columns: KeyValuePairs<String, Value>) throws {
    try write(.remove(table.name, where: columns.map(\.key), columns.map(\.value)))
  }
}
