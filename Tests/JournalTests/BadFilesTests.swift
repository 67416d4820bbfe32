import Foundation
import GRDB
import Procedure
import Synchronization
import Testing

@testable import Journal

@Suite("Files that a journal cannot be")
struct BadFilesTests {
  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was refused"
    } catch let error as JournalError {
      return error.description
    } catch {
      return "not in the journal's words: \(error)"
    }
  }

  @Test("a missing file or folder, or a folder, says so")
  func missing() {
    let folder = Scratch()
    #expect(
      refusal { _ = try RelationalJournal.open(at: folder.path + "/no.db") }
        .contains("there is no such file; `paydesk init`"))
    #expect(
      refusal { _ = try RelationalJournal.open(at: folder.path + "/no/no.db") }
        .contains("there is no such file"))
    #expect(refusal { _ = try RelationalJournal.open(at: folder.path) }.contains(folder.path))
  }

  @Test("a file that is no database, or another program's, is left as it is")
  func foreign() throws {
    let folder = Scratch()
    let text = folder.path + "/text.db"
    try Files.write(Array(repeating: UInt8(ascii: "x"), count: 5_000), to: text)
    #expect(
      refusal { _ = try RelationalJournal.open(at: text) }.contains(
        "it is not a database of paydesk"))
    #expect(try Files.read(text)?.count == 5_000)
    let other = folder.path + "/other.db"
    try Files.makeFile(other)
    do {
      let queue = try DatabaseQueue(path: other)
      try queue.write { try $0.execute(sql: "CREATE TABLE song (name TEXT)") }
    }
    let before = try Files.read(other)
    #expect(
      refusal { _ = try RelationalJournal.open(at: other) }.contains(
        "it is not a database of paydesk"))
    #expect(try Files.read(other) == before)
    let empty = folder.path + "/empty.db"
    try Files.makeFile(empty)
    #expect(
      refusal { _ = try RelationalJournal.open(at: empty) }.contains(
        "it is not a database of paydesk"))
  }

  @Test("a damaged database says where help is")
  func damaged() throws {
    let staged = try Store.disk.journal()
    try staged.journal.walksToVendor(1)
    let copy = staged.folder.path + "/copy"
    try staged.journal.backup(to: copy)
    var bytes = try #require(try Files.read(copy + "/paydesk.db"))
    for index in 4_096..<min(bytes.count, 40_000) { bytes[index] = 0xFF }
    let path = staged.folder.path + "/damaged.db"
    try Files.write(bytes, to: path)
    let said = refusal { _ = try RelationalJournal.open(at: path).desk() }
    #expect(said.contains("it is damaged") && said.contains("paydesk restore"), "\(said)")
  }

  @Test("of several that make one journal at once one does, and the others say that it is there")
  func together() async throws {
    for _ in 0..<5 {
      let folder = Scratch()
      let path = folder.path + "/deep/paydesk.db"
      let said = await withTaskGroup(of: String.self) { group in
        for _ in 0..<4 {
          group.addTask { self.refusal { _ = try RelationalJournal.create(at: path) } }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(said.filter { $0 == "nothing was refused" }.count == 1, "\(said)")
      #expect(said.filter { $0.contains("a file of that name already") }.count == 3, "\(said)")
      #expect(try RelationalJournal.open(at: path).verify().isSound)
      #expect(!Files.names(in: folder.path + "/deep").contains { $0.contains("part") })
    }
  }

  @Test("a newer database is not touched")
  func newer() throws {
    let folder = Scratch()
    let path = folder.path + "/paydesk.db"
    do {
      let journal = try RelationalJournal.create(at: path)
      try journal.file.write { try $0.execute(sql: "PRAGMA user_version = 7") }
    }
    let said = refusal { _ = try RelationalJournal.open(at: path) }
    #expect(
      said.contains("made by a newer paydesk (schema 7; this one knows \(Schema.known))"), "\(said)"
    )
  }

  @Test("a database that is deleted or replaced while it is open takes nothing more")
  func replaced() throws {
    let staged = try Store.disk.journal()
    let path = staged.journal.path
    try staged.journal.does(.log(ticket(1)), 1)
    for suffix in ["", "-wal", "-shm"] { Files.remove(path + suffix) }
    let said = refusal { try staged.journal.does(.log(ticket(2)), 2) }
    #expect(said.contains("was deleted or replaced"), "\(said)")
    let other = try RelationalJournal.create(at: path)
    #expect(refusal { try staged.journal.does(.log(ticket(2)), 2) }.contains("deleted or replaced"))
    #expect(refusal { _ = try staged.journal.head() }.contains("was deleted or replaced"))
    #expect(try other.head().number == 0)
  }

  @Test(
    "a database that is away for a moment while it is opened is there again, whole, and nothing else is"
  )
  func awayForAMoment() throws {
    let folder = Scratch()
    let path = folder.path + "/paydesk.db"
    do {
      let journal = try RelationalJournal.create(at: path)
      try journal.does(.log(ticket(1)), 1)
    }
    let mover = Mover(of: path)
    var opened = 0
    var missed = 0
    for _ in 1...2_000 where opened < 30 || missed < 30 {
      do {
        _ = try RelationalJournal.open(at: path)
        opened += 1
      } catch is JournalError {
        missed += 1
      }
    }
    #expect(mover.end() == 0)
    #expect(opened > 0 && missed > 0, "\(opened) times opened, \(missed) times missed")
    let journal = try RelationalJournal.open(at: path)
    #expect(try journal.head().number == 1)
    #expect(try journal.verify().isSound)
    #expect(!Files.names(in: folder.path).contains { $0.contains("part") })
  }

  @Test("a database that another program holds is busy, and nothing is written")
  func busy() throws {
    let staged = try Store.disk.journal()
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    let other = try DatabaseQueue(path: staged.journal.path, configuration: configuration)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(refusal { try staged.journal.does(.log(ticket(1)), 1) }.contains("holds"))
      try db.execute(sql: "ROLLBACK")
    }
    try staged.journal.does(.log(ticket(1)), 1)
    #expect(try staged.journal.head().number == 1)
  }

  @Test("a proof that is too large, or empty, is refused in words", arguments: Store.allCases)
  func largeProof(store: Store) throws {
    let staged = try store.journal()
    let large = #expect(throws: Refusal.self) {
      try staged.journal.keepProof([UInt8](repeating: 0, count: (32 << 20) + 1))
    }
    #expect(large?.message.contains("32 MiB") == true)
    #expect(throws: Refusal.self) { try staged.journal.keepProof([]) }
    let hash = try staged.journal.keepProof([1, 2, 3])
    #expect(try staged.journal.keepProof([1, 2, 3]) == hash)
    #expect(try staged.journal.proofBytes(sha256: hash.uppercased()) == [1, 2, 3])
    #expect(try staged.journal.proofBytes(sha256: "../../etc/passwd") == nil)
  }
}

