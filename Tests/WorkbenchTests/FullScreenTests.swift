import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Screens in the place of the panes", .serialized)
struct FullScreenTests {
  @Test("Esc goes back to the list that it was opened from, on its row")
  func backToList() throws {
    let bench = try Bench()
    bench.press("2", "j")
    let row = bench.model.queue.selected
    bench.press("W")
    #expect(bench.model.mode == .vendor)
    bench.press("Esc")
    #expect(bench.model.mode == .queue)
    #expect(bench.model.queue.selected == row)
    #expect(bench.model.pane.ticket == row?.ticket)
  }

  @Test("Esc goes back to the dispute that it was opened from, and then to the list")
  func backToDispute() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("W", "Esc")
    #expect(bench.model.mode == .dispute)
    #expect(bench.model.pane.ticket == TicketID("CX-10482"))
    bench.press("Esc")
    #expect(bench.model.mode == .queue)
  }

  @Test("a dispute that was found from a screen leads back to it")
  func throughDispute() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("W")
    bench.open("CX-10490")
    #expect(bench.model.mode == .dispute)
    bench.press("W")
    #expect(bench.text.contains("QuickCell Thane"))
    bench.press("Esc", "Esc")
    #expect(bench.model.mode == .vendor)
    #expect(bench.text.contains("FoneBay Pune"))
    bench.press("Esc")
    #expect(bench.model.pane.ticket == TicketID("CX-10482"))
  }

  @Test("a view is a way out of every screen")
  func views() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("W", "2")
    #expect(bench.model.mode == .queue)
    #expect(bench.model.screens.isEmpty)
  }

  @Test("what is recorded elsewhere shows on the screen that is open")
  func live() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("W")
    #expect(!bench.text.contains("blocked"))
    try bench.do(.block(reason: "no answer to anybody"), on: "CX-10377", by: Bench.omkar)
    bench.tell(.changed)
    #expect(bench.text.contains("no answer to anybody"))
  }

  @Test("without a vendor there is no page of one")
  func noVendor() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("W")
    #expect(bench.model.mode == .dispute)
    #expect(bench.model.notice?.mend == .order)
  }
}
