import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The reports", .serialized)
struct ReportTests {
  /// The reports of the bench's desk.
  private func reports(
    columns: Int = 120, rows: Int = 31, glyphs: Glyphs = .unicode
  ) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows) { try $0.fillReports() }
    bench.model.session.glyphs = glyphs
    bench.press("9")
    return bench
  }

  @Test("as text", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try reports(columns: columns, rows: rows)
    expect(bench.screen(columns, rows).text, isIn: "report-\(columns)x\(rows)")
  }

  @Test("with the disputes behind a bar", arguments: FrameTests.sizes)
  func behind(columns: Int, rows: Int) throws {
    let bench = try reports(columns: columns, rows: rows)
    bench.go(to: .coveredByExecutive, "asha")
    bench.press("Enter")
    expect(bench.screen(columns, rows).text, isIn: "report-behind-\(columns)x\(rows)")
  }

  @Test("in ASCII, and with the roles of each row", arguments: FrameTests.sizes)
  func ascii(columns: Int, rows: Int) throws {
    let bench = try reports(columns: columns, rows: rows, glyphs: .ascii)
    bench.go(to: .outcomes, "D5")
    let frame = bench.screen(columns, rows)
    expect(frame.text, isIn: "report-\(columns)x\(rows)-ascii")
    expect(
      frame.annotated(theme: .terminal, depth: .sixteen),
      isIn: "report-\(columns)x\(rows)-ascii-sixteen")
  }

  @Test("every bar opens exactly the disputes that it counts")
  func everyBar() throws {
    let bench = try reports(columns: 200, rows: 50)
    let bars = try bench.page().bars
    #expect(bars.count == 30 + 30 + 6 + 6 + 2 + 2 + 2 + 9 + 3 + 2 + 3 + 2 + 2 + 2 + 2)
    for (place, (figure, bar)) in bars.enumerated() {
      #expect(try bench.page().cursor == place)
      bench.press("Enter")
      let behind = try bench.page().behind
      if bar.entries.isEmpty {
        #expect(behind == nil && bar.value == 0, "\(figure) \(bar.key)")
      } else {
        #expect(behind?.bar == bar)
        switch figure.unit {
        case .disputes: #expect(behind?.bar.entries.count == Int(bar.value))
        case .paise: #expect(bar.entries.reduce(0) { $0 + $1.value } == bar.value)
        case .seconds: #expect(bar.entries.contains { $0.value == bar.value })
        }
        // Each of its rows is a dispute that is there, and leads to it.
        for entry in bar.entries {
          bench.press("Enter")
          #expect(
            bench.model.mode == .dispute && bench.model.pane.look?.dispute.id == entry.dispute)
          bench.press("Esc", "j")
        }
        bench.press("Esc")
      }
      bench.press("j")
    }
  }

  @Test("Esc goes back a step at a time: dispute, list, bars, queue")
  func back() throws {
    let bench = try reports()
    bench.go(to: .closed, "2026-11-17")
    bench.press("Enter", "Enter")
    #expect(bench.model.mode == .dispute)
    bench.press("Esc")
    #expect(try bench.model.mode == .report && bench.page().behind != nil)
    bench.press("Esc")
    #expect(try bench.model.mode == .report && bench.page().behind == nil)
    bench.press("Esc")
    #expect(bench.model.mode == .queue && bench.model.screens.isEmpty)
  }

  @Test("[ and ] go through periods, Tab to another length, and never past today")
  func periods() throws {
    let bench = try reports()
    func period() throws -> String { try bench.page().report?.period.shown ?? "" }
    #expect(try period() == "24 Oct – 22 Nov 2026")
    bench.press("[")
    #expect(try period() == "24 Sep – 23 Oct 2026")
    #expect(try bench.page().report?[.opened].total == 0)
    bench.press("]")
    #expect(try period() == "24 Oct – 22 Nov 2026")
    bench.press("]")
    #expect(bench.model.notice?.text.contains("ends today") == true)
    bench.press("Tab")
    #expect(try period() == "24 Aug – 22 Nov 2026")
    #expect(bench.text.contains("21 Sep – 27 Sep"), "a quarter is told by weeks")
    bench.press("Tab")
    #expect(try period() == "16 Nov – 22 Nov 2026")
    bench.press("Tab", "[", "[")
    #expect(try period() == "25 Aug – 23 Sep 2026")
  }

  @Test("nothing waits for the figures, and late ones of another period are not shown")
  func late() throws {
    let bench = try Bench { try $0.fillReports() }
    bench.isHolding = true
    bench.press("9")
    #expect(bench.text.contains("reading"))
    let first = bench.held
    bench.held = []
    bench.press("[")
    #expect(bench.text.contains("24 Sep – 23 Oct 2026") && bench.text.contains("reading"))
    for effect in first {
      if let message = bench.answers.answer(to: effect) { bench.tell(message) }
    }
    #expect(bench.text.contains("reading"), "the first period's figures came too late")
    bench.press("Enter", "j", "G")
    bench.release()
    #expect(!bench.text.contains("reading"))
    bench.press("Esc")
    #expect(bench.model.mode == .queue)
  }

  @Test("a time opens what it was measured on, the longest first")
  func longest() throws {
    let bench = try reports()
    bench.go(to: .closure, "p90")
    bench.press("Enter")
    let entries = try #require(bench.page().behind?.bar.entries)
    #expect(entries.count == 6)
    #expect(entries.map(\.value) == entries.map(\.value).sorted(by: >))
  }

  @Test("figures that cannot be read say why, and the next period is tried")
  func trouble() throws {
    let bench = try Bench { try $0.fillReports() }
    bench.isHolding = true
    bench.press("9")
    let number = try bench.page().number
    bench.held = []
    bench.tell(.reportFailed(number, "The disk is gone."))
    #expect(bench.text.contains("The disk is gone."))
    bench.isHolding = false
    bench.press("[")
    #expect(!bench.text.contains("The disk is gone."))
  }

  @Test("what is recorded elsewhere shows at once, and the cursor stays on its bar")
  func live() throws {
    let bench = try reports()
    bench.go(to: .coveredByVendor, "FoneBay Pune")
    try bench.do(.reverse(reason: "came back"), on: "CX-10204", by: Bench.omkar)
    bench.tell(.changed)
    let page = try bench.page()
    #expect(page.bars[page.cursor].bar.key == "FoneBay Pune")
    #expect(page.report?[.cameBack].bars.map(\.value) == [1, 1])
  }

  @Test("are there for a viewer, by key and by name")
  func viewer() throws {
    let bench = try Bench(Bench.vera) { try $0.fillReports() }
    bench.press(":")
    bench.type("reports")
    bench.press("Enter")
    #expect(bench.model.mode == .report)
    #expect(bench.text.contains("Open now, by age"))
  }

  @Test("are whole on an empty desk")
  func empty() throws {
    let bench = try Bench { try $0.fillPeople() }
    bench.press("9", "G", "Enter")
    #expect(bench.model.notice?.text.contains("No dispute is behind") == true)
    bench.press("k", "PgUp", "g")
    #expect(bench.model.mode == .report)
  }

  @Test("show the sums again when the cursor is back at the top")
  func top() throws {
    let bench = try reports(columns: 80, rows: 24)
    let before = bench.text
    bench.press("G")
    #expect(!bench.text.contains("Opened"))
    bench.press("g")
    #expect(bench.text == before)
    bench.press("PgDn", "PgDn", "PgUp", "PgUp")
    #expect(bench.text == before)
  }

  @Test("fit any screen, with the cursor in sight")
  func sizes() throws {
    let bench = try reports()
    for (columns, rows) in [(200, 50), (120, 31), (80, 24), (60, 12), (30, 6), (10, 3), (1, 1)] {
      for _ in 0..<12 {
        bench.press("PgDn")
        _ = bench.screen(columns, rows)
        let (page, inside) = (try bench.page(), bench.model.screenInside)
        guard rows >= 6 else { continue }
        let place = ReportFlow(page, width: inside.columns).place(of: page.cursor)
        let row = try #require(place).row
        #expect(
          row >= page.scroll && row < page.scroll + inside.rows, "\(columns)x\(rows)")
      }
      bench.press("g")
    }
  }
}

