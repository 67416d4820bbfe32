import Foundation
import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("What was typed is not lost")
struct DraftTests {
  @Test("a form that was left, by a key or by a crash, is there again")
  func draft() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "paydesk-\(UInt32.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let drafts = try Drafts.open(at: folder.path + "/drafts.db")
    let bench = try Bench(drafts: drafts)
    bench.open("CX-10482")
    bench.press("i")
    bench.type("call again at si")
    guard case .wait(.draft, let milliseconds) = bench.shown.last else {
      Issue.record("nothing waits to be kept")
      return
    }
    #expect(milliseconds < 1_000)
    bench.tell(.elapsed(.draft))
    // The program is killed here; another begins.
    let again = try Bench(drafts: drafts, on: bench.journal)
    again.open("CX-10482")
    again.press("i")
    #expect(again.text.contains("call again at si"))
    #expect(again.text.contains("Your draft is here again."))
    again.type("x")
    again.press("F2")
    #expect(again.dispute("CX-10482").notes == ["call again at six"])
    #expect(try drafts.all().isEmpty)
  }

  @Test("Ctrl-c leaves a form as Esc does, and what was typed is kept")
  func giveUp() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("call aga")
    bench.press("Ctrl-c")
    #expect(bench.model.mode == .dispute)
    bench.press("i")
    #expect(bench.text.contains("call aga"))
  }

  @Test("what is too long for a field is not taken at all, and said to be")
  func tooLong() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("before ")
    bench.tell(.key(.paste(String(repeating: "word ", count: 2_400))))
    #expect(bench.text.contains("Nothing was taken: it would be 2007 characters too long"))
    bench.type("after")
    #expect(!bench.text.contains("Nothing was taken"))
    bench.press("F2")
    #expect(bench.dispute("CX-10482").notes == ["before after"])
  }

  @Test("keys that are typed while a form is recorded go nowhere else")
  func typingOn() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("one")
    bench.isHolding = true
    bench.press("F2", "i")
    bench.type("two")
    #expect(bench.model.mode == .form)
    bench.release()
    bench.press("F2")
    #expect(bench.dispute("CX-10482").notes == ["one", "two"])
  }

  @Test("a conflict shows what changed beside what was typed, and goes on with it")
  func conflict() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("the customer will call")
    try bench.do(.note(text: "she called already"), on: "CX-10482", by: Bench.dev)
    bench.press("F2")
    #expect(bench.model.mode == .conflict)
    #expect(bench.text.contains("she called already, dev"), "\(bench.text)")
    #expect(bench.text.contains("the customer will call"))
    #expect(bench.dispute("CX-10482").notes.count == 1)
    expect(bench.screen(120, 31).text, isIn: "conflict-120x31")
    bench.press("Enter", "F2")
    #expect(
      bench.dispute("CX-10482").notes == ["she called already", "the customer will call"])
  }

  @Test("an action on what has changed meanwhile is not done unseen")
  func staleAction() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    try bench.do(.claim, on: "CX-10501", by: Bench.dev)
    bench.press("c")
    #expect(bench.model.mode == .conflict)
    bench.press("Enter", "c")
    #expect(bench.text.contains("dev holds CX-10501: a manager can assign it to you."))
  }

  @Test("a journal that fails says so, and the form stays")
  func failure() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("kept")
    bench.isHolding = true
    bench.press("F2")
    guard let performance = bench.model.performing else {
      Issue.record("nothing is recorded")
      return
    }
    bench.tell(
      .performed(
        Message.Performed(
          performance: performance, done: 0, facts: [],
          end: .failed(sentence(of: JournalError.full(path: "/data/paydesk.db"))))))
    #expect(bench.text.contains("The disk that holds /data/paydesk.db is full"))
    #expect(bench.text.contains("kept"))
    #expect(bench.model.mode == .form)
  }
}
