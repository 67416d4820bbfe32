import Foundation
import Testing

@Suite("paydesk export")
struct CommandExportTests {
  private let desk: CommandDesk
  private let path: String

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
    path = try #require(try desk.run("sample", "--path").lines.first)
  }

  @Test("a script of the sample passes replay --check; a second one of the same seed is the same")
  func script() throws {
    let script = try desk.run("export", "--replay", "--db", path, "--seed", "5")
    #expect(script.status == 0)
    #expect(script.complaint == "438 commands on 60 disputes.\n")
    let check = try desk.run("replay", "--check", "-", input: script.output)
    #expect(check.status == 0 && check.output.isEmpty)
    #expect(
      try desk.run("export", "--replay", "--db", path, "--seed", "5").output == script.output)
    #expect(
      try desk.run("export", "--replay", "--db", path, "--seed", "6").output != script.output)
    let told = try desk.run("replay", "-", input: script.output)
    #expect(told.lines.count == 438 && !told.output.contains("\"accepted\":false"))
  }

  @Test("a file gets its name once it is whole, and nothing is put in the place of another")
  func file() throws {
    func run(_ option: String) throws -> CommandDesk.Outcome {
      try desk.run(
        "export", "--replay", "CX-10437", "--db", path, "--out", "one.jsonl", option)
    }
    #expect(try run("--json").output.contains("\"disputes\":1,"))
    let script = try desk.text(of: "one.jsonl")
    #expect(!script.contains("CX-10437"))
    #expect(try run("--keep-ids").status == 73)
    #expect(try desk.text(of: "one.jsonl") == script)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.home).allSatisfy {
        !$0.hasSuffix(".part")
      })
  }

  @Test("an adopted policy is written beside the script, which passes under it")
  func policy() throws {
    try desk.write("p.yaml", "financeAbove: 1000\n")
    for person in ["ravi", "nisha"] {
      try desk.run("policy", "adopt", "p.yaml", "--db", path, "--as", person)
    }
    // What happens from now on happens under the adopted policy.
    try desk.write("x.png", "a picture")
    #expect(
      try desk.run(
        "proof", "add", "CX-10437", "x.png", "--amount", "10", "--paid-at", "2026-01-01 10:00",
        "--db", path, "--as", "asha"
      ).status == 0)
    let whole = try desk.run("export", "--replay", "CX-10437", "--db", path, "--out", "one.jsonl")
    #expect(whole.status == 0)
    #expect(try desk.text(of: "one.jsonl.policy.yaml").contains("\"1000.00\""))
    #expect(whole.complaint.contains("--policy one.jsonl.policy.yaml one.jsonl"))
    let check = try desk.run(
      "replay", "--check", "--policy", "one.jsonl.policy.yaml", "one.jsonl")
    #expect(check.status == 0 && check.output.isEmpty)
    // Where one of the two has no free name, the other is not left alone.
    try desk.write("two.jsonl.policy.yaml", "another's")
    let taken = try desk.run("export", "--replay", "CX-10437", "--db", path, "--out", "two.jsonl")
    #expect(
      taken.status == 73 && taken.complaint.contains("two.jsonl.policy.yaml is there already"))
    #expect(!desk.exists("two.jsonl"))
    #expect(try desk.text(of: "two.jsonl.policy.yaml") == "another's")
  }

  @Test("says what cannot be meant")
  func mistakes() throws {
    #expect(try desk.run("export", "CX-10437", "--db", path).status == 64)
    #expect(try desk.run("export", "--replay", "--json", "--db", path).status == 64)
    let none = try desk.run("export", "--replay", "CX-9", "--db", path)
    #expect(none.status == 65 && none.complaint == "paydesk: there is no ticket CX-9.\n")
    let backwards = try desk.run(
      "export", "--replay", "--from", "2026-11-22", "--to", "2026-11-21", "--db", path)
    #expect(backwards.status == 64)
    #expect(backwards.complaint.hasPrefix("paydesk: --to 2026-11-21 is before --from 2026-11-22."))
  }
}
