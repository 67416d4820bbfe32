import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("From the claim to the closed ticket")
struct JourneyTests {
  /// A ticket that the admin panel lists an order of.
  static func listed(received: Int64?, quoted: Int64 = 10_000) -> (Bench) throws -> Void {
    { bench in
      try bench.fillPeople()
      var day = Bench.Day()
      day.log("CX-1", "Meera Iyer", quoted: quoted, received: received, "22T12:40")
      try bench.fill(day)
      let facts = OrderFacts(
        pickup: .completed, pickedUpAt: Bench.at("2026-11-20T17:40:00+05:30"),
        invoice: .rupees(quoted), vendor: VendorName("FoneBay Pune"), paymentMarked: false,
        payTo: "meera@okaxis")
      try bench.list(facts, order: "ORD-1")
    }
  }

  @Test("a plain D3 takes at most 25 keys beyond what is typed")
  func d3() throws {
    let bench = try Bench(fill: JourneyTests.listed(received: nil, quoted: 4_000))
    bench.press("n", "Enter", "Enter", "F2")  // Claimed, reviewed, order recorded as listed.
    bench.press("Enter")
    bench.type("y")
    bench.press("Enter", "Enter")
    bench.type("632511345678")
    bench.press("F2")
    #expect(bench.dispute("CX-1").proofs.first?.verdict == .accepted, "\(bench.text)")
    bench.press("Enter", "F2")
    #expect(bench.dispute("CX-1").state == .closed, "\(bench.text)")
    #expect(bench.dispute("CX-1").status == .resolvedPaid)
    #expect(bench.keys <= 25, "\(bench.keys) keys")
    #expect(bench.model.mode == .comment)
    guard case .plain(_, let copied, _) = bench.shown.last else {
      Issue.record("the comment is not shown plainly")
      return
    }
    #expect(copied?.contains("Status: Resolved – Paid") == true)
    bench.press("Esc")
    #expect(bench.text.contains("closed"))
  }

  @Test("D5: asked for here, approved and settled by others, closed here")
  func d5() throws {
    let bench = try Bench(fill: JourneyTests.listed(received: 8_000))
    bench.press("n", "Enter", "Enter", "F2", "Enter")
    bench.type("p")
    #expect(bench.model.mode == .form)
    bench.press("Esc")
    try bench.do(.contact(party: .vendor, channel: .phone, outcome: .answered), on: "CX-1")
    try bench.do(.answer(paid: .rupees(8_000), reason: "screen"), on: "CX-1")
    bench.tell(.changed)
    #expect(bench.text.contains("Vendor at fault (D5)"), "\(bench.text)")
    #expect(bench.text.contains("balance ₹2,000, ops manager approves"), "\(bench.text)")
    bench.press("Enter", "F2")
    #expect(bench.dispute("CX-1").livePayout?.amount == .rupees(2_000), "\(bench.text)")

    let manager = try Bench(Bench.omkar, on: bench.journal)
    manager.press("4")
    #expect(manager.text.contains("payout of ₹2,000.00 to Meera Iyer"), "\(manager.text)")
    manager.press("a")
    manager.type("2000")
    manager.press("F2")
    #expect(bench.dispute("CX-1").livePayout?.state == .approved, "\(manager.text)")

    bench.tell(.changed)
    bench.press("=")
    bench.type("632600001111")
    bench.press("F2")
    #expect(bench.dispute("CX-1").settled == .rupees(2_000), "\(bench.text)")
    bench.press("Enter", "F2")
    #expect(bench.dispute("CX-1").debited.values.first == .rupees(2_000), "\(bench.text)")
    bench.press("Enter", "F2")
    #expect(bench.dispute("CX-1").status == .resolvedPaidByCashkr, "\(bench.text)")
    bench.press("Esc", "8")
    #expect(bench.text.contains("CX-1"))
    #expect(bench.model.mode == .outstanding)
  }

  @Test("a refused closure names every row that is missing")
  func gate() throws {
    let bench = try Bench(fill: JourneyTests.listed(received: 8_000))
    bench.press("n", "C")
    #expect(bench.model.mode == .form)
    bench.type("Nothing was found so far, honestly.")
    bench.press("F2")
    let text = bench.text
    for row in ["G2", "G4", "G7"] { #expect(text.contains(row), "\(row): \(text)") }
    #expect(bench.dispute("CX-1").state == .open)
  }

  @Test("a refusal names the key that mends it to those alone whose role may use it")
  func mend() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("=")
    #expect(bench.text.contains("No approved or sent payout waits for the bank's word."))
    #expect(!bench.text.contains("[a] approve"), "\(bench.text)")
    let manager = try Bench(Bench.farah, on: bench.journal)
    manager.press("7")
    manager.open("CX-10482")
    manager.press("=")
    #expect(manager.text.contains("[a] approve"), "\(manager.text)")
  }

  @Test("who does not hold a dispute is not led to what its holder does next")
  func othersDispute() throws {
    let bench = try Bench()
    try bench.do(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .upi, amount: .rupees(9_000),
          paidAt: Bench.at("2026-11-22T13:10:00+05:30"), reference: "632613345678")),
      on: "CX-10482")
    bench.open("CX-10482")
    #expect(bench.text.contains("↵ accept the proof"), "\(bench.text)")
    let other = try Bench(Bench.dev, on: bench.journal)
    other.press("7")
    other.open("CX-10482")
    #expect(!other.text.contains("accept the proof"), "\(other.text)")
  }

  @Test("n takes what needs me most and says why; with nothing left it says so")
  func next() throws {
    let bench = try Bench()
    bench.press("n")
    #expect(bench.model.pane.ticket == TicketID("CX-10490"))
    #expect(bench.text.contains("the vendor's window closes in 0:42"))
    bench.press("n")
    #expect(bench.model.pane.ticket == TicketID("CX-10482"))
    bench.press("n", "n", "n")
    let empty = try Bench { try $0.fillPeople() }
    empty.press("n")
    #expect(empty.text.contains("Nothing asks for your work now."))
  }

  @Test("n does not take what somebody else holds")
  func nextOfOthers() throws {
    let bench = try Bench(fill: JourneyTests.listed(received: 8_000))
    try bench.do(.claim, on: "CX-1", by: Bench.dev)
    bench.press("n")
    #expect(bench.text.contains("Nothing asks for your work now."))
  }
}

extension Bench {
  /// A dispute as the journal has it.
  func dispute(_ ticket: String) -> Dispute {
    do {
      if let look = try journal.look(at: TicketID(ticket)) { return look.dispute }
    } catch {
      Issue.record(error)
    }
    preconditionFailure("there is no \(ticket)")
  }

  /// Has the panel list an order.
  func list(_ facts: OrderFacts, order: String) throws {
    let listing = OrderListing(order: OrderID(order), facts: facts, device: "Pixel 7")
    _ = try journal.list([.order(listing)], by: Bench.asha, at: clock.now)
  }

  @Test("a viewer is led to nothing that only others may do, and told so on asking")
  func viewer() throws {
    let bench = try Bench(Bench.vera)
    bench.open("CX-10501")
    #expect(bench.text.contains("1 Ticket ●"), "\(bench.text)")
    #expect(!bench.text.contains("confirm the review"), "\(bench.text)")
    bench.press("Enter")
    #expect(bench.text.contains("A viewer changes nothing."), "\(bench.text)")
    #expect(!bench.dispute("CX-10501").isReviewed)
  }
}
