import Foundation
import Testing

@Suite("Listing from the command line")
struct CommandListTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
  }

  private func paydesk(_ arguments: String...) throws -> CommandDesk.Outcome {
    let database = desk.home + "/.local/share/paydesk/sample/paydesk.db"
    return try desk.run(
      through: [CommandDesk.program] + arguments + ["--db", database, "--as", "asha"])
  }

  private func rows(_ outcome: CommandDesk.Outcome) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [[String: Any]])
  }

  @Test("what a query means, as text and as JSON, at most so many")
  func list() throws {
    let text = try paydesk("list", "is:new", "!tag:less")
    #expect(text.status == 0 && text.complaint.isEmpty, "\(text.complaint)")
    #expect(!text.lines.isEmpty && text.lines.allSatisfy { $0.hasPrefix("CX-") }, "\(text.output)")
    let found = try rows(paydesk("list", "is:new !tag:less", "--json"))
    #expect(found.count == text.lines.count)
    #expect(found.allSatisfy { $0["tag"] as? String == "customerNotPaid" })
    #expect(found.allSatisfy { $0["asksFor"] as? String == "new" })
    let some = try paydesk("list", "disputed>0", "--limit", "3", "--json")
    #expect(try rows(some).count == 3)
    #expect(some.complaint.contains("there are more than these 3: --limit lists more"))
    let all = try rows(paydesk("list", "disputed>0", "--json"))
    #expect(all.count == 60 || all.count == 59, "\(all.count)")
    let none = try paydesk("list", "vendor:nobody")
    #expect(none.status == 0 && none.output.isEmpty && none.complaint.isEmpty)
    #expect(try paydesk("list", "is:new", "--ascii").output.unicodeScalars.allSatisfy(\.isASCII))
  }

  @Test(
    "a word that cannot be understood is pointed at, with the exit code of a wrong command line")
  func mistake() throws {
    let outcome = try paydesk("list", "is:new", "vendr:x")
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(
      outcome.complaint == """
        paydesk: at character 8, “vendr”: no field is called vendr; did you mean vendor?
          is:new vendr:x
                 ^^^^^

        """)
    #expect(try paydesk("list").status == 64)
    #expect(try paydesk("list", "").status == 64)
    #expect(try paydesk("list", "is:new", "--limit", "0").status == 64)
    #expect(try paydesk("list", "holder:ash").complaint.contains("did you mean asha?"))
    #expect(try desk.run("list", "is:new", "--db", "/nowhere/x.db").status == 66)
  }

  @Test("views are kept, listed by name, written to a file and taken in elsewhere")
  func views() throws {
    #expect(try desk.run("views").output.isEmpty)
    let added = try desk.run("views", "add", "old ones", "age>1d", "!is:closed", "--key", "4")
    #expect(
      added.output == "old ones lists age>1d !is:closed, on the key 4.\n", "\(added.complaint)")
    try desk.run("views", "add", "new", "is:new")
    #expect(try desk.run("views").output == "4  old ones  age>1d !is:closed\n   new       is:new\n")
    #expect(try paydesk("list", "--view", "NEW").lines == paydesk("list", "is:new").lines)
    let unknown = try paydesk("list", "--view", "nothing")
    #expect(unknown.status == 64 && unknown.complaint.contains("there are old ones, new."))
    let file = try desk.run("views", "export", "--out", "shared.yaml")
    #expect(file.status == 0, "\(file.complaint)")
    #expect(try desk.run("views", "export", "--out", "shared.yaml").status == 73)
    #expect(try desk.run("views", "export", "new").output == "'new':\n  query: 'is:new'\n")

    let other = try CommandDesk()
    try other.write("shared.yaml", try desk.text(of: "shared.yaml"))
    try other.run("views", "add", "new", "is:begun", "--key", "4")
    let taken = try other.run("views", "import", "shared.yaml")
    #expect(taken.output == "1 taken in.\nYours are other ones, and stay without --replace: new\n")
    #expect(
      try other.run("views", "--json").output
        == "[{\"name\":\"new\",\"query\":\"is:begun\",\"key\":4},{\"name\":\"old ones\",\"query\":\"age>1d !is:closed\",\"key\":null}]\n"
    )
    try other.run("views", "import", "shared.yaml", "--replace")
    #expect(try other.run("views").output.contains("new       is:new"))
    try other.run("views", "remove", "old ones")
    #expect(try other.run("views", "remove", "old ones").status == 64)
  }

  @Test("views that are added at the same time are all kept")
  func together() throws {
    let adding = try (1...8).map { try desk.start(["views", "add", "par\($0)", "is:new"]) }
    for one in adding { #expect(try one.outcome().status == 0) }
    #expect(try desk.run("views").lines.count == 8)
  }

  @Test("a file with a mark at its beginning is read, and output that finds no room is told")
  func marked() throws {
    try desk.write("marked.yaml", "\u{FEFF}mine:\n  query: 'is:new'\nyours:\n  query: 'is:begun'\n")
    #expect(try desk.run("views", "import", "marked.yaml").output == "2 taken in.\n")
    for words in [["views", "export"], ["manual"], ["--help"], ["--version"]] {
      let outcome = try desk.run(words, output: "/dev/full")
      #expect(outcome.status == 74, "\(words)")
      #expect(outcome.complaint.contains("standard output cannot be written"), "\(words)")
    }
  }

  @Test("a bad file of views is refused with its line and field")
  func bad() throws {
    try desk.write("bad.yaml", "mine:\n  query: 'step:9'\n")
    let outcome = try desk.run("views", "import", "bad.yaml")
    #expect(outcome.status == 65)
    #expect(
      outcome.complaint.hasPrefix(
        "paydesk: bad.yaml:2: mine: query, character 6: found “9”, expected a query: step takes a step from 1 to 5"
      ),
      "\(outcome.complaint)")
    #expect(try desk.run("views").output.isEmpty)
    #expect(try desk.run("views", "add", "a:b", "is:new").status == 64)
    #expect(try desk.run("views", "add", "a", "is:nwe").status == 64)
    #expect(try desk.run("views", "import", "nothing.yaml").status == 66)
  }
}
