import Procedure

/// One transaction at a server. What it records is kept back and handed to the server's `append` in one call, so that the end of
/// the log, which all share, is held as short as can be.
///
/// A transaction on one dispute lets others record beside it. It must not read what it has kept back: where it would, it is
/// begun anew as one that nobody records beside, and which hands on what it has before it reads.
final class PostgresTransaction: SQLConnection {
  /// Thrown where a transaction has to be begun anew with everything held.
  struct Widening: Error {}

  /// What a transaction is for.
  private enum Scope {
    /// Reading one moment.
    case reading
    /// Recording beside others.
    case beside
    /// Recording alone.
    case whole

    /// What it begins with; the last gives the moment to record.
    var opening: [PostgresStep] {
      func entering(_ isWhole: String) -> [PostgresStep] {
        [
          .query("BEGIN"),
          .query("SELECT at FROM enter(?::boolean)", [.text(isWhole)]),
        ]
      }
      return switch self {
      case .reading: [.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]
      case .beside: entering("false")
      case .whole: entering("true")
      }
    }
  }

  /// The id of what is appended, by which the server knows it again.
  let id = AppendID()
  private let connection: PostgresConnection
  private let scope: Scope
  private let clock: ServerClock?
  /// The moment to record, by the server's clock; nil before it has begun, and where nothing is recorded.
  private var moment: Instant?
  private var kept = KeptBack()
  private var isBegun = false
  /// What was said to be read and was not asked for yet, and what was read of it.
  private var expected: [Statement] = []
  private var early: [Statement: PostgresRows] = [:]
  /// Whether rows were handed on.
  private(set) var hasRead = false
  /// Whether anything was handed to the server.
  private(set) var hasAppended = false

  /// A transaction that reads one moment; it begins with its first statement.
  init(reading connection: PostgresConnection) {
    self.connection = connection
    scope = .reading
    clock = nil
  }

  /// A transaction that records; it begins with its first statement.
  ///
  /// - Parameters:
  ///   - isWhole: whether nobody else records meanwhile.
  ///   - clock: hears what time it is at the server.
  init(recording connection: PostgresConnection, isWhole: Bool, clock: ServerClock) {
    self.connection = connection
    self.clock = clock
    scope = isWhole ? .whole : .beside
  }

  // MARK: Exchanges

  /// Sends steps, with what has to come before them and what is expected, in one exchange, and gives the rows of the steps.
  private func exchange(_ steps: [PostgresStep]) throws -> ArraySlice<PostgresRows> {
    let opening = isBegun ? [] : scope.opening
    let ahead = expected
    expected = []
    let asked = clock?.asking
    let rows = try connection.batch(opening + steps + ahead.map { .query($0.sql, $0.values) })
    if !isBegun {
      isBegun = true
      if scope != .reading {
        let entered = rows[opening.count - 1]
        let moment = Instant(microseconds: entered.integer(0, 0))
        if let clock, let asked { clock.hear(moment, asked: asked) }
        self.moment = moment
      }
    }
    let first = opening.count + steps.count
    for (statement, rows) in zip(ahead, rows[first...]) { early[statement] = rows }
    return rows[opening.count..<first]
  }

  /// Nothing is kept back before the moment is known at which it is recorded.
  private func begin() throws {
    if !isBegun { _ = try exchange([]) }
  }

  private func rows(of statement: Statement) throws -> PostgresRows {
    if expected.contains(statement) { _ = try exchange([]) }
    if let rows = early[statement] { return rows }
    let rows = try exchange([.query(statement.sql, statement.values)])
    guard let last = rows.last else {
      throw PostgresFailure.lost(sqlState: nil, why: "the server gave no result", wasSent: true)
    }
    return last
  }

  // MARK: Reading

  func expect(_ statements: [Statement]) {
    for statement in statements where early[statement] == nil && !expected.contains(statement) {
      expected.append(statement)
    }
  }

  func each(_ sql: String, _ values: [Value], _ body: (any Columns) throws -> Void) throws {
    if kept.changes(whatIsReadBy: sql, values) {
      guard scope == .whole else { throw Widening() }
      try handOn()
    }
    let rows = try rows(of: Statement(sql, values))
    hasRead = true
    for row in 0..<rows.count { try body(PostgresColumns(rows: rows, row: row)) }
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

  func append(_ event: LoggedEvent, with texts: [StreamVault.Made], after end: Log.End) throws
    -> Log.End
  {
    try begin()
    kept.add(event, with: texts)
    return Log.End(number: end.number + 1, hash: [], at: event.at)
  }

  func write(_ change: Change) throws {
    try begin()
    kept.add(change)
  }

  /// The server keeps the texts that are searched beside its rows.
  func index(_ place: Int64, from old: [String]?, to new: [String]) {}

  /// What was erased is overwritten when the server cleans its tables up.
  func purge() {}

  /// A server is asked for the whole at once; whether it is wanted still is looked at before.
  func giveUp<Read>(unless isWanted: () -> Bool, _ read: () throws -> Read) throws -> Read {
    guard isWanted() else { throw CancellationError() }
    return try read()
  }

  func hold(_ keys: Set<String>) throws {
    guard scope == .beside else { return }
    // What was read before may have been changed before others were kept from it.
    early = [:]
    let marks = keys.map { _ in "?::text" }.joined(separator: ", ")
    let rows = try exchange([
      .query("SELECT hold(ARRAY[\(marks)]::text[])", keys.sorted().map(Value.text))
    ])
    moment = rows.last.map { Instant(microseconds: $0.integer(0, 0)) }
  }

  func holdAll() throws {
    guard scope == .whole else { throw Widening() }
  }

  let hasClock = true

  let choosesIndexes = true

  func moment(_ now: Instant, after end: Log.End) -> Instant { moment ?? now }

  /// What is left to hand to the server; nil where there is nothing.
  func rest() throws -> PostgresStep? { kept.isEmpty ? nil : try kept.step(as: id) }

  private func handOn() throws {
    early = [:]
    _ = try exchange([try kept.step(as: id)])
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
