import Foundation
import PostgresServer
import Testing

/// As whom something is done, said with `--as` where everybody has a login of their own.
@Suite("Acting for a manager, by command", .enabled(if: PostgresServer.isThere))
struct CommandActingTests {
  @Test("--as takes the manager whom one stands in for while one does, oneself, and nobody else")
  func deputy() throws {
    let desk = try ServerDesk(tickets: 1)
    let ticket = "CX-100001"
    for words in [
      ["claim"], ["review"], ["order"],
      ["vendor", "outcome=answered", "didPay=part", "paid=8000", "reason=scratches"], ["payout"],
    ] {
      let outcome = try desk.act("dev", ticket, words)
      #expect(outcome.status == 0, "\(words): \(outcome.complaint)")
    }
    let early = try desk.act("asha", ticket, ["approve", "amount=2000", "--as", "ravi"])
    #expect(early.status == 77)
    #expect(
      early.complaint.hasPrefix(
        "paydesk: --as ravi: you are asha and stand in for nobody now. Everybody acts as their own login"
      ),
      "\(early.complaint)")

    let today = Date.now.addingTimeInterval(19_800).formatted(
      .iso8601.year().month().day().dateSeparator(.dash))
    try desk.run("ravi", "people", "deputy", "asha", "--for", "ravi", "--until", today)
    let other = try desk.act("asha", ticket, ["approve", "amount=2000", "--as", "nisha"])
    #expect(other.status == 77)
    #expect(other.complaint.contains("you are asha and stand in for ravi."))
    #expect(try desk.act("asha", ticket, ["note", "text=looked at", "--as", "asha"]).status == 0)
    let approved = try desk.act("asha", ticket, ["approve", "amount=2000", "--as", "ravi"])
    #expect(approved.output == "Payout of ₹2,000 approved.\n", "\(approved.complaint)")
    #expect(try desk.run("asha", "show", ticket).output.contains("payout approved, asha for ravi"))

    try desk.run("ravi", "people", "deputy", "--end", "asha")
    #expect(try desk.act("asha", ticket, ["note", "text=too late", "--as", "ravi"]).status == 77)
    #expect(try !desk.run("asha", "show", ticket).output.contains("too late"))
  }

  @Test("a viewer of a server sees what it masks, and reveals nothing")
  func viewer() throws {
    let desk = try ServerDesk(tickets: 1)
    let shown = try desk.run("viv", "show", "CX-100001", "--json")
    #expect(shown.status == 0 && !shown.output.contains("98765 4"), "\(shown.complaint)")
    #expect(try desk.run("viv", "show", "CX-100001", "--reveal").status == 77)
    let asha = try desk.run("asha", "show", "CX-100001", "--json", "--reveal")
    #expect(asha.output.contains("98765 43001"), "\(asha.output)")
    #expect(try desk.count(of: "personalDataShown") == 1)
    let info = try desk.run("asha", "info", "--json")
    #expect(info.output.contains("\"role\":{\"value\":\"executive\""))
    #expect(!info.output.contains("asha"), "\(info.output)")
  }
}

extension ServerDesk {
  /// Does an action as somebody.
  fileprivate func act(
    _ person: String, _ ticket: String, _ words: [String]
  ) throws -> CommandDesk.Outcome {
    try home(of: person).shell.run(
      ["do", ticket] + words, environment: ["PAYDESK_STORE": address(of: person)])
  }
}
