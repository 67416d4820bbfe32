import PostgresServer
import Testing

@testable import Journal
@testable import Procedure

/// What gets past `append`, and what is smuggled into it, tried straight with `psql`.
@Suite("What the server lets nobody write", .enabled(if: PostgresServer.isThere))
struct ForbiddenWritingTests {
  private let everybody = [asha, omar, fina, vera]

  // MARK: Past it

  @Test("no role reads, writes or empties a table, or calls what only the server calls")
  func tables() throws {
    let stage = try AppendStage()
    let master = try stage.stage.connection()
    let tables = try master.texts(
      "SELECT relname FROM pg_class WHERE relnamespace = 'paydesk_store'::regnamespace AND relkind = 'r'"
    )
    #expect(
      Set(tables).isSuperset(
        of: Table.all.map(\.name) + ["event", "personal", "guard_payout", "permission"]))
    for actor in everybody {
      let connection = try stage.stage.connection(as: actor.person.text)
      for table in tables {
        for sql in [
          "SELECT FROM paydesk_store.\(table)", "INSERT INTO paydesk_store.\(table) DEFAULT VALUES",
          "DELETE FROM paydesk_store.\(table)", "TRUNCATE paydesk_store.\(table)",
          "COPY paydesk_store.\(table) FROM STDIN",
          "ALTER TABLE paydesk_store.\(table) DISABLE TRIGGER ALL",
        ] {
          let state = try connection.refusal(of: sql)
          #expect(state == "42501", "\(sql) by \(actor.shown)")
        }
      }
      for sql in [
        "INSERT INTO paydesk.event (number) VALUES (9)", "UPDATE paydesk.payout SET amount = 1",
        "DELETE FROM paydesk.personal",
        "SELECT paydesk_store.grant_person('mal', 'financeManager')",
        "SELECT paydesk_store.apply('[]', 0, true, '{}')", "SELECT paydesk_store.refold()",
        "SET ROLE \"\(stage.stage.database)_owner\"",
        "SET ROLE \"\(stage.stage.database)_finance_manager\"",
        "SET SESSION AUTHORIZATION fina",
        "CREATE FUNCTION paydesk.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT \"\(stage.stage.database)_finance_manager\" TO asha",
      ] where !(actor == fina && (sql.hasSuffix("AUTHORIZATION fina") || sql.hasPrefix("SET ROLE")))
      {
        let state = try connection.refusal(of: sql)
        #expect(
          state == "42501" || state == "55000", "\(sql) by \(actor.shown): \(state ?? "done")")
      }
    }
  }

  @Test(
    "the log is never changed, cut or emptied, by its owner neither, and a text is only erased with its event"
  )
  func owner() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    let salt = [UInt8](repeating: 7, count: 16)
    try stage.must(
      stage.append(
        stage.events([.noted(text: "so")], on: 1, by: asha), by: "asha",
        personal: .array([.array(personal("dispute:CX-1", salt, "Meera"))])))
    let owner = "SET ROLE \"\(stage.stage.database)_owner\"; SET search_path = paydesk_store;"
    for sql in [
      "UPDATE event SET by = 'mal' WHERE number = 1", "DELETE FROM event WHERE number > 3",
      "TRUNCATE event",
      "UPDATE personal SET text = 'Other'", "UPDATE personal SET salt = NULL, text = NULL",
      "DELETE FROM personal",
      "TRUNCATE personal", "SET session_replication_role = replica; DELETE FROM event",
    ] {
      let answer = try stage.says(owner + sql, as: PostgresServer.superuser)
      #expect(
        answer.code == "forbidden" || sql.hasPrefix("SET") && answer.state == "42501",
        "\(sql): \(answer)")
    }
    // A superuser who turns triggers off by the usual setting is refused as well.
    let answer = try stage.says(
      "SET session_replication_role = replica; DELETE FROM paydesk_store.event",
      as: PostgresServer.superuser)
    #expect(answer.code == "forbidden", "\(answer)")
  }

  // MARK: Forged

  private func forged(_ stage: AppendStage, _ change: (inout AppendStage.Proposed) -> Void) throws
    -> AppendStage.Answer
  {
    var event = try #require(stage.events([.noted(text: "so")], on: 1, by: asha).first)
    change(&event)
    return try stage.append([event], by: "asha", forGood: false)
  }

  @Test(
    "who did it, in which role and when, number and hash are the server's to set, and a body reads one way"
  )
  func forging() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    #expect(try forged(stage) { _ in }.isRecorded)
    let members: [(String, JSONValue)] = [
      ("by", .text("omar")), ("role", .text("financeManager")), ("at", .number(1)),
      ("number", .number(1)),
      ("hash", .text("00")), ("stream", .null), ("name", .text("claimed")),
      ("name", .text("nothing")),
      ("vendor", .text("Other")), ("vendor", .null), ("schema", .number(2)), ("schema", .number(0)),
      ("stream", .text("order:ORD-1")), ("stream", .text("nothing")),
    ]
    for (name, value) in members {
      let answer = try forged(stage) { $0.members[name] = value }
      #expect(answer.code == "invalid" || answer.state == "PD001", "\(name) \(value): \(answer)")
    }
    for body in [
      #"{"noted":{"text":"a","text":"b"}}"#, #"{"noted":{"text":"a"},"noted":{"text":"b"}}"#,
      #"{"noted":{"text":"\u0061"}}"#, #"{"noted":{"text":"a"},"claimed":{}}"#,
      #"{"noted":{"n":1e9,"text":"a","t":"abcd","t":"b"}}"#, #"{"noted":{"n":1e9,"text":"a"}}"#,
      "{\"noted\":\t{\"text\":\"a\"}}", "[]", "null", "{}",
    ] {
      let answer = try forged(stage) { $0.members["body"] = .text(body) }
      #expect(answer.code == "invalid", "\(body): \(answer)")
    }
    for text in ["\u{1}\t \\ \" \n “é” 👩‍💻 :1e5", "[1e5,2E7]", "", "\\u0009 \\t"] {
      let body = String(
        decoding: try CanonicalJSON.bytes(of: Fact.noted(text: text)), as: UTF8.self)
      let answer = try forged(stage) { $0.members["body"] = .text(body) }
      #expect(answer.isRecorded, "\(body): \(answer)")
    }
  }

  @Test("another version than the next is a conflict that says what is there")
  func versions() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    for (version, expected) in [(4, 3), (6, 5), (0, -1)] as [(Int64, Int)] {
      let answer = try forged(stage) { $0.members["version"] = .number(version) }
      #expect(answer.state == "PD001", "\(answer)")
      guard case .refused(_, _, _, let detail) = answer else { continue }
      let known = try FactCoding().value([String: JSONValue].self, from: Array(detail.utf8))
      #expect(
        known == [
          "stream": .text("dispute:CX-1"), "expected": .number(Int64(expected)),
          "found": .number(4),
        ])
    }
    let twice = try stage.events([.noted(text: "so")], on: 1, by: asha)
    #expect(try stage.append(twice + twice, by: "asha").state == "PD001")
  }

  @Test(
    "what is read from the log changes with an event alone, the desk with one of the desk, and no other table at all"
  )
  func changes() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    let row = JSONValue.array([
      .text("p"), .text("vendor"), .array([.text("V"), .text("v"), .null]),
    ])
    let desk = JSONValue.array([
      .text("p"), .text("desk"), .array([.number(1), .number(9), .object(["b": .text("AA==")])]),
    ])
    let erase = JSONValue.array([.text("e"), .text("dispute:CX-1")])
    func tried(_ change: JSONValue, _ events: [AppendStage.Proposed], by user: String = "omar")
      throws
      -> AppendStage.Answer
    {
      try stage.append(events, by: user, changes: .array([change]), forGood: false)
    }
    let noted = try stage.events([.noted(text: "so")], on: 1, by: asha)
    let erased = DeskFact.personalDataErased(disputes: [id(2)], reason: "so")
    for change in [row, desk, erase] { #expect(try tried(change, []).code == "forbidden") }
    #expect(try tried(row, noted, by: "asha").isRecorded)
    #expect(try tried(desk, noted, by: "asha").code == "forbidden")
    #expect(try tried(erase, noted, by: "asha").code == "forbidden")
    #expect(try tried(erase, [stage.event(erased, by: omar)]).code == "forbidden")
    #expect(try tried(desk, [stage.event(erased, by: omar)]).isRecorded)
    for table in [
      "event", "personal", "guard_payout", "permission", "head", "appended", "pg_authid",
    ] {
      for verb in ["p", "k", "r", "s"] {
        let change = JSONValue.array([
          .text(verb), .text(table), .array([.text("state")]), .array([.text("approved")]),
          .array([.text("x")]),
        ])
        let answer = try tried(change, noted, by: "asha")
        #expect(!answer.isRecorded, "\(verb) \(table)")
      }
    }
  }

  // MARK: Personal texts

  private func personal(_ stream: String, _ salt: [UInt8], _ text: String) -> [JSONValue] {
    let token = StreamVault.token(salt: salt, text: text)
    return [.text(stream), .text(token), .text(base64(salt)), .text(text)]
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test(
    "a personal text stands under its own hash beside an event of its stream, and what was erased stays so"
  )
  func texts() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    let salt = [UInt8](0..<16)
    func tried(_ text: [JSONValue], forGood: Bool = false) throws -> AppendStage.Answer {
      try stage.append(
        stage.events([.noted(text: "so")], on: 1, by: asha), by: "asha",
        personal: .array([.array(text)]),
        forGood: forGood)
    }
    let right = personal("dispute:CX-1", salt, "Meera Iyer")
    var wrong = right
    wrong[3] = .text("Mal")
    #expect(try tried(wrong).code == "invalid")
    #expect(try tried(personal("dispute:CX-2", salt, "Meera Iyer")).code == "invalid")
    try stage.must(
      stage.append(
        stage.events([.noted(text: "so")], on: 1, by: asha), by: "asha",
        personal: .array([.array(right)])))
    // The stage has not seen that event.
    var again = try #require(stage.events([.noted(text: "so")], on: 1, by: asha).first)
    again.members["version"] = .number(6)
    let erased = try stage.event(.personalDataErased(disputes: [id(1)], reason: "so"), by: omar)
    try stage.must(
      stage.append(
        [erased], by: "omar", changes: .array([.array([.text("e"), .text("dispute:CX-1")])])))
    let rows = try stage.stage.connection().texts(
      "SELECT text FROM paydesk_store.personal WHERE text IS NOT NULL")
    #expect(rows.isEmpty)
    #expect(
      try stage.append([again], by: "asha", personal: .array([.array(right)])).code == "invalid")
    #expect(try stage.append([again], by: "asha").isRecorded)
  }

  // MARK: Once

  @Test("an append lands once, and not at all once it was given up")
  func once() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    let noted = try stage.events([.noted(text: "so")], on: 1, by: asha)
    let one = "'11111111-1111-1111-1111-111111111111'"
    guard case .recorded(let number, _) = try stage.append(noted, by: "asha", id: one) else {
      Issue.record("it is recorded")
      return
    }
    var next = noted[0]
    next.members["version"] = .number(6)
    #expect(try stage.append([next], by: "asha", id: one).code == "duplicate")
    let client = try stage.stage.connection(as: "asha")
    #expect(try client.query("SELECT paydesk.landed(\(one)::uuid)").integer(0, 0) == number)
    let other = "'22222222-2222-2222-2222-222222222222'"
    #expect(try client.query("SELECT paydesk.landed(\(other)::uuid)").isNull(0, 0))
    #expect(try stage.append([next], by: "asha", id: other).code == "duplicate")
    #expect(try client.query("SELECT paydesk.landed(\(other)::uuid)").isNull(0, 0))
    #expect(try stage.append([next], by: "asha").isRecorded)
  }

  @Test("what was decided is recorded at the moment that was told, and not an hour later")
  func moments() throws {
    let stage = try AppendStage()
    try stage.walksToOrder(1)
    let noted = try stage.events([.noted(text: "so")], on: 1, by: asha)
    let later = stage.now.microseconds + 3_000_000_000
    func tried(_ clock: Int64) throws -> AppendStage.Answer {
      try stage.append(
        noted, by: "asha",
        before:
          "SELECT FROM paydesk.enter(false); SELECT FROM paydesk.hold('{b,a,b}'); SET paydesk.test_clock = \(clock);"
      )
    }
    #expect(try tried(later + 600_000_001).code == "outOfOrder")
    #expect(try tried(later).isRecorded)
    let at = try stage.stage.connection().query(
      "SELECT at FROM paydesk_store.event ORDER BY number DESC LIMIT 1")
    #expect(at.integer(0, 0) == stage.now.microseconds)
    #expect(try stage.says("SELECT 1, paydesk.hold('{a}')", as: "asha").code == "outOfOrder")
    #expect(try stage.says("SELECT FROM paydesk.enter(true)", as: "vera").code == "forbidden")
  }

  // MARK: The desk

  @Test("the desk is changed by managers, and nobody gives themselves a role")
  func desk() throws {
    let stage = try AppendStage()
    let mal = Person("mal_\(stage.stage.database)")
    let facts: [DeskFact] = [
      .personAdded(person: mal, uid: 9, role: .financeManager),
      .roleChanged(person: dev.person, role: .opsManager),
      .policyProposed(policy: Policy()), .policyAdopted(policy: Policy()),
      .personalDataErased(disputes: [id(1)], reason: "so"),
      .deputyAppointed(
        deputy: dev.person, standsFor: omar.person, from: stage.now,
        until: stage.now.adding(seconds: 9)),
    ]
    for fact in facts {
      for actor in [asha, dev, vera] {
        #expect(
          try stage.tries(fact, by: actor).code == "forbidden", "\(fact.name) by \(actor.shown)")
      }
      let answer = try stage.tries(fact, by: omar)
      #expect(answer.isRecorded, "\(fact.name): \(answer)")
    }
    #expect(
      try stage.tries(.roleChanged(person: omar.person, role: .financeManager), by: omar).code
        == "forbidden")
    #expect(
      try stage.tries(.personAdded(person: asha.person, uid: 9, role: .viewer), by: omar).code
        == "duplicate")
    #expect(
      try stage.tries(.personAdded(person: mal, uid: 2, role: .viewer), by: omar).code
        == "duplicate")
    #expect(try stage.tries(.roleChanged(person: mal, role: .viewer), by: omar).code == "unknown")
    #expect(
      try stage.tries(.personalDataErased(disputes: [], reason: "so"), by: omar).code == "invalid")
    // A role that was changed is the group's at once, and the old one gives nothing any more.
    try stage.must(stage.records(.roleChanged(person: dev.person, role: .viewer), by: omar))
    #expect(
      try stage.stage.connection(as: "dev").texts("SELECT role FROM paydesk.state()") == ["viewer"])
    let listed = try stage.tries(.ticketLogged(ticket: ticket(1)), on: 1, by: dev)
    #expect(listed.code == "forbidden")
  }

  @Test("a limit is changed by two managers of two roles, neither of whom stands in for the other")
  func policy() throws {
    let stage = try AppendStage()
    for limit in Policy.limits {
      let policy = try #require(Self.changed[limit.name], "\(limit.name) is tried")
      #expect(policy.changesLimit(of: Policy()))
      #expect(
        try stage.tries(.policyAdopted(policy: policy), by: omar).code == "forbidden",
        "\(limit.name)")
    }
    var plain = Policy()
    plain.messageEnglish = "Pay {order}"
    #expect(try stage.tries(.policyAdopted(policy: plain), by: omar).isRecorded)
    let policy = try #require(Self.changed["financeAbove"])
    let adopted = DeskFact.policyAdopted(policy: policy)
    try stage.must(
      stage.records(
        .deputyAppointed(
          deputy: dev.person, standsFor: fina.person, from: stage.now,
          until: stage.now.adding(seconds: 9)),
        by: fina))
    let standing = Actor(dev.person, .financeManager, standsFor: fina.person)
    try stage.must(stage.records(.policyProposed(policy: policy), by: standing))
    for actor in [standing, fina] {
      #expect(try stage.tries(adopted, by: actor).code == "forbidden", "\(actor.shown)")
    }
    var other = policy
    other.financeAbove = .rupees(9_999)
    #expect(try stage.tries(.policyAdopted(policy: other), by: omar).code == "forbidden")
    #expect(try stage.tries(adopted, by: omar).isRecorded)
    try stage.must(stage.records(.policyProposed(policy: policy), by: omar))
    #expect(try stage.tries(adopted, by: ravi).code == "forbidden")
    #expect(try stage.tries(adopted, by: fina).isRecorded)
  }

  private static let changed: [String: Policy] = {
    func changing(_ change: (inout Policy) -> Void) -> Policy {
      var policy = Policy()
      change(&policy)
      return policy
    }
    return [
      "financeAbove": changing { $0.financeAbove = .rupees(9_000) },
      "upiLimit": changing { $0.upiLimit = .rupees(1) },
      "flagFrom": changing { $0.flagFrom = 3 }, "blockFrom": changing { $0.blockFrom = 9 },
      "countedDays": changing { $0.countedDays = 9 },
      "creditRate": changing { $0.creditRate = .rupees(2) },
      "windowSeconds": changing { $0.windowSeconds = 9 }, "attempts": changing { $0.attempts = 9 },
      "workingHours": changing {
        $0.workingHours = WorkingHours(opens: 1, closes: 2, weekdays: [1, 2])
      },
      "summaryLength": changing { $0.summaryLength = 9 },
    ]
  }()
}
