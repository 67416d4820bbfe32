import Foundation
import PostgresServer
import Testing

extension Faults {
  /// Writes that fail or fall short, and disks without room.
  @Suite("A disk that fails")
  struct FailingDisk {
    private let desk: FaultDesk

    init() throws { desk = try FaultDesk(payouts: 1) }

    /// A command that records one action, what it writes, and which of that brings the action to the disk.
    private struct Recording {
      let words = ["people", "add", "zoe", "--role", "executive", "--uid", "4000000099"]
      var writes = 0
      var commit = 0
    }

    private func recording() throws -> Recording {
      var recording = Recording()
      let told = desk.shell.home + "/told"
      let outcome = try run(recording, Preloaded.environment(on: desk.database, told: told))
      #expect(outcome.status == 0, "\(outcome.complaint)")
      let lines = try String(contentsOfFile: told, encoding: .utf8).split(separator: "\n")
      recording.writes = lines.count
      // Counted from 1, so it is the number of what follows the last write into the write-ahead log.
      let last = try #require(
        lines.lastIndex { $0.hasPrefix("pwrite ") && $0.contains("-wal ") })
      recording.commit = last + 2
      #expect(lines[last + 1].hasPrefix("fdatasync "))
      return recording
    }

    private func run(_ recording: Recording, _ environment: [String: String]) throws
      -> CommandDesk.Outcome
    {
      try desk.reset()
      return try desk.shell.run(
        recording.words + ["--db", desk.database, "--as", "ravi"], environment: environment)
    }

    private func isRecorded() throws -> Bool {
      try desk.journal().desk().people.keys.contains { $0.text == "zoe" }
    }

    @Test("one write that fails or falls short: done, or a sentence; what it says is so")
    func once() throws {
      let recording = try recording()
      for fault in [Preloaded.Fault.inputOutput, .noRoom, .short] {
        for lasts in [false, true] {
          for number in stride(from: 1, through: recording.writes, by: Faults.times(7, full: 1)) {
            let outcome = try run(
              recording,
              Preloaded.environment(fault, at: number, lasts: lasts, on: desk.database))
            let comment = Comment(
              rawValue: "\(fault), write \(number), lasts: \(lasts): \(outcome.complaint)")
            try desk.verified("\(comment)")
            let isThere = try isRecorded()
            if outcome.status == 0 {
              #expect(isThere, comment)
            } else {
              #expect(outcome.isPlainRefusal, comment)
              let isDenied = outcome.complaint.contains("Nothing was recorded")
              #expect(!(isDenied && isThere), comment)
            }
          }
        }
      }
      try desk.isWhole()
    }

    @Test("an import whose writes fail has recorded whole batches, and goes on once the disk works")
    func importing() throws {
      let tickets = try desk.tickets()
      let words = tickets.words + ["--db", desk.database, "--as", "ravi"]
      let told = desk.shell.home + "/told"
      let first = try desk.shell.run(
        words, environment: Preloaded.environment(on: desk.database, told: told))
      #expect(first.status == 0, "\(first.complaint)")
      let writes = try String(contentsOfFile: told, encoding: .utf8).split(separator: "\n").count
      var chance = Chance()
      for round in 1...Faults.times(2, full: 80) {
        try desk.reset()
        let fault = [Preloaded.Fault.inputOutput, .noRoom, .short][round % 3]
        let number = Int.random(in: 1...writes, using: &chance)
        let outcome = try desk.shell.run(
          words,
          environment: Preloaded.environment(
            fault, at: number, lasts: Bool.random(using: &chance), on: desk.database))
        let comment = "\(fault) at write \(number) of seed \(Faults.seed): \(outcome)"
        #expect(outcome.status == 0 || outcome.isPlainRefusal, "\(comment)")
        try desk.verified(comment)
        let there = try tickets.recorded(outcome, in: desk.database, comment)
        let again = try desk.shell.run(words)
        #expect(tickets.isGoneOnWith(again, after: there), "\(again) after \(comment)")
      }
      try desk.isWhole()
    }

    @Test("a file that loses its name while it is written is not said to hold anything")
    func gone() throws {
      let recording = try recording()
      for number in stride(from: 1, through: recording.commit, by: Faults.times(4, full: 1)) {
        let outcome = try run(
          recording, Preloaded.environment(.gone, at: number, on: desk.database))
        let comment = Comment(rawValue: "write \(number): \(outcome)")
        #expect(outcome.status != 0 && outcome.isPlainRefusal, comment)
        #expect(!outcome.output.contains("zoe works here"), comment)
        #expect(!FileManager.default.fileExists(atPath: desk.database), comment)
      }
    }