/// What only a file system of its own can show; mounting one needs root, which CI is.
/// A thread that gives a file another name and its own again, until it is told to end.
private final class Mover: Sendable {
  private let isOver = Atomic(false)
  private let failures = Atomic(0)
  private let hasEnded = DispatchSemaphore(value: 0)

  init(of path: String) {
    Thread.detachNewThread { [self] in
      while !isOver.load(ordering: .relaxed) {
        for (name, other, longest) in [
          (path, path + ".away", 2_000), (path + ".away", path, 20_000),
        ] {
          if rename(name, other) != 0 { failures.add(1, ordering: .relaxed) }
          usleep(UInt32.random(in: 0...UInt32(longest)))
        }
      }
      hasEnded.signal()
    }
  }

  /// Ends it, with the file under its name; gives how often it could not be moved.
  func end() -> Int {
    isOver.store(true, ordering: .relaxed)
    hasEnded.wait()
    return failures.load(ordering: .relaxed)
  }
}

@Suite("A file system that fails", .enabled(if: Mounted.isPossible, "mounting needs root"))
struct FailingFileSystemTests {
  @Test("a full disk leaves nothing of a journal that could not be made")
  func fullAtCreation() throws {
    for size in ["8k", "16k", "48k", "160k", "200k", "240k"] {
      let mounted = try #require(Mounted(size: size))
      let path = mounted.path + "/paydesk.db"
      do {
        _ = try RelationalJournal.create(at: path)
        #expect(size.utf8.count == 4, "\(size) was enough")
      } catch {
        guard case JournalError.full = error else {
          Issue.record("said \(error)")
          continue
        }
        #expect(Files.names(in: mounted.path).isEmpty, "\(size)")
      }
      #expect(Mounted.mount("remount,size=8m", on: mounted.path))
      if !Files.exists(path) { _ = try RelationalJournal.create(at: path) }
      #expect(try RelationalJournal.open(at: path).verify().isSound)
    }
  }

