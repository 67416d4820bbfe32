import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The list")
struct QueueTests {
  /// Tickets CX-1000 and on, one a second.
  static func many(_ count: Int) -> (Bench) throws -> Void {
    { bench in
      try bench.fillPeople()
      bench.at("22T10:00")
      let tickets = (0..<count).map { QueueTests.ticket(1_000 + $0, second: Int64($0)) }
      _ = try bench.journal.arrive(tickets, by: Bench.asha, at: bench.clock.now)
    }
  }

  static func ticket(_ number: Int, second: Int64) -> (TicketID, Ticket) {
    let ticket = Ticket(
      tag: .customerNotPaid, customer: Personal("Customer \(number)"),
      order: OrderID("ORD-\(number)"), quoted: .rupees(5_000), complaint: "not paid",
      loggedAt: Bench.at("2026-11-22T08:00:00+05:30").adding(seconds: second))
    return (TicketID("CX-\(number)"), ticket)
  }

  @Test("it keeps some pages at hand, however long the view is")
  func window() throws {
    let bench = try Bench(fill: QueueTests.many(1_500))
    #expect(bench.model.queue.rows.count == QueuePane.fetchSize)
    for _ in 0..<40 { bench.press("PgDn") }
    #expect(bench.model.queue.position == 40 * (bench.model.visibleRows - 1) + 1)
    #expect(bench.model.queue.rows.count <= QueuePane.keptRows + QueuePane.fetchSize)
    #expect(
      bench.model.queue.selected?.ticket == TicketID("CX-\(999 + bench.model.queue.position)"))
    for _ in 0..<40 { bench.press("PgUp") }
    #expect(bench.model.queue.position == 1)
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1000"))
  }

  @Test("G goes to the last row and g to the first")
  func ends() throws {
    let bench = try Bench(fill: QueueTests.many(1_500))
    bench.press("G")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-2499"))
    #expect(bench.text.contains("1500 of 1500"))
    bench.press("k")
    #expect(bench.text.contains("1499 of 1500"))
    bench.press("g")
    #expect(bench.text.contains("1 of 1500"))
    bench.press("6", "7", "G")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1000"), "the oldest is last")
  }

  @Test("a row that comes in above leaves the cursor on its ticket and on its line")
  func arrival() throws {
    let bench = try Bench(fill: QueueTests.many(50))
    for _ in 0..<30 { bench.press("j") }
    let ticket = bench.model.queue.selected?.ticket
    let line = bench.line(of: "CX-1030")
    _ = try bench.journal.arrive(
      [QueueTests.ticket(7, second: -100)], by: Bench.asha, at: bench.clock.now)
    bench.tell(.changed)
    #expect(bench.model.queue.selected?.ticket == ticket)
    #expect(bench.line(of: "CX-1030") == line)
    #expect(bench.text.contains("32 of 51"), "\(bench.text)")
    #expect(bench.text.contains("1 new"), "\(bench.text)")
    bench.press("g")
    #expect(!bench.text.contains("1 new"))
  }

  @Test("a row that leaves the view stays under the cursor until the cursor leaves it")
  func departure() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.press("j", "j")
    try bench.do(.claim, on: "CX-1002", by: Bench.dev)
    bench.tell(.changed)
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1002"))
    #expect(bench.text.contains("left"))
    bench.press("j")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1003"))
    #expect(bench.line(of: "CX-1002") == nil)
    bench.press("k")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1001"))
  }

  @Test("the disputes that the cursor comes to next are read before it is there")
  func ahead() throws {
    let bench = try Bench(fill: QueueTests.many(200))
    bench.press("j")
    #expect(bench.model.ahead.looks.count == ReadAhead.reach)
    bench.isHolding = true
    for _ in 0..<ReadAhead.reach {
      bench.press("j")
      #expect(bench.model.pane.ticket == bench.model.queue.selected?.ticket)
      #expect(bench.model.pane.look?.dispute.id == bench.model.pane.ticket, "it waits for nothing")
    }
    bench.press("k")
    #expect(bench.model.pane.look != nil, "nor on the way back")
    bench.release()
    for _ in 0..<60 { bench.press("j") }
    #expect(bench.model.ahead.looks.count <= 4 * ReadAhead.reach, "what is far is forgotten")
    bench.press("PgDn")
    bench.isHolding = true
    bench.press("PgDn")
    #expect(bench.model.pane.look != nil, "a page further is at hand too")
  }

  @Test("what was read ahead is forgotten once anything is recorded")
  func aheadOfChanges() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.press("j")
    let next = try #require(bench.model.queue.rows.dropFirst(2).first?.ticket)
    #expect(bench.model.ahead.looks[next]?.look.dispute.notes.isEmpty == true)
    let epoch = bench.model.ahead.epoch
    let stale = bench.model.ahead.looks
    try bench.do(.note(text: "The shop is closed today."), on: next.text, by: Bench.dev)
    bench.tell(.changed)
    bench.tell(.lookedAhead(epoch: epoch, stale))
    #expect(bench.model.ahead.looks.isEmpty, "an answer from before it comes too late")
    bench.press("j")
    #expect(bench.model.pane.ticket == next)
    #expect(bench.model.pane.look?.dispute.notes.isEmpty == false)
  }

  @Test("a dispute that is on its way is shown as soon as it was read ahead")
  func aheadOfItself() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.isHolding = true
    bench.press("j", "j")
    #expect(bench.model.pane.look == nil)
    bench.held.removeAll { if case .look = $0 { true } else { false } }
    bench.release()
    #expect(bench.model.pane.look?.dispute.id == TicketID("CX-1002"))
  }

  @Test("a dispute as it was before something was recorded takes no later one's place")
  func lateLook() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    let ticket = try #require(bench.model.pane.ticket)
    let before = bench.model.pane.look
    try bench.do(.note(text: "The shop is closed today."), on: ticket.text, by: Bench.dev)
    bench.tell(.changed)
    bench.tell(.looked(ticket, before))
    #expect(bench.model.pane.look?.dispute.notes.isEmpty == false)
  }

  @Test("rows that another answer has overtaken are dropped")
  func late() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.isHolding = true
    bench.press("7", "1")
    bench.release()
    #expect(bench.model.queue.view == .needsMe)
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1000"))
  }

  @Test("keys do not wait for rows, and what needs a dispute waits for it alone")
  func typeahead() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.isHolding = true
    bench.press("j", "j", "c", "l", "v")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1002"))
    #expect(bench.model.typeahead.count == 2)
    bench.release()
    #expect(bench.model.typeahead.isEmpty)
    #expect(bench.dispute("CX-1002").holder == Bench.asha.person)
    #expect(bench.dispute("CX-1002").isReviewed)
    #expect(bench.model.mode == .dispute)
  }

  @Test("a minute makes a window lapse")
  func lapse() throws {
    let bench = try Bench()
    #expect(bench.text.contains("0:42 !"))
    bench.clock.advance(minutes: 42)
    bench.tell(.minute)
    #expect(bench.text.contains("lapsed"))
  }
}

extension Bench {
  /// The row of the screen on which a text stands first.
  func line(of text: String) -> Int? {
    self.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.prefix(48).contains(text)
    }
  }
}
