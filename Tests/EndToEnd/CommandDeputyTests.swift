import Foundation
import Testing

/// Who stands in for a manager, said on the command line and seen on the screen.
@Suite("Deputies, from the command line to the payout")
struct CommandDeputyTests {
  /// A desk of one ops manager with an executive, a viewer and a finance manager.
  private func desk() throws -> (desk: CommandDesk, me: String) {
    let desk = try CommandDesk()
    try desk.run("init")
    for (name, role, uid) in [
      ("asha", "executive", "4001"), ("vic", "viewer", "4002"),
      ("nisha", "finance-manager", "4003"),
    ] {
      #expect(try desk.run("people", "add", name, "--role", role, "--uid", uid).status == 0)
    }
    let me = try #require(desk.run("people").lines.first { $0.hasSuffix("ops manager") })
    return (desk, String(try #require(me.split(separator: " ").first)))
  }

  /// A day so many days from today in India.
  private func day(_ days: Double) -> String {
    Date.now.addingTimeInterval(19_800 + days * 86_400).formatted(
      .iso8601.year().month().day().dateSeparator(.dash))
  }

  @Test("a deputy is appointed for whole days, listed with them, and ended")
  func life() throws {
    let (desk, me) = try desk()
    let said = try desk.run(
      "people", "deputy", "asha", "--for", me, "--from", day(1), "--until", day(3))
    #expect(said.status == 0, "\(said.complaint)")
    #expect(
      said.output
        == "asha will stand in for \(me) as ops manager, \(day(1)) 00:00 to \(day(4)) 00:00.\n")
    let again = try desk.run(
      "people", "deputy", "asha", "--for", me, "--from", day(1), "--until", day(3))
    #expect(again.output.hasPrefix("asha already will stand in"))
    #expect(try desk.run("people").output.contains("asha   executive  will stand in for \(me)"))
    let json = try desk.run("people", "--json").output
    #expect(json.contains("\"deputyFor\":[{\"person\":\"\(me)\",\"role\":\"opsManager\""))
    #expect(json.contains("\"until\":\"\(day(4))T00:00:00+05:30\""))

    let ended = try desk.run("people", "deputy", "--end", "asha")
    #expect(ended.output == "asha stands in for nobody now.\n")
    #expect(try !desk.run("people").output.contains("stand in"))
    #expect(try desk.run("people", "deputy", "--end", "asha").status == 65)
    #expect(try desk.run("verify").status == 0)
  }

  @Test("what cannot be is refused in a sentence, and nothing is recorded")
  func refusals() throws {
    let (desk, me) = try desk()
    let head = try desk.run("verify").output
    for (arguments, status, words) in [
      (["vic", "--for", me, "--until", day(1)], 65, "vic is a viewer"),
      (["asha", "--for", "asha", "--until", day(1)], 65, "asha is executive"),
      (["nobody", "--for", me, "--until", day(1)], 65, "nobody does not work here"),
      (["asha", "--for", "nisha", "--until", day(1)], 77, "only nisha or a manager who decides"),
      (["asha", "--for", me, "--until", day(-1)], 65, "The end is past."),
      (["asha", "--for", me, "--from", day(2), "--until", day(0)], 65, "not after the beginning"),
      (["asha", "--for", me, "--until", day(90)], 65, "More than 60 days"),
      (["asha", "--for", me, "--until", "Friday"], 64, "write a day as in 2026-11-24"),
      (["asha", "--for", me, "--until", "2026-02-30"], 64, "write a day as in 2026-11-24"),
      (["asha", "--for", me], 64, "--until when"), (["--for", me], 64, "--until when"),
      (["asha", "--end", "asha"], 64, "--end names"), ([], 64, "--end somebody"),
    ] as [([String], Int32, String)] {
      let outcome = try desk.run(["people", "deputy"] + arguments)
      #expect(outcome.status == status, "\(arguments): \(outcome.complaint)")
      #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
    }
    #expect(try desk.run("verify").output == head)
  }

  @Test("asha approves for ravi on the second terminal, and not what ravi asked for")
  func journey() throws {
    let desk = try JourneyDesk.sample()
    let dev = try desk.open("sample --open --as dev", columns: 200, rows: 50)
    let asha = try desk.open("sample --open --as asha", columns: 200, rows: 50)
    let ravi = ["--db", desk.sampleDatabase, "--as", "ravi", "people", "deputy"]
    #expect(
      try desk.shell.run(ravi + ["asha", "--for", "ravi", "--until", day(0)]).status == 0)
    try asha.wait(for: "asha for ravi, ops manager")
    try payout(of: "CX-10453", asked: dev)
    try asha.show("CX-10453")
    try asha.wait(for: "approve the payout")
    try asha.press("a", until: "─ Approve the payout ─")
    asha.type("3600")
    try asha.press("Enter", until: "Payout of ₹3,600 approved.")
    // Long lines are cut at words, so their ends are looked for.
    try asha.wait(for: "payout approved, asha for ravi")
    try dev.wait(for: "by asha for ravi")

    // What the manager asked for is as if the deputy had asked.
    let other = try JourneyDesk.sample()
    let manager = try other.open("sample --open --as ravi")
    try payout(of: "CX-10453", asked: manager)
    let appoint = ["--db", other.sampleDatabase, "--as", "ravi", "people", "deputy"]
    try other.shell.run(appoint + ["asha", "--for", "ravi", "--until", day(0)])
    let deputy = try other.open("sample --open --as asha")
    try deputy.wait(for: "asha for ravi")
    try deputy.show("CX-10453")
    try deputy.press("a", until: "ravi asked for this payout, and you stand in for them")
    #expect(try !deputy.now().contains("─ Approve the payout ─"))
    // And the days can be ended from anywhere: the screen follows.
    try other.shell.run(appoint + ["--end", "asha"])
    try deputy.wait(for: "You do not stand in for ravi any more")
  }

