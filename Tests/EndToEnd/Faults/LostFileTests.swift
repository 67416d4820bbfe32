import Foundation
import Journal
import Procedure
import Testing

extension Faults {
  /// The database deleted, moved or replaced, and folders that cannot be written, while the program works.
  @Suite("A file that is taken away")
  struct LostFile {
    private let desk: FaultDesk

    init() throws { desk = try FaultDesk(payouts: 1) }

    enum Loss: String, CaseIterable {
      case deleted, moved, replaced
      case folder = "in a folder that was deleted"
      case log = "without its write-ahead log"
    }

    @Test(
      "the workbench says so, records nothing in it, and keeps what was typed",
      arguments: Loss.allCases)
    func workbench(loss: Loss) throws {
      let terminal = try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home)
      try terminal.show("CX-1")
      try terminal.write(note: "before")
      try terminal.record()
      try terminal.waitForNoted()
      try terminal.write(note: "afterwards")
      let (other, notes) = try lose(loss)
      try terminal.record()
      try terminal.wait(for: "was deleted or replaced while it was open")
      try terminal.wait(for: "─ Internal note ─")
      try terminal.wait(for: "afterwards")
      // Leaving the form keeps what stands in it where it can be found.
      try terminal.type("\u{1B}")
      try terminal.wait("the form gone") { !$0.contains("─ Internal note ─") }
      try terminal.type("q")
      #expect(terminal.awaitEnd() == 0)
      if let other {
        #expect(try desk.notes(of: "CX-1", in: other) == notes)
        #expect(try RelationalJournal.open(at: other).verify().isSound)
      }
      let drafts = try Drafts.open(at: desk.drafts).all()
      #expect(drafts.first?.fields.values.contains("afterwards") == true, "\(drafts)")
    }

    @Test(
      "whoever ends with a write-ahead log that was taken away leaves what others recorded without it"
    )
    func log() throws {
      do {
        let journal = try desk.journal()
        try desk.run("do", "CX-1", "note", "text=with it", as: "asha")
        #expect(try journal.look(at: TicketID("CX-1"))?.dispute.notes == ["with it"])
        for suffix in ["-wal", "-shm"] {
          try FileManager.default.removeItem(atPath: desk.database + suffix)
        }
        try desk.run("do", "CX-1", "note", "text=without it", as: "asha")
        try desk.verified()
      }
      #expect(try desk.notes(of: "CX-1") == ["without it"])
      try desk.verified()
    }

    /// Takes the file away; gives where one is that can be looked at, and which notes have to be in it.
    private func lose(_ loss: Loss) throws -> (String?, [String]) {
      let files = FileManager.default
      let folder = (desk.database as NSString).deletingLastPathComponent
      switch loss {
      case .deleted:
        try desk.remove()
        return (nil, [])
      case .moved:
        let away = desk.shell.home + "/away.db"
        for suffix in ["-wal", "-shm", ""] {
          try files.moveItem(atPath: desk.database + suffix, toPath: away + suffix)
        }
        return (away, ["before"])
      case .replaced:
        try desk.reset()
        return (desk.database, [])
      case .folder:
        try files.removeItem(atPath: folder)
        return (nil, [])
      case .log:
        // So SQLite advises whoever puts a copy back; others go on without it, and the last of them writes into the database.
        for suffix in ["-wal", "-shm"] { try files.removeItem(atPath: desk.database + suffix) }
        #expect(try desk.run("do", "CX-1", "note", "text=since", as: "asha").status == 0)
        try desk.verified()
        return (desk.database, ["since"])
      }
    }

