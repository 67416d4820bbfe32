import Testing

@testable import Procedure

@Suite("Reports of random work")
struct ReportWalkTests {
  @Test("say what counting the histories from scratch says")
  func sameAsCounting() throws {
    var seen: Set<DeskReport.Figure> = []
    for seed in UInt64(41)...56 { seen.formUnion(try sameAsCounting(seed: seed)) }
    #expect(seen == Set(DeskReport.Figure.allCases), "every figure was above zero in some walk")
  }

  /// Walks, compares, and gives the figures that were above zero.
  private func sameAsCounting(seed: UInt64) throws -> Set<DeskReport.Figure> {
    var seen: Set<DeskReport.Figure> = []
    var walk = RandomWalk(seed: seed)
    var desk = ReportDesk()
    for _ in 0..<400 {
      let (command, id, actor) = walk.next(in: desk.world)
      desk.perform(command, on: id, by: actor, at: walk.now)
    }
    let end = try #require(desk.world.latest)
    let days = end.day(offset: 19_800).sinceEpoch - Story.morning.day(offset: 19_800).sinceEpoch
    for (skipped, taken) in [(0, days + 1), (0, days / 2), (days / 3, days / 3)] {
      let first = Story.morning.day(offset: 19_800).sinceEpoch + skipped
      let from = CivilDay(sinceEpoch: first)
      let to = CivilDay(sinceEpoch: first + max(taken, 0))
      for now in [end, end.adding(seconds: 6 * 3_600)] {
        let report = try #require(desk.report(from: "\(from)", to: "\(to)", at: now))
        let count = Count(desk: desk, from: from, to: to, at: now)
        #expect(report[.opened].total == count.opened)
        #expect(report[.closed].total == count.closed.count)
        #expect(report[.firstContact].bars.map(\.measured) == count.ranks(of: count.contacted))
        #expect(report[.closure].bars.map(\.measured) == count.ranks(of: count.closed))
        #expect(report[.lapsed].bars.map(\.value) == count.lapses, "\(seed) \(from) \(to)")
        #expect(report[.coveredByVendor].total == count.covered.paise)
        #expect(report[.coveredByExecutive].total == count.covered.paise)
        #expect(report[.recoveredByVendor].total == count.recovered.paise)
        #expect(report[.cameBack].bars.map(\.value) == count.back)
        #expect(report[.outcomes].total == Int64(count.ended.count))
        #expect(report[.endedByVendor].total == Int64(count.ended.count))
        #expect(report[.age].total == count.open && report[.step].total == count.open)
        seen.formUnion(report.sections.filter { $0.largest > 0 }.map(\.figure))
        for section in report.sections where section.figure.unit != .seconds {
          for bar in section.bars {
            #expect(bar.value == bar.entries.reduce(0) { $0 + $1.value }, "\(section.figure)")
          }
        }
      }
    }
    return seen
  }
}

/// A report's figures counted the long way, event by event.
private struct Count {
  var opened: Int64 = 0
  var open: Int64 = 0
  var contacted: [Int64] = []
  var closed: [Int64] = []
  var ended: Set<TicketID> = []
  var lapses: [Int64] = [0, 0]
  var covered = Money.zero
  var recovered = Money.zero
  var back: [Int64] = [0, 0]

  init(desk: ReportDesk, from: CivilDay, to: CivilDay, at now: Instant) {
    func isIn(_ moment: Instant) -> Bool {
      let day = moment.day(offset: 19_800)
      return moment <= now && day >= from && day <= to
    }
    for (id, history) in desk.histories {
      guard let last = desk.world.disputes[id], last.state != .merged else { continue }
      if isIn(last.ticket.loggedAt) { opened += 1 }
      if last.state == .open || last.state == .escalated { open += 1 }
      var began = last.ticket.loggedAt
      var isTried = false
      var tried: (at: Instant, seconds: Int64)?
      var dispute: Dispute?
      var lapsed: Set<[Int64]> = []
      for (index, (_, event)) in history.enumerated() {
        let before = dispute
        dispute = evolve(dispute, event, id: id)
        guard let dispute else { continue }
        let seconds = max(0, (event.at.microseconds - began.microseconds) / 1_000_000)
        switch event.fact {
        case .contacted(.vendor, _, _):
          if !isTried { tried = (event.at, seconds) }
          if !isTried, isIn(event.at) { contacted.append(seconds) }
          isTried = true
        case .withdrawn(.contact):
          guard let taken = before?.contacts.last, taken.party == .vendor, isTried,
            let first = tried, first.at == taken.at
          else { break }
          isTried = false
          if isIn(first.at), let index = contacted.lastIndex(of: first.seconds) {
            contacted.remove(at: index)
          }
        case .closed(let status, _, _):
          guard isIn(event.at) else { break }
          ended.insert(id)
          if status != .escalatedPendingManager { closed.append(seconds) }
        case .payoutSettled(let payout, _):
          if isIn(event.at) { covered += amount(payout, dispute) }
        case .payoutReversed(let payout, _):
          if isIn(event.at) {
            covered = covered - amount(payout, dispute)
            back[1] += 1
          }
        case .vendorDebited(_, let amount): if isIn(event.at) { recovered += amount }
        case .vendorCredited(_, let amount, _):
          if isIn(event.at) { recovered = recovered - amount }
        case .reopened: if isIn(event.at) { back[0] += 1 }
        default: break
        }
        if dispute.reopenings != before?.reopenings ?? 0 {
          began = event.at
          isTried = false
        }
        // Between this event and the next the facts stand still: does time alone bring D1 or D2?
        guard dispute.state == .open || dispute.state == .escalated,
          let lapse = dispute.lapse(policy: Policy(), isDuplicated: false)
        else { continue }
        let moment = max(lapse.at, event.at)
        let next = index + 1 < history.count ? history[index + 1].event.at : nil
        guard next.map({ moment < $0 || moment == $0 && moment == event.at }) ?? true else {
          // An event at the very moment finds the window lapsed.
          guard moment == next else { continue }
          count(lapse.scenario, dispute, moment, &lapsed, isIn)
          continue
        }
        count(lapse.scenario, dispute, moment, &lapsed, isIn)
      }
    }
  }

  private mutating func count(
    _ scenario: Scenario, _ dispute: Dispute, _ moment: Instant, _ seen: inout Set<[Int64]>,
    _ isIn: (Instant) -> Bool
  ) {
    let isFirst = scenario == .d1
    let window =
      isFirst ? dispute.firstWindow(policy: Policy()) : dispute.secondWindow(policy: Policy())
    guard let window,
      seen.insert([isFirst ? 1 : 2, window.startedAt.microseconds, Int64(dispute.reopenings)])
        .inserted
    else { return }
    if isIn(moment) { lapses[isFirst ? 0 : 1] += 1 }
  }

  private func amount(_ payout: String, _ dispute: Dispute) -> Money {
    dispute.payouts.first { $0.id == payout }?.amount ?? .zero
  }

  /// The median and the 90th percentile, found by asking of each how many it does not exceed.
  func ranks(of times: [Int64]) -> [Int64?] {
    [50, 90].map { percent in
      times.filter { time in times.filter { $0 <= time }.count * 100 >= percent * times.count }
        .min()
    }
  }
}
