import PostgresServer
import Testing

@testable import Journal
@testable import Procedure

/// Maker and checker, limits, and one payout alive, tried straight with `psql`.
@Suite("What the server says to payouts and deputies", .enabled(if: PostgresServer.isThere))
struct ForbiddenPayoutTests {
  private func approved(_ number: Int) -> Fact { .payoutApproved(id: "CX-\(number)-P1") }

  /// The same as a deputy.
  private func deputy(_ actor: Actor, for manager: Actor) -> Actor {
    Actor(actor.person, manager.role, standsFor: manager.person)
  }

  private func appoint(
    _ actor: Actor, for manager: Actor, on stage: AppendStage, from: Int64 = 0,
    until: Int64 = 3_600, by: Actor
  ) throws -> AppendStage.Answer {
    try stage.records(
      .deputyAppointed(
        deputy: actor.person, standsFor: manager.person, from: stage.now.adding(seconds: from),
        until: stage.now.adding(seconds: until)), by: by)
  }

  // MARK: Maker and checker

  @Test("nobody approves what they asked for, and nobody finds on what they hold")
  func ownPayout() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1, by: fina)
    try stage.asks(1, by: fina)
    #expect(try stage.tries(approved(1), on: 1, by: fina).code == "forbidden")
    #expect(try stage.tries(approved(1), on: 1, by: omar).isRecorded)
    let found = Fact.found(finding: .nothingOwed, amount: nil, reason: "so")
    #expect(try stage.tries(found, on: 1, by: fina).code == "forbidden")
    #expect(try stage.tries(found, on: 1, by: omar).isRecorded)
    let signed = Fact.signedOff(
      basis: Basis(scenario: .d3, due: .zero, paid: .zero, disputed: .zero))
    #expect(try stage.tries(signed, on: 1, by: fina).code == "forbidden")
    #expect(try stage.tries(.released, signed, on: 1, by: fina).isRecorded)
  }

  @Test("who stands in for somebody is of one side with them, both ways")
  func sides() throws {
    let stage = try AppendStage()
    try stage.must(appoint(dev, for: omar, on: stage, by: omar))
    let standing = deputy(dev, for: omar)
    try stage.walksToOrder(1, by: standing)
    try stage.asks(1, by: standing)
    for actor in [standing, omar] {
      #expect(try stage.tries(approved(1), on: 1, by: actor).code == "forbidden", "\(actor.shown)")
    }
    #expect(try stage.tries(approved(1), on: 1, by: ravi).isRecorded)
    try stage.walksToOrder(2, by: omar)
    try stage.asks(2, by: omar)
    #expect(try stage.tries(approved(2), on: 2, by: standing).code == "forbidden")
    #expect(
      try stage.tries(.found(finding: .nothingOwed, amount: nil, reason: "so"), on: 2, by: standing)
        .code == "forbidden")
    try stage.walksToOrder(3, by: dev)
    try stage.asks(3, by: dev)
    #expect(try stage.tries(approved(3), on: 3, by: standing).code == "forbidden")
    try stage.walksToOrder(4)
    try stage.asks(4)
    #expect(try stage.tries(approved(4), on: 4, by: standing).isRecorded)
  }

  // MARK: Deputies

  @Test(
    "nobody stands in for whom they were not appointed for, before, after, or once it has fallen")
  func deputies() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    try stage.asks(1)
    try stage.must(appoint(dev, for: omar, on: stage, from: 60, until: 120, by: omar))
    let standing = deputy(dev, for: omar)
    let begin = stage.now
    for (seconds, holds) in [(59, false), (60, true), (119, true), (120, false)] as [(Int64, Bool)]
    {
      stage.now = begin.adding(seconds: seconds)
      #expect(try stage.tries(approved(1), on: 1, by: standing).isRecorded == holds, "\(seconds)")
    }
    stage.now = begin.adding(seconds: 60)
    for actor in [deputy(asha, for: omar), deputy(dev, for: fina), deputy(vera, for: omar)] {
      #expect(try stage.tries(approved(1), on: 1, by: actor).code == "forbidden", "\(actor.shown)")
    }
    // Without saying for whom, a deputy has no more than their own role.
    #expect(try stage.tries(approved(1), on: 1, by: dev).code == "forbidden")
    try stage.must(stage.records(.roleChanged(person: omar.person, role: .executive), by: ravi))
    #expect(try stage.tries(approved(1), on: 1, by: standing).code == "forbidden")
  }

  @Test("a deputy gives nobody what outlives the days, and nobody makes themselves one")
  func appointing() throws {
    let stage = try AppendStage()
    try stage.must(appoint(dev, for: omar, on: stage, by: omar))
    let standing = deputy(dev, for: omar)
    for fact: DeskFact in [
      .personAdded(person: Person("mal"), uid: 9, role: .executive),
      .roleChanged(person: dev.person, role: .opsManager),
      .roleChanged(person: asha.person, role: .opsManager),
      .deputyAppointed(
        deputy: asha.person, standsFor: omar.person, from: stage.now,
        until: stage.now.adding(seconds: 9)),
    ] {
      #expect(try stage.tries(fact, by: standing).code == "forbidden", "\(fact.name)")
    }
    #expect(try stage.tries(.policyAdopted(policy: Policy()), by: standing).isRecorded)
    func appointed(_ one: Actor, for other: Actor, from: Int64 = 0, until: Int64 = 9, by: Actor)
      throws -> String?
    {
      try stage.tries(
        .deputyAppointed(
          deputy: one.person, standsFor: other.person, from: stage.now.adding(seconds: from),
          until: stage.now.adding(seconds: until)), by: by
      ).code
    }
    #expect(try appointed(omar, for: fina, by: omar) == "forbidden")
    #expect(try appointed(asha, for: fina, by: omar) == "forbidden")
    #expect(try appointed(asha, for: ravi, by: omar) == nil)
    #expect(try appointed(asha, for: omar, by: fina) == nil)
    #expect(try appointed(asha, for: dev, by: omar) == "invalid")
    #expect(try appointed(vera, for: omar, by: omar) == "invalid")
    #expect(try appointed(dev, for: ravi, by: omar) == "duplicate")
    #expect(try appointed(asha, for: omar, from: -1, by: omar) == "invalid")
    #expect(try appointed(asha, for: omar, until: 0, by: omar) == "invalid")
    #expect(try appointed(asha, for: omar, until: Deputyship.longest + 1, by: omar) == "invalid")
    #expect(try appointed(Person("mal").asExecutive, for: omar, by: omar) == "unknown")
    let end = DeskFact.deputyEnded(deputy: dev.person, standsFor: omar.person, from: stage.now)
    #expect(try stage.tries(end, by: asha).code == "forbidden")
    #expect(try stage.tries(end, by: dev).isRecorded && stage.tries(end, by: omar).isRecorded)
  }

  // MARK: Limits

  @Test(
    "above the limit an ops manager neither approves nor declines, by the payout or by what is disputed"
  )
  func limit() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1, quoted: 10_000, received: 5_000)
    try stage.walksToOrder(2, quoted: 10_000, received: 4_999)
    try stage.walksToOrder(3, quoted: 10_000, received: 0)
    try stage.must(
      stage.records(.customerHeard(received: .rupees(9_000), note: nil), on: 3, by: asha))
    for number in 1...3 { try stage.asks(number) }
    let declined = { (number: Int) in Fact.payoutDeclined(id: "CX-\(number)-P1", reason: "so") }
    #expect(try stage.tries(approved(1), on: 1, by: omar).isRecorded)
    #expect(try stage.tries(declined(1), on: 1, by: omar).isRecorded)
    for number in 2...3 {
      #expect(try stage.tries(approved(number), on: number, by: omar).code == "forbidden")
      #expect(try stage.tries(declined(number), on: number, by: omar).code == "forbidden")
      #expect(try stage.tries(approved(number), on: number, by: fina).isRecorded)
      #expect(try stage.tries(declined(number), on: number, by: fina).isRecorded)
    }
    // Two managers of two roles move the limit, and it counts from then on.
    var policy = Policy()
    policy.financeAbove = .rupees(20_000)
    try stage.must(stage.records(.policyProposed(policy: policy), by: fina))
    try stage.must(stage.records(.policyAdopted(policy: policy), by: omar))
    #expect(try stage.tries(approved(3), on: 3, by: omar).isRecorded)
  }

  // MARK: One alive, nothing too much

  @Test("one payout of an order is alive, over all its disputes")
  func oneAlive() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1, order: "ORD-1")
    try stage.walksToOrder(2, order: "ORD-1")
    try stage.asks(1)
    #expect(try stage.tries(stage.request(1), on: 1, by: asha).code == "inFlight")
    #expect(try stage.tries(stage.request(2), on: 2, by: asha).code == "inFlight")
    // Nor does one come to life by moving its dispute to the order.
    try stage.walksToOrder(3)
    try stage.asks(3)
    let moved = Fact.ticketAmended(amendment: TicketAmendment(order: OrderID("ORD-1")))
    #expect(try stage.tries(moved, on: 3, by: asha).code == "inFlight")
    #expect(
      try stage.tries(moved, .payoutVoided(id: "CX-3-P1", reason: "so"), on: 3, by: asha).isRecorded
    )
    try stage.must(stage.records(approved(1), on: 1, by: omar))
    #expect(try stage.tries(stage.request(2), on: 2, by: asha).code == "inFlight")
    #expect(
      try stage.tries(.closed(status: .resolvedPaid, scenario: .d5, comment: ""), on: 1, by: asha)
        .code == "gate")
    try stage.must(stage.records(.payoutFailed(id: "CX-1-P1", reason: "so"), on: 1, by: asha))
    #expect(try stage.tries(stage.request(2), on: 2, by: asha).isRecorded)
  }

  @Test("what is paid, proven and settled on an order never exceeds what is due")
  func overpayment() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1, order: "ORD-1")
    try stage.walksToOrder(2, order: "ORD-1")
    #expect(
      try stage.tries(stage.request(1, amount: .rupees(3_001)), on: 1, by: asha).code
        == "overpayment")
    #expect(
      try stage.tries(stage.request(1, amount: .rupees(2_999)), on: 1, by: asha).code == "invalid")
    #expect(try stage.tries(stage.request(1, amount: .zero), on: 1, by: asha).code == "invalid")
    // What the other dispute proves counts, and one reference once.
    for number in 1...2 {
      try stage.must(
        stage.records(stage.proof("P1", 2_000, reference: "6323 1434 5678"), on: number, by: dev))
    }
    let accepted = Fact.proofAccepted(proof: ProofID("P1"), warnings: [], reason: "so")
    try stage.must(stage.records(accepted, on: 2, by: asha))
    #expect(try stage.tries(stage.request(1), on: 1, by: asha).code == "overpayment")
    try stage.must(stage.records(accepted, on: 1, by: asha))
    #expect(try stage.tries(stage.request(1), on: 1, by: asha).isRecorded)
    try stage.asks(1)
    try stage.must(stage.records(approved(1), on: 1, by: omar))
    try stage.must(stage.records(.payoutSettled(id: "CX-1-P1", reference: "R1"), on: 1, by: asha))
    #expect(try stage.tries(stage.request(2), on: 2, by: asha).code == "overpayment")
    let again = Fact.payoutSettled(id: "CX-1-P1", reference: "R2")
    #expect(try stage.tries(again, on: 1, by: asha).code == "outOfOrder")
  }

  @Test(
    "a payout goes on in its states alone, on the figures and to the address that it was asked for")
  func states() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    var elsewhere = try stage.request(1)
    if case .payoutRequested(let id, let amount, _, let basis) = elsewhere {
      elsewhere = .payoutRequested(id: id, amount: amount, payTo: "mal@okbank", basis: basis)
    }
    #expect(try stage.tries(elsewhere, on: 1, by: asha).code == "outOfOrder")
    try stage.asks(1)
    let sent = Fact.payoutSent(id: "CX-1-P1")
    for fact in [
      sent, .payoutSettled(id: "CX-1-P1", reference: "R1"),
      .payoutFailed(id: "CX-1-P1", reason: "so"),
      .payoutReversed(id: "CX-1-P1", reason: "so"), .payoutApproved(id: "CX-9-P1"),
    ] {
      #expect(try stage.tries(fact, on: 1, by: omar).code == "outOfOrder", "\(fact)")
    }
    // A client that keeps to itself that the figures have changed does not get it approved, nor sent.
    let heard = Fact.customerHeard(received: .rupees(2_000), note: nil)
    #expect(try stage.tries(heard, approved(1), on: 1, by: omar).code == "overpayment")
    let support = Fact.deductionSupported(amount: .rupees(500), note: 0)
    #expect(try stage.tries(support, on: 1, by: asha).isRecorded)
    try stage.must(stage.records(approved(1), on: 1, by: omar))
    #expect(try stage.tries(support, sent, on: 1, by: asha).code == "overpayment")
    let moved = Fact.orderRecorded(order: orderFacts(payTo: "mal@okbank"), disagreements: [])
    #expect(try stage.tries(moved, sent, on: 1, by: asha).code == "outOfOrder")
    try stage.must(stage.records(sent, on: 1, by: asha))
    #expect(try stage.tries(sent, on: 1, by: asha).code == "outOfOrder")
    let amended = Fact.ticketAmended(amendment: TicketAmendment(order: OrderID("ORD-9")))
    #expect(try stage.tries(amended, on: 1, by: asha).code == "inFlight")
    let settled = Fact.payoutSettled(id: "CX-1-P1", reference: " ")
    #expect(try stage.tries(settled, on: 1, by: asha).code == "invalid")
  }

  @Test("a line of a batch is taken once, and a batch is made once, of what went with it")
  func batches() throws {
    let stage = try AppendStage()
    for number in 1...3 {
      try stage.walksToOrder(number)
      try stage.asks(number)
      try stage.must(stage.records(approved(number), on: number, by: omar))
    }
    let batch = BatchID("B-20261118-1")
    func sent(_ number: Int, _ line: Int) -> Fact {
      .payoutSent(id: "CX-\(number)-P1", place: BatchPlace(batch, line: line), payee: nil)
    }
    func made(_ lines: Int, _ total: Int64) -> DeskFact {
      .payoutBatchMade(batch: batch, lines: lines, total: .rupees(total), layout: .standard)
    }
    #expect(try stage.tries(made(1, 3_000), by: asha).code == "invalid")
    try stage.must(stage.records(sent(1, 1), on: 1, by: asha))
    #expect(try stage.tries(sent(2, 1), on: 2, by: asha).code == "duplicate")
    try stage.must(stage.records(sent(2, 2), on: 2, by: asha))
    #expect(try stage.tries(made(2, 5_999), by: asha).code == "invalid")
    #expect(try stage.tries(made(2, 6_000), by: vera).code == "forbidden")
    try stage.must(stage.records(made(2, 6_000), by: asha))
    #expect(try stage.tries(made(2, 6_000), by: asha).code == "invalid")
    #expect(try stage.tries(sent(3, 3), on: 3, by: asha).code == "duplicate")
  }

  @Test("a proof is accepted on one order, and one that was seen on another by a manager alone")
  func proofs() throws {
    let stage = try AppendStage()
    for number in 1...2 {
      try stage.walksToOrder(number)
      let reference = number == 1 ? "6323 1434 5678" : "632314345678"
      try stage.must(
        stage.records(stage.proof("P1", 500, reference: reference), on: number, by: asha))
    }
    let accepted = Fact.proofAccepted(proof: ProofID("P1"), warnings: [.reused], reason: "so")
    #expect(try stage.tries(accepted, on: 2, by: asha).code == "forbidden")
    try stage.must(stage.records(accepted, on: 2, by: omar))
    #expect(try stage.tries(accepted, on: 1, by: omar).code == "duplicate")
    let unknown = Fact.proofAccepted(proof: ProofID("P9"), warnings: [], reason: nil)
    #expect(try stage.tries(unknown, on: 1, by: asha).code == "unknown")
    #expect(
      try stage.tries(stage.proof("P1", 1, reference: "1"), on: 1, by: asha).code == "duplicate")
  }
}

extension Person {
  fileprivate var asExecutive: Actor { Actor(self, .executive) }
}
