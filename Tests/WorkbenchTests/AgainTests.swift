import Exchange
import Foundation
import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Again, and macros")
struct AgainTests {
  /// A folder with a file of macros in it.
  private final class Kept {
    let path = NSTemporaryDirectory() + "paydesk-macros-\(UUID().uuidString)/macros.yaml"
    init(_ text: String?) throws {
      guard let text else { return }
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    deinit {
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
  }

  private static let noAnswer = """
    no-answer:
      steps:
        - contact: {channel: phone, outcome: noAnswer}
        - note: {text: rings out}
        - park: {until: 2h, reason: no answer}

    """

  private func choose(_ words: String, in bench: Bench) {
    bench.press(":")
    bench.type(words)
    bench.press("Enter")
  }

  @Test("the dot says the last thing again on another dispute, with what was typed")
  func again() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press(".")
    #expect(bench.model.notice?.text == "Nothing was recorded yet that could be said again.")
    bench.press("i")
    bench.type("Ask the shop’s owner.")
    bench.press("F2")
    bench.open("CX-10490")
    bench.press(".")
    #expect(bench.dispute("CX-10490").notes == ["Ask the shop’s owner."])
    #expect(bench.model.notice?.text == "Note: Ask the shop’s owner.")
    bench.press(".")
    #expect(bench.dispute("CX-10490").notes.count == 2)
  }

  @Test("what the core refuses is refused, word for word")
  func refused() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("c")
    bench.open("CX-10411")
    bench.press(".")
    #expect(bench.model.notice?.tone == .refusal)
    #expect(bench.model.notice?.text.contains("dev holds CX-10411") == true)
  }

