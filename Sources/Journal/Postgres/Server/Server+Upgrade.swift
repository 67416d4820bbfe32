extension Server {
  /// What leads from each schema to the next, by the number that it leads to, run as the owner. Tables alone are changed by steps:
  /// functions, views and grants are put in anew after them.
  static let steps = [
    2: Tally.countingWindows(in: "paydesk_store.tally", of: "paydesk_store.dispute"),
    3: rememberingWords,
  ]

  /// What customers said before the word that counts, from the log; disputes are folded anew, with what vendors said before.
  private static let rememberingWords = """
    ALTER TABLE paydesk_store.guard_dispute ADD COLUMN former_heard bigint[] NOT NULL DEFAULT '{}';
    UPDATE paydesk_store.guard_dispute AS d SET former_heard = said.words[:cardinality(said.words) - 1]
    FROM (
      SELECT substr(stream, 9) AS dispute,
        array_agg((convert_from(body, 'UTF8')::jsonb #>> '{customerHeard,received,paise}')::bigint
          ORDER BY number) AS words
      FROM paydesk_store.event WHERE name = 'customerHeard' GROUP BY 1) AS said
    WHERE d.dispute = said.dispute;
    TRUNCATE paydesk_store.snapshot;
    """

  /// The number of the schema that a store is in.
  static func schema(of connection: PostgresConnection) throws -> Int {
    let rows = try connection.query("SELECT value FROM paydesk_store.meta WHERE key = 'schema'")
    return rows.count == 1 ? Int(rows.text(0, 0)) ?? 0 : 0
  }

  /// Brings a store up to date in place, in one transaction, and gives the schema that it was in.
  ///
  /// - Parameters:
  ///   - known: the schema to bring it to.
  ///   - steps: what leads there.
  ///   - code: what is put in anew.
  /// - Throws: `JournalError.newer` where the store is of a newer program.
  @discardableResult
  static func upgrade(
    _ connection: PostgresConnection, to known: Int = known, by steps: [Int: String] = steps,
    code: (String) -> [Part] = code(in:)
  ) throws -> Int {
    try transaction(on: connection) {
      try connection.execute("LOCK TABLE paydesk_store.meta IN SHARE ROW EXCLUSIVE MODE")
      let schema = try schema(of: connection)
      guard schema <= known else {
        throw JournalError.newer(path: connection.address.shown, schema: schema, known: known)
      }
      guard schema < known else { return schema }
      let owner = ServerGroups(database: connection.database).owner
      try connection.execute("SET LOCAL ROLE \(named(owner))")
      for number in schema + 1...known {
        guard let step = steps[number] else {
          throw JournalError.unreadable(
            path: connection.address.shown,
            why: "nothing leads from its schema \(number - 1) to \(number)")
        }
        try connection.execute(step)
      }
      for part in code(connection.database) { try connection.execute(part.sql) }
      try connection.query(
        "UPDATE paydesk_store.meta SET value = ? WHERE key = 'schema'", [.text("\(known)")])
      return schema
    }
  }

  /// Does something in one transaction; anything thrown takes it all back.
  static func transaction<Result>(
    on connection: PostgresConnection, _ body: () throws -> Result
  ) throws -> Result {
    try connection.execute("BEGIN")
    do {
      let result = try body()
      try connection.execute("COMMIT")
      return result
    } catch {
      if connection.isOpen { try connection.execute("ROLLBACK") }
      throw error
    }
  }
}
