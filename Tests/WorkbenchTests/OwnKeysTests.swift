import Exchange
import Terminal
import Testing

@testable import Workbench

/// The screens of somebody who has keys of their own.
@Suite("Screens with keys of one's own", .serialized)
struct OwnKeysTests {
  private func bench(_ keys: String, columns: Int = 120, rows: Int = 31) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows)
    bench.model.session.keys = try keys.isEmpty ? .usual : map(keys)
    return bench
  }

  private func map(_ keys: String) throws -> KeyMap {
    let yaml = "keys:\n" + keys.split(separator: "\n").map { "  \($0)\n" }.joined()
    let read = ConfigurationFile.parse(Array(yaml.utf8), file: "config.yaml", home: "/")
    return try KeyMap.read([#require(try read.get().keys)]).get()
  }

  private func mistake(_ bench: Bench) -> String? { bench.model.forms.last?.form.mistake?.message }

  private static let own = """
    everywhere:
      claim: x
      unmask: []
      search: [Ctrl-g, "/"]
      keys: F12
      why: []
    form:
      save: [Ctrl-s, F2]
      log a call: F12
      editor: []
    """

  @Test("footer, ? and : show the keys that there are", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try bench(Self.own, columns: columns, rows: rows)
    bench.open("CX-10501")
    expect(bench.screen(columns, rows).text, isIn: "own-keys-\(columns)x\(rows)")
    bench.press("F12")
    bench.type("cla")
    expect(bench.screen(columns, rows).text, isIn: "own-keys-help-\(columns)x\(rows)")
  }

  @Test("the key that was given does it, and the one that was taken does nothing")
  func pressed() throws {
    let bench = try bench(Self.own)
    bench.open("CX-10501")
    bench.press("c")
    #expect(bench.dispute("CX-10501").holder == nil)
    bench.press("v")
    #expect(bench.text.contains("claim it first.  [x] claim"), "\(bench.text)")
    #expect(!bench.text.contains("[Q] why"))
    bench.press("x")
    #expect(bench.dispute("CX-10501").holder == Bench.asha.person)
  }

  @Test("what has no key is named as it is run behind :, and is run there")
  func unbound() throws {
    let bench = try bench("panes:\n  claim: []\n")
    bench.open("CX-10501")
    bench.press("v")
    #expect(bench.text.contains("claim it first.  (:claim)"), "\(bench.text)")
    bench.press(":")
    bench.type("claim")
    bench.press("Enter")
    #expect(bench.dispute("CX-10501").holder == Bench.asha.person)
  }

  @Test("a form is saved and its actions are run by their keys, and its sentences name them")
  func form() throws {
    let bench = try bench(Self.own)
    bench.open("CX-10482")
    bench.press("w")
    #expect(bench.text.contains("Ctrl-s save") || bench.text.contains("Ctrl-s "), "\(bench.text)")
    #expect(bench.text.contains("F12 log a call"), "\(bench.text)")
    bench.press("F3")
    #expect(!bench.text.contains("Choose what came of the call"))
    bench.press("F12")
    #expect(mistake(bench) == "Choose what came of the call, then F12 logs it.")
  }

  @Test("an action without a key is run from the keys of the form")
  func formAction() throws {
    let bench = try bench("form:\n  log a call: []\n")
    bench.open("CX-10482")
    bench.press("w", "F1")
    bench.type("log a")
    bench.press("Enter")
    #expect(mistake(bench) == "Choose what came of the call, then “log a call” logs it.")
  }

  @Test("the keys that move in a form can be others")
  func moving() throws {
    let bench = try bench(
      "form:\n  next field: [F12]\n  complete: []\n  field below: [Enter]\n")
    bench.open("CX-10482")
    bench.press("w")
    let first = bench.model.forms.last?.form.focus
    bench.press("Tab", "Down")
    #expect(bench.model.forms.last?.form.focus == first)
    bench.press("F12")
    let second = bench.model.forms.last?.form.focus
    #expect(second != first)
    bench.press("Shift-Tab")
    #expect(bench.model.forms.last?.form.focus == first)
    bench.press("Enter")
    #expect(bench.model.forms.last?.form.focus == second)
  }

  @Test("with the arrows no letter moves, and hints have the arrows")
  func arrows() throws {
    let bench = try bench("preset: arrows\n")
    let first = bench.model.pane.ticket
    bench.press("j")
    #expect(bench.model.pane.ticket == first)
    bench.press("Down")
    #expect(bench.model.pane.ticket != first)
    bench.open("CX-10482")
    #expect(bench.text.contains("Ctrl-Left step"), "\(bench.text)")
    bench.press("?")
    bench.type("timeline")
    #expect(bench.text.contains("the dispute; Ctrl-Left and "), "\(bench.text)")
  }

  @Test("with vi's keys Ctrl-f turns a page, and still edits in a field")
  func vi() throws {
    let bench = try bench("preset: vi\n")
    let first = bench.model.pane.ticket
    bench.press("Ctrl-f")
    #expect(bench.model.pane.ticket != first)
    bench.press("Ctrl-b")
    #expect(bench.model.pane.ticket == first)
    bench.press("/")
    bench.type("fx")
    bench.press("Ctrl-b")
    bench.type("o")
    guard case .choice(let choice) = bench.model.overlay else {
      Issue.record("there is no search")
      return
    }
    #expect(choice.editor.text == "fox")
  }
}
