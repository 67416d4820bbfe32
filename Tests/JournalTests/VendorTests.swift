import Procedure
import Testing

@testable import Journal

@Suite("A vendor, read from the log")
struct VendorTests {
  static let fonebay = VendorName("FoneBay Pune")
  static let quick = VendorName("QuickCell Thane")

  /// Asks for a payout of all that is due, has it approved and settled.
  static func pays(_ journal: any Journal, _ number: Int, at now: Instant) throws {
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), number, at: now)
    try journal.does(.answer(paid: .zero, reason: "no money"), number, at: now)
    try journal.does(.requestPayout(amount: .rupees(10_000)), number, at: now)
    try journal.does(.approve(reason: nil), number, by: fina, at: now)
    try journal.does(.settle(reference: "UTR\(number)"), number, at: now)
  }

  @Test(
    "the account, its lines latest first, and what was owed after each", arguments: Store.allCases)
  func ledger(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.walksToVendor(2)
    try Self.pays(journal, 1, at: minutes(1))
    try journal.does(.debit(amount: Money(paise: 250_050)), 1, at: minutes(2))
    try Self.pays(journal, 2, at: minutes(3))
    try journal.does(
      .credit(amount: Money(paise: 50), reason: "rounding"), 2, by: omar, at: minutes(4))
    try journal.does(.reverse(reason: "account closed"), 2, at: minutes(5))
    let page = try #require(try journal.page(of: Self.fonebay, limit: 3))
    #expect(page.account.count == 5)
    #expect(page.account.isCut)
    #expect(page.account.items.map(\.entry.kind) == [.reversed, .returned, .covered])
    #expect(page.account.items.map(\.balance.paise) == [750_000, 1_750_000, 1_749_950])
    #expect(page.account.items.map(\.entry.note) == ["account closed", "rounding", "UTR2"])
    #expect(page.account.items.map(\.entry.dispute) == [id(2), id(2), id(2)])
    #expect(page.sums.owed.paise == 750_000)
    #expect(page.sums.covered.paise == 1_000_000)
    #expect(page.record.credits.paise == 50 - 250_050)
  }

  @Test("standing with its reasons, and what the panel was told", arguments: Store.allCases)
  func history(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.walksToVendor(2)
    try journal.does(.block(reason: "silent"), 1, by: omar, at: minutes(1))
    try journal.does(.suspend(reason: "again"), 2, by: fina, at: minutes(2))
    try journal.does(.applied(.block), 1, by: dev, at: minutes(3))
    try journal.does(.unblock(reason: "paid all"), 2, by: omar, at: minutes(4))
    let history = try #require(try journal.page(of: Self.fonebay, limit: 10)).history
    #expect(history.count == 3)
    #expect(history.items.map(\.kind) == [.released, .suspended, .blocked])
    #expect(history.items.map(\.isOutstanding) == [true, true, false])
    #expect(history.items.last?.confirmation?.by.person == dev.person)
    #expect(history.items.map(\.reason) == ["paid all", "again", "silent"])
    let latest = try #require(try journal.page(of: Self.fonebay, limit: 1)).history
    #expect(latest.items.map(\.kind) == [.released])
    #expect(latest.count == 3)
  }

  @Test(
    "another vendor by correction: what happened stays where it happened", arguments: Store.allCases
  )
  func corrected(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try Self.pays(journal, 1, at: minutes(1))
    try journal.does(.debit(amount: .rupees(10)), 1, at: minutes(2))
    try journal.does(.block(reason: "silent"), 1, by: omar, at: minutes(2))
    try journal.does(.order(orderFacts(vendor: "QuickCell Thane")), 1, at: minutes(3))
    try journal.does(.applied(.block), 1, at: minutes(4))
    let former = try #require(try journal.page(of: Self.fonebay, limit: 10))
    let present = try #require(try journal.page(of: Self.quick, limit: 10))
    #expect(former.account.count == 2)
    #expect(former.history.items.first?.isOutstanding == false)
    #expect(former.open.count == 0)
    #expect(present.account.count == 0)
    #expect(present.history.count == 0)
    #expect(present.open.items.map(\.ticket) == [id(1)])
  }

  @Test("what it still has to say, the window that lapses first on top", arguments: Store.allCases)
  func asked(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...4 { try journal.walksToVendor(number) }
    try journal.walksToVendor(5, vendor: "QuickCell Thane")
    let called = Command.contact(party: .vendor, channel: .phone, outcome: .answered)
    try journal.does(called, 3, at: minutes(1))
    try journal.does(called, 2, at: minutes(2))
    try journal.does(called, 4, at: minutes(2))
    try journal.does(.answer(paid: .zero, reason: "no"), 4, at: minutes(3))
    let asked = try journal.asked(of: Self.fonebay, limit: 2)
    #expect(asked.items.map(\.dispute.id) == [id(3), id(2)])
    #expect(asked.count == 3)
    try journal.does(.answer(paid: .rupees(10_000), reason: nil), 3, at: minutes(9))
    let later = try journal.asked(of: Self.fonebay, limit: 10)
    #expect(later.items.map(\.dispute.id) == [id(2), id(3), id(1)])
    #expect(
      later.items[1].dispute.vendorQuestion(isDuplicated: false) == .proof(of: .rupees(10_000)))
  }

  @Test("endings by month and late payments", arguments: Store.allCases)
  func endings(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...2 { try journal.walksToVendor(number) }
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    let proof = Proof(
      id: ProofID("P1"), kind: .wallet, amount: .rupees(10_000), paidAt: minutes(60),
      reference: "W1")
    try journal.does(.answer(paid: .rupees(10_000), reason: nil), 1, at: minutes(70))
    try journal.does(.proof(proof), 1, at: minutes(71))
    try journal.does(.accept(ProofID("P1"), reason: "seen"), 1, at: minutes(72))
    var page = try #require(try journal.page(of: Self.fonebay, limit: 10))
    let loggedAt = start.adding(seconds: 1 - 3_600)
    #expect(
      page.late.items == [LatePayment(ticket: id(1), loggedAt: loggedAt, paidAt: minutes(60))])
    #expect(page.endings.total == [.open: 2])
    #expect(page.situation.counted(at: minutes(80), policy: Policy()).map(\.id) == [id(1)])
    try journal.does(.summarise(text: "It paid after the ticket was logged."), 1, at: minutes(80))
    try journal.does(.signOff, 1, by: fina, at: minutes(80))
    try journal.does(.mark(.resolvedPaid), 1, at: minutes(80))
    try journal.does(.close(seen: nil), 1, at: minutes(80))
    page = try #require(try journal.page(of: Self.fonebay, limit: 10))
    let month = CalendarMonth(of: loggedAt, offset: 19_800)
    #expect(page.endings.months == [month: [.d3: 1, .open: 1]])
    #expect(page.open.count == 1)
  }

  @Test("of a vendor that no event names there is no page")
  func unknown() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.walksToVendor(1)
    #expect(try journal.page(of: VendorName("FoneBay"), limit: 10) == nil)
  }

  @Test(
    "after any walk every account and history is what its events fold to, and rebuilt the same",
    arguments: 21...24)
  func walks(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    for _ in 0..<1_200 {
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    func compare() throws {
      for vendor in [Self.fonebay, Self.quick] {
        let page = try #require(try journal.page(of: vendor, limit: 10_000))
        var account = VendorAccount(vendor: vendor)
        var history = VendorHistory(vendor: vendor)
        var disputes: [TicketID: Dispute] = [:]
        for (id, event) in try journal.everything(tickets: walk.tickets) {
          if let before = disputes[id] { account.record(event, on: before) }
          history.record(event, of: id)
          disputes[id] = evolve(disputes[id], event, id: id)
        }
        #expect(page.account.items == account.lines.reversed())
        #expect(page.sums == account.sums)
        #expect(page.history.items == history.entries.reversed())
        #expect(page.sums.returned - page.sums.debited == page.record.credits)
        let asked = try journal.asked(of: vendor, limit: 100).items.map(\.dispute)
        let wanted = disputes.values.filter { dispute in
          let isDuplicated = disputes.values.contains {
            $0.id != dispute.id && $0.ticket.order == dispute.ticket.order && $0.state != .merged
          }
          return dispute.order?.vendor == vendor
            && dispute.vendorQuestion(isDuplicated: isDuplicated) != nil
        }
        #expect(Set(asked.map(\.id)) == Set(wanted.map(\.id)))
      }
    }
    try compare()
    try journal.rebuild()
    try compare()
  }
}

extension RelationalJournal {
  /// Every event of every dispute, in the order of the log.
  fileprivate func everything(tickets: Int) throws -> [(TicketID, Event)] {
    try (1...tickets).flatMap { number in
      try history(of: id(number)).map { (id(number), $0) }
    }.sorted { $0.1.number < $1.1.number }.map { ($0.0, $0.1.event) }
  }
}
