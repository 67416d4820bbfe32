import Exchange
import Foundation
import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Finding by a query")
struct QueryTests {
  @Test("the search takes fields, shows how many there are, and Enter opens the first")
  func fields() throws {
    let bench = try Bench()
    bench.press("/")
    bench.type("vendor:fonebay step:3")
    #expect(bench.text.contains("CX-10482"), "\(bench.text)")
    #expect(bench.text.contains("─ 1 ─╮"), "\(bench.text)")
    bench.press("Ctrl-u")
    bench.type("!is:new")
    #expect(bench.text.contains("─ 5 ─╮"), "\(bench.text)")
    bench.press("Enter")
    #expect(bench.model.mode == .dispute)
  }

  @Test("a word that cannot be understood is marked, and named with the nearest right one")
  func mistake() throws {
    let bench = try Bench()
    bench.press("/")
    bench.type("is:new vendr:x")
    #expect(
      bench.text.contains("“vendr”: did you mean vendor? no field is called vendr"),
      "\(bench.text)")
    let frame = view(bench.model)
    guard case .choice(let choice) = bench.model.overlay else { throw Missing() }
    #expect(choice.typed.mistake?.range == 7..<12)
    let bad = (0..<frame.size.columns).filter { column in
      (0..<frame.size.rows).contains {
        frame[$0, column]?.style.role == .bad && frame[$0, column]?.scalar == "v"
      }
    }
    #expect(!bad.isEmpty)
    bench.press("Enter")
    #expect(bench.model.mode == .choice, "a query that is not understood opens nothing")
    #expect(bench.text.contains("At character 8"), "\(bench.text)")
    #expect(bench.model.notice?.text.hasSuffix("did you mean vendor?") == true)
    bench.press("F2")
    #expect(bench.model.mode == .choice)
  }

  @Test("Tab completes fields and values, and goes on to the next one")
  func completion() throws {
    let bench = try Bench()
    bench.press("/")
    func typed() -> String {
      guard case .choice(let choice) = bench.model.overlay else { return "" }
      return choice.editor.text
    }
    bench.type("ven")
    #expect(bench.text.contains("Tab: vendor:"), "\(bench.text)")
    bench.press("Tab")
    #expect(typed() == "vendor:")
    bench.type("fo")
    bench.press("Tab")
    #expect(typed() == "vendor:\"FoneBay Pune\" ")
    bench.type("holder:")
    #expect(bench.text.contains("nobody"), "\(bench.text)")
    bench.press("Tab")
    #expect(typed().hasSuffix("holder:me "))
    bench.press("Tab", "Tab")
    #expect(typed().hasSuffix("holder:asha "))
    bench.type("st")
    bench.press("Tab", "Tab")
    #expect(typed().hasSuffix(" step:"))
    bench.type("3")
    #expect(bench.text.contains("CX-10482"), "\(bench.text)")
    // In the middle of a text what stands behind the cursor stays.
    bench.press("Ctrl-u")
    bench.type("ta is:new")
    for _ in 0..<7 { bench.press("Left") }
    bench.press("Tab")
    #expect(typed() == "tag: is:new")
  }

  @Test("each key gives up what was looked for before, and none waits for an answer")
  func gaveUp() throws {
    let bench = try Bench()
    bench.isHolding = true
    bench.press("/")
    bench.type("is:new")
    let searches = bench.held.filter { $0.kind == .search }
    #expect(searches.count == 3, "`is` as text, `is:n` and so on are no situations: \(searches)")
    #expect(bench.text.contains("…"))
    bench.release()
    #expect(bench.text.contains("─ 3 ─╮"), "\(bench.text)")
    let last = try #require(searches.last)
    #expect(bench.answers.answer(to: last, while: { false }) == nil)
  }

  @Test("F2 lists what is meant as a view, which stays live, and F3 marks it")
  func list() throws {
    let bench = try Bench()
    bench.press("/")
    bench.type("is:new")
    bench.press("F2")
    #expect(bench.model.mode == .queue)
    #expect(bench.text.contains("╭─ Found ─"), "\(bench.text)")
    #expect(bench.text.contains("1 of 3 · is:new"), "\(bench.text)")
    #expect(bench.model.queue.rows.map(\.ticket.text) == ["CX-10501", "CX-10502", "CX-10503"])
    bench.press("j")
    try bench.do(.claim, on: "CX-10502")
    try bench.do(.review, on: "CX-10502")
    bench.tell(.changed)
    #expect(
      bench.model.queue.selected?.ticket == TicketID("CX-10502"), "the cursor stays on its ticket")
    #expect(bench.text.contains("left "), "\(bench.text)")
    bench.press("k")
    #expect(bench.model.queue.rows.map(\.ticket.text) == ["CX-10501", "CX-10503"])
    #expect(bench.text.contains("of 2 · is:new"), "\(bench.text)")
    bench.press("z")
    #expect(bench.text.contains("keeps its own order"))
    bench.press("/")
    bench.type("disputed>5000")
    bench.press("F3")
    #expect(bench.model.marks == bench.model.queue.rows.map(\.ticket))
    #expect(bench.model.marks.count == 4)
    #expect(bench.model.notice?.text.contains("4 marked.") == true, "\(bench.text)")
    bench.press("7")
    #expect(bench.model.queue.found == nil && bench.model.marks.isEmpty)
    #expect(bench.text.contains("╭─ All ─"), "\(bench.text)")
  }

  @Test("`:mark QUERY` and `&` mark what is meant; `:mark all` is still what it was")
  func mark() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("mark holder:nobody")
    #expect(bench.text.contains("─ 3 ─╮"), "the live count: \(bench.text)")
    bench.press("Enter")
    #expect(bench.model.marks.count == 3)
    bench.press("Esc", "&")
    bench.type("holder:dev")
    bench.press("Enter")
    #expect(bench.model.marks.map(\.text) == ["CX-10411"], "\(bench.text)")
    bench.press("7", ":")
    bench.type("mark all")
    bench.press("Enter")
    #expect(bench.model.marks.count == 8)
  }
}

