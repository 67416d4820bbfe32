import FoundationEssentials
import PostgresServer
import Testing

@testable import Journal
@testable import Procedure

let ravi = Actor(Person("ravi"), .opsManager)

/// A store on a server with its people, and appends tried on it straight with `psql`, past every client.
///
/// What is recorded is folded beside, so that each event names the version and the vendor that a client would. Tests that share a
/// stage try things on it, and record nothing.
final class AppendStage: @unchecked Sendable {
  /// What the server answered.
  enum Answer: Equatable, CustomStringConvertible {
    case recorded(number: Int64, hash: String)
    case refused(state: String, code: String, message: String, detail: String)

    /// The kind of refusal, as the core names it; nil of what was recorded, and of an error that is no refusal.
    var code: String? {
      if case .refused("PD002", let code, _, _) = self { code } else { nil }
    }
    var state: String? {
      if case .refused(let state, _, _, _) = self { state } else { nil }
    }
    var isRecorded: Bool { state == nil }
    var description: String {
      switch self {
      case .recorded(let number, _): "recorded \(number)"
      case .refused(let state, let code, let message, let detail):
        "\(state) \(code): \(message) \(detail)"
      }
    }
  }

  /// An event as a client hands it over; `members` is what it is sent as, so that a test can forge any of it.
  struct Proposed {
    var members: [String: JSONValue]

    init(
      _ body: some Encodable, name: String, to stream: Stream, version: Int, vendor: String?,
      standsFor: Person?
    )
      throws
    {
      members = [
        "stream": .text(stream.name), "version": .number(Int64(version)), "name": .text(name),
        "schema": .number(1),
        "vendor": vendor.map(JSONValue.text) ?? .null,
        "stands_for": standsFor.map { .text($0.text) } ?? .null,
        "body": .text(String(decoding: try CanonicalJSON.bytes(of: body), as: UTF8.self)),
      ]
    }

    var json: JSONValue { .object(members) }
  }

  let stage: ServerStage
  /// The disputes as they are after what was recorded.
  private(set) var disputes: [Int: Dispute] = [:]
  private(set) var deskVersion = 1
  /// What the server's clock shows: the test holds it, from an hour after the store was made.
  var now: Instant

  /// Makes a store with an executive more than one, both managers, and a viewer.
  init() throws {
    stage = try ServerStage()
    now = Instant(seconds: Int64(Date.now.timeIntervalSince1970) + 3_600)
    let people: [(Actor, UInt32)] = [(asha, 2), (dev, 3), (fina, 4), (vera, 5), (ravi, 6)]
    // A role is the whole server's: stages that are made at once would make it twice.
    try stage.connection().execute(PostgresServer.makingRoles(people.map { $0.0.person.text }))
    // The first person came by the server's clock; from here on the test says what time it is.
    try stage.asOwner(
      """
      CREATE OR REPLACE FUNCTION now_after(at bigint) RETURNS bigint VOLATILE LANGUAGE sql AS
      $$ SELECT current_setting('paydesk.test_clock')::bigint $$
      """)
    for (actor, uid) in people {
      try must(records(.personAdded(person: actor.person, uid: uid, role: actor.role), by: omar))
    }
  }

  func must(_ answer: Answer) throws {
    try #require(answer.isRecorded, "\(answer)")
  }

  // MARK: Appending

  /// Facts of a dispute as events that follow what is recorded.
  func events(_ facts: [Fact], on number: Int, by actor: Actor) throws -> [Proposed] {
    var dispute = disputes[number]
    return try facts.map { fact in
      let version = (dispute?.version ?? 0) + 1
      dispute = evolve(dispute, Event(fact, by: actor, at: now), id: id(number))
      return try Proposed(
        fact, name: fact.name, to: .dispute(id(number)), version: version,
        vendor: (fact.vendor ?? dispute?.order?.vendor)?.text, standsFor: actor.standsFor)
    }
  }

  /// Appends facts of a dispute for good.
  func records(_ facts: Fact..., on number: Int, by actor: Actor) throws -> Answer {
    let answer = try append(events(facts, on: number, by: actor), by: actor.person.text)
    if answer.isRecorded {
      for fact in facts {
        disputes[number] = evolve(
          disputes[number], Event(fact, by: actor, at: now), id: id(number))
      }
    }
    return answer
  }

  /// Appends facts of a dispute and takes them back again.
  func tries(_ facts: Fact..., on number: Int, by actor: Actor) throws -> Answer {
    try append(events(facts, on: number, by: actor), by: actor.person.text, forGood: false)
  }

  /// Appends a fact of the desk for good.
  func records(_ fact: DeskFact, by actor: Actor) throws -> Answer {
    let answer = try append([event(fact, by: actor)], by: actor.person.text)
    if answer.isRecorded { deskVersion += 1 }
    return answer
  }

