import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Why is this here?")
struct WhyTests {
  static let sizes = [(80, 24), (120, 31), (200, 50)]

  @Test("of a row in the queue", arguments: sizes)
  func row(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.open("CX-10482")
    bench.press("h", "Q")
    expect(bench.screen(columns, rows).text, isIn: "why-\(columns)x\(rows)")
  }

  @Test("of what a manager decides", arguments: sizes)
  func escalated(columns: Int, rows: Int) throws {
    let bench = try Bench(Bench.farah, columns: columns, rows: rows)
    bench.press("4", "Q")
    expect(bench.screen(columns, rows).text, isIn: "why-escalated-\(columns)x\(rows)")
  }

  @Test("after a refusal it explains that refusal first, and what holds otherwise")
  func refusal() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("v")
    #expect(bench.text.contains("claim it first.  [c] claim  [Q] why"))
    bench.press("Q")
    #expect(bench.model.mode == .why)
    #expect(bench.text.contains("Why not"))
    #expect(bench.text.contains("Holding: Nobody holds CX-10501: claim it first.  [c] claim"))
    bench.press("Q")
    #expect(bench.model.mode == .dispute)
    bench.press("Q")
    #expect(!bench.text.contains("Why not"), "another key has come between")
  }

  @Test("scrolls to its end and no further, and Esc goes back")
  func scrolling() throws {
    let bench = try Bench(columns: 80, rows: 24)
    bench.open("CX-10482")
    bench.press("Q")
    #expect(bench.text.contains("Why it stands here"))
    bench.press("End")
    let end = bench.text
    #expect(!end.contains("Why it stands here"))
    bench.press("j", "PgDn")
    #expect(bench.text == end)
    bench.press("k", "Home")
    #expect(bench.text.contains("Why it stands here"))
    bench.press("Esc")
    #expect(bench.model.overlay == nil)
  }

  @Test("in a form it is on F10, and what was typed is there afterwards")
  func form() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("Q")
    bench.press("F10")
    #expect(bench.model.mode == .why && bench.text.contains("CX-10482"))
    bench.press("Esc")
    #expect(bench.model.mode == .form && bench.text.contains("Q"))
    bench.press("Alt-0")
    #expect(bench.model.mode == .why)
  }

  @Test("an answer about another dispute is not taken in, nor one after it was closed")
  func late() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.isHolding = true
    bench.press("Q", "Esc")
    bench.release()
    #expect(bench.model.overlay == nil)
    bench.press("Q")
    guard case .why(let why) = bench.model.overlay else {
      Issue.record("nothing is explained")
      return
    }
    bench.tell(.known(TicketID("CX-10501"), Explanation.Known()))
    guard case .why(let after) = bench.model.overlay else { return }
    #expect(after.explanations == why.explanations)
  }

  @Test("payment addresses are hidden until they are asked for")
  func masked() throws {
    let bench = try Bench()
    try bench.do(
      .proof(
        Proof(
          id: ProofID("P9"), kind: .wallet, amount: .rupees(1), paidAt: bench.clock.now,
          reference: "W9", payee: "somebody.else@okbank")), on: "CX-10482")
    bench.open("CX-10482")
    bench.press("Q", "End")
    let whole = (0..<40).map { _ -> String in
      bench.press("k")
      return bench.text
    }.joined()
    #expect(whole.contains("wrongPayee") && !whole.contains("somebody.else@okbank"))
    #expect(whole.contains("····@okbank"))
  }
}
