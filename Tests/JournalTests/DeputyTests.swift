import Procedure
import Testing

@testable import Journal

@Suite("Deputies in the log")
struct DeputyTests {
  /// A desk where dev stands in for omar in the second hour, and a payout of asha's waits.
  private func staged(_ store: Store) throws -> Staged {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    for (uid, actor) in [(UInt32(2), asha), (3, dev), (4, fina)] {
      try journal.perform(.add(actor.person, uid: uid, role: actor.role), by: omar, at: start)
    }
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    try journal.does(.answer(paid: .zero, reason: nil), 1)
    try journal.does(.amend(TicketAmendment(quoted: .rupees(4_000))), 1)
    try journal.does(.requestPayout(amount: .rupees(4_000)), 1)
    try journal.perform(
      .appointDeputy(dev.person, for: omar.person, from: minutes(60), until: minutes(120)),
      by: omar, at: minutes(1))
    return staged
  }

  private let deputy = Actor(dev.person, .opsManager, standsFor: omar.person)

  @Test("what a deputy does is recorded with whom it was done for", arguments: Store.allCases)
  func recorded(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    #expect(try journal.desk().actor(uid: 3, at: minutes(60)) == deputy)
    try journal.does(.approve(reason: nil), 1, by: deputy, at: minutes(60))
    let events = try journal.history(of: id(1)).map(\.event)
    #expect(events.last?.doer.shown == "dev for omar" && events.last?.role == .opsManager)
    #expect(events.dropLast().allSatisfy { $0.standsFor == nil })
    #expect(try journal.look(at: id(1))?.dispute.payouts.last?.decider?.standsFor == omar.person)
    #expect(try journal.verify().isSound)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a deputy whose time is over, or has not come, records nothing", arguments: Store.allCases)
  func over(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    let head = try journal.head()
    for moment in [
      Instant(microseconds: minutes(60).microseconds - 1), minutes(120), minutes(500),
    ] {
      #expect(throws: Refusal.self) {
        try journal.does(.approve(reason: nil), 1, by: deputy, at: moment)
      }
      #expect(throws: Refusal.self) {
        try journal.perform(.adopt(Policy()), by: deputy, at: moment)
      }
      #expect(throws: Refusal.self) {
        try journal.list(
          [.order(OrderListing(order: OrderID("ORD-1"), facts: orderFacts(), device: "Pixel"))],
          by: deputy, at: moment)
      }
    }
    #expect(try journal.head() == head)
    try journal.perform(.endDeputy(dev.person), by: deputy, at: minutes(61))
    #expect(throws: Refusal.self) {
      try journal.does(.approve(reason: nil), 1, by: deputy, at: minutes(62))
    }
    #expect(try journal.verify().isSound)
  }

  @Test(
    "what a deputy whose time is over rehearses is refused as doing it is",
    arguments: Store.allCases)
  func rehearsed(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try journal.does(.approve(reason: nil), 1, by: fina, at: minutes(2))
    let over = "dev does not stand in for omar now"
    func refusals(at moment: Instant) throws -> [String] {
      let rehearsal = try Rehearsal(
        of: .return(instruction: "ask again"), on: [id(1)], by: deputy, at: moment, in: journal)
      let batch = try journal.rehearseBatch(
        of: nil, layout: .standard, by: deputy, at: moment)
      #expect(batch.batch.lines.count + batch.left.count == 1)
      return rehearsal.refused.map(\.why.english) + batch.left.map(\.refusal.message)
    }
    let head = try journal.head()
    #expect(try refusals(at: minutes(60)).isEmpty)
    for moment in [minutes(59), minutes(120)] {
      let refusals = try refusals(at: moment)
      #expect(refusals.count == 2 && refusals.allSatisfy { $0.hasPrefix(over) }, "\(refusals)")
    }
    #expect(try journal.head() == head)
  }

  @Test(
    "any change of whom an event was done for is found at that event",
    arguments: ["stands_for = NULL", "stands_for = 'fina'", "stands_for = '', by = 'omar'"])
  func tampered(change: String) throws {
    let staged = try self.staged(.memory)
    let journal = staged.journal
    try journal.does(.approve(reason: nil), 1, by: deputy, at: minutes(60))
    let number = try journal.head().number
    try journal.file.write { db in
      try db.execute(sql: "DROP TRIGGER event_is_never_changed")
      try db.execute(sql: "UPDATE event SET \(change) WHERE number = \(number)")
    }
    guard case .broken(number, _) = try journal.verify().fault else {
      Issue.record("\(change) was not found")
      return
    }
  }

  @Test("an event without one has the hash that it always had; one with it has another for each")
  func hashes() {
    var event = LoggedEvent(
      number: 7, stream: "dispute:CX-1", version: 3, name: "claimed", schema: 1, by: "dev",
      role: "opsManager", at: 1_795_000_000_123_456, vendor: nil,
      body: Array(#"{"claimed":{}}"#.utf8))
    // Computed by hand from the fields, before deputies were.
    #expect(
      Chain.hash(of: event, after: Chain.start).hexadecimal
        == "e66864b68bec1ebd06030d6363097efbca70a44ffeece591bb7f388244b5d3fb")
    var hashes = Set([Chain.hash(of: event, after: Chain.start)])
    for name in ["omar", "fina", ""] {
      event.standsFor = name
      hashes.insert(Chain.hash(of: event, after: Chain.start))
    }
    #expect(hashes.count == 4)
  }
}
