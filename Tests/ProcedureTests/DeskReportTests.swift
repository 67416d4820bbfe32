import Testing

@testable import Procedure

/// A week at a desk of two executives and two vendors, every time in India. FB is FoneBay Pune, QC QuickCell Thane.
///
///     ticket  who, vendor  logged         first contact     ended                      money
///     CX-1    asha FB      30 Nov 23:59:59  1 Dec +2 h      closed 1 Dec, +4 h     D3
///     CX-2    dev  QC       1 Dec 00:00   +1 h              handed over 1 Dec 08:00 D1  window lapsed 07:00
///     CX-3    asha FB       1 Dec 02:00   +7 h              closed 2 Dec, +32 h    D5  covered 2,000, recovered 2,000;
///                                                                                      6 Dec reversed: open again
///     CX-4    dev  QC       2 Dec 00:00   +2 h              closed 3 Dec, +24 h    D6  covered 6,000, recovered
///                                                                                      4,000 − 1,000
///     CX-5    asha FB       2 Dec 14:00   +30 min           closed 2 Dec, +1 h     D4
///     CX-6    asha FB       3 Dec 09:00   none              closed 3 Dec, +1 h     D7
///     CX-7    dev  QC       3 Dec 09:30   none              handed over 3 Dec      D0
///     CX-8    asha FB       3 Dec 11:00   +1 h              handed over 3 Dec 20:00 D2, second window lapsed 18:00;
///                                                           closed 5 Dec, +48 h    D3
///     CX-9    asha FB       4 Dec 08:00   +1 h              closed 4 Dec, +2 h     D3
///             reopened      4 Dec 13:00   +1 h              closed 6 Dec, +48 h    D3
///     CX-10   merged into CX-9: nowhere
///     CX-11   asha FB       7 Dec 20:00   +3 h              open; window lapses 8 Dec 05:00, after the week
///     CX-12   nobody        8 Dec 00:00                     open, after the week
///     CX-13   dev  QC       3 Dec 12:00   at once           handed over at once, no scenario; window lapsed 18:00
///     CX-14   nobody        8 Nov 09:00                     open for exactly 30 days
///     CX-15   dev  QC       4 Dec 09:00   at once           handed over 4 Dec 16:00 D2, second window lapsed 15:00
@Suite("A report")
struct DeskReportTests {
  private let desk: ReportDesk
  private let morning = india("2026-12-08T09:00:00")

