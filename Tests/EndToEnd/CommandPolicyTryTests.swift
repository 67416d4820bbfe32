import Foundation
import Testing

@Suite("paydesk policy try")
struct CommandPolicyTryTests {
  private let desk: CommandDesk
  private let path: String

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
    path = try #require(try desk.run("sample", "--path").lines.first)
  }

  private func attempt(_ policy: String, _ options: String...) throws -> CommandDesk.Outcome {
    try desk.write("p.yaml", policy)
    let option = options.first ?? "--from=2020-01-01"
    return try desk.run("policy", "try", "p.yaml", "--db", path, option)
  }

  @Test("shows by dispute and in sum whose payouts move, and writes nothing")
  func approvers() throws {
    let head = try desk.run("verify", "--db", path).output
    // The sample has two payouts between ₹2,000 and ₹5,000 on the ops manager's desk.
    let outcome = try attempt("financeAbove: 2000\n")
    #expect(outcome.status == 0 && outcome.complaint.isEmpty)
    #expect(
      outcome.output.contains("  payout CX-10409-P1 of ₹4,600: ops manager → finance manager"))
    #expect(outcome.output.contains("Under p.yaml 2 of 59 disputes would have differed:"))
    #expect(
      outcome.lines.last == "  payouts from the ops manager to the finance manager: 2, ₹7,100")
    let json = try attempt("financeAbove: 2000\n", "--json").output
    #expect(
      json.contains(
        #""approvers":[{"inForce":"opsManager","other":"financeManager","payouts":2,"amount":"7100.00"}]"#
      ))
    #expect(try desk.run("verify", "--db", path).output == head)
    #expect(!(try desk.run("policy", "show", "--db", path).output.contains("\"2000.00\"")))
  }

  @Test("says of vendors when they would have been flagged")
  func vendors() throws {
    let outcome = try attempt("flagFrom: 3\n")
    #expect(outcome.lines.contains { $0.hasPrefix("  flagged: ") && $0.hasSuffix(" → never") })
    #expect(outcome.output.contains("  vendors flagged: "))
  }

  @Test("the policy in force differs in nothing, and so does one in other words")
  func same() throws {
    let shown = try desk.run("policy", "show", "--db", path).output
    #expect(try attempt(shown).output == "It is the policy in force: nothing differs.\n")
    #expect(try attempt(shown, "--json").output.hasPrefix(#"{"same":true,"disputes":[],"#))
    let worded = try attempt("notes: {withheld: \"no proof came\"}\n")
    #expect(worded.output == "Under p.yaml nothing would have differed on 59 disputes.\n")
  }

  @Test("a file that is no policy gets its usual errors")
  func mistakes() throws {
    let outcome = try attempt("financeAbove: lots\n")
    #expect(outcome.status == 65 && outcome.output.isEmpty)
    #expect(outcome.complaint.hasPrefix("paydesk: p.yaml:1: financeAbove: found “lots”, expected"))
    #expect(try desk.run("policy", "try", "none.yaml", "--db", path).status == 66)
    #expect(try attempt("financeAbove: 1\n", "--from=22-11-2026").status == 64)
  }
}
