import Foundation
import Testing

@Suite("paydesk store, and how a store is chosen")
struct CommandStoreTests {
  /// What `paydesk store --json` says.
  private func store(
    _ desk: CommandDesk, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> [String: Any] {
    let outcome = try desk.run(["store"] + arguments + ["--json"], environment: environment)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any], "\(outcome.complaint)")
  }

  /// Makes a database of its own name.
  private func make(_ desk: CommandDesk, _ name: String) throws -> String {
    let path = desk.home + "/" + name
    #expect(try desk.run("init", "--db", path).status == 0)
    return path
  }

  private func configure(_ desk: CommandDesk, _ yaml: String, in folder: String = ".config") throws
  {
    let folder = "\(desk.home)/\(folder)/paydesk"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try yaml.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
  }

  @Test("says which store, where that was said, its schema, head and what it holds")
  func show() throws {
    let desk = try CommandDesk()
    try desk.run("init")
    try desk.run("import", "tickets", desk.write("t.csv", desk.tickets(3)))
    let head = try desk.run("verify").output.split(separator: " ").last.map(String.init) ?? ""
    let text = try desk.run("store").output
    #expect(text.contains("Store        \(desk.database)\n"), "\(text)")
    #expect(text.contains("Said by      the usual place\n"))
    #expect(text.contains("Head         \(head)"))
    #expect(text.contains("new          3\n"))
    let json = try store(desk, "show")
    #expect(json["store"] as? String == desk.database)
    #expect(json["saidBy"] as? String == "usual")
    #expect(json["schema"] as? Int == 4)
    #expect(json["role"] as? String == "opsManager")
    #expect((json["disputes"] as? [String: Int])?["all"] == 3)
  }

  @Test("is said by option, environment and configuration, in this order")
  func order() throws {
    let desk = try CommandDesk()
    let (first, second, third) = (
      try make(desk, "1.db"), try make(desk, "2.db"), try make(desk, "3.db")
    )
    func said(_ json: [String: Any]) -> [String] {
      ["store", "saidBy", "said"].map { json[$0] as? String ?? "" }
    }
    try configure(desk, "store: \(third)\n", in: "etc")
    let machine = desk.home + "/etc/paydesk/config.yaml"
    #expect(said(try store(desk)) == [third, "configuration", machine])
    try configure(desk, "store: ~/2.db\n")
    let own = desk.home + "/.config/paydesk/config.yaml"
    #expect(said(try store(desk)) == [second, "configuration", own])
    let environment = ["PAYDESK_STORE": third, "PAYDESK_DB": second]
    #expect(
      said(try store(desk, environment: environment)) == [third, "environment", "$PAYDESK_STORE"])
    #expect(
      said(try store(desk, environment: ["PAYDESK_DB": first]))
        == [first, "environment", "$PAYDESK_DB"])
    #expect(
      said(try store(desk, "--store", first, environment: environment))
        == [first, "option", "--store"])
    #expect(said(try store(desk, "--db", second)) == [second, "option", "--db"])
    #expect(try desk.run("--store=\(first)", "people").status == 0, "before a subcommand too")
  }

  @Test("a wrong one is one sentence with what was expected, and shows no password")
  func wrong() throws {
    let desk = try CommandDesk()
    let both = try desk.run("store", "--store", "a", "--db", "b")
    #expect(both.status == 64)
    #expect(both.complaint.contains("--store and --db both name the store"))
    let other = try desk.run("store", environment: ["PAYDESK_STORE": "mysql://asha:s3cret@desk/x"])
    #expect(other.status == 64)
    #expect(
      other.complaint
        == "paydesk: $PAYDESK_STORE: found “mysql://asha@desk/x”, expected a file’s path, postgres://HOST/NAME or service=NAME.\n"
    )
    try configure(desk, "store: paydesk.db\nstroe: x\n")
    let configured = try desk.run("store")
    #expect(configured.status == 78)
    #expect(configured.complaint.contains("config.yaml:1: store: found “paydesk.db”"))
    #expect(configured.complaint.contains("config.yaml:2: found “stroe”"))
    #expect(try desk.run("init", "--db", desk.home + "/x.db").status == 0, "it is not asked then")
  }

  @Test("one that is not there is still said, before the sentence about it")
  func missing() throws {
    let desk = try CommandDesk()
    let outcome = try desk.run("store")
    #expect(outcome.status == 66)
    #expect(outcome.output == "Store    \(desk.database)\nSaid by  the usual place\n")
    #expect(outcome.complaint.contains("paydesk init"))
    #expect(try store(desk)["head"] is NSNull)
  }

  @Test("what is about a file refuses a server, with what to do instead")
  func server() throws {
    let desk = try CommandDesk()
    let environment = ["PAYDESK_STORE": "postgres://asha:s3cret@127.0.0.1:1/paydesk"]
    for arguments in [["init"], ["restore", "copy"], ["sample", "--store", "service=paydesk"]] {
      let outcome = try desk.run(arguments, environment: environment)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.complaint.contains("is a server, and this is about a file"))
      #expect(!outcome.complaint.contains("s3cret"))
    }
    #expect(try desk.run("sample", environment: environment).status == 0, "it is its own file")
  }

  @Test("a report is read from a replica, which knows who may see it")
  func replica() throws {
    let desk = try CommandDesk()
    try desk.run("init")
    try desk.run("import", "tickets", desk.write("t.csv", desk.tickets(2)))
    try desk.run("backup", "copy")
    try desk.run("import", "tickets", desk.write("u.csv", desk.tickets(5)))
    let copy = desk.home + "/copy/paydesk.db"
    let period = ["--from", "2026-11-20", "--to", "2026-11-22", "--csv"]
    let own = try desk.run(["report"] + period)
    let old = try desk.run(["report", "--replica", copy] + period)
    #expect(own.status == 0 && old.status == 0, "\(old.complaint)")
    #expect(own.output != old.output)
    try configure(desk, "store: \(desk.database)\nreplica: \(copy)\n")
    #expect(try desk.run(["report"] + period).output == old.output)
    #expect(
      try desk.run(["report", "--db", desk.database] + period).output == own.output,
      "a configured replica belongs to the configured store")
    #expect(try desk.run(["report", "--replica", desk.home + "/none.db"] + period).status == 66)
  }
}