  init() {
    var desk = ReportDesk()
    let (fb, qc): (VendorName, VendorName) = ("FoneBay Pune", "QuickCell Thane")
    let paidAll = Command.hear(received: 10_000, note: nil)
    desk.at("2026-11-08T09:00:00") { logged("CX-14", order: "ORD-14") }
    desk.at("2026-11-30T23:59:59") { begun("CX-1", by: asha, vendor: fb) }
    desk.at("2026-12-01T00:00:00") { begun("CX-2", by: dev, vendor: qc) }
    desk.at("2026-12-01T01:00:00") { tried("CX-2", by: dev) }
    desk.at("2026-12-01T01:59:59") { tried("CX-1", by: asha) }
    desk.at("2026-12-01T02:00:00") { begun("CX-3", by: asha, vendor: fb, received: 8_000) }
    desk.at("2026-12-01T03:59:59") {
      asha(.answer(paid: 10_000, reason: nil), on: "CX-1")
      asha(paidAll, on: "CX-1")
      ended("CX-1", by: asha, .resolvedPaid)
    }
    desk.at("2026-12-01T08:00:00") {
      dev(.block(reason: nil), on: "CX-2")
      handedOver("CX-2", by: dev)
    }
    desk.at("2026-12-01T09:00:00") {
      tried("CX-3", by: asha)
      asha(.answer(paid: 8_000, reason: "battery"), on: "CX-3")
      asha(.requestPayout(amount: 2_000), on: "CX-3")
      omar(.approve(reason: nil), on: "CX-3")
    }
    desk.at("2026-12-02T00:00:00") { begun("CX-4", by: dev, vendor: qc, quoted: 6_000) }
    desk.at("2026-12-02T02:00:00") {
      tried("CX-4", by: dev)
      dev(.answer(paid: .zero, reason: nil), on: "CX-4")
      dev(.requestPayout(amount: 6_000), on: "CX-4")
      fina(.approve(reason: nil), on: "CX-4")
    }
    desk.at("2026-12-02T10:00:00") {
      asha(.settle(reference: "UTR-3"), on: "CX-3")
      asha(.debit(amount: 2_000), on: "CX-3")
      ended("CX-3", by: asha, .resolvedPaidByCashkr)
    }
    desk.at("2026-12-02T12:00:00") {
      // Recorded by a manager; the figure is the holder's.
      omar(.settle(reference: "UTR-4"), on: "CX-4")
      dev(.debit(amount: 4_000), on: "CX-4")
      dev(.note(text: "they never pick up"), on: "CX-4")
      dev(.escalate(to: .opsManager, reason: "again", about: .vendor), on: "CX-4")
      omar(.credit(amount: 1_000, reason: "a goodwill"), on: "CX-4")
    }
    desk.at("2026-12-02T14:00:00") {
      begun("CX-5", by: asha, vendor: fb, received: 8_000, notes: [pickupNote()])
    }
    desk.at("2026-12-02T14:30:00") { tried("CX-5", by: asha) }
    desk.at("2026-12-02T15:00:00") {
      asha(.answer(paid: 8_000, reason: "the screen was cracked"), on: "CX-5")
      asha(.supportDeduction(amount: 2_000, note: 0), on: "CX-5")
      asha(.remark(text: "the note says so"), on: "CX-5")
      ended("CX-5", by: asha, .resolvedValidDeduction)
    }
    desk.at("2026-12-03T00:00:00") { ended("CX-4", by: dev, .resolvedPaidByCashkr) }
    desk.at("2026-12-03T09:00:00") { begun("CX-6", by: asha, vendor: fb, pickup: .cancelled) }
    desk.at("2026-12-03T09:30:00") {
      begun("CX-7", by: dev, vendor: qc, pickup: .pending)
      handedOver("CX-7", by: dev)
    }
    desk.at("2026-12-03T10:00:00") {
      omar(.find(.nothingOwed, amount: nil, reason: "kept the phone"), on: "CX-6")
      ended("CX-6", by: asha, .resolvedNoPaymentDue)
    }
    desk.at("2026-12-03T11:00:00") { begun("CX-8", by: asha, vendor: fb) }
    desk.at("2026-12-03T12:00:00") {
      tried("CX-8", by: asha)
      asha(.answer(paid: 10_000, reason: nil), on: "CX-8")
      begun("CX-13", by: dev, vendor: qc)
      tried("CX-13", by: dev)
      handedOver("CX-13", by: dev)
    }
    desk.at("2026-12-03T20:00:00") {
      asha(.block(reason: nil), on: "CX-8")
      handedOver("CX-8", by: asha)
    }
    desk.at("2026-12-04T08:00:00") { begun("CX-9", by: asha, vendor: fb) }
    desk.at("2026-12-04T09:00:00") {
      tried("CX-9", by: asha)
      begun("CX-15", by: dev, vendor: qc)
      tried("CX-15", by: dev)
      dev(.answer(paid: 10_000, reason: nil), on: "CX-15")
    }
    desk.at("2026-12-04T10:00:00") {
      asha(.answer(paid: 10_000, reason: nil), on: "CX-9")
      asha(paidAll, on: "CX-9")
      ended("CX-9", by: asha, .resolvedPaid)
    }
    desk.at("2026-12-04T12:00:00") { omar(.return(instruction: "ask her again"), on: "CX-8") }
    desk.at("2026-12-04T13:00:00") { omar(.reopen(reason: "she called"), on: "CX-9") }
    desk.at("2026-12-04T14:00:00") { tried("CX-9", by: asha) }
    desk.at("2026-12-04T16:00:00") { handedOver("CX-15", by: dev) }
    desk.at("2026-12-05T09:00:00") {
      logged("CX-10", order: "ORD-CX-9")
      dev(.claim, on: "CX-10")
      dev(.merge(into: "CX-9"), on: "CX-10")
    }
    desk.at("2026-12-05T11:00:00") {
      asha(paidAll, on: "CX-8")
      ended("CX-8", by: asha, .resolvedPaid)
    }
    desk.at("2026-12-06T13:00:00") { ended("CX-9", by: asha, .resolvedPaid) }
    desk.at("2026-12-06T15:00:00") { omar(.reverse(reason: "account closed"), on: "CX-3") }
    desk.at("2026-12-07T20:00:00") { begun("CX-11", by: asha, vendor: fb) }
    desk.at("2026-12-07T23:00:00") { tried("CX-11", by: asha) }
    desk.at("2026-12-08T00:00:00") { logged("CX-12", order: "ORD-12") }
    self.desk = desk
  }

