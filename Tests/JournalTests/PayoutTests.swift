import GRDB
import Procedure
import Testing

@testable import Journal

@Suite("Payouts in a journal")
struct PayoutTests {
  private func states(_ journal: RelationalJournal) throws -> [Payout.State: [String]] {
    var states: [Payout.State: [String]] = [:]
    for state in [
      Payout.State.asked, .approved, .declined, .void, .sent, .settled, .failed, .reversed,
    ] {
      states[state] = try journal.payouts(in: state, after: nil, limit: 100).map(\.intent)
    }
    return states.filter { !$0.value.isEmpty }
  }

  @Test(
    "are found by state, id, batch and reference as they go, and the same after a rebuild",
    arguments: Store.allCases)
  func found(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.asksForPayout(1)
    for number in 2...6 { try journal.approvesPayout(number, at: minutes(Int64(number))) }
    #expect(
      try states(journal) == [.asked: [intent(1)], .approved: (2...6).map { intent($0) }])
    let batch = try journal.sendsBatch([intent(3), intent(4), intent(5)], at: minutes(10))
    #expect(batch.id == BatchID("B-20261118-1"))
    #expect(batch.total == owed(3) + owed(4) + owed(5))
    #expect(batch.lines.map(\.place.line) == [1, 2, 3])
    #expect(try journal.payouts(of: batch.id).map(\.intent) == batch.lines.map(\.intent))
    #expect(try journal.batch(batch.id) == batch)
    #expect(try journal.batch(BatchID("B-20261118-2")) == nil)
    let silent = try #require(try journal.silentBatches().first)
    #expect(silent.id == batch.id && silent.count == 3 && silent.total == batch.total)
    #expect(silent.by == omar.person && silent.at == minutes(10))

