import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Making a store on a server", .enabled(if: PostgresServer.isThere))
struct ServerCreateTests {
  private func database() -> String { "made_\(UInt64.random(in: 0 ... .max))" }

  /// The sentence with which it is refused.
  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  @Test("it makes the database, the schema and the first person, and a second time finds them")
  func twice() throws {
    let server = try PostgresServer.shared()
    let address = server.address(database: database())
    let made = try Server.create(at: address, first: Person("omar"), uid: 1_000)
    #expect(made.outcome == .made && made.first == Person("omar"))
    let again = try Server.create(at: address, first: nil, uid: nil)
    #expect(again.outcome == .there && again.first == nil)
    let connection = try PostgresConnection(address, applicationName: "paydesk")
    let event = try connection.query(
      "SELECT number, stream, version, name, by, role, body, hash FROM paydesk.event")
    #expect(event.count == 1)
    #expect(event.integer(0, 0) == 1 && event.text(0, 1) == "desk" && event.text(0, 4) == "omar")
    let desk = try connection.query("SELECT body FROM paydesk.desk")
    let known = try FactCoding().value(Desk.self, from: desk.bytes(0, 0))
    #expect(known.people == [Person("omar"): Desk.Member(uid: 1_000, role: .opsManager)])
    #expect(known.version == 1)
  }

  @Test("database and people may have any names")
  func anyNames() throws {
    let stage = try ServerStage(called: "Desk-\(UInt64.random(in: 0 ... .max))")
    try stage.grant("Asha.Rao-2", .executive)
    let state = try ServerState(of: stage.connection(as: "Asha.Rao-2"))
    #expect(state.person == Person("Asha.Rao-2") && state.role == .executive)
    try stage.grant("Asha.Rao-2", .viewer)
    #expect(try ServerState(of: stage.connection(as: "Asha.Rao-2")).groups == [.viewer])
  }

  @Test("two who make it at once make one")
  func atOnce() async throws {
    let server = try PostgresServer.shared()
    let address = server.address(database: database())
    let outcomes = try await withThrowingTaskGroup(of: Server.Outcome.self) { group in
      for _ in 0..<2 {
        group.addTask {
          try Server.create(at: address, first: Person("omar"), uid: 1_000).outcome
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(
      outcomes.filter { $0 == .made }.count == 1 && outcomes.filter { $0 == .there }.count == 1)
  }

  @Test("a database that was left without a schema is made whole")
  func taken() throws {
    let server = try PostgresServer.shared()
    let address = server.address(database: try server.createDatabase())
    #expect(throws: JournalError.self) {
      try Server.create(at: address, first: Person(PostgresServer.superuser), uid: 1)
    }
    #expect(try Server.create(at: address, first: Person("omar"), uid: 1_000).outcome == .made)
  }

  @Test("a desk that comes after another of its name lets nobody of the other in")
  func after() throws {
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    let master = try PostgresConnection(
      stage.server.address(database: "postgres"), within: 1_800, applicationName: "paydesk")
    try master.execute("DROP DATABASE \(stage.database) WITH (FORCE)")
    let next = try ServerStage(called: stage.database)
    #expect(failure { _ = try next.connection(as: "asha") }?.sqlState == "42501")
    #expect(failure { _ = try next.connection(as: "omar") } == nil)
  }

  @Test("who may not make it is told who may")
  func withoutRight() throws {
    let server = try PostgresServer.shared()
    let master = try PostgresConnection(
      server.address(database: "postgres"), applicationName: "paydesk")
    try master.execute(
      "DO $$ BEGIN CREATE ROLE plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    let new = refusal {
      try Server.create(
        at: server.address(database: database(), user: "plain"), first: Person("omar"), uid: 1)
    }
    #expect(
      new?.contains("plain may not make databases there: say it as a superuser") == true,
      "\(new ?? "")")
    let there = try server.createDatabase()
    let old = refusal {
      try Server.create(
        at: server.address(database: there, user: "plain"), first: Person("omar"), uid: 1)
    }
    #expect(
      old?.contains("plain may not make roles there: say it as a superuser") == true, "\(old ?? "")"
    )
  }

