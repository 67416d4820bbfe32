import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The escalated pane")
struct EscalatedTests {
  @Test("every kind of matter is listed, counted, and in the order of urgency")
  func kinds() throws {
    let bench = try Bench(Bench.farah, columns: 200, rows: 50) { try $0.fillMatters() }
    bench.press("4")
    let rows = bench.model.queue.rows
    #expect(rows.map(\.ticket.text) == Bench.matters)
    #expect(bench.model.counts?[.escalated] == rows.count)
    #expect(
      rows.compactMap { $0.matter(at: bench.clock.now)?.kind } == Procedure.Matter.Kind.allCases)
    let text = bench.text
    for words in [
      "payout: vendor at fault (D5) ", "please decide (E4)", "lapsed: vendor unreachable (D1) ",
      "sign-off: paid in full (D3) ", "P1 used on CX-1 too (reused)",
      "block proposed (E3)", "the block’s reason has gone (D1)",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("a payout takes four keys and its amount, and the cursor goes on to the next decision")
  func goesOn() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1"))
    bench.press("a")
    bench.type("2000")
    bench.press("Enter")
    #expect(bench.dispute("CX-1").livePayout?.state == .approved, "\(bench.text)")
    #expect(bench.keys == 3)
    #expect(bench.model.focus == .list)
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-2"), "\(bench.text)")
    #expect(bench.model.queue.rows.map(\.ticket.text) == Array(Bench.matters.dropFirst()))
    bench.press("r")
    bench.type("Call the shop once more.")
    bench.press("F2")
    #expect(bench.dispute("CX-2").instruction == "Call the shop once more.")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-3"))
  }