    try journal.does(.settle(reference: "6322 0001 0003"), 3, by: omar, at: minutes(11))
    try journal.does(.fail(reason: "closed"), 4, by: omar, at: minutes(12))
    try journal.does(.settle(reference: upi(5)), 5, by: omar, at: minutes(13))
    try journal.does(.reverse(reason: "dormant"), 5, by: omar, at: minutes(14))
    #expect(
      try states(journal) == [
        .asked: [intent(1)], .approved: [intent(2), intent(6)], .settled: [intent(3)],
        .failed: [intent(4)], .reversed: [intent(5)],
      ])
    #expect(try journal.silentBatches().isEmpty)
    #expect(try journal.sightings(ofReference: upi(3)) == [.payout(intent(3))])
    let row = try #require(try journal.payout(intent(3)))
    #expect(row.reference == upi(3) && row.place == BatchPlace(batch.id, line: 1))
    #expect(row.amount == owed(3) && row.since == minutes(11) && row.askedBy == asha.person)
    #expect(try journal.payout("CX-9-P1") == nil)
    #expect(try journal.batch(batch.id) == batch, "what came of it changes no line")
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    #expect(try journal.verify().isSound)
  }

  @Test("are read page by page")
  func pages() throws {
    let journal = try RelationalJournal.inMemory()
    for number in 1...5 { try journal.approvesPayout(number, at: minutes(Int64(number / 3))) }
    var rows: [PayoutRow] = []
    while true {
      let page = try journal.payouts(in: .approved, after: rows.last, limit: 2)
      if page.isEmpty { break }
      rows += page
    }
    #expect(rows.map(\.intent) == (1...5).map { intent($0) })
  }

  @Test("go into one batch in their life, whoever sends them once more", arguments: Store.allCases)
  func once(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...3 { try journal.approvesPayout(number) }
    let shown = try journal.rehearseBatch(of: nil, layout: .standard, by: fina, at: start).batch
    let first = try journal.sendsBatch([intent(1), intent(2)])
    let head = try journal.head()
    #expect(throws: Refusal.self) { try journal.sendBatch(shown, by: fina, at: start) }
    var twice = shown
    twice.lines = [shown.lines[2], shown.lines[2]]
    #expect(throws: Refusal.self) { try journal.sendBatch(twice, by: fina, at: start) }
    #expect(try journal.head() == head, "all or none")
    #expect(try journal.payout(intent(3))?.state == .approved)
    let second = try journal.sendsBatch()
    #expect(second.lines.map(\.intent) == [intent(3)])
    #expect(first.id != second.id)
    try journal.does(.fail(reason: "closed"), 1, by: omar)
    var again = shown
    again.lines = [shown.lines[0]]
    #expect(throws: Refusal.self) { try journal.sendBatch(again, by: omar, at: start) }
    try journal.does(.requestPayout(amount: owed(1)), 1)
    try journal.does(.approve(reason: nil), 1, by: fina)
    #expect(try journal.sendsBatch().lines.map(\.intent) == [intent(1, 2)])
  }

  @Test("are recorded only as they were shown")
  func shown() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.approvesPayout(1)
    let shown = try journal.rehearseBatch(of: nil, layout: .standard, by: omar, at: start).batch
    let head = try journal.head()
    var other = shown
    other.lines[0].amount = owed(2)
    #expect(throws: Refusal.self) { try journal.sendBatch(other, by: omar, at: start) }
    other.lines = []
    #expect(throws: Refusal.self) { try journal.sendBatch(other, by: omar, at: start) }
    #expect(try journal.head() == head)
    try journal.does(.amend(TicketAmendment(customer: "M. Iyer")), 1)
    #expect(try journal.payout(intent(1))?.state == .approved)
    #expect(throws: Refusal.self) { try journal.sendBatch(shown, by: omar, at: start) }
    #expect(try journal.sendsBatch().lines.first?.payee == "M. Iyer")
  }

  @Test("that cannot be written stay, and are named with the cell")
  func left() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.approvesPayout(1, customer: "=1+1")
    try journal.approvesPayout(2)
    try journal.approvesPayout(3, payTo: "somewhere in Pune")
    try journal.asksForPayout(4)
    let all = try journal.rehearseBatch(of: nil, layout: .standard, by: omar, at: start)
    #expect(all.batch.lines.map(\.intent) == [intent(2)])
    #expect(all.batch.lines.map(\.place.line) == [1])
    #expect(all.left.map(\.refusal.field) == ["payee", "payTo"])
    let named = try journal.rehearseBatch(
      of: [intent(4), "CX-9-P1", intent(2)], layout: .standard, by: omar, at: start)
    #expect(named.batch.lines.map(\.intent) == [intent(2)])
    #expect(named.left.map(\.refusal.reason) == [.outOfOrder, .unknown])
    let viewed = try journal.rehearseBatch(of: nil, layout: .standard, by: vera, at: start)
    #expect(
      viewed.batch.lines.isEmpty && viewed.left.allSatisfy { $0.refusal.reason == .forbidden })
    let others = try journal.rehearseBatch(of: nil, layout: .standard, by: dev, at: start)
    #expect(others.left.allSatisfy { $0.refusal.reason == .notHeld })
    let upiOnly = PayoutLayout([
      .init(.intent, "I"), .init(.payee, "P"), .init(.amount, "A"), .init(.vpa, "V"),
    ])
    try journal.approvesPayout(5, payTo: "50100012345678 HDFC0001234")
    let cut = try journal.rehearseBatch(of: [intent(5)], layout: upiOnly, by: omar, at: start)
    #expect(cut.batch.lines.isEmpty && cut.left.map(\.refusal.field) == ["payTo"])
    var whole = try journal.rehearseBatch(
      of: [intent(5)], layout: .standard, by: omar, at: start
    ).batch
    whole.layout = upiOnly
    #expect(throws: Refusal.self) { try journal.sendBatch(whole, by: omar, at: start) }
    #expect(try journal.payout(intent(5))?.state == .approved)
  }

  @Test("keep the layout and the names that they went out with")
  func asTheyWent() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.approvesPayout(1)
    let layout = PayoutLayout([
      .init(.amount, "Betrag"), .init(.intent, "I"), .init(.payee, "P"), .init(.vpa, "V"),
    ])
    let batch = try journal.sendsBatch(layout: layout)
    try journal.does(.fail(reason: "closed"), 1, by: omar)
    try journal.does(.amend(TicketAmendment(customer: "A. Rao", order: OrderID("ORD-99"))), 1)
    try journal.does(.order(orderFacts(payTo: "rao@okbank")), 1)
    #expect(try journal.batch(batch.id) == batch)
    try journal.rebuild()
    #expect(try journal.batch(batch.id) == batch)
  }

  @Test("are numbered by the day at the desk")
  func numbers() throws {
    let journal = try RelationalJournal.inMemory()
    // 18 November 2026, 16:36 in India; the day ends at 18:30 UTC.
    for (number, wait, expected) in [
      (1, 0, "B-20261118-1"), (2, 60, "B-20261118-2"), (3, 443, "B-20261118-3"),
      (4, 444, "B-20261119-1"),
    ] as [(Int, Int64, String)] {
      try journal.approvesPayout(number, at: minutes(wait))
      #expect(try journal.sendsBatch(at: minutes(wait)).id.text == expected)
    }
    try journal.approvesPayout(5)
    #expect(try journal.sendsBatch(at: start).id.text == "B-20261119-2", "a clock set back")
  }

  @Test("of an erased customer cannot be written again, and the payee is gone from the file")
  func erased() throws {
    let staged = try Store.disk.journal()
    let journal = staged.journal
    try journal.approvesPayout(1, customer: "Zenobia Quillfeather")
    try journal.approvesPayout(2)
    let batch = try journal.sendsBatch()
    try journal.perform(.erase([id(1)], reason: "she asked"), by: omar, at: start)
    let refusal = #expect(throws: Refusal.self) { try journal.batch(batch.id) }
    #expect(refusal?.message.contains("CX-1-P1 was erased since. Its payouts went out") == true)
    #expect(try journal.payouts(of: batch.id).count == 2)
    let bytes = try #require(try Files.read(journal.path))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("Quillfeather"))
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("give no second line to a batch's line, by the table itself")
  func constraint() throws {
    let journal = try RelationalJournal.inMemory()
    for number in 1...2 { try journal.approvesPayout(number) }
    try journal.sendsBatch()
    #expect(throws: DatabaseError.self) {
      try journal.file.write { db in
        try db.run("UPDATE payout SET line = 1 WHERE intent = ?", [.text(intent(2))])
      }
    }
  }

  @Test(
    "are looked up by an index",
    arguments: [
      "SELECT intent FROM payout WHERE state = ? AND (since, intent) > (?, ?) ORDER BY since, intent",
      "SELECT payout.state FROM payout JOIN dispute USING (place) WHERE intent = ?",
      "SELECT intent FROM payout WHERE batch = ? ORDER BY line",
      "SELECT intent FROM payout WHERE reference = ? AND intent <> ?",
      "SELECT count(*) FROM batch WHERE id >= ? AND id < ?",
    ])
  func plans(sql: String) throws {
    let plan = try RelationalJournal.inMemory().file.read { db in
      try db.all("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
    }
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }
}

