import Procedure
import Testing

@testable import Journal

/// A payment in a vendor's ledger, half an hour before the first ticket.
func paid(
  _ number: String? = "W-1", _ amount: Int64 = 8_000, order: String? = "ORD-1",
  payee: Personal? = "meera@okbank", reference: String? = nil, vendor: String = "FoneBay Pune",
  at moment: Instant = minutes(-30), direction: StatementEntry.Direction = .paid,
  narration: Personal? = nil
) -> StatementEntry {
  let vendor = VendorName(vendor)
  return StatementEntry(
    id: number.map { EntryID(.wallet, vendor: vendor, number: $0) } ?? EntryID(""),
    statement: .wallet, at: moment, direction: direction, amount: .rupees(amount), vendor: vendor,
    number: number, order: order.map { OrderID($0) }, payee: payee, reference: reference,
    narration: narration)
}

/// A line of the company's bank statement.
func bank(
  _ number: String?, _ amount: Int64 = 10_000, payee: Personal? = nil, reference: String? = "U-1",
  at moment: Instant = minutes(60), narration: Personal? = nil
) -> StatementEntry {
  StatementEntry(
    id: number.map { EntryID(.bank, vendor: nil, number: $0) } ?? EntryID(""), statement: .bank,
    at: moment, direction: .paid, amount: .rupees(amount), number: number, payee: payee,
    reference: reference, narration: narration)
}

extension Journal {
  /// Lists entries; those without a number count by themselves.
  @discardableResult
  func lists(_ entries: StatementEntry..., at now: Instant = start) throws -> [ListedEntry] {
    try lists(entries, at: now)
  }

  @discardableResult
  func lists(_ entries: [StatementEntry], at now: Instant = start) throws -> [ListedEntry] {
    var seen: [StatementEntry: Int] = [:]
    let numbered = entries.map { entry -> NumberedEntry in
      guard entry.number == nil else { return NumberedEntry(entry) }
      seen[entry, default: 0] += 1
      return NumberedEntry(entry, occurrence: seen[entry])
    }
    return try list(numbered, by: asha, at: now)
  }

  /// Records what a listed entry shows, as an import does.
  func confirms(_ id: EntryID, by actor: Actor = asha, at now: Instant = start) throws {
    guard let situation = try situation(of: id), let match = situation.listed.standing.match,
      let look = situation.look,
      let command = try look.dispute.confirmation(
        by: situation.listed.entry, match, around: situation.around,
        known: situation.listed.entry.reference.map(sightings(ofReference:)) ?? [],
        in: look.surroundings, at: now)
    else { return }
    _ = try perform(
      command, on: match.dispute, by: actor, at: now, expecting: look.dispute.version)
  }

  /// The standings of all entries, by name.
  func standings() throws -> [String: EntryQuery.Standing] {
    Dictionary(
      uniqueKeysWithValues: try entries(EntryQuery(), after: nil, limit: 1_000).map {
        ($0.entry.id.text, $0.standing.kind)
      })
  }
}

