import Foundation
import Journal
import Procedure
import Testing

extension Faults {
  /// kill -9 at a random moment while somebody works.
  @Suite("kill -9 under a script of keys")
  struct KilledAtKeys {
    private let desk: FaultDesk

    init() throws { desk = try FaultDesk(payouts: 3) }

    private func terminal() throws -> PlainTerminal {
      try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home)
    }

    @Test("what the screen said is recorded is there, in order, whole, and the chain verifies")
    func actions() throws {
      var chance = Chance()
      let start = ContinuousClock.now
      #expect(try script(0, chance: &chance, life: nil) == Script.length)
      let whole = start.duration(to: .now)
      var acknowledged = 0
      for round in Faults.rounds(12, full: 500, until: { acknowledged > 0 }) {
        acknowledged += try script(
          round, chance: &chance, life: chance.moment(within: whole * 1.1))
        try desk.verified("round \(round) of seed \(Faults.seed)")
        if round % 25 == 0 { try desk.isWhole("round \(round) of seed \(Faults.seed)") }
      }
      #expect(acknowledged > 0, "seed \(Faults.seed)")
      try desk.isWhole()
    }

    /// Works on a dispute until the end or the death, compares what is recorded with what the screen said, and gives how much
    /// it said.
    private func script(_ round: Int, chance: inout Chance, life: Duration?) throws -> Int {
      let before = try #require(try desk.journal().look(at: TicketID(Script.ticket))).dispute
      // What the round before left in the form is not said again.
      try Drafts.open(at: desk.drafts).removeAll(of: before.id)
      var script = Script(round: round, isHeld: before.holder != nil)
      do {
        let terminal = try terminal()
        if let life { terminal.kill(at: .now + life) }
        try script.run(at: terminal)
        try terminal.type("q")
        #expect(terminal.awaitEnd() == 0)
      } catch let trouble as PlainTerminal.Trouble where trouble.isOver && life != nil {}
      let comment = Comment(rawValue: "round \(round) of seed \(Faults.seed)")
      // The program itself opens what was left behind first.
      try desk.verified("round \(round) of seed \(Faults.seed)")
      let facts = try desk.facts(of: Script.ticket, after: before.version)
      #expect(facts == Array(script.said.prefix(facts.count)), comment)
      #expect(facts.count >= script.acknowledged, comment)
      #expect(facts.count <= script.acknowledged + 1, comment)
      return script.acknowledged
    }

    @Test("what was typed is there again, but for the last second at most")
    func drafts() throws {
      var chance = Chance()
      var kept = 0
      for round in Faults.rounds(4, full: 100, until: { kept > 0 }) {
        let comment = Comment(rawValue: "round \(round) of seed \(Faults.seed)")
        let (typed, due) = try typing(
          for: .milliseconds(Int.random(in: 200...2_600, using: &chance)))
        let drafts = try Drafts.open(at: desk.drafts)
        let found = try drafts.all()
        #expect(found.count <= 1, comment)
        for draft in found { try drafts.remove(draft.key) }
        let text = found.first?.fields.values.first { $0.hasPrefix("w") } ?? ""
        #expect(typed.hasPrefix(text), comment)
        #expect(text.utf8.count >= due.utf8.count, comment)
        kept += text.isEmpty ? 0 : 1
      }
      #expect(kept > 0, "seed \(Faults.seed)")
      try desk.verified()
    }

    /// Types words until the program is killed; gives all that was typed, and what had stood on the screen for a second.
    private func typing(for life: Duration) throws -> (typed: String, due: String) {
      let terminal = try terminal()
      try terminal.show(Script.ticket)
      try terminal.type("i")
      try terminal.wait(for: "─ Internal note ─")
      let end = ContinuousClock.now + life
      terminal.kill(at: end)
      var typed = ""
      var due = ""
      do {
        for number in 0... {
          let word = "w\(number)"
          typed += word + " "
          try terminal.type(word + " ")
          try terminal.wait(for: word)
          if ContinuousClock.now < end - .seconds(1) { due = typed }
          // As fast as somebody types who is good at it.
          let next = ContinuousClock.now + .milliseconds(30)
          while ContinuousClock.now < next { try terminal.read(until: next) }
        }
      } catch let trouble as PlainTerminal.Trouble where trouble.isOver {}
      return (typed, String(due.dropLast()))
    }
  }

  /// What somebody does on a dispute, and how far the screen confirmed it.
  private struct Script {
    static let ticket = "CX-1"
    static let length = 9

    let round: Int
    var isHeld: Bool
    /// What was asked for, in order.
    private(set) var said: [Fact] = []
    /// How much of that the screen said is done.
    private(set) var acknowledged = 0

    init(round: Int, isHeld: Bool) {
      self.round = round
      self.isHeld = isHeld
    }

    mutating func run(at terminal: PlainTerminal) throws {
      try terminal.show(Script.ticket)
      for step in 0..<Script.length {
        if step % 3 == 0 {
          let text = "note \(round)-\(step)"
          try terminal.write(note: text)
          said.append(.noted(text: text))
          try terminal.record()
          try terminal.waitForNoted()
        } else {
          said.append(isHeld ? .released : .claimed)
          try terminal.type(isHeld ? "R" : "c")
          try terminal.wait(for: isHeld ? "Given back." : "Claimed.")
          isHeld.toggle()
        }
        acknowledged += 1
      }
    }
  }
}