    @Test(
      "a desk whose disk fails under the workbench: the sentence, the form as it was, and F2 once it works again"
    )
    func workbench() throws {
      let failing = desk.shell.home + "/failing"
      let terminal = try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home,
        environment: Preloaded.environment(.inputOutput, while: failing, on: desk.database))
      try terminal.show("CX-1")
      try terminal.write(note: "before")
      try terminal.record()
      try terminal.waitForNoted()
      try terminal.write(note: "while it fails")
      try Data().write(to: URL(filePath: failing))
      try terminal.record { _, words in words.contains("/paydesk.db failed") }
      try terminal.wait(for: "─ Internal note ─")
      try terminal.wait(for: "while it fails")
      try FileManager.default.removeItem(atPath: failing)
      try terminal.record()
      try terminal.waitForNoted()
      try terminal.type("q")
      #expect(terminal.awaitEnd() == 0)
      #expect(try desk.notes(of: "CX-1") == ["before", "while it fails"])
      try desk.isWhole()
    }
  }

  /// A small file system that fills up; mounting one needs root, which CI is.
  @Suite("A disk that is full", .enabled(if: SmallDisk.isPossible, "mounting needs root"))
  struct FullDisk {
    @Test("what was said to be recorded is there, and it goes on once there is room")
    func commands() throws {
      let desk = try FaultDesk(payouts: 1)
      var rest = Chance()
      for _ in 0..<Faults.times(2, full: 25) {
        let disk = try SmallDisk(megabytes: 4)
        let path = disk.path + "/paydesk.db"
        try desk.reset()
        try FileManager.default.copyItem(atPath: desk.database, toPath: path)
        try disk.fill(leaving: Int.random(in: 0...100_000, using: &rest))
        var people = 0
        var refusals = 0
        while refusals < 3 {
          let outcome = try desk.shell.run(
            "people", "add", "p\(people)", "--role", "executive", "--uid",
            "\(4_000_000_100 + people)", "--db", path, "--as", "ravi")
          guard outcome.status != 0 else {
            people += 1
            continue
          }
          refusals += 1
          #expect(outcome.isPlainRefusal && outcome.complaint.contains("is full"), "\(outcome)")
        }
        try disk.makeRoom()
        let verified = try desk.shell.run("verify", "--db", path, "--as", "ravi")
        #expect(verified.status == 0, "\(verified.complaint) of seed \(Faults.seed)")
        let listed = try desk.shell.run("people", "--db", path, "--as", "ravi")
        #expect(listed.lines.filter { $0.hasPrefix("p") }.count == people, "\(listed.output)")
        let check = try desk.shell.run("store", "check", "--db", path, "--as", "ravi")
        #expect(check.status == 0, "\(check.output)\(check.complaint)")
      }
    }

    @Test("an import has recorded whole batches, and goes on once there is room")
    func importing() throws {
      let desk = try FaultDesk(payouts: 1)
      let tickets = try desk.tickets()
      var chance = Chance()
      for _ in 0..<Faults.times(1, full: 20) {
        let disk = try SmallDisk(megabytes: 12)
        let path = disk.path + "/paydesk.db"
        try FileManager.default.copyItem(atPath: desk.database, toPath: path)
        try disk.fill(leaving: Int.random(in: 0...4_000_000, using: &chance))
        let words = tickets.words + ["--db", path, "--as", "ravi"]
        let outcome = try desk.shell.run(words)
        let comment = "seed \(Faults.seed): \(outcome)"
        #expect(outcome.status == 0 || outcome.isPlainRefusal, "\(comment)")
        try disk.makeRoom()
        let there = try tickets.recorded(outcome, in: path, comment)
        let again = try desk.shell.run(words)
        #expect(tickets.isGoneOnWith(again, after: there), "\(again) after \(comment)")
        let check = try desk.shell.run("store", "check", "--db", path, "--as", "ravi")
        #expect(check.status == 0, "\(check.output)\(check.complaint)")
      }
    }

    @Test("payouts whose file finds no room are not sent, or their file can be had once there is")
    func exporting() throws {
      let desk = try FaultDesk(payouts: 12)
      let disk = try SmallDisk(megabytes: 1)
      for rest in [0, 4_096] {
        try desk.reset()
        try disk.fill(leaving: rest)
        let file = disk.path + "/batch.csv"
        let words = ["payouts", "export", "--out", file, "--db", desk.database, "--as", "ravi"]
        let total = try desk.total()
        let outcome = try desk.shell.run(words + ["--confirm", total])
        #expect(outcome.status == 0 || outcome.isPlainRefusal, "\(outcome)")
        #expect(FileManager.default.fileExists(atPath: file) == (outcome.status == 0))
        try disk.makeRoom()
        let sent = try desk.run("payouts", "--state", "sent", "--json").output
        if let batch = sent.firstMatch(of: /"batch":"([^"]+)"/)?.1 {
          if outcome.status != 0 {
            #expect(try desk.shell.run(words + ["--batch", String(batch)]).status == 0)
          }
        } else {
          #expect(try desk.shell.run(words + ["--confirm", total]).status == 0)
        }
        #expect(FileManager.default.contents(atPath: file)?.isEmpty == false)
        try FileManager.default.removeItem(atPath: file)
      }
      try desk.isWhole()
    }

    @Test("the workbench says so, keeps the form, and records it once there is room")
    func workbench() throws {
      let desk = try FaultDesk(payouts: 1)
      let disk = try SmallDisk(megabytes: 4)
      let path = disk.path + "/paydesk.db"
      try FileManager.default.copyItem(atPath: desk.database, toPath: path)
      let terminal = try PlainTerminal(
        ["open", "--db", path, "--as", "asha"], home: desk.shell.home)
      try terminal.show("CX-1")
      try disk.fill()
      // Some room is left in the pages that there are.
      var recorded = 0
      var isFull = false
      while !isFull {
        try terminal.write(note: "note \(recorded)")
        try terminal.record { screen, words in
          isFull = words.contains("/paydesk.db is full: make room")
          return isFull || !screen.contains("─ Internal note ─")
        }
        if !isFull { recorded += 1 }
      }
      try disk.makeRoom()
      try terminal.record()
      try terminal.waitForNoted()
      try terminal.type("q")
      #expect(terminal.awaitEnd() == 0)
      #expect(try desk.notes(of: "CX-1", in: path) == (0...recorded).map { "note \($0)" })
    }
  }
}
