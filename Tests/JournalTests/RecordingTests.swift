import Procedure
import Testing

@testable import Journal

@Suite("What a journal records")
struct RecordingTests {
  @Test("an append gives the facts, the dispute and the time", arguments: Store.allCases)
  func append(store: Store) throws {
    let staged = try store.journal()
    let logged = try staged.journal.does(.log(ticket(1)), 1)
    #expect(logged.facts == [.ticketLogged(ticket: ticket(1))])
    #expect(logged.dispute.version == 1)
    let claimed = try staged.journal.perform(
      .claim, on: id(1), by: asha, at: minutes(1), expecting: 1)
    #expect(claimed.dispute.holder == asha.person)
    #expect(claimed.at == minutes(1))
    #expect(!claimed.clockWasBack)
    #expect(try staged.journal.head().number == 2)
    #expect(try staged.journal.history(of: id(1)).map(\.version) == [1, 2])
    #expect(try staged.journal.look(at: id(1))?.dispute == claimed.dispute)
    #expect(try staged.journal.look(at: id(2)) == nil)
  }

  @Test("a stale version is a conflict and writes nothing", arguments: Store.allCases)
  func conflict(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.does(.log(ticket(1)), 1)
    try staged.journal.does(.claim, 1)
    let head = try staged.journal.head()
    let error = #expect(throws: JournalError.self) {
      try staged.journal.perform(.review, on: id(1), by: asha, at: start, expecting: 1)
    }
    guard case .conflict(id(1), 1, 2) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(try staged.journal.head() == head)
    #expect(throws: JournalError.self) {
      try staged.journal.perform(.log(ticket(2)), on: id(2), by: asha, at: start, expecting: 4)
    }
    #expect(try staged.journal.row(of: id(2)) == nil)
  }

  @Test("a refusal writes nothing", arguments: Store.allCases)
  func refusal(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.does(.log(ticket(1)), 1)
    let before = try staged.journal.dump()
    #expect(throws: Refusal.self) { try staged.journal.does(.review, 1) }
    #expect(throws: Refusal.self) { try staged.journal.does(.log(ticket(1)), 1) }
    #expect(throws: Refusal.self) { try staged.journal.does(.claim, 9) }
    #expect(throws: Refusal.self) { try staged.journal.does(.claim, 1, by: vera) }
    #expect(try staged.journal.dump() == before)
  }

  @Test("a clock set back takes the latest event's time and says so", arguments: Store.allCases)
  func clock(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.does(.log(ticket(1)), 1, at: minutes(10))
    let other = try staged.journal.does(.log(ticket(2)), 2, at: minutes(3))
    #expect(other.at == minutes(10))
    #expect(other.clockWasBack)
    #expect(other.dispute.arrivedAt == minutes(10))
  }

  @Test("folding the log gives the snapshot", arguments: Store.allCases)
  func snapshot(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.walksToVendor(1)
    try staged.journal.does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), 1)
    try staged.journal.does(.answer(paid: .rupees(8_000), reason: "battery"), 1)
    try staged.journal.does(.note(text: "called back"), 1)
    let look = try staged.journal.look(at: id(1))?.dispute
    let folded = try staged.journal.history(of: id(1)).reduce(nil as Dispute?) {
      evolve($0, $1.event, id: id(1))
    }
    #expect(look == folded)
    #expect(look?.version == 7)
  }

  @Test("what another release folded is folded anew", arguments: Store.allCases)
  func otherRelease(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try staged.journal.walksToVendor(1)
    let before = try staged.journal.look(at: id(1))?.dispute
    try staged.journal.tamper("UPDATE snapshot SET body = CAST('{}' AS BLOB)")
    try staged.journal.tamper("UPDATE desk SET body = CAST('{}' AS BLOB), version = 99")
    #expect(try staged.journal.look(at: id(1))?.dispute == before)
    #expect(try staged.journal.desk().actor(uid: 1, at: start) == omar)
  }

  @Test("the log cannot be changed or cut", arguments: Store.allCases)
  func appendOnly(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.does(.log(ticket(1)), 1)
    for sql in ["UPDATE event SET by = 'dev'", "DELETE FROM event"] {
      #expect(throws: (any Error).self) {
        try staged.journal.change(sql)
      }
    }
    #expect(try staged.journal.verify().isSound)
  }

  @Test("references and files are seen on other disputes", arguments: Store.allCases)
  func sightings(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...2 { try journal.walksToVendor(number) }
    let proof = Proof(
      id: ProofID("P1"), kind: .upi, amount: .rupees(8_000), paidAt: start,
      reference: "6323 1434 5678", file: "a.png", sha256: String(repeating: "ab", count: 32))
    try journal.does(.proof(proof), 1)
    #expect(try journal.look(at: id(1))?.surroundings.sightings.isEmpty == true)
    var other = proof
    other.reference = "632314345678"
    other.sha256 = nil
    try journal.does(.proof(other), 2)
    let seen = try journal.look(at: id(2))?.surroundings.sightings
    #expect(seen?.map(\.dispute) == [id(1)])
    #expect(seen?.first?.order == OrderID("ORD-1"))
    try journal.does(.reject(ProofID("P1"), reason: "not readable"), 1)
    #expect(try journal.look(at: id(2))?.surroundings.sightings.isEmpty == true)
  }

  @Test(
    "an order's other disputes are known, and merged ones leave the count",
    arguments: Store.allCases)
  func siblings(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1, order: "ORD-7")
    try journal.does(.log(ticket(2, order: "ORD-7")), 2)
    #expect(
      try journal.look(at: id(1))?.surroundings.orders[OrderID("ORD-7")]?.map(\.id) == [id(2)])
    try journal.does(.claim, 2)
    try journal.does(.merge(into: id(1)), 2)
    #expect(try journal.row(of: id(2))?.state == .merged)
    #expect(try journal.counts(for: asha.person, at: start)[.all] == 1)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a vendor's record is read from all its disputes", arguments: Store.allCases)
  func vendors(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    for number in 1...3 {
      try journal.walksToVendor(number)
      try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), number)
      try journal.does(.answer(paid: .zero, reason: nil), number)
    }
    let record = try journal.record(of: VendorName("FoneBay Pune"))
    #expect(record.isFlagged)
    #expect(record.questions.map(\.dispute) == [id(3)])
    #expect(try journal.counts(for: omar.person, at: start)[.escalated] == 1)
    #expect(
      try journal.queue(.escalated, for: omar.person, at: start, after: nil, limit: 9).map(\.ticket)
        == [id(3)])
    try journal.does(.keep(reason: "a strike in Pune"), 1, by: omar)
    #expect(try journal.record(of: VendorName("FoneBay Pune")).questions.isEmpty)
    #expect(try journal.counts(for: omar.person, at: start)[.escalated] == 0)
    #expect(
      try journal.vendors(beginningWith: "fone", limit: 5) == [VendorName("FoneBay Pune")])
    #expect(try journal.vendors(beginningWith: "bay", limit: 5).isEmpty)
    #expect(
      try journal.look(at: id(1))?.surroundings.vendors[VendorName("FoneBay Pune")]?.disputes.count
        == 2)
  }
}
