import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("A vendor's page", .serialized)
struct VendorScreenTests {
  @Test("as text", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.omkar, columns: columns, rows: rows) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("W")
    expect(bench.screen(columns, rows).text, isIn: "vendor-page-\(columns)x\(rows)")
    bench.press("G")
    expect(bench.screen(columns, rows).text, isIn: "vendor-page-end-\(columns)x\(rows)")
  }

  @Test("in ASCII")
  func ascii() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.model.session.glyphs = .ascii
    bench.open("CX-10604")
    bench.press("W")
    expect(bench.screen(120, 31).text, isIn: "vendor-page-ascii")
  }

  @Test("in print it says the same, in lines that can be cut out")
  func print() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    let page = try #require(try bench.journal.page(of: VendorName("FoneBay Pune"), limit: 100))
    for glyphs in [Glyphs.unicode, .ascii] {
      let text = VendorPrint.text(
        of: page, at: Bench.noon, under: Policy(), columns: 100, glyphs: glyphs)
      expect(text, isIn: "vendor-print" + (glyphs.isASCII ? "-ascii" : ""))
      if glyphs.isASCII { #expect(text.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) }) }
    }
  }

  @Test("a manager looks at the reasons and releases the vendor, on a dispute of the vendor")
  func release() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("W")
    #expect(bench.text.contains("blocked, flagged: silent for two days"))
    #expect(bench.text.contains("decides on CX-10604"))
    bench.press("U")
    #expect(bench.model.mode == .form)
    bench.type("they have paid")
    bench.press("F2")
    #expect(bench.model.mode == .vendor)
    #expect(bench.text.contains("they have paid"))
    #expect(bench.text.contains("not confirmed in the admin panel yet"))
    #expect(try bench.journal.record(of: VendorName("FoneBay Pune")).standing == .active)
  }

  @Test("the cursor walks from dispute to dispute, Enter opens one and Esc comes back to its row")
  func cursor() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("W", "j")
    let first = bench.model.pane.ticket
    bench.press("j", "j", "Enter")
    #expect(bench.model.mode == .dispute)
    #expect(bench.model.pane.ticket != first)
    let shown = bench.model.pane.ticket
    bench.press("Esc")
    #expect(bench.model.mode == .vendor)
    guard case .vendor(let vendor) = bench.model.screen, let sheet = bench.model.vendorSheet(vendor)
    else { throw NotThere() }
    #expect(sheet.tickets[vendor.cursor ?? -1] == shown)
    bench.press("G")
    #expect(bench.model.mode == .vendor)
    bench.press("g")
    guard case .vendor(let top) = bench.model.screen else { throw NotThere() }
    #expect(top.scroll == 0)
  }

  @Test("on a dispute that names another vendor by now nothing is decided from here")
  func corrected() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.open("CX-10602")
    bench.press("W")
    let order = OrderFacts(
      pickup: .completed, pickedUpAt: Bench.at("2026-11-18T17:40:00+05:30"),
      invoice: .rupees(9_000), vendor: VendorName("QuickCell Thane"), paymentMarked: false,
      payTo: "meera.iyer@okaxis")
    try bench.do(.order(order), on: "CX-10602")
    bench.tell(.changed)
    bench.press("U")
    #expect(bench.model.mode == .vendor)
    #expect(bench.model.notice?.text.contains("names QuickCell Thane") == true)
  }

  @Test("the palette opens the page of a vendor by the beginning of its name, from anywhere")
  func palette() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.press(":")
    bench.type("vendor quick")
    bench.press("Enter")
    guard case .vendor(let vendor) = bench.model.screen else { throw NotThere() }
    #expect(vendor.name == VendorName("QuickCell Thane"))
    #expect(bench.text.contains("QuickCell Thane · vendor"))
    // What is decided there is decided on a dispute of it.
    #expect(bench.model.pane.ticket == TicketID("CX-10606"))
    bench.press("Esc")
    #expect(bench.model.mode == .queue)
  }

  @Test("more lines are asked for where the end of those at hand is reached")
  func grows() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.open("CX-10604")
    for number in 1...60 {
      try bench.do(
        .credit(amount: Money(paise: Int64(number)), reason: "round \(number)"), on: "CX-10604",
        by: Bench.omkar)
    }
    bench.press("W")
    guard case .vendor(let before) = bench.model.screen else { throw NotThere() }
    #expect(before.page?.account.isCut == true)
    bench.isHolding = true
    // A key that is held down asks once, however long the answer takes.
    for _ in 1...60 { bench.press("G") }
    let asked = bench.held.filter { if case .vendor = $0 { true } else { false } }
    #expect(asked.count == 1)
    guard case .vendor(let held) = bench.model.screen else { throw NotThere() }
    #expect(held.limit == 4 * VendorScreen.firstLimit && held.page?.account.isCut == true)
    bench.release()
    guard case .vendor(let after) = bench.model.screen else { throw NotThere() }
    #expect(after.page?.account.isCut == false)
  }

  @Test("and no more than a page can hold")
  func growsNoFurther() throws {
    let bench = try Bench(Bench.omkar) { try $0.fillVendor() }
    bench.open("CX-10604")
    bench.press("W")
    guard case .vendor(var vendor) = bench.model.screen, let open = vendor.page?.open else {
      throw NotThere()
    }
    vendor.page?.open = Newest(open.items, of: 1_000_000)
    for limit in [VendorScreen.mostLimit - 1, VendorScreen.mostLimit] {
      vendor.limit = limit
      vendor.answered = limit
      bench.model.screen = .vendor(vendor)
      bench.isHolding = true
      bench.press("G", "G")
      guard case .vendor(let asked) = bench.model.screen else { throw NotThere() }
      #expect(asked.limit == VendorScreen.mostLimit)
      #expect(
        bench.held.contains { if case .vendor = $0 { true } else { false } }
          == (limit < VendorScreen.mostLimit))
      bench.held.removeAll()
    }
  }
}

