import GRDB
import GRDBSQLite

/// The columns of the row that a statement stands on.
struct SQLiteColumns: Columns {
  let statement: OpaquePointer

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  func text(_ column: Int) -> String {
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    guard let start = sqlite3_column_text(statement, Int32(column)) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] {
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }
}

/// Statements with values bound by hand: GRDB's own arguments cost four times as much in bulk.
///
/// A statement is prepared once a connection, so one that is being stepped must not be run again from within.
extension Database: SQLConnection {
  /// Runs a statement to its end and hands each row on.
  func each(_ sql: String, _ values: [Value], _ body: (any Columns) throws -> Void) throws {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() {
      try check(Database.bind(value, at: Int32(index + 1), to: statement), statement, sql)
    }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: try body(SQLiteColumns(statement: statement))
      case SQLITE_DONE: return
      case let code: try check(code, statement, sql)
      }
    }
  }

  /// SQLite asks after every hundred steps of its machine.
  func giveUp<Read>(unless isWanted: () -> Bool, _ read: () throws -> Read) throws -> Read {
    guard isWanted() else { throw CancellationError() }
    let connection = sqliteConnection
    return try withoutActuallyEscaping(isWanted) { isWanted in
      let question = Question(isWanted)
      sqlite3_progress_handler(
        connection, 100,
        { context in
          guard let context else { return 0 }
          let question = Unmanaged<Question>.fromOpaque(context).takeUnretainedValue()
          return question.isWanted() ? 0 : 1
        }, Unmanaged.passUnretained(question).toOpaque())
      defer { sqlite3_progress_handler(connection, 0, nil, nil) }
      return try withExtendedLifetime(question) {
        do {
          return try read()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
          throw CancellationError()
        }
      }
    }
  }

  private final class Question {
    let isWanted: () -> Bool
    init(_ isWanted: @escaping () -> Bool) { self.isWanted = isWanted }
  }

  var choosesIndexes: Bool { false }

  /// The file is at hand, and nothing is gained by asking early.
  func expect(_ statements: [Statement]) {}

  /// Whether there is a table of a name.
  func hasTable(_ name: String) throws -> Bool {
    try first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(name)]) {
      _ in true
    } ?? false
  }

  /// Whether a table has a column.
  func hasColumn(_ name: String, in table: String) throws -> Bool {
    try columns(in: table).contains { $0.name == name }
  }

  private func check(_ code: Int32, _ statement: OpaquePointer, _ sql: String) throws {
    guard code != SQLITE_OK else { return }
    let connection = sqlite3_db_handle(statement)
    throw DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: sql)
  }

  private static func bind(_ value: Value, at index: Int32, to statement: OpaquePointer) -> Int32 {
    // SQLite copies the bytes before the call returns.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        guard let start = bytes.baseAddress else {
          return sqlite3_bind_text(statement, index, "", 0, transient)
        }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text(statement, index, $0, Int32(bytes.count), transient)
        }
      }
    case .blob(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient)
      }
    }
  }
}
