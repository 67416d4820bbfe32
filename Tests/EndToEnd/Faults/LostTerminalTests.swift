import Foundation
import Journal
import Testing

extension Faults {
  /// A terminal that goes away, that nobody reads, or that was never there.
  @Suite("A terminal that is lost")
  struct LostTerminal {
    private let desk: FaultDesk

    init() throws { desk = try FaultDesk(payouts: 2) }

    private func terminal() throws -> PlainTerminal {
      let terminal = try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home)
      try terminal.show("CX-1")
      return terminal
    }

    /// What was typed and not recorded.
    private func drafted() throws -> [String] {
      try Drafts.open(at: desk.drafts).all().flatMap { $0.fields.values }
    }

    @Test("one that is closed ends the program; what was recorded and what was typed are there")
    func hungUp() throws {
      for round in 1...Faults.times(2, full: 40) {
        let terminal = try terminal()
        try terminal.write(note: "recorded \(round)")
        try terminal.record()
        try terminal.waitForNoted()
        try terminal.write(note: "typed \(round)")
        terminal.hangUp()
        #expect(terminal.awaitEnd() == 128 + SIGHUP)
        #expect(try drafted().contains("typed \(round)"))
        try Drafts.open(at: desk.drafts).removeAll(of: .init("CX-1"))
      }
      #expect(try desk.notes(of: "CX-1").count == Faults.times(2, full: 40))
      try desk.isWhole()
    }

    enum End: CaseIterable { case signal, hangup, reader }

    @Test("one that nobody reads holds nothing up for good", arguments: End.allCases)
    func unread(end: End) throws {
      for _ in 1...Faults.times(1, full: 10) {
        let terminal = try terminal()
        let before = try desk.notes(of: "CX-1").count
        try terminal.write(note: "recorded")
        try terminal.record()
        try terminal.waitForNoted()
        try terminal.write(note: "typed")
        fill(terminal)
        switch end {
        case .signal:
          terminal.signal(SIGTERM)
          #expect(terminal.awaitEnd() == 128 + SIGTERM)
        case .hangup:
          terminal.hangUp()
          #expect(terminal.awaitEnd() == 128 + SIGHUP)
        case .reader:
          try terminal.wait(for: "─ Internal note ─")
          try terminal.type("\u{C}")
          try terminal.wait(for: "typed")
          try terminal.record()
          try terminal.waitForNoted()
          try terminal.type("q")
          #expect(terminal.awaitEnd() == 0)
        }
        #expect(try desk.notes(of: "CX-1").count == before + (end == .reader ? 2 : 1))
        if end != .reader { #expect(try drafted().contains("typed")) }
        try Drafts.open(at: desk.drafts).removeAll(of: .init("CX-1"))
      }
      try desk.isWhole()
    }

    /// Has the program draw until the terminal takes no more and it stands in the middle of a write.
    private func fill(_ terminal: PlainTerminal) {
      var waits = 0
      var unread: Int32 = -1
      while waits < 100 {
        terminal.typeUnread("\u{C}")
        usleep(2_000)
        waits = terminal.unread == unread ? waits + 1 : 0
        unread = terminal.unread
      }
      #expect(unread > 2_000)
    }

    @Test(
      "without any of the three standard descriptors a command ends in words, and no file takes their place"
    )
    func closed() throws {
      for descriptor in 0...2 {
        try desk.reset()
        let file = desk.shell.home + "/batch-\(descriptor).csv"
        let rehearsed = try desk.run("payouts", "export", "--rehearse", "--json")
        let total = try #require(rehearsed.output.firstMatch(of: /"total":"([0-9.]+)"/)?.1)
        let closing = "exec \"$0\" \"$@\" \(descriptor)\(descriptor == 0 ? "<" : ">")&-"
        let outcome = try desk.run(
          "payouts", "export", "--confirm", String(total), "--out", file,
          through: ["/bin/sh", "-c", closing, CommandDesk.program])
        #expect(outcome.status == (descriptor == 1 ? 74 : 0), "\(outcome)")
        let batch = try #require(
          try desk.run("payouts", "--state", "sent", "--json").output
            .firstMatch(of: /"batch":"([^"]+)"/)?.1)
        let again = file + ".again"
        #expect(
          try desk.run("payouts", "export", "--batch", String(batch), "--out", again).status == 0)
        #expect(
          FileManager.default.contents(atPath: file)
            == FileManager.default.contents(atPath: again))
        let imported = try desk.shell.run(
          "import", "tickets", "-", "--db", desk.database, "--as", "ravi",
          through: ["/bin/sh", "-c", closing, CommandDesk.program])
        #expect(imported.status > 0 && imported.status < 128, "\(imported)")
        try desk.isWhole()
      }
    }
  }
}
