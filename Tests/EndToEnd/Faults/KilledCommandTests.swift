import Foundation
import Journal
import PostgresServer
import Procedure
import Testing

extension Faults {
  /// kill -9 at a random moment while a command works; sending payouts is in `KilledPayouts`.
  @Suite("kill -9 under commands")
  struct KilledCommands {
    private func comment(_ round: Int) -> String { "round \(round) of seed \(Faults.seed)" }

    @Test("an import has recorded whole batches, and goes on where it was")
    func importing() throws {
      let desk = try FaultDesk(payouts: 1)
      let tickets = try desk.tickets()
      let (first, whole) = try desk.run(tickets.words, killedAfter: nil)
      #expect(first.output.contains("\(Tickets.count) new"), "\(first.complaint)")
      var chance = Chance()
      var cut = 0
      for round in Faults.rounds(4, full: 150, until: { cut > 0 }) {
        try desk.reset()
        let (outcome, _) = try desk.run(tickets.words, killedAfter: chance.moment(within: whole))
        try desk.verified(comment(round))
        let there = try tickets.recorded(outcome, in: desk.database, comment(round))
        cut += there < Tickets.count ? 1 : 0
        guard round % 10 == 1 else { continue }
        let again = try desk.run(tickets.words, killedAfter: nil).0
        #expect(tickets.isGoneOnWith(again, after: there), "\(again) in \(comment(round))")
        try desk.isWhole(comment(round))
      }
      #expect(cut > 0, "seed \(Faults.seed)")
    }

    @Test("an export and a copy have their names whole or not at all, and the desk is as it was")
    func copying() throws {
      let desk = try FaultDesk(payouts: 12)
      let head = try desk.verified()
      let script = desk.shell.home + "/script.jsonl"
      let copy = desk.shell.home + "/copy"
      let exporting = ["export", "--replay", "--seed", "5", "--out", script]
      let (exported, exportTime) = try desk.run(exporting, killedAfter: nil)
      #expect(exported.status == 0, "\(exported.complaint)")
      let whole = try Data(contentsOf: URL(filePath: script))
      let (copied, copyTime) = try desk.run(["backup", copy], killedAfter: nil)
      #expect(copied.status == 0, "\(copied.complaint)")
      var chance = Chance()
      for round in 1...Faults.times(3, full: 40) {
        for path in [script, copy] { try FileManager.default.removeItemIfThere(path) }
        _ = try desk.run(exporting, killedAfter: chance.moment(within: exportTime))
        if let found = FileManager.default.contents(atPath: script) {
          #expect(found == whole, "\(comment(round))")
        }
        _ = try desk.run(["backup", copy], killedAfter: chance.moment(within: copyTime))
        if FileManager.default.fileExists(atPath: copy) {
          let restored = desk.shell.home + "/restored-\(round).db"
          let outcome = try desk.shell.run("restore", copy, "--to", restored)
          #expect(outcome.status == 0 && outcome.output.contains(head), "\(outcome.complaint)")
        }
        #expect(try desk.verified(comment(round)) == head)
      }
      try desk.isWhole()
    }

    @Test("an older release's file is upgraded whole or not at all")
    func upgrading() throws {
      let desk = try FaultDesk(payouts: 1)
      let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let old = tests.appending(path: "JournalTests/Golden/schema-1")
      try FileManager.default.copyItem(
        at: old.appending(path: "proofs"),
        to: URL(filePath: desk.database).deletingLastPathComponent().appending(path: "proofs"))
      func layOld() throws {
        try desk.remove()
        try FileManager.default.copyItem(
          atPath: old.appending(path: "paydesk.db").path, toPath: desk.database)
      }
      try layOld()
      let (first, whole) = try desk.run(["verify"], killedAfter: nil)
      #expect(first.status == 0, "\(first.complaint)")
      var chance = Chance()
      var found: [Int: Int] = [:]
      for round in 1...Faults.times(6, full: 130) {
        try layOld()
        _ = try desk.run(["verify"], killedAfter: chance.moment(within: whole))
        // Killed while SQLite changes how the file is written, it is mended by who may write it: by the next command.
        if let schema = try? RelationalJournal.readOnly(desk.database).schema() {
          // Each step is whole by itself.
          #expect((1...4).contains(schema), "\(schema) in \(comment(round))")
          found[schema, default: 0] += 1
        }
        let again = try desk.run("verify")
        #expect(again.output == first.output, "\(again.complaint) in \(comment(round))")
        if round % 10 == 1 { try desk.isWhole(comment(round)) }
      }
      if Faults.isFull {
        #expect(found[1] != nil && found[4] != nil, "\(found) of seed \(Faults.seed)")
      }
    }

