import GRDB

/// The tables of the database: the log and what stands beside it, and what is read from them.
enum Schema {
  /// The number of the newest schema that this program knows; `user_version` holds the database's.
  static let known = 2
  /// Marks the file as ours (`PDSK`).
  static let applicationID: Int32 = 0x5044_534B

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

  /// What `rebuild` drops and makes anew. `kind` and `at` are a dispute's attention: 6 is parked, 8 closed, 9 merged.
  static let readModels = """
    CREATE TABLE desk (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL,
      body BLOB NOT NULL);
    CREATE TABLE vendor (name TEXT PRIMARY KEY, folded TEXT NOT NULL, record BLOB) WITHOUT ROWID;
    CREATE INDEX vendor_folded ON vendor (folded);
    CREATE TABLE dispute (
      place INTEGER PRIMARY KEY,
      ticket TEXT NOT NULL,
      version INTEGER NOT NULL,
      tag TEXT NOT NULL,
      customer TEXT NOT NULL,
      phone TEXT NOT NULL,
      order_id TEXT NOT NULL,
      vendor TEXT,
      recorded_vendor TEXT,
      holder TEXT NOT NULL,
      state TEXT NOT NULL,
      step INTEGER NOT NULL,
      scenario TEXT,
      disputed INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      at INTEGER NOT NULL,
      pending TEXT NOT NULL,
      outstanding TEXT NOT NULL,
      logged_at INTEGER NOT NULL,
      touched_at INTEGER NOT NULL,
      refs TEXT NOT NULL,
      counts_from INTEGER,
      matter INTEGER,
      matter_at INTEGER,
      matter_amount INTEGER,
      stakes TEXT NOT NULL,
      lapses_at INTEGER,
      ending TEXT,
      asked INTEGER NOT NULL,
      asked_until INTEGER,
      paid_late INTEGER
    );
    CREATE UNIQUE INDEX dispute_ticket ON dispute (ticket);
    CREATE INDEX dispute_order ON dispute (order_id);
    CREATE INDEX dispute_customer ON dispute (customer);
    CREATE INDEX dispute_open ON dispute (holder, kind, at, place) WHERE state = 'open';
    CREATE INDEX dispute_matter ON dispute (matter, matter_at, place) WHERE matter IS NOT NULL;
    CREATE INDEX dispute_lapse ON dispute (lapses_at, place, matter) WHERE lapses_at IS NOT NULL;
    CREATE INDEX dispute_held ON dispute (holder, place) WHERE holder <> '' AND kind <= 7;
    CREATE INDEX dispute_closed ON dispute (at, place) WHERE kind = 8;
    CREATE INDEX dispute_all ON dispute (logged_at, place) WHERE kind <= 8;
    CREATE INDEX dispute_outstanding ON dispute (touched_at, place) WHERE outstanding <> '';
    CREATE INDEX dispute_counted ON dispute (recorded_vendor, logged_at)
      WHERE counts_from IS NOT NULL;
    CREATE INDEX dispute_vendor ON dispute (recorded_vendor)
      WHERE recorded_vendor IS NOT NULL AND kind <= 7;
    CREATE TABLE snapshot (place INTEGER PRIMARY KEY, version INTEGER NOT NULL,
      body BLOB NOT NULL);
    CREATE TABLE proof (
      place INTEGER NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      reference TEXT,
      sha256 TEXT,
      verdict TEXT NOT NULL,
      PRIMARY KEY (place, position)
    ) WITHOUT ROWID;
    CREATE INDEX proof_reference ON proof (reference) WHERE reference IS NOT NULL;
    CREATE INDEX proof_file ON proof (sha256) WHERE sha256 IS NOT NULL;
    CREATE TABLE tally (bucket TEXT NOT NULL, holder TEXT NOT NULL, n INTEGER NOT NULL,
      PRIMARY KEY (bucket, holder)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5(ticket, order_id, customer, phone, vendor, refs,
      content = 'dispute', content_rowid = 'place', tokenize = 'trigram');
    \(ReportTables.schema)
    \(VendorTables.schema)
    """ + statements + evidence

  /// The tables that `readModels` makes.
  static let readModelTables =
    [
      "search", "desk", "vendor", "dispute", "snapshot", "proof", "tally", "past_payout", "pay_to",
    ] + ReportTables.names + VendorTables.names + statementTables

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
    // A release before this one kept another table.
    try db.execute(sql: "DROP TABLE IF EXISTS vendor_matter")
    let parts = ["data", "idx", "content", "docsize", "config"].map { "search_" + $0 }
    for table in parts + readModelTables.dropFirst() + ["vendor_matter"] {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
  }
}
