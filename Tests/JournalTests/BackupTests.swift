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
    let restored = try SQLiteJournal.restore(from: folder, to: path)
    #expect(restored.head == head)
    #expect(restored.old == nil)
    let journal = try SQLiteJournal.open(at: path)
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
    #expect(throws: JournalError.self) { try SQLiteJournal.restore(from: folder, to: path) }
    let restored = try SQLiteJournal.restore(from: folder, to: path, replacing: true)
    #expect(throws: JournalError.self) { try staged.journal.does(.note(text: "lost?"), 1) }
    #expect(try SQLiteJournal.open(at: path).head() == head)
    let old = try #require(restored.old)
    #expect(try SQLiteJournal.open(at: old).head() == later)
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
          try SQLiteJournal.restore(from: folder, to: staged.journal.path, replacing: true)
        }
      }
      try Files.write(whole, to: path)
    }
    Files.remove(proof)
    #expect(throws: JournalError.self) {
      try SQLiteJournal.restore(from: folder, to: staged.journal.path, replacing: true)
    }
    #expect(throws: JournalError.self) {
      try SQLiteJournal.restore(
        from: staged.folder.path, to: staged.journal.path, replacing: true)
    }
    #expect(try staged.journal.head() == head)
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
