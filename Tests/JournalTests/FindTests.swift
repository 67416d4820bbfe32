import Procedure
import Testing

@testable import Journal

@Suite("What a query finds")
struct FindTests {
  /// Terms of every field, as they are typed.
  private static let terms = [
    "vendor:fonebay", "vendor:\"QUICKCELL T\"", "vendor:none", "!vendor:fonebay", "customer:meera",
    "customer:nobody", "ticket:cx-1", "!ticket:CX-2", "order:ORD-1", "phone:98765", "phone:111",
    "holder:me", "holder:nobody", "holder:dev", "!holder:me", "tag:notpaid", "tag:less",
    "!tag:less", "state:open", "state:closed", "state:merged", "state:escalated", "!state:open",
    "step:3", "step>=4", "step<2", "!step:3", "scenario:D5", "!scenario:D6", "disputed>5000",
    "disputed<=10000", "disputed:10000", "age>1h", "age<2h", "idle>1h", "due<1h", "due>0m",
    "logged:2026-11-18", "logged<2026-11-18", "touched>=2026-11-18", "touched:today",
    "awaits:ops", "awaits:finance", "!awaits:ops", "outside:comment", "outside:block",
    "outside:unblock", "is:open", "is:closed", "is:merged", "is:escalated", "!escalated", "is:new",
    "is:begun", "is:waiting", "is:parked", "is:back", "is:paid", "is:running", "is:lapsed",
    "!is:lapsed", "is:mine", "is:held", "!held", "is:outstanding", "Meera", "FoneBay Pune", "ORD-2",
  ]

