import Foundation
import Testing

/// The last thing again, and sequences of commands under a name, in the program itself.
@Suite("Journeys of what comes again")
struct JourneyMacroTests {
  @Test(
    "what was recorded is kept under a name, read by others, and run on marked rows after a rehearsal"
  )
  func macros() throws {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    try desk.shell.write("tickets.csv", desk.shell.tickets(6))
    try desk.shell.run("import", "tickets", "tickets.csv")
    let me = try desk.open()
    try me.show("CX-100001")
    try me.press("c", until: "Claimed.")
    try me.openForm("i", "Internal note")
    me.type("Asked the shop by mail.")
    try me.press("F2", until: "Noted.")

    // Again on another one, with what was typed.
    try me.show("CX-100002")
    try me.press(".", until: "Note: Asked the shop by mail.")

    try me.show("CX-100001")
    me.press(":")
    try me.wait(for: "Actions and views")
    me.type("keep asked")
    me.press("Enter")
    try me.wait(for: "Nothing is kept")
    try me.openForm("i", "Internal note")
    me.type("They answer tomorrow.")
    try me.press("F2", until: "Noted.")
    me.press(":")
    try me.wait(for: "Actions and views")
    me.type("keep asked")
    try me.wait(for: "note: text “They answer tomorrow.”")
    try me.press("Enter", until: "Kept: :run asked")

    let listed = try desk.shell.run("macros")
    #expect(listed.status == 0, "\(listed.complaint)")
    #expect(listed.output.contains("note: text “They answer tomorrow.”"), "\(listed.output)")

    // On all that are marked, after a rehearsal; then all of it back at once.
    try me.press("7", until: "╭─ All ")
    try me.press("*", until: "6 marked")
    me.press(":")
    try me.wait(for: "Actions and views")
    me.type("run asked")
    try me.wait(for: "run asked")
    try me.press("Enter", until: "6 can be done (asked), 0 cannot.")
    try me.press("y", until: "6 done (asked).")
    me.press("q")
    try me.wait(for: "code 0")

    try desk.shell.write(".config/paydesk/macros.yaml", "pay: {steps: [approve]}\n")
    let wrong = try desk.shell.run("macros")
    #expect(wrong.status == 65)
    #expect(wrong.complaint.contains("macros.yaml:1"), "\(wrong.complaint)")
    #expect(wrong.complaint.contains("one by one"), "\(wrong.complaint)")
  }
}
