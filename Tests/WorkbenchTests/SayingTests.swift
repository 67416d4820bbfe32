import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Actions said in words")
struct SayingTests {
  static let actors = [Bench.asha, Bench.dev, Bench.omkar, Bench.farah, Bench.vera]
  static let tickets = [
    "CX-10363", "CX-10377", "CX-10411", "CX-10482", "CX-10490", "CX-10501",
  ]

  /// What an action did by its key: what it recorded, or the form that it opened.
  private struct Pressed {
    var steps: [FormStep]?
    var form: Form?
    var refusal: Refusal?
    var isRecording: Bool

    init(_ model: Model) {
      form = model.forms.last?.form
      refusal = model.notice?.refusal
      for case .perform(let performance) in model.effects { steps = performance.steps }
      isRecording = model.effects.contains { effect in
        switch effect {
        case .perform, .performAll, .performEach, .takeNext: true
        default: false
        }
      }
    }
  }

  /// The workbench at every place where letters are actions.
  private static func places(_ actor: Actor) throws -> [Model] {
    let bench = try Bench(actor, columns: 200, rows: 50)
    var models = [bench.model]
    for ticket in tickets {
      bench.open(ticket)
      models.append(bench.model)
    }
    bench.press("Esc")
    for keys in [["4"], ["8"], ["7", "W"], ["7", "L"]] {
      for key in keys { bench.press(key) }
      models.append(bench.model)
      if bench.model.focus == .screen { bench.press("Esc") }
    }
    return models
  }