  @Test("on several it is shown what would be recorded")
  func shown() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("Ask the shop’s owner.")
    bench.press("F2", "h", "*", ".")
    #expect(bench.text.contains("Records "), "\(bench.text)")
    #expect(bench.text.contains("note: Ask the shop’s owner."), "\(bench.text)")
    #expect(bench.text.contains("y do it"))
  }

  @Test("of several things all are shown first, and recorded by one key")
  func several() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("w")
    bench.type("n")
    bench.press("F2")
    #expect(!bench.model.done.last.isEmpty)
    let kept = try Kept(Self.noAnswer)
    let other = try Bench(on: bench.journal, macros: [kept.path])
    other.open("CX-10490")
    choose("run no-answer", in: other)
    #expect(other.model.mode == .rehearsal)
    #expect(other.text.contains("1 contact: channel “phone”"), "\(other.text)")
    #expect(other.text.contains("vendor by phone: no answer"))
    let before = other.dispute("CX-10490")
    #expect(before.notes.isEmpty)
    other.press("y")
    #expect(other.dispute("CX-10490").notes == ["rings out"])
    #expect(other.dispute("CX-10490").parkedUntil == Bench.noon.adding(seconds: 7_200))
    #expect(other.model.notice?.text == "no-answer: 3 steps recorded.")
    other.open("CX-10482")
    other.press(".")
    #expect(other.model.mode == .rehearsal, "more than one thing is shown first")
    other.press("Esc")
    #expect(other.dispute("CX-10482").notes.isEmpty)
  }

  @Test("steps after one that is refused are not done, and that is said before and after")
  func stops() throws {
    let kept = try Kept(
      """
      give:
        steps: [{note: {text: first}}, {signal: {}}]
      """)
    let wrong = try Bench(macros: [kept.path])
    wrong.press(":")
    #expect(wrong.model.notice?.text.contains("macros.yaml:2") == true)
    let file = try Kept(
      """
      give:
        steps: [{note: {text: first}}, review, {note: {text: last}}]
      """)
    let bench = try Bench(Bench.dev, macros: [file.path])
    bench.open("CX-10482")
    choose("run give", in: bench)
    #expect(bench.text.contains("step 2 of 3: asha holds CX-10482"), "\(bench.text)")
    #expect(bench.text.contains("step after it would not be done."))
    bench.press("y")
    #expect(bench.dispute("CX-10482").notes == ["first"])
    #expect(bench.model.notice?.text.hasPrefix("1 of 3 steps recorded, and no more") == true)
  }

  @Test("what is about one ticket, and money, is not said again")
  func alone() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("m")
    bench.type("8000")
    bench.press("F2")
    bench.open("CX-10490")
    bench.press(".")
    #expect(bench.model.notice?.text.contains("about one ticket alone") == true)
    let finance = try Bench(Bench.farah)
    finance.open("CX-10377")
    finance.press("a")
    finance.type("8450")
    finance.press("F2")
    #expect(finance.dispute("CX-10377").livePayout?.state == .approved)
    finance.press(".")
    #expect(finance.model.notice?.text.contains("given one by one") == true)
  }

  @Test("on all marked it is rehearsed; what cannot is named, and all of it is taken back at once")
  func marked() throws {
    let bench = try Bench(Bench.asha)
    bench.open("CX-10501")
    bench.press("c", "Esc", "7", "*", ".")
    #expect(bench.text.contains("can be done again (claim)"), "\(bench.text)")
    let able = bench.text.firstMatch(of: /(\d+) can be/).flatMap { Int($0.1) } ?? 0
    bench.press("y", "Esc")
    #expect(able == 7 && bench.model.bulk?.disputes.count == 2, "she held the others already")
    #expect(bench.dispute("CX-10502").holder == Bench.asha.person)
  }

  @Test("a macro over marked rows is rehearsed on each, step by step")
  func bulk() throws {
    let kept = try Kept(Self.noAnswer)
    let bench = try Bench(macros: [kept.path])
    bench.press("2", "*")
    choose("run no-answer", in: bench)
    #expect(bench.model.mode == .rehearsal, "\(bench.text)")
    #expect(bench.text.contains("can be done (no-answer)"), "\(bench.text)")
    let head = try bench.journal.head()
    bench.press("y")
    #expect(try bench.journal.head().number > head.number)
    #expect(bench.dispute("CX-10490").notes == ["rings out"])
  }

  @Test(
    "of several steps on marked rows all are taken back together, and nothing that was there before"
  )
  func allSteps() throws {
    let kept = try Kept("two:\n  steps: [claim, review]\n")
    let bench = try Bench(macros: [kept.path])
    bench.open("CX-10501")
    bench.press("c", "Esc", "5", "*")
    choose("run two", in: bench)
    bench.press("y")
    #expect(bench.dispute("CX-10502").isReviewed, "\(bench.text)")
    bench.press("Esc", "u")
    #expect(bench.text.contains("2 can be taken back, 0 cannot."), "\(bench.text)")
    bench.press("y")
    for ticket in ["CX-10502", "CX-10503"] {
      #expect(bench.dispute(ticket).isReviewed == false, "\(bench.text)")
      #expect(bench.dispute(ticket).holder == nil, "\(bench.text)")
    }
    #expect(bench.dispute("CX-10501").holder == Bench.asha.person)
  }

  @Test("what was recorded is kept under a name, to be read, and run again")
  func keep() throws {
    let kept = try Kept(nil)
    let bench = try Bench(macros: [kept.path])
    choose("keep nothing", in: bench)
    #expect(bench.model.notice?.text.hasPrefix("Nothing is kept") == true)
    bench.open("CX-10482")
    bench.press("i")
    bench.type("rings out")
    bench.press("F2", "P")
    bench.type("in")
    bench.press("Esc")
    bench.press("i")
    bench.type("by mistake")
    bench.press("F2")
    choose("keep later", in: bench)
    #expect(bench.model.notice?.text == "Kept: :run later does it again, after a rehearsal.")
    #expect(
      kept.text == """
        later:
          steps:
            - note: {text: "rings out"}
            - note: {text: "by mistake"}

        """, "\(kept.text)")
    choose("keep later", in: bench)
    #expect(bench.model.notice?.text == "There is a macro later already: take another name.")
    bench.open("CX-10490")
    choose("run later", in: bench)
    bench.press("y")
    #expect(bench.dispute("CX-10490").notes == ["rings out", "by mistake"])
  }

  @Test("macros that several programs keep at once are all kept, in the file that a link leads to")
  func together() throws {
    let kept = try Kept("")
    let link = kept.path + ".link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: kept.path)
    let files = MacroFiles(paths: [link])
    DispatchQueue.concurrentPerform(iterations: 20) { number in
      guard
        let macro = Macro(named: "m\(number)", of: [(.note(text: "rings out"), .onThisMachine)])
      else { return }
      try? files.add(macro)
    }
    #expect(Set(files.read().macros.map(\.name)) == Set((0..<20).map { "m\($0)" }))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == kept.path)
  }

  @Test("nothing is said again on a dispute as it was")
  func past() throws {
    let bench = try Bench(macros: [try Kept(Self.noAnswer).path])
    bench.open("CX-10482")
    bench.press("i")
    bench.type("x")
    bench.press("F2", "t", "[", ".")
    #expect(bench.model.notice?.text.contains("This is how it was on") == true)
    #expect(bench.dispute("CX-10482").notes.count == 1)
  }
}