extension Bench {
  /// The reports that are open.
  func page() throws -> ReportScreen {
    guard case .report(let page) = model.screen else { throw Missing.reports }
    return page
  }

  enum Missing: Error { case reports }

  /// Moves the cursor to a bar, key by key.
  func go(to figure: DeskReport.Figure, _ key: String) {
    guard let page = try? page(),
      let place = page.bars.firstIndex(where: { $0.figure == figure && $0.bar.key == key })
    else {
      Issue.record("no bar \(key) of \(figure)")
      return
    }
    press("g")
    for _ in 0..<place { press("j") }
  }

  /// The bench's desk, after two weeks in which disputes ended in every way.
  func fillReports() throws {
    try fillPeople()
    var days = Day()
    // Short by 2,000: covered and recovered.
    days.log("CX-10204", "Kiran Shah", quoted: 10_000, received: 8_000, "10T09:00")
    days.toStep3("CX-10204", "FoneBay Pune", invoice: 10_000, "10T10:00")
    days.asked("CX-10204", "10T10:30", paid: 8_000, reason: "battery")
    days.add("10T10:40", "CX-10204", .requestPayout(amount: .rupees(2_000)))
    days.add("10T15:00", "CX-10204", .approve(reason: nil), by: Bench.omkar)
    days.add("12T11:00", "CX-10204", .settle(reference: "632600004204"))
    days.add("12T11:10", "CX-10204", .debit(amount: .rupees(2_000)))
    days.ended("CX-10204", "12T11:30", .resolvedPaidByCashkr)
    // Paid in full, and opened again once.
    days.log("CX-10205", "Noor Khan", quoted: 4_000, received: nil, "11T09:00")
    days.toStep3("CX-10205", "QuickCell Thane", invoice: 4_000, "11T09:30")
    days.asked("CX-10205", "11T09:45", paid: 4_000)
    days.add("11T17:00", "CX-10205", .hear(received: .rupees(4_000), note: nil))
    days.ended("CX-10205", "13T10:00", .resolvedPaid)
    days.add("14T10:00", "CX-10205", .reopen(reason: "she says it was taken back"), by: Bench.omkar)
    days.ended("CX-10205", "15T10:00", .resolvedPaid)
    // Not paid at all.
    days.log("CX-10206", "Anu George", quoted: 6_200, received: nil, "14T09:00")
    days.toStep3("CX-10206", "MobiMart Nashik", invoice: 6_200, "14T11:00", by: Bench.dev)
    days.asked("CX-10206", "14T12:00", paid: 0, by: Bench.dev)
    days.add("14T12:10", "CX-10206", .requestPayout(amount: .rupees(6_200)), by: Bench.dev)
    days.add("15T11:00", "CX-10206", .approve(reason: nil), by: Bench.farah)
    days.add("16T11:00", "CX-10206", .settle(reference: "632600004206"), by: Bench.dev)
    days.add("16T11:05", "CX-10206", .debit(amount: .rupees(3_000)), by: Bench.dev)
    days.add("16T11:10", "CX-10206", .note(text: "the owner has left"), by: Bench.dev)
    days.ended("CX-10206", "17T09:00", .resolvedPaidByCashkr, by: Bench.dev)
    // Nobody answered.
    days.log("CX-10207", "Tara Bose", quoted: 5_000, received: nil, "17T09:10")
    days.toStep3("CX-10207", "MobiMart Nashik", invoice: 5_000, "17T09:40", by: Bench.dev)
    days.add(
      "17T10:00", "CX-10207", .contact(party: .vendor, channel: .phone, outcome: .busy),
      by: Bench.dev)
    days.add(
      "17T17:00", "CX-10207",
      .escalate(to: .opsManager, reason: "unreachable", about: .dispute), by: Bench.dev)
    days.add("17T17:01", "CX-10207", .block(reason: nil), by: Bench.dev)
    days.ended("CX-10207", "17T17:10", .escalatedPendingManager, by: Bench.dev)
    // Nothing owed.
    days.log("CX-10208", "Dina Roy", quoted: 3_000, received: nil, "16T09:00")
    days.toStep3("CX-10208", "QuickCell Thane", invoice: 3_000, "16T09:20")
    days.add(
      "16T12:00", "CX-10208", .find(.nothingOwed, amount: nil, reason: "she kept the phone"),
      by: Bench.omkar)
    days.ended("CX-10208", "17T12:00", .resolvedNoPaymentDue)
    // A deduction that the notes support.
    days.log("CX-10209", "Om Prakash", quoted: 4_500, received: 4_000, "18T09:00")
    days.toStep3("CX-10209", "FoneBay Pune", invoice: 4_500, "18T09:30", notes: 500)
    days.asked("CX-10209", "18T10:00", paid: 4_000, reason: "a crack, as noted")
    days.add("18T10:05", "CX-10209", .supportDeduction(amount: .rupees(500), note: 0))
    days.add("18T10:06", "CX-10209", .remark(text: "the note names it"))
    days.ended("CX-10209", "18T11:00", .resolvedValidDeduction)
    try fill(days)
    try fillDisputes()
  }
}

