import GRDB
import Procedure
import Testing

@testable import Journal

@Suite("Backups")
struct BackupTests {
  private func staged() throws -> (Staged, String) {
    let staged = try Store.disk.journal()
    let hash = try staged.journal.keepProof(Array("a picture".utf8))
    try staged.journal.walksToVendor(1)
    return (staged, hash)
  }

  @Test("hold the log, what is read from it, and the proofs")
  func roundTrip() throws {
    let (staged, hash) = try staged()
    let folder = staged.folder.path + "/backup"
    let head = try staged.journal.backup(to: folder)
    #expect(head == (try staged.journal.head()))
    #expect(Files.names(in: folder) == ["manifest", "paydesk.db", "proofs"])
    #expect(throws: JournalError.self) { try staged.journal.backup(to: folder) }
    try staged.journal.does(.note(text: "after the backup"), 1)

    let path = staged.folder.path + "/elsewhere/paydesk.db"
    let restored = try RelationalJournal.restore(from: folder, to: path)
    #expect(restored.head == head)
    #expect(restored.old == nil)
    let journal = try RelationalJournal.open(at: path)
    #expect(try journal.head() == head)
    #expect(try journal.proofBytes(sha256: hash) == Array("a picture".utf8))
    #expect(try journal.look(at: id(1))?.dispute.version == 4)
    try journal.does(.note(text: "goes on"), 1)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("replace a journal only when told to, and keep the old one aside")
  func replacing() throws {
    let (staged, _) = try staged()
    let folder = staged.folder.path + "/backup"
    let head = try staged.journal.backup(to: folder)
    try staged.journal.does(.note(text: "after the backup"), 1)
    let later = try staged.journal.head()
    let path = staged.journal.path
    #expect(throws: JournalError.self) { try RelationalJournal.restore(from: folder, to: path) }
    let restored = try RelationalJournal.restore(from: folder, to: path, replacing: true)
    #expect(throws: JournalError.self) { try staged.journal.does(.note(text: "lost?"), 1) }
    #expect(try RelationalJournal.open(at: path).head() == head)
    let old = try #require(restored.old)
    #expect(try RelationalJournal.open(at: old).head() == later)
  }

  @Test("that were changed are not restored, and the journal stays")
  func changed() throws {
    let (staged, hash) = try staged()
    let folder = staged.folder.path + "/backup"
    let head = try staged.journal.backup(to: folder)
    let proof = folder + "/proofs/\(hash.prefix(2))/\(hash)"
    let database = folder + "/paydesk.db"
    for path in [proof, database, folder + "/manifest"] {
      let whole = try #require(try Files.read(path))
      for damage in [[], whole.map { $0 == UInt8(ascii: "a") ? 7 : $0 }] {
        try Files.write(damage, to: path)
        #expect(throws: JournalError.self, "\(path)") {
          try RelationalJournal.restore(from: folder, to: staged.journal.path, replacing: true)
        }
      }
      try Files.write(whole, to: path)
    }
    Files.remove(proof)
    #expect(throws: JournalError.self) {
      try RelationalJournal.restore(from: folder, to: staged.journal.path, replacing: true)
    }
    #expect(throws: JournalError.self) {
      try RelationalJournal.restore(
        from: staged.folder.path, to: staged.journal.path, replacing: true)
    }
    #expect(try staged.journal.head() == head)
  }
}

