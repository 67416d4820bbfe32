import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Coming to a team's store", .serialized, .enabled(if: PostgresServer.isThere))
struct ComingInTests {
  @Test("whoever cannot come in is told why in one sentence, without a password in it")
  func sentences() throws {
    let server = try PostgresServer(
      access: "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n", onLoopback: true)
    try server.start()
    let team = try Team(on: server)
    let made = try server.psql(
      "ALTER ROLE asha PASSWORD 'right'; CREATE ROLE bob LOGIN; CREATE DATABASE empty")
    try #require(made.status == 0, "\(made.error)")
    func said(_ address: String) -> String? {
      sentence { _ = try RelationalJournal.connect(to: address, within: 5) }
    }
    let place = "127.0.0.1:\(server.port)/\(team.database)"
    let asha = "postgres://asha@\(place)"
    #expect(
      said(server.loopbackAddress(database: team.database, user: "asha"))
        == "\(asha) does not let you in: connection to server at \"127.0.0.1\", port \(server.port) failed: fe_sendauth: no password supplied. Check role and password, or ask who looks after the server."
    )
    #expect(
      said(server.loopbackAddress(database: team.database, user: "asha", password: "wr0ng"))
        == "\(asha) does not let you in: password authentication failed for user \"asha\". Check role and password, or ask who looks after the server."
    )
    #expect(
      said(server.loopbackAddress(database: team.database, user: "asha", password: "right")) == nil)
    #expect(
      said(server.address(database: team.database, user: "zoya"))
        == "postgres://zoya@:\(server.port)/\(team.database)?host=\(server.socketFolder) knows no role “zoya”: ask a manager for `paydesk people add`, or give another user in the address."
    )
    let bob = try #require(said(server.address(database: team.database, user: "bob")))
    #expect(
      bob.hasSuffix(
        "so nothing is shown: one of its managers can say `paydesk people add bob --role executive`."
      ), "\(bob)")
    #expect(
      said(server.address(database: "empty"))?.hasSuffix(
        "cannot be read: there is no desk in it: `paydesk store create` makes one.") == true)
    #expect(
      said(server.address(database: "nowhere", user: "asha"))?.hasSuffix(
        "is not there: check the name of the database, or make it with `paydesk store create`.")
        == true)
  }
}
