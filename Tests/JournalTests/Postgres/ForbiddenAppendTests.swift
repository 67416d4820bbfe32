import PostgresServer
import Testing

@testable import Journal
@testable import Procedure

/// Every fact of the core's table by everybody, straight with `psql`.
@Suite("What the server lets whom append", .enabled(if: PostgresServer.isThere))
struct ForbiddenAppendTests {
  /// asha holds 1 to 5: an order of which nothing is asked yet, one that is asked for, one approved, one settled, and one closed.
  /// Nobody holds 6; 8 is a later ticket of 7's order.
  /// 11 is merged. Everything that is tried on it is taken back.
  private static let common = Result { try staged() }

  private static func staged() throws -> AppendStage {
    let stage = try AppendStage()
    for number in 1...5 { try stage.walksToOrder(number) }
    try stage.must(stage.records(stage.proof("P1", 500, reference: "632314345678"), on: 1, by: dev))
    for number in 2...4 { try stage.asks(number) }
    for number in 3...4 {
      try stage.must(stage.records(.payoutApproved(id: "CX-\(number)-P1"), on: number, by: omar))
    }
    try stage.must(
      stage.records(.payoutSettled(id: "CX-4-P1", reference: "632314345679"), on: 4, by: asha))
    try stage.must(
      stage.records(.closed(status: .resolvedPaid, scenario: .d3, comment: "so"), on: 5, by: asha))
    try stage.must(stage.records(.ticketLogged(ticket: ticket(6)), on: 6, by: dev))
    try stage.must(stage.records(.ticketLogged(ticket: ticket(7, order: "ORD-7")), on: 7, by: asha))
    try stage.must(stage.records(.ticketLogged(ticket: ticket(8, order: "ORD-7")), on: 8, by: asha))
    try stage.must(stage.records(.claimed, on: 8, by: asha))
    for number in 10...11 {
      try stage.must(
        stage.records(
          .ticketLogged(ticket: ticket(number, order: "ORD-10")), on: number, by: asha))
    }
    try stage.must(stage.records(.merged(into: id(10)), on: 11, by: omar))
    return stage
  }
  /// Where a fact would fit, for whoever may.
  private static func fitting(_ name: String, in stage: AppendStage) throws -> (Int, Fact) {
    let vendor = AppendStage.vendor
    let basis = Basis(
      scenario: .d3, due: .rupees(4_000), paid: .rupees(1_000), disputed: .rupees(3_000))
    let facts: [(Int, Fact)] = [
      (9, .ticketLogged(ticket: ticket(9))),
      (
        1,
        .ticketRelisted(
          ticket: ticket(1, quoted: 4_000), amendment: TicketAmendment(quoted: .rupees(4_000)))
      ),
      (1, .contacted(party: .vendor, channel: .phone, outcome: .noAnswer)),
      (1, .vendorAnswered(paid: .zero, reason: nil)),
      (1, .customerHeard(received: .rupees(1), note: nil)),
      (1, stage.proof("P2", 100, reference: "632314345670")), (1, .noted(text: "so")),
      (1, .outsideApplied(item: .comment)), (6, .claimed), (1, .personalDataShown), (1, .released),
      (1, .ticketAmended(amendment: TicketAmendment(quoted: .rupees(5_000)))), (1, .ticketReviewed),
      (1, .orderRecorded(order: orderFacts(), disagreements: [])),
      (1, .disagreementAcknowledged(disagreement: .invoice, reading: [])),
      (1, .proofAccepted(proof: ProofID("P1"), warnings: [], reason: nil)),
      (1, .proofRejected(proof: ProofID("P1"), reason: "no")),
      (1, .deductionSupported(amount: .rupees(500), note: 0)), (1, try stage.request(1)),
      (1, .remarked(text: "so")),
      (1, .escalated(to: .opsManager, reason: "so", about: .dispute, vendor: nil)),
      (1, .parked(until: start.adding(seconds: 60), reason: "so")), (1, .summarised(text: "so")),
      (1, .statusMarked(status: .resolvedPaid)),
      (1, .closed(status: .resolvedPaid, scenario: .d3, comment: "so")),
      (3, .payoutSent(id: "CX-3-P1")),
      (3, .payoutSettled(id: "CX-3-P1", reference: "632314345671")),
      (3, .payoutFailed(id: "CX-3-P1", reason: "so")),
      (4, .payoutReversed(id: "CX-4-P1", reason: "so")),
      (8, .merged(into: id(7))), (1, .withdrawn(what: .contact)),
      (1, .vendorDebited(vendor: vendor, amount: .rupees(1))),
      (1, .vendorBlocked(vendor: vendor, reason: nil)), (2, .payoutApproved(id: "CX-2-P1")),
      (2, .payoutDeclined(id: "CX-2-P1", reason: "so")),
      (1, .found(finding: .nothingOwed, amount: nil, reason: "so")), (1, .signedOff(basis: basis)),
      (1, .returned(instruction: "so")), (1, .assigned(to: dev.person)),
      (1, .vendorCredited(vendor: vendor, amount: .rupees(1), reason: "so")),
      (1, .vendorSuspended(vendor: vendor, reason: "so")),
      (1, .vendorUnblocked(vendor: vendor, reason: "so", seen: [])),
      (1, .vendorFlagged(vendor: vendor, reason: "so")),
      (1, .vendorKept(vendor: vendor, reason: "so", seen: [])), (5, .reopened(reason: "so")),
    ]
    return try #require(facts.first { $0.1.name == name }, "\(name) is tried")
  }