  @Test("a full disk: nothing is written, and it goes on once there is room")
  func full() throws {
    let mounted = try #require(Mounted(size: "1m"))
    let journal = try RelationalJournal.create(at: mounted.path + "/paydesk.db")
    var head = try journal.head()
    let filler = String(repeating: "x", count: 20_000)
    try journal.does(.log(ticket(1)), 1)
    var fault: (any Error)?
    for _ in 0..<200 where fault == nil {
      do {
        head = try journal.head()
        try journal.does(.note(text: filler), 1)
      } catch { fault = error }
    }
    guard case .full? = fault as? JournalError else {
      Issue.record("said \(String(describing: fault))")
      return
    }
    #expect(try journal.head() == head)
    #expect(try journal.verify().isSound)
    do {
      _ = try journal.keepProof([UInt8](repeating: 1, count: 2 << 20))
      Issue.record("the proof found room")
    } catch {
      guard case JournalError.full = error else {
        Issue.record("said \(error)")
        return
      }
    }
    #expect(Mounted.mount("remount,size=8m", on: mounted.path))
    try journal.does(.note(text: "there is room"), 1)
    #expect(try journal.verify(against: head).isSound)
  }

  @Test("a folder that cannot be written says so, at opening and later")
  func readOnly() throws {
    let mounted = try #require(Mounted(size: "4m"))
    let path = mounted.path + "/paydesk.db"
    do { try RelationalJournal.create(at: path).does(.log(ticket(1)), 1) }
    #expect(Mounted.mount("remount,ro", on: mounted.path))
    for attempt in [
      { _ = try RelationalJournal.open(at: path) },
      { _ = try RelationalJournal.create(at: mounted.path + "/other.db") },
      { _ = try Drafts.open(at: mounted.path + "/drafts.db") },
    ] {
      do {
        try attempt()
        Issue.record("nothing was refused")
      } catch {
        guard case JournalError.readOnly = error else {
          Issue.record("said \(error)")
          continue
        }
      }
    }
  }
}

/// A small file system in memory, unmounted with the last who holds it.
private final class Mounted {
  let path: String
  private let folder = Scratch()

  init?(size: String) {
    path = folder.path + "/mounted"
    guard mkdir(path, 0o700) == 0, Mounted.mount("size=\(size)", on: path) else { return nil }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  static func mount(_ options: String, on path: String) -> Bool {
    let words = options.split(separator: ",")
    var flags: UInt = words.contains("remount") ? UInt(MS_REMOUNT) : 0
    if words.contains("ro") { flags |= UInt(MS_RDONLY) }
    let size = words.first { $0.hasPrefix("size") }.map(String.init) ?? ""
    return Glibc.mount("tmpfs", path, "tmpfs", flags, size) == 0
  }

  static let isPossible: Bool = Mounted(size: "64k") != nil
}
