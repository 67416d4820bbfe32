import Foundation
import Testing

@Suite("paydesk replay and policy")
struct CommandReplayTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func line(_ at: String, _ rest: String, by: String = "asha", role: String = "executive")
    -> String
  {
    "{\"at\":\"2026-11-22T\(at):00+05:30\",\"by\":\"\(by)\",\"role\":\"\(role)\",\"dispute\":\"CX-1\",\(rest)}"
  }

  private var walk: [String] {
    [
      "# a D5 from the claim to the approval", "",
      line(
        "10:00",
        "\"do\":\"log\",\"tag\":\"lessPaid\",\"customer\":\"Meera\",\"order\":\"ORD-1\",\"quoted\":\"10000\",\"received\":\"8000\",\"complaint\":\"short\""
      ),
      line("10:01", "\"do\":\"claim\""), line("10:02", "\"do\":\"review\""),
      line(
        "10:03",
        "\"do\":\"order\",\"pickup\":\"completed\",\"invoice\":\"10000\",\"vendor\":\"FoneBay Pune\",\"paymentMarked\":false,\"notes\":[],\"payTo\":\"m@ok\""
      ),
      line("10:04", "\"do\":\"contact\",\"channel\":\"phone\",\"outcome\":\"answered\""),
      line("10:05", "\"do\":\"answer\",\"paid\":\"8000\""),
      line(
        "10:06",
        "\"do\":\"requestPayout\",\"amount\":\"2000\",\"expect\":{\"scenario\":\"D5\",\"pending\":[\"opsManager\"]}"
      ),
      line("10:07", "\"do\":\"approve\",\"expect\":{\"accepted\":false,\"refusal\":\"forbidden\"}"),
      line(
        "10:08", "\"do\":\"approve\",\"expect\":{\"accepted\":true}", by: "ravi", role: "opsManager"
      ),
    ]
  }

  @Test("walks a script, and checks what it expects")
  func walks() throws {
    try desk.write("w.jsonl", walk.joined(separator: "\n"))
    let all = try desk.run("replay", "w.jsonl")
    #expect(all.status == 0 && all.lines.count == 9)
    #expect(all.lines[8].hasPrefix("{\"line\":11,\"dispute\":\"CX-1\",\"accepted\":true"))
    let check = try desk.run("replay", "--check", "w.jsonl")
    #expect(check.status == 0 && check.output.isEmpty && check.complaint.isEmpty)
    #expect(try desk.run("replay", "--check", "-", input: walk.joined(separator: "\n")).status == 0)
    try desk.write(
      "x.jsonl", walk.joined(separator: "\n").replacingOccurrences(of: "\"D5\"", with: "\"D6\""))
    let differs = try desk.run("replay", "--check", "x.jsonl")
    #expect(differs.status == 1)
    #expect(
      differs.lines == [
        "{\"line\":9,\"dispute\":\"CX-1\",\"expected\":{\"scenario\":\"D6\"},\"got\":{\"scenario\":\"D5\"}}"
      ])
  }

  @Test("ends at a line that cannot be read, after the results of the lines before")
  func unreadable() throws {
    try desk.write("w.jsonl", (walk + ["{\"at\":\"yesterday\"}"] + walk).joined(separator: "\n"))
    let outcome = try desk.run("replay", "w.jsonl")
    #expect(outcome.status == 65 && outcome.lines.count == 9)
    #expect(outcome.complaint.hasPrefix("paydesk: w.jsonl:12: at: found"), "\(outcome.complaint)")
    #expect(try desk.run("replay", "none.jsonl").status == 66)
  }

  @Test("tries a policy on a script")
  func underPolicy() throws {
    try desk.write("w.jsonl", walk.joined(separator: "\n"))
    try desk.write("p.yaml", "financeAbove: \"1999.99\"\n")
    let outcome = try desk.run("replay", "--check", "--policy", "p.yaml", "w.jsonl")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\"got\":{\"pending\":[\"financeManager\"]}"))
    try desk.write("p.yaml", "financeAbove: lots\n")
    let refused = try desk.run("replay", "--policy", "p.yaml", "w.jsonl")
    #expect(refused.status == 65 && refused.output.isEmpty)
    #expect(refused.complaint.hasPrefix("paydesk: p.yaml:1: financeAbove: found “lots”, expected"))
  }

  @Test("policy show prints what policy check takes, with or without a desk")
  func policy() throws {
    let shown = try desk.run("policy", "show").output
    try desk.write("p.yaml", shown)
    #expect(try desk.run("policy", "check", "p.yaml").status == 0)
    try desk.write("p.yaml", shown.replacingOccurrences(of: "window: 6h", with: "window: six"))
    let refused = try desk.run("policy", "check", "p.yaml")
    #expect(refused.status == 65)
    #expect(refused.complaint.contains("window: found “six”, expected a time such as 6h"))
    #expect(
      try desk.run("policy", "check", "p.yaml", "--json").output.contains("\"field\":\"window\""))
  }

  @Test("a limit is adopted by an ops and a finance manager together, a wording by one")
  func adopted() throws {
    try desk.run("sample")
    let path = try #require(try desk.run("sample", "--path").lines.first)
    func adopt(_ person: String) throws -> CommandDesk.Outcome {
      try desk.run("policy", "adopt", "p.yaml", "--db", path, "--as", person, "--json")
    }
    try desk.write("p.yaml", "notes: {withheld: \"no proof came\"}\n")
    #expect(try adopt("asha").status == 77)
    #expect(try adopt("ravi").output == "{\"policy\":\"adopted\"}\n")
    #expect(try adopt("ravi").output == "{\"policy\":\"same\"}\n")
    try desk.write("p.yaml", "financeAbove: 4000\n")
    #expect(try adopt("ravi").output == "{\"policy\":\"proposed\"}\n")
    #expect(try desk.run("policy", "show", "--db", path).output.contains("no proof came"))
    #expect(
      try desk.run("policy", "show", "--proposed", "--db", path).output.contains("\"4000.00\""))
    #expect(try adopt("nisha").output == "{\"policy\":\"adopted\"}\n")
    #expect(try desk.run("policy", "show", "--db", path).output.contains("\"4000.00\""))
    #expect(
      try desk.run("policy", "show", "--built-in", "--db", path).output.contains("\"5000.00\""))
    try desk.write("p.yaml", "financeAbove: 3000\n")
    #expect(
      try desk.run("policy", "adopt", "p.yaml", "--db", path, "--as", "nisha").output
        == "A limit changes: it counts once an ops manager has adopted the same policy too.\n")
  }
}
