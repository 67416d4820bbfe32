import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("What lies over the panes")
struct OverlayTests {
  @Test("a refusal is the core's, with the key that mends it")
  func refusal() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("v")
    #expect(bench.text.contains("Nobody holds CX-10501: claim it first.  [c] claim"))
  }

  @Test("all keys are listed with why not, and run with Enter")
  func help() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("?")
    bench.type("rev")
    #expect(bench.text.contains("Nobody holds CX-10501"))
    bench.press("Esc", "?")
    bench.type("claim")
    bench.press("Enter")
    #expect(bench.dispute("CX-10501").holder == Bench.asha.person)
  }

  @Test("a key that means nothing says so and names the list of those that do; Esc says nothing")
  func unbound() throws {
    let bench = try Bench()
    bench.press("%")
    #expect(bench.text.contains("“%” does nothing here; ? (keys) lists those that do."))
    bench.press("Esc")
    #expect(bench.model.notice == nil)
    bench.open("CX-10501")
    bench.press("F12")
    #expect(bench.text.contains("“F12” does nothing here"))
    bench.press("?", "F12")
    #expect(bench.model.notice == nil, "typing for a choice")
  }

  /// Reads down to the last row of what lies over the panes, by a key, and up again.
  private func read(_ bench: Bench, from first: String, to last: String) {
    #expect(bench.text.contains(first))
    #expect(!bench.text.contains(last))
    #expect(bench.text.contains(" more ↓"))
    for _ in 0..<12 { bench.press("j") }
    #expect(bench.text.contains(last), "\(bench.text)")
    #expect(!bench.text.contains(" more ↓"))
    for _ in 0..<12 { bench.press("k") }
    #expect(bench.text.contains(first))
  }

  private static let long = (1...40).map { "line \($0)." }.joined(separator: "\n")

  @Test("a comment that is longer than the screen is read to its last row")
  func longComment() throws {
    let bench = try Bench(columns: 80, rows: 24)
    bench.open("CX-10482")
    bench.model.present(Self.long, of: TicketID("CX-10482"))
    read(bench, from: "line 1.", to: "line 40.")
  }

  @Test("a message that is longer than the screen is read to its last row, which is its link")
  func longMessage() throws {
    let bench = try Bench(columns: 80, rows: 24)
    let vendor = VendorName("CellCart Nagpur")
    bench.model.overlay = .message(
      MessageScreen(
        about: .dispute(TicketID("CX-10482")), vendor: vendor, name: "Cashkr",
        texts: [.english: Self.long], language: .english))
    read(bench, from: "line 1.", to: "https://wa.me/")
  }

  @Test("all that somebody faster has recorded can be read")
  func longConflict() throws {
    let bench = try Bench(columns: 80, rows: 24)
    bench.open("CX-10482")
    bench.press("i")
    bench.type("what was typed")
    for number in 1...40 {
      try bench.do(.note(text: "line \(number)."), on: "CX-10482", by: Bench.dev)
    }
    bench.press("F2")
    read(bench, from: "line 1.", to: "[↵] go on")
  }

  @Test("the palette finds an action by letters of its name")
  func palette() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("outst")
    bench.press("Enter")
    #expect(bench.model.queue.view == .outstanding)
    bench.press(":")
    bench.type("nwpst")
    bench.press("Enter")
    #expect(bench.model.forms.last?.form.kind == .pasteTicket)
  }

  @Test("a theme is previewed under the cursor, and taken back with Esc")
  func theme() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("theme")
    bench.press("Enter")
    let before = bench.model.session.themeName
    bench.press("Down")
    #expect(bench.model.session.themeName != before)
    bench.press("Esc")
    #expect(bench.model.session.themeName == before)
    guard case .theme(before, isChosen: false) = bench.shown.last else {
      Issue.record("the theme before is not shown again")
      return
    }
  }

  @Test("in the sample one can be somebody else, elsewhere not")
  func actAs() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("as omkar")
    bench.press("Enter")
    #expect(bench.model.session.actor == Bench.omkar)
    #expect(bench.text.contains("omkar, ops manager"))
    bench.model.session.isSample = false
    bench.press(":")
    bench.type("as asha")
    bench.press("Enter")
    #expect(bench.model.session.actor == Bench.omkar)
    #expect(bench.text.contains("Only in the sample"))
  }

  @Test("a search is answered by its last letters alone")
  func search() throws {
    let bench = try Bench()
    bench.isHolding = true
    bench.press("/")
    bench.type("ravi")
    let searches = bench.held.filter { if case .search = $0 { true } else { false } }
    #expect(searches.count == 4)
    bench.release()
    bench.press("Enter")
    #expect(bench.model.pane.ticket == TicketID("CX-10501"))
    #expect(bench.model.mode == .dispute)
  }

  @Test("personal data is masked until it is asked for, and the look is logged")
  func mask() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    #expect(!bench.text.contains("9820010482"))
    bench.press("x")
    #expect(bench.text.contains("9820010482"))
    let history = try bench.journal.history(of: TicketID("CX-10482"))
    #expect(history.last?.event.fact == .personalDataShown)
    bench.press("h")
    bench.open("CX-10490")
    #expect(!bench.text.contains("9820010490"))
  }

  @Test("a look ends with the pane: going back to the list and in again is another one")
  func maskAgain() throws {
    let bench = try Bench(columns: 80, rows: 24)
    bench.open("CX-10482")
    bench.press("x")
    #expect(bench.text.contains("9820010482"))
    bench.press("t")
    #expect(bench.text.contains("personal data shown, asha"))
    bench.press("t", "h")
    bench.open("CX-10482")
    #expect(!bench.text.contains("9820010482"))
    bench.press("x", "x")
    #expect(!bench.text.contains("9820010482"), "a second time it hides")
    let looks = try bench.journal.history(of: TicketID("CX-10482")).filter {
      $0.event.fact == .personalDataShown
    }
    #expect(looks.count == 2)
  }

  @Test("what is about to be paid can be looked at in the form, and the look is logged before it")
  func maskInForm() throws {
    let bench = try Bench(Bench.farah, columns: 120, rows: 31)
    bench.press("4")
    let row = try #require(
      bench.model.queue.rows.first { $0.matter(at: bench.clock.now)?.kind == .payout })
    bench.open(row.ticket.text)
    bench.press("a")
    #expect(bench.model.mode == .form)
    #expect(bench.text.contains("[Alt-x] shows it"))
    let payTo = try #require(bench.model.pane.look?.dispute.livePayout?.payTo.text)
    #expect(!bench.text.contains(payTo))
    bench.type("8")
    bench.press("Alt-x")
    #expect(bench.text.contains(payTo))
    #expect(!bench.text.contains("shows it"))
    let history = try bench.journal.history(of: row.ticket)
    #expect(history.last?.event.fact == .personalDataShown)
    #expect(history.last?.event.by == Bench.farah.person)
    // The form stands on the version after the look, so that what is typed can be recorded.
    #expect(bench.model.forms.last?.form.version == history.last?.version)
    bench.press("Alt-x")
    #expect(!bench.text.contains(payTo))
  }

  @Test("a look does not hide what others recorded under the form")
  func maskOverConflict() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("The shop opens at ten.")
    let before = try #require(bench.model.forms.last?.form.version)
    try bench.do(.note(text: "Somebody was faster."), on: "CX-10482", by: Bench.dev)
    bench.tell(.changed)
    bench.press("Alt-x")
    #expect(bench.model.forms.last?.form.version == before)
    bench.press("F2")
    #expect(bench.text.contains("was changed meanwhile"))
  }

  @Test("what was typed freely hides its numbers until they are asked for")
  func maskTyped() throws {
    let bench = try Bench()
    try bench.do(.note(text: "She answers on 98200 10482, ref 632614345678."), on: "CX-10482")
    bench.open("CX-10482")
    bench.press("t")
    #expect(bench.text.contains("She answers on ····0482, ref 632614345678."))
    bench.press("x")
    #expect(bench.text.contains("98200 10482"))
  }

  @Test("a viewer sees, masked, and changes nothing")
  func viewer() throws {
    let bench = try Bench(Bench.vera)
    bench.open("CX-10482")
    bench.press("x")
    #expect(bench.text.contains("A viewer changes nothing."))
    bench.press("N")
    #expect(bench.text.contains("A viewer changes nothing."))
    #expect(bench.model.forms.isEmpty)
  }

  @Test("hostile text comes into no frame raw")
  func hostile() throws {
    let bench = try Bench { bench in
      try bench.fillPeople()
      var day = Bench.Day()
      day.log(
        "CX-1", "Eve\u{1B}]52;c;aGk=\u{07}\u{202E}\u{9B}2J", quoted: 10_000, received: 8_000,
        "22T12:40")
      try bench.fill(day)
    }
    bench.open("CX-1")
    for frame in [bench.screen(120, 31), bench.screen(200, 50), bench.screen(80, 24)] {
      let bad = frame.text.unicodeScalars.filter {
        $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
      }
      #expect(bad.isEmpty)
    }
  }

  @Test(
    "every screen is drawn at any size",
    arguments: [(1, 1), (10, 3), (40, 10), (99, 24), (139, 60)])
  func sizes(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.farah, columns: columns, rows: rows)
    for key in ["4", "1", "l", "t", "t", "?", "Esc", ":", "Esc", "/", "Esc", "w", "Esc", "i"] {
      bench.press(key)
      #expect(view(bench.model).size == Size(columns: columns, rows: rows))
    }
  }

  @Test("the ticket's address is copied from the policy's template")
  func links() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("y")
    guard case .plain(_, let copying, _) = bench.shown.last else {
      Issue.record("no links are shown")
      return
    }
    #expect(copying == "https://app.cxgenie.ai/tickets/CX-10482")
  }
}

@Suite("A search that is faster than its answer")
struct QuickSearchTests {
  @Test("Enter before the answer opens the first row that comes")
  func quick() throws {
    let bench = try Bench()
    let row = try #require(try bench.journal.row(of: TicketID("CX-10411")))
    bench.press("/")
    bench.isHolding = true
    bench.type("10411")
    bench.press("Enter")
    guard case .choice(let choice) = bench.model.overlay else {
      Issue.record("the search was left: \(bench.text)")
      return
    }
    bench.isHolding = false
    bench.model.receiveFound(choice.number, Found(rows: [row]))
    #expect(bench.model.overlay == nil)
    #expect(bench.model.pane.ticket == TicketID("CX-10411"))
  }
}
