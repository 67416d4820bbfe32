import Procedure

/// Putting rows into a server's tables, as its owner and past `append`: what a rebuild and a migration do.
extension PostgresStore {
  func copy(to path: String) throws -> Head { try SQLiteStore.copy(of: self, to: path) }

  /// Reads everything anew in a file beside, and puts it in the place of what is there; what appends are checked with too.
  /// Nobody records meanwhile.
  ///
  /// - Throws: `JournalError.ownerAlone` where this login may not act as the owner.
  func rebuild() throws {
    try asOwner { connection in
      try Files.inTemporaryFolder { folder in
        let path = folder + "/paydesk.db"
        try read { try SQLiteStore.copyLog(of: $0, isSample: isSample, to: path) }
        let journal = try RelationalJournal.open(at: path)
        try journal.rebuild()
        try journal.read { try load(Table.all, from: $0.db, on: connection) }
      }
      try connection.query("SELECT paydesk_store.refold()")
    }
  }

  /// Does something as the owner in one transaction in which nobody records; anything thrown takes it all back.
  func asOwner<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    guard isOwner else { throw JournalError.ownerAlone(address: place) }
    return try named {
      let connection = try connect()
      // Reading a large log into the tables takes the server minutes, in a single statement.
      connection.within = PostgresStore.long
      return try Server.transaction(on: connection) {
        _ = try connection.query(
          "SELECT set_config('role', current_database() || '_owner', true)")
        try connection.execute(
          """
          SET LOCAL synchronous_commit = on; SET LOCAL maintenance_work_mem = '256MB';
          SET LOCAL idle_in_transaction_session_timeout = 0
          """)
        _ = try connection.query("SELECT at FROM paydesk.enter(true)")
        return try body(connection)
      }
    }
  }

  /// How long one statement of the owner's may take, in seconds.
  private static let long = 21_600.0

  /// Puts the rows of what is read from the log in the place of those that are there.
  func load(
    _ tables: [Table], from source: any SQLConnection, on connection: PostgresConnection,
    telling: (Headway) -> Void = { _ in }
  ) throws {
    let names = tables.map { "paydesk_store." + $0.name }.joined(separator: ", ")
    try connection.execute(
      """
      TRUNCATE \(names), paydesk_store.search;
      ALTER TABLE paydesk_store.dispute DISABLE TRIGGER is_searched;
      DROP INDEX paydesk_store.search_trigrams;
      """)
    for table in tables {
      if !table.indexes.isEmpty { try connection.execute(table.droppingIndexes) }
      try table.copyIn(from: source, on: connection, telling: telling)
      telling(Headway(what: "indexes of \(table.name)", rows: 0))
      if !table.indexes.isEmpty { try connection.execute(table.makingIndexes) }
    }
    telling(Headway(what: "search", rows: 0))
    try connection.execute(Server.searchFilling)
    try connection.execute(Server.searchIndex)
    try connection.execute(
      """
      ALTER TABLE paydesk_store.dispute ENABLE TRIGGER is_searched;
      ANALYZE \(names), paydesk_store.search;
      """)
  }
}

extension Table {
  /// Puts every row of another database's table into the server's.
  func copyIn(
    from source: any SQLConnection, on connection: PostgresConnection,
    telling: (Headway) -> Void = { _ in }
  ) throws {
    let names = columns.map(\.name).joined(separator: ", ")
    var rows = Pages(of: self, in: source)
    var count = 0
    try connection.copyIn("COPY paydesk_store.\(name) (\(names)) FROM STDIN") {
      guard let page = try rows.next() else { return nil }
      count += page.count
      telling(Headway(what: name, rows: count))
      return CopyText.lines(of: page)
    }
  }
}
