import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("What the server shows to whom", .enabled(if: PostgresServer.isThere))
struct ServerMaskingTests {
  /// A store with one dispute, an address that serves decisions, and an entry; somebody of each role.
  private static let common = Result { () throws -> ServerStage in
    let stage = try ServerStage()
    try stage.grant("vera", .viewer)
    try stage.grant("asha", .executive)
    try stage.fill(1...1)
    try stage.asOwner(
      """
      INSERT INTO personal VALUES ('dispute:CX-1', 'h:1', 'salt', 'Meera Iyer 1'), ('dispute:CX-1', 'h:2', NULL, NULL),
        ('dispute:CX-1', 'h:3', 'salt', '+91 98765 43210'), ('dispute:CX-1', 'h:4', 'salt', '12-3'),
        ('dispute:CX-1', 'h:5', 'salt', ' शर्मा');
      INSERT INTO pay_to VALUES ('ORD-1', 'listed', 'meera@okbank', 'Meera Iyer 1');
      INSERT INTO statement_key VALUES ('p:meera@okbank', 'bank:1');
      INSERT INTO statement_entry (id, statement, at, vendor, amount, payee, listed_at, standing)
        VALUES ('bank:1', 'bank', 1, '', 5, 'meera@okbank', 1, 'unmatched');
      """)
    return stage
  }

