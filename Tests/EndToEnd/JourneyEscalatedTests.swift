import Foundation
import Testing

/// A manager at the escalated pane of the sample, from key to key.
@Suite("Journeys through the escalated pane")
struct JourneyEscalatedTests {
  @Test(
    "everything that waits is listed; an approval takes a, the amount and Enter, and the next row is there"
  )
  func approve() throws {
    let nisha = try JourneyDesk.sample().open("sample --open --as nisha")
    let pane = try escalated(nisha)
    #expect(pane.contains(" await you · ₹"))
    #expect(pane.contains("For ") && pane.contains("Against ") && pane.contains("Limit "))
    let (ticket, amount) = try payout(in: pane)
    let before = nisha.keys
    try nisha.press("a", until: "─ Approve the payout ─")
    nisha.type(amount)
    try nisha.press("Enter", until: "Payout of ₹\(amount) approved.")
    #expect(nisha.keys - before == 2)
    // The list is there again, without the payout, and its first row has the cursor.
    try nisha.screen("the next decision") {
      $0.contains("╭─ Escalated") && $0.contains("├─ CX-") && !$0.contains("├─ \(ticket) ")
    }
  }

  @Test("decline, return and find are one key each, and each leads to the next row")
  func decide() throws {
    let nisha = try JourneyDesk.sample().open("sample --open --as nisha")
    let (ticket, _) = try payout(in: escalated(nisha))
    try nisha.press("d", until: "─ Decline the payout ─")
    nisha.type("The customer has to confirm the address first.")
    try nisha.press("F2", until: " declined.")
    try nisha.screen("another row") {
      $0.contains("╭─ Escalated") && !$0.contains("├─ \(ticket) ")
    }
    try go(nisha, to: "escalated by ")
    try nisha.press("r", until: "─ Return with an instruction ─")
    nisha.type("Try their shop once more.")
    try nisha.press("F2", until: "Returned.")
    try nisha.wait(for: "╭─ Escalated")
  }

  @Test("an executive sees the pane, and is told by the core why each decision is not theirs")
  func executive() throws {
    let asha = try JourneyDesk.sample().open("sample --open --as asha")
    let pane = try escalated(asha)
    #expect(!pane.contains("await you"))
    try asha.press("a", until: "Only a manager may do this")
    #expect(try !asha.now().contains("─ Approve the payout ─"))
    try asha.press("U", until: "Only a manager may do this")
  }

  @Test("marked rows are assigned together after a rehearsal, by one key, and by nothing else")
  func marks() throws {
    let ravi = try JourneyDesk.sample().open("sample --open --as ravi")
    try escalated(ravi)
    ravi.press("Space", "Space")
    try ravi.press("Space", until: "3 marked")
    try ravi.press("a", until: "Approvals are one by one")
    try ravi.press("A", until: "─ Assign the marked ─")
    ravi.type("dev")
    try ravi.press("F2", until: "3 can be assigned to dev, 0 cannot.")
    ravi.press("Enter")
    try ravi.press("y", until: "3 assigned to dev.")
    #expect(try !ravi.now().contains(" marked"))
  }

  @Test("everything of an executive who went home is given to another by name of the action")
  func assignAll() throws {
    let ravi = try JourneyDesk.sample().open("sample --open --as ravi")
    try ravi.press(":", until: "Actions and views")
    ravi.type("assign all")
    try ravi.wait(for: "Give all that somebody holds")
    try ravi.press("Enter", until: "─ Assign all of somebody ─")
    ravi.type("asha")
    ravi.press("Enter")
    ravi.type("dev")
    try ravi.press("F2", until: "can be assigned to dev, 0 cannot.")
    try ravi.press("y", until: "✓ ")
    ravi.press("q")
    try ravi.wait(for: "code 0")
  }

  @discardableResult
  private func escalated(_ terminal: JourneyTerminal) throws -> String {
    try terminal.press("4", until: "╭─ Escalated")
    return try terminal.screen("its evidence") { $0.contains("Changed ") }
  }

  /// The ticket and the amount of the payout under the cursor.
  private func payout(in pane: String) throws -> (ticket: String, amount: String) {
    let heading = try #require(
      pane.firstMatch(of: #/├─ (CX-\d+) · payout of ₹([0-9,]+)\.00 to/#), "\(pane)")
    return (String(heading.1), String(heading.2))
  }

  /// Down to the row whose evidence is headed so, each key once the evidence of the row before is there.
  private func go(_ terminal: JourneyTerminal, to heading: String) throws {
    var screen = try terminal.now()
    while !screen.contains(" · \(heading)") {
      let row = ticket(in: screen)
      terminal.press("j")
      screen = try terminal.screen("the evidence of the next row") {
        ticket(in: $0) != nil && ticket(in: $0) != row
      }
    }
  }

  /// The ticket whose evidence is shown; nil while it is looked up.
  private func ticket(in pane: String) -> Substring? {
    pane.firstMatch(of: #/├─ (CX-\d+) · /#)?.1
  }
}
