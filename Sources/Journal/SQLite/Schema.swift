import GRDB

/// The tables of the database: the log and what stands beside it, and what is read from them.
enum Schema {
  /// The number of the newest schema that this program knows; `user_version` holds the database's.
  static let known = 4
  /// Marks the file as ours (`PDSK`).
  static let applicationID: Int32 = 0x5044_534B

  /// Whether a file says at its beginning that it is ours; SQLite is not asked, which might write to it.
  static func marks(_ path: String) -> Bool {
    guard let header = Files.beginning(of: path, bytes: 72), header.count == 72 else {
      return false
    }
    return header[68...].reduce(0) { $0 << 8 | Int32($1) } == applicationID
  }

  /// Brings a database up to date.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 log") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: log)
    }
    // Read models that are others now are read from the log anew.
    migrator.registerMigration("2 deputies and more read models") { db in
      try db.execute(sql: "ALTER TABLE event ADD COLUMN stands_for TEXT")
      try dropReadModels(in: db)
      try db.execute(sql: readModels)
      let recording = try Recording(db, desk: nil)
      try recording.rebuild()
      try recording.finish()
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3 windows are counted") { db in
      try db.execute(sql: Tally.countingWindows(in: "tally", of: "dispute"))
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    // A folded dispute knows what was said before what counts, so that it can stand again.
    migrator.registerMigration("4 what was said before") { db in
      let recording = try Recording(db, desk: nil)
      try recording.foldAnew()
      try recording.finish()
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    return migrator
  }

  /// The log as the first release made it, and what cannot be made anew from it.
  private static let log = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      name TEXT NOT NULL,
      schema INTEGER NOT NULL,
      by TEXT NOT NULL,
      role TEXT NOT NULL,
      at INTEGER NOT NULL,
      vendor TEXT,
      body BLOB NOT NULL,
      hash BLOB NOT NULL,
      UNIQUE (stream, version)
    );
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'the log is never cut'); END;
    CREATE TABLE personal (
      stream TEXT NOT NULL,
      token TEXT NOT NULL,
      salt BLOB,
      text TEXT,
      PRIMARY KEY (stream, token)
    ) WITHOUT ROWID;
    """

  /// What `rebuild` drops and makes anew.
  static let readModels =
    Table.all.map(\.definition).joined()
      + """
      CREATE VIRTUAL TABLE search USING fts5(ticket, order_id, customer, phone, vendor, refs,
        content = 'dispute', content_rowid = 'place', tokenize = 'trigram');
      """

  /// Drops what `readModels` makes, as far as it is there.
  static func dropReadModels(in db: Database) throws {
    do {
      try db.execute(sql: "DROP TABLE IF EXISTS search")
    } catch is DatabaseError {
      // Without the tables that it keeps its words in, SQLite cannot drop the index: it is taken out of the schema by hand.
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(sql: "DELETE FROM sqlite_schema WHERE name = 'search'")
      try db.execute(sql: "PRAGMA writable_schema = RESET")
    }
    let parts = ["data", "idx", "content", "docsize", "config"].map { "search_" + $0 }
    for table in parts + Table.all.map(\.name) + ["vendor_matter"] {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
  }
}

extension Table {
  /// The table and its indexes as SQLite makes them: a key of one number is the place of the row itself.
  fileprivate var definition: String {
    let isPlaced = key.count == 1 && columns.contains { $0.name == key[0] && $0.kind == .integer }
    var lines = columns.map { column in
      let kind =
        switch column.kind {
        case .integer: "INTEGER"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
      let rule =
        isPlaced && [column.name] == key ? " PRIMARY KEY" : column.isOptional ? "" : " NOT NULL"
      return "\(column.name) \(kind)\(rule)"
    }
    if !isPlaced { lines.append("PRIMARY KEY (\(key.joined(separator: ", ")))") }
    let table = """
      CREATE TABLE \(name) (\(lines.joined(separator: ", ")))\(isPlaced ? "" : " WITHOUT ROWID");

      """
    return table
      + indexes.map { index in
        let filter = index.filter.map { " WHERE \($0)" } ?? ""
        let unique = index.isUnique ? "UNIQUE " : ""
        return "CREATE \(unique)INDEX \(index.name) ON \(name) (\(index.columns))\(filter);\n"
      }.joined()
  }
}