  @Test("a viewer sees first letters and last digits")
  func masked() throws {
    let vera = try Self.common.get().connection(as: "vera")
    let row = try vera.query("SELECT customer, phone, ticket FROM dispute")
    #expect((0..<3).map { row.text(0, $0) } == ["M•••", "•••01", "CX-1"])
    #expect(
      try vera.texts("SELECT text FROM personal ORDER BY token") == [
        "M•••", "", "•••10", "•••", "श•••",
      ])
    #expect(try vera.texts("SELECT token FROM personal WHERE salt IS NOT NULL") == [])
    #expect(try vera.texts("SELECT payee FROM statement_entry") == ["m•••"])
  }

  @Test("what was erased, and what is empty, says so to a viewer too")
  func erased() throws {
    let stage = try Self.common.get()
    let texts = try stage.connection().texts(
      "SELECT \(Server.masked("t")) FROM (VALUES (?::text), ('')) AS given (t)",
      [.text(Personal.erased)])
    #expect(texts == [Personal.erased, ""])
  }

  @Test(
    "what serves decisions alone is empty for a viewer", arguments: ["pay_to", "statement_key"])
  func decisions(table: String) throws {
    let stage = try Self.common.get()
    #expect(try stage.connection(as: "vera").query("SELECT * FROM \(table)").count == 0)
    #expect(try stage.connection(as: "asha").query("SELECT * FROM \(table)").count == 1)
  }

  @Test("who decides sees everything under the same names")
  func plain() throws {
    let asha = try Self.common.get().connection(as: "asha")
    #expect(try asha.texts("SELECT customer FROM dispute") == ["Meera Iyer 1"])
    #expect(try asha.texts("SELECT text FROM personal WHERE token = 'h:3'") == ["+91 98765 43210"])
    #expect(try asha.texts("SELECT payee FROM statement_entry") == ["meera@okbank"])
  }

  @Test(
    "a viewer finds nothing by asking for what is masked",
    arguments: [
      "SELECT ticket FROM dispute WHERE customer = 'Meera Iyer 1'",
      "SELECT ticket FROM dispute WHERE customer LIKE 'Me%'",
      "SELECT ticket FROM dispute WHERE phone LIKE '98%' OR length(customer) > 4",
      "SELECT token FROM personal WHERE text ~ 'Iyer'",
      "SELECT id FROM statement_entry WHERE payee = 'meera@okbank'",
      "SELECT place FROM search(ARRAY['Meera'], 10)",
      "SELECT place FROM search(ARRAY['iyer'], 10)",
      "SELECT place FROM search(ARRAY['9800000001'], 10)",
    ])
  func filtered(sql: String) throws {
    #expect(try Self.common.get().connection(as: "vera").query(sql).count == 0)
  }

  @Test(
    "a viewer gets at no plain text another way",
    arguments: [
      "SELECT customer FROM paydesk.dispute", "SELECT customer FROM paydesk_store.dispute",
      "SELECT text FROM paydesk.personal", "TABLE paydesk_store.search",
      "SELECT bytes FROM paydesk_store.kept_proof", "SET ROLE paydesk_executive",
      "SELECT * FROM paydesk_store.role_of('vera')",
      "SELECT paydesk_store.grant_person('vera', 'executive')",
      "CREATE TEMPORARY TABLE mine (t text)", "CREATE VIEW paydesk.mine AS SELECT 1",
      "CREATE FUNCTION paydesk.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
      "ALTER VIEW paydesk_masked.dispute RENAME TO other", "CREATE ROLE other",
      "SET SESSION AUTHORIZATION omar",
    ])
  func refused(sql: String) throws {
    let stage = try Self.common.get()
    let sql = sql.replacing("paydesk_executive", with: stage.database + "_executive")
    let state = try stage.connection(as: "vera").refusal(of: sql)
    #expect(state == "42501" || state == "42939" || state == "22023", "\(state ?? "nothing said")")
  }

  @Test("the planner's figures tell a viewer nothing")
  func figures() throws {
    let stage = try Self.common.get()
    try stage.asOwner("ANALYZE")
    let vera = try stage.connection(as: "vera")
    #expect(try vera.query("SELECT * FROM pg_stats WHERE schemaname LIKE 'paydesk%'").count == 0)
    #expect(try vera.refusal(of: "TABLE pg_statistic") == "42501")
  }

  @Test("whoever comes finds what they may see, even where a pooler loses what they have set")
  func withoutSettings() throws {
    let stage = try ServerStage()
    try stage.grant("vera", .viewer)
    try stage.grant("asha", .executive)
    try stage.grant("dev", .viewer)
    try stage.grant("dev", .executive)
    for (user, path) in [
      ("vera", "paydesk_masked, paydesk"), ("asha", "paydesk"), ("dev", "paydesk"),
    ] {
      let answer = try stage.server.psql(
        "SHOW search_path", database: stage.database, user: user)
      #expect(answer.output == path + "\n", "\(user)")
    }
  }

  @Test("who is in no group cannot even connect, and who has left one sees nothing more")
  func nobody() throws {
    let stage = try ServerStage()
    try stage.connection().execute(
      "DO $$ BEGIN CREATE ROLE nina LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    #expect(failure { _ = try stage.connection(as: "nina") }?.sqlState == "42501")
    try stage.grant("nina", .executive)
    let nina = try stage.connection(as: "nina")
    #expect(try nina.refusal(of: "SELECT count(*) FROM dispute") == nil)
    try stage.connection().execute("REVOKE \(stage.database)_executive FROM nina")
    #expect(try nina.refusal(of: "SELECT count(*) FROM dispute") == "42501")
    #expect(try nina.refusal(of: "SELECT paydesk.state()") == "42501")
    #expect(failure { _ = try stage.connection(as: "nina") }?.sqlState == "42501")
  }

  @Test(
    "an executive who becomes a viewer sees nothing plain any more, on an open connection neither")
  func demoted() throws {
    let stage = try ServerStage()
    try stage.grant("dora", .executive)
    try stage.fill(1...1)
    let dora = try stage.connection(as: "dora")
    let sql = "SELECT customer FROM dispute"
    #expect(try dora.texts(sql) == ["Meera Iyer 1"])
    try stage.grant("dora", .viewer)
    #expect(try (dora.refusal(of: sql) == "42501" || dora.texts(sql) == ["M•••"]))
    #expect(try stage.connection(as: "dora").texts(sql) == ["M•••"])
    #expect(try stage.connection(as: "dora").texts("SELECT role FROM state()") == ["viewer"])
  }
}