struct NotThere: Error {}

extension Bench {
  /// A vendor with a past: closed and open disputes, a block, an account, a late payment.
  func fillVendor() throws {
    try fillPeople()
    var day = Day()
    let called = Command.contact(party: .vendor, channel: .phone, outcome: .answered)
    // Paid by Cashkr early in the month, and partly recovered.
    day.log("CX-10601", "Lakshmi Nair", quoted: 4_000, received: nil, "01T10:00")
    day.toStep3("CX-10601", "FoneBay Pune", invoice: 4_000, "02T11:00")
    day.add("02T11:20", "CX-10601", called)
    day.add("02T11:21", "CX-10601", .answer(paid: .zero, reason: "no money this week"))
    day.add("02T11:25", "CX-10601", .requestPayout(amount: .rupees(4_000)))
    day.add("02T12:00", "CX-10601", .approve(reason: nil), by: Bench.omkar)
    day.add("02T13:40", "CX-10601", .settle(reference: "630600001111"))
    day.add("02T14:00", "CX-10601", .debit(amount: Money(paise: 250_050)))
    day.add("02T14:01", "CX-10601", .note(text: "told them on the phone"))
    day.add("02T14:02", "CX-10601", .summarise(text: "The vendor paid nothing and said so."))
    day.add("02T14:03", "CX-10601", .mark(.resolvedPaidByCashkr))
    day.add("02T14:04", "CX-10601", .close(seen: nil))
    // Paid, but after the ticket.
    day.log("CX-10603", "Arjun Rao", quoted: 3_000, received: nil, "10T10:00")
    day.toStep3("CX-10603", "FoneBay Pune", invoice: 3_000, "10T11:00")
    day.add("10T11:20", "CX-10603", called)
    day.add("11T12:00", "CX-10603", .answer(paid: .rupees(3_000), reason: nil))
    day.add(
      "11T12:01", "CX-10603",
      .proof(
        Proof(
          id: ProofID("P1"), kind: .wallet, amount: .rupees(3_000),
          paidAt: Bench.at("2026-11-11T11:30:00+05:30"), reference: "W-1")))
    day.add("11T12:02", "CX-10603", .accept(ProofID("P1"), reason: "the ledger shows it"))
    // Silent, blocked.
    day.log("CX-10602", "S. Fatima", quoted: 9_000, received: nil, "18T09:30")
    day.toStep3("CX-10602", "FoneBay Pune", invoice: 9_000, "18T10:00")
    day.add("18T10:05", "CX-10602", .contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    day.add("20T10:00", "CX-10602", .block(reason: "silent for two days"), by: Bench.omkar)
    day.add("20T11:00", "CX-10602", .applied(.block))
    // Asked today; one of them is held by dev.
    day.log("CX-10604", "Meera Iyer", quoted: 10_000, received: 8_000, "22T12:40")
    day.toStep3("CX-10604", "FoneBay Pune", invoice: 10_000, "22T12:50")
    day.add("22T13:14", "CX-10604", .contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    day.add(
      "22T13:20", "CX-10604",
      .credit(amount: Money(paise: 50_050), reason: "they paid a part back"), by: Bench.omkar)
    day.log("CX-10605", "Ravi Kumar", quoted: 6_000, received: nil, "22T13:00")
    day.toStep3("CX-10605", "FoneBay Pune", invoice: 6_000, "22T13:10", by: Bench.dev)
    day.log("CX-10606", "Anjali Gupta", quoted: 5_000, received: nil, "22T13:30")
    day.toStep3("CX-10606", "QuickCell Thane", invoice: 5_000, "22T13:40")
    try fill(day)
    clock.set(Bench.noon)
    _ = try journal.list(
      [
        .vendor(
          VendorListing(
            vendor: VendorName("FoneBay Pune"), city: "Pune", phone: "9822011000", vpa: nil,
            credits: 4_500, standing: .blocked))
      ], by: Bench.omkar, at: clock.now)
  }
}
