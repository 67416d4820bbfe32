import Foundation
import PostgresServer
import Testing

/// What `--log` writes helps to find a fault, and says nothing about anybody.
@Suite("The diagnostic log of the program")
struct DiagnosticTests {
  /// What may be in no log: whatever the desk holds or somebody types.
  private static let canaries =
    HostileDesk.words + [
      "Ztyped", "Zorder", "Zevil", "Zdrop", "asha", "ravi", "nisha", "CX-", "ORD-", "hostile",
      "/tmp", "/home",
      "okbank", "98765", "Ztag", "Zprice",
    ]

  private func check(_ log: String, holds parts: [String]) {
    for canary in DiagnosticTests.canaries { #expect(!log.contains(canary), "\(canary): \(log)") }
    for part in parts { #expect(log.contains(part), "\(part) in \(log)") }
    #expect(log.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 < 0x7F })
  }

  @Test(
    "the workbench notes its terminal, its store and what it took, and none of what it shows or is typed"
  )
  func workbench() throws {
    let journey = try JourneyDesk()
    let path = try HostileDesk.make(in: journey.shell, plain: true)
    let asha = try journey.start("--db \(path) --as asha --log \(journey.home)/desk.log")
    try asha.wait(for: "Zcustomer")
    try asha.show("CX-3")
    try asha.press("Q", until: "Why is this here")
    asha.press("Escape")
    try asha.screen("the dispute again") { !$0.contains("Why is this here") }
    try asha.press("W", until: "Standing ")
    asha.press("Escape")
    try asha.screen("the dispute again") { !$0.contains("Standing ") }
    try asha.show("CX-2")
    try asha.openForm("i", "Internal note")
    asha.type("Ztyped 98765 43210 meera@okbank")
    try asha.wait(for: "Ztyped")
    try asha.press("F2", until: "Noted")
    try asha.press("/", until: "Search")
    asha.type("Zcustomer")
    try asha.wait(for: "▌CX-")
    asha.press("Escape")
    try asha.screen("the workbench again") { !$0.contains("Search") }
    asha.resize(100, 30)
    try asha.screen("a smaller screen") { _ in
      (try? journey.shell.text(of: "desk.log").contains("resized ")) == true
    }
    asha.press("q")
    try asha.wait(for: "code 0")
    let log = try journey.shell.text(of: "desk.log")
    check(
      log,
      holds: [
        "start version=", "command=paydesk.OpenCommand", "store kind=file sample=yes schema=",
        "workbench terminal=xterm-256color columns=120 rows=31", "link state=connected",
        "effect name=page took=",
        "effect name=search took=", "effect name=perform took=", "read took=", "append took=",
        "resized ",
        "end status=0",
      ])
  }

  @Test(
    "commands note what they took and of which kind their errors were, and none of what they were about"
  )
  func commands() throws {
    let desk = try CommandDesk()
    let path = try HostileDesk.make(in: desk, plain: true)
    let tickets = try desk.write(
      "Zfile.csv", desk.tickets(3, with: [1: ["Tag": "Ztag"], 2: ["Final App Price": "Zprice"]]))
    for (words, status) in [
      (["why", "CX-3"], 0), (["why", "Zcustomer"], 65), (["handover"], 0), (["due"], 0),
      (["vendor", "Zvendor"], 65),
      (["import", "tickets", tickets], 65),
      (["proof", "add", "CX-3", tickets, "--name", "Zfile"], 0),
      (["payouts", "export", "--rehearse"], 0),
      (["erase", "--ticket", "CX-404", "--reason", "Zreason"], 65),
      (["people", "add", "Zpayee", "--role", "executive"], 65), (["verify"], 0),
      (["report", "--from", "Zpayer", "--to", "x"], 64),
    ] as [([String], Int32)] {
      let outcome = try desk.run(["--log", "desk.log"] + words + ["--db", path, "--as", "ravi"])
      if status != 64 { #expect(outcome.status != 64, "\(words): \(outcome.complaint)") }
      if status == 0 {
        #expect(outcome.status == 0 || outcome.status == 65, "\(words): \(outcome.complaint)")
      }
    }
    let log = try desk.text(of: "desk.log")
    check(
      log,
      holds: [
        "command=paydesk.WhyCommand", "command=paydesk.ImportCommand", "store kind=file",
        "read took=",
        "append took=", "end status=0", "end status=65 error=paydesk.CommandFailure",
      ])
    let gone = try desk.run("--log", "desk.log", "--db", desk.home + "/nowhere.db", "verify")
    #expect(gone.status == 66)
    #expect(try desk.text(of: "desk.log").hasSuffix("end status=66 error=paydesk.CommandFailure\n"))
  }

  @Test("a log that cannot be is said in a sentence, and nothing is done")
  func refused() throws {
    let desk = try CommandDesk()
    try desk.write("letter", "dear all")
    for (name, sentence) in [
      ("letter", "is no log of paydesk"), ("nowhere/log", "cannot be written"),
    ] {
      let outcome = try desk.run("init", "--log", name)
      #expect(outcome.status == 73)
      #expect(
        outcome.complaint.contains(sentence)
          && outcome.complaint.hasSuffix("name another file for the log.\n"))
    }
    #expect(!desk.exists(".local"))
    #expect(try desk.text(of: "letter") == "dear all")
  }

  @Test("a connection that is lost and back is noted as such", .enabled(if: PostgresServer.isThere))
  func link() throws {
    let server = try PostgresServer()
    try server.start()
    let desk = try ServerDesk(on: server)
    let home = try desk.home(of: "asha")
    let asha = try home.open(
      "--log \(home.home)/desk.log", environment: ["PAYDESK_STORE": desk.address(of: "asha")])
    try server.stop()
    try asha.wait(for: "connection lost ")
    try server.start()
    try asha.wait(for: "The connection is back", seconds: 40)
    asha.press("q")
    try asha.wait(for: "code 0")
    check(
      try home.shell.text(of: "desk.log"),
      holds: ["store kind=server", "link state=connected", "link state=lost"])
  }
}