@Suite("The bank's word in a journal")
struct BankWordTests {
  private func word(
    _ number: Int, _ outcome: BankWord.Outcome, reference: String? = nil, amount: Money? = nil
  ) -> BankWord {
    BankWord(
      intent: intent(number), outcome: outcome, amount: amount ?? owed(number),
      reference: reference)
  }

  private func sent() throws -> RelationalJournal {
    let journal = try RelationalJournal.inMemory()
    for number in 1...4 { try journal.approvesPayout(number) }
    try journal.sendsBatch()
    return journal
  }

  @Test("is recorded once, each payout by itself", arguments: Store.allCases)
  func once(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...4 { try journal.approvesPayout(number) }
    try journal.sendsBatch()
    let words = [
      word(1, .settled, reference: upi(1)), word(2, .failed), word(9, .failed),
      word(3, .settled, reference: upi(3), amount: owed(4)),
      word(4, .settled, reference: upi(4)), word(4, .reversed),
    ]
    let before = try journal.head()
    let rehearsed = try journal.take(words, by: omar, at: start, rehearsing: true)
    #expect(try journal.head() == before)
    let outcomes = try journal.take(words, by: omar, at: start, rehearsing: false)
    #expect(rehearsed == outcomes)
    #expect(outcomes.map { try? $0.get() } == [.new, .new, nil, nil, .new, .new])
    let head = try journal.head()
    let again = try journal.take(words, by: omar, at: start, rehearsing: false)
    #expect(again.map { try? $0.get() } == [.same, .same, nil, nil, .same, .same])
    #expect(try journal.head() == head)
    #expect(try journal.payout(intent(3))?.state == .sent)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("is not taken with a reference that stands on a payout or a proof already")
  func known() throws {
    let journal = try sent()
    try journal.walksToVendor(7)
    try journal.does(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .upi, amount: .rupees(500), paidAt: start, reference: upi(77))),
      7)
    func reason(_ number: Int, _ reference: String) throws -> Refusal.Reason? {
      let outcome = try journal.take(
        [word(number, .settled, reference: reference)], by: omar, at: start, rehearsing: false)
      if case .failure(let refusal)? = outcome.first { return refusal.reason }
      return nil
    }
    #expect(try reason(1, upi(77)) == .duplicate)
    #expect(try reason(1, upi(1)) == nil)
    #expect(try reason(2, " " + upi(1)) == .duplicate)
    try journal.does(.reverse(reason: "dormant"), 1, by: omar)
    #expect(try reason(2, upi(1)) == .duplicate, "a reference is used up, whatever came of it")
    try journal.does(.reject(ProofID("P1"), reason: "not hers"), 7)
    #expect(try reason(2, upi(77)) == nil, "a rejected proof is no payment")
    let two = try journal.take(
      [word(3, .settled, reference: upi(3)), word(4, .settled, reference: upi(3))], by: omar,
      at: start, rehearsing: false)
    #expect(two.map { try? $0.get() } == [.new, nil])
  }

  @Test("is recorded by who may, in the core's words")
  func whoMay() throws {
    let journal = try sent()
    let words = [word(1, .settled, reference: upi(1))]
    for (actor, reason) in [(vera, Refusal.Reason.forbidden), (dev, .notHeld)] {
      let outcome = try journal.take(words, by: actor, at: start, rehearsing: false)
      guard case .failure(let refusal)? = outcome.first else {
        Issue.record("\(actor.person) may")
        continue
      }
      #expect(refusal.reason == reason)
    }
    #expect(try journal.take(words, by: asha, at: start, rehearsing: false) == [.success(.new)])
  }
}
