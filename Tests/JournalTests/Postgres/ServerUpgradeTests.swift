import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Bringing a server's store up to date", .enabled(if: PostgresServer.isThere))
struct ServerUpgradeTests {
  @Test("steps are taken in order and once, and what clients see is put in anew")
  func ladder() throws {
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    let steps = [
      Server.known + 1: "ALTER TABLE paydesk_store.batch ADD COLUMN note text",
      Server.known + 2: "UPDATE paydesk_store.batch SET note = 'seen'",
    ]
    let connection = try stage.connection()
    let newest = Server.known + 2
    func code(_ database: String) -> [Server.Part] {
      Server.code(in: database) + [
        Server.Part(
          title: "Views", sql: "CREATE VIEW paydesk.note AS SELECT note FROM paydesk_store.batch")
      ]
    }
    #expect(try Server.upgrade(connection, to: newest, by: steps, code: code) == Server.known)
    #expect(try Server.upgrade(connection, to: newest, by: steps, code: code) == newest)
    #expect(try Server.schema(of: connection) == newest)
    let asha = try stage.connection(as: "asha")
    #expect(try asha.query("SELECT customer FROM dispute").count == 0)
    #expect(try asha.query("SELECT event.number FROM event").count == 1)
    #expect(try asha.query("SELECT schema FROM state()").integer(0, 0) == Int64(newest))
  }

  @Test("a store of each older release is brought up to date", arguments: 1..<Server.known)
  func released(schema: Int) throws {
    let stage = try ServerStage(releasedWith: schema)
    try stage.fill(1...3_000)
    try stage.asOwner(
      #"""
      INSERT INTO guard_dispute (dispute, place, state, order_id, logged_at, quoted, heard)
        VALUES ('CX-1', 1, 'open', 'ORD-1', 1, 400, 300);
      INSERT INTO event (number, stream, version, name, schema, by, role, at, body, hash)
        SELECT 900 + n, 'dispute:CX-1', 1 + n, 'customerHeard', 1, 'asha', 'executive', 1,
          convert_to('{"customerHeard":{"received":{"paise":' || said || '}}}', 'UTF8'), '\x00'
        FROM (VALUES (1, 100), (2, 300)) AS words (n, said);
      """#)
    let connection = try stage.connection()
    #expect(try Server.schema(of: connection) == schema)
    #expect(try Server.upgrade(connection) == schema)
    #expect(try Server.schema(of: connection) == Server.known)
    #expect(
      try connection.texts(
        "SELECT former_heard::text FROM paydesk_store.guard_dispute WHERE dispute = 'CX-1'") == [
          "{100}"
        ])
    // Windows are counted from the second on; the rows of an older one stand without a count.
    guard schema == 1 else { return }
    let tally = try connection.query(
      "SELECT n FROM paydesk_store.tally WHERE bucket = 'running' AND holder = ''")
    let counted = try connection.query(
      "SELECT count(*) FROM paydesk_store.dispute WHERE lapses_at IS NOT NULL AND matter IS NULL")
    #expect(tally.integer(0, 0) == counted.integer(0, 0) && counted.integer(0, 0) > 0)
    #expect(try connection.refusal(of: "SELECT * FROM paydesk.dispute") == nil)
  }

  @Test("a step that fails, or that is missing, leaves the store as it was")
  func failed() throws {
    let stage = try ServerStage()
    let connection = try stage.connection()
    let next = Server.known + 1
    #expect(throws: PostgresFailure.self) {
      try Server.upgrade(
        connection, to: next, by: [next: "CREATE TABLE paydesk_store.new (n integer); SELECT 1 / 0"]
      )
    }
    #expect(throws: JournalError.self) { try Server.upgrade(connection, to: next, by: [:]) }
    #expect(try Server.schema(of: connection) == Server.known)
    #expect(try connection.query("SELECT to_regclass('paydesk_store.new')").isNull(0, 0))
    #expect(try connection.refusal(of: "SELECT * FROM paydesk.dispute") == nil)
  }

  @Test("a store of a newer program is left alone")
  func newer() throws {
    let stage = try ServerStage()
    try stage.asOwner("UPDATE meta SET value = '\(Server.known + 1)' WHERE key = 'schema'")
    #expect {
      try Server.create(
        at: stage.server.address(database: stage.database), first: nil, uid: nil)
    } throws: { error in
      guard case .newer(_, Server.known + 1, Server.known)? = error as? JournalError else {
        return false
      }
      return true
    }
  }
}
