import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("One pane and three panes", .serialized)
struct ZoomTests {
  @Test("the list that is zoomed has the whole screen", arguments: [(120, 31), (200, 50)])
  func list(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.press("+")
    expect(bench.screen(columns, rows).text, isIn: "zoom-list-\(columns)x\(rows)")
  }

  @Test(
    "the dispute that is zoomed has it, with what is around it where there is room",
    arguments: [(120, 31), (200, 50)])
  func dispute(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.open("CX-10482")
    bench.press("+")
    expect(bench.screen(columns, rows).text, isIn: "zoom-dispute-\(columns)x\(rows)")
  }

  @Test("a form in a pane that is zoomed has it", arguments: [(120, 31), (200, 50)])
  func form(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.press("+")
    bench.open("CX-10482")
    bench.press("w")
    expect(bench.screen(columns, rows).text, isIn: "zoom-form-\(columns)x\(rows)")
  }

  @Test("the evidence that is zoomed has it", arguments: FrameTests.sizes)
  func evidence(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.farah, columns: columns, rows: rows)
    bench.press("4", "+")
    expect(bench.screen(columns, rows).text, isIn: "zoom-evidence-\(columns)x\(rows)")
  }

  @Test("it stays while one moves from the list into a dispute and back, and the title says so")
  func kept() throws {
    let bench = try Bench()
    bench.press("+")
    #expect(bench.text.contains("─ Queue · zoomed (+) ─"))
    bench.press("j", "Enter")
    #expect(bench.text.contains("CX-10482 · Less Paid · Meera Iyer · zoomed (+)"), "\(bench.text)")
    #expect(!bench.text.contains("─ Queue"))
    bench.press("Esc")
    #expect(bench.text.contains("─ Queue · zoomed (+) ─") && !bench.text.contains("What follows"))
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-10482"))
    bench.press("+")
    #expect(bench.text.contains("What follows") && !bench.text.contains("zoomed"))
  }

  @Test(
    "of the escalated view it is the evidence first, then the list, then both; the list stays in its place"
  )
  func escalated() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4", "j", "j")
    let top = bench.model.queue.top
    let visible = bench.model.visibleRows
    bench.press("+")
    #expect(!bench.text.contains("Asked by") && bench.text.contains("─ Facts ─"), "\(bench.text)")
    #expect(bench.text.contains("zoomed (+) ─"))
    bench.press("j")
    #expect(bench.text.contains("╭─ \(Bench.matters[3])"), "\(bench.text)")
    bench.press("k", "+")
    #expect(bench.text.contains("Asked by") && !bench.text.contains("─ Facts ─"))
    #expect(bench.model.visibleRows > visible)
    bench.press("+")
    #expect(bench.model.queue.top == top && bench.model.visibleRows == visible)
    #expect(bench.text.contains("Asked by") && bench.text.contains("For "))
  }

  @Test("below 100 columns each pane has it anyway, and it says so")
  func narrow() throws {
    let bench = try Bench(columns: 80, rows: 24)
    bench.press("+")
    #expect(bench.model.zoom == .none)
    #expect(bench.text.contains("Below 100 columns"))
  }

  @Test("a third pane says from 140 columns on what is around the dispute, and is read once")
  func around() throws {
    let bench = try Bench(columns: 140, rows: 40)
    try bench.do(.note(text: "The shop opens at ten."), on: "CX-10490", by: Bench.dev)
    try bench.do(.block(reason: "no answer to anybody"), on: "CX-10363", by: Bench.omkar)
    bench.tell(.changed)
    expect(bench.text, isIn: "around-140x40")
    #expect(bench.text.contains("Around it"))
    #expect(bench.text.contains("blocked: no"), "\(bench.text)")
    #expect(bench.text.contains("Noted     The shop"))
    #expect(!bench.screen(139, 40).text.contains("Around it"))
  }

  @Test("every pane of three is read well at every width", arguments: 140...240)
  func widths(columns: Int) throws {
    let bench = try Bench(columns: columns, rows: 40)
    let layout = Layout(bench.model)
    let list = try #require(layout.list)
    let dispute = try #require(layout.dispute)
    let around = try #require(layout.around)
    #expect(list.columns + dispute.columns + around.columns == columns)
    #expect(list.columns >= 46 && dispute.columns >= 62 && around.columns >= 32)
    #expect(dispute.columns <= 100 && around.columns <= 56)
  }
}