  @Test("a decision that leaves the row where it is leaves the cursor on it")
  func stays() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4")
    let first = try #require(bench.model.queue.selected?.ticket)
    bench.press("^")
    bench.type("Look at its next payments.")
    bench.press("F2")
    #expect(bench.model.queue.rows.contains { $0.ticket == first })
    #expect(bench.model.queue.selected?.ticket == first, "\(bench.text)")
  }

  @Test("an amount that approves is typed anew each time: nothing of it is kept")
  func typedAnew() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4", "a")
    bench.type("2000")
    bench.tell(.elapsed(.draft))
    bench.press("Esc")
    #expect(bench.model.drafts.isEmpty)
    bench.press("a", "Enter")
    #expect(bench.dispute("CX-1").livePayout?.state == .asked, "\(bench.text)")
  }

  @Test("what is decided last leaves the cursor on the row before, and the only one leaves nothing")
  func lastRow() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4", "G", "U", "F2")
    #expect(
      bench.model.queue.selected?.ticket.text == Bench.matters.dropLast().last, "\(bench.text)")
  }

  @Test("the evidence is complete, and scrolls where it is longer than its place")
  func evidence() throws {
    let bench = try Bench(Bench.farah, columns: 200, rows: 50) { try $0.fillMatters() }
    bench.press("4")
    for words in [
      "For ", "Against ", "Changed     nothing since asha asked at",
      "Limit       ops manager: neither",
      "Figures ", "shortfall", "₹2,000", "Pay to      ····@upi", "Proofs ", "W-A, ₹8,000",
      "“light scratches” ", ", imported ", "“new battery” ", ", typed by asha ", "Contacts ",
      "vendor by phone: answered, asha", "Noted       She is at work till six.",
    ] {
      #expect(bench.text.contains(words), "\(words) in \(bench.text)")
    }
    let small = try Bench(Bench.farah, columns: 80, rows: 24, on: bench.journal)
    small.press("4")
    #expect(small.text.contains(" more ↓ PgDn "), "\(small.text)")
    #expect(!small.text.contains("ticket logged"))
    for _ in 0..<6 { small.press("PgDn") }
    #expect(small.text.contains("ticket logged"), "\(small.text)")
    #expect(!small.text.contains(" more ↓ PgDn "))
    small.press("j")
    #expect(small.model.evidenceTop == 0)
  }

  @Test(
    "evidence that something was recorded on is fetched anew, though the request for it is lost")
  func staleEvidence() throws {
    let bench = try Bench(Bench.farah, columns: 200, rows: 50) { try $0.fillMatters() }
    bench.press("4")
    let other = TicketID("CX-3")
    func known() -> Int? { bench.model.evidence[other]?.history.count }
    let early = try #require(
      bench.answers.answer(to: .evidence(number: bench.model.lastNumber, [other])))
    /// Another records something on a dispute that is not under the cursor; of requests of one kind the last alone is done.
    func change(_ text: String) throws -> Int {
      bench.isHolding = true
      try bench.do(.note(text: text), on: other.text)
      bench.tell(.changed)
      #expect(bench.held.contains { $0.kind == .evidence })
      bench.held.removeAll { $0.kind == .evidence }
      return try bench.journal.history(of: other).count
    }
    var recorded = try change("the shop has moved")
    #expect(known() == recorded - 1)
    bench.release()
    #expect(known() == recorded, "the page that follows asks for it")
    // An answer to what was asked before is as stale as what was there.
    recorded = try change("it is open on Sundays")
    bench.tell(early)
    bench.release()
    #expect(known() == recorded)
    // What was recorded while another view was shown is no more known.
    bench.press("1")
    try bench.do(.note(text: "a third one"), on: other.text)
    bench.tell(.changed)
    bench.press("4")
    #expect(known() == recorded + 1)
    // What is fresh is not fetched again.
    bench.isHolding = true
    bench.press("j", "k")
    #expect(!bench.held.contains { $0.kind == .evidence })
  }

  @Test("each kind of decision is a key, a word or an amount, and F2 or Enter")
  func decisions() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4")
    bench.select("CX-3")
    bench.press("f", "Space")
    bench.press("Enter")
    bench.type("nobody answers there any more")
    bench.press("F2")
    #expect(bench.dispute("CX-3").finding?.kind == .unpaid, "\(bench.text)")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-4"))
    bench.press("s")
    bench.type("10000")
    bench.press("Enter")
    #expect(bench.dispute("CX-4").signOff?.by == Bench.farah.person, "\(bench.text)")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-5"))
    bench.press("r")
    bench.type("Reject it: it is the proof of another order.")
    bench.press("F2")
    #expect(bench.dispute("CX-5").instruction != nil)
    bench.select("CX-8")
    bench.press("b", "F2")
    #expect(bench.record("Cell Six").isBlocked, "\(bench.text)")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-9"))
    bench.press("K", "F2")
    #expect(bench.record("Mobi Nine").isBlocked)
    #expect(!bench.model.queue.rows.contains { $0.ticket == TicketID("CX-9") }, "\(bench.text)")
    bench.select("CX-2")
    bench.press("^", "F2")
    #expect(bench.record("Mobi Two").isFlagged)
    bench.select("CX-2")
    bench.press("S", "F2")
    #expect(bench.record("Mobi Two").isSuspended)
  }

  @Test("a proof that was used twice is accepted with a reason by a manager who does not hold it")
  func accept() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillMatters() }
    try bench.do(.reject(ProofID("P1"), reason: "it is the other order's"), on: "CX-1")
    try bench.do(
      .proof(
        Proof(
          id: ProofID("P2"), kind: .wallet, amount: .rupees(8_000),
          paidAt: Bench.at("2026-11-19T12:00:00+05:30"), reference: "w-a")), on: "CX-1")
    bench.press("4")
    bench.select("CX-5")
    #expect(bench.text.contains("a manager alone may accept a proof"), "\(bench.text)")
    bench.press("F7")
    bench.type("one transfer was meant for this order")
    bench.press("F2")
    #expect(bench.dispute("CX-5").proofs[0].verdict == .accepted, "\(bench.text)")
  }

  @Test("a question about the vendor before is decided on a dispute of that vendor")
  func formerVendor() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillClosedQuestion(closes: false) }
    var order = try #require(bench.dispute("CX-1").order)
    order.vendor = VendorName("Another")
    try bench.do(.order(order), on: "CX-1")
    bench.press("4", "K")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-2"), "\(bench.text)")
    bench.press("F2")
    #expect(bench.record("Mobi").questions.isEmpty)
  }

  @Test("an executive sees the pane and is refused each decision by the core")
  func executive() throws {
    let bench = try Bench { try $0.fillMatters() }
    bench.press("4")
    #expect(bench.text.contains("payout: vendor at fault (D5)") || bench.text.contains("CX-1 "))
    #expect(!bench.text.contains("await you"))
    for key in ["a", "d", "r", "f", "A", "U", "K", "S", "^"] {
      bench.press(key)
      #expect(bench.model.forms.isEmpty, "\(key)")
      #expect(bench.model.notice?.tone == .refusal, "\(key)")
    }
  }

  @Test("a question about the vendor of a closed dispute is decided on an open one of that vendor")
  func elsewhere() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillClosedQuestion() }
    bench.press("4")
    #expect(bench.model.queue.rows.map(\.ticket.text) == ["CX-1"])
    bench.press("K")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-2"), "\(bench.text)")
    bench.press("F2")
    #expect(try bench.journal.counts(for: Bench.omkar.person, at: bench.clock.now)[.escalated] == 0)
    #expect(bench.model.queue.rows.isEmpty, "\(bench.text)")
  }
}

extension Bench {
  /// What is known of a vendor.
  func record(_ vendor: String) -> VendorRecord {
    (try? journal.record(of: VendorName(vendor))) ?? VendorRecord(name: VendorName(vendor))
  }

  /// The disputes of `fillMatters` that wait, in the order of the pane.
  static let matters = ["CX-1", "CX-2", "CX-3", "CX-4", "CX-5", "CX-8", "CX-9"]