  @Test("--as takes oneself and the manager whom one stands in for, and nobody else")
  func acting() throws {
    let desk = try CommandDesk()
    try desk.run("init")
    let me = String(
      try #require(desk.run("people").lines.first).split(separator: " ").first ?? "")
    // Somebody else is the first manager, and this login is an executive who stands in for them.
    let ravi = ["--role", "ops-manager", "--uid", "4001"]
    #expect(try desk.run(["people", "add", "ravi"] + ravi).status == 0)
    let tickets = try desk.write("tickets.csv", desk.tickets(1))
    #expect(try desk.run("import", "tickets", tickets).status == 0)
    #expect(try desk.run("do", "CX-100001", "note", "text=mine", "--as", me).status == 0)
    let other = try desk.run("do", "CX-100001", "note", "text=not mine", "--as", "ravi")
    #expect(other.status == 77)
    #expect(
      other.complaint.hasPrefix("paydesk: --as ravi: you are \(me) and stand in for nobody now."),
      "\(other.complaint)")
    #expect(try desk.run("show", "CX-100001", "--as", "nobody").status == 77)
    #expect(try !desk.run("show", "CX-100001").output.contains("not mine"))
  }

  private func payout(of ticket: String, asked terminal: JourneyTerminal) throws {
    try terminal.show(ticket)
    try terminal.press("c", until: "Claimed.")
    try terminal.press("v", until: "Ticket reviewed.")
    try terminal.openForm("o", "Step 2 · Order")
    try terminal.press("F2", until: "Order recorded.")
    try terminal.openForm("w", "Step 3 · Ask the vendor")
    terminal.press("y", "y", "Enter")
    terminal.type("11000")
    terminal.press("Enter")
    terminal.type("scratches, he says")
    try terminal.press("F2", until: "Vendor at fault (D5)")
    try terminal.openForm("$", "Ask for a payout")
    try terminal.press("F2", until: "Payout of ₹3,600 asked for.")
  }
}
