import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  @Test("an argument that is not UTF-8 is refused, with its place, before anything is done")
  func notUTF8() throws {
    try desk.run("init")
    let words = ["import", "tickets"]
    let outcome = try desk.run(
      words,
      through: ["/bin/sh", "-c", "exec \"$@\" \"$(printf 'a\\377')\"", "sh", CommandDesk.program])
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.complaint.hasPrefix("paydesk: Argument 3 is not UTF-8"), "\(outcome)")
  }

  @Test("init makes the database and its first person, and refuses a second time")
  func initialise() throws {
    #expect(try desk.run("people").status == 66, "there is none before")
    #expect(try desk.run("init").status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: desk.database)[.posixPermissions]
    #expect(mode as? Int == 0o600, "it is for its owner alone")
    let again = try desk.run("init")
    #expect(again.status == 73)
    #expect(again.complaint.hasPrefix("paydesk: ") && again.complaint.hasSuffix(".\n"))
    let people = try desk.run("people", "--json")
    #expect(people.output.contains("\"uid\":\(getuid()),\"role\":\"opsManager\""))
  }

  @Test("people are added by a manager, and nobody gives themselves a role")
  func people() throws {
    try desk.run("init")
    #expect(
      try desk.run("people", "add", "asha", "--role", "executive", "--uid", "4001").status == 0)
    #expect(try desk.run("people", "role", "asha", "viewer").status == 0)
    #expect(try desk.run("people").output.contains("asha  viewer"))
    let me = try #require(desk.run("people").lines.first { $0.hasSuffix("ops manager") })
    let name = try #require(me.split(separator: " ").first.map(String.init))
    let refused = try desk.run("people", "role", name, "finance-manager")
    #expect(refused.status == 77)
    #expect(
      refused.complaint == "paydesk: Nobody gives themselves a role: another manager has to.\n")
    #expect(
      try desk.run("people", "add", "no-such-login-here", "--role", "viewer").status == 65)
    #expect(try desk.run("people", "add", "x", "--role", "king").status == 64)
  }

  @Test("global options stand before or after a subcommand")
  func globalOptions() throws {
    let path = desk.home + "/other/desk.db"
    #expect(try desk.run("--db", path, "init").status == 0)
    #expect(try desk.run("people", "--db", path, "--json").status == 0)
    #expect(try desk.run("--json", "--db=\(path)", "people", "list").output.hasPrefix("[{"))
    #expect(try desk.run("people", environment: ["PAYDESK_DB": path]).status == 0)
    #expect(try desk.run("people").status == 66)
  }

  @Test("the workbench says in one line that it needs a terminal")
  func noTerminal() throws {
    try desk.run("init")
    let outcome = try desk.run()
    #expect(outcome.status == 64)
    #expect(outcome.complaint.split(separator: "\n").count == 1)
  }

  @Test("mistakes in the command line end with 64 and a hint")
  func usage() throws {
    for arguments in [["import", "tickets"], ["import", "cats", "f"], ["replay", "--chek", "f"]] {
      let outcome = try desk.run(
        arguments[0], arguments[1], arguments.count > 2 ? arguments[2] : "--strict")
      #expect(outcome.status == 64)
      #expect(outcome.complaint.hasPrefix("paydesk: "), "\(outcome.complaint)")
    }
    #expect(try desk.run("--help").status == 0)
    #expect(try desk.run("--version").output.split(separator: ".").count == 3)
  }

  @Test("what cannot be opened as a database is told in a sentence")
  func badDatabases() throws {
    let garbage = try desk.write("garbage.db", String(repeating: "no database ", count: 900))
    let text = try Data(contentsOf: URL(filePath: garbage))
    for (path, status) in [(garbage, 74), (desk.home, 66), (desk.home + "/none.db", 66)] {
      let outcome = try desk.run("people", "--db", path)
      #expect(outcome.status == Int32(status), "\(outcome.complaint)")
      #expect(outcome.complaint.split(separator: "\n").count == 1 && outcome.output.isEmpty)
    }
    #expect(try Data(contentsOf: URL(filePath: garbage)) == text, "and it is left as it was")
  }

  @Test("the built-in policy never stands for one that cannot be read")
  func policyOfBadDatabase() throws {
    let none = try desk.run("policy", "show")
    #expect(none.status == 0 && none.output.contains("\"5000.00\""))
    #expect(none.complaint.hasSuffix("this is the built-in policy.\n"))
    let garbage = try desk.write("garbage.db", String(repeating: "no database ", count: 900))
    for (path, status) in [(garbage, 74), (desk.home, 66)] {
      let outcome = try desk.run("policy", "show", "--db", path)
      #expect(outcome.status == Int32(status), "\(outcome.complaint)")
      #expect(outcome.output.isEmpty && outcome.complaint.split(separator: "\n").count == 1)
      #expect(try desk.run("policy", "show", "--built-in", "--db", path).status == 0)
    }
  }

  @Test("a login's number that is somebody else's is told with whose it is")
  func numberTaken() throws {
    try desk.run("init")
    try desk.run("people", "add", "far", "--role", "executive", "--uid", "70001")
    let outcome = try desk.run("people", "add", "far2", "--role", "executive", "--uid", "70001")
    #expect(outcome.status == 65)
    #expect(
      outcome.complaint.contains("The login number 70001 is far's"), "\(outcome.complaint)")
    let again = try desk.run("people", "add", "far", "--role", "viewer", "--uid", "70002")
    #expect(again.status == 65 && again.complaint.contains("far works here already"))
  }

  @Test("what is printed to a full disk is not passed over")
  func fullDisk() throws {
    let outcome = try desk.run("policy", "show", output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.complaint.contains("standard output cannot be written"))
  }

  @Test("hostile text never reaches the terminal raw")
  func hostile() throws {
    try desk.run("init")
    let evil = "\u{1B}]0;owned\u{07}\u{9B}2J\u{202E}"
    let outcomes = [
      try desk.run("proof", "add", evil, "-", input: "x"),
      try desk.run("policy", "check", try desk.write("p.yaml", "\"\(evil)\": 1\n")),
      try desk.run("people", "add", evil, "--role", "viewer", "--uid", "77"),
      try desk.run("people"), try desk.run("people", "--json"),
      try desk.run("import", "tickets", evil), try desk.run(evil),
    ]
    for outcome in outcomes {
      for scalar in (outcome.output + outcome.complaint).unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        #expect(scalar.value != 0x202E)
      }
    }
  }

  @Test("a login that is not known sees nothing", .enabled(if: CommandTests.canBeNobody))
  func unknownLogin() throws {
    try desk.run("init")
    try desk.run("import", "tickets", try desk.write("t.csv", desk.tickets(3)))
    // Nothing but the desk's own people stands in the way.
    let program = desk.home + "/paydesk"
    try FileManager.default.copyItem(atPath: CommandDesk.program, toPath: program)
    for (path, mode) in [
      (desk.home, 0o777), (desk.home + "/.local", 0o777), (desk.home + "/.local/share", 0o777),
      (desk.home + "/.local/share/paydesk", 0o777), (desk.database, 0o666), (program, 0o755),
    ] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    let nobody = [
      "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program,
    ]
    for command in [
      ["people", "list"], ["verify", "--json"], ["rebuild"], ["backup", "copy"],
      ["erase", "--ticket", "CX-100001", "--reason", "r"],
      ["import", "tickets", "t.csv"], ["proof", "add", "CX-100001", "t.csv"],
      ["people", "add", "nobody", "--role", "executive"], ["policy", "show", "--proposed"],
      ["policy", "show"],
    ] {
      let outcome = try desk.run(through: nobody + command)
      #expect(outcome.status == 77, "\(command): \(outcome.complaint)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaint.contains("does not work at this desk"), "\(outcome.complaint)")
    }
    #expect(
      try desk.run("policy", "show", "--built-in", through: nobody).status == 0,
      "the built-in one is no secret")
  }

  private static var canBeNobody: Bool {
    getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")
  }
}
