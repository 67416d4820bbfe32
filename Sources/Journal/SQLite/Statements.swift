import GRDB
import GRDBSQLite

/// A value on its way into a statement.
enum Value: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .integer(number) }
  init(nilLiteral: ()) { self = .null }

  /// A text, or null.
  static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
  /// A number, or null.
  static func optional(_ number: Int64?) -> Value { number.map(Value.integer) ?? .null }
  /// A number.
  static func integer(_ number: Int) -> Value { .integer(Int64(number)) }
}

/// The columns of the row that a statement stands on.
struct Columns {
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

  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
  func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
  func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}

/// Statements with values bound by hand: GRDB's own arguments cost four times as much in bulk.
///
/// A statement is prepared once a connection, so one that is being stepped must not be run again from within.
extension Database {
  /// Runs a statement to its end and hands each row on.
  func each(_ sql: String, _ values: [Value] = [], _ body: (Columns) throws -> Void) throws {
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
      case SQLITE_ROW: try body(Columns(statement: statement))
      case SQLITE_DONE: return
      case let code: try check(code, statement, sql)
      }
    }
  }

  /// Runs a statement.
  func run(_ sql: String, _ values: [Value] = []) throws { try each(sql, values) { _ in } }

  /// All rows of a statement.
  func all<Read>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> Read) throws
    -> [Read]
  {
    var rows: [Read] = []
    try each(sql, values) { rows.append(try read($0)) }
    return rows
  }

  /// The first row of a statement.
  func first<Read>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> Read) throws
    -> Read?
  {
    var found: Read?
    try each(sql, values) { if found == nil { found = try read($0) } }
    return found
  }

  /// Whether there is a table of a name.
  func hasTable(_ name: String) throws -> Bool {
    try first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(name)]) { _ in
      true
    } ?? false
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
