import Foundation
import GRDB
import Procedure
import Testing

@testable import Journal

@Suite("Databases of older releases")
struct UpgradeTests {
  /// The sample as the release of a schema made it, with its proofs.
  private func database(schema: Int, in folder: Scratch) throws -> String {
    let made = URL(filePath: Examples.folder + "/Golden/schema-\(schema)")
    for name in ["paydesk.db", "proofs"] {
      try FileManager.default.copyItem(
        at: made.appending(path: name), to: URL(filePath: folder.path + "/" + name))
    }
    return folder.path + "/paydesk.db"
  }

  @Test(
    "one is brought up to date in place: its log holds, and all that is read from it is as if read anew",
    arguments: 1..<Schema.known)
  func upgraded(schema: Int) throws {
    let folder = Scratch()
    let path = try database(schema: schema, in: folder)
    let before = try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "SELECT number, hash FROM event ORDER BY number")
    }
    let journal = try RelationalJournal.open(at: path)
    let after = try journal.file.read { db in
      (
        try Row.fetchAll(db, sql: "SELECT number, hash FROM event ORDER BY number"),
        try Int.fetchOne(db, sql: "PRAGMA user_version")
      )
    }
    #expect(after.0 == before && before.count > 500)
    #expect(after.1 == Schema.known)
    let upgraded = try journal.dump()
    #expect(try upgraded == journal.dumpAfterRebuild())
    #expect(try journal.verify().isSound)
  }

  @Test(
    "one that was killed while its file became one with a write-ahead log is taken back and opened")
  func killedWhileTurned() throws {
    let folder = Scratch()
    let path = try database(schema: 1, in: folder)
    let killed = folder.path + "/killed.db"
    let queue = try DatabaseQueue(path: path)
    let head = try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
      let head = try Int.fetchOne(db, sql: "SELECT max(number) FROM event")
      // With so small a cache it is in the file before it is committed: as a kill would leave it.
      try db.execute(
        sql: "UPDATE dispute SET phone = ''; UPDATE meta SET value = hex(randomblob(100000))")
      for suffix in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: killed + suffix)
      }
      try db.execute(sql: "ROLLBACK")
      return head
    }
    #expect(throws: JournalError.self) { try RelationalJournal.readOnly(killed) }
    let journal = try RelationalJournal.open(at: killed)
    #expect(try journal.head().number == head.map(Int64.init))
    #expect(try journal.verify().isSound)
    #expect(access(killed + "-journal", F_OK) != 0)
  }

  @Test("what was recorded before is gone on with", arguments: 1..<Schema.known)
  func goneOnWith(schema: Int) throws {
    let folder = Scratch()
    let journal = try RelationalJournal.open(at: database(schema: schema, in: folder))
    let manager = try #require(
      try journal.desk().people.first { $0.value.role == .opsManager }?.key)
    let actor = Actor(manager, .opsManager)
    let now = Instant(seconds: 1_900_000_000)
    let row = try #require(
      try journal.queue(.new, for: manager, at: now, after: nil, limit: 1).first)
    let performed = try journal.perform(
      .claim, on: row.ticket, by: actor, at: now, expecting: row.version)
    #expect(performed.dispute.holder == manager)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a backup of one is restored", arguments: 1..<Schema.known)
  func restored(schema: Int) throws {
    let folder = Scratch()
    let path = try database(schema: schema, in: folder)
    let head = try RelationalJournal.readOnly(path).head()
    let copy = folder.path + "/copy"
    try Files.makeFolder(copy)
    for name in ["paydesk.db", "proofs"] {
      try Files.move(folder.path + "/" + name, to: copy + "/" + name)
    }
    try Files.write(Array("head \(head)\n".utf8), to: copy + "/manifest")
    #expect(try RelationalJournal.restore(from: copy, to: path).head == head)
    #expect(try RelationalJournal.open(at: path).verify().head == head)
  }
}
