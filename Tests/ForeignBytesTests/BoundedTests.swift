import ForeignBytes
import Testing

/// Inputs that are small and ask for much.
@Suite("Small inputs that ask for much", .timeLimit(.minutes(30)))
struct BoundedTests {
  static let yaml = ["policy", "mapping", "settings", "theme"]

  private func run(_ name: String, _ text: String) throws {
    try #require(Check.named(name)).run(Array(text.utf8))
  }

  @Test("lists in lists without end do not end the program", arguments: yaml)
  func nested(name: String) throws {
    for opening in ["[", "- ", "{a: ", "? ", "[{", "!a [", "&a ["] {
      try run(name, String(repeating: opening, count: 60_000 / opening.utf8.count))
    }
  }

  @Test("names for lists of names take no more time than the file has lines", arguments: yaml)
  func aliases(name: String) throws {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1..<30 {
      let names = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(names)]")
    }
    try run(name, (lines + ["? *a29", ": 1"]).joined(separator: "\n"))
    try run(name, (lines + ["tickets: *a29"]).joined(separator: "\n"))
  }

  @Test("deep JSON is refused", arguments: ["jsonlines", "replay", "facts"])
  func nestedJSON(name: String) throws {
    for opening in ["[", "{\"a\":", "{\"ticketLogged\":{\"ticket\":["] {
      try run(name, "{\"a\":" + String(repeating: opening, count: 60_000 / opening.utf8.count))
    }
    let lists = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
    try run(name, "{\"a\":\(lists)}")
  }

  @Test("a long heading is not said again with each row of a pasted table")
  func longHeading() throws {
    let heading = String(repeating: "x", count: 30_000)
    let rows = String(repeating: "a\tb\tc\n", count: 5_000)
    try run("paste", "Ticket ID\tTag\t\(heading)\n\(rows)")
  }
}