  @Test("a store needs its first person, and a database of its own")
  func needs() throws {
    let server = try PostgresServer.shared()
    let missing = server.address(database: database())
    let there = try server.createDatabase()
    let address = server.address(database: there)
    for address in [missing, address] {
      #expect(
        refusal { try Server.create(at: address, first: nil, uid: nil) }?.contains("--first LOGIN")
          == true)
    }
    #expect(failure { _ = try PostgresConnection(missing, applicationName: "paydesk") } != nil)
    try PostgresConnection(address, applicationName: "paydesk", searchPath: "public")
      .execute("CREATE TABLE theirs (n integer)")
    #expect(
      refusal { try Server.create(at: address, first: Person("omar"), uid: 1) }?
        .contains("holds something else already") == true)
  }

  @Test(
    "a server that cannot do it is told from one that can",
    arguments: [
      (90_624, "9.6"), (140_011, "14"), (149_999, "14"), (150_000, nil), (150_018, nil),
      (180_001, nil),
    ] as [(Int, String?)])
  func releases(release: Int, named name: String?) {
    let fault = ServerGround.fault(ofRelease: release)
    #expect(
      fault
        == name.map { "its PostgreSQL is \($0), and paydesk needs 15 or later: upgrade the server" }
    )
  }

  @Test("what is missing is said before anything is made")
  func grounds() throws {
    let stage = try ServerStage()
    var ground = try ServerGround(of: stage.connection())
    ground.hasStore = false
    ground.hasOther = false
    #expect(ground.fault == nil)
    func fault(_ change: (inout ServerGround) -> Void) -> String {
      var other = ground
      change(&other)
      return other.fault ?? ""
    }
    #expect(fault { $0.hasTrigrams = false }.contains("pg_trgm"))
    #expect(fault { $0.encoding = "LATIN1" }.contains("LATIN1"))
    #expect(fault { $0.knowsLetters = false }.contains("C.UTF-8"))
    #expect(fault { $0.isStandby = true }.contains("takes no writes"))
    #expect(fault { $0.release = 140_000 }.contains("15 or later"))
    #expect(fault { $0.database = String(repeating: "d", count: 60) }.contains("47 bytes"))
  }

  @Test("the groups are named after database and role")
  func names() {
    let groups = ServerGroups(database: "desk")
    #expect(
      Role.allCases.map(groups.name).sorted() == [
        "desk_executive", "desk_finance_manager", "desk_ops_manager", "desk_viewer",
      ])
    #expect(ServerGroups.fault(ofName: String(repeating: "d", count: 47)) == nil)
  }

  @Test("where the socket does not go by logins, the line that mends it is said")
  func access() {
    func rule(_ line: Int, _ database: String, _ user: String, _ method: String)
      -> SocketAccess.Rule
    {
      SocketAccess.Rule(line: line, databases: [database], users: [user], method: method)
    }
    func advice(_ rules: [SocketAccess.Rule]) -> String? {
      SocketAccess(rules: rules, file: "/etc/hba").advice(for: "paydesk")
    }
    let debian = [rule(1, "all", "postgres", "peer"), rule(2, "all", "all", "peer")]
    #expect(advice(debian) == nil)
    #expect(advice([rule(1, "paydesk", "all", "peer"), rule(2, "all", "all", "md5")]) == nil)
    #expect(
      advice([rule(1, "all", "postgres", "peer"), rule(9, "all", "all", "scram-sha-256")])
        == "Over the socket people are let in by scram-sha-256, not by their login (line 9 of /etc/hba): put `local paydesk all peer` before that line and run `systemctl reload postgresql`."
    )
    #expect(advice([rule(1, "all", "all", "trust")])?.contains("as whoever they say") == true)
    #expect(advice([])?.contains("add the line `local paydesk all peer` to /etc/hba") == true)
  }
}
