import Procedure
import Testing

@testable import Journal

@Suite("What the desk has before it, and what was done on it")
struct AgendaTests {
  /// Six disputes: one whose window runs, one parked with its window, one escalated, one with a payout asked for, one whose
  /// payout is approved, and one that is new.
  private func staged(_ store: Store) throws -> Staged {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...5 {
      try journal.walksToVendor(number, order: "ORD-\(number)", vendor: "V\(number)")
      try journal.does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), number)
    }
    try journal.does(.park(until: minutes(90), reason: "the bank decides"), 2, at: minutes(1))
    try journal.does(
      .escalate(to: .financeManager, reason: "decide, please", about: .dispute), 3, at: minutes(2))
    for number in [4, 5] {
      try journal.does(.answer(paid: .zero, reason: nil), number, at: minutes(3))
      try journal.does(.requestPayout(amount: .rupees(10_000)), number, at: minutes(4))
    }
    try journal.does(.approve(reason: nil), 5, by: fina, at: minutes(5))
    try journal.does(.log(ticket(6)), 6, at: minutes(6))
    return staged
  }

  @Test(
    "windows, decisions, parked ones, payouts and new ones are there", arguments: Store.allCases)
  func parts(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    let agenda = try journal.agenda(at: minutes(10), windowsUntil: minutes(360))
    #expect(agenda.windows.map(\.row.ticket) == [id(1), id(2)], "no window stops for a parked one")
    #expect(agenda.windows.map(\.lapsesAt) == [minutes(360), minutes(360)])
    #expect(agenda.decisions.map(\.row.ticket) == [id(3), id(4)])
    #expect(agenda.decisions.map(\.waiting.kind) == [.escalation, .payout])
    #expect(agenda.decisions.map(\.waiting.to) == [.financeManager, .financeManager])
    #expect(agenda.decisions.map(\.waiting.since) == [minutes(2), minutes(4)])
    #expect(agenda.decisions.map(\.waiting.by?.shown) == ["asha", "asha"])
    #expect(agenda.parked.map(\.row.ticket) == [id(2)])
    #expect(agenda.parked.map(\.reason) == ["the bank decides"])
    #expect(agenda.payouts.map(\.row.ticket) == [id(5)] && agenda.payouts.map(\.isSent) == [false])
    #expect(agenda.payouts.map(\.since) == [minutes(5)], "since it was approved")
    #expect(agenda.fresh == 1 && agenda.outstanding.isEmpty)
    let before = Instant(microseconds: minutes(360).microseconds - 1)
    #expect(try journal.agenda(at: minutes(10), windowsUntil: before).windows.isEmpty)
  }

  @Test("what is sent, debited and settled moves on", arguments: Store.allCases)
  func movesOn(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try journal.does(.send, 5, at: minutes(7))
    try journal.does(.debit(amount: .rupees(1)), 5, at: minutes(8))
    var agenda = try journal.agenda(at: minutes(10), windowsUntil: minutes(10))
    #expect(agenda.payouts.map(\.isSent) == [true])
    #expect(agenda.outstanding.map(\.ticket) == [id(5)])
    try journal.does(.settle(reference: "632314345678"), 5, at: minutes(11))
    try journal.does(.applied(.credits), 5, at: minutes(12))
    agenda = try journal.agenda(at: minutes(13), windowsUntil: minutes(10))
    #expect(agenda.payouts.isEmpty && agenda.outstanding.isEmpty)
  }

  @Test(
    "a payout on an escalated or a parked dispute is under way all the same",
    arguments: Store.allCases)
  func payoutsAnywhere(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try journal.does(.answer(paid: .zero, reason: nil), 3, at: minutes(6))
    try journal.does(.summarise(text: "The vendor pays nothing: please decide."), 3, at: minutes(6))
    try journal.does(.mark(.escalatedPendingManager), 3, at: minutes(6))
    try journal.does(.close(seen: nil), 3, at: minutes(6))
    try journal.does(.requestPayout(amount: .rupees(10_000)), 3, at: minutes(6))
    try journal.does(.approve(reason: nil), 3, by: fina, at: minutes(7))
    try journal.does(.approve(reason: nil), 4, by: fina, at: minutes(6))
    try journal.does(.send, 4, at: minutes(8))
    try journal.does(.park(until: minutes(90), reason: "the bank is shut"), 4, at: minutes(9))
    let agenda = try journal.agenda(at: minutes(10), windowsUntil: minutes(10))
    #expect(agenda.payouts.map(\.row.ticket) == [id(5), id(3), id(4)])
    #expect(agenda.payouts.map(\.row.attention.kind) == [.cameBack, .escalated, .parked])
    #expect(agenda.payouts.map(\.isSent) == [false, false, true])
    #expect(agenda.payouts.map(\.since) == [minutes(5), minutes(7), minutes(8)])
    #expect(agenda.payouts.allSatisfy { $0.asker == Doer(asha.person) })
  }

  @Test(
    "a question about the vendor waits beside the window of its dispute", arguments: Store.allCases)
  func vendorQuestion(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try journal.does(
      .escalate(to: .opsManager, reason: "block it?", about: .vendor), 1, at: minutes(20))
    let agenda = try journal.agenda(at: minutes(30), windowsUntil: minutes(360))
    #expect(agenda.windows.map(\.row.ticket) == [id(1), id(2)])
    #expect(agenda.decisions.last?.waiting.kind == .vendor)
    #expect(agenda.decisions.last?.waiting.to == .opsManager)
  }

  @Test("what was done since a moment is told with whom, and what only came is counted")
  func deeds() throws {
    let staged = try self.staged(.memory)
    let journal = staged.journal
    let all = try journal.deeds(since: start)
    #expect(all.touched.count == 5 && all.arrived == 1)
    let (touched, arrived) = try journal.deeds(since: minutes(3))
    #expect(touched.map(\.row.ticket) == [id(5), id(4)] && arrived == 1)
    #expect(touched[0].events.map(\.event.by) == [asha.person, asha.person, fina.person])
    #expect(try journal.deeds(since: minutes(7)).touched.isEmpty)
    #expect(try RelationalJournal.inMemory().deeds(since: start).touched.isEmpty)
  }

  @Test("the first event of a moment is found among many, wherever it lies")
  func firstNumber() throws {
    let staged = try self.staged(.memory)
    try staged.journal.read { reading in
      var numbers: [Int64: Int64] = [:]
      var last: Int64 = 0
      try reading.log.each { event in
        if numbers[event.at] == nil { numbers[event.at] = event.number }
        last = event.number
      }
      for (at, number) in numbers {
        #expect(try reading.log.firstNumber(since: Instant(microseconds: at)) == number)
        #expect(try reading.log.firstNumber(since: Instant(microseconds: at - 1)) == number)
      }
      #expect(try reading.log.firstNumber(since: minutes(1_000)) == last + 1)
    }
  }
}
