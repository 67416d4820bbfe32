import PostgresServer
import Procedure
import Testing

@testable import Journal

/// A store on the tests' server in which the contract is tried by everybody in turn and at the tests' own times: one login acts
/// as whoever a test names, and the server's clock stands where a test says. Everything else is the real thing.
final class ActingStore: RelationalStore {
  let inner: PostgresStore
  private let server: PostgresServer
  private let database: String

  /// Makes a store whose people the server knows and the log does not name, as the tests of the contract want it.
  init() throws {
    server = try PostgresServer.shared()
    database = try server.createDatabase()
    let connection = try PostgresConnection(
      server.address(database: database), applicationName: "tests")
    try connection.execute("BEGIN")
    for part in Server.parts(in: database) { try connection.execute(part.sql) }
    try connection.execute(
      """
      INSERT INTO paydesk_store.meta (key, value) VALUES ('schema', '\(Server.known)'), ('sample', 'yes');
      CREATE OR REPLACE FUNCTION paydesk_store.now_after(at bigint) RETURNS bigint VOLATILE LANGUAGE sql AS
        $$ SELECT greatest(nullif(current_setting('paydesk.test_clock', true), '')::bigint, at) $$;
      RESET ROLE;
      """)
    for actor in ActingStore.everybody {
      try connection.query(
        "SELECT paydesk_store.grant_person(?, ?)",
        [.text(actor.person.text), .text(actor.role.rawValue)])
    }
    try connection.execute(ActingStore.knowing)
    try connection.execute("COMMIT")
    inner = try PostgresStore(server.address(database: database))
  }

  private static let everybody = [asha, dev, omar, fina, vera]

  /// Lets the server know everybody whom the log does not name.
  fileprivate static let knowing = """
    INSERT INTO paydesk_store.guard_person (person, uid, role) VALUES \(
      everybody.enumerated().map { number, actor in
        "('\(actor.person)', \(4_000_000_000 + number), '\(actor.role.rawValue)')"
      }.joined(separator: ", ")) ON CONFLICT DO NOTHING
    """

  /// Changes the tables as the server's administrator can, who switches off what guards the log.
  func tamper(_ sql: String) throws {
    try change(
      """
      ALTER TABLE event DISABLE TRIGGER ALL; ALTER TABLE personal DISABLE TRIGGER ALL;
      \(sql)
      """)
  }

  /// Changes the tables as the server's administrator can.
  func change(_ sql: String) throws {
    let sql = sql.replacing("CAST(body AS TEXT)", with: "convert_from(body, 'UTF8')")
      .replacing("AS BLOB)", with: "AS text)::bytea")
    let answer = try server.psql(
      "SET search_path = paydesk_store;\n\(sql);", database: database)
    guard answer.status == 0 else { throw PostgresServer.Failure(description: answer.error) }
  }

  var place: String { inner.place }
  var isSample: Bool { inner.isSample }
  var proofs: any ProofStore { ActingProofs(inner: inner) }
  var proofsFolder: String? { nil }
  func schema() -> Int { inner.schema() }
  func login() -> StoreLogin { inner.login() }
  func now() -> Instant { inner.now() }
  func changes() throws -> any ChangeSource { try inner.changes() }
  func rebuild() throws { try inner.rebuild() }
  func copy(to path: String) throws -> Head { try inner.copy(to: path) }
  func fault(in connection: any SQLConnection) -> String? { inner.fault(in: connection) }
  func damage(_ error: any Error) -> JournalError? { inner.damage(error) }

  func read<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
    try inner.read { db in
      try db.act(as: omar.person.text)
      return try body(db)
    }
  }

  func write<Result>(_ scope: RecordingScope, _ body: (any SQLConnection) throws -> Result) throws
    -> Result
  {
    try inner.write(scope) { db in
      if try db.first("SELECT number FROM paydesk_store.head", [], { $0.integer(0) > 0 }) == true {
        try db.each("WITH known AS (\(ActingStore.knowing) RETURNING 1) SELECT * FROM known") { _ in
        }
      }
      return try body(ActingTransaction(inner: db))
    }
  }

  func forget(_ proofs: [String], of disputes: [TicketID]) throws {
    let list = disputes.map { Server.quoted($0.text) }.joined(separator: ", ")
    _ = try inner.acting("SELECT forget_proofs(ARRAY[\(list)]::text[])", [])
  }
}

