import Foundation
import Testing

@Suite("paydesk show")
struct CommandShowTests {
  private let desk: CommandDesk
  private let database: String

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
    database = desk.home + "/.local/share/paydesk/sample/paydesk.db"
  }

  private func show(_ words: String..., as person: String = "asha") throws -> CommandDesk.Outcome {
    try desk.run(["show"] + words + ["--db", database, "--as", person])
  }

  private func object(_ outcome: CommandDesk.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
      "\(outcome.output) \(outcome.complaint)")
  }

  @Test("facts, steps, what follows and what happened stand on one page, without keys")
  func page() throws {
    let outcome = try show("CX-10437")
    #expect(outcome.status == 0 && outcome.complaint.isEmpty)
    #expect(outcome.lines.first?.hasPrefix("CX-10437 · Less Paid · Zoya Mirza · ") == true)
    for part in [
      "─ Step 1 · Look at the ticket ─", "─ Step 3 · Ask the vendor ─", "─ What follows ─",
      "─ Timeline ─", "Shortfall", "Next: ask the vendor, `paydesk do CX-10437 vendor`",
      "ticket logged, quoted ₹10,000",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    #expect(!outcome.output.contains("Step 4"), "it has not come to that")
    #expect(!outcome.output.contains("[w]") && !outcome.output.contains("\u{1B}"))
    #expect(try show("CX-1").status == 65)
  }

  @Test("every dispute of the sample can be shown, masked, as text and as JSON")
  func all() throws {
    for number in 10_401...10_460 {
      let text = try show("CX-\(number)", as: "viv")
      #expect(text.status == 0 && text.output.contains("─ Timeline ─"), "\(number)")
      #expect(!text.output.contains(/[a-z]@ok/), "CX-\(number) shows a payment address")
      #expect(text.lines.allSatisfy { $0.count <= 100 }, "CX-\(number)")
      let json = try object(try show("CX-\(number)", "--json", as: "viv"))
      #expect(json["masked"] as? Bool == true && json["version"] is Int && json["gate"] is [Any])
      #expect((json["phone"] as? String).map { $0.hasPrefix("····") } ?? true)
      let timeline = try #require(json["timeline"] as? [[String: Any]])
      #expect(timeline.count == json["version"] as? Int)
      #expect(
        timeline.allSatisfy { entry in
          let name = entry["fact"] as? String ?? ""
          return name.lowercased() == name || name != entry["words"] as? String
        }, "a fact is told by its name in the log")
    }
  }

  @Test("what is revealed is shown, and the log says who looked")
  func reveal() throws {
    let masked = try object(try show("CX-10437", "--json"))
    #expect((masked["phone"] as? String)?.hasPrefix("····") == true)
    let before = try #require(masked["version"] as? Int)
    let open = try object(try show("CX-10437", "--json", "--reveal"))
    let phone = try #require(open["phone"] as? String)
    #expect(!phone.contains("·") && open["masked"] as? Bool == false)
    #expect(open["version"] as? Int == before + 1)
    let last = try #require((open["timeline"] as? [[String: Any]])?.last)
    #expect(last["fact"] as? String == "personalDataShown" && last["by"] as? String == "asha")
    let text = try show("CX-10437", "--reveal")
    #expect(text.output.contains(phone))
    #expect(text.output.contains("personal data shown, asha"))
    #expect(try !show("CX-10437").output.contains(phone), "the next look is masked again")

    let viewer = try show("CX-10437", "--reveal", as: "viv")
    #expect(viewer.status == 77 && viewer.output.isEmpty)
    let version = try object(try show("CX-10437", "--json"))["version"] as? Int
    #expect(version == before + 2, "a look that was refused shows nothing and is no look")
  }
}
