import Procedure
import Testing

@testable import Journal

@Suite("Reports from a journal")
struct ReportTests {
  private let fortnight = ReportPeriod(
    days: 14, upTo: CivilDay(sinceEpoch: start.day(offset: 19_800).sinceEpoch + 13))

  @Test("come from what was kept as events came in", arguments: Store.allCases)
  func kept(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), 1)
    try journal.walksToVendor(2, vendor: "QuickCell Thane", at: minutes(10))
    try journal.does(
      .contact(party: .vendor, channel: .phone, outcome: .answered), 2, at: minutes(40))
    try journal.does(.answer(paid: .zero, reason: nil), 2, at: minutes(40))
    try journal.does(.requestPayout(amount: .rupees(10_000)), 2, at: minutes(41))
    try journal.does(.approve(reason: nil), 2, by: fina, at: minutes(50))
    try journal.does(.settle(reference: "UTR-2"), 2, at: minutes(60))
    try journal.does(.debit(amount: .rupees(4_000)), 2, at: minutes(60))
    let report = try journal.report(of: fortnight, at: minutes(61))
    #expect(report[.opened].total == 2)
    // Both were logged an hour before the first moment, but for one and two seconds.
    #expect(report[.firstContact].bars.map(\.measured) == [3_599, 3_598 + 2_400])
    #expect(report[.coveredByVendor].bars.map(\.key) == ["QuickCell Thane"])
    #expect(report[.coveredByExecutive].total == 1_000_000)
    #expect(report[.recoveredByExecutive].total == 400_000)
    #expect(report[.step].bars.map(\.value) == [0, 0, 1, 1, 0, 0])
    #expect(report[.lapsed].total == 0)
    // Nothing more is recorded, and the window runs out.
    let later = try journal.report(of: fortnight, at: minutes(360))
    #expect(later[.lapsed].bars.map(\.value) == [1, 0])
    #expect(later[.step].bars.map(\.value) == [0, 0, 0, 2, 0, 0])
    let before = try journal.report(of: fortnight, at: minutes(360).adding(seconds: -1))
    #expect(before[.lapsed].total == 0 && before[.step].bars[2].value == 1)
    // Read anew from the log it is the same, and an erasure takes nothing from it.
    try journal.rebuild()
    #expect(try journal.report(of: fortnight, at: minutes(360)) == later)
    try journal.perform(.erase([id(1), id(2)], reason: "asked to"), by: omar, at: minutes(61))
    #expect(try journal.report(of: fortnight, at: minutes(360)) == later)
  }

  @Test(
    "of random work are those of the histories, through changes of the policy, and after a rebuild",
    arguments: [21, 22, 23, 24, 26])
  func walk(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    for step in 0..<1_200 {
      if step % 300 == 150 {
        var policy = Policy()
        policy.windowSeconds = [3_600, 12 * 3_600, 6 * 3_600, 1_800][step / 300]
        policy.attempts = step % 600 == 150 ? 2 : 1
        try journal.perform(.adopt(policy), by: omar, at: walk.now)
        try journal.perform(.adopt(policy), by: fina, at: walk.now)
      }
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    let day = walk.now.day(offset: 19_800)
    for (days, moment) in [(3, walk.now), (30, walk.now), (30, walk.now.adding(seconds: 40_000))] {
      let period = ReportPeriod(days: days, upTo: day)
      let report = try journal.report(of: period, at: moment)
      #expect(try report == journal.foldedReport(of: period, at: moment))
      #expect(days < 30 || report[.lapsed].total > 0 && report[.closed].total > 0)
    }
    let dump = try journal.dump()
    #expect(Set(dump).symmetricDifference(try journal.dumpAfterRebuild()).isEmpty)
  }
}

extension RelationalJournal {
  /// A report made of every dispute's whole history, and of looking at each.
  fileprivate func foldedReport(of period: ReportPeriod, at moment: Instant) throws -> DeskReport {
    let desk = try desk()
    let adoptions = try read { try $0.adoptions() }
    var milestones: [(TicketID, Milestone)] = []
    var backlog: [OpenDispute] = []
    for ticket in (1...RandomWalk(seed: 0).tickets).map(id) {
      guard let look = try look(at: ticket),
        let folded = DisputeOutcome.folding(
          try history(of: ticket).map { ($0.number, $0.event) }, of: ticket, adoptions: adoptions)
      else { continue }
      #expect(folded.dispute == look.dispute)
      milestones += folded.outcome.milestones.map { (ticket, $0) }
      guard look.dispute.state == .open || look.dispute.state == .escalated else { continue }
      // The rows leave E3's count out.
      var surroundings = look.surroundings
      for name in surroundings.vendors.keys { surroundings.vendors[name]?.disputes = [] }
      let context = Context(
        actor: vera, now: moment, policy: desk.policy, surroundings: surroundings)
      backlog.append(
        OpenDispute(
          id: ticket, loggedAt: look.dispute.ticket.loggedAt,
          isEscalated: look.dispute.state == .escalated,
          step: Assessment(of: look.dispute, in: context).step))
    }
    return DeskReport(
      of: period, at: moment, policy: desk.policy, milestones: milestones, backlog: backlog)
  }
}
