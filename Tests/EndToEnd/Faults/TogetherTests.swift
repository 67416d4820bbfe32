import Foundation
import Journal
import Procedure
import Testing

extension Faults {
  /// Many processes at once on one file.
  @Suite("Many at work on one file")
  struct Together {
    @Test("no action is lost or doubled, no payout goes twice, and nobody holds what another holds")
    func actions() throws {
      let disputes = 40
      let desk = try FaultDesk(payouts: disputes)
      let before = try desk.journal().head().number
      let tickets = (1...disputes).map { "CX-\($0)" }
      let start = try tickets.map { try desk.facts(of: $0).count }
      let people = Faults.times(8, full: 32)
      let workers = try Workers(
        desk, people: people, actions: Faults.times(40, full: 625), disputes)
      let said = try workers.lines()
      #expect(said.count >= people * Faults.times(40, full: 625))

      let journal = try desk.journal()
      var recorded: [String] = []
      for (ticket, known) in zip(tickets, start) {
        let history = try journal.history(of: TicketID(ticket))
        recorded += history.dropFirst(known).map {
          "\(ticket) \($0.version) \($0.event.by) \($0.event.fact)"
        }
        #expect(history.map(\.version) == Array(1...history.count))
        isHeldByOne(history, ticket)
        let sent = history.filter { if case .payoutSent = $0.event.fact { true } else { false } }
        let settled = history.filter {
          if case .payoutSettled = $0.event.fact { true } else { false }
        }
        #expect(sent.count <= 1 && settled.count <= 1, "\(ticket)")
      }
      #expect(recorded.sorted() == said.sorted())
      #expect(try journal.head().number == before + Int64(said.count))
      try desk.isWhole()
    }

    /// Each claim is of what nobody held, and each release is the holder's.
    private func isHeldByOne(_ history: [NumberedEvent], _ ticket: String) {
      var holder: Person?
      for event in history.map(\.event) {
        switch event.fact {
        case .claimed:
          #expect(holder == nil, "\(ticket), taken by \(event.by) from \(holder ?? event.by)")
          holder = event.by
        case .released:
          #expect(holder == event.by, "\(ticket)")
          holder = nil
        default: continue
        }
      }
    }

    @Test("copies made meanwhile are whole, verify, and are read anew row for row")
    func copies() throws {
      let desk = try FaultDesk(payouts: 12)
      let workers = try Workers(desk, people: 4, actions: Faults.times(60, full: 1_500), 12)
      var heads: [String] = []
      repeat {
        let copy = desk.shell.home + "/copy-\(heads.count)"
        let made = try desk.run("backup", copy)
        #expect(made.status == 0, "\(made.complaint)")
        let restored = desk.shell.home + "/restored-\(heads.count).db"
        let outcome = try desk.shell.run("restore", copy, "--to", restored)
        #expect(outcome.status == 0, "\(outcome.complaint)")
        let head = try #require(outcome.output.split(separator: " ").last)
          .trimmingCharacters(in: .newlines)
        #expect(made.output.contains(head))
        heads.append(head)
        let check = try desk.shell.run("store", "check", "--db", restored, "--as", "ravi")
        #expect(check.status == 0, "\(check.output)\(check.complaint)")
      } while workers.areAtWork
      _ = try workers.lines()
      // Each copy is the beginning of what is here now.
      for head in heads { #expect(try desk.run("verify", "--head", head).status == 0, "\(head)") }

      // What a person did to a copy is found before it takes anything's place.
      let copy = desk.shell.home + "/copy-0"
      let before = try desk.verified()
      try Data([0]).write(to: URL(filePath: copy + "/paydesk.db"))
      let refused = try desk.run("restore", copy, "--to", desk.database, "--force")
      #expect(refused.status != 0 && refused.isPlainRefusal, "\(refused)")
      #expect(try desk.verified() == before)

      let kept = desk.shell.home + "/kept"
      #expect(try desk.run("backup", kept).status == 0)
      #expect(try desk.run("rebuild").status == 0)
      let same = try desk.run("store", "check", "--from", kept + "/paydesk.db")
      #expect(same.status == 0, "\(same.output)\(same.complaint)")
    }
  }

  /// Processes that work on the disputes of a desk.
  private struct Workers {
    private let running: [(process: Process, output: String)]

    init(_ desk: FaultDesk, people: Int, actions: Int, _ disputes: Int) throws {
      running = try (1...people).map { number in
        let output = desk.shell.home + "/worker-\(number)"
        try Data().write(to: URL(filePath: output))
        let process = Process()
        process.executableURL = URL(filePath: CommandDesk.program)
          .deletingLastPathComponent().appending(path: "AtWork")
        process.arguments = [desk.database, "p\(number)", "\(actions)", "\(disputes)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return (process, output)
      }
    }

    var areAtWork: Bool { running.contains { $0.process.isRunning } }

    /// What they said is recorded, once all have ended.
    func lines() throws -> [String] {
      try running.flatMap { worker in
        worker.process.waitUntilExit()
        #expect(worker.process.terminationStatus == 0)
        return try String(contentsOfFile: worker.output, encoding: .utf8)
          .split(separator: "\n").map(String.init)
      }
    }
  }
}
