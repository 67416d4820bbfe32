import Foundation
import Testing

@Suite("paydesk config")
struct CommandConfigTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func set(_ text: String, machine: Bool = false) throws {
    let folder = desk.home + (machine ? "/etc/paydesk" : "/.config/paydesk")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
  }

  /// The setting of a name, as `--json` has it.
  private func setting(_ name: String, _ arguments: String..., environment: [String: String] = [:])
    throws -> [String: Any]
  {
    let outcome = try desk.run(
      ["config", "show", "--json"] + arguments, environment: environment)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let settings = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let found = (settings as? [[String: Any]])?.first { $0["name"] as? String == name }
    return try #require(found)
  }

  private func origin(_ setting: [String: Any]) -> [String: Any] {
    setting["origin"] as? [String: Any] ?? [:]
  }

  @Test("prints each setting in effect, by what nobody set")
  func usual() throws {
    let outcome = try desk.run("config", "show")
    #expect(outcome.status == 0 && outcome.complaint.isEmpty, "\(outcome)")
    let lines = outcome.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(lines.contains(["store:", desk.database]))
    #expect(lines.contains(["notice:", "off"]))
    #expect(lines.contains(["keys.preset:", "(none)"]))
    #expect(lines.contains(["keys.everywhere.down:", "j", "Down"]))
    #expect(lines.contains(["keys.queue,escalated,dispute.claim:", "c"]))
    #expect(lines.contains(["keys.form.save:", "F2", "Alt-2"]))
    #expect(!FileManager.default.fileExists(atPath: desk.database), "looking made a store")
    #expect(try desk.run("config").output == outcome.output)
  }

  @Test("--origin says of each where it comes from")
  func origins() throws {
    try set("notice: bell\nkeys:\n  preset: vi\n  queue:\n    claim: F12\n")
    try set(
      "# the machine's\nstore: /srv/a.db\nkeys:\n  everywhere:\n    keys: F10\n    claim: F11\n",
      machine: true)
    let own = desk.home + "/.config/paydesk/config.yaml"
    let machine = desk.home + "/etc/paydesk/config.yaml"
    let lines = try desk.run("config", "show", "--origin", environment: ["PAYDESK_DROP": "/in"])
      .lines.map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "store: /srv/a.db \(machine):2 (machine)", "notice: bell \(own):1", "title: on built in",
      "drop: /in $PAYDESK_DROP", "keys.preset: vi \(own):3", "keys.queue.claim: F12 \(own):5",
      "keys.escalated,dispute.claim: F11 \(machine):6 (machine)",
      "keys.everywhere.keys: F10 \(machine):5 (machine)",
      "keys.everywhere.down: j Ctrl-e Down the preset vi", "keys.form.save: F2 Alt-2 built in",
    ] { #expect(lines.contains(line), "\(line) in \(lines)") }
  }

  @Test("--json has the same, with the kind of each place")
  func json() throws {
    try set("title: off\nkeys:\n  queue:\n    unmask: []\n    claim: x\n")
    let title = try setting("title")
    #expect(title["value"] as? String == "off")
    #expect(origin(title)["kind"] as? String == "person")
    #expect(origin(title)["line"] as? Int == 1)
    let claim = try setting("keys.queue.claim")
    #expect(claim["keys"] as? [String] == ["x"])
    #expect(claim["contexts"] as? [String] == ["queue"])
    #expect(claim["id"] as? String == "claim")
    #expect(origin(claim)["line"] as? Int == 5)
    let unmask = try setting("keys.queue.unmask")
    #expect(unmask["keys"] as? [String] == [] && unmask["value"] is NSNull)
    let store = try setting("store", "--db", "/srv/b.db")
    #expect(origin(store)["option"] as? String == "--db")
    let other = try setting("store", environment: ["PAYDESK_STORE": "/srv/c.db"])
    #expect(origin(other)["variable"] as? String == "PAYDESK_STORE")
    #expect(origin(try setting("editor"))["kind"] as? String == "built-in")
  }

  @Test("a name shows what begins with it alone")
  func named() throws {
    #expect(try desk.run("config", "show", "notice").lines.count == 1)
    let keys = try desk.run("config", "show", "keys.proof").lines
    #expect(keys.contains { $0.hasPrefix("keys.proof.takeReference:") })
    #expect(keys.allSatisfy { $0.contains("proof") }, "\(keys)")
    let claim = try desk.run("config", "show", "keys.dispute.claim").lines
    #expect(claim.count == 1 && claim[0].hasSuffix("c"), "\(claim)")
    let none = try desk.run("config", "show", "kyes")
    #expect(none.status == 64 && none.complaint.contains("no setting is called “kyes”"))
  }

  @Test("the workbench does not open with keys that are wrong, and says each with both places")
  func refused() throws {
    try set("keys:\n  queue:\n    claim: x\n  form:\n    leave: F12\n")
    try desk.run("sample")
    let file = desk.home + "/.config/paydesk/config.yaml"
    let shown = try desk.run("config", "show")
    #expect(shown.status == 78 && shown.output.isEmpty)
    #expect(
      shown.complaint == """
        paydesk: \(file):3: keys.claim: found “x”, expected a key that is free: in queue “unmask” has it, by the usual keys; give “unmask” another key there, or [] for none
        \(file):5: keys.form.leave: has to keep Esc, as in [F12, Esc]: it gives up everywhere, and stays where it does

        """, "\(shown.complaint)")
    let opened = try desk.run(
      through: ["/usr/bin/script", "-qec", "\(CommandDesk.program) sample --open", "/dev/null"])
    #expect(opened.status == 78 && opened.output.contains(":3: keys.claim:"), "\(opened)")
    #expect(!opened.output.contains("Queue "), "\(opened)")
    // What has no screen goes on: it has no keys.
    #expect(
      try desk.run("list", "is:new", "--db", desk.home + "/.local/share/paydesk/sample/paydesk.db")
        .status
        == 0)
    let info = try desk.run("info").output
    #expect(info.contains("2 mistakes: line 3, line 5"), "\(info)")
  }

  @Test("`config schema` prints the schema that is installed")
  func schema() throws {
    let outcome = try desk.run("config", "schema")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/config.schema.json").standardizedFileURL
    #expect(try outcome.output == String(contentsOf: file, encoding: .utf8))
  }

  @Test("`info` tells that there are keys of one's own, and how many")
  func info() throws {
    try set("keys:\n  preset: arrows\n  queue:\n    claim: F12\n    note: F11\n")
    let lines = try desk.run("info").lines.filter { $0.hasPrefix("keys ") }
    #expect(lines.count == 1 && lines[0].contains("the preset arrows, 2 changed"), "\(lines)")
  }
}