    @Test("a command whose file is replaced says so, and the other file stays what it was")
    func command() throws {
      let tickets = try desk.tickets()
      let (_, whole) = try desk.run(tickets.words, killedAfter: nil)
      var chance = Chance()
      for round in 1...Faults.times(3, full: 40) {
        try desk.reset()
        let running = try desk.shell.start(tickets.words + ["--db", desk.database, "--as", "ravi"])
        usleep(UInt32(chance.moment(within: whole) / .microseconds(1)))
        // Somebody brings yesterday's copy back, with `mv` and not with `restore`.
        try desk.reset()
        let outcome = try running.outcome()
        let comment = Comment(rawValue: "round \(round) of seed \(Faults.seed): \(outcome)")
        #expect(outcome.status == 0 || outcome.isPlainRefusal, comment)
        // It worked on the one or on the other, and on none by halves.
        let there = Int(try desk.journal().head().number - tickets.before)
        #expect(there == 0 || there == Tickets.count && outcome.status == 0, comment)
        try desk.verified("\(comment)")
      }
    }

    @Test(
      "a folder or file that may not be written: a sentence for commands and workbench, nothing lost",
      .enabled(
        if: Reader.isPossible,
        "only root can be somebody else, and only where all may run the program"))
    func readOnly() throws {
      let reader = try Reader(of: desk)
      let adding = ["people", "add", "zoe", "--role", "executive", "--uid", "4000000099"]
      for (folder, file) in [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400)] {
        try reader.allow(folder: folder, file: file)
        let outcome = try reader.run(adding)
        #expect(
          outcome.status == 77 && outcome.isPlainRefusal
            && outcome.complaint.contains("cannot be written"), "\(outcome)")
        let terminal = try reader.open()
        // A VT52 breaks no line: what stands behind a long path is not to be seen.
        try terminal.wait(for: "paydesk: /")
        #expect(terminal.awaitEnd() == 77)
      }
      try reader.allow(folder: 0o700, file: 0o600)
      let terminal = try reader.open()
      try terminal.show("CX-1")
      try reader.allow(folder: 0o500, file: 0o600)
      try terminal.write(note: "in a folder that is closed by now")
      try terminal.record()
      var isNoted = false
      try terminal.wait("an answer") {
        isNoted = $0.contains("Noted.")
        return isNoted || $0.contains("cannot be written")
      }
      try terminal.type("q")
      _ = terminal.awaitEnd()
      try reader.allow(folder: 0o700, file: 0o600)
      #expect(try desk.notes(of: "CX-1").count == (isNoted ? 1 : 0))
      #expect(try reader.run(adding).status == 0)
      try desk.isWhole()
    }
  }

  /// Somebody without root's rights, whose desk it is.
  private struct Reader {
    /// Whether there is another login, and a way for it to the program.
    static let isPossible: Bool = {
      guard geteuid() == 0, let launcher, let desk = try? CommandDesk() else { return false }
      return (try? desk.run("--version", through: launcher + [CommandDesk.program]))?.status == 0
    }()

    private static let launcher: [String]? = getpwnam("nobody").map { nobody in
      [
        "/usr/bin/setpriv", "--reuid=\(nobody.pointee.pw_uid)", "--regid=\(nobody.pointee.pw_gid)",
        "--clear-groups", "--",
      ]
    }

    private let desk: FaultDesk
    private let launcher: [String]
    private var folder: String { (desk.database as NSString).deletingLastPathComponent }

    init(of desk: FaultDesk) throws {
      self.desk = desk
      let nobody = try #require(getpwnam("nobody")).pointee
      launcher = try #require(Reader.launcher)
      for path in [desk.shell.home, folder, desk.database] {
        #expect(chown(path, nobody.pw_uid, nobody.pw_gid) == 0)
      }
    }

    /// Sets what their own folder and file let them do.
    func allow(folder mode: Int, file: Int) throws {
      #expect(chmod(folder, mode_t(mode)) == 0)
      #expect(chmod(desk.database, mode_t(file)) == 0)
    }

    func run(_ words: [String]) throws -> CommandDesk.Outcome {
      try desk.shell.run(
        words + ["--db", desk.database, "--as", "ravi"],
        through: launcher + [CommandDesk.program])
    }

    func open() throws -> PlainTerminal {
      try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home, through: launcher)
    }
  }
}
