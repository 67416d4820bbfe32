import Procedure
import Testing

@testable import Exchange

@Suite("A report for other programs")
struct ReportFileTests {
  private let day = CivilDay(sinceEpoch: 20_788)

  /// A day on which two vendors were paid for, one of them with a name that a spreadsheet would run.
  private var report: DeskReport {
    let noon = Instant(day: day, second: 43_200, offset: 19_800)
    func happened(_ kind: Milestone.Kind, _ rupees: Int64, _ vendor: String) -> Milestone {
      Milestone(
        kind, at: noon, round: 0, since: noon.adding(seconds: -90), scenario: .d5,
        amount: .rupees(rupees), vendor: VendorName(vendor), person: Person("asha"))
    }
    return DeskReport(
      of: ReportPeriod(days: 1, upTo: day), at: noon.adding(seconds: 60), policy: Policy(),
      milestones: [
        (TicketID("CX-1"), happened(.settled, 2_000, "=cmd, \"x\"")),
        (TicketID("CX-1"), happened(.closed, 0, "=cmd, \"x\"")),
        (TicketID("CX-2"), happened(.settled, 500, "FoneBay Pune")),
        (TicketID("CX-2"), happened(.reversed, 900, "FoneBay Pune")),
      ],
      backlog: [
        OpenDispute(id: TicketID("CX-2"), loggedAt: noon, isEscalated: false, step: .action)
      ])
  }

  @Test("is one row of CSV a bar, with names disarmed and figures left alone")
  func csv() throws {
    let text = String(decoding: ReportFile.csv(report), as: UTF8.self)
    let rows = text.components("\r\n")
    #expect(rows.first == "section,key,part,value,unit,count")
    #expect(rows.contains("opened,\(day),,0,disputes,0"))
    #expect(rows.contains("closed,\(day),,1,disputes,1"))
    #expect(rows.contains("closure,median,,90,seconds,1"))
    #expect(rows.contains("firstContact,p90,,,seconds,0"))
    #expect(rows.contains("coveredByVendor,\"'=cmd, \"\"x\"\"\",,2000.00,rupees,1"))
    #expect(rows.contains("coveredByVendor,FoneBay Pune,,-400.00,rupees,2"))
    #expect(rows.contains("endedByExecutive,asha,,1,disputes,1"))
    #expect(rows.contains("endedByExecutive,asha,D5,1,disputes,1"))
    #expect(rows.contains("step,4,,1,disputes,1"))
  }

  @Test("is JSON with every figure and the disputes behind each bar")
  func json() throws {
    let value = try JSONValue(json: Array(ReportFile.json(report).line.utf8))
    #expect(value["from"] == .string("\(day)") && value["to"] == .string("\(day)"))
    #expect(value["creditRate"] == .string("1.00"))
    guard case .array(let sections) = value["sections"] else {
      Issue.record("no sections")
      return
    }
    #expect(
      sections.map { $0["section"] }
        == DeskReport.Figure.allCases.map { .string($0.rawValue) })
    let covered = sections.first { $0["section"] == .string("coveredByVendor") }
    #expect(covered?["total"] == .string("1600.00"))
    guard case .array(let bars) = covered?["bars"] else {
      Issue.record("no bars")
      return
    }
    #expect(bars.map { $0["key"] } == [.string("=cmd, \"x\""), .string("FoneBay Pune")])
    #expect(bars.last?["disputes"] == .array([.string("CX-2"), .string("CX-2")]))
    let contact = sections.first { $0["section"] == .string("firstContact") }
    #expect(contact?["measured"] == .integer(0))
    guard case .array(let times) = contact?["bars"] else {
      Issue.record("no times")
      return
    }
    #expect(times.map { $0["value"] } == [.null, .null])
  }
}

extension JSONValue {
  /// A field of an object.
  fileprivate subscript(name: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }
}

extension String {
  /// The parts between separators.
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
