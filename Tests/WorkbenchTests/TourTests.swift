import Exchange
import Foundation
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The tour through the sample", .serialized)
struct TourTests {
  /// Two new tickets, of which the second leads straight to its end.
  static func desk(_ bench: Bench) throws {
    try bench.fillPeople()
    var day = Bench.Day()
    day.log("CX-1", "Joseph D’Souza", quoted: 9_000, received: 1_000, "22T12:30")
    day.log("CX-2", "Meera Iyer", quoted: 4_000, received: nil, "22T12:40")
    try bench.fill(day)
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: Bench.at("2026-11-20T17:40:00+05:30"),
      invoice: .rupees(4_000), vendor: VendorName("FoneBay Pune"), paymentMarked: false,
      payTo: "meera@okaxis")
    try bench.list(facts, order: "ORD-2")
  }

  private func begun(columns: Int = 120, rows: Int = 31) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows, fill: TourTests.desk)
    bench.press("H")
    #expect(bench.model.tour != nil)
    return bench
  }

  private func stage(_ bench: Bench) -> Tour.Stage? { bench.model.tour?.stage }

  @Test("it goes through one ticket, each time for the key that it names")
  func whole() throws {
    let bench = try begun()
    func expectStage(_ wanted: Tour.Stage, line: Int = #line) {
      #expect(stage(bench) == wanted, "line \(line): \(bench.text)")
    }
    expectStage(.new)
    #expect(bench.text.contains("5 shows the tickets"))
    bench.press("5")
    expectStage(.move)
    #expect(bench.text.contains("Go to CX-2."))
    bench.press("j")
    expectStage(.open)
    bench.press("Enter")
    expectStage(.claim)
    bench.press("Enter")
    expectStage(.tryToClose)
    bench.press("C")
    expectStage(.beRefused)
    bench.press("F2")
    expectStage(.leave)
    bench.press("Esc")
    expectStage(.review)
    bench.press("Enter")
    expectStage(.order)
    bench.press("Enter")
    expectStage(.recordOrder)
    bench.press("F2")
    expectStage(.ask)
    bench.press("Enter")
    expectStage(.answer)
    bench.press("y")
    expectStage(.prove)
    bench.press("F4")
    let reference = try #require(bench.text.firstMatch(of: /reference: (\d{12})/)).output.1
    bench.type(String(reference))
    expectStage(.recordAnswer)
    bench.press("F2")
    expectStage(.close)
    bench.press("Enter")
    expectStage(.recordClose)
    bench.press("F2")
    expectStage(.comment)
    #expect(bench.dispute("CX-2").status == .resolvedPaid)
    bench.press("Esc")
    expectStage(.back)
    bench.press("h")
    expectStage(.search)
    bench.press("/")
    bench.type("meera")
    expectStage(.found)
    bench.press("Esc")
    expectStage(.help)
    bench.press("?")
    expectStage(.helped)
    bench.press("Esc")
    expectStage(.end)
    #expect(bench.text.contains("That was a whole ticket."))
    bench.press("6")
    #expect(bench.model.tour == nil && bench.model.queue.view == .closed)
  }

  @Test("Esc leaves it at any moment and does nothing else, but where it asks for Esc itself")
  func left() throws {
    let bench = try begun()
    bench.press("5", "j", "Enter", "Esc")
    #expect(bench.model.tour == nil && bench.model.focus == .dispute)
    #expect(bench.text.contains("The tour is left"))
    bench.press("H", "Enter", "C")
    #expect(stage(bench) == .beRefused, "\(bench.text)")
    bench.press("Esc")
    #expect(bench.model.tour == nil && bench.model.mode == .form)
    bench.press("Esc")
    #expect(bench.model.forms.isEmpty)
    // It is gone on with where it was left, though no ticket is new any more.
    bench.press("H")
    #expect(stage(bench) == .tryToClose, "\(bench.text)")
  }

  @Test("whoever does something else finds the tour where it was, and the way back to its ticket")
  func astray() throws {
    let bench = try begun()
    bench.press("5", "Enter")
    #expect(bench.text.contains("h goes back to the list; there on to CX-2."), "\(bench.text)")
    bench.press("h", "j", "Enter", "Enter", "1", "j", "z", "2")
    #expect(stage(bench) == .tryToClose)
    #expect(bench.text.contains("The tour is on CX-2: /, its number"), "\(bench.text)")
    bench.open("CX-2")
    #expect(bench.text.contains("Try it: C."), "\(bench.text)")
  }

  @Test(
    "what was done otherwise counts too: a ticket that was claimed and reviewed goes on from there")
  func otherwise() throws {
    let bench = try begun()
    bench.press("5", "j", "Enter", "c", "C", "F2", "Esc", "v")
    #expect(stage(bench) == .order, "\(bench.text)")
  }

  @Test("the panes leave room for it, and nothing is hidden", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try begun(columns: columns, rows: rows)
    bench.press("5", "j", "Enter")
    expect(bench.screen(columns, rows).text, isIn: "tour-\(columns)x\(rows)")
    bench.press("Enter", "C", "F2")
    expect(bench.screen(columns, rows).text, isIn: "tour-refused-\(columns)x\(rows)")
  }

  @Test("every sentence has room at 80 columns", arguments: Tour.Stage.allCases)
  func room(stage: Tour.Stage) throws {
    let bench = try begun(columns: 80, rows: 24)
    bench.model.tour?.stage = stage
    bench.model.tour?.ticket = TicketID("CX-10459")
    bench.model.pane.ticket = TicketID("CX-10459")
    bench.model.focus = .dispute
    let shown = bench.text.split(separator: "\n", omittingEmptySubsequences: false).suffix(4)
    #expect(shown.first?.hasPrefix(" Tour \(stage.rawValue + 1) of ") == true, "\(shown)")
    #expect(!shown.contains { $0.contains("…") })
    let words = shown.dropLast().map { $0.dropFirst(16).prefix(42) }.joined(separator: " ")
      .trimmingCharacters(in: .whitespaces)
    #expect(words.hasSuffix("."), "it is cut: \(words)")
  }

  @Test(
    "it is offered once, in a line that goes with the next key, and never on a desk of one's own")
  func offered() throws {
    let bench = try Bench(fill: TourTests.desk)
    #expect(!bench.text.contains("First time here?"))
    bench.model.offersTour = true
    bench.tell(.started)
    #expect(bench.text.contains("First time here? H (tour)"), "\(bench.text)")
    let cursor = bench.model.queue.cursor
    bench.press("j")
    #expect(!bench.text.contains("First time here?") && bench.model.queue.cursor == cursor + 1)
    #expect(bench.text.contains("H tour"), "the footer has it still")
    bench.press("H", "Esc")
    #expect(!bench.text.contains("H tour"))
    bench.model.session.isSample = false
    bench.model.offersTour = true
    bench.tell(.started)
    #expect(!bench.text.contains("First time here?"))
    bench.press("H")
    #expect(bench.model.tour == nil && bench.text.contains("The tour is for the sample"))
  }

  @Test("where no ticket is left for it, it says how to have some, and a viewer is told why not")
  func none() throws {
    let bench = try Bench { try $0.fillPeople() }
    bench.press("H", "5")
    #expect(bench.model.tour == nil)
    #expect(bench.text.contains("paydesk sample --fresh"))
    let viewer = try Bench(Bench.vera)
    viewer.press("H")
    #expect(viewer.model.tour == nil && viewer.text.contains("A viewer records nothing"))
  }
}
