import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Who may do what on the server, as its catalogue says", .enabled(if: PostgresServer.isThere))
struct ServerGrantsTests {
  private static let common = Result { try ServerStage() }

  private func everybody(_ stage: ServerStage) -> [String] {
    let groups = ServerGroups(database: stage.database)
    return Role.allCases.map(groups.name) + ["public"]
  }

  @Test("nobody but the owner may write any table or view, or see a table")
  func tables() throws {
    let stage = try Self.common.get()
    let connection = try stage.connection()
    for group in everybody(stage) {
      let written = try connection.texts(
        """
        SELECT oid::regclass::text FROM pg_class
        WHERE relnamespace::regnamespace::text LIKE 'paydesk%' AND relkind IN ('r', 'v', 'S', 'p', 'm')
          AND (has_table_privilege(?, oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            OR has_any_column_privilege(?, oid, 'INSERT, UPDATE, REFERENCES')
            OR relnamespace = 'paydesk_store'::regnamespace AND has_any_column_privilege(?, oid, 'SELECT'))
        """, [.text(group), .text(group), .text(group)])
      #expect(written == [], "\(group)")
    }
  }

  @Test("viewers see the masked views alone, who decides the plain ones, and nobody else any")
  func views() throws {
    let stage = try Self.common.get()
    let connection = try stage.connection()
    let names = (Table.all.map(\.name) + ["event", "personal", "meta"]).sorted()
    func seen(_ schema: String, _ group: String) throws -> [String] {
      try connection.texts(
        """
        SELECT relname FROM pg_class WHERE relnamespace = ?::text::regnamespace AND relkind = 'v'
          AND has_schema_privilege(?, relnamespace, 'USAGE') AND has_table_privilege(?, oid, 'SELECT')
        ORDER BY relname COLLATE "C"
        """, [.text(schema), .text(group), .text(group)])
    }
    let groups = ServerGroups(database: stage.database)
    for role in Role.allCases {
      let group = groups.name(of: role)
      #expect(try seen("paydesk", group) == (role == .viewer ? [] : names), "\(role)")
      #expect(try seen("paydesk_masked", group) == (role == .viewer ? names : []), "\(role)")
    }
    #expect(try seen("paydesk", "public") + seen("paydesk_masked", "public") == [])
  }

  @Test("the groups may call what clients call and nothing else, and everybody else nothing")
  func functions() throws {
    let stage = try Self.common.get()
    let connection = try stage.connection()
    let called = [
      "append", "enter", "flush", "forget_proofs", "hold", "keep_proof", "landed", "presence",
      "proof_bytes", "proof_hashes", "search", "state",
    ]
    for group in everybody(stage) {
      let names = try connection.texts(
        """
        SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text LIKE 'paydesk%'
          AND has_schema_privilege(?, pronamespace, 'USAGE') AND has_function_privilege(?, oid, 'EXECUTE')
        ORDER BY proname COLLATE "C"
        """, [.text(group), .text(group)])
      #expect(names == (group == "public" ? [] : called), "\(group)")
    }
  }

  @Test("nobody may make anything in the database, and only the groups come in")
  func database() throws {
    let stage = try Self.common.get()
    let connection = try stage.connection()
    for group in everybody(stage) {
      let rights = try connection.query(
        """
        SELECT has_database_privilege(?, current_database(), 'CREATE, TEMPORARY'),
          has_database_privilege(?, current_database(), 'CONNECT'),
          EXISTS (SELECT FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(?, oid, 'CREATE'))
        """, [.text(group), .text(group), .text(group)])
      #expect(
        (0..<3).map { rights.integer(0, $0) } == [0, group == "public" ? 0 : 1, 0], "\(group)")
    }
  }

  @Test("nobody can be the owner or a group, and the owner has no more than it needs")
  func owner() throws {
    let stage = try Self.common.get()
    let groups = ServerGroups(database: stage.database)
    let row = try stage.connection().query(
      """
      SELECT bool_or(rolcanlogin OR rolsuper OR rolbypassrls OR rolreplication OR rolcreatedb),
        (SELECT count(*) FROM pg_auth_members WHERE roleid = ?::text::regrole) FROM pg_roles WHERE rolname LIKE ?
      """, [.text(groups.owner), .text(stage.database + "\\_%")])
    #expect(row.integer(0, 0) == 0)
    #expect(row.integer(0, 1) == 0)
  }

  @Test("every function that runs as the owner looks up its names where nobody can put others")
  func paths() throws {
    let open = try Self.common.get().connection().texts(
      """
      SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace::regnamespace::text LIKE 'paydesk%'
        AND prosecdef AND NOT coalesce(proconfig::text LIKE '%search_path=pg_catalog%pg_temp"%', false)
      """)
    #expect(open == [])
  }

  @Test("a role puts a person into its group and out of the others")
  func moved() throws {
    let stage = try ServerStage()
    let connection = try stage.connection()
    for role in Role.allCases {
      try stage.grant("mo", role)
      let groups = try connection.texts(
        """
        SELECT roleid::regrole::text FROM pg_auth_members
        WHERE member = 'mo'::regrole AND roleid::regrole::text LIKE ?
        """, [.text(stage.database + "%")])
      #expect(groups == [ServerGroups(database: stage.database).name(of: role)])
    }
  }

  @Test(
    "what can be no person is none",
    arguments: ["", "public", "pg_monitor", PostgresServer.superuser, "OWNER", "_viewer"])
  func impossible(name: String) throws {
    let stage = try Self.common.get()
    let name = name == "OWNER" || name == "_viewer" ? stage.database + name.lowercased() : name
    let person = name.replacing(stage.database + "owner", with: stage.database + "_owner")
    let state = try stage.connection().refusal(
      of: "SELECT paydesk_store.grant_person(?, 'viewer')", [.text(person)])
    #expect(state == "PD002", "\(person)")
  }
}
