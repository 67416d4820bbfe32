import Procedure

/// Putting rows into a server's tables, as its owner and past `append`: what a rebuild and a migration do.
extension PostgresStore {
  func copy(to path: String) throws -> Head { try SQLiteStore.copy(of: self, to: path) }

  /// Reads everything anew in a file beside, and puts it in the place of what is there.
  ///
  /// - Throws: `JournalError.notAllowed` where this login is not a member of the owner.
  func rebuild() throws {
    let folder = Files.temporary("/tmp/paydesk-rebuild")
    try Files.makeFolder(folder)
    defer { try? Files.removeFolder(folder) }
    try named {
      try begun { connection in
        try asOwner(connection) {
          let path = folder + "/paydesk.db"
          _ = try SQLiteStore.copy(of: self, to: path)
          let journal = try RelationalJournal.open(at: path)
          try journal.rebuild()
          try journal.read { try load(Table.all, from: $0.db, on: connection) }
        }
      }
    }
  }

  /// One transaction as the owner, in which nobody records.
  func asOwner(_ connection: PostgresConnection, _ body: () throws -> Void) throws {
    // What is put there is made ready meanwhile, and that may take its time.
    try connection.execute("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
    do {
      _ = try connection.query(
        "SELECT set_config('role', current_database() || '_owner', true)")
      _ = try connection.query("SELECT at FROM paydesk.enter(true)")
      try body()
      try connection.execute("COMMIT")
    } catch {
      if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
      throw error
    }
  }

  /// Puts the rows of tables in the place of those that are there.
  func load(
    _ tables: [Table], from source: any SQLConnection, on connection: PostgresConnection
  ) throws {
    for table in tables {
      try connection.execute("TRUNCATE paydesk_store.\(table.name)")
      try table.copyIn(from: source, on: connection)
    }
  }
}

extension Table {
  /// Puts every row of another database's table into the server's.
  func copyIn(from source: any SQLConnection, on connection: PostgresConnection) throws {
    let names = columns.map(\.name).joined(separator: ", ")
    var rows = Pages(of: self, in: source)
    try connection.copyIn("COPY paydesk_store.\(name) (\(names)) FROM STDIN") {
      try rows.next().map { CopyText.lines(of: $0) }
    }
  }
}

/// Rows as `COPY` reads them in its text format.
enum CopyText {
  static func lines(of rows: [[Value]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows {
      for (index, value) in row.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: "\t")) }
        add(value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func add(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += Array("\\N".utf8)
    case .integer(let number): bytes += Array("\(number)".utf8)
    case .blob(let blob): bytes += Array("\\\\x\(blob.hexadecimal)".utf8)
    case .text(let text):
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
        case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
        case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
        case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
        default: bytes.append(byte)
        }
      }
    }
  }
}