@Suite("Backups of what does not hold, and of what was changed")
struct SoundBackupTests {
  private func staged() throws -> (Staged, String) {
    let staged = try Store.disk.journal()
    let hash = try staged.journal.keepProof(Array("a picture".utf8))
    try staged.journal.walksToVendor(1)
    try staged.journal.does(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .screenshot, amount: .rupees(1), paidAt: start, file: "a.png",
          sha256: hash)), 1)
    return (staged, hash)
  }

  private func isRefused(_ staged: Staged, saying words: String...) throws {
    let folder = staged.folder.path + "/backup"
    let error = #expect(throws: JournalError.self) { try staged.journal.backup(to: folder) }
    let said = error?.description ?? ""
    for word in words { #expect(said.contains(word), "\(said)") }
    #expect(!Files.names(in: staged.folder.path).contains { $0.hasPrefix("backup") })
    let opened = try RelationalJournal.open(at: staged.journal.path)
    let found = try opened.verify().fault?.description ?? "nothing"
    for word in words { #expect(found.contains(word), "\(found)") }
  }

  @Test("a proof's file that was changed or lost is named, and no copy is left")
  func proofs() throws {
    let (staged, hash) = try staged()
    #expect(try staged.journal.verify().isSound)
    let proof = staged.folder.path + "/proofs/\(hash.prefix(2))/\(hash)"
    try Files.write(Array("another".utf8), to: proof)
    try isRefused(staged, saying: proof, "was changed", "backup")
    Files.remove(proof)
    try isRefused(staged, saying: proof, "CX-1", "missing", "backup")
    #expect(try staged.journal.keepProof(Array("a picture".utf8)) == hash)
    try staged.journal.backup(to: staged.folder.path + "/backup")
  }

  @Test("keeping a proof once more mends its file")
  func mended() throws {
    let (staged, hash) = try staged()
    try Files.write([1], to: staged.folder.path + "/proofs/\(hash.prefix(2))/\(hash)")
    #expect(try staged.journal.keepProof(Array("a picture".utf8)) == hash)
    #expect(try staged.journal.verify().isSound)
  }

  @Test("a chain that does not hold is told")
  func chain() throws {
    let (staged, _) = try staged()
    try staged.journal.file.write { db in
      try db.execute(sql: "DROP TRIGGER event_is_never_changed")
      try db.execute(sql: "UPDATE event SET by = 'dev' WHERE number = 2")
    }
    try isRefused(staged, saying: "Event 2")
  }

  @Test("a file that SQLite finds damaged is told")
  func integrity() throws {
    let (staged, _) = try staged()
    // The index's pages are in the file and nothing knows of them any more.
    try staged.journal.file.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA writable_schema = ON;
          DELETE FROM sqlite_schema WHERE name = 'dispute_order';
          PRAGMA writable_schema = RESET;
          """)
    }
    try isRefused(staged, saying: "is damaged", "paydesk rebuild", "paydesk restore")
  }

  @Test("what a user keeps under the name with .part stays")
  func part() throws {
    let (staged, _) = try staged()
    let mine = staged.folder.path + "/backup.part"
    try Files.makeFolder(mine)
    try Files.write([1, 2, 3], to: mine + "/mine")
    try staged.journal.backup(to: staged.folder.path + "/backup")
    #expect(try Files.read(mine + "/mine") == [1, 2, 3])
    #expect(
      Files.names(in: staged.folder.path).filter { $0.hasPrefix("backup") }
        == ["backup", "backup.part"])
  }

  @Test("what was changed beside the log in a copy counts for nothing once it is restored")
  func derived() throws {
    let (staged, _) = try staged()
    try staged.journal.perform(.initialise(Person("omar"), uid: 1_000), by: nil, at: start)
    try staged.journal.perform(
      .add(Person("vera"), uid: 1_001, role: .viewer), by: omar, at: start)
    let folder = staged.folder.path + "/backup"
    let head = try staged.journal.backup(to: folder)
    let whole = try staged.journal.dump()
    do {
      let queue = try DatabaseQueue(path: folder + "/paydesk.db")
      try queue.write { db in
        try db.execute(
          sql: """
            UPDATE desk SET body =
            CAST(replace(CAST(body AS TEXT), '"viewer"', '"opsManager"') AS BLOB);
            UPDATE dispute SET holder = 'vera';
            """)
      }
    }
    let path = staged.folder.path + "/elsewhere/paydesk.db"
    #expect(try RelationalJournal.readOnly(folder + "/paydesk.db").verify().isSound == false)
    #expect(try RelationalJournal.restore(from: folder, to: path).head == head)
    let restored = try RelationalJournal.open(at: path)
    #expect(try restored.desk().actor(Person("vera"), at: start)?.role == .viewer)
    #expect(try restored.dump() == whole)
    #expect(try restored.verify(against: head).isSound)
    #expect(!Files.names(in: staged.folder.path + "/elsewhere").contains { $0.contains("part") })
  }
}

@Suite("Drafts")
struct DraftsTests {
  @Test("are kept, replaced, found again and forgotten")
  func drafts() throws {
    let folder = Scratch()
    let path = folder.path + "/deep/drafts.db"
    let drafts = try Drafts.open(at: path)
    try drafts.save(key: "CX-1/answer/asha", version: 3, fields: ["paid": "80"])
    try drafts.save(key: "CX-1/answer/asha", version: 4, fields: ["paid": "8000", "reason": "₹"])
    try drafts.save(key: "CX-10/answer/asha", version: 1, fields: [:])
    let other = try Drafts.open(at: path)
    #expect(try other.load("CX-1/answer/asha")?.version == 4)
    #expect(try other.load("CX-1/answer/asha")?.fields["reason"] == "₹")
    #expect(try other.load("CX-1/answer/dev") == nil)
    #expect(try drafts.all().map(\.key) == ["CX-1/answer/asha", "CX-10/answer/asha"])
    try drafts.removeAll(of: id(1))
    #expect(try other.all().map(\.key) == ["CX-10/answer/asha"])
    try drafts.remove("CX-10/answer/asha")
    #expect(try other.all().isEmpty)
  }
}
