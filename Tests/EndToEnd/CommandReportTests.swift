import Foundation
import Testing

@Suite("Reports on the command line")
struct CommandReportTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func sample() throws -> String {
    try desk.run("sample")
    return try desk.run("sample", "--path").lines.first ?? ""
  }

  @Test("are a page of 80 columns with the numbers beside the bars")
  func page() throws {
    let outcome = try desk.run("report", "--db", try sample())
    #expect(outcome.status == 0 && outcome.complaint.isEmpty)
    #expect(outcome.lines.first?.hasPrefix("Report ") == true)
    for heading in ["Opened", "Closed", "Open now, by age", "Time to first contact", "Came back"] {
      #expect(outcome.lines.contains { $0.hasPrefix(heading) }, "\(heading)")
    }
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("█") && outcome.output.contains("▁"))
    let open = outcome.lines.first { $0.hasPrefix("Open now, by step") }
    #expect(open?.hasSuffix(" 52") == true, "60 less those that are closed or merged")
  }

  @Test("are ASCII alone where that is asked for")
  func ascii() throws {
    let outcome = try desk.run("report", "--db", try sample(), "--ascii")
    #expect(outcome.status == 0)
    #expect(outcome.output.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("###") && outcome.output.contains("Rs30,100"))
  }

  @Test("say the same as a page, as CSV and as JSON")
  func forms() throws {
    let path = try sample()
    let json = try desk.run("report", "--db", path, "--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let sections = try #require(report["sections"] as? [[String: Any]])
    let csv = try desk.run("report", "--db", path, "--csv")
    #expect(csv.output.hasPrefix("section,key,part,value,unit,count\r\n"))
    let rows = csv.output.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    for section in sections {
      let name = try #require(section["section"] as? String)
      for bar in try #require(section["bars"] as? [[String: Any]]) {
        let key = try #require(bar["key"] as? String)
        let disputes = try #require(bar["disputes"] as? [String])
        let row = try #require(rows.first { $0[0] == name && $0[1] == key && $0[2].isEmpty })
        #expect(row[5] == "\(disputes.count)")
        switch section["unit"] as? String {
        case "disputes":
          #expect(bar["value"] as? Int == disputes.count, "\(name) \(key)")
          #expect(row[3] == "\(disputes.count)")
        case "rupees": #expect(bar["value"] as? String == row[3])
        default: #expect((bar["value"] as? Int).map(String.init) ?? "" == row[3])
        }
      }
    }
    #expect(sections.count == 15)
  }

  @Test("are of the days that are asked for, both of them included")
  func period() throws {
    let path = try sample()
    let outcome = try desk.run(
      "report", "--db", path, "--from", "2026-01-30", "--to", "2026-02-01", "--json")
    #expect(outcome.output.contains("\"from\":\"2026-01-30\",\"to\":\"2026-02-01\""))
    #expect(outcome.output.contains("\"key\":\"2026-01-31\""))
    let before = try desk.run("report", "--db", path, "--to", "2026-01-30", "--json")
    #expect(before.output.contains("\"from\":\"2026-01-01\""), "30 days without --from")
    let page = try desk.run("report", "--db", path, "--from", "2020-01-01", "--to", "2026-12-31")
    #expect(page.status == 0 && page.lines.count < 140, "a long period is told by years")
  }

  @Test("of days that cannot be end with 64 and say what to do")
  func badPeriods() throws {
    try desk.run("init")
    for (arguments, words) in [
      (["--from", "2026-02-30"], "it is no day of the calendar"),
      (["--to", "yesterday"], "write year, month and day"),
      (["--to", "26-1-2"], "it is no day of the calendar"),
      (["--from", "2026-11-20", "--to", "2026-11-01"], "--to 2026-11-01 is before --from 2026-11-20"),
      (["--from", "9999-12-31"], "(today): give an earlier one"),
      (["--from", "0001-01-01", "--to", "9999-12-31"], "more than 3660 days"),
      (["--json", "--csv"], "choose one"),
    ] {
      let outcome = try desk.run(through: [CommandDesk.program, "report"] + arguments)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.output.isEmpty && outcome.complaint.contains(words), "\(outcome.complaint)")
    }
  }

  @Test("of an empty desk are whole, with nothing in them")
  func empty() throws {
    #expect(try desk.run("report").status == 66, "there is no desk yet")
    try desk.run("init")
    let page = try desk.run("report")
    #expect(page.status == 0 && page.output.contains("median") && page.output.contains("–"))
    #expect(!page.output.contains("█"))
    #expect(
      try desk.run("report", "--csv").output.components(separatedBy: "\r\n").count
        == 1 + 60 + 6 + 6 + 4 + 2 + 9 + 2 + 1)
    #expect(try desk.run("report", "--json").status == 0)
  }
}
