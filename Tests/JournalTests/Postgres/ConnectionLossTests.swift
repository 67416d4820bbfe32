import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Journal

@Suite("A connection to PostgreSQL that fails", .enabled(if: PostgresServer.isThere))
struct ConnectionLossTests {
  @Test("what takes too long is cancelled, and the connection is closed")
  func timeout() throws {
    let (connection, watcher) = (try wire(within: 0.3), try wire())
    let pid = Int64(connection.backendPID)
    let start = ContinuousClock.now
    #expect(
      failure { try connection.query("SELECT pg_sleep(60)") }
        == .timedOut(seconds: 0.3, wasSent: true))
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(!connection.isOpen)
    // Unless it is cancelled, the server goes on sleeping for nobody.
    let end = Deadline(within: 10)
    var isThere = true
    while isThere, !end.isOver {
      isThere =
        try watcher.query("SELECT 1 FROM pg_stat_activity WHERE pid = ?::bigint", [.integer(pid)])
        .count > 0
    }
    #expect(!isThere)
    #expect(
      failure { try connection.query("SELECT 1") }
        == .lost(sqlState: nil, why: "the connection is closed", wasSent: false))
  }

  @Test(
    "after a crash of the server nothing is sent, and once it is up again what was committed is there"
  )
  func crash() throws {
    let server = try PostgresServer()
    try server.start()
    let connection = try wire(server)
    try connection.execute("CREATE TABLE event AS SELECT 1::bigint AS number")
    try server.kill()
    #expect(!server.isRunning)
    guard case .lost(_, _, wasSent: false) = failure({ try connection.query("SELECT 1") }) else {
      Issue.record("it was sent, or not lost")
      return
    }
    guard case .cannotConnect(nil, let why) = failure({ _ = try wire(server) }) else {
      Issue.record("a server that is not there was reached")
      return
    }
    #expect(why.contains("No such file or directory"))
    try server.start()
    #expect(try wire(server).query("SELECT number FROM event").integer(0, 0) == 1)
  }

  @Test("a server that stops says so to what it is asked in the middle")
  func shutdown() throws {
    let server = try PostgresServer()
    try server.start()
    let (connection, watcher) = (try wire(server), try wire(server))
    let pid = connection.backendPID
    Thread {
      awaitSleep(of: pid, watcher)
      try? server.stop()
    }.start()
    #expect(
      failure { try connection.query("SELECT pg_sleep(60)") }
        == .lost(
          sqlState: "57P01", why: "terminating connection due to administrator command",
          wasSent: true))
    #expect(!connection.isOpen)
  }

  @Test("a commit whose answer is lost stands, and the client knows that it may")
  func cutAfterCommit() throws {
    let proxy = try CuttingProxy(to: .shared())
    defer { proxy.close() }
    let database = try PostgresServer.shared().createDatabase()
    let connection = try through(proxy, database)
    try connection.execute("CREATE TABLE event (number bigint)")
    proxy.rule = { $0.isAnswer("COMMIT") ? .cut : .pass }
    let lost = failure {
      _ = try connection.batch([
        .query("BEGIN"), .query("INSERT INTO event VALUES (1)"), .query("COMMIT"),
      ])
    }
    #expect(lost?.mayHaveHappened == true)
    #expect(lost?.sqlState == nil)
    #expect(!connection.isOpen)
    #expect(try wire(database: database).query("SELECT number FROM event").integer(0, 0) == 1)
  }

  @Test("what is cut on its way to the server never happens, and the client cannot know that")
  func cutBefore() throws {
    let proxy = try CuttingProxy(to: .shared())
    defer { proxy.close() }
    let database = try PostgresServer.shared().createDatabase()
    let connection = try through(proxy, database)
    try connection.execute("CREATE TABLE event (number bigint)")
    proxy.rule = { $0.isFromClient(with: "INSERT") ? .cut : .pass }
    let lost = failure { try connection.query("INSERT INTO event VALUES (1)") }
    #expect(lost?.mayHaveHappened == true)
    #expect(try wire(database: database).query("SELECT 1 FROM event").count == 0)
  }

  @Test("a network that is gone keeps nobody longer than the bound")
  func stalled() throws {
    let proxy = try CuttingProxy(to: .shared())
    defer { proxy.close() }
    let connection = try through(proxy, "postgres", within: 0.3)
    proxy.stall()
    let start = ContinuousClock.now
    #expect(
      failure { try connection.query("SELECT 1") } == .timedOut(seconds: 0.3, wasSent: true))
    #expect(
      failure { _ = try through(proxy, "postgres", within: 0.3) }
        == .cannotConnect(sqlState: nil, why: "there was no answer within 1 s"))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("a pooler that swallows notifications swallows nothing else")
  func swallowed() throws {
    let proxy = try CuttingProxy(to: .shared())
    defer { proxy.close() }
    let swallowed = Mutex(0)
    let connection = try through(proxy, "postgres")
    try connection.execute("LISTEN paydesk_swallowed")
    proxy.rule = { message in
      guard message.isNotification else { return .pass }
      swallowed.withLock { $0 += 1 }
      return .drop
    }
    try connection.query("SELECT pg_notify('paydesk_swallowed', '1')")
    #expect(try connection.query("SELECT 2").integer(0, 0) == 2)
    #expect(try connection.consumeNotifications().isEmpty)
    #expect(swallowed.withLock { $0 } == 1)
  }

  private func through(
    _ proxy: CuttingProxy, _ database: String, within: Double = 15
  ) throws -> PostgresConnection {
    try PostgresConnection(
      proxy.address(database: database), within: within, applicationName: "paydesk",
      searchPath: "public")
  }
}