@Suite("Views that a person keeps")
struct SavedViewTests {
  private let folder: String
  private var store: ViewsStore { ViewsStore(path: folder + "/views.yaml") }

  init() throws {
    folder = NSTemporaryDirectory() + "paydesk-views-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test(
    "a query is kept under a name, on the free key and on one that was chosen, and comes back at the next start"
  )
  func keep() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bench = try Bench(views: store)
    bench.press("0")
    #expect(bench.text.contains("view needs me"), "what there is to view: \(bench.text)")
    bench.press("Esc", "/")
    bench.type("is:new")
    bench.press("F4")
    bench.type("fresh ones")
    #expect(bench.text.contains("Lists is:new; on the key 0."), "\(bench.text)")
    bench.press("Enter")
    #expect(try store.read() == [SavedView(name: "fresh ones", query: "is:new", key: 0)])
    #expect(bench.text.contains("╭─ fresh ones ─"), "\(bench.text)")
    bench.press("1", ":")
    bench.type("view holder:dev")
    bench.press("Enter", ":")
    bench.type("save view of dev on 4")
    bench.press("Enter")
    #expect(bench.model.views.last == SavedView(name: "of dev", query: "holder:dev", key: 4))
    bench.press("1", "4")
    #expect(bench.text.contains("╭─ of dev ─"), "\(bench.text)")
    bench.press("0")
    #expect(bench.model.queue.rows.count == 3)
    bench.press("?")
    bench.type("of dev")
    #expect(bench.text.contains("holder:dev"), "\(bench.text)")
    bench.press("Esc", "1", ":")
    bench.type("view escal")
    bench.press("Enter")
    #expect(bench.model.queue.view == .escalated, "the desk's own view is still there by its name")

