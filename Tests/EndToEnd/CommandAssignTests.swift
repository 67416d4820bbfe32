import Foundation
import Testing

@Suite("Assigning from the command line")
struct CommandAssignTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
  }

  private func paydesk(_ arguments: String..., as person: String = "ravi") throws
    -> CommandDesk.Outcome
  {
    let database = desk.home + "/.local/share/paydesk/sample/paydesk.db"
    let words = arguments + ["--db", database, "--as", person]
    return try desk.run(through: [CommandDesk.program] + words)
  }

  /// What somebody holds, as a rehearsal names it.
  private func held(by person: String) throws -> [String] {
    let to = person == "dev" ? "asha" : "dev"
    let outcome = try paydesk("assign", "--from", person, "--to", to, "--rehearse", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return ((object as? [String: Any])?["able"] as? [String]) ?? []
  }

  @Test("everything of somebody who went home: a rehearsal records nothing, --yes does it")
  func from() throws {
    let before = try held(by: "asha")
    #expect(before.count > 3)
    let rehearsal = try paydesk("assign", "--from", "asha", "--to", "dev", "--rehearse")
    #expect(rehearsal.status == 0)
    #expect(rehearsal.output.hasPrefix("\(before.count) can be assigned to dev, 0 cannot."))
    #expect(try held(by: "asha") == before)

    let asked = try paydesk("assign", "--from", "asha", "--to", "dev")
    #expect(asked.status == 64)
    #expect(asked.complaint.contains("nothing was assigned: say --yes"))
    #expect(try held(by: "asha") == before)

    let done = try paydesk("assign", "--from", "asha", "--to", "dev", "--yes")
    #expect(done.status == 0)
    #expect(done.output.contains("\(before.count) assigned to dev."))
    #expect(try Set(held(by: "dev")).isSuperset(of: before))
    let nothing = try paydesk("assign", "--from", "asha", "--to", "dev", "--yes")
    #expect(nothing.status == 66)
    #expect(nothing.complaint.contains("asha holds nothing"))
  }

  @Test("named tickets: what cannot be assigned is named with the core's reason, and ends with 1")
  func named() throws {
    let ticket = try #require(try held(by: "asha").first)
    let outcome = try paydesk("assign", ticket, "CX-0", "--to", "dev", "--yes", "--json")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("\"assigned\":[\"\(ticket)\"]"), "\(outcome.output)")
    #expect(outcome.output.contains("There is no ticket CX-0"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test(
    "an executive, a viewer to assign to, somebody unknown, and contradictory words are refused")
  func refused() throws {
    let executive = try paydesk("assign", "--from", "dev", "--to", "asha", "--yes", as: "asha")
    #expect(executive.status == 1)
    #expect(executive.output.contains("Only a manager may do this"))
    let unknown = try paydesk("assign", "--from", "asha", "--to", "nobody", "--yes")
    #expect(unknown.status == 1)
    #expect(unknown.output.contains("0 can be assigned to nobody"))
    #expect(unknown.output.contains("“nobody” does not work here; it is one of: "))
    #expect(try paydesk("assign", "--to", "dev").status == 64)
    #expect(try paydesk("assign", "CX-1", "--from", "asha", "--to", "dev").status == 64)
    #expect(
      try paydesk("assign", "CX-1", "--to", "dev", "--yes", "--rehearse").status == 64)
  }
}