  /// One matter of each kind.
  func fillMatters() throws {
    try fillPeople()
    func notes(_ texts: String...) -> [PickupNote] {
      texts.map { PickupNote(text: $0, at: Bench.at("2026-11-18T17:00:00+05:30")) }
    }
    func facts(_ number: Int, _ vendor: String, _ notes: [PickupNote] = []) -> OrderFacts {
      OrderFacts(
        pickup: .completed, pickedUpAt: Bench.at("2026-11-18T17:40:00+05:30"),
        invoice: .rupees(10_000), vendor: VendorName(vendor), paymentMarked: false, notes: notes,
        payTo: Personal("customer\(number)@upi"))
    }
    func step3(_ number: Int, received: Int64? = 8_000, vendor: String, notes: [PickupNote] = [])
      throws
    {
      let id = "CX-\(number)"
      try self.do(
        .log(
          Ticket(
            tag: received == nil ? .customerNotPaid : .lessPaid,
            customer: Personal("Customer \(number)"),
            order: OrderID("ORD-\(number)"), quoted: .rupees(10_000),
            received: received.map { .rupees($0) }, complaint: "less", attachments: [],
            loggedAt: clock.now)), on: id)
      try self.do(.claim, on: id)
      try self.do(.review, on: id)
      try self.do(.order(facts(number, vendor, notes)), on: id)
    }
    func ask(_ number: Int, paid: Int64?) throws {
      let outcome: Outcome = paid == nil ? .noAnswer : .answered
      try self.do(
        .contact(party: .vendor, channel: .phone, outcome: outcome), on: "CX-\(number)")
      if let paid { try self.do(.answer(paid: .rupees(paid), reason: nil), on: "CX-\(number)") }
    }
    func proof(_ number: Int, _ amount: Int64) throws {
      try self.do(
        .proof(
          Proof(
            id: ProofID("P1"), kind: .wallet, amount: .rupees(amount),
            paidAt: Bench.at("2026-11-19T12:00:00+05:30"), reference: "W-A")),
        on: "CX-\(number)")
    }
    at("19T08:00")
    _ = try journal.list(
      [
        .order(
          OrderListing(
            order: OrderID("ORD-1"), facts: facts(1, "FoneBay Pune", notes("light scratches")),
            device: "Pixel"))
      ], by: Bench.asha, at: clock.now)
    // A block that has lost its reason.
    at("20T09:00")
    try step3(9, received: nil, vendor: "Mobi Nine")
    try ask(9, paid: nil)
    at("20T16:00")
    try self.do(.block(reason: nil), on: "CX-9")
    try self.do(.answer(paid: .zero, reason: nil), on: "CX-9")
    // Three disputes of a vendor.
    for number in 6...8 {
      at("20T1\(number):10")
      try step3(number, vendor: "Cell Six")
      try ask(number, paid: 8_000)
    }
    at("22T08:00")
    try step3(1, vendor: "FoneBay Pune", notes: notes("light scratches", "new battery"))
    try ask(1, paid: 8_000)
    try proof(1, 8_000)
    try self.do(.accept(ProofID("P1"), reason: nil), on: "CX-1")
    try self.do(.note(text: "She is at work till six."), on: "CX-1")
    try step3(3, received: nil, vendor: "Mobi Three")
    try ask(3, paid: nil)
    at("22T13:00")
    try self.do(.requestPayout(amount: .rupees(2_000)), on: "CX-1")
    try step3(2, vendor: "Mobi Two")
    try self.do(.escalate(to: .opsManager, reason: "please decide", about: .dispute), on: "CX-2")
    try step3(4, received: nil, vendor: "Mobi Four")
    try ask(4, paid: 10_000)
    try self.do(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .wallet, amount: .rupees(10_000),
          paidAt: Bench.at("2026-11-19T12:00:00+05:30"), reference: "W-B")), on: "CX-4")
    try self.do(.accept(ProofID("P1"), reason: nil), on: "CX-4")
    try step3(5, vendor: "Mobi Five")
    try ask(5, paid: 8_000)
    try proof(5, 8_000)
  }

  /// A question about a vendor on a closed dispute, and another dispute of that vendor that is open.
  func fillClosedQuestion(closes: Bool = true) throws {
    try fillPeople()
    for number in 1...2 {
      at("22T0\(number):00")
      let id = "CX-\(number)"
      try self.do(
        .log(
          Ticket(
            tag: .lessPaid, customer: "Meera", order: OrderID("ORD-\(number)"),
            quoted: .rupees(4_000), received: .rupees(3_000), complaint: "less", attachments: [],
            loggedAt: clock.now)), on: id)
      try self.do(.claim, on: id)
      try self.do(.review, on: id)
      try self.do(
        .order(
          OrderFacts(
            pickup: .completed, invoice: .rupees(4_000), vendor: VendorName("Mobi"),
            paymentMarked: false, payTo: "meera@upi")), on: id)
    }
    try self.do(.escalate(to: .opsManager, reason: "rude on the phone", about: .vendor), on: "CX-1")
    guard closes else { return }
    try self.do(.hear(received: .rupees(4_000), note: nil), on: "CX-1")
    try self.do(.summarise(text: "The customer has confirmed all of it."), on: "CX-1")
    try self.do(.mark(.resolvedPaid), on: "CX-1")
    try self.do(.close(seen: nil), on: "CX-1")
  }
}
