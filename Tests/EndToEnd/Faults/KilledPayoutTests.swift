import Foundation
import Testing

extension Faults {
  /// The program killed at any moment of an export.
  @Suite("kill -9 under paydesk payouts export")
  struct KilledPayouts {
    @Test("never puts a payout into two files of two batches, and every batch's file can be had")
    func killed() throws {
      let desk = try CommandDesk()
      let database = try PayoutDatabase.make(in: desk, count: 12)
      let pristine = try Data(contentsOf: URL(filePath: database))
      var random = SystemRandomNumberGenerator()
      // How long it takes where nobody kills it, from the file laid ready to the end; on a busy machine that may need more
      // than one look.
      var seen: UInt32?
      while seen == nil {
        try restore(pristine, database)
        seen = try export(desk, database, try total(desk, database), "whole.csv", kill: nil)
        try FileManager.default.removeItem(atPath: desk.home + "/whole.csv")
      }
      let whole = try #require(seen)
      var (recorded, unwritten) = (0, 0)
      func isMet() -> Bool { recorded > 0 && (unwritten > 0 || !Faults.isFull) }
      for round in Faults.rounds(20, full: 80, until: isMet) {
        try restore(pristine, database)
        let total = try total(desk, database)
        let folder = "round-\(round)"
        try FileManager.default.createDirectory(
          atPath: desk.home + "/" + folder, withIntermediateDirectories: true)
        // Killed, said again, killed again: as an impatient person would.
        for attempt in 0..<3 {
          let wait = UInt32.random(in: 0...whole, using: &random)
          try export(desk, database, total, "\(folder)/try-\(attempt).csv", kill: wait)
        }
        let batches = try sent(desk, database)
        recorded += batches.isEmpty ? 0 : 1
        #expect(batches.count <= 1, "all that was approved goes at once: there is one batch")
        let written = try files(desk.home + "/" + folder)
        unwritten += !batches.isEmpty && written.isEmpty ? 1 : 0
        #expect(written.count <= 1, "a second export finds nothing to send")
        for batch in batches {
          let again = try desk.run(
            "payouts", "export", "--batch", batch, "--out", "\(folder)/again.csv", "--db", database,
            "--as", "ravi")
          #expect(again.status == 0, "\(again.complaint)")
          for bytes in written.values {
            #expect(
              bytes == (try Data(contentsOf: URL(filePath: "\(desk.home)/\(folder)/again.csv"))))
          }
        }
        #expect(!written.isEmpty ? batches.count == 1 : true, "no file without its record")
      }
      #expect(try desk.run("verify", "--db", database, "--as", "ravi").status == 0)
      // Some came as far as the record, and some of those not as far as the file.
      #expect(isMet(), "\(recorded) recorded, \(unwritten) without a file")
    }

    @Test("by two at once is sent by one")
    func together() throws {
      let desk = try CommandDesk()
      let database = try PayoutDatabase.make(in: desk, count: 12)
      let total = try total(desk, database)
      let processes = try (0..<4).map { number in
        try begin(
          desk, database, total, "both-\(number).csv", as: number % 2 == 0 ? "ravi" : "nisha")
      }
      for process in processes { process.waitUntilExit() }
      let written = (0..<4).filter { desk.exists("both-\($0).csv") }
      #expect(written.count == 1)
      #expect(processes.filter { $0.terminationStatus == 0 }.count >= 1)
      #expect(try sent(desk, database).count == 1)
    }

    private func restore(_ pristine: Data, _ database: String) throws {
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: database + suffix)
      }
      try pristine.write(to: URL(filePath: database))
    }

    private func begin(
      _ desk: CommandDesk, _ database: String, _ total: String, _ file: String, as person: String
    ) throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: CommandDesk.program)
      process.arguments = [
        "payouts", "export", "--confirm", total, "--out", file, "--db", database, "--as", person,
      ]
      process.currentDirectoryURL = URL(filePath: desk.home)
      process.environment = desk.surroundings()
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }

    /// Kills an export so many microseconds after it has laid its file ready, which is before it records, and tells how long
    /// it lived from then on: nil where the file was laid ready and named between two looks.
    @discardableResult
    private func export(
      _ desk: CommandDesk, _ database: String, _ total: String, _ file: String,
      kill microseconds: UInt32?
    ) throws -> UInt32? {
      let folder = desk.home + "/" + (file as NSString).deletingLastPathComponent
      func parts() throws -> Set<String> {
        Set(
          try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".part")
          }
        )
      }
      let before = try parts()
      let process = try begin(desk, database, total, file, as: "ravi")
      var isSeen = false
      while !isSeen, process.isRunning {
        usleep(100)
        isSeen = try !parts().subtracting(before).isEmpty
      }
      let start = ContinuousClock.now
      if let microseconds {
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
      }
      process.waitUntilExit()
      try #require(microseconds != nil || process.terminationStatus == 0)
      return isSeen ? UInt32(start.duration(to: .now) / .microseconds(1)) : nil
    }

    private func json(_ desk: CommandDesk, _ words: [String]) throws -> Any {
      let outcome = try desk.run(words)
      return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    }

    private func total(_ desk: CommandDesk, _ database: String) throws -> String {
      let answer =
        try json(
          desk, ["payouts", "export", "--rehearse", "--json", "--db", database, "--as", "ravi"])
        as? [String: Any]
      return try #require((answer?["batch"] as? [String: Any])?["total"] as? String)
    }

    /// The batches that the log knows.
    private func sent(_ desk: CommandDesk, _ database: String) throws -> [String] {
      let rows =
        try json(desk, ["payouts", "--state", "sent", "--json", "--db", database, "--as", "ravi"])
        as? [[String: Any]] ?? []
      return Set(rows.compactMap { $0["batch"] as? String }).sorted()
    }

    /// The files that have their names.
    private func files(_ folder: String) throws -> [String: Data] {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasSuffix(".csv") {
        files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
      }
      return files
    }
  }
}
