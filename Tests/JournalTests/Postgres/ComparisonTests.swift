import Foundation
import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite(
  "Comparing a server's store with a file, and with its log", .enabled(if: PostgresServer.isThere))
struct ComparisonTests {
  private let stage: MigrationStage
  private let file: SQLiteJournal
  private let server: RelationalJournal

  init() throws {
    stage = try MigrationStage()
    file = try stage.walk(seed: 9, steps: 300)
    try RelationalJournal.migrate(from: file.path, to: stage.address)
    server = try RelationalJournal.connect(to: stage.address)
  }

  private func difference() throws -> String? {
    let comparison = try server.compared(with: file.path)
    #expect(comparison.isSame == (comparison.difference == nil))
    return comparison.difference
  }

  /// Changes the tables as the server's administrator can, who switches off what guards them.
  private func tamper(_ sql: String) throws {
    let answer = try stage.server.server.psql(
      """
      SET search_path = paydesk_store;
      ALTER TABLE event DISABLE TRIGGER ALL; ALTER TABLE personal DISABLE TRIGGER ALL;
      \(sql);
      """, database: stage.server.database)
    guard answer.status == 0 else { throw PostgresServer.Failure(description: answer.error) }
  }

  @Test("the same is the same, and everything was looked at")
  func same() throws {
    let comparison = try server.compared(with: file.path)
    #expect(comparison.difference == nil)
    #expect(try comparison.head == file.head())
    #expect(try comparison.rows + comparison.proofs == file.content().count)
    #expect(comparison.proofs == 1, "those of two disputes were erased")
    let checked = try server.checked()
    #expect(checked.difference == nil && checked.hasSeenGuards)
  }

  @Test("a changed, a missing and an added event are named")
  func events() throws {
    try tamper("UPDATE event SET body = convert_to('{}', 'UTF8') WHERE number = 12")
    #expect(try difference()?.hasPrefix("event 12 (") == true)
    #expect(try difference()?.contains("differs in body") == true)
    #expect(try server.checked().difference?.hasPrefix("Event 12 of the log does not hold") == true)
    try tamper("DELETE FROM event WHERE number = 11")
    #expect(try difference()?.contains("event 11 (") == true)
    #expect(try difference()?.hasSuffix("is in \(file.path) and not in \(server.place)") == true)
  }

  @Test("a log that goes on is named by its first event more")
  func more() throws {
    let number = try file.head().number + 1
    try file.does(.log(ticket(99)), 99, by: omar, at: Instant(seconds: 1_900_000_000))
    #expect(
      try difference()?.hasPrefix(
        "event \(number) (dispute:CX-99, ticketLogged) is in \(file.path)") == true)
  }

  @Test("a changed text is named without what it says")
  func text() throws {
    try tamper(
      "UPDATE personal SET text = 'Mallory' WHERE ctid = (SELECT ctid FROM personal WHERE text IS NOT NULL LIMIT 1)"
    )
    let difference = try #require(try difference())
    #expect(difference.hasPrefix("a personal text of ") && difference.contains("differs in text"))
    #expect(!difference.contains("Mallory"))
    #expect(try server.checked().difference?.contains("is not the one that was recorded") == true)
  }

  @Test("texts that only read alike are not the same")
  func bytes() throws {
    try file.file.write {
      try $0.execute(
        sql: "UPDATE dispute SET holder = 'e\u{301}' WHERE place = (SELECT min(place) FROM dispute)"
      )
    }
    try tamper("UPDATE dispute SET holder = 'é' WHERE place = (SELECT min(place) FROM dispute)")
    #expect(try difference()?.contains("of dispute differs in holder") == true)
  }

  @Test("a missing proof and one that is there alone are named")
  func proofs() throws {
    let hash = try #require(try server.store.proofs.hashes().first)
    try tamper("DELETE FROM kept_proof")
    #expect(try difference() == "proof \(hash) is in \(file.path) and not in \(server.place)")
    #expect(try server.checked().difference?.contains("it is missing; bring it back") == true)
  }

  @Test("a changed, a missing and an added row are named, and mended by reading the log anew")
  func rows() throws {
    for (sql, wanted) in [
      (
        "UPDATE dispute SET state = 'closed' WHERE place = (SELECT max(place) FROM dispute)",
        "of dispute differs in state"
      ),
      (
        "DELETE FROM snapshot WHERE place = (SELECT min(place) FROM snapshot)",
        "of snapshot is in the log and not in"
      ),
      (
        "INSERT INTO tally VALUES ('zzz', 'mallory', 7)",
        "the row zzz/mallory of tally is in \(server.place) and not in the log"
      ),
    ] {
      try tamper(sql)
      #expect(try server.checked().difference?.contains(wanted) == true, "\(sql)")
      #expect(try difference() != nil)
      try server.rebuild()
      #expect(try server.checked().difference == nil)
      #expect(try difference() == nil)
    }
  }

  @Test("what appends are checked with is compared for the owner alone, and mended too")
  func guards() throws {
    for (sql, wanted) in [
      (
        "UPDATE guard_dispute SET quoted = quoted + 1 WHERE dispute = 'CX-52'",
        "guard_dispute (CX-52)"
      ),
      (
        "UPDATE guard_person SET role = 'financeManager' WHERE person = 'asha'",
        "guard_person (asha)"
      ),
      ("UPDATE guard_desk SET finance_above = 1", "guard_desk, which appends are checked with"),
      ("UPDATE head SET number = number + 1", "the end of the chain"),
    ] {
      try tamper(sql)
      #expect(try server.checked().difference?.hasPrefix(wanted) == true, "\(sql)")
      let manager = try RelationalJournal.connect(to: stage.address(as: omar.person))
      let seen = try manager.checked()
      #expect(seen.difference == nil && !seen.hasSeenGuards)
      #expect(
        sentence { try manager.rebuild() }?.contains("only who looks after the server") == true)
      try server.rebuild()
      #expect(try server.checked().difference == nil)
    }
  }

  @Test("what is found is found after a rebuild by search too")
  func search() throws {
    let found = try file.search("W52", limit: 10).map(\.ticket)
    #expect(found == [id(52)])
    #expect(try server.search("W52", limit: 10).map(\.ticket) == found)
    try server.rebuild()
    #expect(try server.search("W52", limit: 10).map(\.ticket) == found)
  }
}
