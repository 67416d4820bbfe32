import Foundation
import PostgresServer
import Testing

/// A team at one server, each at a terminal and with a login of their own.
@Suite("Journeys of a team", .enabled(if: PostgresServer.isThere))
struct JourneyTeamTests {
  @Test(
    "D5: an executive asks, a manager approves by the amount, the executive closes, and all three screens show it"
  )
  func threePeople() throws {
    let desk = try ServerDesk()
    let asha = try desk.open("asha")
    let ravi = try desk.open("ravi")
    let viv = try desk.open("viv")
    try viv.show("CX-100002")
    try asha.askForPayout(on: "CX-100002")
    try viv.wait(for: "₹2,000.00, asked, asked for by asha", seconds: 3)

    try ravi.press("4", until: "1 awaits you")
    try ravi.press("a", until: "─ Approve the payout ─")
    ravi.type("200")
    try ravi.press("Enter", until: "₹200 is not what is asked for, ₹2,000.")
    ravi.press("C-u")
    ravi.type("2000")
    try ravi.press("Enter", until: "Payout of ₹2,000 approved.")
    // Nobody presses a key there.
    try asha.wait(for: "₹2,000.00, approved", seconds: 3)
    try viv.wait(for: "₹2,000.00, approved", seconds: 3)

    try asha.openForm("=", "The payout went through")
    asha.type(upiReference(hoursAgo: 0))
    try asha.press("Enter", until: "Payout settled")
    try asha.openForm("T", "Reduce the vendor’s credits")
    try asha.press("F2", until: "Credits reduced by ₹2,000.")
    try asha.openForm("C", "Step 5 · Close")
    try asha.wait(for: "every row holds")
    asha.press("F2")
    #expect(try asha.comment().contains("Status: Resolved – Paid by Cashkr"))
    try viv.wait(for: " closed ─╮", seconds: 3)
    try ravi.press("6", until: "1 of 1 · closed")

    // The server has kept who did what, by its own word.
    #expect(
      try desk.psql(
        """
        SELECT string_agg(by || ' ' || role, ', ' ORDER BY number) FROM paydesk_store.event
        WHERE name IN ('payoutRequested', 'payoutApproved', 'payoutSettled')
        """) == "asha executive, ravi opsManager, asha executive")
    // Who sees masked texts is told nothing false of them.
    for person in ["ravi", "viv"] {
      let check = try desk.run(person, "verify")
      #expect(check.status == 0, "\(check.complaint)")
    }
  }

  @Test("who is on what is shown in the row and in the title, and gone when they leave")
  func presence() throws {
    let desk = try ServerDesk()
    let asha = try desk.open("asha")
    let dev = try desk.open("dev", columns: 80, rows: 24)
    try asha.show("CX-100002")
    try dev.screen("asha in the row", seconds: 5) { screen in
      screen.split(separator: "\n").contains { $0.contains("CX-100002") && $0.contains("◂") }
    }
    try dev.show("CX-100002")
    try dev.wait(for: "asha is here too", seconds: 5)
    try asha.screen("dev in row and title", seconds: 5) { screen in
      let lines = screen.split(separator: "\n").filter { $0.contains("CX-100002") }
      return lines.contains {
        $0.contains("Meera") && $0.contains("◂ dev") && $0.contains("₹2,000")
      }
        && lines.contains { $0.contains("╭─ CX-100002") && $0.contains("dev is here too") }
    }
    try asha.press("h", until: "▌")
    try dev.screen("dev alone", seconds: 5) { !$0.contains("asha is here") }
    dev.press("q")
    try dev.wait(for: "code 0")
    try asha.screen("nobody else", seconds: 5) { !$0.contains("◂") }
  }

  @Test("a viewer sees no customer, changes nothing, and is told so")
  func viewer() throws {
    let desk = try ServerDesk()
    let asha = try desk.open("asha")
    let viv = try desk.open("viv")
    try asha.wait(for: "Meera Iyer")
    let queue = try viv.wait(for: "M•••")
    #expect(!queue.contains("Meera"), "\(queue)")
    try viv.show("CX-100001")
    for key in ["c", "v", "o", "i", "x"] {
      viv.press(key)
      let screen = try viv.wait(for: "✗ A viewer changes nothing.")
      #expect(!screen.contains("Meera") && !screen.contains("43001"), "\(screen)")
      // The sentence goes with the next key.
      try viv.press("t", until: "─ Timeline ─")
      try viv.screen("the sentence gone") { !$0.contains("A viewer changes nothing.") }
      viv.press("t")
      try viv.screen("the timeline gone") { !$0.contains("─ Timeline ─") }
    }
    #expect(try desk.count(of: "claimed") == 0)
  }

  @Test("somebody in no group is told in one sentence who can let them in, and sees nothing")
  func nobody() throws {
    let desk = try ServerDesk()
    let name = "guest_\(desk.database.suffix(8))"
    try desk.psql("CREATE ROLE \(name) LOGIN")
    let screen = try desk.start(name).wait(for: "code 77").replacing("\n", with: "")
    #expect(
      screen.contains("\(name) does not work at the desk of "), "\(screen)")
    #expect(screen.contains("paydesk people add \(name) --role executive"), "\(screen)")
    #expect(!screen.contains("CX-"), "\(screen)")
  }

  @Test("two managers approve at once: one does, and the other is told what happened")
  func twoManagers() throws {
    let desk = try ServerDesk()
    let (ravi, nisha) = (try desk.open("ravi"), try desk.open("nisha"))
    let asha = try desk.open("asha")
    try asha.askForPayout(on: "CX-100003")
    for manager in [ravi, nisha] {
      try manager.press("4", until: "1 awaits you")
      try manager.press("a", until: "─ Approve the payout ─")
      manager.type("2000")
      try manager.wait(for: "2000")
    }
    ravi.press("Enter")
    nisha.press("Enter")
    let ends = try [(ravi, "nisha"), (nisha, "ravi")].map { manager, other in
      // The other is told that nothing was recorded, and who approved meanwhile.
      let screen = try manager.screen("an end") { screen in
        screen.contains("Payout of ₹2,000 approved.")
          || screen.contains("was changed meanwhile") && screen.contains("Nothing was recorded.")
            && screen.split(separator: "\n").contains {
              $0.contains(other) && $0.contains("approved")
            }
      }
      return screen.contains("Payout of ₹2,000 approved.")
    }
    #expect(ends.count { $0 } == 1)
    #expect(try desk.count(of: "payoutApproved") == 1)
  }
}
