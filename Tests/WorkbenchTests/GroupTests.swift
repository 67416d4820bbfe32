import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The queue grouped by vendor", .serialized)
struct GroupTests {
  @Test("as text", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.press("z")
    expect(bench.screen(columns, rows).text, isIn: "grouped-\(columns)x\(rows)")
    bench.press("g")
    expect(bench.screen(columns, rows).text, isIn: "grouped-header-\(columns)x\(rows)")
  }

  @Test("in ASCII")
  func ascii() throws {
    let bench = try Bench()
    bench.model.session.glyphs = .ascii
    bench.press("z", "g")
    expect(bench.screen(120, 31).text, isIn: "grouped-ascii")
  }

  @Test("the cursor keeps its ticket, there and back")
  func keeps() throws {
    let bench = try Bench()
    bench.press("j", "j")
    let ticket = bench.model.queue.selected?.ticket
    bench.press("z")
    #expect(bench.model.queue.isGrouped)
    #expect(bench.model.queue.selected?.ticket == ticket)
    #expect(bench.model.pane.ticket == ticket)
    bench.press("z")
    #expect(!bench.model.queue.isGrouped)
    #expect(bench.model.queue.selected?.ticket == ticket)
  }

  @Test("down and up pass every header and every row once")
  func walk() throws {
    let bench = try Bench()
    bench.press("z", "g")
    #expect(bench.model.queue.isOnHeader)
    var down: [String] = []
    func here() -> String {
      bench.model.queue.selected?.ticket.text
        ?? "= \(bench.model.queue.anchor?.vendor?.text ?? "none")"
    }
    for _ in 0..<40 {
      if down.last != here() { down.append(here()) }
      bench.press("j")
    }
    let rows = bench.model.queue.rows.count
    let vendors = Set(bench.model.queue.rows.map(\.vendor)).count
    #expect(down.count == rows + vendors)
    #expect(Set(down).count == down.count)
    var up: [String] = []
    for _ in 0..<40 {
      if up.last != here() { up.append(here()) }
      bench.press("k")
    }
    #expect(up == down.reversed())
  }

  @Test("a header tells number, sum and soonest window; Enter opens the call sheet, W the page")
  func header() throws {
    let bench = try Bench()
    bench.press("z", "g")
    #expect(bench.model.pane.ticket == nil)
    #expect(bench.text.contains("FoneBay Pune"))
    let group = try #require(bench.model.queue.groups[VendorName("FoneBay Pune")])
    #expect(group.count == bench.model.queue.rows.count { $0.vendor?.text == "FoneBay Pune" })
    bench.press("c")
    #expect(bench.model.notice?.text == "There is no dispute here.")
    bench.press("Enter")
    #expect(try bench.callSheet.vendor == VendorName("FoneBay Pune"))
    bench.press("Esc")
    #expect(bench.model.queue.isOnHeader)
    bench.press("W")
    #expect(bench.model.mode == .vendor)
    bench.press("Esc", "L")
    #expect(bench.model.mode == .callSheet)
  }

  @Test("of those without a vendor there is a group at the end, and no page of it")
  func unknown() throws {
    let bench = try Bench()
    bench.press("z", "G")
    #expect(bench.model.queue.anchor?.vendor == nil)
    while !bench.model.queue.isOnHeader { bench.press("k") }
    bench.press("W")
    #expect(bench.model.mode == .queue)
    #expect(bench.model.notice?.tone == .refusal)
  }

  @Test("views that have an order of their own say so")
  func others() throws {
    let bench = try Bench()
    bench.press("7", "z")
    #expect(bench.model.notice?.text.contains("keeps its own order") == true)
    #expect(!bench.model.queue.isGrouped)
    bench.press("2", "z", "7")
    #expect(!bench.model.queue.isGrouped)
    bench.press("2")
    #expect(bench.model.queue.isGrouped)
  }

  @Test(
    "a row that goes while the list is grouped leaves the cursor on it, and the header's number falls"
  )
  func live() throws {
    let bench = try Bench()
    bench.press("z")
    bench.open("CX-10501")
    bench.press("Esc")
    let ticket = try #require(bench.model.queue.selected?.ticket)
    let vendor = bench.model.queue.anchor?.vendor
    let before = bench.model.queue.groups[vendor]?.count
    try bench.do(.claim, on: ticket.text, by: Bench.dev)
    bench.tell(.changed)
    #expect(bench.model.queue.anchor?.ticket == ticket)
    #expect(bench.model.queue.groups[vendor]?.count == before.map { $0 - 1 })
  }

  @Test("a long list is fetched in pages, its groups whole, and keys wait for nothing")
  func long() throws {
    let bench = try Bench { bench in
      try bench.fillPeople()
      var day = Bench.Day()
      for number in 100...399 {
        let id = "CX-10\(number)"
        day.log(id, "Customer \(number)", quoted: 4_000, received: nil, "20T10:00")
        day.toStep3(id, "Vendor \(number % 40)", invoice: 4_000, "21T10:00")
      }
      try bench.fill(day)
    }
    bench.press("2", "z", "g")
    #expect(bench.model.queue.rows.count < 300)
    var seen: [TicketID] = []
    for _ in 0..<400 {
      if let ticket = bench.model.queue.selected?.ticket, seen.last != ticket {
        seen.append(ticket)
      }
      bench.press("j")
    }
    #expect(seen.count == 300)
    #expect(Set(seen).count == 300)
    bench.press("G")
    #expect(bench.model.queue.selected?.ticket == seen.last)
    bench.press("g")
    #expect(bench.model.queue.isOnHeader)
    #expect(bench.model.queue.anchor?.ticket == seen.first)
  }
}
