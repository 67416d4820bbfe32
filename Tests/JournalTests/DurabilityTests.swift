import GRDB
import Glibc
import Procedure
import Testing

@testable import Journal

@Suite("A journal on a disk")
struct DurabilityTests {
  @Test("writes through to the disk, in WAL mode, for its owner alone")
  func settings() throws {
    let staged = try Store.disk.journal()
    let settings = try staged.journal.file.writeWithoutTransaction { db in
      try ["synchronous", "journal_mode", "secure_delete", "busy_timeout"].map {
        try String.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == ["2", "wal", "1", "5000"])
    try staged.journal.does(.log(ticket(1)), 1)
    let hash = try staged.journal.keepProof([1, 2, 3])
    let proof = "/proofs/\(hash.prefix(2))/\(hash)"
    for name in ["/paydesk.db", "/paydesk.db-wal", "/paydesk.db-shm", proof] {
      #expect(mode(staged.folder.path + name) == 0o600, "\(name)")
    }
    #expect(mode(staged.folder.path) == 0o700)
    #expect(mode(staged.folder.path + "/proofs") == 0o700)
  }

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test("is found again with all that was recorded, its sample mark included")
  func reopened() throws {
    let folder = Scratch()
    let path = folder.path + "/paydesk.db"
    let head: Head
    do {
      let journal = try RelationalJournal.create(at: path, sample: true)
      try journal.walksToVendor(1)
      head = try journal.head()
    }
    let journal = try RelationalJournal.open(at: path)
    #expect(try journal.head() == head)
    #expect(journal.isSample)
    #expect(try journal.verify(against: head).isSound)
    #expect(throws: JournalError.self) { try RelationalJournal.create(at: path) }
  }

  @Test("is found by a link to it, and keeps beside the file what belongs to it")
  func linked() throws {
    let staged = try Store.disk.journal()
    let path = staged.journal.path
    let link = staged.folder.path + "/elsewhere/desk.db"
    try Files.makeFolder(Files.folder(of: link))
    #expect(symlink(path, link) == 0)
    let journal = try RelationalJournal.open(at: link)
    try journal.does(.log(ticket(1)), 1)
    #expect(try staged.journal.head().number == 1)
    #expect(Files.names(in: Files.folder(of: link)) == ["desk.db"])
  }

  @Test("two journals on one file, two threads with 200 actions each: nothing lost or doubled")
  func concurrent() async throws {
    let staged = try Store.disk.journal()
    let path = staged.folder.path + "/paydesk.db"
    for number in 1...3 { try staged.journal.does(.log(ticket(number)), number) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<2 {
        group.addTask { @Sendable in
          let journal = try RelationalJournal.open(at: path)
          for action in 0..<200 {
            let number = 1 + action % 3
            // Every other action insists on the version it saw, and says it again after a conflict.
            while true {
              let seen =
                action % 2 == 0 ? try journal.look(at: id(number))?.dispute.version : nil
              do {
                _ = try journal.perform(
                  .note(text: "\(worker) \(action)"), on: id(number), by: asha, at: start,
                  expecting: seen)
                break
              } catch JournalError.conflict {
                continue
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    var notes: [String] = []
    for number in 1...3 { notes += try staged.journal.look(at: id(number))?.dispute.notes ?? [] }
    #expect(notes.count == 400)
    #expect(Set(notes).count == 400)
    #expect(try staged.journal.head().number == 403)
    #expect(try staged.journal.verify().isSound)
    #expect(try staged.journal.dump() == staged.journal.dumpAfterRebuild())
  }

  @Test("keeps what was recorded when the program is killed in the middle of a transaction")
  func killed() async throws {
    let folder = Scratch()
    setenv("PAYDESK_TEST_FOLDER", folder.path, 1)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let folder = String(cString: getenv("PAYDESK_TEST_FOLDER"))
      let journal = try RelationalJournal.create(at: folder + "/paydesk.db")
      for number in 1...20 { try journal.does(.log(ticket(number)), number) }
      let drafts = try Drafts.open(at: folder + "/drafts.db")
      try drafts.save(key: "CX-1/answer/asha", version: 3, fields: ["paid": "8000"])
      try journal.write { recording in
        let first = try recording.reading.dispute(id(1))
        _ = try recording.perform(.claim, on: id(1), as: first, by: asha, at: start)
        kill(getpid(), SIGKILL)
      }
    }
    let journal = try RelationalJournal.open(at: folder.path + "/paydesk.db")
    #expect(try journal.head().number == 20)
    #expect(try journal.verify().isSound)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    let drafts = try Drafts.open(at: folder.path + "/drafts.db")
    #expect(try drafts.load("CX-1/answer/asha")?.fields == ["paid": "8000"])
  }

  @Test("tells another copy of the program of a change, without being asked")
  func signal() throws {
    let staged = try Store.disk.journal()
    let other = try RelationalJournal.open(at: staged.journal.path)
    let signal = try ChangeSignal(of: staged.journal.path)
    _ = signal.drain()
    _ = try staged.journal.changedElsewhere()
    #expect(!signal.drain())
    try other.does(.log(ticket(1)), 1)
    var wait = pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&wait, 1, 1_000) == 1)
    #expect(signal.drain())
    #expect(!signal.drain())
    #expect(try staged.journal.changedElsewhere())
    #expect(!(try staged.journal.changedElsewhere()))
    try staged.journal.does(.log(ticket(2)), 2)
    #expect(signal.drain())
    #expect(!(try staged.journal.changedElsewhere()))
    #expect(try other.changedElsewhere())
  }
}
