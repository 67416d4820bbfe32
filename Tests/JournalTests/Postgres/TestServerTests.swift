import Foundation
import PostgresServer
import Testing

@testable import Journal

@Suite("The server that tests start", .enabled(if: PostgresServer.isThere))
struct TestServerTests {
  @Test("leaves neither a process nor a file behind")
  func end() throws {
    var server: PostgresServer? = try PostgresServer()
    try server?.start()
    let folder = try #require(server?.socketFolder)
    let process = try #require(server?.postmaster)
    #expect(folder.utf8.count < 80)
    server = nil
    #expect(!FileManager.default.fileExists(atPath: folder))
    // One that has ended, and that nobody has asked for yet, has no command line any more.
    let words = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
    #expect(words?.isEmpty ?? true)
  }

  @Test("runs statements as any role, and tells what the server said")
  func psql() throws {
    let server = try PostgresServer.shared()
    let database = try server.createDatabase()
    let made = try server.psql(
      "CREATE TABLE event (number bigint); INSERT INTO event VALUES (7); SELECT * FROM event;",
      database: database)
    #expect(made.status == 0)
    #expect(made.output == "7\n")
    let refused = try server.psql("SELECT 1 / 0; SELECT 2;", database: database)
    #expect(refused.status == 3)
    #expect(refused.output.isEmpty)
    #expect(refused.error.contains("22012: division by zero"))
  }

  @Test("is not reached through a proxy that refuses, and is again when it does not")
  func refusing() throws {
    let proxy = try CuttingProxy(to: .shared())
    defer { proxy.close() }
    func come() throws {
      _ = try PostgresConnection(
        proxy.address(database: "postgres"), applicationName: "paydesk")
    }
    proxy.isRefusing = true
    guard case .cannotConnect = failure(come) else {
      Issue.record("it was reached")
      return
    }
    proxy.isRefusing = false
    try come()
    #expect(proxy.connections == 1)
  }
}
