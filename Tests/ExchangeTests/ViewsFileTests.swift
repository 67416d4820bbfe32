import Dispatch
import FoundationEssentials
import Testing

@testable import Exchange

@Suite("The file of saved views")
struct ViewsFileTests {
  private func mistakes(_ yaml: String) -> [String] {
    switch ViewsFile.parse(Array(yaml.utf8), file: "views.yaml") {
    case .success: []
    case .failure(let mistakes): mistakes.list.map(\.description)
    }
  }

  @Test("names queries, with or without a key, and is printed as a file that reads the same")
  func reads() throws {
    let yaml = """
      # what I look at each morning
      old FoneBay:
        query: 'vendor:"FoneBay Pune" age>2d !escalated'
        key: 0
      unclaimed: is:new holder:nobody
      'it is ₹': {query: "disputed>=1.2L it''s", key: 7}
      """.replacing("'it is ₹'", with: "large")
    let views = try ViewsFile.parse(Array(yaml.utf8), file: "v").get()
    #expect(
      views == [
        SavedView(
          name: "old FoneBay", query: "vendor:\"FoneBay Pune\" age>2d !escalated", key: 0),
        SavedView(name: "unclaimed", query: "is:new holder:nobody"),
        SavedView(name: "large", query: "disputed>=1.2L it''s", key: 7),
      ])
    let printed = ViewsFile.printed(views)
    #expect(try ViewsFile.parse(Array(printed.utf8), file: "v").get() == views, "\(printed)")
    #expect(try ViewsFile.parse([], file: "v").get().isEmpty)
    #expect(try ViewsFile.parse(Array("# none\n".utf8), file: "v").get().isEmpty)
  }

  @Test(
    "each mistake has its line, its field, what was found and what was expected",
    arguments: [
      (
        "a: vendr:x",
        "views.yaml:1: a, character 1: found “vendr”, expected a query: no field is called vendr; did you mean vendor?"
      ),
      (
        "a:\n  query: is:new\n  key: 12",
        "views.yaml:3: a: key: found “12”, expected a number key, 0 to 9"
      ),
      ("a:\n  query: is:new\n  kye: 1", "views.yaml:3: a: found “kye”, expected one of query, key"),
      ("a:\n  key: 1", "views.yaml:2: a: a query: what the view lists"),
      (
        "a: is:new\nA: is:new",
        "views.yaml:2: A: found “A”, expected each name once, whatever its case"
      ),
      (
        "'a:b': is:new",
        "views.yaml:1: found “a:b”, expected a name of 1 to 40 letters, digits, single blanks and - _ ."
      ),
      (
        "a: {query: is:new, key: 1}\nb: {query: x, key: 1}",
        "views.yaml:2: b: key: found “1”, expected a key that no other view has"
      ),
      ("- a", "views.yaml:1: views, each under its name"),
      ("a: ''", "views.yaml:1: a: found “”, expected a query that names something"),
      ("a: [x]", "views.yaml:1: a: a query, or query: and key:"),
      (
        "a: &x is:new\nb: *x",
        "views.yaml:2: YAML: *x stands for another part: write that part out here"
      ),
    ])
  func bad(yaml: String, expected: String) { #expect(mistakes(yaml) == [expected]) }

  @Test("all mistakes of a file are told at once, and a file of another kind is refused whole")
  func several() {
    #expect(mistakes("a: tag:x\nb: step:9\nc: is:new\nd: {key: 1}").count == 3)
    #expect(mistakes("\u{0}").count == 1)
    guard
      case .failure(let long) = ViewsFile.parse(
        [UInt8](repeating: 35, count: 1 << 18 + 1), file: "v")
    else {
      Issue.record("any length is read")
      return
    }
    #expect(long.description == "v: at most 256 KiB")
  }

  @Test(
    "views are kept in their file, a key goes to the last that asks for it, and a bad file is left alone"
  )
  func keeps() throws {
    let folder =
      FileManager.default.temporaryDirectory.path
      + "/paydesk-views-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = ViewsStore(path: folder + "/paydesk/views.yaml")
    #expect(try store.read().isEmpty)
    let first = SavedView(name: "mine", query: "is:mine", key: 4)
    let second = SavedView(name: "new", query: "is:new", key: 4)
    try store.change { $0.keep(first) }
    try store.change { $0.keep(second) }
    #expect(try store.read() == [SavedView(name: "mine", query: "is:mine"), second])
    try store.change { $0.keep(SavedView(name: "NEW", query: "is:begun")) }
    #expect(try store.read().map(\.name) == ["mine", "NEW"])
    let bad = "mine: tag:nothing\n"
    try Data(bad.utf8).write(to: URL(filePath: store.path))
    #expect(throws: SourceMistakes.self) { try store.change { $0.keep(first) } }
    #expect(String(decoding: try Data(contentsOf: URL(filePath: store.path)), as: UTF8.self) == bad)
    // Where the file is a link, as dotfiles are kept, what it leads to is changed.
    let elsewhere = folder + "/kept.yaml"
    try Data("mine: is:mine\n".utf8).write(to: URL(filePath: elsewhere))
    try FileManager.default.removeItem(atPath: store.path)
    try FileManager.default.createSymbolicLink(atPath: store.path, withDestinationPath: elsewhere)
    try store.change { $0.keep(second) }
    #expect(try ViewsStore(path: elsewhere).read().count == 2)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: store.path) == elsewhere)
  }

  @Test("views that several programs keep at once are all kept")
  func together() throws {
    let folder =
      FileManager.default.temporaryDirectory.path
      + "/paydesk-views-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/views.yaml"
    DispatchQueue.concurrentPerform(iterations: 20) { number in
      _ = try? ViewsStore(path: path).change {
        $0.keep(SavedView(name: "v\(number)", query: "is:mine"))
      }
    }
    #expect(Set(try ViewsStore(path: path).read().map(\.name)) == Set((0..<20).map { "v\($0)" }))
  }
}