extension Bench.Day {
  /// The vendor was called and has answered.
  fileprivate mutating func asked(
    _ ticket: String, _ time: String, paid: Int64, reason: String? = nil,
    by actor: Actor = Bench.asha
  ) {
    add(time, ticket, .contact(party: .vendor, channel: .phone, outcome: .answered), by: actor)
    add(time, ticket, .answer(paid: .rupees(paid), reason: reason), by: actor)
  }

  /// Summarised, marked and closed by its holder.
  fileprivate mutating func ended(
    _ ticket: String, _ time: String, _ status: FinalStatus, by actor: Actor = Bench.asha
  ) {
    add(time, ticket, .summarise(text: "Vendor and customer were both asked."), by: actor)
    add(time, ticket, .mark(status), by: actor)
    add(time, ticket, .close(seen: nil), by: actor)
  }

  /// Steps 1 and 2, with a pickup note that names a deduction.
  fileprivate mutating func toStep3(
    _ ticket: String, _ vendor: String, invoice: Int64, _ time: String, notes amount: Int64
  ) {
    toStep3(ticket, vendor, invoice: invoice, time)
    let order = OrderFacts(
      pickup: .completed, pickedUpAt: Bench.at("2026-11-08T17:40:00+05:30"),
      invoice: .rupees(invoice), vendor: VendorName(vendor), paymentMarked: false,
      notes: [
        PickupNote(
          text: "a crack", amount: .rupees(amount), at: Bench.at("2026-11-08T17:31:00+05:30"))
      ], payTo: "om@okaxis")
    add(time, ticket, .order(order))
  }
}