  private func week(_ policy: Policy = Policy()) throws -> DeskReport {
    #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    return try #require(
      desk.report(from: "2026-12-01", to: "2026-12-07", at: morning, policy: policy))
  }

  private func behind(_ section: DeskReport.Section) -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: section.bars.map { ($0.key, $0.entries.map(\.dispute.text)) })
      .filter { !$0.value.isEmpty }
  }

  @Test("counts what was opened and closed on each day, from midnight to midnight in India")
  func days() throws {
    let report = try week()
    #expect(report[.opened].bars.map(\.key).first == "2026-12-01")
    #expect(report[.opened].bars.map(\.value) == [2, 2, 4, 2, 0, 0, 1])
    #expect(report[.closed].bars.map(\.value) == [1, 2, 2, 1, 1, 1, 0])
    #expect(report[.opened].total == 11 && report[.closed].total == 8)
    #expect(
      behind(report[.closed]) == [
        "2026-12-01": ["CX-1"], "2026-12-02": ["CX-3", "CX-5"], "2026-12-03": ["CX-4", "CX-6"],
        "2026-12-04": ["CX-9"], "2026-12-05": ["CX-8"], "2026-12-06": ["CX-9"],
      ])
  }

  @Test("and in UTC, where the policy says so, on other days")
  func daysInUTC() throws {
    var policy = Policy()
    policy.offset = 0
    let report = try week(policy)
    #expect(
      behind(report[.opened]) == [
        "2026-12-01": ["CX-4"], "2026-12-02": ["CX-5"],
        "2026-12-03": ["CX-6", "CX-7", "CX-8", "CX-13"], "2026-12-04": ["CX-9", "CX-15"],
        "2026-12-07": ["CX-11", "CX-12"],
      ])
    #expect(report[.closed].bars.map(\.value) == [0, 3, 1, 1, 1, 1, 0])
  }

  @Test("shows what is open at its moment by age, whole days of 24 hours")
  func ages() throws {
    #expect(
      behind(try week()[.age]) == [
        "0": ["CX-11", "CX-12"], "3": ["CX-7", "CX-13", "CX-15"], "7": ["CX-2", "CX-3"],
        "30": ["CX-14"],
      ])
  }

  @Test("shows what is open by step, also where only time has moved it")
  func steps() throws {
    #expect(
      behind(try week()[.step]) == [
        "1": ["CX-14", "CX-12"], "4": ["CX-3", "CX-11"],
        "escalated": ["CX-2", "CX-7", "CX-13", "CX-15"],
      ])
  }

  @Test("gives the nearest rank of the times in whole seconds")
  func times() throws {
    let report = try week()
    // 0 0 1800 3600 3600 3600 3600 7200 7200 10800 25200: the 6th and the 10th of 11.
    #expect(report[.firstContact].bars.map(\.measured) == [3_600, 10_800])
    #expect(report[.firstContact].total == 11)
    // 3600 3600 7200 14400 86400 115200 172800 172800: the 4th and the 8th of 8.
    #expect(report[.closure].bars.map(\.measured) == [14_400, 172_800])
    #expect(report[.closure].total == 8)
  }

  @Test("takes the nearest rank of few as of many")
  func ranks() {
    #expect([Int64]().nearestRank(percent: 50) == nil)
    #expect([Int64](1...1).nearestRank(percent: 50) == 1)
    #expect([Int64](1...2).nearestRank(percent: 50) == 1)
    #expect([Int64](1...3).nearestRank(percent: 50) == 2)
    #expect([Int64](1...9).nearestRank(percent: 90) == 9)
    #expect([Int64](1...10).nearestRank(percent: 90) == 9)
    #expect([Int64](1...11).nearestRank(percent: 90) == 10)
    #expect([Int64](1...100).nearestRank(percent: 90) == 90)
  }

  @Test("counts the windows that ran out: D1 the first, D2 the second, none after the period")
  func lapses() throws {
    #expect(behind(try week()[.lapsed]) == ["D1": ["CX-2", "CX-13"], "D2": ["CX-8", "CX-15"]])
    let next = try #require(desk.report(from: "2026-12-08", to: "2026-12-08", at: morning))
    #expect(behind(next[.lapsed]) == ["D1": ["CX-11"]])
    let before = india("2026-12-08T04:59:59")
    let early = try #require(desk.report(from: "2026-12-08", to: "2026-12-08", at: before))
    #expect(behind(early[.lapsed]) == [:], "what has not come yet is not counted")
  }

  @Test("counts each dispute once by how it ended last, D0 to D7")
  func outcomes() throws {
    #expect(
      behind(try week()[.outcomes]) == [
        "D0": ["CX-7"], "D1": ["CX-2"], "D2": ["CX-15"], "D3": ["CX-1", "CX-8", "CX-9"],
        "D4": ["CX-5"], "D5": ["CX-3"], "D6": ["CX-4"], "D7": ["CX-6"], "handedOver": ["CX-13"],
      ])
    let third = try #require(desk.report(from: "2026-12-03", to: "2026-12-03", at: morning))
    #expect(behind(third[.outcomes])["D2"] == ["CX-8"], "that day it was handed over")
  }

  @Test("nets the money by vendor and by who held the dispute")
  func money() throws {
    let report = try week()
    func figures(_ figure: DeskReport.Figure) -> [String] {
      report[figure].bars.map { "\($0.key) \(Money(paise: $0.value).plain) of \($0.entries.count)" }
    }
    #expect(
      figures(.coveredByVendor) == ["QuickCell Thane 6000.00 of 1", "FoneBay Pune 0.00 of 2"])
    #expect(figures(.coveredByExecutive) == ["dev 6000.00 of 1", "asha 0.00 of 2"])
    #expect(
      figures(.recoveredByVendor) == ["QuickCell Thane 3000.00 of 2", "FoneBay Pune 2000.00 of 1"])
    #expect(figures(.recoveredByExecutive) == ["dev 3000.00 of 2", "asha 2000.00 of 1"])
    #expect(report[.coveredByVendor].total == 600_000)
    #expect(report[.recoveredByExecutive].total == 500_000)
    let last = try #require(desk.report(from: "2026-12-06", to: "2026-12-07", at: morning))
    #expect(last[.coveredByVendor].total == -200_000, "a reversal counts on its own day")
    #expect(last[.coveredByExecutive].bars.map(\.key) == ["asha"], "and against who had it")
  }

  @Test("tells the outcomes of each vendor and executive")
  func parties() throws {
    let report = try week()
    func outcomes(_ figure: DeskReport.Figure) -> [String] {
      report[figure].bars.map { bar in
        "\(bar.key): " + bar.breakdown.map { "\($0.word) \($0.count)" }.joined(separator: ", ")
      }
    }
    #expect(
      outcomes(.endedByVendor) == [
        "FoneBay Pune: D3 3, D4 1, D5 1, D7 1",
        "QuickCell Thane: D0 1, D1 1, D2 1, D6 1, handed over 1",
      ])
    #expect(
      outcomes(.endedByExecutive) == [
        "asha: D3 3, D4 1, D5 1, D7 1", "dev: D0 1, D1 1, D2 1, D6 1, handed over 1",
      ])
  }

  @Test("names what came back")
  func cameBack() throws {
    #expect(behind(try week()[.cameBack]) == ["reopened": ["CX-9"], "reversed": ["CX-3"]])
  }

  @Test("is empty where nothing happened, and has every figure still")
  func empty() throws {
    let report = try #require(
      ReportDesk().report(from: "2026-12-01", to: "2026-12-02", at: morning))
    #expect(report.sections.map(\.figure) == DeskReport.Figure.allCases)
    #expect(report.sections.allSatisfy { $0.total == 0 && $0.bars.allSatisfy(\.entries.isEmpty) })
    #expect(report[.closure].bars.map(\.measured) == [nil, nil])
  }

  @Test("puts days together, so that a page holds them, and loses none")
  func gathered() throws {
    for (to, bars, last) in [
      ("2026-12-02", 32, "2 Dec"), ("2026-12-03", 5, "29 Nov – 3 Dec"),
      ("2027-12-01", 15, "from 28 Nov 2027"), ("2032-10-30", 25, "from 24 Oct 2032"),
    ] {
      let report = try #require(desk.report(from: "2026-11-01", to: to, at: morning))
      let gathered = report[.opened].gathered
      #expect(gathered.count == bars && gathered.last?.label.english == last)
      #expect(gathered.reduce(0) { $0 + $1.value } == report[.opened].total)
      #expect(gathered.flatMap(\.entries) == report[.opened].bars.flatMap(\.entries))
    }
    #expect(try week()[.age].gathered == week()[.age].bars)
  }

  @Test("is of at least one day, and of ten years at most")
  func periods() throws {
    let first = try #require(CivilDay(iso: "2026-12-01"))
    let before = try #require(CivilDay(iso: "2026-11-30"))
    #expect(ReportPeriod(from: first, to: before) == nil)
    #expect(ReportPeriod(from: first, to: first)?.count == 1)
    let far = CivilDay(sinceEpoch: first.sinceEpoch + ReportPeriod.longest - 1)
    #expect(ReportPeriod(from: first, to: far)?.count == ReportPeriod.longest)
    #expect(
      ReportPeriod(from: first, to: CivilDay(sinceEpoch: far.sinceEpoch + 1)) == nil)
    let month = ReportPeriod(days: 30, upTo: first)
    #expect("\(month.from) \(month.to)" == "2026-11-02 2026-12-01")
    let earlier = month.moved(by: -1)
    #expect("\(earlier.from) \(earlier.to)" == "2026-10-03 2026-11-01")
    #expect(earlier.moved(by: 1) == month)
  }
}
