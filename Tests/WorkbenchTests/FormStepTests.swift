import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Forms of the steps: ticket, order, vendor, close")
struct FormStepTests {
  @Test("A new ticket records all its fields")
  func newTicket() throws {
    let context = FormContext(look: nil, context: FormFixture.reviewed().context().context)
    var form = Form.make(.newTicket, context)
    #expect(form.focus == "dispute")
    form.type("CX-9", in: context)
    form.press(.enter, .character("l"), .enter, in: context)
    form.type("Arjun Rao", in: context)
    form.type("98765 44321", into: "phone", in: context)
    form.type("ORD-9", into: "order", in: context)
    form.type("1.2L", into: "quoted", in: context)
    form.type("90k", into: "received", in: context)
    form.type("Too little came", into: "complaint", in: context)
    form.type("a.png, b.png", into: "attachments", in: context)
    form.type("21 Nov 18:00", into: "loggedAt", in: context)
    let ticket = Ticket(
      tag: .lessPaid, customer: "Arjun Rao", phone: "98765 44321", order: OrderID("ORD-9"),
      quoted: .rupees(120_000), received: .rupees(90_000), complaint: "Too little came",
      attachments: ["a.png", "b.png"], loggedAt: FormFixture.time("2026-11-21T18:00:00+05:30"))
    #expect(try form.submission(context).get().steps == [.log(TicketID("CX-9"), ticket)])
  }

  @Test("A correction sends only what was changed")
  func amend() {
    let context = FormFixture.ordered().context()
    var form = Form.make(.amend, context)
    #expect(form.mistake(context)?.message.contains("Nothing is changed") == true)
    form.type("10,500", into: "quoted", in: context)
    #expect(form.commands(context) == [.amend(TicketAmendment(quoted: .rupees(10_500)))])
  }

  @Test("Step 2: what the panel lists is confirmed with one key")
  func orderConfirmed() {
    let context = FormFixture.reviewed().context()
    var form = Form.make(.order, context)
    #expect(form.focus == "pickup")
    #expect(form.press(.function(2), in: context) == .submit)
    #expect(form.commands(context) == [.order(FormFixture.panel())])
    #expect(form.outcome(context)?.order == FormFixture.panel())
  }

