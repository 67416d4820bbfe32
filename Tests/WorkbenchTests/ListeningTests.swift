import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("What a person is told of", .serialized)
struct ListeningTests {
  private func notices(_ bench: Bench) -> [String] {
    bench.shown.compactMap { if case .notify(let text) = $0 { text } else { nil } }
  }

  private func listening(_ actor: Actor = Bench.asha) throws -> Bench {
    let bench = try Bench(actor)
    bench.model.listening.isOn = true
    bench.tell(.minute)
    return bench
  }

  @Test("nothing is told unless it is asked for")
  func off() throws {
    let bench = try Bench()
    bench.at("22T20:00")
    bench.tell(.minute)
    #expect(bench.model.listening.told == nil)
    #expect(notices(bench).isEmpty)
  }

  @Test("a window of one's own that lapses is told once, at its moment, by the ticket alone")
  func window() throws {
    let bench = try listening()
    let next = try #require(bench.model.upcoming.next)
    bench.clock.set(next.adding(seconds: -1))
    bench.tell(.minute)
    #expect(notices(bench).isEmpty)
    bench.clock.set(next)
    bench.tell(.due)
    #expect(notices(bench) == ["CX-10490: the vendor's window has lapsed."])
    bench.clock.advance(minutes: 1)
    bench.tell(.minute)
    bench.tell(.changed)
    #expect(notices(bench).count == 1)
  }

  @Test("another's window is told to them and not to this person")
  func others() throws {
    let bench = try listening(Bench.dev)
    bench.clock.set(try #require(bench.model.upcoming.next))
    bench.tell(.due)
    #expect(notices(bench).isEmpty)
  }

  @Test("a decision on one's own dispute is told once it has come; what one decides oneself is not")
  func decision() throws {
    let bench = try listening()
    try bench.do(.approve(reason: nil), on: "CX-10377", by: Bench.farah)
    bench.tell(.changed)
    #expect(notices(bench) == ["CX-10377: a decision has come."])
    bench.tell(.changed)
    bench.tell(.minute)
    #expect(notices(bench).count == 1)
  }

  @Test("a decision is told to whom it is asked of")
  func asked() throws {
    for (actor, isTold) in [(Bench.omkar, true), (Bench.farah, false), (Bench.asha, false)] {
      let bench = try listening(actor)
      try bench.do(
        .escalate(to: .opsManager, reason: "They are rude.", about: .dispute), on: "CX-10482")
      bench.tell(.changed)
      #expect(notices(bench) == (isTold ? ["CX-10482: a decision is asked of you."] : []))
    }
  }

  @Test("several at once are told together")
  func many() throws {
    let bench = try listening()
    let told = try bench.journal.told(at: Bench.noon)
    try bench.do(.approve(reason: nil), on: "CX-10377", by: Bench.farah)
    let news = try #require(try bench.journal.occurrences(since: told, at: Bench.noon))
    let one = try #require(news.0.first)
    bench.tell(.listened(Array(repeating: one, count: 5), nil))
    #expect(notices(bench) == ["5 windows have lapsed or decisions wait."])
  }

  @Test("what happens while it is read is asked for again, and not twice")
  func stale() throws {
    let bench = try listening()
    bench.isHolding = true
    bench.tell(.changed)
    bench.tell(.changed)
    func questions() -> Int {
      bench.held.count { if case .listen = $0 { true } else { false } }
    }
    #expect(questions() == 1)
    bench.tell(.listened([], nil))
    #expect(questions() == 2)
    bench.held = []
  }

  // MARK: Coming back

  @Test(
    "a parked dispute is on top at its moment without a key, and nothing moves under the cursor")
  func parked() throws {
    let bench = try Bench()
    let until = bench.clock.now.adding(seconds: 95)
    try bench.do(.park(until: until, reason: "the bank decides"), on: "CX-10363")
    bench.tell(.changed)
    #expect(bench.model.queue.rows.first?.ticket != TicketID("CX-10363"))
    #expect(bench.model.upcoming.next == until)
    bench.press("j", "j")
    let ticket = bench.model.queue.selected?.ticket
    bench.clock.set(until)
    bench.tell(.due)
    #expect(bench.model.queue.rows.first?.ticket == TicketID("CX-10363"))
    #expect(bench.model.queue.selected?.ticket == ticket)
    #expect(bench.model.pane.ticket == ticket)
    #expect(bench.model.upcoming.next != until)
  }

  // MARK: The title

  @Test("the window's title says what waits")
  func title() throws {
    let bench = try Bench()
    func title() -> String { view(bench.model).title }
    #expect(title() == "paydesk · \(bench.model.counts?[.mine] ?? 0) mine")
    bench.clock.set(try #require(bench.model.upcoming.next))
    bench.tell(.due)
    #expect(title() == "paydesk · \(bench.model.counts?[.mine] ?? 0) mine · 1 lapsed")
    bench.model.upcoming.lapsed = Upcoming.most
    #expect(title().hasSuffix("100+ lapsed"))
    let manager = try Bench(Bench.omkar)
    #expect(view(manager.model).title.hasSuffix("to decide"))
    bench.model.counts = [:]
    bench.model.upcoming = Upcoming()
    #expect(title() == "paydesk")
  }
}
