import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("A call sheet", .serialized)
struct CallSheetTests {
  @Test("as text", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L")
    expect(bench.screen(columns, rows).text, isIn: "call-sheet-\(columns)x\(rows)")
    bench.press("a")
    expect(bench.screen(columns, rows).text, isIn: "call-all-\(columns)x\(rows)")
    bench.press("Esc", "Enter")
    expect(bench.screen(columns, rows).text, isIn: "call-answers-\(columns)x\(rows)")
  }

  @Test("in ASCII")
  func ascii() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.model.session.glyphs = .ascii
    bench.open("CX-10604")
    bench.press("L")
    expect(bench.screen(120, 31).text, isIn: "call-sheet-ascii")
  }

  @Test("the most urgent first, the one that one comes from under the cursor")
  func order() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L")
    let sheet = try bench.callSheet
    #expect(sheet.looks.map(\.dispute.id.text) == ["CX-10602", "CX-10604", "CX-10605"])
    #expect(sheet.selected?.dispute.id == TicketID("CX-10604"))
    bench.press("Esc")
    #expect(bench.model.mode == .dispute)
    #expect(bench.model.pane.ticket == TicketID("CX-10604"))
  }

  @Test("one attempt is logged on every dispute, whoever holds it")
  func attempt() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "a")
    bench.press("b", "F2")
    #expect(bench.model.mode == .callSheet)
    #expect(bench.model.notice?.text == "Attempt logged: phone, busy, on 3 of 3 disputes.")
    for ticket in ["CX-10602", "CX-10604", "CX-10605"] {
      let contacts = try bench.journal.look(at: TicketID(ticket))?.dispute.vendorContacts
      #expect(contacts?.last?.outcome == .busy)
      #expect(contacts?.last?.by == Bench.asha.person)
    }
    let other = try bench.journal.look(at: TicketID("CX-10606"))?.dispute.vendorContacts
    #expect(other?.isEmpty == true)
    #expect(bench.model.drafts.isEmpty)
  }

  @Test("what the core refuses is named with its reason, and the others are logged all the same")
  func partly() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "a", "b")
    // Meanwhile one of them is merged away.
    let twin = Ticket(
      tag: .customerNotPaid, customer: "Ravi Kumar", order: OrderID("ORD-10605"),
      quoted: .rupees(6_000), complaint: "again", loggedAt: Bench.at("2026-11-20T10:00:00+05:30"))
    try bench.do(.log(twin), on: "CX-10000", by: Bench.omkar)
    try bench.do(.merge(into: TicketID("CX-10000")), on: "CX-10605", by: Bench.omkar)
    bench.press("F2")
    let notice = try #require(bench.model.notice)
    #expect(notice.text.hasPrefix("Attempt logged: phone, busy, on 2 of 3 disputes. CX-10605: "))
    #expect(notice.tone == .refusal)
    #expect(bench.model.mode == .callSheet)
    #expect(try bench.callSheet.looks.count == 2)
  }

  @Test("a store that fails ends the rest, and each that was not tried says so")
  func storeFails() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "a", "b")
    bench.isHolding = true
    bench.press("F2")
    guard
      case .performEach(var all)? = bench.held.last(where: {
        if case .performEach = $0 { true } else { false }
      })
    else { throw NotThere() }
    let head = try bench.journal.head()
    let proof = Proof(id: ProofID("P1"), kind: .wallet, amount: .rupees(1), paidAt: Bench.noon)
    all[0].steps = [.proofFile(path: "/nowhere/a.png", proof)]
    let answer = try #require(bench.answers.answer(to: .performEach(all)))
    #expect(try bench.journal.head() == head)
    bench.tell(answer)
    #expect(bench.model.performing == nil && bench.model.mode == .form)
    let attempts = try bench.callSheet.attempts
    #expect(attempts.count == 3)
    #expect(attempts[all[2].dispute] == .refused("It was not tried any more."))
  }

  @Test("where all was answered meanwhile nothing is sent, and the form stays")
  func nothingLeft() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "a", "b")
    bench.tell(.asked(VendorName("FoneBay Pune"), Newest([], of: 0)))
    bench.isHolding = true
    bench.press("F2")
    #expect(bench.model.performing == nil && bench.model.mode == .form)
    #expect(bench.model.notice?.text == "FoneBay Pune has nothing to answer now.")
    #expect(
      !bench.held.contains { if case .performEach = $0 { true } else { false } })
    bench.press("Esc")
    #expect(bench.model.mode == .callSheet)
  }

  @Test("a viewer is refused before anything is typed")
  func viewer() throws {
    let bench = try Bench(Bench.vera) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "a")
    #expect(bench.model.mode == .callSheet)
    #expect(bench.model.notice?.tone == .refusal)
  }

  @Test("one message lists the orders, in English and in Hindi, and is copied")
  func message() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "m")
    guard case .copy(let copied, what: "The message")? = bench.shown.last else { throw NotThere() }
    #expect(bench.text.contains("Message to FoneBay Pune · call sheet"))
    #expect(copied.contains("Cashkr to FoneBay Pune"))
    for order in ["ORD-10602", "ORD-10604", "ORD-10605"] {
      #expect(copied.contains("- \(order) (CX-"))
    }
    #expect(!copied.contains("ORD-10606"))
    bench.press("Esc", "M")
    guard case .copy(let hindi, what: "The message")? = bench.shown.last else { throw NotThere() }
    #expect(hindi.contains("ऑर्डर"))
  }

  @Test("answers are taken dispute by dispute; Ctrl-n goes on, and what was typed is kept")
  func answers() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("L", "Enter")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-10604"))
    bench.press("n")
    bench.press("Ctrl-n")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-10605"))
    #expect(bench.model.drafts["CX-10604/vendor/asha"] != nil)
    bench.press("n", "Tab", "Tab")
    bench.press("Ctrl-p")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-10604"))
    #expect(bench.model.notice?.text.contains("draft") == true)
    bench.press("Ctrl-p", "Ctrl-p")
    #expect(bench.model.forms.last?.form.dispute == TicketID("CX-10602"))
    #expect(bench.model.notice?.text == "This is the first one of the sheet.")
    bench.press("n", "Tab")
    bench.type("the shop is closed")
    bench.press("F2")
    #expect(bench.model.mode == .callSheet)
    let answered = try #require(try bench.journal.look(at: TicketID("CX-10602"))?.dispute)
    #expect(answered.answer?.paid == .zero)
    #expect(answered.answer?.reason == "the shop is closed")
    #expect(try bench.callSheet.looks.map(\.dispute.id.text) == ["CX-10604", "CX-10605"])
    #expect(try bench.callSheet.selected?.dispute.id == TicketID("CX-10604"))
    bench.press("Esc", "Esc")
    #expect(bench.model.mode == .queue)
  }

  @Test("on another's dispute the answer is recorded, and its proof waits for the holder")
  func notMine() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10605")
    bench.press("L")
    #expect(bench.text.contains("dev holds it: what arrives you record"))
    bench.press("Enter", "y", "F4")
    bench.type("632614345678")
    bench.press("F2")
    let dispute = try #require(try bench.journal.look(at: TicketID("CX-10605"))?.dispute)
    #expect(dispute.answer?.paid == .rupees(6_000))
    #expect(dispute.proofs.map(\.verdict) == [.waiting])
  }

  @Test("where nothing is open it says so")
  func empty() throws {
    let bench = try Bench { try $0.fillVendor() }
    bench.open("CX-10601")
    try bench.do(.answer(paid: .zero, reason: "no"), on: "CX-10604")
    for ticket in ["CX-10602", "CX-10605"] {
      try bench.do(.contact(party: .vendor, channel: .phone, outcome: .answered), on: ticket)
      try bench.do(.answer(paid: .zero, reason: "no"), on: ticket)
    }
    bench.press("L")
    #expect(bench.text.contains("Nothing is open"))
    bench.press("a")
    #expect(bench.model.mode == .callSheet)
  }
}

extension Bench {
  var callSheet: CallSheet {
    get throws {
      guard case .callSheet(let sheet) = model.screen else { throw NotThere() }
      return sheet
    }
  }
}
