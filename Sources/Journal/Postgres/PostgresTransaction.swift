import Procedure

/// One transaction at a server. What it records is kept back and handed to the server's `append` in one call, so that the end of
/// the log, which all share, is held as short as can be.
///
/// A transaction on one dispute lets others record beside it. It must not read what it has kept back: where it would, it is
/// begun anew as one that nobody records beside, and which hands on what it has before it reads.
final class PostgresTransaction: SQLConnection {
  /// Thrown where a transaction has to be begun anew with everything held.
  struct Widening: Error {}

  /// What is known when a transaction that records begins.
  struct Beginning {
    /// Whether nobody else records meanwhile.
    var isWhole: Bool
    /// The moment to record, by the server's clock.
    var moment: Instant
  }

  /// The id of what is appended, by which the server knows it again.
  let id = AppendID()
  private let connection: PostgresConnection
  private var beginning: Beginning?
  private var kept = KeptBack()
  private var isBegun: Bool
  /// Whether rows were handed on.
  private(set) var hasRead = false
  /// Whether anything was handed to the server.
  private(set) var hasAppended = false

  /// A transaction that reads one moment; it begins with its first statement.
  init(reading connection: PostgresConnection) {
    self.connection = connection
    isBegun = false
  }

  /// A transaction that records and has begun.
  init(recording connection: PostgresConnection, _ beginning: Beginning) {
    self.connection = connection
    self.beginning = beginning
    isBegun = true
  }

  // MARK: Reading

  func each(_ sql: String, _ values: [Value], _ body: (any Columns) throws -> Void) throws {
    if let beginning, kept.changes(whatIsReadBy: sql, values) {
      guard beginning.isWhole else { throw Widening() }
      try handOn()
    }
    let rows = try query(sql, values)
    hasRead = true
    for row in 0..<rows.count { try body(PostgresColumns(rows: rows, row: row)) }
  }

  private func query(_ sql: String, _ values: [Value]) throws -> PostgresRows {
    guard !isBegun else { return try connection.query(sql, values) }
    let rows = try connection.batch([
      .query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), .query(sql, values),
    ])
    isBegun = true
    guard let last = rows.last else {
      throw PostgresFailure.lost(sqlState: nil, why: "the server gave no result", wasSent: true)
    }
    return last
  }

  /// The server's tables are there, or nobody is let in.
  func hasTable(_ name: String) -> Bool { true }

  func hasColumn(_ name: String, in table: String) -> Bool { true }

  func matches(_ phrases: [String], limit: Int) -> (sql: String, values: [Value]) {
    let marks = phrases.map { _ in "?::text" }.joined(separator: ", ")
    return (
      "(SELECT place AS match FROM search(ARRAY[\(marks)]::text[], ?)) AS found",
      phrases.map(Value.text) + [.integer(limit)]
    )
  }

  // MARK: Recording

  func append(_ event: LoggedEvent, with texts: [StreamVault.Made], after end: Log.End) -> Log.End {
    kept.add(event, with: texts)
    return Log.End(number: end.number + 1, hash: [], at: event.at)
  }

  func write(_ change: Change) { kept.add(change) }

  /// The server keeps the texts that are searched beside its rows.
  func index(_ place: Int64, from old: [String]?, to new: [String]) {}

  /// What was erased is overwritten when the server cleans its tables up.
  func purge() {}

  func hold(_ keys: Set<String>) throws {
    guard let beginning, !beginning.isWhole else { return }
    let marks = keys.map { _ in "?::text" }.joined(separator: ", ")
    let rows = try connection.query(
      "SELECT hold(ARRAY[\(marks)]::text[])", keys.sorted().map(Value.text))
    self.beginning?.moment = Instant(microseconds: rows.integer(0, 0))
  }

  func holdAll() throws {
    guard let beginning, beginning.isWhole else { throw Widening() }
  }

  let hasClock = true

  func moment(_ now: Instant, after end: Log.End) -> Instant { beginning?.moment ?? now }

  /// What is left to hand to the server; nil where there is nothing.
  func rest() -> PostgresStep? { kept.isEmpty ? nil : kept.step(as: id) }

  private func handOn() throws {
    _ = try connection.batch([kept.step(as: id)])
    hasAppended = true
    kept = KeptBack()
  }
}

/// A row that the server gave.
struct PostgresColumns: Columns {
  let rows: PostgresRows
  let row: Int

  func integer(_ column: Int) -> Int64 { rows.integer(row, column) }
  func text(_ column: Int) -> String { rows.text(row, column) }
  func bytes(_ column: Int) -> [UInt8] { rows.bytes(row, column) }
  func isNull(_ column: Int) -> Bool { rows.isNull(row, column) }
}