    @Test(
      "a migration to a server has moved everything or nothing",
      .enabled(if: PostgresServer.isThere)
    )
    func migrating() throws {
      let desk = try FaultDesk(payouts: 6)
      let events = Int(try desk.journal().head().number)
      let server = try PostgresServer.shared()
      var target = try MigrationTarget(desk, server)
      let (first, whole) = try target.migrate(killedAfter: nil)
      #expect(first.status == 0, "\(first.complaint)")
      target = try MigrationTarget(desk, server)
      var chance = Chance()
      for round in 1...Faults.times(2, full: 80) {
        let (outcome, _) = try target.migrate(killedAfter: chance.moment(within: whole))
        // What the server was told last it still does, or takes back, by itself.
        try target.awaitNobody()
        let there = try target.events()
        #expect(there == 1 || there == events, "\(there) in \(comment(round))")
        if !outcome.output.isEmpty { #expect(there == events, "\(comment(round))") }
        let check = try desk.shell.run("store", "check", "--store", target.address)
        #expect(check.status == 0, "\(check.output)\(check.complaint) in \(comment(round))")
        guard there == events || round % 20 == 1 else { continue }
        if there == 1 { #expect(try target.migrate(killedAfter: nil).0.status == 0) }
        let same = try desk.shell.run(
          "store", "check", "--from", desk.database, "--store", target.address)
        #expect(same.status == 0, "\(same.output)\(same.complaint) in \(comment(round))")
        target = try MigrationTarget(desk, server)
      }
      try desk.isWhole()
    }
  }

  /// A new desk on a server, to which a file is moved.
  private struct MigrationTarget {
    let desk: FaultDesk
    let server: PostgresServer
    let database = "moving_\(UInt32.random(in: 0 ... .max))"

    init(_ desk: FaultDesk, _ server: PostgresServer) throws {
      self.desk = desk
      self.server = server
      let made = try desk.shell.run("store", "create", "--store", address, "--first", "olga")
      try #require(made.status == 0, "\(made.complaint)")
    }

    var address: String { server.address(database: database) }

    func migrate(killedAfter life: Duration?) throws -> (CommandDesk.Outcome, Duration) {
      let start = ContinuousClock.now
      let running = try desk.shell.start(
        ["store", "migrate", "--from", desk.database, "--store", address])
      if let life {
        usleep(UInt32(life / .microseconds(1)))
        kill(running.process.processIdentifier, SIGKILL)
      }
      return (try running.outcome(), start.duration(to: .now))
    }

    func events() throws -> Int {
      Int(try ask("SELECT count(*) FROM paydesk_store.event")) ?? -1
    }

    /// Waits until no session of the database is left but the one that asks.
    func awaitNobody() throws {
      let others = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """
      let limit = ContinuousClock.now + .seconds(30)
      while try ask(others) != "0" {
        guard ContinuousClock.now < limit else {
          throw PostgresServer.Failure(description: "a session of the migration does not end")
        }
      }
    }

    private func ask(_ sql: String) throws -> String {
      let answer = try server.psql(sql, database: database)
      try #require(answer.status == 0, "\(answer.error)")
      return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }
}

extension FileManager {
  /// Removes a file or folder, if it is there.
  fileprivate func removeItemIfThere(_ path: String) throws {
    if fileExists(atPath: path) { try removeItem(atPath: path) }
  }
}
