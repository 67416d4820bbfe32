import Foundation
import PostgresServer
import Testing

@testable import Journal

@Suite("Several things at once with PostgreSQL", .enabled(if: PostgresServer.isThere))
struct WireStepsTests {
  @Test("steps are sent at once and answered in order")
  func batch() throws {
    let connection = try wire()
    try connection.execute("CREATE TEMPORARY TABLE event (number bigint)")
    let rows = try connection.batch([
      .query("BEGIN"), .query("INSERT INTO event VALUES (?), (?)", [1, 2]),
      .query("SELECT sum(number) FROM event"), .query("COMMIT"), .sync,
      .query("SELECT count(*) FROM event"),
    ])
    #expect(rows.map(\.count) == [0, 0, 1, 0, 1])
    #expect(rows[1].affected == 2)
    #expect(rows[2].integer(0, 0) == 3)
    #expect(rows[4].integer(0, 0) == 2)
    #expect(!connection.isInTransaction)
    #expect(try connection.batch([]).isEmpty)
  }

  @Test(
    "the first error of several steps is told, and the transaction that they opened is taken back")
  func batchRefused() throws {
    let connection = try wire()
    try connection.execute("CREATE TEMPORARY TABLE event (number bigint PRIMARY KEY)")
    let error = refusal {
      _ = try connection.batch([
        .query("BEGIN"), .query("INSERT INTO event VALUES (?)", [1]),
        .query("INSERT INTO event VALUES (?)", [1]), .query("SELEKT"), .query("COMMIT"), .sync,
        .query("SELECT 1"),
      ])
    }
    #expect(error?.sqlState == "23505")
    #expect(!connection.isInTransaction)
    #expect(try connection.query("SELECT count(*) FROM event").integer(0, 0) == 0)
    // A transaction that stood before is its owner's to take back.
    try connection.query("BEGIN")
    #expect(refusal { try connection.query("SELECT 1 / 0") }?.sqlState == "22012")
    #expect(connection.isInTransaction && connection.isInFailedTransaction)
    try connection.query("ROLLBACK")
    #expect(!connection.isInTransaction)
  }

  @Test("steps that carry more than any buffer holds, both ways, do not hang")
  func batchLarge() throws {
    let blob = [UInt8](repeating: 7, count: 400_000)
    let rows = try wire().batch((0..<20).map { _ in .query("SELECT ?", [.blob(blob)]) })
    #expect(rows.count == 20)
    #expect(rows.allSatisfy { $0.bytes(0, 0) == blob })
  }

  @Test("a statement is prepared once, and the server keeps no more of them than the bound")
  func statements() throws {
    let connection = try wire()
    func kept() throws -> Int64 {
      try connection.query("SELECT count(*) FROM pg_prepared_statements").integer(0, 0)
    }
    for number in 0..<3 { try connection.query("SELECT ?", [.integer(number)]) }
    #expect(try kept() == 2)
    for number in 0..<400 { try connection.query("SELECT \(number)") }
    #expect(try kept() <= 257)
    // One that was dropped long ago is prepared anew.
    #expect(try connection.query("SELECT ?", [5]).integer(0, 0) == 5)
  }

  @Test("behind a pooler that gives another backend, statements are prepared no more")
  func pooler() throws {
    let connection = try wire()
    try connection.execute("CREATE TEMPORARY TABLE event (number bigint)")
    let add: [PostgresStep] = [
      .query("BEGIN"), .query("INSERT INTO event VALUES (?)", [1]), .query("COMMIT"),
    ]
    _ = try connection.batch(add)
    // To this connection it is as if its backend were another's.
    try connection.execute("DEALLOCATE ALL")
    _ = try connection.batch(add)
    #expect(!connection.keepsStatements)
    #expect(try connection.query("SELECT count(*) FROM event").integer(0, 0) == 2)
    #expect(
      try connection.query("SELECT count(*) FROM pg_prepared_statements").integer(0, 0) == 0)
  }

  @Test("rows are copied in and out, in pieces that end anywhere")
  func copy() throws {
    let connection = try wire()
    try connection.execute("CREATE TEMPORARY TABLE event (number bigint, name text)")
    let text = Array((1...5_000).map { "\($0)\tCX-\($0) ₹\n" }.joined().utf8)
    var at = 0
    let count = try connection.copyIn("COPY event FROM STDIN") {
      guard at < text.count else { return nil }
      defer { at += 1_001 }
      return Array(text[at..<min(at + 1_001, text.count)])
    }
    #expect(count == 5_000)
    var back: [UInt8] = []
    let given = try connection.copyOut("COPY (SELECT * FROM event ORDER BY 1) TO STDOUT") {
      back += $0
    }
    #expect(given == 5_000)
    #expect(back == text)
  }

  @Test("a copy that is given up, refused or in vain leaves nothing, and the connection goes on")
  func copyRefused() throws {
    struct Enough: Error {}
    let connection = try wire()
    try connection.execute("CREATE TEMPORARY TABLE event (number bigint)")
    var given = 0
    #expect(throws: Enough.self) {
      try connection.copyIn("COPY event FROM STDIN") {
        given += 1
        if given > 3 { throw Enough() }
        return Array("1\n".utf8)
      }
    }
    var isDone = false
    let error = refusal {
      try connection.copyIn("COPY event FROM STDIN") {
        defer { isDone = true }
        return isDone ? nil : Array("one\n".utf8)
      }
    }
    #expect(error?.sqlState == "22P02")
    #expect(
      refusal { try connection.copyIn("COPY nothing FROM STDIN") { nil } }?.sqlState == "42P01")
    #expect(
      refusal { try connection.copyOut("COPY nothing TO STDOUT") { _ in } }?.sqlState == "42P01")
    #expect(throws: Enough.self) {
      try connection.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT") { _ in
        throw Enough()
      }
    }
    #expect(try connection.query("SELECT count(*) FROM event").integer(0, 0) == 0)
  }

  @Test("a notification wakes who listens, and one that came with an answer is not lost")
  func notification() throws {
    let (listener, speaker) = (try wire(), try wire())
    try listener.execute("LISTEN paydesk_wire")
    #expect(try listener.consumeNotifications().isEmpty)
    try speaker.query("SELECT pg_notify('paydesk_wire', ?)", ["41"])
    let socket = try #require(listener.socket)
    #expect(Deadline(within: 10).wait(on: socket, for: POLLIN) & POLLIN != 0)
    #expect(
      try listener.consumeNotifications() == [
        .init(channel: "paydesk_wire", payload: "41", from: speaker.backendPID)
      ])
    try listener.query("SELECT pg_notify('paydesk_wire', ?)", ["42"])
    #expect(try listener.consumeNotifications().map(\.payload) == ["42"])
  }

  @Test("another thread cancels what runs, and the connection goes on")
  func cancel() throws {
    let connection = try wire()
    let (watcher, pid) = (try wire(), connection.backendPID)
    Thread {
      awaitSleep(of: pid, watcher)
      connection.cancel()
    }.start()
    #expect(refusal { try connection.query("SELECT pg_sleep(60)") }?.sqlState == "57014")
    #expect(try connection.query("SELECT 1").integer(0, 0) == 1)
  }
}
