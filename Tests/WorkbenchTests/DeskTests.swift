import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("What managers decide, and what is done elsewhere")
struct DeskTests {
  @Test("a payout above the limit is the finance manager's, word for word")
  func limit() throws {
    let bench = try Bench(Bench.omkar)
    bench.press("4")
    bench.select("CX-10377")
    bench.press("a")
    #expect(bench.text.contains("The finance manager decides (E2)."), "\(bench.text)")
    #expect(bench.dispute("CX-10377").livePayout?.state == .asked)
    let finance = try Bench(Bench.farah, on: bench.journal)
    finance.press("4")
    finance.select("CX-10377")
    #expect(finance.text.contains("finance manager: "), "\(finance.text)")
    #expect(finance.text.contains("₹8,450 is above ₹5,000"))
    finance.press("a")
    finance.type("8,450")
    finance.press("Enter")
    #expect(bench.dispute("CX-10377").livePayout?.state == .approved, "\(finance.text)")
  }

  @Test("the amount has to be typed: Enter alone approves nothing")
  func amount() throws {
    let bench = try Bench(Bench.farah)
    bench.press("4")
    bench.select("CX-10377")
    bench.press("a", "Enter", "Enter", "F2")
    #expect(bench.dispute("CX-10377").livePayout?.state == .asked)
    bench.type("8540")
    bench.press("Enter")
    #expect(bench.dispute("CX-10377").livePayout?.state == .asked)
  }

  @Test("an escalation comes back with its instruction on top")
  func giveBack() throws {
    let bench = try Bench(Bench.omkar)
    bench.press("4")
    bench.select("CX-10411")
    bench.press("r")
    bench.type("Try their shop number once more.")
    bench.press("F2")
    let dev = try Bench(Bench.dev, on: bench.journal)
    dev.open("CX-10411")
    #expect(dev.text.contains("Try their shop number once more."), "\(dev.text)")
    #expect(dev.text.contains("Came back"))
  }

  @Test("what is outstanding elsewhere is listed until it is confirmed")
  func outstanding() throws {
    let bench = try Bench()
    try bench.do(.debit(amount: .rupees(3_999)), on: "CX-10363")
    bench.press("8")
    #expect(bench.model.mode == .outstanding)
    #expect(bench.text.contains("CX-10363"))
    #expect(bench.text.contains("Outstanding 1"), "\(bench.screen(200, 50).text)")
    bench.press("Enter")
    #expect(bench.model.mode == .form)
    bench.press("F2")
    #expect(bench.dispute("CX-10363").outstanding.isEmpty, "\(bench.text)")
  }

  @Test("a ticket from pasted text is read, confirmed, and shown")
  func paste() throws {
    let bench = try Bench()
    bench.press("V")
    bench.tell(
      .key(
        .paste(
          """
          Ticket ID: CX-20001
          Tag: Less Paid
          Customer Name: Meera Nair
          Order ID: ORD-99
          Quoted Price: 4000
          Amount received: 3000
          Created: 2026-11-22 13:00
          Complaint: got less
          """)))
    bench.press("F2")
    #expect(bench.text.contains("CX-20001"), "\(bench.text)")
    bench.press("F2")
    #expect(bench.model.pane.ticket == TicketID("CX-20001"), "\(bench.text)")
    #expect(bench.dispute("CX-20001").quoted == .rupees(4_000))
  }

  @Test("a reference that was seen on another order warns while it is typed")
  func reused() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("w")
    bench.type("y")
    bench.press("Enter", "Enter")
    bench.type("632512998877")
    #expect(bench.text.contains("seen on another order: CX-10377"), "\(bench.text)")
  }

  @Test(
    "it warns as well in a form that is opened after another with it, and in a draft that is there again"
  )
  func reusedAgain() throws {
    let bench = try Bench()
    for ticket in ["CX-10482", "CX-10482", "CX-10490"] {
      bench.open(ticket)
      bench.press("w")
      if !bench.text.contains("Your draft is here again") {
        bench.type("y")
        bench.press("Enter", "Enter")
        bench.tell(.key(.paste("632512998877")))
      }
      #expect(bench.text.contains("seen on another order: CX-10377"), "\(bench.text)")
      bench.press("Esc")
    }
  }

  @Test(
    "a reference that stands on another payout, or looks like none of a bank's, warns and is taken")
  func settledTwice() throws {
    let bench = try Bench()
    try bench.do(.approve(reason: nil), on: "CX-10377", by: Bench.farah)
    bench.open("CX-10377")
    bench.press("=")
    bench.type("1234")
    #expect(bench.text.contains("No bank writes it so: 12 digits"))
    bench.press("C-u")
    bench.type("6326 0000 1111")
    #expect(bench.text.contains("It stands on payout CX-10363-P1 already."), "\(bench.text)")
    bench.press("C-u")
    bench.type("632600002222")
    #expect(!bench.text.contains("It stands on"), "\(bench.text)")
    bench.press("C-u")
    bench.tell(.key(.paste("632512998877")))
    #expect(bench.text.contains("It stands on a proof of CX-10377 already."), "\(bench.text)")
    bench.press("F2")
    #expect(bench.dispute("CX-10377").payouts.first?.state == .settled, "\(bench.text)")
  }

  @Test("a day that is past is read as next year's, with a warning, and shown with its year")
  func farParking() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("P")
    bench.type("20 Nov 9:00")
    #expect(bench.text.contains("That is 362 days away."), "\(bench.text)")
    bench.press("Enter")
    bench.type("the bank")
    bench.press("F2")
    #expect(bench.text.contains("until 20 Nov 2027 09:00: the bank"), "\(bench.text)")
  }

  @Test("the dispute of a form stays under it while others record")
  func others() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("mine")
    try bench.do(.note(text: "theirs"), on: "CX-10490", by: Bench.dev)
    bench.tell(.changed)
    #expect(bench.model.pane.ticket == TicketID("CX-10482"))
    bench.press("F2")
    #expect(bench.dispute("CX-10482").notes == ["mine"])
  }
}

extension Bench {
  /// Puts the cursor of the list on a ticket.
  func select(_ ticket: String) {
    press("g")
    for _ in 0..<50 where model.queue.selected?.ticket != TicketID(ticket) { press("j") }
    #expect(model.queue.selected?.ticket == TicketID(ticket))
  }
}
