import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The mouse, where it is on", .serialized)
struct MouseTests {
  private func bench(_ actor: Actor = Bench.asha, columns: Int = 120, rows: Int = 31) throws
    -> Bench
  {
    let bench = try Bench(actor, columns: columns, rows: rows)
    bench.model.takesMouse = true
    return bench
  }

  @Test("a click takes the row under it, and a click on the dispute gives that the keys")
  func click() throws {
    let bench = try bench()
    bench.mouse(.press, on: "CX-10363")
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-10363"))
    #expect(bench.model.pane.ticket == TicketID("CX-10363"))
    #expect(bench.model.focus == .list)
    bench.mouse(.press, row: 10, column: 100)
    #expect(bench.model.focus == .dispute)
    bench.mouse(.press, on: "CX-10490")
    #expect(bench.model.focus == .list)
    #expect(bench.model.pane.ticket == TicketID("CX-10490"))
    // Heading, border, and what lies below the last row are no rows.
    for row in [0, 1, 2, 20, 29, 30, 400] {
      bench.mouse(.press, row: row, column: 4)
      #expect(bench.model.queue.selected?.ticket == TicketID("CX-10490"))
    }
  }

  @Test("the wheel moves what it is over, whatever has the keys")
  func wheel() throws {
    let bench = try bench()
    bench.mouse(.wheelDown, row: 5, column: 4)
    #expect(bench.model.queue.cursor == 3)
    #expect(bench.model.pane.ticket == bench.model.queue.selected?.ticket)
    bench.mouse(.wheelUp, row: 5, column: 4)
    #expect(bench.model.queue.cursor == 0)
    _ = bench.screen(120, 14)
    bench.mouse(.wheelDown, row: 5, column: 100)
    #expect(bench.model.pane.scroll == 3 && bench.model.queue.cursor == 0)
    #expect(bench.model.focus == .list)
  }

  @Test("on a wide screen what is around the dispute is scrolled by itself")
  func around() throws {
    let bench = try bench(columns: 150, rows: 14)
    for _ in 0..<9 { try bench.do(.note(text: "one more"), on: "CX-10490") }
    bench.tell(.changed)
    bench.mouse(.wheelDown, row: 5, column: 140)
    #expect(bench.model.pane.aroundTop == 3)
    for _ in 0..<30 { bench.mouse(.wheelDown, row: 5, column: 140) }
    #expect(bench.text.contains("ticket logged"), "\(bench.text)")
  }

  @Test("in the escalated view the evidence is scrolled, and its list taken")
  func escalated() throws {
    let bench = try bench(Bench.farah, columns: 120, rows: 24)
    bench.press("4")
    bench.mouse(.wheelDown, row: 18, column: 60)
    #expect(bench.model.evidenceTop == 3)
    #expect(bench.model.queue.cursor == 0)
    bench.mouse(.press, on: "CX-10411")
    #expect(bench.model.queue.cursor == 1)
  }

  @Test("grouped rows and their headers are taken where they stand")
  func grouped() throws {
    let bench = try bench()
    bench.press("z")
    for line in 0..<bench.model.visibleRows {
      guard let place = bench.model.queue.place(onLine: line) else { continue }
      bench.mouse(.press, row: line + 3, column: 6)
      #expect(bench.model.queue.cursor == place.row, "line \(line)")
      #expect(bench.model.queue.isOnHeader == place.isHeader, "line \(line)")
      let lines = bench.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[line + 3].contains("▌"), "line \(line): \(bench.text)")
    }
    #expect(bench.model.queue.place(onLine: 0)?.isHeader == true)
  }

  @Test("overlays are scrolled by their own actions, forms and overlays are clicked nowhere")
  func overlays() throws {
    let bench = try bench()
    bench.press("?")
    bench.mouse(.wheelDown, row: 10, column: 60)
    guard case .choice(let choice) = bench.model.overlay else {
      Issue.record("no list is open")
      return
    }
    #expect(choice.cursor == 3)
    bench.mouse(.press, row: 10, column: 4)
    #expect(bench.model.mode == .choice)
    bench.press("Esc")
    bench.open("CX-10482")
    bench.press("i")
    bench.type("typed")
    bench.mouse(.press, on: "CX-10490")
    bench.mouse(.wheelDown, row: 10, column: 100)
    #expect(bench.model.forms.last?.form.draft["text"] == "typed")
    #expect(bench.model.pane.ticket == TicketID("CX-10482"))
  }

  @Test("on a vendor’s page, a call sheet and in the reports a click takes what is under it")
  func screens() throws {
    let bench = try bench(rows: 50)
    bench.open("CX-10490")
    bench.press("W")
    bench.mouse(.press, on: "CX-10363 ")
    #expect(bench.model.pane.ticket == TicketID("CX-10363"), "\(bench.text)")
    bench.press("Esc", "1")
    try bench.do(.answer(paid: .rupees(20_000), reason: nil), on: "CX-10377")
    bench.open("CX-10482")
    bench.press("L")
    guard case .callSheet(let sheet) = bench.model.screen else {
      Issue.record("no call sheet: \(bench.text)")
      return
    }
    #expect(sheet.looks.count == 2, "\(bench.text)")
    for look in sheet.looks.reversed() {
      bench.mouse(.press, on: look.dispute.id.text)
      #expect(bench.model.pane.ticket == look.dispute.id, "\(bench.text)")
    }
    bench.press("9")
    let bar = try #require(bench.bars.last)
    bench.mouse(.press, row: bar, column: 10)
    guard case .report(let page) = bench.model.screen else {
      Issue.record("no report: \(bench.text)")
      return
    }
    #expect(page.cursor > 0)
    let lines = bench.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[bar].contains("▌"), "\(bench.text)")
  }

  @Test("off, as it is unless somebody says otherwise, it does nothing at all")
  func off() throws {
    let bench = try Bench()
    let before = bench.text
    bench.mouse(.wheelDown, row: 5, column: 4)
    bench.mouse(.press, row: 6, column: 4)
    bench.mouse(.press, row: 10, column: 100)
    #expect(bench.text == before)
  }

  @Test("while keys wait it does nothing: another screen is on its way")
  func waiting() throws {
    let bench = try bench()
    bench.isHolding = true
    bench.press("n")
    #expect(bench.model.isBlocked)
    bench.mouse(.press, row: 6, column: 4)
    #expect(bench.model.typeahead.isEmpty)
    bench.release()
    #expect(bench.model.pane.ticket == TicketID("CX-10490"))
  }
}

extension Bench {
  /// Rows of the screen in whose left column a bar of the reports stands.
  fileprivate var bars: [Int] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.prefix(60).contains("█") }.map(\.offset)
  }

  fileprivate func mouse(_ deed: Mouse.Deed, row: Int, column: Int) {
    tell(.key(.mouse(Mouse(deed, row: row, column: column))))
  }

  /// On the first place of the screen that says a text.
  fileprivate func mouse(_ deed: Mouse.Deed, on words: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let row = lines.firstIndex(where: { $0.contains(words) }) else {
      Issue.record("\(words) is not on the screen:\n\(text)")
      return
    }
    mouse(deed, row: row, column: 12)
  }
}