/// A transaction in which whoever an event is by acts.
private final class ActingTransaction: SQLConnection {
  private let inner: any SQLConnection

  init(inner: any SQLConnection) { self.inner = inner }

  func append(_ event: LoggedEvent, with texts: [StreamVault.Made], after end: Log.End) throws
    -> Log.End
  {
    if event.stream == "desk" { try forget(whoeverIsNamedIn: event) }
    let isFirst = event.number == 1 && event.stream == "desk"
    if !isFirst { try inner.act(as: event.by) }
    return try inner.append(event, with: texts, after: end)
  }

  /// Whom the log names from here on, the server has to learn from it.
  private func forget(whoeverIsNamedIn event: LoggedEvent) throws {
    guard event.name == "personAdded" else { return }
    let named = event.number == 1 ? "true" : "strpos(?, '\"' || person || '\"') > 0"
    try inner.each(
      """
      WITH gone AS (DELETE FROM paydesk_store.guard_person WHERE uid >= 4000000000 AND \(named)
        RETURNING 1) SELECT * FROM gone
      """, event.number == 1 ? [] : [.text(String(decoding: event.body, as: UTF8.self))]
    ) { _ in }
  }

  let hasClock = false

  let choosesIndexes = true

  func moment(_ now: Instant, after end: Log.End) -> Instant {
    let moment = Instant(microseconds: max(now.microseconds, end.at))
    do {
      try inner.each(
        "SELECT set_config('paydesk.test_clock', ?, true)", [.text("\(moment.microseconds)")]
      ) { _ in }
      try inner.each("SELECT at FROM paydesk.enter(false)") { _ in }
    } catch {
      Issue.record(error)
    }
    return moment
  }

  func each(_ sql: String, _ values: [Value], _ body: (any Columns) throws -> Void) throws {
    try inner.each(sql, values, body)
  }
  func giveUp<Read>(unless isWanted: () -> Bool, _ read: () throws -> Read) throws -> Read {
    try inner.giveUp(unless: isWanted, read)
  }
  func expect(_ statements: [Statement]) { inner.expect(statements) }
  func hasTable(_ name: String) throws -> Bool { try inner.hasTable(name) }
  func hasColumn(_ name: String, in table: String) throws -> Bool {
    try inner.hasColumn(name, in: table)
  }
  func matches(_ phrases: [String], limit: Int) throws -> (sql: String, values: [Value]) {
    try inner.matches(phrases, limit: limit)
  }
  func write(_ change: Change) throws { try inner.write(change) }
  func index(_ place: Int64, from old: [String]?, to new: [String]) throws {
    try inner.index(place, from: old, to: new)
  }
  func purge() throws { try inner.purge() }
  func hold(_ keys: Set<String>) throws { try inner.hold(keys) }
  func holdAll() throws { try inner.holdAll() }
}

/// Proofs as a manager keeps and reads them.
private struct ActingProofs: ProofStore {
  let inner: PostgresStore

  func keep(_ bytes: [UInt8]) throws -> String {
    try ProofFiles.admit(bytes)
    return try inner.acting("SELECT keep_proof(?)", [.blob(bytes)]).text(0, 0)
  }
  func bytes(_ hash: String) throws -> [UInt8]? {
    try inner.acting("SELECT proof_bytes(?)", [.text(hash)]).optionalBytes(0, 0)
  }
  func hashes() throws -> [String] {
    let rows = try inner.acting("SELECT proof_hashes()", [])
    return (0..<rows.count).map { rows.text($0, 0) }
  }
  func place(of hash: String) -> String { PostgresProofs(store: inner).place(of: hash) }
}

extension SQLConnection {
  /// Acts as a person until the transaction ends.
  fileprivate func act(as person: String) throws {
    try each("SELECT set_config('session_authorization', ?, true)", [.text(person)]) { _ in }
  }
}

extension PostgresStore {
  /// A statement of a manager.
  fileprivate func acting(_ sql: String, _ values: [Value]) throws -> PostgresRows {
    try recording { connection in
      let rows = try connection.batch([
        .query("BEGIN"),
        .query("SELECT set_config('session_authorization', ?, true)", [.text(omar.person.text)]),
        .query(sql, values), .query("COMMIT"),
      ])
      return rows[2]
    }
  }
}
