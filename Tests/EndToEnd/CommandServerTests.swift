import Foundation
import PostgresServer
import Testing

/// What is said where a server is not as it should be: one sentence, with what to do, and nothing lost.
@Suite("A server that cannot be worked on", .enabled(if: PostgresServer.isThere))
struct CommandServerTests {
  /// An address, and what is said of it.
  struct Case: CustomTestStringConvertible {
    var name: String
    /// The address; `$S` is the socket's folder, `$P` the port, `$D` the database.
    var address: String
    var status: Int32
    /// What the sentence holds.
    var says: [String]
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "a server of another kind", address: "mysql://asha@127.0.0.1/desk", status: 64,
      says: ["--store: found “mysql://asha@127.0.0.1/desk”", "expected a file’s path, postgres://"]),
    Case(
      name: "a misspelt setting", address: "postgres:///$D?hots=$S", status: 64,
      says: ["cannot be understood", "hots", "postgres://USER@HOST/DATABASE"]),
    Case(
      name: "no number for a port", address: "postgres://asha@127.0.0.1:port/$D", status: 64,
      says: ["cannot be understood", "postgres://USER@HOST/DATABASE"]),
    Case(
      name: "an unknown host", address: "postgres://asha@nowhere.invalid/$D", status: 69,
      says: ["nowhere.invalid/", "cannot be reached", "Look whether"]),
    Case(
      name: "a port that nobody listens on", address: "postgres://asha@127.0.0.1:1/$D", status: 69,
      says: ["127.0.0.1:1/", "Connection refused", "Look whether the server runs"]),
    Case(
      name: "a socket that is not there", address: "postgres://asha@/$D?host=/nowhere", status: 69,
      says: ["/nowhere", "No such file", "Look whether the server runs"]),
    Case(
      name: "an unknown service", address: "service=nowhere", status: 69,
      says: ["service=nowhere", "not found"]),
    Case(
      name: "a wrong password", address: "postgres://asha:wr0ng@127.0.0.1:$P/$D", status: 77,
      says: ["does not let you in", "password authentication failed", "Check role and password"]),
    Case(
      name: "no password where one is asked for", address: "postgres://asha@127.0.0.1:$P/$D",
      status: 77, says: ["does not let you in", "no password supplied"]),
    Case(
      name: "an unknown role", address: "postgres://stranger@/$D?host=$S&port=$P", status: 77,
      says: ["knows no role “stranger”", "`paydesk people add`"]),
    Case(
      name: "an unknown database", address: "postgres://asha@/none?host=$S&port=$P", status: 66,
      says: ["/none", "is not there", "`paydesk store create`"]),
    Case(
      name: "a database without a desk", address: "postgres://asha@/postgres?host=$S&port=$P",
      status: 66, says: ["There is no desk", "/postgres", "`paydesk store create`"]),
  ]

  /// A server over the socket and, with passwords, over loopback.
  private static let made = Result { () throws -> (server: PostgresServer, database: String) in
    let server = try PostgresServer(
      access: "local all,replication all trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
      onLoopback: true)
    try server.start()
    let desk = try ServerDesk(on: server, tickets: 1)
    try desk.psql("ALTER ROLE asha PASSWORD 'r1ght'")
    return (server, desk.database)
  }

  @Test("an address that leads nowhere", arguments: cases)
  func address(_ wrong: Case) throws {
    let (server, database) = try CommandServerTests.made.get()
    let address = wrong.address
      .replacing("$S", with: server.socketFolder)
      .replacing("$P", with: "\(server.port)")
      .replacing("$D", with: database)
    let outcome = try CommandDesk().run("people", "--store", address)
    expect(outcome, wrong.status, wrong.says)
    #expect(!outcome.complaint.contains("wr0ng"), "a password is shown")
  }

  @Test("the right password lets one in, from the address or from a password file")
  func password() throws {
    let (server, database) = try CommandServerTests.made.get()
    let shell = try CommandDesk()
    func address(_ password: String?) -> String {
      server.loopbackAddress(database: database, user: "asha", password: password)
    }
    let given = try shell.run("store", "--store", address("r1ght"))
    #expect(given.status == 0, "\(given.complaint)")
    #expect(!given.output.contains("r1ght"), "\(given.output)")
    let file = try shell.write(".pgpass", "127.0.0.1:*:*:asha:r1ght\n")
    #expect(chmod(file, 0o600) == 0)
    #expect(try shell.run("store", "--store", address(nil)).status == 0)
  }

  @Test(
    "a schema that is newer or older",
    arguments: [("9", "newer", "upgrade paydesk"), ("0", "older", "`paydesk store create`")])
  func schema(number: String, kind: String, advice: String) throws {
    let desk = try ServerDesk(tickets: 1)
    try desk.psql("UPDATE paydesk_store.meta SET value = '\(number)' WHERE key = 'schema'")
    for arguments in [["store"], ["people"], ["due"]] {
      let outcome = try desk.home(of: "asha").shell.run(
        arguments + ["--store", desk.address(of: "asha")])
      expect(
        outcome, 69,
        [
          "was made by a\(kind == "older" ? "n" : "") \(kind) paydesk", advice,
          "nothing was changed",
        ])
    }
    let opened = try desk.start("asha").wait(for: "code 69")
    #expect(opened.replacing("\n", with: "").contains("made by a"), "\(opened)")
    try desk.psql("UPDATE paydesk_store.meta SET value = '3' WHERE key = 'schema'")
    #expect(try desk.run("asha", "verify").status == 0)
  }

  @Test("a server without a place for one more connection")
  func crowded() throws {
    let desk = try ServerDesk(tickets: 1)
    try desk.psql("ALTER DATABASE \(desk.database) CONNECTION LIMIT 0")
    expect(try desk.run("asha", "people"), 75, ["takes no more connections", "try again"])
    try desk.psql("ALTER DATABASE \(desk.database) CONNECTION LIMIT -1")
    #expect(try desk.run("asha", "people").status == 0)
  }

  @Test("a server whose disk is full: what is typed stays, and is recorded once there is room")
  func full() throws {
    let desk = try ServerDesk(tickets: 1)
    // What PostgreSQL says where it finds no room, at the place where it would find none.
    try desk.psql(
      """
      CREATE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
      END $$;
      CREATE TRIGGER no_room BEFORE INSERT ON paydesk_store.event EXECUTE FUNCTION public.no_room();
      """)
    let words = ["The disk of the server", "is full", "have room made", "Nothing was recorded"]
    expect(
      try desk.run("ravi", "people", "role", "dev", "viewer"), 74, words)
    let asha = try desk.open("asha")
    try asha.show("CX-100001")
    try asha.openForm("i", "Internal note")
    asha.type("call on Monday")
    let screen = try asha.press("F2", until: "The disk of the server")
    #expect(screen.contains("call on Monday") && screen.contains("─ Internal note ─"), "\(screen)")
    try desk.psql("DROP TRIGGER no_room ON paydesk_store.event")
    try asha.press("F2", until: "Noted.")
    #expect(try desk.count(of: "noted") == 1)
    #expect(try desk.run("asha", "verify").status == 0)
  }

  @Test("a copy that follows the main server: it is read, and says that it takes no writes")
  func standby() throws {
    let server = try PostgresServer()
    try server.start()
    let desk = try ServerDesk(on: server, tickets: 2)
    let copy = try PostgresServer(following: server)
    try copy.start()
    let shell = try desk.home(of: "ravi").shell
    func run(_ arguments: String...) throws -> CommandDesk.Outcome {
      try shell.run(
        arguments + ["--store", copy.address(database: desk.database, user: "ravi")])
    }
    let store = try run("store")
    #expect(store.status == 0 && store.output.contains("all          2"), "\(store)")
    expect(
      try run("people", "role", "dev", "viewer"), 69,
      ["is a copy that takes no writes", "address of the main server", "Nothing was recorded"])
    let period = ["--from", "2026-11-20", "--to", "2026-11-22", "--csv"]
    #expect(
      try shell.run(["report"] + period + ["--store", desk.address(of: "ravi")]).output
        == shell.run(
          ["report"] + period + [
            "--store", desk.address(of: "ravi"),
            "--replica", copy.address(database: desk.database, user: "ravi"),
          ]
        ).output)
  }

  @Test(
    "option, environment and configuration that name other stores: the nearest word counts, and is said"
  )
  func contradiction() throws {
    let desk = try ServerDesk(tickets: 1)
    let shell = try desk.home(of: "asha").shell
    let folder = shell.home + "/.config/paydesk"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try shell.write(
      ".config/paydesk/config.yaml",
      "store: postgres://asha@127.0.0.1:1/paydesk\nreplica: postgres://asha@127.0.0.1:1/other\n")
    let address = desk.address(of: "asha")
    let named = try shell.run("store", "--store", address)
    #expect(named.status == 0, "\(named.complaint)")
    #expect(named.output.contains("Said by      --store\n"), "\(named.output)")
    // A replica belongs to the store that it is configured with.
    #expect(try shell.run("report", "--store", address).status == 0)
    let configured = try shell.run("store")
    expect(configured, 69, ["127.0.0.1:1/paydesk", "Connection refused"])
    #expect(configured.output.contains("Said by  \(folder)/config.yaml\n"), "\(configured.output)")
    expect(
      try shell.run("store", "--store", address, "--db", "x.db"), 64,
      ["--store and --db both name the store"])
    try shell.write(".config/paydesk/config.yaml", "store: postgres://asha@nowhere:x\n")
    #expect(try shell.run("store", "--store", address).status == 0)
    expect(try shell.run("store"), 64, ["cannot be understood"])
  }

  /// One sentence on the error output (two where there is advice), and no answer that could be taken for one.
  private func expect(_ outcome: CommandDesk.Outcome, _ status: Int32, _ says: [String]) {
    #expect(outcome.status == status, "\(outcome.complaint)")
    for words in says { #expect(outcome.complaint.contains(words), "\(outcome.complaint)") }
    #expect(outcome.complaint.hasPrefix("paydesk: "), "\(outcome.complaint)")
    #expect(outcome.complaint.filter { $0 == "\n" }.count <= 4, "\(outcome.complaint)")
  }
}
