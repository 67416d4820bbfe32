import PostgresServer
import Testing

@testable import Journal
@testable import Procedure

/// What a journal in one file has recorded is appended to a server, each command by who gave it at the moment that it was given.
@Suite("What the core decides the server takes", .enabled(if: PostgresServer.isThere))
struct AppendWalkTests {
  private static let deputy = Actor(dev.person, .opsManager, standsFor: omar.person)

  /// Random work by people of a desk, a deputy among them.
  private func walked(seed: UInt64) throws -> RelationalJournal {
    let journal = try RelationalJournal.inMemory()
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    for (uid, actor) in [(UInt32(2), asha), (3, dev), (4, fina), (5, vera), (6, ravi)] {
      try journal.perform(.add(actor.person, uid: uid, role: actor.role), by: omar, at: start)
    }
    try journal.perform(
      .appointDeputy(dev.person, for: omar.person, from: start, until: minutes(60 * 24 * 20)),
      by: omar,
      at: start)
    var walk = RandomWalk(seed: seed)
    var policy = Policy()
    for step in 0..<900 {
      var (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      if actor == omar, step % 3 == 0 { actor = Self.deputy }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
      if step % 200 == 100 {
        policy.financeAbove = policy.financeAbove + .rupees(500)
        for manager in [fina, Self.deputy] {
          try journal.perform(.adopt(policy), by: manager, at: walk.now)
        }
        _ = try journal.list(
          [
            .order(
              OrderListing(order: OrderID("ORD-\(step)"), facts: orderFacts(), device: "Pixel"))
          ], by: asha,
          at: walk.now)
      }
    }
    try journal.perform(.endDeputy(dev.person), by: dev, at: walk.now)
    return journal
  }

  /// Facts that follow by themselves go along with what they follow from.
  private func calls(of log: [LoggedEvent]) -> [[LoggedEvent]] {
    var calls: [[LoggedEvent]] = []
    for event in log {
      if Permission.consequences.contains(event.name)
        || calls.last?.last.map({
          $0.stream == event.stream && $0.at == event.at && $0.by == event.by
        }) == true
          && event.name == "proofRecorded"
      {
        calls[calls.count - 1].append(event)
      } else {
        calls.append([event])
      }
    }
    return calls
  }

  @Test("a whole walk, with the same chain, and remembers what the core folds", arguments: 41...44)
  func walk(seed: UInt64) throws {
    let journal = try walked(seed: seed)
    var log: [LoggedEvent] = []
    try journal.read { reading in try reading.log.each { log.append($0) } }
    #expect(log.contains { $0.standsFor != nil } && log.contains { $0.name == "payoutSettled" })
    let stage = try EmptyStage()
    let connection = stage.connection
    for call in calls(of: log) {
      let first = call[0]
      let events = JSONValue.array(
        call.map { event in
          .object([
            "stream": .text(event.stream), "version": .number(Int64(event.version)),
            "name": .text(event.name),
            "schema": .number(Int64(event.schema)),
            "vendor": event.vendor.map(JSONValue.text) ?? .null,
            "stands_for": event.standsFor.map(JSONValue.text) ?? .null,
            "body": .text(String(decoding: event.body, as: UTF8.self)),
          ])
        })
      if first.number > 1 {
        try connection.execute("SET SESSION AUTHORIZATION \(Server.named(first.by))")
      }
      try connection.execute("SET paydesk.test_clock = \(first.at)")
      let end = try #require(call.last)
      let rows = try connection.query(
        "SELECT number, hash FROM paydesk.append(gen_random_uuid(), ?::text::jsonb)",
        [.text(String(decoding: try CanonicalJSON.bytes(of: events), as: UTF8.self))])
      try #require(rows.integer(0, 0) == end.number && rows.bytes(0, 1) == end.hash, "\(end)")
      try connection.execute("RESET SESSION AUTHORIZATION")
    }
    let head = try journal.head()
    #expect(
      try stage.texts("SELECT number || ':' || encode(hash, 'hex') FROM paydesk_store.head") == [
        head.description
      ])

    try compare(journal, with: stage)
    let guards = try stage.guards()
    #expect(try connection.query("SELECT paydesk_store.refold()").integer(0, 0) == head.number)
    #expect(try stage.guards() == guards)
  }