  @Test("is what the rows say, alone and together, on every store", arguments: Store.allCases)
  func all(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    var walk = RandomWalk(seed: 77)
    for _ in 0..<(store == .server ? 250 : 700) {
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    let rows = try (1...walk.tickets).compactMap { try journal.row(of: id($0)) }
    let offset = try journal.desk().policy.offset
    var found = 0
    func check(_ text: String, _ now: Instant) throws {
      let query = try DisputeQuery(text)
      let asked = Oracle(person: asha.person, now: now, offset: offset)
      let expected = rows.filter { asked.means(query, $0) }.map(\.ticket.text).sorted()
      let result = try journal.find(query, for: asha.person, at: now, limit: 100)
      #expect(result.rows.map(\.ticket.text).sorted() == expected, "\(text)")
      #expect(result.reach == .whole, "\(text)")
      found += expected.count
    }
    for now in [walk.now, walk.now.adding(seconds: 50_000)] {
      for term in Self.terms { try check(term, now) }
    }
    for _ in 0..<(store == .server ? 100 : 500) {
      try check("\(walk.pick(Self.terms)) \(walk.pick(Self.terms))", walk.now)
      try check(
        "\(walk.pick(Self.terms)) \(walk.pick(Self.terms)) \(walk.pick(Self.terms))", walk.now)
    }
    #expect(found > 100, "almost nothing was ever found, which proves nothing")
  }

  @Test("comes in the order of the work, so many at most, and says whether there are more")
  func order() throws {
    let staged = try Store.memory.journal()
    let journal = staged.journal
    _ = try journal.arrive((1...60).map { (id($0), ticket($0)) }, by: asha, at: start)
    let query = try DisputeQuery("is:new")
    let some = try journal.find(query, for: asha.person, at: start, limit: 25)
    #expect(some.rows.map(\.ticket) == (1...25).map(id))
    #expect(some.reach == .more)
    #expect(some.count.english == "more than 25")
    let all = try journal.find(query, for: asha.person, at: start, limit: 60)
    #expect(all.reach == .whole && all.count.english == "60")
    #expect(Found.grouped(1_234_567) == "1,234,567")
    // Of everything the latest are found first.
    let latest = try journal.find(
      try DisputeQuery("tag:notpaid"), for: asha.person, at: start, limit: 3)
    #expect(Set(latest.rows.map(\.ticket)) == Set((58...60).map(id)))
  }

  @Test("a plain text finds what the search finds, in its order")
  func plain() throws {
    let staged = try Store.memory.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    try journal.does(.log(ticket(2, order: "CX-1")), 2)
    for text in ["CX-1", "Meera", "cx", "98765 43210", "nothing like it"] {
      let found = try journal.find(
        try DisputeQuery(text), for: asha.person, at: start, limit: 50)
      #expect(found.rows == (try journal.search(text, limit: 50)), "\(text)")
      // It is not cut short, however slow the store is: an id that is there is found.
      let late = try journal.find(
        try DisputeQuery(text), for: asha.person, at: start, limit: 50, within: 0, while: { true })
      #expect(late == found, "\(text)")
    }
  }

  @Test("is given up by the next key, and after its time what was found so far is given")
  func bounds() throws {
    let staged = try Store.memory.journal()
    let journal = staged.journal
    _ = try journal.arrive((1...400).map { (id($0), ticket($0)) }, by: asha, at: start)
    let query = try DisputeQuery("disputed>1 tag:notpaid")
    #expect(throws: CancellationError.self) {
      try journal.find(
        query, for: asha.person, at: start, limit: 1_000, within: nil, while: { false })
    }
    var asked = 0
    #expect(throws: CancellationError.self) {
      try journal.find(query, for: asha.person, at: start, limit: 1_000, within: nil) {
        asked += 1
        return asked < 5
      }
    }
    let none = try journal.find(
      query, for: asha.person, at: start, limit: 1_000, within: 0, while: { true })
    #expect(none.reach == .cutShort)
    #expect(none.count.english.hasPrefix("at least "))
  }

  @Test("looks at the part of an index that is meant: what costs nothing there costs nothing here")
  func effort() throws {
    func steps(_ tickets: Int, _ text: String) throws -> Int {
      let staged = try Store.memory.journal()
      let journal = staged.journal
      _ = try journal.arrive((1...tickets).map { (id($0), ticket($0)) }, by: asha, at: start)
      try journal.does(.claim, 5)
      try journal.does(.claim, 6, by: dev)
      var asked = 0
      let query = try DisputeQuery(text)
      let found = try journal.find(query, for: asha.person, at: start, limit: 10, within: nil) {
        asked += 1
        return true
      }
      #expect(found.rows.count <= 10)
      return asked
    }
    for text in [
      "holder:me disputed>5000", "ticket:CX-17", "is:new", "is:outstanding", "is:closed",
      "is:escalated", "tag:notpaid", "age<1m", "order:ORD-17 !escalated", "vendor:unknown",
      "holder:me step:1",
    ] {
      let few = try steps(100, text)
      let many = try steps(4_000, text)
      #expect(many <= few * 2 + 12, "\(text): \(few) and \(many) times a hundred steps")
    }
  }

  @Test("ids and payment references are named exactly, several at a time")
  func named() throws {
    let staged = try Store.memory.journal()
    let journal = staged.journal
    try journal.walksToVendor(1, order: "ORD-A")
    try journal.does(.log(ticket(2, order: "ORD-A")), 2)
    let proof = Proof(
      id: ProofID("P1"), kind: .upi, amount: .rupees(8_000), paidAt: start,
      reference: "6323 1434 5678")
    try journal.does(
      .contact(party: .vendor, channel: .phone, outcome: .answered), 1)
    try journal.does(.proof(proof), 1)
    let named = try journal.named(["cx-1", "ORD-A", "632314345678", "CX", "CX-3"])
    #expect(named.map { $0.map(\.ticket) } == [[id(1)], [id(1), id(2)], [id(1)], [], []])
  }
}

/// The meaning of a query as its rows tell it, said once more for the test.
private struct Oracle {
  var person: Person
  var now: Instant
  var offset: Int

  func means(_ query: DisputeQuery, _ row: QueueRow) -> Bool {
    let wantsMerged = query.terms.contains {
      !$0.isExcluded
        && ($0.condition == .state(.merged) || $0.condition == .situation(.merged))
    }
    guard wantsMerged || row.state != .merged || query.plainText != nil else { return false }
    return query.terms.allSatisfy { holds($0.condition, row) != $0.isExcluded }
  }

