import Foundation
import Testing

@Suite("paydesk why")
struct CommandWhyTests {
  private let desk: CommandDesk
  private let path: String

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
    path = try #require(try desk.run("sample", "--path").lines.first)
  }

  @Test("names rules, facts and times, topic by topic")
  func text() throws {
    let outcome = try desk.run("why", "CX-10437", "--db", path, "--as", "asha")
    #expect(outcome.status == 0 && outcome.complaint.isEmpty)
    #expect(outcome.lines.first == "Why it stands here")
    #expect(
      outcome.output.contains(
        "  [The window] The vendor's window runs: silence leads to D1, vendor unreachable."))
    #expect(outcome.output.contains("\nWhat closing asks for\n  [G1] "))
    #expect(outcome.output.contains("\nThe vendor\n  [E3] "))
  }

  @Test("prints the same as JSON, for every dispute of the sample")
  func json() throws {
    for number in 10_401...10_460 {
      let outcome = try desk.run("why", "CX-\(number)", "--db", path, "--as", "viv", "--json")
      #expect(outcome.status == 0)
      let value =
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let explanations = value?["explanations"] as? [[String: Any]] ?? []
      #expect(explanations.count >= 2)
      #expect(explanations.first?["topic"] as? String == "place")
      #expect(explanations.allSatisfy { !(($0["rule"] as? String) ?? "").isEmpty })
      #expect(!outcome.output.contains("@ok"))
    }
  }

  @Test("hides the phone number that somebody wrote into a reason, here and on a vendor's page")
  func hidden() throws {
    func paydesk(_ words: String..., as person: String) throws -> CommandDesk.Outcome {
      try desk.run(words + ["--db", path, "--as", person])
    }
    let reason = "reason=ring 98765 43210 or foo@ybl"
    #expect(
      try paydesk("do", "CX-10437", "escalate", "to=opsManager", reason, as: "root").status == 0)
    for words in [["why", "CX-10437"], ["why", "CX-10437", "--json"]] {
      let outcome = try desk.run(words + ["--db", path, "--as", "viv"])
      #expect(outcome.output.contains("ring ····3210 or ····"), "\(outcome.output)")
      #expect(!outcome.output.contains("43210") && !outcome.output.contains("foo@ybl"))
    }
    #expect(try paydesk("do", "CX-10437", "flag", reason, as: "ravi").status == 0)
    for words in [["vendor", "MobiMart Nashik"], ["vendor", "MobiMart Nashik", "--json"]] {
      let outcome = try desk.run(words + ["--db", path, "--as", "viv"])
      #expect(outcome.output.contains("····3210"), "\(outcome.output)")
      #expect(!outcome.output.contains("43210") && !outcome.output.contains("foo@ybl"))
    }
  }

  @Test("knows no ticket that is not there")
  func unknown() throws {
    let outcome = try desk.run("why", "CX-9", "--db", path)
    #expect(outcome.status == 65 && outcome.complaint == "paydesk: there is no ticket CX-9.\n")
  }
}