  @Test("Step 2: the focus is on the disagreement, and one submission acknowledges it")
  func orderDisagrees() {
    let fixture = FormFixture.reviewed(received: nil)
    let context = fixture.context()
    var form = Form.make(.order, context)
    #expect(form.focus == "seen.paymentMarked")
    form.press(.character("s"), in: context)
    #expect(
      form.commands(context) == [.order(FormFixture.panel()), .acknowledge(.paymentMarked)])
  }

  @Test("Step 2: typed from nothing, with a note added and one taken out")
  func orderTyped() {
    var fixture = FormFixture.reviewed()
    let old = PickupNote(text: "scratch", at: FormFixture.time("2026-11-20T17:31:00+05:30"))
    fixture.listing?.facts = FormFixture.panel(notes: [old])
    let context = fixture.context()
    var form = Form.make(.order, context)
    form.focus = "notes.0.text"
    form.press(.control("u"), in: context)
    form.type("battery weak", into: "notes.1.text", in: context)
    form.type("500", into: "notes.1.amount", in: context)
    form.type("20 Nov 17:35", into: "notes.1.at", in: context)
    let note = PickupNote(
      text: "battery weak", amount: .rupees(500),
      at: FormFixture.time("2026-11-20T17:35:00+05:30"))
    #expect(form.commands(context) == [.order(FormFixture.panel(notes: [note]))])
  }

  @Test(
    "Step 2: without the panel's list the focus is on the first field, and what is missing is named"
  )
  func orderMissing() {
    var fixture = FormFixture.reviewed()
    fixture.listing = nil
    let context = fixture.context()
    var form = Form.make(.order, context)
    #expect(form.focus == "pickup")
    form.press(.function(2), in: context)
    #expect(form.mistake?.field == "pickup")
  }

  @Test("Step 3: F3 logs a call at once, and the form stays")
  func call() throws {
    var fixture = FormFixture.ordered()
    let context = fixture.context()
    var form = Form.make(.vendor, context)
    form.type("8,0", into: "reason", in: context)
    form.press(.function(3), in: context)
    #expect(form.focus == "outcome")
    form.press(.character("n"), in: context)
    #expect(form.text("outcome", context) == "noAnswer")
    #expect(form.press(.function(3), in: context) == .submit)
    let submission = try form.submission(context).get()
    #expect(
      submission.steps == [
        .command(.contact(party: .vendor, channel: .phone, outcome: .noAnswer))
      ])
    #expect(submission.keepsOpen)
    fixture.record(submission)
    form.recorded(submission, steps: 1, fixture.context())
    #expect(form.version == fixture.dispute.version)
    #expect(form.text("outcome", fixture.context()) == "none")
    #expect(form.mistake(fixture.context())?.message.contains("Nothing was typed") == true)
  }

  @Test("Step 3: a call, the answer, a pasted reference and its acceptance in one submission")
  func everything() {
    let context = FormFixture.ordered().context()
    var form = Form.make(.vendor, context)
    #expect(form.focus == "didPay")
    form.press(.character("y"), .enter, .enter, .paste(" 632514345678\n"), in: context)
    let proof = Proof(
      id: ProofID("P1"), kind: .upi, amount: .rupees(10_000),
      paidAt: FormFixture.time("2026-11-21T14:00:00+05:30"), reference: "632514345678")
    #expect(
      form.commands(context) == [
        .contact(party: .vendor, channel: .phone, outcome: .answered),
        .answer(paid: .rupees(10_000), reason: nil), .proof(proof),
        .accept(ProofID("P1"), reason: nil),
      ])
    #expect(form.outcome(context)?.proven == .rupees(10_000))
  }

  @Test("Step 3: a proof with warnings is accepted with a reason, or left waiting")
  func warned() {
    let context = FormFixture.ordered().context()
    var form = Form.make(.vendor, context)
    form.type("y", in: context)
    form.type("632314345678", into: "proof.0", in: context)
    #expect(form.mistake(context)?.field == "proof.0.reason")
    form.press(.function(8), in: context)
    #expect(form.commands(context).count == 3)
    form.press(.function(7), in: context)
    form.type("paid before the agent came", into: "proof.0.reason", in: context)
    #expect(
      form.commands(context).last
        == .accept(ProofID("P1"), reason: "paid before the agent came"))
  }

  @Test(
    "Step 3: a path is a screenshot, kept by the runtime; F4 takes the newest of the drop folder")
  func dropped() throws {
    var fixture = FormFixture.ordered()
    fixture.drop = [
      DropFile(name: "old.png", path: "/drop/old.png", size: 10, modified: fixture.now),
      DropFile(
        name: "new.png", path: "/drop/new.png", size: 84_000,
        modified: fixture.now.adding(seconds: 60)),
    ]
    let context = fixture.context()
    var form = Form.make(.vendor, context)
    form.press(.character("y"), .function(4), .function(4), in: context)
    #expect(form.text("proof.0", context) == "/drop/new.png")
    form.type("21 Nov 14:00", into: "proof.0.paidAt", in: context)
    let proof = Proof(
      id: ProofID("P1"), kind: .screenshot, amount: .rupees(10_000),
      paidAt: FormFixture.time("2026-11-21T14:00:00+05:30"), file: "new.png")
    #expect(
      try form.submission(context).get().steps.suffix(2) == [
        .proofFile(path: "/drop/new.png", proof), .command(.accept(ProofID("P1"), reason: nil)),
      ])
  }

  @Test("Step 3: who does not hold it records what arrives and accepts nothing")
  func notHolder() {
    let context = FormFixture.ordered().context(Actor(Person("dev"), .executive))
    var form = Form.make(.vendor, context)
    form.type("n", in: context)
    #expect(
      form.commands(context) == [
        .contact(party: .vendor, channel: .phone, outcome: .answered),
        .answer(paid: .zero, reason: nil),
      ])
    form.type("y", into: "didPay", in: context)
    form.type("632514345678", into: "proof.0", in: context)
    #expect(form.commands(context).map(\.kind) == [.contact, .answer, .proof])
  }

  @Test(
    "Step 3: a reference seen on another order warns while it is typed; a manager alone accepts it")
  func reused() throws {
    let fixture = FormFixture.ordered()
    func context(_ actor: Actor, _ proofs: [Proof]) -> FormContext {
      var context = fixture.context(actor)
      context.context.surroundings.sightings = proofs.map {
        Sighting(
          dispute: TicketID("CX-7"), order: OrderID("ORD-7"), kind: $0.kind,
          reference: $0.comparedReference, sha256: nil, isAccepted: false)
      }
      return context
    }
    var form = Form.make(.vendor, context(FormFixture.asha, []))
    form.type("y", in: context(FormFixture.asha, []))
    form.type("632514345678", into: "proof.0", in: context(FormFixture.asha, []))
    let typed = form.typedProofs(context(FormFixture.asha, []))
    #expect(typed.map(\.reference) == ["632514345678"])
    let asha = context(FormFixture.asha, typed)
    #expect(form.typedProofs(asha) == typed)
    #expect(form.commands(asha).map(\.kind) == [.contact, .answer, .proof])
    let ravi = context(FormFixture.ravi, typed)
    #expect(form.mistake(ravi)?.field == "proof.0.reason")
    #expect(form.typedProofs(ravi) == typed)
  }

  @Test("Step 3: what was recorded before a step failed is not asked for again")
  func halfRecorded() throws {
    var fixture = FormFixture.ordered()
    var form = Form.make(.vendor, fixture.context())
    form.type("y", in: fixture.context())
    form.type("632514345678", into: "proof.0", in: fixture.context())
    var submission = try form.submission(fixture.context()).get()
    let all = submission
    submission.steps.removeLast(2)
    fixture.record(submission)
    form.recorded(all, steps: 2, fixture.context())
    #expect(form.commands(fixture.context()).map(\.kind) == [.proof, .accept])
  }

  @Test("Step 3: two references are two proofs, and the second shows the rest")
  func twoProofs() {
    let context = FormFixture.ordered().context()
    var form = Form.make(.vendor, context)
    form.type("y", in: context)
    form.type("632514345678", into: "proof.0", in: context)
    form.type("6,000", into: "proof.0.amount", in: context)
    form.type("632514345679", into: "proof.1", in: context)
    #expect(form.text("proof.1.amount", context) == "4,000.00")
    #expect(
      form.commands(context).map(\.kind) == [.contact, .answer, .proof, .accept, .proof, .accept])
  }

  @Test("Step 3: F5 asks for the message to the vendor, F7 without a typed proof for the form")
  func requests() {
    let context = FormFixture.ordered().context()
    var form = Form.make(.vendor, context)
    #expect(form.press(.function(5), in: context) == .request(.message))
    var fixture = FormFixture.answered(10_000)
    fixture.perform(
      .proof(
        Proof(
          id: ProofID("P1"), kind: .wallet, amount: .rupees(10_000), paidAt: fixture.now,
          reference: "T1")))
    form = Form.make(.vendor, fixture.context())
    #expect(form.press(.function(7), in: fixture.context()) == .request(.open(.acceptProof)))
  }

  @Test("Step 5: the drafted summary, the dictated status, and closure in one submission")
  func close() {
    var fixture = FormFixture.ordered(received: .rupees(4_000))
    fixture.perform(.hear(received: .rupees(10_000), note: nil))
    let context = fixture.context()
    var form = Form.make(.close, context)
    #expect(form.press(.function(2), in: context) == .submit)
    #expect(
      form.commands(context) == [
        .summarise(
          text: "The customer was quoted ₹10,000 and has been paid ₹10,000 by FoneBay Pune."),
        .mark(.resolvedPaid), .close(seen: nil),
      ])
  }

  @Test("Step 5: every missing row is named, and nothing is recorded")
  func closeRefused() {
    let context = FormFixture.answered(8_000).context()
    var form = Form.make(.close, context)
    #expect(form.press(.function(2), in: context) == .handled(changed: false))
    #expect(form.mistake?.message.contains("G2 the payout is not settled") == true)
  }

  @Test("A plain D3 takes few keys on three forms: order, vendor, close")
  func keyCount() throws {
    var fixture = FormFixture.reviewed()
    var keys = 0
    func press(_ pressed: [Key], _ form: inout Form, _ context: FormContext) {
      for key in pressed { _ = form.handle(key, context) }
      keys += pressed.count
    }
    var form = Form.make(.order, fixture.context())
    press([.function(2)], &form, fixture.context())
    fixture.record(try form.submission(fixture.context()).get())

    form = Form.make(.vendor, fixture.context())
    press([.character("y"), .function(4)], &form, fixture.context())
    form.type("632514345678", in: fixture.context())
    press([.function(2)], &form, fixture.context())
    fixture.record(try form.submission(fixture.context()).get())

    form = Form.make(.close, fixture.context())
    press([.function(2)], &form, fixture.context())
    fixture.record(try form.submission(fixture.context()).get())
    #expect(fixture.dispute.state == .closed)
    #expect(fixture.dispute.status == .resolvedPaid)
    #expect(keys == 5)
  }
}