  /// How the table says that it ends for somebody; nil is recorded.
  private func refusal(of permission: Permission, to actor: Actor) -> String? {
    guard permission.roles.contains(actor.role) else { return "forbidden" }
    switch permission.holding {
    case .anyone, .manager: return nil
    case .holder: return actor == asha ? nil : "notHeld"
    case .holderOrManager, .holderInScenarioOrManager:
      return actor == asha || actor.role.isManager ? nil : "notHeld"
    }
  }

  @Test("each row of the table holds for each role, holding it or not")
  func everyRow() throws {
    let stage = try Self.common.get()
    var refused = 0
    for permission in Permission.table {
      for name in permission.facts {
        let (number, fact) = try Self.fitting(name, in: stage)
        for actor in [asha, dev, omar, fina, vera] {
          let answer = try stage.tries(fact, on: number, by: actor)
          let expected = refusal(of: permission, to: actor)
          #expect(answer.code == expected, "\(name) by \(actor.shown): \(answer)")
          #expect(answer.isRecorded == (expected == nil), "\(name) by \(actor.shown): \(answer)")
          if expected != nil { refused += 1 }
        }
      }
    }
    #expect(refused > 100)
  }

  @Test(
    "what follows by itself is appended by nobody alone, and with what it follows from by whoever may"
  )
  func consequences() throws {
    let stage = try Self.common.get()
    let vendor = AppendStage.vendor
    let facts: [Fact] = [
      .deductionFell(note: PickupNote(text: "so", at: start), reason: "so"),
      .findingLapsed(reason: "so"),
      .payoutVoided(id: "CX-2-P1", reason: "so"), .signOffLapsed(reason: "so"),
      .statusCleared(reason: "so"), .repeatOffenderFlagged(vendor: vendor, disputes: []),
      .blockProposed(vendor: vendor, seen: []),
    ]
    #expect(Set(facts.map(\.name)) == Set(Permission.consequences))
    for fact in facts {
      for actor in [asha, dev, omar, fina, vera] {
        #expect(try stage.tries(fact, on: 2, by: actor).code == "forbidden", "\(fact.name) alone")
        let heard = Fact.customerHeard(received: .rupees(2_000), note: nil)
        let answer = try stage.tries(heard, fact, on: 2, by: actor)
        #expect(answer.code == (actor == vera ? "forbidden" : nil), "\(fact.name): \(answer)")
      }
    }
    // On another dispute it follows from nothing.
    let first = try stage.events([.noted(text: "so")], on: 1, by: asha)
    let second = try stage.events([.payoutVoided(id: "CX-2-P1", reason: "so")], on: 2, by: asha)
    #expect(try stage.append(first + second, by: "asha").code == "forbidden")
  }

  @Test("what the panel and statements list is brought in by everybody but a viewer")
  func listings() throws {
    let stage = try Self.common.get()
    let order = OrderListing(order: OrderID("ORD-1"), facts: orderFacts(), device: "Pixel")
    let vendor = VendorListing(
      vendor: AppendStage.vendor, city: "Pune", phone: nil, vpa: nil, credits: 1, standing: .active)
    let facts: [ListingFact] = [
      .orderListed(listing: order), .vendorListed(listing: vendor),
      .statementEntryListed(entry: bank("B-1", 500)),
      .statementCovered(span: StatementSpan(statement: .bank, vendor: nil, from: start, to: start)),
    ]
    #expect(facts.map(\.name) == ListingFact.names)
    for fact in facts {
      for actor in [asha, omar, fina, vera] {
        let event = try AppendStage.Proposed(
          fact, name: fact.name, to: fact.stream, version: 1, vendor: fact.vendor?.text,
          standsFor: nil)
        let answer = try stage.append([event], by: actor.person.text, forGood: false)
        #expect(answer.code == (actor == vera ? "forbidden" : nil), "\(fact.name): \(answer)")
        var moved = event
        moved.members["stream"] = .text("order:ORD-2")
        #expect(try stage.append([moved], by: "omar").code == "invalid")
      }
    }
  }

  @Test("a closed dispute and a merged one take only what the core lets them")
  func ended() throws {
    let stage = try Self.common.get()
    for (number, kinds) in [(5, Permission.whenClosed), (11, Permission.whenMerged)] {
      for permission in Permission.table where permission.command != .log {
        for name in permission.facts {
          let (_, fact) = try Self.fitting(name, in: stage)
          let answer = try stage.tries(fact, on: number, by: omar)
          let isAdmitted = kinds.contains(permission.command)
          #expect((answer.code != "closed") == isAdmitted, "\(name) on \(number): \(answer)")
        }
      }
    }
  }

  @Test("who holds nothing, and who works here no more, gets nothing")
  func strangers() throws {
    let stage = try Self.common.get()
    try stage.stage.connection().execute(
      "DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    let stranger = Actor(Person("stranger"), .executive)
    let outside = try stage.tries(.noted(text: "so"), on: 1, by: stranger)
    #expect(!outside.isRecorded && outside.state == "FATAL", "\(outside)")
    // Put into a group past the log, they are not known to the log.
    try stage.stage.grant("stranger", .financeManager)
    #expect(try stage.tries(.noted(text: "so"), on: 1, by: stranger).code == "forbidden")
    #expect(
      try stage.append(
        stage.events([.noted(text: "so")], on: 1, by: asha), by: PostgresServer.superuser
      )
      .code == "forbidden")
  }
}
