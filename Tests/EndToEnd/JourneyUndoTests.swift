import Foundation
import PostgresServer
import Testing

/// Taking back what was recorded, and looking back through a dispute, in the program itself.
@Suite("Journeys back")
struct JourneyUndoTests {
  @Test(
    "what was done by mistake is taken back, one thing after the other, and the history keeps both",
    arguments: [(80, 24), (120, 31), (200, 50)])
  func back(columns: Int, rows: Int) throws {
    let desk = try UndoDesk.made()
    let me = try desk.open(columns: columns, rows: rows)
    try me.show("CX-100001")
    try me.press("c", until: "Claimed.")
    try me.press("v", until: "Ticket reviewed.")
    try me.press("u", until: "Taken back")
    try me.wait(for: "the ticket is not reviewed")
    // Neither Enter nor another key records it; Esc leaves it.
    me.press("Enter", "x")
    try me.press("Escape", until: "Nothing was recorded.")
    try me.press("u", until: "the ticket is not reviewed")
    me.resize(columns - 1, rows)
    me.resize(columns, rows)
    try me.press("y", until: "Taken back: ticket reviewed.")
    try me.press("u", until: "nobody holds it")
    try me.press("y", until: "Taken back: claimed.")
    try me.press("u", until: "Nothing is left on")
    me.press("t")
    let timeline = try me.wait(for: "taken back: the review of the ticket")
    #expect(timeline.contains("ticket reviewed"), "\(timeline)")

    // Looking back, recording by recording.
    try me.press("[", "[", until: "As it was on")
    try me.press("c", until: "This is how it was on")
    try me.press("Escape", until: "This is how it is now.")
    me.press("q")
    try me.wait(for: "code 0")
    let verified = try desk.shell.run("verify")
    #expect(verified.status == 0, "\(verified.complaint)")
  }

  @Test("keys that are typed ahead of what is shown mean what they were typed for")
  func ahead() throws {
    let desk = try UndoDesk.made()
    let me = try desk.open()
    try me.show("CX-100001")
    try me.press("c", until: "Claimed.")
    try me.press("u", "y", until: "Taken back: claimed.")
  }

  @Test(
    "on a server somebody who records meanwhile is told of, and the server lets take back who may",
    .enabled(if: PostgresServer.isThere))
  func team() throws {
    let desk = try ServerDesk()
    let asha = try desk.open("asha")
    let ravi = try desk.open("ravi")
    try asha.show("CX-100002")
    try asha.press("c", until: "Claimed.")
    try asha.press("v", until: "Ticket reviewed.")
    try asha.press("u", until: "the ticket is not reviewed")
    try ravi.show("CX-100002")
    try ravi.openForm("i", "Internal note")
    ravi.type("The shop is shut today.")
    try ravi.press("F2", until: "Noted.")
    try asha.press("y", until: "was changed meanwhile")
    try asha.wait(for: "The shop is shut today.")
    asha.press("Enter")
    try asha.screen("without the conflict") { !$0.contains("was changed meanwhile") }
    try asha.press("u", until: "Stays as it is")
    try asha.press("y", until: "Taken back: ticket reviewed.")
    #expect(
      try desk.psql(
        "SELECT string_agg(by, ', ') FROM paydesk_store.event WHERE name = 'withdrawn'") == "asha")
    let check = try desk.run("ravi", "verify")
    #expect(check.status == 0, "\(check.complaint)")
  }
}

/// A desk of one's own with some tickets.
private enum UndoDesk {
  static func made() throws -> JourneyDesk {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    try desk.shell.write("tickets.csv", desk.shell.tickets(6))
    try desk.shell.run("import", "tickets", "tickets.csv")
    return desk
  }
}
