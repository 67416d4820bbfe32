import Foundation
import Procedure
import Testing

@testable import Journal
@testable import PostgresServer

@Suite(
  "A server whose disk is full", .serialized,
  .enabled(if: PostgresServer.isThere && SmallDisk.isPossible))
struct FullServerTests {
  @Test("says so in one sentence, keeps all that was recorded, and goes on once there is room")
  func full() throws {
    let server = try PostgresServer()
    try server.start()
    let disk = try SmallDisk(megabytes: 48, for: server.runner)
    defer { try? server.stop(.immediate) }
    let made = try server.psql("CREATE TABLESPACE small LOCATION '\(disk.path)'")
    try #require(made.status == 0, "\(made.error)")
    let team = try Team(on: server, tablespace: "small")
    let store = try team.store(Team.asha)
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    try disk.fill()
    // Some room is left in the pages that there are.
    var recorded = 1
    var failure: String?
    while failure == nil, recorded < 5_000 {
      failure = sentence {
        try journal.does(
          .note(text: String(repeating: "the vendor was called \(recorded) ", count: 20)), 1,
          by: Team.asha)
      }
      if failure == nil { recorded += 1 }
    }
    let said =
      "The disk of the server at \(store.place) is full: have room made on it and say it again. Nothing was recorded."
    #expect(failure == said)
    #expect(
      sentence {
        try journal.does(.note(text: String(repeating: "again ", count: 400)), 1, by: Team.asha)
      } == said)
    #expect(try journal.look(at: id(1))?.dispute.notes.count == recorded - 1)
    try disk.makeRoom()
    try journal.does(.note(text: "there is room again"), 1, by: Team.asha)
    #expect(try journal.look(at: id(1))?.dispute.notes.count == recorded)
    try team.checkWhole()
  }
}

extension FullServerTests {
  @Test("comes up again with all that was recorded where it had no room left for its own log")
  func fullOfLog() throws {
    let server = try PostgresServer(settings: ["max_wal_size=32MB", "min_wal_size=32MB"])
    let disk = try SmallDisk(megabytes: 96, for: server.runner)
    defer { try? server.stop(.immediate) }
    let log = "\(server.folder)/data/pg_wal"
    let moved = try Program.run(["mv", log, "\(disk.path)/log"])
    try #require(moved.status == 0, "\(moved.error)")
    try FileManager.default.createSymbolicLink(
      atPath: log, withDestinationPath: "\(disk.path)/log")
    try server.start()
    let team = try Team(on: server)
    let journal = try team.journal(Team.asha, within: 5)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    try disk.fill()
    var recorded = 0
    var failure: (any Error)?
    while failure == nil, recorded < 100 {
      // The rest of each piece of the log is let go.
      _ = try server.psql("SELECT pg_switch_wal()")
      do {
        try journal.does(.note(text: "note \(recorded)"), 1, by: Team.asha)
        recorded += 1
      } catch { failure = error }
    }
    #expect(failure is JournalError, "\(String(describing: failure))")
    try disk.makeRoom()
    if server.isRunning { try server.stop(.immediate) }
    try server.start()
    let there = try #require(try journal.look(at: id(1))?.dispute.notes.count)
    // One whose answer was lost may be there.
    #expect(there == recorded || there == recorded + 1)
    try journal.does(.note(text: "there is room again"), 1, by: Team.asha)
    try team.checkWhole()
    print("said where the log had no room:", String(describing: failure))
  }
}
