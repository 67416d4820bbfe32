import PostgresServer
import Procedure
import Testing

@testable import Journal

/// A store on the server that the tests share, with its first person and others.
struct ServerStage {
  let server: PostgresServer
  let database: String

  /// The first person of every store.
  static let first = Person("omar")

  /// Makes a store in a database of its own.
  init(called name: String? = nil) throws {
    server = try .shared()
    database = name ?? "stage_\(UInt64.random(in: 0 ... .max))"
    try Server.create(
      at: server.address(database: database), first: ServerStage.first, uid: 1_000)
  }

  /// A store as the release of a schema made it, with nobody in it.
  init(releasedWith schema: Int) throws {
    server = try .shared()
    database = "stage_\(UInt64.random(in: 0 ... .max))"
    let path = Examples.folder + "/Golden/server-\(schema).sql"
    var text = String(decoding: try #require(try Files.read(path)), as: UTF8.self)
    for name in ["executive", "ops_manager", "finance_manager", "viewer", "owner"] {
      text = text.replacing("paydesk_\(name)", with: "\(database)_\(name)")
    }
    text = text.replacing("ON DATABASE \"paydesk\"", with: "ON DATABASE \"\(database)\"")
    text += "INSERT INTO paydesk_store.meta (key, value) VALUES ('schema', '\(schema)');"
    for (sql, place) in [("CREATE DATABASE \(database)", "postgres"), (text, database)] {
      let answer = try server.psql(sql, database: place)
      try #require(answer.status == 0, "\(answer.error)")
    }
  }

  /// A connection as somebody, as clients make it.
  func connection(as user: String = PostgresServer.superuser, name: String = "paydesk") throws
    -> PostgresConnection
  {
    try PostgresConnection(
      server.address(database: database, user: user), applicationName: name,
      searchPath: "paydesk_masked, paydesk")
  }

  /// Puts somebody into the group of a role, as an event of the desk does.
  func grant(_ person: String, _ role: Role) throws {
    try connection().query(
      "SELECT paydesk_store.grant_person(?, ?)", [.text(person), .text(role.rawValue)])
  }

  /// Does something to the tables as the owner.
  func asOwner(_ sql: String) throws {
    let owner = Server.named(ServerGroups(database: database).owner)
    try connection().execute("SET ROLE \(owner); SET search_path = paydesk_store; \(sql)")
  }

  /// Puts disputes into the queue: from a number to another, one in twenty open and one in twenty escalated.
  func fill(_ range: ClosedRange<Int>) throws {
    try asOwner(
      """
      INSERT INTO dispute (place, ticket, version, tag, customer, phone, order_id, vendor, recorded_vendor, holder, state,
        step, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, stakes, lapses_at, refs,
        asked)
      SELECT i, 'CX-' || i, 1, 'customerNotPaid', 'Meera Iyer ' || i, '98' || lpad(i::text, 8, '0'), 'ORD-' || i,
        CASE WHEN i % 10 > 0 THEN 'Vendor ' || i % 50 END, NULL, CASE WHEN i % 3 = 0 THEN '' ELSE 'p' || i % 7 END,
        CASE i % 20 WHEN 0 THEN 'open' WHEN 1 THEN 'escalated' ELSE 'closed' END, 3, 200000,
        CASE i % 20 WHEN 0 THEN i / 20 % 7 WHEN 1 THEN 5 ELSE 8 END, i, '', CASE WHEN i % 97 = 0 THEN 'comment' ELSE '' END,
        i, i, CASE WHEN i % 20 = 1 THEN i % 6 END, CASE WHEN i % 20 = 1 THEN i END, '', CASE WHEN i % 300 = 0 THEN i END,
        '6323' || lpad(i::text, 8, '0'), 0
      FROM generate_series(\(range.lowerBound), \(range.upperBound)) AS i;
      ANALYZE dispute;
      """)
  }
}

extension PostgresConnection {
  /// The SQLSTATE with which the server refuses a statement; nil where it does not.
  func refusal(of sql: String, _ values: [Value] = []) throws -> String? {
    do {
      try query(sql, values)
      return nil
    } catch .server(let error) { return error.sqlState }
  }

  /// The first column of all rows.
  func texts(_ sql: String, _ values: [Value] = []) throws -> [String] {
    let rows = try query(sql, values)
    return (0..<rows.count).map { rows.text($0, 0) }
  }
}