  /// Appends a fact of the desk and takes it back again.
  func tries(_ fact: DeskFact, by actor: Actor) throws -> Answer {
    try append([event(fact, by: actor)], by: actor.person.text, forGood: false)
  }

  func event(_ fact: DeskFact, by actor: Actor) throws -> Proposed {
    try Proposed(
      fact, name: fact.name, to: .desk, version: deskVersion + 1, vendor: nil,
      standsFor: actor.standsFor)
  }

  /// Appends events as somebody, with `psql`.
  func append(
    _ events: [Proposed], by user: String, id: String = "gen_random_uuid()",
    personal: JSONValue = .array([]), changes: JSONValue = .array([]), forGood: Bool = true,
    before: String = ""
  ) throws -> Answer {
    func literal(_ value: JSONValue) throws -> String {
      Server.quoted(String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)) + "::jsonb"
    }
    return try says(
      """
      BEGIN;
      \(before)
      SELECT number || ' ' || encode(hash, 'hex') FROM paydesk.append(\(id)\(id.hasPrefix("gen") ? "" : "::uuid"),
        \(literal(.array(events.map(\.json)))), \(literal(personal)), \(literal(changes)));
      \(forGood ? "COMMIT" : "ROLLBACK");
      """, as: user)
  }

  /// What the server says of statements, the last of which gives a number and a hash.
  func says(_ sql: String, as user: String) throws -> Answer {
    let answer = try stage.server.psql(
      "SET paydesk.test_clock = \(now.microseconds);\n" + sql, database: stage.database, user: user)
    guard answer.status != 0 else {
      let words = answer.output.split(whereSeparator: \.isWhitespace)
      return .recorded(
        number: words.first.flatMap { Int64($0) } ?? 0, hash: words.last.map(String.init) ?? "")
    }
    return AppendStage.refusal(in: answer.error)
  }

  /// What `psql` shows of an error: `ERROR:  PD002: A sentence.` and a line `DETAIL:  …`.
  private static func refusal(in text: String) -> Answer {
    func line(after mark: String) -> String {
      text.split(separator: "\n").first { $0.contains(mark) }
        .map { $0.components(after: mark) } ?? ""
    }
    let error = line(after: "ERROR:  ")
    guard !error.isEmpty else {
      return .refused(state: "FATAL", code: "", message: text, detail: "")
    }
    let detail = line(after: "DETAIL:  ")
    let known = try? FactCoding().value([String: JSONValue].self, from: Array(detail.utf8))
    var code = ""
    if case .text(let text)? = known?["code"] { code = text }
    return .refused(
      state: String(error.prefix(5)), code: code, message: String(error.dropFirst(7)),
      detail: detail)
  }
}

extension Substring {
  fileprivate func components(after mark: String) -> String {
    range(of: mark).map { String(self[$0.upperBound...]) } ?? ""
  }
}

extension PostgresServer {
  /// Makes logins that are not there yet.
  static func makingRoles(_ names: [String]) -> String {
    names.map { name in
      """
      DO $$ BEGIN CREATE ROLE \(name) LOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      """
    }.joined(separator: "\n")
  }
}

// MARK: Stories

extension AppendStage {
  static let vendor = VendorName("FoneBay Pune")
  static let payTo: Personal = "meera@okbank"

  /// Logs a ticket, and walks it to the end of Step 2 with somebody who holds it then.
  func walksToOrder(
    _ number: Int, order: String? = nil, quoted: Int64 = 4_000, received: Int64 = 1_000,
    by actor: Actor = asha
  ) throws {
    var facts = orderFacts(payTo: AppendStage.payTo)
    facts.notes = [
      PickupNote(text: "scratches", amount: .rupees(500), at: start.adding(seconds: -90_000))
    ]
    try must(
      records(
        .ticketLogged(
          ticket: ticket(number, order: order, tag: .lessPaid, quoted: quoted, received: received)),
        on: number,
        by: actor))
    try must(records(.claimed, on: number, by: actor))
    try must(records(.ticketReviewed, on: number, by: actor))
    try must(records(.orderRecorded(order: facts, disagreements: []), on: number, by: actor))
  }

  /// Asks for what is due.
  func request(_ number: Int, amount: Money? = nil) throws -> Fact {
    let dispute = try #require(disputes[number])
    return .payoutRequested(
      id: "\(id(number))-P\(dispute.payouts.count + 1)", amount: amount ?? dispute.payoutDue,
      payTo: AppendStage.payTo,
      basis: Basis(scenario: .d5, due: dispute.due, paid: dispute.paid, disputed: dispute.disputed))
  }

  func asks(_ number: Int, by actor: Actor = asha) throws {
    try must(records(request(number), on: number, by: actor))
  }

  func proof(_ name: String, _ amount: Int64, reference: String) -> Fact {
    .proofRecorded(
      proof: Proof(
        id: ProofID(name), kind: .upi, amount: .rupees(amount), paidAt: start, reference: reference)
    )
  }
}
