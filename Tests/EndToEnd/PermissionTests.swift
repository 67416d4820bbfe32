import Foundation
import Testing

/// What the program makes is its owner's alone, and what is more open is told.
@Suite("Who may read what is kept")
struct PermissionTests {
  private let journey: JourneyDesk
  private var desk: CommandDesk { journey.shell }

  init() throws { journey = try JourneyDesk() }

  /// Everything below the home that the program made, with its permissions.
  private func modes(but own: Set<String>) throws -> [String: Int] {
    var found: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: desk.home) {
      let isOurs = try /(out|error|in|pid)-\d+/.wholeMatch(in: name) != nil
      guard !isOurs, !own.contains(name) else { continue }
      let attributes = try FileManager.default.attributesOfItem(atPath: desk.home + "/" + name)
      found[name] = attributes[.posixPermissions] as? Int
    }
    return found
  }

  @Test(
    "every file and folder is its owner's alone, whatever the mask says", arguments: ["000", "022"])
  func masked(mask: String) throws {
    var own: Set<String> = [
      "mask.sh", "tickets.csv", "orders.csv", "hooks.yaml", ".config", ".config/paydesk",
      ".config/paydesk/hooks.yaml",
    ]
    own.insert("receipt.png")
    try desk.write("mask.sh", "umask \(mask); exec \"$@\"\n")
    func run(_ words: String..., status: Int32 = 0) throws {
      let outcome = try desk.run(
        words, through: ["/bin/sh", desk.home + "/mask.sh", CommandDesk.program])
      #expect(outcome.status == status, "\(words): \(outcome.complaint)")
    }
    try desk.write("tickets.csv", desk.tickets(4, with: [4: ["Tag": "wrong"]]))
    try desk.write("receipt.png", "a receipt")
    try FileManager.default.createDirectory(
      atPath: desk.home + "/.config/paydesk", withIntermediateDirectories: true)
    try desk.write(".config/paydesk/hooks.yaml", "windowLapsed: [/bin/true]\n")
    try run("init", "--log", "paydesk.log")
    try run("import", "tickets", "tickets.csv", status: 65)
    try run("proof", "add", "CX-100002", "receipt.png")
    try run(
      "proof", "add", "CX-100002", "receipt.png", "--amount", "1", "--paid-at", "2026-11-22 14:32")
    try run("export", "--replay", "--out", "script.jsonl")
    try run("due", "--run-hooks")
    try run("backup", "copy")
    try run("backup", "copies", "--keep", "2")
    try run("restore", "copy", "--force")
    let asha = try journey.start("--log bench.log", through: "/bin/sh \(desk.home)/mask.sh")
    try asha.wait(for: "CX-100001")
    try asha.show("CX-100001")
    try asha.openForm("i", "Internal note")
    asha.type("kept as a draft")
    try asha.wait(for: "kept as a draft")
    asha.press("Escape")
    try asha.wait(for: "what was typed is kept")
    // While it runs, the write-ahead logs lie there too.
    var found = try modes(but: own)
    for name in ["paydesk.db-wal", "paydesk.db-shm", "proofs", "drop"] {
      #expect(found.keys.contains { $0.hasSuffix("/" + name) }, "\(name)")
    }
    #expect(found.keys.contains { $0.contains("paydesk.db.drafts-") && $0.hasSuffix("-wal") })
    asha.press("q")
    try asha.wait(for: "code 0")
    found.merge(try modes(but: own)) { $0 | $1 }
    #expect(found.count > 30)
    for (name, mode) in found.sorted(by: { $0.key < $1.key }) {
      #expect(mode & 0o077 == 0, "\(name) \(String(mode, radix: 8))")
    }
    for name in [
      "paydesk.log", "bench.log", "tickets.csv.rejects.csv", "script.jsonl", "copy/manifest",
    ] {
      #expect(found[name] != nil, "\(name)")
    }
  }

  @Test(
    "a database or proof that others may get at is told of by store, verify and the workbench, and refused by none"
  )
  func opened() throws {
    try desk.run("init")
    try desk.write("receipt.png", "a receipt")
    try desk.run("import", "tickets", try desk.write("tickets.csv", desk.tickets(1)))
    for command in ["store", "verify"] { #expect(try desk.run(command).complaint.isEmpty) }
    let closed = try journey.open()
    #expect(try !closed.now().contains("Others on this machine"))
    closed.press("q")
    try closed.wait(for: "code 0")
    chmod(desk.database, 0o644)
    for command in ["store", "verify"] {
      let outcome = try desk.run(command)
      #expect(outcome.status == 0)
      #expect(
        outcome.complaint.contains(
          "others on this machine may get at \(desk.database) (644): take that away with `chmod go-rwx`."
        ))
      let json = try desk.run(command, "--json")
      let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((value?["exposure"] as? String)?.contains("(644)") == true && json.complaint.isEmpty)
    }
    let opened = try journey.open(columns: 200, rows: 50)
    try opened.wait(for: "Others on this machine may get at")
  }
}
