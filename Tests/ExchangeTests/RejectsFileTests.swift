import Testing

@testable import Exchange

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The rejects file")
struct RejectsFileTests {
  /// Imports a CSV text as tickets into a rejects file, and gives its path and text.
  private func rejects(
    _ text: String, _ format: SourceRows.Format = .csv, name: String = "t.csv"
  ) throws -> (path: String, text: String)? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = try SourceRows(bytes: Array(text.utf8), file: name, format: format)
    let file = RejectsFile(
      beside: folder.appendingPathComponent(name).path, columns: rows.columns)
    for row in rows {
      let parsed = row.flatMap {
        TicketRow.parse($0, mapping: .default(for: .tickets), offset: 19_800)
      }
      if case .failure(let rejected) = parsed { try file.add(rejected) }
    }
    guard let path = try file.finish() else { return nil }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    return (path, String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
  }

  private let header =
    "Ticket ID,Created At,Status,Tag,Customer Name,Phone,Order ID,Final App Price,"
    + "Amount Received,Complaint,Attachments\n"
  private let good = ",2026-11-22 14:32,OPEN,Less Paid,Meera,,ORD-1,100,,x,\n"

  @Test("Without rejected rows there is no file")
  func none() throws {
    #expect(try rejects(header + "CX-1" + good) == nil)
  }

  @Test("A row is given back with its line and its mistakes, and a mended one is imported")
  func mended() throws {
    let (path, text) = try #require(
      try rejects(header + "CX-1" + good + ",2026,OPEN,Less Paid,Meera,,ORD-1,100,,x,\n"))
    #expect(path.hasSuffix("t.csv.rejects.csv"))
    let again = try SourceRows(bytes: Array(text.utf8), file: path, format: .csv)
    #expect(again.isRejectsFile)
    #expect(again.columns == header.dropLast().split(separator: ",").map(String.init))
    #expect(text.contains("\r\n\"3\",\"Ticket ID; Created At\",\"; 2026\",\"a value"))
    let mended = text.replacing("\"\",\"2026\"", with: "\"CX-2\",\"2026-11-22 10:00\"")
    let row = try #require(try rows(mended, file: path).first)
    let ticket = try row.flatMap {
      TicketRow.parse($0, mapping: .default(for: .tickets), offset: 19_800)
    }.get()
    #expect(ticket.ticket.text == "CX-2")
    #expect(ticket.quoted == .rupees(100))
  }

  @Test("No cell can start a formula, and each comes back to the letter")
  func formulas() throws {
    let row = header + "CX 1,,OPEN,Less Paid,\"=HYPERLINK(\"\"x\"\")\",+91 98,ORD-1,-500,,@x,\n"
    let (path, text) = try #require(try rejects(row))
    for record in try csv(text) {
      for cell in try record.get().fields { #expect(isInert(cell), "\(cell)") }
    }
    let read = try #require(try rows(text, file: path).first).get()
    #expect(read["Customer Name"] == .text("=HYPERLINK(\"x\")"))
    #expect(read["Phone"] == .text("+91 98"))
    #expect(read["Final App Price"] == .text("-500"))
  }

  @Test(
    "A row that could not be taken apart is rejected again until it is mended",
    arguments: [
      "a\"b", "\"a\"b", "\"a", "1,2,3,4,5,6,7,8,9,10,11,12", "1,2", "a\0,2,3,4,5,6,7,8,9,10,11",
    ])
  func structural(row: String) throws {
    var (path, text) = try #require(try rejects(header + row + "\n"))
    for _ in 1...2 {
      let again = try rows(text, file: path)
      #expect(again.count == 1)
      #expect(again[0].rejected != nil)
      (path, text) = try #require(try rejects(text))
    }
    #expect(text.contains(row.prefix(1)))
  }

  @Test("Rows of JSON Lines are given back as cells, with notes as lines and no name lost")
  func jsonLines() throws {
    let text = #"""
      {"Ticket ID": "CX 1", "Tag": 5, "Extra": null}
      {"Ticket ID": "CX 2", "Pickup Notes": [{"at": "t", "amount": null, "text": "x"}], "More": true}
      nonsense
      """#
    let (path, written) = try #require(try rejects(text, .jsonLines, name: "t.jsonl"))
    #expect(path.hasSuffix("t.jsonl.rejects.csv"))
    let records = try csv(written).map { try $0.get().fields }
    #expect(records[0] == RejectsFile.columns + ["Ticket ID", "Tag", "Extra"])
    #expect(records[1].suffix(3) == ["CX 1", "5", ""])
    #expect(records[2][3].contains("not in a column here: “More” is “true”"))
    #expect(records[2][3].contains("t |  | x"))
    #expect(records[3].suffix(1) == ["nonsense"])
  }

  @Test("A rejects file that stood there before is kept")
  func kept() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = folder.appendingPathComponent("t.csv").path
    try Data("half mended".utf8).write(to: URL(fileURLWithPath: base + ".rejects.csv"))
    let file = RejectsFile(beside: base, columns: ["A"])
    try file.add(RejectedRow(lines: 2...2, content: .cells(["x"]), mistakes: []))
    #expect(try file.finish() == base + ".rejects.csv")
    let before = try Data(contentsOf: URL(fileURLWithPath: base + ".rejects.csv~"))
    #expect(String(decoding: before, as: UTF8.self) == "half mended")
  }

  @Test("A place that cannot be written is a mistake, and nothing half written is left")
  func unwritable() throws {
    let file = RejectsFile(beside: "/nowhere/t.csv", columns: ["A"])
    try file.add(RejectedRow(lines: 2...2, content: .cells(["x"]), mistakes: []))
    #expect(throws: SourceMistake.self) { try file.finish() }
  }
}