  private func compare(_ journal: RelationalJournal, with stage: EmptyStage) throws {
    var compared = 0
    for number in 1...9 {
      guard let dispute = try journal.look(at: id(number))?.dispute else { continue }
      compared += 1
      let words: [String] = [
        dispute.state.rawValue, dispute.holder?.text ?? "-", dispute.heldFor?.text ?? "-",
        dispute.ticket.order.text,
        dispute.order?.vendor.text ?? "-", "\(dispute.due.paise)", "\(dispute.paid.paise)",
        "\(dispute.disputed.paise)",
        "\(dispute.settled.paise)",
      ]
      let there = try stage.texts(
        """
        SELECT concat_ws(' ', state, coalesce(holder, '-'), coalesce(held_for, '-'), order_id, coalesce(vendor, '-'),
          paydesk_store.due(d), paydesk_store.paid(d), paydesk_store.disputed(d), paydesk_store.settled(ARRAY[dispute]))
        FROM paydesk_store.guard_dispute AS d WHERE dispute = '\(id(number))'
        """)
      #expect(there == [words.joined(separator: " ")])
      let undecided = dispute.undecided
      let asked = Addressee.allCases.map { one in "\(undecided.filter { $0.to == one }.count)" }
      #expect(
        try stage.texts(
          "SELECT asked_ops || ' ' || asked_finance FROM paydesk_store.guard_dispute WHERE dispute = '\(id(number))'"
        )
          == [asked.joined(separator: " ")])
      let payouts = dispute.payouts.map { "\($0.id) \($0.state.rawValue) \($0.amount.paise)" }
        .sorted()
      #expect(
        try stage.texts(
          """
          SELECT concat_ws(' ', payout, state, amount) FROM paydesk_store.guard_payout
          WHERE dispute = '\(id(number))' ORDER BY payout COLLATE "C"
          """) == payouts)
      let proofs = dispute.proofs.map { "\($0.proof.id) \($0.verdict.rawValue)" }.sorted()
      #expect(
        try stage.texts(
          """
          SELECT concat_ws(' ', proof, verdict) FROM paydesk_store.guard_proof
          WHERE dispute = '\(id(number))' ORDER BY proof COLLATE "C"
          """) == proofs)
    }
    #expect(compared > 5)
    let desk = try journal.desk()
    #expect(
      try stage.texts("SELECT finance_above FROM paydesk_store.guard_desk") == [
        "\(desk.policy.financeAbove.paise)"
      ])
    #expect(
      try stage.texts(
        "SELECT person || ' ' || role FROM paydesk_store.guard_person ORDER BY person")
        == desk.people.map { "\($0.key) \($0.value.role.rawValue)" }.sorted())
  }
}

/// A store on a server with nobody in it yet, whose clock the test holds.
private struct EmptyStage {
  let connection: PostgresConnection

  init() throws {
    let server = try PostgresServer.shared()
    let database = try server.createDatabase("walk_\(UInt64.random(in: 0 ... .max))")
    connection = try PostgresConnection(
      server.address(database: database), applicationName: "paydesk", searchPath: "public")
    let people = [asha, dev, omar, fina, vera, ravi]
    try connection.execute(PostgresServer.makingRoles(people.map(\.person.text)))
    try connection.execute(Server.text(in: database))
    try connection.execute(
      """
      CREATE OR REPLACE FUNCTION paydesk_store.now_after(at bigint) RETURNS bigint VOLATILE LANGUAGE sql AS
      $$ SELECT current_setting('paydesk.test_clock')::bigint $$
      """)
  }

  func texts(_ sql: String) throws -> [String] { try connection.texts(sql) }

  /// Every row of the guards.
  func guards() throws -> [String] {
    try ["desk", "person", "deputy", "batch", "dispute", "proof", "payout"].flatMap { name in
      try texts("SELECT to_jsonb(g)::text FROM paydesk_store.guard_\(name) AS g ORDER BY 1")
    }
  }
}