    let again = try Bench(on: bench.journal, views: store)
    again.press("4")
    #expect(again.text.contains("╭─ of dev ─"))
    again.press(":")
    again.type("forget view of dev")
    again.press("Enter", "4")
    #expect(again.model.queue.view == .escalated)
    #expect(try store.read().map(\.name) == ["fresh ones"])
  }

  @Test("a name that is none is said, and so is that nothing is listed")
  func names() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bench = try Bench(views: store)
    bench.press(":")
    bench.type("save view x")
    #expect(bench.text.contains("list something first: / (search), then F2"), "\(bench.text)")
    bench.press("Esc", "/")
    bench.type("is:new")
    bench.press("F4")
    bench.type("a:b")
    #expect(bench.text.contains("a view is called by a name of 1 to 40 letters"), "\(bench.text)")
    bench.press("Enter")
    #expect(bench.model.mode == .choice)
  }

  @Test("a bad file is said with its line at the start, and nothing is written over it")
  func bad() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = "mine: is:new\nold: age>2y\n"
    try text.write(toFile: store.path, atomically: true, encoding: .utf8)
    let bench = try Bench(views: store)
    #expect(bench.text.contains("views.yaml:2: old, character 5: found “2y”"), "\(bench.text)")
    bench.press("/")
    bench.type("is:new")
    bench.press("F4")
    bench.type("other")
    bench.press("Enter")
    #expect(bench.model.notice?.tone == .trouble)
    #expect(try String(contentsOfFile: store.path, encoding: .utf8) == text)
  }
}

@Suite("References that are pasted outside a field")
struct PasteTests {
  private func paste(_ text: String, in bench: Bench) { bench.tell(.key(.paste(text))) }

  @Test("a ticket, an order and a payment's reference are gone to, wherever one is")
  func one() throws {
    let bench = try Bench()
    paste("cx-10482\n", in: bench)
    #expect(bench.model.pane.ticket == TicketID("CX-10482") && bench.model.mode == .dispute)
    paste("  ORD-10490 ", in: bench)
    #expect(bench.model.pane.ticket == TicketID("CX-10490"))
    paste("6325 1299 8877", in: bench)
    #expect(bench.model.pane.ticket == TicketID("CX-10377"), "\(bench.text)")
    paste("Ticket #CX-10501: please look", in: bench)
    #expect(bench.model.pane.ticket == TicketID("CX-10501"))
    bench.press("Esc", "9")
    paste("CX-10502", in: bench)
    #expect(bench.model.pane.ticket == TicketID("CX-10502") && bench.model.mode == .dispute)
  }

  @Test("several ids on one line become a marked list too")
  func pastedLine() throws {
    let bench = try Bench()
    bench.tell(.key(.paste("see CX-10490, CX-10482 and CX-10363.")))
    #expect(
      bench.model.queue.rows.map(\.ticket.text).sorted() == ["CX-10363", "CX-10482", "CX-10490"])
    #expect(bench.model.marks.count == 3)
  }

  @Test("several lines become a marked list, and what names nothing is named")
  func several() throws {
    let bench = try Bench(Bench.omkar)
    paste("CX-10503\nnothing\n\nORD-10482\tMeera\nCX-10503\nCX-99\n", in: bench)
    #expect(bench.model.marks.map(\.text) == ["CX-10503", "CX-10482"])
    #expect(bench.text.contains("╭─ Pasted ─"), "\(bench.text)")
    #expect(
      bench.model.notice?.text
        == "2 marked. 2 lines name nothing here: “nothing”, “CX-99”.", "\(bench.text)")
    bench.press("A")
    #expect(bench.text.contains("Assign the marked"))
  }

  @Test(
    "a text that names nothing says so, with the key that makes a ticket of it; a flood is refused")
  func none() throws {
    let bench = try Bench()
    let before = bench.model.queue.view
    paste("hello", in: bench)
    #expect(bench.text.contains("“hello” is not the id of a ticket"), "\(bench.text)")
    #expect(bench.text.contains("V (new from paste)"), "\(bench.text)")
    paste("a\nb\nc", in: bench)
    #expect(bench.text.contains("None of the 3 lines"), "\(bench.text)")
    paste(String(repeating: "CX-1\n", count: 501), in: bench)
    #expect(bench.text.contains("paste less at a time"), "\(bench.text)")
    paste("\n \n", in: bench)
    #expect(bench.model.queue.view == before && bench.model.queue.found == nil)
  }

  @Test("in a field a paste is typed, and an answer that comes late takes nobody out of a form")
  func late() throws {
    let bench = try Bench()
    bench.isHolding = true
    paste("CX-10482", in: bench)
    bench.press("V")
    bench.release()
    #expect(bench.model.mode == .form)
    paste("CX-10377", in: bench)
    #expect(bench.model.mode == .form)
    bench.press("Esc", "/")
    paste("CX-10377", in: bench)
    #expect(bench.model.mode == .choice)
    #expect(bench.text.contains("Arjun Rao"))
  }
}

private struct Missing: Error {}
