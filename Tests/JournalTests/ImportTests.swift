import Procedure
import Testing

@testable import Journal

@Suite("What arrives from outside")
struct ImportTests {
  @Test("tickets are new, the same, or changed, each by itself", arguments: Store.allCases)
  func arrive(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let bad = ticket(3, quoted: 0)
    let tickets = [(id(1), ticket(1)), (id(2), ticket(2)), (id(3), bad)]
    let first = try journal.arrive(tickets, by: asha, at: start)
    #expect(try first[0].get() == .new)
    #expect(try first[1].get() == .new)
    #expect(throws: Refusal.self) { try first[2].get() }
    let head = try journal.head()
    let second = try journal.arrive(Array(tickets.prefix(2)), by: asha, at: minutes(1))
    #expect(try second.map { try $0.get() } == [.same, .same])
    #expect(try journal.head() == head)
    let changed = ticket(2, customer: "Arjun Rao", quoted: 9_000)
    let third = try journal.arrive([(id(1), ticket(1)), (id(2), changed)], by: asha, at: start)
    #expect(try third.map { try $0.get() } == [.same, .changed])
    #expect(try journal.row(of: id(2))?.customer == "Arjun Rao")
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test(
    "listings are recorded once, and name the vendor until Step 2 does", arguments: Store.allCases)
  func listings(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.does(.log(ticket(1)), 1)
    let order = OrderListing(
      order: OrderID("ORD-1"), facts: orderFacts(vendor: "MobiMart Nashik"), device: "Pixel 6a")
    let vendor = VendorListing(
      vendor: VendorName("MobiMart Nashik"), city: "Nashik", phone: "+91 90000 00001",
      vpa: "vendor1@okbank", credits: -40, standing: .active)
    let listings: [Listing] = [.order(order), .vendor(vendor)]
    #expect(try journal.list(listings, by: asha, at: start) == [.new, .new])
    #expect(try journal.list(listings, by: asha, at: start) == [.same, .same])
    #expect(try journal.listing(of: OrderID("ORD-1")) == order)
    #expect(try journal.listing(of: VendorName("MobiMart Nashik")) == vendor)
    #expect(try journal.row(of: id(1))?.vendor == VendorName("MobiMart Nashik"))
    #expect(try journal.search("mobimart", limit: 5).map(\.ticket) == [id(1)])
    var moved = order
    moved.device = "Pixel 7"
    #expect(try journal.list([.order(moved)], by: asha, at: start) == [.changed])
    let look = try journal.look(at: id(1))
    #expect(look?.listing == moved)
    #expect(look?.vendorListing == vendor)
    #expect(throws: Refusal.self) { try journal.list(listings, by: vera, at: start) }
    #expect(try journal.verify().isSound)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("people and policy are the desk's own events", arguments: Store.allCases)
  func desk(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try journal.perform(.add(fina.person, uid: 2, role: .financeManager), by: omar, at: start)
    #expect(try journal.desk().actor(uid: 2, at: start) == fina)
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), 1)
    #expect(
      try journal.row(of: id(1))?.attention == Attention(kind: .window, at: minutes(6 * 60)))
    var policy = Policy()
    policy.windowSeconds = 3_600
    #expect(
      try journal.perform(.adopt(policy), by: omar, at: start) == [.policyProposed(policy: policy)])
    #expect(
      try journal.perform(.adopt(policy), by: fina, at: start) == [.policyAdopted(policy: policy)])
    #expect(try journal.desk().policy == policy)
    #expect(try journal.row(of: id(1))?.attention == Attention(kind: .window, at: minutes(60)))
    #expect(throws: Refusal.self) { try journal.perform(.adopt(Policy()), by: asha, at: start) }
    #expect(try journal.dump() == journal.dumpAfterRebuild())
    #expect(journal.isSample)
  }

  @Test("what is looked for is found by any of its texts", arguments: Store.allCases)
  func search(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.log(ticket(2, customer: "आरव शर्मा", phone: "98111 22333")), 2)
    try journal.does(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .upi, amount: .rupees(1), paidAt: start,
          reference: "632314345678")), 1)
    func found(_ text: String) throws -> [TicketID] {
      try journal.search(text, limit: 10).map(\.ticket)
    }
    #expect(try found("meera") == [id(1)])
    #expect(try found("  Meera   Iyer ") == [id(1)])
    #expect(try found("ORD-2") == [id(2)])
    #expect(try found("cx-1") == [id(1)])
    #expect(try found("fonebay") == [id(1)])
    #expect(try found("6323 1434 5678") == [id(1)])
    #expect(try found("143456") == [id(1)])
    #expect(try found("+91 98765-43210") == [id(1)])
    #expect(try found("9811122333") == [id(2)])
    #expect(try found("+91 98111 22333") == [id(2)])
    #expect(try found("शर्मा") == [id(2)])
    #expect(try found("me") == [id(1)])
    #expect(try Set(found("CX")) == [id(1), id(2)])
    #expect(try found("\"").isEmpty)
    #expect(try found("no\" OR \"meera").isEmpty)
    #expect(try found("   ").isEmpty)
    #expect(try journal.search("cx-", limit: 1).count == 1)
  }

  @Test("an id is found by its beginning, its end and whole", arguments: Store.allCases)
  func ids(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let numbers = [10_005, 100_050, 1_000_500, 1_000_501, 2_000_500]
    _ = try journal.arrive(
      numbers.map { (id($0), ticket($0, order: "ORD-9\($0)", phone: "+91 98765 10005")) },
      by: asha, at: start)
    func found(_ text: String) throws -> [TicketID] {
      try journal.search(text, limit: 10).map(\.ticket).sorted { $0.text < $1.text }
    }
    #expect(try found("CX-1000500") == [id(1_000_500)])
    #expect(try found("cx-1000500") == [id(1_000_500)])
    #expect(try found("X-100050") == [id(100_050), id(1_000_500), id(1_000_501)])
    #expect(try found("CX-10005") == [10_005, 100_050, 1_000_500, 1_000_501].map(id))
    #expect(try found("ORD-91000500") == [id(1_000_500)])
    #expect(try found("RD-92000500") == [id(2_000_500)])
    #expect(try found("10005").count == 5)
    #expect(try found("CX-10009").isEmpty)
    #expect(try found("Meera 10005").isEmpty, "one field has to hold all of it")
    #expect(try found("y\n10005").isEmpty)
    #expect(try found("\"-10005").isEmpty)
  }

  @Test("an id is found as well where its digits are many rows'")
  func commonDigits() throws {
    let staged = try Store.memory.journal()
    let journal = staged.journal
    let numbers = 1...(RelationalJournal.candidates + 100)
    _ = try journal.arrive(
      numbers.map { (id($0), ticket($0, order: "ORD-\(10_000 + $0)", phone: "+91 98765 12012")) },
      by: asha, at: start)
    #expect(try journal.search("ORD-12012", limit: 10).map(\.ticket) == [id(2_012)])
  }

  @Test("a search that nobody waits for any more is given up on its way", arguments: Store.allCases)
  func givenUp(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    _ = try journal.arrive((1...1_500).map { (id($0), ticket($0)) }, by: asha, at: start)
    #expect(throws: CancellationError.self) {
      try journal.search("meera", limit: 50) { false }
    }
    var asked = 0
    let found = try? journal.search("meera", limit: 50) {
      asked += 1
      return asked < 5
    }
    // A server is asked once, before.
    if store == .server { #expect(found?.count == 50) } else { #expect(found == nil && asked == 5) }
    #expect(try journal.search("meera", limit: 50).count == 50, "the next one is whole")
  }
}
