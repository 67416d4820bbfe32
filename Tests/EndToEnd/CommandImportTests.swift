import Foundation
import Testing

@Suite("paydesk import")
struct CommandImportTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    try desk.run("init")
  }

  private let dirt: [Int: [String: String]] = [
    2: ["Final App Price": "ten thousand"], 4: ["Created At": "2026-13-40T99:00"],
    6: ["Tag": "Double Charged"], 8: ["Ticket ID": "CX-100001"], 10: ["Order ID": ""],
    12: ["Complaint": "\u{1B}]0;owned\u{07} \u{202E}gnp.exe"],
    14: ["Customer Name": "=HYPERLINK(\"http://x\",\"y\")"],
  ]

  @Test("takes a dirty file's good rows, and lays the others beside it with what is wrong")
  func dirty() throws {
    try desk.write("t.csv", desk.tickets(20, with: dirt))
    let first = try desk.run("import", "tickets", "t.csv")
    #expect(first.status == 65)
    #expect(first.lines.first == "t.csv: 15 new, 0 changed, 0 same, 5 rejected")
    let rejects = try desk.text(of: "t.csv.rejects.csv")
    for expected in [
      "\"Final App Price\",\"ten thousand\",\"an amount in rupees", "\"Created At\"",
      "“Customer Not Paid” or “Less Paid”", "an id that comes once: line 2 has it",
      "\"Order ID\"",
    ] {
      #expect(rejects.contains(expected), "\(expected)")
    }
    let head = try desk.run("verify").output
    let again = try desk.run("import", "tickets", "t.csv")
    #expect(again.lines.first == "t.csv: 0 new, 0 changed, 15 same, 5 rejected")
    #expect(try desk.run("verify").output == head, "the same file again changes nothing")
  }

  @Test("makes a correction of a changed row, and takes mended rejects")
  func changed() throws {
    try desk.write("t.csv", desk.tickets(3))
    #expect(try desk.run("import", "tickets", "t.csv").status == 0)
    try desk.write("t.csv", desk.tickets(3, with: [2: ["Final App Price": "9,000"]]))
    let outcome = try desk.run("import", "tickets", "t.csv", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"new\":0,\"changed\":1,\"same\":2,\"rejected\":0"))
    try desk.write(
      "u.csv",
      desk.tickets(1, with: [1: ["Ticket ID": "CX-7", "Tag": "?", "Amount Received": "8000"]]))
    #expect(try desk.run("import", "tickets", "u.csv").status == 65)
    let rejects = try desk.text(of: "u.csv.rejects.csv")
    try desk.write(
      "u.csv.rejects.csv",
      rejects.replacingOccurrences(of: "\"OPEN\",\"?\"", with: "\"OPEN\",\"less paid\""))
    #expect(
      try desk.run("import", "tickets", "u.csv.rejects.csv").lines.first?.contains("1 new") == true)
  }

  @Test("writes nothing in a dry run, and prints what would be rejected")
  func dryRun() throws {
    try desk.write("t.csv", desk.tickets(20, with: dirt))
    let head = try desk.run("verify").output
    let outcome = try desk.run("import", "--dry-run", "tickets", "t.csv")
    #expect(outcome.status == 65)
    #expect(outcome.output.contains("t.csv:4: Final App Price: found “ten thousand”"))
    #expect(outcome.lines.last?.contains("15 new, 0 changed, 0 same, 5 rejected") == true)
    #expect(try desk.run("verify").output == head && !desk.exists("t.csv.rejects.csv"))
  }

  @Test("takes all or nothing when it is strict")
  func strict() throws {
    try desk.write("good.csv", desk.tickets(3))
    try desk.write("bad.csv", desk.tickets(9, with: [9: ["Tag": "?"]]))
    let head = try desk.run("verify").output
    let refused = try desk.run("import", "--strict", "tickets", "good.csv", "bad.csv")
    #expect(refused.status == 65)
    #expect(refused.output.contains("nothing was recorded"))
    #expect(try desk.run("verify").output == head)
    #expect(try desk.run("import", "--strict", "tickets", "good.csv").status == 0)
  }

  @Test("reads other columns through a mapping that it prints to start from")
  func mapping() throws {
    let printed = try desk.run("import", "--print-mapping", "tickets").output
    try desk.write("m.yaml", printed.replacingOccurrences(of: "\"Ticket ID\"", with: "\"Nr\""))
    try desk.write(
      "t.csv", desk.tickets(2).replacingOccurrences(of: "Ticket ID", with: "Nr"))
    #expect(try desk.run("import", "tickets", "t.csv").status == 65)
    #expect(try desk.run("import", "tickets", "t.csv", "--mapping", "m.yaml").status == 0)
    try desk.write("m.yaml", "tickets:\n  columns:\n    colour: Red\n")
    let refused = try desk.run("import", "tickets", "t.csv", "--mapping", "m.yaml")
    #expect(refused.status == 65 && refused.complaint.contains("m.yaml:3:"))
  }

  @Test("says what a file is not")
  func otherFiles() throws {
    try desk.write(
      "v.csv", "Vendor,City,Phone,VPA,Credits,Standing\r\nFoneBay Pune,Pune,,,5,active\r\n")
    let outcome = try desk.run("import", "tickets", "v.csv")
    #expect(outcome.status == 65)
    #expect(outcome.complaint.contains("`paydesk import vendors v.csv`"))
    #expect(
      try desk.run("import", "vendors", "v.csv").lines == [
        "v.csv: 1 new, 0 changed, 0 same, 0 rejected"
      ])
    try Data([0x89, 0x50, 0x4E, 0x47, 0x00, 0xFF, 0x00]).write(
      to: URL(filePath: desk.home + "/picture.csv"))
    #expect(try desk.run("import", "tickets", "picture.csv").status == 65)
    #expect(try desk.run("import", "tickets", "none.csv").status == 66)
    #expect(try desk.run("import", "tickets", desk.home).status == 66)
  }

  @Test("reads standard input, and JSON Lines with numbers as they stand")
  func otherSources() throws {
    #expect(
      try desk.run("import", "tickets", "-", input: desk.tickets(2)).lines.first
        == "standard input: 2 new, 0 changed, 0 same, 0 rejected")
    let row = """
      {"Order ID":"ORD-1","Customer Name":"Meera","Customer VPA":"m@ok","Device":"Pixel","Vendor":"FoneBay Pune",\
      "Pickup Status":"completed","Picked Up At":"2026-11-20T17:40:00+05:30","Quoted Price":10000.1,\
      "Final Invoice Value":"8000","Payment Marked":true,"Pickup Notes":[{"at":"2026-11-20T17:31:00+05:30","amount":"","text":"Dent"}]}
      """
    try desk.write("o.jsonl", row + "\n{\"Order ID\":\"ORD-2\"}\n")
    let outcome = try desk.run("import", "orders", "o.jsonl")
    #expect(outcome.lines.first == "o.jsonl: 1 new, 0 changed, 0 same, 1 rejected")
  }

  @Test("says what was recorded where the rejected rows cannot be written down")
  func rejectsUnwritable() throws {
    try desk.write("t.csv", desk.tickets(3, with: [2: ["Tag": "?"]]))
    try desk.write("t.csv.rejects.csv", "half mended")
    try FileManager.default.createDirectory(
      atPath: desk.home + "/t.csv.rejects.csv~", withIntermediateDirectories: true)
    let outcome = try desk.run("import", "tickets", "t.csv")
    #expect(outcome.status == 73)
    #expect(outcome.output.contains("t.csv: 2 new, 0 changed, 0 same, 1 rejected\n"))
    #expect(outcome.output.contains("t.csv:4: Tag: found “?”"), "\(outcome.output)")
    #expect(
      outcome.complaint.contains("Of t.csv, 2 new and 0 changed rows are recorded"),
      "\(outcome.complaint)")
    let strict = try desk.run("import", "--strict", "tickets", "t.csv", "--json")
    #expect(strict.status == 73 && strict.complaint.contains("Nothing of t.csv was recorded"))
    #expect(strict.output.contains("\"rejectsFailure\":{\"file\":\"t.csv.rejects.csv\""))
    #expect(try desk.text(of: "t.csv.rejects.csv") == "half mended")
  }

  @Test("is refused to a viewer word for word")
  func viewer() throws {
    try desk.run("sample")
    let sample = try #require(try desk.run("sample", "--path").lines.first)
    try desk.write("t.csv", desk.tickets(2))
    let outcome = try desk.run("import", "tickets", "t.csv", "--db", sample, "--as", "viv")
    #expect(outcome.status == 77)
    #expect(outcome.complaint == "paydesk: A viewer changes nothing.\n")
  }
}
