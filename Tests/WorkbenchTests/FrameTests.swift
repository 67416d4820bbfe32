import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Screens as text", .serialized)
struct FrameTests {
  static let sizes = [(80, 24), (120, 31), (200, 50)]

  @Test("the queue and the dispute under its cursor", arguments: sizes)
  func queue(columns: Int, rows: Int) throws {
    let bench = try Bench()
    expect(bench.screen(columns, rows).text, isIn: "queue-\(columns)x\(rows)")
  }

  @Test("a dispute in Step 3", arguments: sizes)
  func vendor(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.open("CX-10482")
    expect(bench.screen(columns, rows).text, isIn: "vendor-\(columns)x\(rows)")
  }

  @Test("a form in the dispute", arguments: sizes)
  func form(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.open("CX-10482")
    bench.press("w")
    expect(bench.screen(columns, rows).text, isIn: "form-\(columns)x\(rows)")
  }

  @Test("what a manager decides", arguments: sizes)
  func escalated(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.farah, columns: columns, rows: rows)
    bench.press("4")
    expect(bench.screen(columns, rows).text, isIn: "escalated-\(columns)x\(rows)")
  }

  @Test("every kind of what an ops manager decides", arguments: sizes)
  func matters(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.omkar, columns: columns, rows: rows) { try $0.fillMatters() }
    bench.press("4")
    expect(bench.screen(columns, rows).text, isIn: "matters-\(columns)x\(rows)")
  }

  @Test("a rehearsal over marked rows", arguments: sizes)
  func rehearsal(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.farah, columns: columns, rows: rows) { try $0.fillMatters() }
    bench.press("4", "*", "d")
    bench.type("Not this week.")
    bench.press("F2")
    expect(bench.screen(columns, rows).text, isIn: "rehearsal-\(columns)x\(rows)")
  }

  @Test("what is about to be taken back", arguments: sizes)
  func undo(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    try bench.do(.answer(paid: .zero, reason: nil), on: "CX-10482")
    try bench.do(.answer(paid: .rupees(9_000), reason: "battery"), on: "CX-10482")
    try bench.do(.note(text: "The shop opens at ten."), on: "CX-10482", by: Bench.dev)
    bench.open("CX-10482")
    bench.press("u")
    expect(bench.screen(columns, rows).text, isIn: "undo-\(columns)x\(rows)")
  }

  @Test("a dispute as it was", arguments: sizes)
  func past(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    try bench.do(.amend(TicketAmendment(quoted: .rupees(9_000))), on: "CX-10482")
    bench.open("CX-10482")
    bench.press("t", "[", "[")
    expect(bench.screen(columns, rows).text, isIn: "past-\(columns)x\(rows)")
  }

  @Test("the keys of the moment", arguments: sizes)
  func help(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.press("?")
    expect(bench.screen(columns, rows).text, isIn: "help-\(columns)x\(rows)")
  }

  @Test("a search", arguments: sizes)
  func search(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.press("/")
    bench.type("fonebay")
    expect(bench.screen(columns, rows).text, isIn: "search-\(columns)x\(rows)")
  }

  @Test("each depth of colour", arguments: sizes, ["sixteen", "mono"])
  func colours(size: (columns: Int, rows: Int), depth: String) throws {
    let bench = try Bench()
    let frame = bench.screen(size.columns, size.rows)
    expect(
      frame.annotated(theme: .terminal, depth: depth == "mono" ? .mono : .sixteen),
      isIn: "queue-\(size.columns)x\(size.rows)-\(depth)")
  }
}

extension Bench {
  /// Goes to a dispute by searching for it.
  func open(_ ticket: String) {
    press("/")
    type(ticket)
    press("Enter")
  }
}