  @Test(
    "what records is said in words or names a reason, and the rest records nothing",
    arguments: actors)
  func walk(actor: Actor) throws {
    for place in try SayingTests.places(actor) {
      for action in Action.table where action.saying == nil {
        var model = place
        model.run(action)
        let pressed = Pressed(model)
        #expect(
          !pressed.isRecording && model.forms.isEmpty,
          "\(action.id) records in \(place.mode), and is neither said nor has a reason not to be")
      }
    }
  }

  @Test("of the keys of a form and of a rehearsal only those with a reason record")
  func keys() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("w")
    let names = bench.model.forms.last?.form.sheet(bench.model.formContext).fields.map(\.name)
    #expect(names?.contains("outcome") == true)
    bench.model.forms[0].form.restore(["outcome": "busy"])
    let manager = try Bench(Bench.omkar)
    manager.press("4", "*", "A")
    manager.type("dev")
    manager.press("F2")
    #expect(manager.model.mode == .rehearsal)
    var recording: Set<ActionID> = []
    for (place, mode) in [(bench.model, Mode.form), (manager.model, .rehearsal)] {
      for action in Action.all(in: mode) {
        for key in action.keys {
          var model = place
          model.press(key)
          guard Pressed(model).isRecording else { continue }
          recording.insert(action.id)
          guard case .otherwise = action.saying else {
            Issue.record("\(action.id) records, and has no reason not to be said")
            continue
          }
        }
      }
    }
    #expect(recording == [.save, .logCall, .doAll, .formUnmask])
  }

  @Test("every action that is said is found by its name and its id, and no other by them")
  func names() throws {
    for action in Action.said {
      #expect(try Action.said(by: action.word).id == action.id)
      #expect(try Action.said(by: action.name.uppercased()).id == action.id)
      #expect(try Action.said(by: action.id.rawValue).id == action.id)
    }
    for action in Action.table {
      // “confirm” is what the other one is called.
      guard case .otherwise(let why) = action.saying, action.id != .confirm else { continue }
      #expect(throws: SayingFailure.unknown("“\(action.id)” is not said here: \(why).")) {
        try Action.said(by: action.id.rawValue)
      }
    }
    #expect(throws: SayingFailure.self) { try Action.said(by: "fly") }
    #expect(throws: SayingFailure.self) { try Action.said(by: "down") }
  }

  @Test(
    "said without a word more, an action is refused or recorded as its key and F2 do it",
    arguments: actors)
  func same(actor: Actor) throws {
    let bench = try Bench(actor)
    var refusals = 0
    var recordings = 0
    for ticket in SayingTests.tickets {
      bench.open(ticket)
      for action in Action.said {
        var model = bench.model
        model.run(action)
        let pressed = Pressed(model)
        let what = "\(actor.person) \(action.id) \(ticket)"
        do {
          let said = try SaidAction(
            action.word, on: TicketID(ticket), in: bench.journal, by: actor, at: Bench.noon)
          recordings += 1
          #expect(pressed.refusal == nil, "\(what)")
          if var form = pressed.form {
            if action.command == .log { form.restore(["dispute": ticket]) }
            #expect(
              try form.submission(model.formContext).get().steps == said.content.steps, "\(what)")
          } else {
            #expect((pressed.steps ?? []) == said.content.steps, "\(what)")
          }
        } catch let refusal as Refusal {
          refusals += 1
          if let form = pressed.form {
            #expect(form.mistake(model.formContext)?.message == refusal.message, "\(what)")
          } else {
            #expect(pressed.refusal == refusal, "\(what)")
          }
        } catch let SayingFailure.mistake(field, message) {
          refusals += 1
          var form = try #require(pressed.form, "\(what): \(message)")
          if action.command == .log { form.restore(["dispute": ticket]) }
          // Where there is no keyboard, no sentence names a key.
          var context = model.formContext
          context.keys = .none
          #expect(
            form.mistake(context) == FormMistake(field: field, message: message), "\(what)")
        }
      }
    }
    #expect(refusals > 50 && (recordings > 5 || actor.role == .viewer))
  }

  @Test("what is listed hidden and comes back so is what it stood for, and nothing is cut")
  func hidden() throws {
    let bench = try Bench()
    let ticket = TicketID("CX-10482")
    func held(_ word: String) throws -> [String: String] {
      let fields = try SaidAction.fields(
        of: word, on: ticket, in: bench.journal, by: Bench.asha, at: Bench.noon)
      return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.holds) })
    }
    try bench.do(
      .amend(TicketAmendment(complaint: "call me on 98200 11482, he paid less")), on: ticket.text)
    #expect(try held("amend")["complaint"] == "call me on ····1482, he paid less")
    var order = try held("order")
    #expect(order["payTo"]?.contains("····") == true)
    order["invoice"] = "8,500"
    let said = try SaidAction(
      "order", order.filter { !$0.value.isEmpty }, on: ticket, in: bench.journal, by: Bench.asha,
      at: Bench.noon)
    _ = said.perform()
    #expect(bench.dispute(ticket.text).order?.invoice == .rupees(8_500))
    #expect(bench.dispute(ticket.text).order?.payTo == "meera.iyer@okaxis")
    #expect(
      throws: SayingFailure.mistake(
        field: "text", "found 10001 characters, expected at most 10000.")
    ) {
      try SaidAction(
        "note", ["text": String(repeating: "x", count: 10_001)], on: ticket, in: bench.journal,
        by: Bench.asha, at: Bench.noon)
    }
    #expect(throws: SayingFailure.self) {
      try SaidAction(
        "amend", ["customer": "Meera\nIyer"], on: ticket, in: bench.journal, by: Bench.asha,
        at: Bench.noon)
    }
  }

  @Test("fields are read as the form reads what is typed")
  func reading() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    func steps(_ word: String, _ fields: [String: String]) throws -> [FormStep] {
      try SaidAction(
        word, fields, on: TicketID("CX-10482"), in: bench.journal, by: Bench.asha, at: Bench.noon
      ).content.steps
    }
    #expect(
      try steps("vendor", ["outcome": "no answer", "channel": "WhatsApp"])
        == [.command(.contact(party: .vendor, channel: .whatsapp, outcome: .noAnswer))])
    #expect(
      try steps(
        "vendor",
        [
          "outcome": "answered", "channel": "phone", "didPay": "Yes, in part", "paid": "0.08L",
          "reason": "cracked",
        ])
        == [
          .command(
            .contact(party: .vendor, channel: .phone, outcome: .answered)),
          .command(.answer(paid: .rupees(8_000), reason: "cracked")),
        ])
    #expect(
      try steps("park", ["until": "tomorrow 10:00", "reason": "the vendor is back then"])
        == [
          .command(
            .park(until: Bench.at("2026-11-23T10:00:00+05:30"), reason: "the vendor is back then"))
        ])
    #expect(
      throws: SayingFailure.mistake(
        field: "paid", "“8k5” is no amount: type it as 8000, 8,000, ₹1,00,000 or 1.2L.")
    ) {
      try steps("vendor", ["didPay": "part", "paid": "8k5"])
    }
    #expect(
      throws: SayingFailure.mistake(
        field: "didPay", "found “perhaps”, expected one of no, full, part.")
    ) {
      try steps("vendor", ["didPay": "perhaps"])
    }
    #expect(
      throws: SayingFailure.unknown(
        "“Internal note” has no field “reason” as it stands: it has text.")
    ) {
      try steps("note", ["text": "a note", "reason": "none"])
    }
    #expect(throws: SayingFailure.unknown("“release” takes no fields, so no “reason”.")) {
      try steps("release", ["reason": "tired"])
    }
  }

  @Test(
    "a reference that was seen on another order asks for a manager, as it does while it is typed")
  func reused() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    let said = try SaidAction(
      "proof", ["proof": "632512998877", "proof.amount": "8000", "proof.paidAt": "21 Nov 12:10"],
      on: TicketID("CX-10482"), in: bench.journal, by: Bench.asha, at: Bench.noon)
    guard case .command(.proof) = said.content.steps.first else {
      Issue.record("\(said.content.steps)")
      return
    }
    #expect(said.content.steps.count == 1, "it is recorded and waits")
    #expect(throws: SayingFailure.self) {
      try SaidAction(
        "proof",
        [
          "proof": "632512998877", "proof.amount": "8000", "proof.paidAt": "21 Nov 12:10",
          "proof.verdict": "accept",
        ],
        on: TicketID("CX-10482"), in: bench.journal, by: Bench.asha, at: Bench.noon)
    }
  }

  @Test("an approval is given by the amount alone, by who may")
  func approval() throws {
    let bench = try Bench()
    func approve(_ fields: [String: String], _ actor: Actor) throws -> SaidAction {
      try SaidAction(
        "approve", fields, on: TicketID("CX-10377"), in: bench.journal, by: actor, at: Bench.noon)
    }
    #expect(
      throws: SayingFailure.mistake(
        field: "amount", "This is empty: the payout’s amount, typed is expected.")
    ) {
      try approve([:], Bench.farah)
    }
    #expect(
      throws: SayingFailure.mistake(field: "amount", "₹8,451 is not what is asked for, ₹8,450.")
    ) {
      try approve(["amount": "8451"], Bench.farah)
    }
    let refusal = #expect(throws: Refusal.self) { try approve(["amount": "8450"], Bench.omkar) }
    #expect(refusal?.rule == "E2")
    let said = try approve(["amount": "8,450"], Bench.farah)
    #expect(try said.rehearsed().facts.map(\.name).contains("payoutApproved"))
    #expect(bench.dispute("CX-10377").livePayout?.state == .asked, "a rehearsal records nothing")
    let outcome = said.perform()
    #expect(outcome.failure == nil && outcome.sentence == "Payout of ₹8,450 approved.")
    #expect(bench.dispute("CX-10377").livePayout?.state == .approved)
    #expect(outcome.version == bench.dispute("CX-10377").version)
  }

  @Test(
    "a version that is not the one that was seen is a conflict, before and while it is recorded")
  func stale() throws {
    let bench = try Bench()
    let ticket = TicketID("CX-10482")
    let seen = bench.dispute("CX-10482").version
    let said = try SaidAction(
      "note", ["text": "mine"], on: ticket, in: bench.journal, by: Bench.asha, at: Bench.noon,
      expecting: seen)
    try bench.do(.note(text: "theirs"), on: "CX-10482", by: Bench.dev)
    guard case JournalError.conflict(_, seen, seen + 1)? = said.perform().failure else {
      Issue.record("no conflict while it is recorded")
      return
    }
    let error = #expect(throws: JournalError.self) {
      try SaidAction(
        "note", ["text": "mine"], on: ticket, in: bench.journal, by: Bench.asha, at: Bench.noon,
        expecting: seen)
    }
    guard case .conflict(_, seen, seen + 1)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(bench.dispute("CX-10482").notes == ["theirs"])
  }

  @Test("whatever field a form shows on any dispute is listed with its action")
  func listed() throws {
    #expect(try ExampleDesk.walked().count == 6)
    let fields = Dictionary(
      uniqueKeysWithValues: Action.said.map { ($0.id, Set($0.saidFields.map(\.name))) })
    for actor in SayingTests.actors {
      let bench = try Bench(actor)
      for ticket in SayingTests.tickets {
        bench.open(ticket)
        for action in Action.said {
          guard case .form(let kind) = action.saying, kind != .pasteTicket else { continue }
          for field in Form.make(kind, bench.model.formContext).sheet(bench.model.formContext)
            .fields
          {
            let name = SaidField(field).name
            #expect(
              fields[action.id]?.contains(name) == true
                || (action.command == .log && name == "dispute"),
              "\(action.id) \(name) on \(ticket)")
          }
        }
      }
    }
    for (id, names) in [
      (
        ActionID.vendor,
        ["outcome", "channel", "didPay", "paid", "reason", "proof.N", "proof.N.reason"]
      ),
      (.find, ["finding", "amount", "reason"]),
      (.order, ["seen.duplicateOrder", "notes.N.amount"]),
      (.acceptProof, ["proof", "reason"]), (.support, ["note", "amount"]),
      (.newTicket, ["received", "complaint"]), (.approve, ["amount"]), (.applied, ["item"]),
      (.settle, ["reference"]), (.reverse, ["reason"]),
    ] {
      #expect(fields[id]?.isSuperset(of: names) == true, "\(id): \(fields[id] ?? [])")
    }
    let own = Action.of(.acceptProof).saidFields.first { $0.name == "proof" }
    #expect(own?.options == [] && own?.takes == "one of the dispute’s own")
  }
}
