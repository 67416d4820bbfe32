import Foundation
import Testing

@Suite("Keeping the journal from the command line")
struct CommandKeepingTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    try desk.run("init")
    try desk.write("t.csv", desk.tickets(4))
    try desk.run("import", "tickets", "t.csv")
  }

  private func head() throws -> String {
    try #require(try desk.run("verify").output.split(separator: " ").last.map(String.init))
      .trimmingCharacters(in: .newlines)
  }

  @Test("verify prints the head, and tells a log that is another one from a head that was kept")
  func verify() throws {
    let head = try head()
    #expect(head.hasPrefix("5:"))
    #expect(try desk.run("verify", "--head", head).status == 0)
    try desk.run("import", "tickets", try desk.write("u.csv", desk.tickets(6)))
    #expect(try desk.run("verify", "--head", head).status == 0, "an earlier head holds still")
    let other = "5:" + String(repeating: "0", count: 64)
    #expect(try desk.run("verify", "--head", other).status == 65)
    #expect(try desk.run("verify", "--head", "99:" + other.dropFirst(2)).complaint.contains("cut"))
    #expect(try desk.run("verify", "--head", "five").status == 64)
  }

  @Test("verify names the first event that was tampered with")
  func tampered() throws {
    var bytes = try Data(contentsOf: URL(filePath: desk.database))
    let wanted = Data("ORD-3".utf8)
    var position = bytes.startIndex
    while let found = bytes.range(of: wanted, in: position..<bytes.endIndex) {
      bytes.replaceSubrange(found, with: Data("ORD-9".utf8))
      position = found.upperBound
    }
    try bytes.write(to: URL(filePath: desk.database))
    let outcome = try desk.run("verify")
    #expect(outcome.status == 65)
    #expect(outcome.complaint.contains("Event 4 of the log"), "\(outcome.complaint)")
    #expect(try desk.run("verify", "--json").output.contains("\"sound\":false"))
  }

  @Test("backup and restore bring all of it back, and lose nothing that was there")
  func restore() throws {
    let before = try head()
    #expect(try desk.run("backup", "copy").output.contains(before))
    #expect(try desk.run("backup", "copy").status == 73)
    try desk.run("import", "tickets", try desk.write("u.csv", desk.tickets(6)))
    #expect(try desk.run("restore", "copy").status == 73, "what is there is not overwritten")
    let restored = try desk.run("restore", "copy", "--force")
    #expect(restored.status == 0 && restored.output.contains("before-restore"))
    #expect(try head() == before)
    #expect(try desk.run("restore", "copy", "--to", desk.home + "/x/y.db").status == 0)
    #expect(try desk.run("verify", "--db", desk.home + "/x/y.db").output.contains(before))
    #expect(try desk.run("restore", "nothing").status == 66)
  }

  @Test("backup --keep puts dated copies into one folder, and the oldest go")
  func series() throws {
    let first = try desk.run("backup", "copies", "--keep", "2")
    #expect(first.status == 0, "\(first.complaint)")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: desk.home + "/copies").first)
    #expect(first.output == "Copied to copies/\(name). Head \(try head())\n")
    for day in ["01", "02", "03"] {
      try FileManager.default.copyItem(
        atPath: "\(desk.home)/copies/\(name)",
        toPath: "\(desk.home)/copies/paydesk-2025-01-\(day)T000000Z")
    }
    try FileManager.default.removeItem(atPath: "\(desk.home)/copies/\(name)")
    let second = try desk.run("backup", "copies", "--keep", "2", "--json")
    #expect(
      second.output.contains(
        """
        "removed":["copies/paydesk-2025-01-01T000000Z","copies/paydesk-2025-01-02T000000Z"]
        """), "\(second.output) \(second.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home + "/copies").count == 2)
    let whole = "copies/paydesk-2025-01-03T000000Z"
    #expect(try desk.run("restore", whole, "--to", desk.home + "/x/y.db").status == 0)
    #expect(try desk.run("backup", "copies", "--keep", "0").status == 64)
  }

  @Test("restore refuses a copy that does not hold, and touches nothing")
  func brokenCopy() throws {
    try desk.run("backup", "copy")
    let before = try head()
    let manifest = try desk.text(of: "copy/manifest")
    try desk.write("copy/manifest", manifest.replacingOccurrences(of: "head 5", with: "head 4"))
    #expect(try desk.run("restore", "copy", "--force").status != 0)
    #expect(try head() == before)
  }

  @Test("rebuild changes nothing that is read")
  func rebuild() throws {
    let before = try head()
    #expect(try desk.run("rebuild").output == "Read 5 events anew.\n")
    #expect(try head() == before)
    #expect(try desk.run("import", "tickets", "t.csv").lines.first?.contains("4 same") == true)
  }

  @Test("copying, replacing and rebuilding is for managers alone")
  func keepers() throws {
    try desk.run("sample")
    let sample = try #require(try desk.run("sample", "--path").lines.first)
    #expect(try desk.run("backup", "good", "--db", sample, "--as", "ravi").status == 0)
    for person in ["viv", "asha"] {
      for command in [["backup", "copy"], ["rebuild", "--json"], ["restore", "good", "--force"]] {
        let outcome = try desk.run(
          "--db", sample, "--as", person, command[0], command[1],
          command.count > 2 ? command[2] : "--json")
        #expect(outcome.status == 77 && outcome.output.isEmpty, "\(command)")
        #expect(
          outcome.complaint
            == "paydesk: Only a manager may copy, replace or rebuild the desk's data.\n")
      }
    }
    #expect(!desk.exists("copy"))
    #expect(try desk.run("rebuild", "--db", sample, "--as", "nisha").status == 0)
  }

  @Test("erase takes a customer's data away, by ticket or phone, and the history holds")
  func erase() throws {
    let erased = try desk.run("erase", "--phone", "98765 43002", "--reason", "asked by mail")
    #expect(erased.output == "Erased the personal data of CX-100002.\n")
    #expect(try desk.run("erase", "--ticket", "CX-100003", "--reason", "asked").status == 0)
    #expect(try desk.run("verify").status == 0)
    #expect(try desk.run("import", "tickets", "t.csv").lines.first?.contains("4 same") == true)
    let bytes = try Data(contentsOf: URL(filePath: desk.database))
    #expect(
      bytes.range(of: Data("43002".utf8)) == nil && bytes.range(of: Data("43004".utf8)) != nil)
    #expect(try desk.run("erase", "--phone", "98765 43002", "--reason", "again").status == 66)
    #expect(try desk.run("erase", "--reason", "whose?").status == 64)
    #expect(try desk.run("erase", "--ticket", "CX-9", "--reason", "none").status == 65)
    #expect(try desk.run("erase", "--ticket", "CX-100001", "--reason", " ").status == 65)
  }

  @Test("the sample is made, found again, and made anew")
  func sample() throws {
    #expect(try desk.run("sample").lines.first?.hasPrefix("Made ") == true)
    let path = try #require(try desk.run("sample", "--path").lines.first)
    #expect(path != desk.database && path.hasPrefix(desk.home))
    #expect(try desk.run("sample").lines.first == "Found \(path)")
    let head = try desk.run("verify", "--db", path).output
    #expect(
      try desk.run("people", "--db", path, "--as", "ravi").output.contains("nisha  finance manager")
    )
    #expect(try desk.run("sample", "--fresh").lines.first?.hasPrefix("Made ") == true)
    #expect(try desk.run("verify", "--db", path).output != head)
    #expect(try desk.run("sample", "--db", desk.database, "--fresh").status == 73, "no real one")
    #expect(try desk.run("people", "--as", "ravi").status == 77, "only in the sample")
  }

  @Test("a file that is laid ready never takes another one's place")
  func layReady() throws {
    try desk.run("sample")
    let path = try #require(try desk.run("sample", "--path").lines.first)
    let drop = (path as NSString).deletingLastPathComponent + "/drop"
    for (content, name) in [("one", "receipt"), ("two", "receipt-2"), ("three", "receipt-3")] {
      let file = try desk.write("receipt.png", content)
      let outcome = try desk.run("proof", "add", "CX-10437", file, "--db", path)
      #expect(outcome.output.hasPrefix("\(drop)/CX-10437-\(name).png lies ready:"))
    }
    let mode = try FileManager.default.attributesOfItem(atPath: drop + "/CX-10437-receipt.png")[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
    let again = try desk.run("proof", "add", "CX-10437", "-", "--db", path, input: "two")
    #expect(again.status == 0 && again.output.contains("CX-10437-receipt-2.png lies ready already"))
    try desk.run(
      "proof", "add", "CX-10437", "-", "--name", "a\u{1B}[2J\u{202E}\n.png", "--db", path,
      input: "four")
    let names = try FileManager.default.contentsOfDirectory(atPath: drop).sorted()
    #expect(
      names == [
        "CX-10437-a[2J.png", "CX-10437-receipt-2.png", "CX-10437-receipt-3.png",
        "CX-10437-receipt.png",
      ])
    #expect(
      try String(contentsOfFile: drop + "/CX-10437-receipt.png", encoding: .utf8) == "one")
  }

  @Test("a file without end is read no further than a proof may be long", .timeLimit(.minutes(30)))
  func endless() throws {
    try desk.run("sample")
    let path = try #require(try desk.run("sample", "--path").lines.first)
    let ready = try desk.run("proof", "add", "CX-10437", "/dev/zero", "--db", path)
    let recorded = try desk.run(
      "proof", "add", "CX-10437", "/dev/zero", "--amount", "8000", "--paid-at", "2026-11-20 10:00",
      "--db", path)
    #expect(ready.status == 65 && recorded.status == 65)
    #expect(ready.complaint.contains("a proof may have 32: save a smaller picture of it."))
    #expect(ready.complaint == recorded.complaint)
    let drop = (path as NSString).deletingLastPathComponent + "/drop"
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: drop)) ?? []).isEmpty)
  }

  @Test("a proof comes in from standard input, and is recorded where amount and time are said")
  func proof() throws {
    try desk.run("sample")
    let path = try #require(try desk.run("sample", "--path").lines.first)
    let ticket = "CX-10437"
    let ready = try desk.run("proof", "add", ticket, "-", "--db", path, input: "%PDF-1.4 receipt")
    #expect(ready.status == 0, "\(ready.complaint)")
    let drop = URL(filePath: path).deletingLastPathComponent().path + "/drop"
    let names = try FileManager.default.contentsOfDirectory(atPath: drop)
    #expect(names.count == 1 && names[0].hasPrefix(ticket) && names[0].hasSuffix(".pdf"))
    let head = try desk.run("verify", "--db", path).output
    let recorded = try desk.run(
      "proof", "add", ticket, "-", "--amount", "₹8,000", "--paid-at", "2026-11-20 10:00", "--kind",
      "upi", "--reference", "632412345678", "--db", path, "--json", input: "receipt")
    #expect(recorded.status == 0, "\(recorded.complaint)")
    let hash = try #require(
      recorded.output.split(separator: "\"sha256\":\"").last?.prefix(64).description)
    let kept = URL(filePath: path).deletingLastPathComponent().path
    #expect(
      try String(contentsOfFile: "\(kept)/proofs/\(hash.prefix(2))/\(hash)", encoding: .utf8)
        == "receipt")
    #expect(try desk.run("verify", "--db", path).output != head)
    #expect(try desk.run("proof", "add", ticket, "-", "--amount", "5", "--db", path).status == 64)
    #expect(try desk.run("proof", "add", "CX-9", "-", "--db", path).status == 65)
    #expect(try desk.run("proof", "add", ticket, "none.png", "--db", path).status == 66)
    #expect(
      try desk.run("proof", "add", ticket, "-", "--db", path, "--as", "viv", input: "x").status
        == 77)
  }
}
