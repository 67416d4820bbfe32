import Exchange
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The person's pager and editor")
struct PagerTests {
  private func paged(_ bench: Bench) throws -> String {
    guard case .pager(let text) = bench.shown.last else {
      Issue.record("nothing was handed to the pager: \(bench.text)")
      return ""
    }
    return text
  }

  @Test("the dispute goes there whole: facts, every step so far, what follows, all that happened")
  func dispute() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("|")
    let text = try paged(bench)
    for words in [
      "CX-10482 · Less Paid · Meera Iyer", "light scratches, back", "Step 3", "What follows",
      "Timeline", "ticket logged, quoted ₹10,000, asha",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    #expect(
      !text.contains("9820010482") && !text.contains("meera.iyer"), "it is as masked as the pane")
    #expect(bench.model.mode == .dispute)
  }

  @Test("from the list too, once its facts are there, with the keys behind it in their order")
  func list() throws {
    let bench = try Bench()
    bench.isHolding = true
    bench.press("j", "|", "j")
    #expect(bench.shown.isEmpty && bench.model.isBlocked)
    bench.release()
    #expect(try paged(bench).contains("CX-10482"))
    #expect(bench.model.queue.cursor == 2)
  }

  @Test("the comment and the message go there as they are, cleaned; the vendor's page as in print")
  func others() throws {
    let bench = try Bench()
    bench.open("CX-10363")
    bench.press("B", "|")
    #expect(try paged(bench).contains("Status: "))
    #expect(bench.model.mode == .comment)
    bench.press("Esc", "F5", "|")
    #expect(try paged(bench).contains("ORD-10363"))
    bench.press("Esc", "W", "|")
    #expect(try paged(bench).contains("QuickCell Thane"))
    #expect(bench.model.mode == .vendor)
  }

  @Test("where there is no dispute it says so")
  func nothing() throws {
    let bench = try Bench { try $0.fillPeople() }
    bench.press("|")
    #expect(bench.shown.isEmpty && bench.text.contains("There is no dispute here."))
  }

  @Test(
    "before the editor is opened what was typed is kept, and its text comes back in one line where the field has one"
  )
  func editor() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("before")
    bench.press("F9")
    guard case .edit("before") = bench.shown.last else {
      Issue.record("the editor was not asked for")
      return
    }
    #expect(bench.model.drafts["CX-10482/note/asha"]?.fields["text"] == "before")
    bench.tell(.edited("after\nand more\n"))
    #expect(bench.model.forms.last?.form.draft["text"] == "after\nand more")
    bench.press("F2")
    #expect(bench.dispute("CX-10482").notes == ["after\nand more"])
    bench.press("p")
    bench.type("6326")
    bench.tell(.edited("632600\n001111\n"))
    #expect(bench.model.forms.last?.form.draft["proof"] == "632600 001111", "\(bench.text)")
  }
}