@Suite("Statements in the journal")
struct StatementTests {
  @Test("entries are new, the same, or changed, whatever the file", arguments: Store.allCases)
  func arrivals(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    #expect(try journal.lists(paid("W-1"), paid("W-2", 5)).map(\.arrival) == [.new, .new])
    let head = try journal.head()
    #expect(try journal.lists(paid("W-2", 5), paid("W-1")).map(\.arrival) == [.same, .same])
    #expect(try journal.head() == head)
    let changed = try journal.lists(paid("W-2", 6))
    #expect(changed.map(\.arrival) == [.changed])
    #expect(changed.first?.former?.amount == .rupees(5))
    #expect(try journal.lists(paid("W-1", vendor: "QuickCell Thane")).first?.arrival == .new)
    #expect(throws: Refusal.self) {
      try journal.list([NumberedEntry(paid("W-3"))], by: vera, at: start)
    }
    #expect(try journal.verify().isSound)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test(
    "entries without a number are told apart by what they say and how often",
    arguments: Store.allCases
  )
  func withoutNumber(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let one = bank(nil, payee: "meera@okbank")
    let other = bank(nil, payee: "arjun@okbank")
    #expect(try journal.lists(one, one, other).map(\.arrival) == [.new, .new, .new])
    // In another order, in parts, and in one more that reads alike.
    #expect(try journal.lists(other, one).map(\.arrival) == [.same, .same])
    #expect(try journal.lists(one, one, one).map(\.arrival) == [.same, .same, .new])
    #expect(try journal.entries(EntryQuery(), after: nil, limit: 9).count == 4)
    #expect(
      try journal.preview(NumberedEntry(one, occurrence: 4)).listed.arrival == .new)
    #expect(
      try journal.preview(NumberedEntry(one, occurrence: 3)).listed.arrival == .same)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a payment stands as a proof, whichever came first", arguments: Store.allCases)
  func proofs(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let ids = try journal.lists(paid("W-1"), paid("W-2", 2_000, order: "ORD-2")).map(\.id)
    #expect(try journal.standings().values.allSatisfy { $0 == .unmatched })
    try journal.walksToVendor(1)
    #expect(try journal.look(at: id(1))?.dispute.proofs.map(\.verdict) == [.waiting])
    try journal.walksToVendor(2)
    let head = try journal.head()
    for id in ids { try journal.confirms(id) }
    #expect(try journal.head() == head, "it is there already")
    let late = try journal.lists(paid("W-3", 500, reference: "T 3"))
    for listed in late { try journal.confirms(listed.id) }
    #expect(
      try journal.look(at: id(1))?.dispute.proofs.map(\.proof.reference) == ["W-1", "T 3"])
    #expect(try journal.search("T3", limit: 5).map(\.ticket) == [id(1)])
    try journal.does(.reject(ProofID("L-W-3"), reason: "no"), 1)
    for listed in late { try journal.confirms(listed.id) }
    #expect(try journal.look(at: id(1))?.dispute.proofs.count == 2)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("what an entry comes to follows the disputes", arguments: Store.allCases)
  func follows(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let entry = paid("W-1", 10_000, order: nil)
    try journal.lists(entry)
    func standing() throws -> EntryQuery.Standing? { try journal.standings()[entry.id.text] }
    try journal.walksToVendor(1)
    #expect(try standing() == .matched)
    try journal.walksToVendor(2)
    #expect(try standing() == .matched, "the first has it as a proof")
    var elsewhere = orderFacts()
    elsewhere.payTo = "other@okbank"
    try journal.does(.reject(ProofID("L-W-1"), reason: "another phone"), 1)
    #expect(try standing() == .ambiguous)
    try journal.does(.order(elsewhere), 2)
    #expect(try standing() == .matched)
    #expect(
      try journal.entries(EntryQuery(standings: [.unmatched, .ambiguous]), after: nil, limit: 9)
        .isEmpty)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a payout and a debit are confirmed once", arguments: Store.allCases)
  func confirms(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    try journal.does(.answer(paid: .zero, reason: "no"), 1)
    try journal.does(.requestPayout(amount: .rupees(10_000)), 1)
    try journal.does(.approve(reason: nil), 1, by: fina)
    try journal.does(.send, 1)
    let out = try journal.lists(
      bank("B-1", reference: "632614345678", narration: "NEFT/CX-1-P1"), at: minutes(90))
    let refusal = #expect(throws: Refusal.self) { try journal.confirms(out[0].id, by: dev) }
    #expect(refusal?.reason == .notHeld)
    try journal.confirms(out[0].id)
    try journal.confirms(out[0].id)
    #expect(try journal.look(at: id(1))?.dispute.payouts.map(\.reference) == ["632614345678"])
    try journal.does(.debit(amount: .rupees(10_000)), 1, at: minutes(91))
    let back = try journal.lists(
      paid("W-7", 10_000, order: nil, payee: nil, at: minutes(95), narration: "recovery CX-1"))
    try journal.confirms(back[0].id)
    try journal.confirms(back[0].id)
    #expect(try journal.look(at: id(1))?.dispute.outstanding == [])
    #expect(
      try journal.history(of: id(1)).filter { $0.event.fact.name == "outsideApplied" }.count == 1)
    #expect(try journal.standings().values.allSatisfy { $0 == .matched })
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("spans are kept once, and differences read of them", arguments: Store.allCases)
  func reconciles(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let span = StatementSpan(
      statement: .wallet, vendor: VendorName("FoneBay Pune"), from: minutes(-100), to: minutes(100))
    #expect(try journal.cover(span, by: asha, at: start))
    #expect(try !journal.cover(span, by: asha, at: start))
    #expect(throws: Refusal.self) { try journal.cover(span, by: vera, at: start) }
    try journal.walksToVendor(1)
    let proof = Proof(
      id: ProofID("P1"), kind: .wallet, amount: .rupees(10_000), paidAt: start, reference: "T-1")
    try journal.does(.proof(proof), 1)
    try journal.does(.accept(ProofID("P1"), reason: "a screenshot"), 1)
    let always = Instant(microseconds: .min)...Instant(microseconds: .max)
    #expect(try journal.differences(in: always).map(\.kind) == [.proofContradicted])
    #expect(try journal.differences(in: minutes(1)...minutes(9)).isEmpty)
    try journal.lists(paid("W-1", 10_000, reference: "t-1", at: start))
    #expect(try journal.differences(in: always).isEmpty)
    try journal.lists(paid("W-2", 77), bank("B-9", 5, payee: "who@upi", at: minutes(5)))
    #expect(
      try journal.differences(in: always).map(\.kind) == [.paymentUnproven, .debitUnexplained])
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    #expect(try journal.spans().map(\.span) == [span])
  }

  @Test(
    "a payout that was sent is missed on the bank statement of its time", arguments: Store.allCases)
  func misses(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    try journal.does(.answer(paid: .zero, reason: "no"), 1)
    try journal.does(.requestPayout(amount: .rupees(10_000)), 1)
    try journal.does(.approve(reason: nil), 1, by: fina)
    try journal.does(.send, 1, at: minutes(5))
    let span = StatementSpan(
      statement: .bank, vendor: nil, from: minutes(-100), to: minutes(100))
    #expect(try journal.differences(in: minutes(1)...minutes(9)).isEmpty, "nothing was imported")
    try journal.cover(span, by: asha, at: minutes(100))
    #expect(try journal.differences(in: minutes(1)...minutes(9)).map(\.kind) == [.payoutMissing])
    #expect(try journal.differences(in: minutes(6)...minutes(9)).isEmpty)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    try journal.lists(bank("B-1", narration: "NEFT/CX-1-P1"), at: minutes(100))
    #expect(
      try journal.differences(in: minutes(1)...minutes(90)).map(\.kind) == [.payoutUnsettled])
  }

  @Test("an approver sees that the bank shows as paid what failed here", arguments: Store.allCases)
  func warns(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    try journal.does(.answer(paid: .zero, reason: "no"), 1)
    try journal.does(.requestPayout(amount: .rupees(10_000)), 1)
    try journal.does(.approve(reason: nil), 1, by: fina)
    try journal.does(.send, 1, at: minutes(5))
    try journal.does(.fail(reason: "bank down"), 1, at: minutes(6))
    try journal.does(.requestPayout(amount: .rupees(10_000)), 1, at: minutes(7))
    func doubts() throws -> [Evidence.Doubt] {
      let look = try #require(try journal.look(at: id(1)))
      return Evidence(
        on: look.dispute, in: Context(actor: fina, now: start, surroundings: look.surroundings)
      ).doubts
    }
    #expect(try doubts() == [])
    let entry = bank("B-1", narration: "NEFT/CX-1-P1")
    let out = try journal.lists(entry, at: minutes(90))
    #expect(throws: Refusal.self) { try journal.confirms(out[0].id) }
    #expect(
      try doubts() == [.paidOnStatement("CX-1-P1", .failed, .rupees(10_000), on: entry.day)])
  }

  @Test("erasing a customer reaches the entries about them, and they do not come back")
  func erase() throws {
    let staged = try Store.disk.journal()
    let journal = staged.journal
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try journal.does(.log(ticket(1)), 1)
    try journal.does(.claim, 1)
    try journal.does(.review, 1)
    try journal.does(.order(orderFacts(payTo: "xanthippe@okbank")), 1)
    let entries = [
      paid("W-1", payee: "xanthippe@okbank", narration: "to Xanthippe 1"),
      paid("W-2", 77, order: nil, payee: "Xanthippe@okbank"),
      bank(nil, payee: "xanthippe@okbank", narration: "Xanthippe Quux 7"),
      bank(nil, payee: "someone@okbank", narration: "someone else 8"),
    ]
    for listed in try journal.lists(entries) { try journal.confirms(listed.id) }
    let head = try journal.head()
    try journal.perform(.erase([id(1)], reason: "she asked"), by: omar, at: start)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    #expect(try journal.verify(against: head).isSound)
    #expect(try journal.lists(entries).map(\.arrival) == [.same, .same, .same, .same])
    #expect(try journal.dump().contains { $0.contains("someone@okbank") })
    for name in Files.names(in: staged.folder.path) where name.hasPrefix("paydesk.db") {
      let bytes = try Files.read(staged.folder.path + "/" + name) ?? []
      for text in ["anthippe", "ANTHIPPE"] {
        let isThere = bytes.holds(Array(text.utf8))
        #expect(!isThere, "\(text) in \(name)")
      }
    }
  }

  @Test(
    "what is looked up while an event is recorded comes from an index",
    arguments: [
      "SELECT entry FROM statement_key WHERE key = ?",
      "SELECT place FROM statement_claim WHERE key = ?",
      "SELECT key FROM statement_claim WHERE place = ?",
      "DELETE FROM statement_key WHERE entry = ?",
      "DELETE FROM statement_matter WHERE place = ?",
      "SELECT id FROM statement_entry WHERE payee = ? AND amount = ? AND statement = ? ORDER BY id",
      "SELECT id FROM statement_entry WHERE vendor = ? AND amount = ? AND at BETWEEN ? AND ?",
      "SELECT id FROM statement_entry WHERE base = ?",
      "SELECT vendor FROM statement_span WHERE statement = ? AND folded = ? ORDER BY number",
      "SELECT id FROM statement_entry WHERE ticket = ?",
      "SELECT DISTINCT place FROM statement_matter WHERE at BETWEEN ? AND ? ORDER BY place",
      "SELECT id FROM statement_entry WHERE at BETWEEN ? AND ? ORDER BY at, id",
    ])
  func lookups(sql: String) throws {
    let plan = try RelationalJournal.inMemory().plan(sql)
    #expect(plan.first?.hasPrefix("SEARCH") == true, "\(plan)")
  }
}
