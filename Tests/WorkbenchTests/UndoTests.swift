import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Taking back, and looking back")
struct UndoTests {
  @Test("u shows what was recorded, by whom and when, and what stands again; y records it as new")
  func last() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    let before = bench.dispute("CX-10482")
    bench.press("u")
    #expect(bench.model.mode == .rehearsal)
    for words in [
      "Take back · CX-10482", "vendor by WhatsApp: delivered", "by asha, 22 Nov 14:02",
      "the contact before: vendor by phone, no answer", "taken back: the latest contact",
    ] {
      #expect(bench.text.contains(words), "\(words) in:\n\(bench.text)")
    }
    #expect(bench.dispute("CX-10482") == before, "nothing is recorded yet")
    bench.press("y")
    let after = bench.dispute("CX-10482")
    #expect(after.contacts.count == before.contacts.count - 1)
    #expect(after.version == before.version + 1)
    #expect(bench.model.notice?.text == "Taken back: vendor by WhatsApp: delivered.")
    #expect(bench.model.overlay == nil)
  }

  @Test("again and again it goes back, to where nothing is left but the ticket")
  func further() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    for _ in 0..<6 { bench.press("u", "y") }
    let dispute = bench.dispute("CX-10482")
    #expect(dispute.holder == nil && !dispute.isReviewed && dispute.order == nil)
    bench.press("u")
    #expect(bench.model.overlay == nil)
    #expect(bench.model.notice?.text.contains("what has arrived stays") == true)
    #expect(bench.model.notice?.tone == .refusal)
  }

  @Test("Esc leaves it as it is, Enter and other keys do not record it")
  func leave() throws {
    let bench = try Bench()
    let head = try bench.journal.head()
    bench.open("CX-10482")
    bench.press("u", "Enter", "u", "c", "Esc")
    #expect(try bench.journal.head() == head)
    #expect(bench.model.overlay == nil && bench.model.notice?.text == "Nothing was recorded.")
  }

  @Test("what is not taken back says why, in the core's words, with the key that leads on")
  func refused() throws {
    let bench = try Bench()
    bench.open("CX-10377")
    bench.press("u")
    #expect(bench.model.notice?.text.contains("A payout was asked for last") == true)
    #expect(bench.model.notice?.mend == nil, "declining is a manager's")
    let manager = try Bench(Bench.farah, on: bench.journal)
    manager.press("4")
    manager.open("CX-10377")
    manager.press("u")
    #expect(manager.model.notice?.mend == .decline)
    bench.open("CX-10363")
    bench.press("u")
    #expect(bench.model.notice?.text.contains("Money has moved") == true)
  }

  @Test("who may not is told so before anything is recorded")
  func forbidden() throws {
    let bench = try Bench(Bench.dev)
    let head = try bench.journal.head()
    bench.open("CX-10482")
    bench.press("u")
    #expect(bench.text.contains("Cannot"), "\(bench.text)")
    #expect(bench.text.contains("asha holds CX-10482"))
    bench.press("y", "Esc")
    #expect(try bench.journal.head() == head)
  }

  @Test("a key that comes before what is shown waits for it, and Esc gives it up")
  func early() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.isHolding = true
    bench.press("u", "y")
    #expect(bench.text.contains("Reading what was recorded"), "\(bench.text)")
    bench.release()
    #expect(bench.dispute("CX-10482").contacts.count == 1, "\(bench.text)")
    bench.isHolding = true
    bench.press("u", "Esc")
    #expect(bench.model.overlay == nil)
    bench.release()
    #expect(bench.model.overlay == nil && bench.dispute("CX-10482").contacts.count == 1)
  }

  @Test("somebody who recorded meanwhile is told of, and nothing is taken back")
  func conflict() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("u")
    try bench.do(.note(text: "they called back"), on: "CX-10482", by: Bench.dev)
    bench.press("y")
    #expect(bench.model.mode == .conflict)
    #expect(bench.text.contains("they called back"), "\(bench.text)")
    #expect(bench.dispute("CX-10482").contacts.count == 2)
    bench.press("Enter", "u")
    #expect(bench.text.contains("Stays as it is"), "\(bench.text)")
    bench.press("y")
    #expect(bench.dispute("CX-10482").contacts.count == 1)
  }

  @Test("what was assigned together is taken back together, after a rehearsal")
  func bulk() throws {
    let bench = try Bench(Bench.omkar)
    bench.press("7")
    let holders = Dictionary(
      uniqueKeysWithValues: bench.model.queue.rows.map { ($0.ticket, $0.holder) })
    bench.press("*", "A")
    bench.type("dev")
    bench.press("F2", "y")
    #expect(try bench.journal.held(by: Bench.dev.person).count == 8)
    #expect(bench.model.notice?.text.contains("takes it back, as far as that can be") == true)
    bench.press("u")
    #expect(bench.text.contains("7 can be taken back, 1 cannot."), "\(bench.text)")
    #expect(bench.text.contains("assigned to dev, omkar"))
    #expect(bench.text.contains("It was like that before"), "dev held one already")
    bench.press("y")
    for (ticket, holder) in holders {
      #expect(bench.dispute(ticket.text).holder == holder, "\(ticket)")
    }
    #expect(bench.model.bulk == nil)
  }

  @Test("a note on several is not said to be taken back, for notes stay")
  func notedTogether() throws {
    let bench = try Bench(Bench.asha)
    bench.press("Space", "j", "Space", "i")
    bench.type("Asked the shop.")
    bench.press("F2", "y")
    #expect(bench.text.contains("2 noted."), "\(bench.text)")
    #expect(!bench.text.contains("takes it back, as far as that can be"), "\(bench.text)")
  }

  @Test("what cannot be taken back is not said to be")
  func declined() throws {
    let bench = try Bench(Bench.farah)
    bench.press("7", "*", "d")
    bench.type("no")
    bench.press("F2", "y")
    #expect(bench.dispute("CX-10377").payouts.first?.state == .declined, "\(bench.text)")
    bench.press("Esc", "Esc")
    #expect(bench.model.bulk == nil)
    #expect(!bench.text.contains("as far as that can be"), "\(bench.text)")
  }

  @Test("of what was done together, what was changed since stays, and is named with who changed it")
  func bulkChanged() throws {
    let bench = try Bench(Bench.omkar)
    bench.press("7", "*", "A")
    bench.type("dev")
    bench.press("F2", "y")
    try bench.do(.review, on: "CX-10501", by: Bench.dev)
    bench.press("u")
    #expect(bench.text.contains("6 can be taken back, 2 cannot."), "\(bench.text)")
    #expect(bench.text.contains("1: It was changed since by dev"))
    bench.press("y", "Esc")
    #expect(try bench.journal.held(by: Bench.dev.person).map(\.text) == ["CX-10411", "CX-10501"])
  }

  @Test(
    "in the timeline the brackets look at the dispute as it was, and nothing is recorded from there"
  )
  func past() throws {
    let bench = try Bench(columns: 120, rows: 50)
    bench.open("CX-10482")
    let head = try bench.journal.head()
    bench.press("t", "[")
    #expect(bench.text.contains("As it was on 22 Nov 13:14"), "\(bench.text)")
    bench.press("[", "[")
    #expect(bench.model.pane.past?.look.dispute.contacts.isEmpty == true)
    #expect(bench.text.contains("after: order recorded: FoneBay Pune"), "\(bench.text)")
    #expect(bench.text.contains("2 Order ●"), "\(bench.text)")
    for key in ["u", "i", "w", "R", "Enter"] {
      bench.press(key)
      #expect(bench.model.notice?.text.contains("This is how it was on") == true, "\(key)")
      #expect(bench.model.forms.isEmpty && bench.model.overlay == nil, "\(key)")
    }
    #expect(try bench.journal.head() == head)
    for _ in 0..<9 { bench.press("[") }
    #expect(bench.model.notice?.text == "Nothing was recorded before this.")
    #expect(bench.model.pane.past?.place == 1)
    bench.press("Esc")
    #expect(bench.model.pane.past == nil && bench.model.pane.showsTimeline)
    bench.press("]")
    #expect(bench.model.notice?.text == "This is how it is now.")
    bench.press("[", "]")
    #expect(bench.model.pane.past == nil)
  }

  @Test("what somebody records while one looks back changes nothing of what was")
  func pastStays() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("t", "[", "[")
    let past = bench.model.pane.past
    try bench.do(.note(text: "meanwhile"), on: "CX-10482", by: Bench.dev)
    bench.tell(.changed)
    #expect(bench.model.pane.past?.event == past?.event)
    #expect(bench.model.pane.past?.look.dispute == past?.look.dispute)
    #expect(bench.model.pane.past?.count == (past?.count ?? 0) + 1)
  }

  @Test("a correction shows what stood before and what stands since")
  func corrections() throws {
    let bench = try Bench(columns: 120, rows: 50)
    try bench.do(.amend(TicketAmendment(quoted: .rupees(9_000))), on: "CX-10482")
    try bench.do(.answer(paid: .zero, reason: nil), on: "CX-10482")
    try bench.do(.answer(paid: .rupees(7_000), reason: "battery"), on: "CX-10482")
    var order = try #require(bench.dispute("CX-10482").order)
    order.invoice = .rupees(8_500)
    order.payTo = "meera@okhdfc"
    try bench.do(.order(order), on: "CX-10482")
    bench.open("CX-10482")
    bench.press("t")
    let text = bench.text.replacing(/\s*│\s*/, with: " ").replacing(/\s+/, with: " ")
    for words in [
      "quoted ₹10,000 → ₹9,000", "(before: ₹0)", "invoice ₹8,000 → ₹8,500",
      "pay to ····@okaxis → ····@okhdfc",
    ] {
      #expect(text.contains(words), "\(words) in:\n\(bench.text)")
    }
    bench.press("u")
    let shown = bench.text.replacing(/\s*│\s*/, with: " ").replacing(/\s+/, with: " ")
    #expect(
      shown.contains(
        "the order as it was: invoice ₹8,500 → ₹8,000, pay to ····@okhdfc →"),
      "\(bench.text)")
  }
}