  private func compares<Figure: Comparable>(
    _ sign: DisputeQuery.Comparison, _ left: Figure, _ right: Figure
  ) -> Bool {
    switch sign {
    case .below: left < right
    case .atMost: left <= right
    case .equal: left == right
    case .atLeast: left >= right
    case .above: left > right
    }
  }

  private func day(_ day: DisputeQuery.Day) -> CivilDay {
    switch day {
    case .date(let date): date
    case .ago(let days):
      CivilDay(sinceEpoch: now.civil(offset: offset).day.sinceEpoch - days)
    }
  }

  private func isHeld(by person: Person, _ row: QueueRow) -> Bool {
    row.holder == person && row.state != .closed && row.state != .merged
  }

  private func holds(_ condition: DisputeQuery.Condition, _ row: QueueRow) -> Bool {
    func has(_ text: String?, _ part: String) -> Bool {
      (text ?? "").lowercased().contains(part.lowercased())
    }
    func age(_ moment: Instant) -> Int64 { (now.microseconds - moment.microseconds) }
    switch condition {
    case .words(let text):
      return [row.ticket.text, row.customer, row.order.text, row.vendor?.text]
        .contains { has($0, text) }
    case .vendor(let text): return has(row.vendor?.text, text)
    case .customer(let text): return has(row.customer, text)
    case .phone(let digits): return "919876543210".contains(digits)
    case .reference: return false
    case .ticket(let text): return row.ticket.text.hasPrefix(text.uppercased())
    case .order(let text): return row.order.text.hasPrefix(text.uppercased())
    case .holder(.me): return isHeld(by: person, row)
    case .holder(.nobody): return row.state == .open && row.holder == nil
    case .holder(.person(let other)): return isHeld(by: other, row)
    case .tag(let tag): return row.tag == tag
    case .state(let state): return row.state == state
    case .step(let sign, let step):
      return row.state == .open && compares(sign, row.step.rawValue, step.rawValue)
    case .scenario(let scenario): return row.scenario == scenario
    case .disputed(let sign, let money): return compares(sign, row.disputed, money)
    case .age(let sign, let seconds):
      return compares(sign, age(row.loggedAt), seconds * 1_000_000)
    case .idle(let sign, let seconds):
      return compares(sign, age(row.touchedAt), seconds * 1_000_000)
    case .due(let sign, let seconds):
      return row.state == .open && row.attention.kind == .window
        && compares(sign, row.attention.at, now.adding(seconds: seconds))
    case .logged(let sign, let named):
      return compares(sign, row.loggedAt.civil(offset: offset).day, day(named))
    case .touched(let sign, let named):
      return compares(sign, row.touchedAt.civil(offset: offset).day, day(named))
    case .awaits(let to): return row.pending.contains(to)
    case .outside(let item): return row.outstanding.contains(item)
    case .situation(let situation): return holds(situation, row)
    }
  }

  private func holds(_ situation: DisputeQuery.Situation, _ row: QueueRow) -> Bool {
    let attention = row.attention
    let isOpen = row.state == .open
    switch situation {
    case .open: return isOpen
    case .closed: return row.state == .closed
    case .merged: return row.state == .merged
    case .escalated: return row.matter(at: now) != nil
    case .new: return isOpen && attention.kind == .new
    case .begun: return isOpen && attention.kind == .begun
    case .waiting: return isOpen && attention.kind == .waiting
    case .parked: return isOpen && attention.kind == .parked && attention.at > now
    case .back:
      return isOpen
        && (attention.kind == .cameBack || attention.kind == .parked && attention.at <= now)
    case .paid: return isOpen && attention.kind == .settled
    case .running: return isOpen && attention.kind == .window && attention.at > now
    case .lapsed: return row.lapsesAt.map { $0 <= now } ?? false
    case .mine: return isHeld(by: person, row)
    case .held: return row.holder.map { isHeld(by: $0, row) } ?? false
    case .outstanding: return !row.outstanding.isEmpty
    }
  }
}
