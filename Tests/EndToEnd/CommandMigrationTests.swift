import Foundation
import PostgresServer
import Testing

@Suite("paydesk store migrate and store check", .enabled(if: PostgresServer.isThere))
struct CommandMigrationTests {
  private let desk: CommandDesk
  private let server: PostgresServer
  private let database: String

  init() throws {
    desk = try CommandDesk()
    server = try .shared()
    database = "moved_\(UInt64.random(in: 0 ... .max))"
    let made = try desk.run("store", "create", "--store", address(), "--first", "olga")
    #expect(made.status == 0, "\(made.complaint)")
  }

  private func address(_ user: String = PostgresServer.superuser) -> String {
    server.address(database: database, user: user)
  }

  private func json(_ outcome: CommandDesk.Outcome) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any], "\(outcome.complaint)")
  }

  /// The sample's file, with a proof that a person laid beside it.
  private func sample() throws -> String {
    try desk.run("sample")
    return try #require(try desk.run("sample", "--path").lines.first)
  }

  @Test("a desk goes to a server and back, says what to do next, and is found the same")
  func there() throws {
    let file = try sample()
    let moved = try desk.run("store", "migrate", "--from", file, "--store", address())
    #expect(moved.status == 0 && moved.complaint.isEmpty, "\(moved.complaint)")
    #expect(moved.lines[0].hasPrefix("Moved \(file) to postgres://"))
    #expect(moved.output.contains("move the file away"))
    #expect(!moved.output.contains("store: postgres://\(PostgresServer.superuser)@"))
    let check = ["store", "check", "--from", file, "--store"]
    let same = try desk.run(check + [address("ravi")])
    #expect(same.status == 0 && same.output.contains("hold the same"), "\(same.complaint)")
    #expect(try json(desk.run(check + [address("nisha"), "--json"]))["same"] as? Bool == true)
    #expect(try desk.run(check + [address("asha")]).status == 77)
    #expect(
      try desk.run(check + [address("olga")]).complaint.contains("does not work at the desk of"))
    let own = try desk.run("store", "check", "--store", address())
    #expect(own.status == 0 && own.lines.count == 1, "\(own.complaint)")
    #expect(try desk.run("store", "check", "--store", address("ravi")).lines.count == 2)

    let back = desk.home + "/back/paydesk.db"
    let copied = try desk.run("store", "migrate", "--to", back, "--store", address("ravi"))
    #expect(copied.status == 0, "\(copied.complaint)")
    #expect(
      try desk.run("store", "check", "--from", file, "--db", back, "--as", "ravi").status == 0)
    #expect(try desk.run("store", "migrate", "--to", back, "--store", address("ravi")).status == 73)
    #expect(
      try desk.run("store", "migrate", "--to", "x.db", "--store", address("dev")).status == 77)

    let again = try desk.run("store", "migrate", "--from", file, "--store", address())
    #expect(again.status == 73 && again.complaint.contains("work is recorded there already"))
    let noOwner = try desk.run("store", "migrate", "--from", file, "--store", address("ravi"))
    #expect(noOwner.status == 77 && noOwner.complaint.contains("only who looks after the server"))
  }

  @Test("what differs ends with 1 and says what")
  func differs() throws {
    let file = try sample()
    try desk.run("store", "migrate", "--from", file, "--store", address())
    let erased = try desk.run(
      "erase", "--ticket", "CX-10437", "--reason", "asked", "--store", address("ravi"))
    #expect(erased.status == 0, "\(erased.complaint)")
    let check = ["store", "check", "--from", file, "--store", address("ravi")]
    let outcome = try desk.run(check)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.complaint.contains("(desk, personalDataErased) is in postgres://"),
      "\(outcome.complaint)")
    let value = try json(desk.run(check + ["--json"]))
    #expect(value["same"] as? Bool == false)
    #expect((value["difference"] as? String)?.contains("personalDataErased") == true)
    #expect(try desk.run("store", "check", "--store", address()).status == 0)
  }

  @Test("what cannot be understood is one sentence")
  func wrong() throws {
    #expect(try desk.run("store", "migrate", "--store", address()).status == 64)
    #expect(
      try desk.run("store", "migrate", "--from", "a", "--to", "b", "--store", address()).status
        == 64)
    let file = try desk.run("store", "migrate", "--from", "a")
    #expect(file.status == 64 && file.complaint.contains("--store postgres://HOST/NAME or --local"))
    #expect(
      try desk.run("store", "migrate", "--from", "none.db", "--store", address()).status == 66)
    #expect(
      try desk.run("store", "migrate", "--from", desk.home, "--store", address()).status == 66)
    try desk.write("text.db", "no database at all, and longer than its head would have to be")
    let text = try desk.run("store", "migrate", "--from", "text.db", "--store", address())
    #expect(text.status == 74 && text.complaint.contains("it is not a database of paydesk"))
  }

  @Test("one that is killed in the middle leaves the server as it was", .timeLimit(.minutes(30)))
  func killed() throws {
    let file = try sample()
    let before = try desk.run("verify", "--store", address("olga")).output
    #expect(before.hasPrefix("All 1 events hold."))
    // Somebody who looks at the batches keeps the migration from emptying their table, when the log has gone over already.
    let reader = try start([
      PostgresServer.binaries.map { $0 + "/psql" } ?? "", "-d", address(), "-c",
      "BEGIN; LOCK TABLE paydesk_store.batch IN ACCESS SHARE MODE; SELECT pg_sleep(600)",
    ])
    try awaits(
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND state = 'active' AND datname = '\(database)'",
      is: "1")
    try awaits(
      "SELECT count(*) FROM pg_locks WHERE relation = 'paydesk_store.batch'::regclass AND granted",
      is: "1")
    let migration = try start([
      CommandDesk.program, "store", "migrate", "--from", file, "--store", address(),
    ])
    try awaits(
      "SELECT count(*) FROM pg_locks WHERE relation = 'paydesk_store.batch'::regclass AND NOT granted",
      is: "1")
    kill(migration.processIdentifier, SIGKILL)
    migration.waitUntilExit()
    #expect(migration.terminationReason == .uncaughtSignal)
    // Its server process waits still: it notices that nobody is there once it is let on.
    let ended = try server.psql(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()
      """, database: database)
    #expect(ended.output == "t\n", "\(ended.error)")
    reader.waitUntilExit()
    try awaits(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database)' AND pid <> pg_backend_pid()",
      is: "0")
    #expect(try desk.run("verify", "--store", address("olga")).output == before)
    #expect(try desk.run("store", "check", "--store", address()).status == 0)
    let moved = try desk.run("store", "migrate", "--from", file, "--store", address())
    #expect(moved.status == 0, "\(moved.complaint)")
    #expect(try desk.run("store", "check", "--from", file, "--store", address()).status == 0)
  }

  private func start(_ words: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = desk.surroundings()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Asks until the server says what is waited for; the test's time limit ends it.
  private func awaits(_ sql: String, is wanted: String) throws {
    while true {
      let answer = try server.psql(sql, database: database)
      try #require(answer.status == 0, "\(answer.error)")
      if answer.output.split(separator: "\n").first.map(String.init) == wanted { return }
    }
  }
}
