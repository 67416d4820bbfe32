import Glibc
import PostgresServer
import Testing

@testable import Journal

@Suite("Coming to PostgreSQL", .enabled(if: PostgresServer.isThere))
struct LoginTests {
  /// What is said of a connection that does not come about.
  private func sentence(_ address: String) throws -> String {
    do {
      _ = try PostgresConnection(address, within: 5, applicationName: "paydesk")
      return "it was let in"
    } catch {
      let shown = try? PostgresAddress(address, Libpq.used.get()).shown
      return JournalError(error, address: shown ?? "the server").description
    }
  }

  @Test("names, settings and the server's word on itself are there once it is open")
  func settings() throws {
    let server = try PostgresServer.shared()
    let connection = try PostgresConnection(
      server.address(database: "postgres"), applicationName: "paydesk CX-1")
    let rows = try connection.query(
      """
      SELECT current_setting('application_name'), current_setting('search_path'),
        current_setting('client_encoding'), pg_backend_pid()
      """)
    #expect((0..<3).map { rows.text(0, $0) } == ["paydesk CX-1", "paydesk", "UTF8"])
    #expect(rows.integer(0, 3) == Int64(connection.backendPID))
    #expect(connection.serverVersion >= 150_000)
    #expect(connection.parameter("is_superuser") == "on")
    #expect(connection.parameter("no_such") == nil)
    #expect(connection.user == PostgresServer.superuser)
    #expect(connection.database == "postgres")
  }

  @Test("each reason for which one is not let in has its own sentence, and none has the password")
  func refused() throws {
    let server = try PostgresServer(
      access: "local all asha peer\nlocal all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
      onLoopback: true, settings: ["max_connections=6", "superuser_reserved_connections=1"])
    try server.start()
    let made = try server.psql(
      "CREATE ROLE dev LOGIN PASSWORD 'right'; CREATE ROLE asha LOGIN; CREATE DATABASE desk;")
    #expect(made.status == 0, "\(made.error)")

    let wrong = try sentence(
      server.loopbackAddress(database: "desk", user: "dev", password: "pa%40ss-wrong"))
    #expect(
      wrong == """
        postgres://dev@127.0.0.1:\(server.port)/desk does not let you in: password authentication failed for user "dev". \
        Check role and password, or ask who looks after the server.
        """)
    let none = try sentence(server.loopbackAddress(database: "desk", user: "dev"))
    #expect(none.contains("does not let you in: "))
    #expect(none.contains("no password supplied"))
    #expect(
      try sentence(server.address(database: "desk", user: "nobody"))
        .contains("knows no role “nobody”: ask a manager"))
    #expect(
      try sentence(server.address(database: "desk", user: "asha"))
        .contains("does not let you in: Peer authentication failed for user \"asha\""))
    #expect(
      try sentence(server.address(database: "dusk"))
        .hasSuffix(
          "is not there: check the name of the database, or make it with `paydesk store create`."))

    var all: [PostgresConnection] = []
    while all.count < 7,
      let next = try? PostgresConnection(
        server.address(database: "desk", user: "dev"), applicationName: "paydesk")
    { all.append(next) }
    #expect(
      try sentence(server.address(database: "desk", user: "dev"))
        .contains("takes no more connections: try again"))
    all = []

    // The server notices only by and by that the others have gone.
    let end = ContinuousClock.now.advanced(by: .seconds(30))
    var again: PostgresConnection?
    while again == nil, ContinuousClock.now < end {
      again = try? PostgresConnection(
        server.address(database: "desk", user: "dev"), applicationName: "paydesk")
    }
    let open = try #require(again)
    let denied = failure { try open.query("CREATE ROLE vera") }.map {
      JournalError($0, address: "the desk").description
    }
    #expect(
      denied == """
        the desk does not allow that to your role: permission denied to create role. Ask a manager for the role that may. \
        Nothing was recorded.
        """)
    try server.stop(.immediate)
    #expect(
      try sentence(server.loopbackAddress(database: "desk")).contains("cannot be reached: "))
  }

  @Test("a name that is looked up without end keeps nobody longer than the bound")
  func bounded() throws {
    let start = ContinuousClock.now
    let none: Bool? = Bounded.run(within: Deadline(within: 0.1)) {
      sleep(3)
      return true
    }
    #expect(none == nil)
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(Bounded.run(within: Deadline(within: 10)) { 41 + 1 } == 42)
  }
}
