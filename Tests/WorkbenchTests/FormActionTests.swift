import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Forms of what else is recorded and decided")
struct FormActionTests {
  let waiting = Proof(
    id: ProofID("P1"), kind: .upi, amount: .rupees(8_000),
    paidAt: FormFixture.time("2026-11-21T14:05:00+05:30"), reference: "632514345678")

  /// Fills a form in and gives what it asks for.
  private func commands(
    _ kind: FormKind, _ context: FormContext, _ values: KeyValuePairs<String, String> = [:]
  ) -> [Command] {
    var form = Form.make(kind, context)
    for (name, text) in values { form.type(text, into: name, in: context) }
    return form.commands(context)
  }

  @Test("The customer's word, with the call that brought it")
  func customer() {
    let context = FormFixture.ordered().context()
    #expect(
      commands(.customer, context, ["received": "9,500", "note": "by two transfers"])
        == [.hear(received: .rupees(9_500), note: "by two transfers")])
    #expect(
      commands(.customer, context, ["outcome": "aa", "received": "0"]) == [
        .contact(party: .customer, channel: .phone, outcome: .answered),
        .hear(received: .zero, note: nil),
      ])
    #expect(
      commands(.customer, context, ["outcome": "b"])
        == [.contact(party: .customer, channel: .phone, outcome: .busy)])
  }

  @Test("A proof by itself is recorded and accepted")
  func proof() {
    let context = FormFixture.answered(8_000).context()
    let typed = commands(
      .proof, context, ["proof": "632514345678", "proof.paidAt": "21 Nov 14:05"])
    #expect(typed == [.proof(waiting), .accept(ProofID("P1"), reason: nil)])
  }

  @Test("A proof from the drop folder, with the reference on it")
  func dropped() throws {
    var fixture = FormFixture.answered(8_000)
    fixture.drop = [
      DropFile(name: "paid.png", path: "/d/paid.png", size: 84_000, modified: fixture.now)
    ]
    let context = fixture.context()
    var form = Form.make(.proof, context)
    form.type("p", into: "drop", in: context)
    form.type("632514345678", into: "proof.reference", in: context)
    form.type("21 Nov 14:05", into: "proof.paidAt", in: context)
    var proof = waiting
    proof.file = "paid.png"
    #expect(
      try form.submission(context).get().steps == [
        .proofFile(path: "/d/paid.png", proof), .command(.accept(ProofID("P1"), reason: nil)),
      ])
  }

  @Test("A proof that waits is accepted, or rejected with a reason")
  func verdicts() {
    var fixture = FormFixture.answered(8_000)
    fixture.perform(.proof(waiting))
    #expect(commands(.acceptProof, fixture.context()) == [.accept(ProofID("P1"), reason: nil)])
    let form = Form.make(.rejectProof, fixture.context())
    #expect(form.mistake(fixture.context())?.field == "reason")
    #expect(
      commands(.rejectProof, fixture.context(), ["reason": "another name"])
        == [.reject(ProofID("P1"), reason: "another name")])
  }

  @Test("Of several proofs one is chosen, and one with warnings needs the reason")
  func several() {
    var fixture = FormFixture.answered(8_000)
    fixture.perform(.proof(waiting))
    var second = waiting
    second.id = ProofID("P2")
    second.reference = "12345"
    fixture.perform(.proof(second))
    var form = Form.make(.acceptProof, fixture.context())
    form.focus = "proof"
    form.press(.right, in: fixture.context())
    #expect(form.mistake(fixture.context())?.field == "reason")
    form.type("seen in the bank’s app", into: "reason", in: fixture.context())
    #expect(
      form.commands(fixture.context())
        == [.accept(ProofID("P2"), reason: "seen in the bank’s app")])
  }

  @Test("A deduction is supported by a note from before the ticket, up to what the note names")
  func support() {
    let notes = [
      PickupNote(
        text: "cracked", amount: .rupees(1_500),
        at: FormFixture.time("2026-11-20T17:31:00+05:30")),
      PickupNote(text: "late", at: FormFixture.time("2026-11-22T13:00:00+05:30")),
    ]
    let context = FormFixture.answered(8_000, order: FormFixture.panel(notes: notes)).context()
    #expect(commands(.support, context) == [.supportDeduction(amount: .rupees(1_500), note: 0)])
    var form = Form.make(.support, context)
    form.type("2,000", into: "amount", in: context)
    #expect(form.mistake(context)?.field == "amount")
  }

  @Test("A payout is prefilled with the shortfall; another amount is refused at its field")
  func payout() {
    let context = FormFixture.answered(8_000).context()
    #expect(commands(.payout, context) == [.requestPayout(amount: .rupees(2_000))])
    var form = Form.make(.payout, context)
    form.type("1,000", into: "amount", in: context)
    form.press(.function(2), in: context)
    #expect(form.mistake?.field == "amount")
  }

  @Test("An approval is given by typing the amount, and by nothing else")
  func approve() {
    var fixture = FormFixture.answered(8_000)
    fixture.perform(.requestPayout(amount: .rupees(2_000)))
    let context = fixture.context(FormFixture.ravi)
    var form = Form.make(.approve, context)
    #expect(form.press(.enter, in: context) == .handled(changed: false))
    #expect(form.mistake == nil)
    #expect(form.press(.function(2), in: context) == .handled(changed: false))
    form.type("y", in: context)
    #expect(form.press(.enter, in: context) == .handled(changed: false))
    form.press(.control("u"), in: context)
    form.type("200", in: context)
    form.press(.enter, in: context)
    #expect(form.mistake?.message == "₹200 is not what is asked for, ₹2,000.")
    form.press(.character("0"), in: context)
    #expect(form.press(.enter, in: context) == .submit)
    #expect(form.commands(context) == [.approve(reason: nil)])
  }

  @Test("Who asked for a payout does not approve it, whatever was typed")
  func makerAndChecker() {
    var fixture = FormFixture()
    fixture.perform(.log(FormFixture.complaint()))
    for command in [Command.claim, .review, .order(FormFixture.panel())] {
      fixture.perform(command, by: FormFixture.ravi)
    }
    for command in [
      Command.contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .rupees(8_000), reason: nil), .requestPayout(amount: .rupees(2_000)),
    ] {
      fixture.perform(command, by: FormFixture.ravi)
    }
    let context = fixture.context(FormFixture.ravi)
    var form = Form.make(.approve, context)
    form.type("2000", in: context)
    form.press(.enter, in: context)
    #expect(form.mistake?.message.contains("You asked for this payout") == true)
  }

  @Test("A payout is declined with a reason")
  func decline() {
    var fixture = FormFixture.answered(8_000)
    fixture.perform(.requestPayout(amount: .rupees(2_000)))
    let context = fixture.context(FormFixture.ravi)
    #expect(Form.make(.decline, context).mistake(context)?.field == "reason")
    #expect(commands(.decline, context, ["reason": "ask again"]) == [.decline(reason: "ask again")])
  }

  @Test("The bank's word: settled, failed, reversed; then the credits")
  func bank() {
    var fixture = FormFixture.answered(8_000)
    fixture.perform(.requestPayout(amount: .rupees(2_000)))
    fixture.perform(.approve(reason: nil), by: FormFixture.ravi)
    var context = fixture.context()
    #expect(
      commands(.settle, context, ["reference": "632614000001"])
        == [.settle(reference: "632614000001")])
    #expect(commands(.fail, context, ["reason": "no account"]) == [.fail(reason: "no account")])
    fixture.perform(.settle(reference: "632614000001"))
    context = fixture.context()
    #expect(commands(.reverse, context, ["reason": "came back"]) == [.reverse(reason: "came back")])
    #expect(commands(.debit, context) == [.debit(amount: .rupees(2_000))])
    fixture.perform(.debit(amount: .rupees(2_000)))
    context = fixture.context(FormFixture.ravi)
    #expect(
      commands(.credit, context, ["reason": "proven later"])
        == [.credit(amount: .rupees(2_000), reason: "proven later")])
  }

  @Test("A manager's word on the vendor's standing")
  func standing() {
    let context = FormFixture.ordered().context(FormFixture.ravi)
    #expect(commands(.block, context, ["reason": "fraud"]) == [.block(reason: "fraud")])
    #expect(commands(.suspend, context) == [.suspend(reason: nil)])
    #expect(commands(.unblock, context) == [.unblock(reason: nil)])
    #expect(commands(.flag, context) == [.flag(reason: nil)])
    #expect(commands(.keep, context) == [.keep(reason: nil)])
  }

  @Test("D1: the reason of block and escalation stands there already")
  func unreachable() {
    var fixture = FormFixture.ordered()
    fixture.perform(.contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    fixture.wait(hours: 6)
    let context = fixture.context()
    #expect(commands(.block, context) == [.block(reason: "D1: vendor unreachable")])
    #expect(
      commands(.escalate, context) == [
        .escalate(to: .opsManager, reason: "Vendor unreachable – escalated", about: .dispute)
      ])
  }

  @Test("Remarks, notes, instructions and reasons")
  func words() {
    let context = FormFixture.ordered().context()
    #expect(commands(.remark, context, ["text": "agreed"]) == [.remark(text: "agreed")])
    #expect(commands(.note, context, ["text": "called"]) == [.note(text: "called")])
    let ravi = FormFixture.ordered().context(FormFixture.ravi)
    #expect(
      commands(.giveBack, ravi, ["instruction": "ask again"]) == [
        .return(instruction: "ask again")
      ])
    let form = Form.make(.reopen, ravi)
    #expect(form.mistake(ravi)?.field == "reason")
  }

  @Test("A finding; of a valid deduction with its amount")
  func find() {
    let context = FormFixture.answered(8_000).context(FormFixture.ravi)
    #expect(
      commands(.find, context, ["finding": "u", "reason": "no proof came"])
        == [.find(.unpaid, amount: nil, reason: "no proof came")])
    #expect(
      commands(.find, context, ["finding": "v", "reason": "agreed by chat"])
        == [.find(.validDeduction, amount: .rupees(2_000), reason: "agreed by chat")])
  }

  @Test("A login is completed with Tab; one that does not work here is refused")
  func assign() {
    let context = FormFixture.ordered().context(FormFixture.ravi)
    var form = Form.make(.assign, context)
    form.type("de", in: context)
    form.press(.tab, in: context)
    #expect(form.text("to", context) == "dev")
    #expect(form.candidates == ["dev", "devika"])
    form.type("i", in: context)
    form.press(.tab, in: context)
    #expect(form.commands(context) == [.assign(to: Person("devika"))])
    form.type("x", in: context)
    #expect(form.mistake(context)?.message.contains("does not work here") == true)
  }

  @Test("Parking until a time to come; a time that has passed is refused at its field")
  func park() {
    let context = FormFixture.ordered().context()
    #expect(
      commands(.park, context, ["until": "tomorrow 10:00", "reason": "bank"]) == [
        .park(until: FormFixture.time("2026-11-23T10:00:00+05:30"), reason: "bank")
      ])
    var form = Form.make(.park, context)
    form.type("9:00", in: context)
    form.type("bank", into: "reason", in: context)
    #expect(form.mistake(context)?.field == "until")
  }

  @Test("Merging suggests the earlier ticket of the order")
  func merge() {
    var fixture = FormFixture()
    var earlier = FormFixture.complaint()
    earlier.loggedAt = earlier.loggedAt.adding(seconds: -60)
    fixture.perform(.log(earlier), on: TicketID("CX-1"))
    fixture.perform(.log(FormFixture.complaint()))
    fixture.perform(.claim)
    #expect(commands(.merge, fixture.context()) == [.merge(into: TicketID("CX-1"))])
  }

  @Test("What was done outside is confirmed, and the comment is written to a file")
  func outside() throws {
    var fixture = FormFixture.ordered(received: .rupees(4_000))
    fixture.perform(.hear(received: .rupees(10_000), note: nil))
    let close = Form.make(.close, fixture.context())
    fixture.record(try close.submission(fixture.context()).get())
    let context = fixture.context()
    #expect(commands(.applied, context) == [.applied(.comment)])
    let form = Form.make(.saveComment, context)
    let comment = fixture.dispute.ticketComment(status: .resolvedPaid, in: context.context)
    #expect(
      try form.submission(context).get().steps == [
        .saveFile(path: "~/CX-10482-comment.txt", text: comment + "\n")
      ])
    #expect(
      commands(.reopen, fixture.context(FormFixture.ravi), ["reason": "came back"]) == [
        .reopen(reason: "came back")
      ])
  }

  @Test("Pasted text is read into the fields, a conflict stays empty, and F3 goes back to the text")
  func paste() throws {
    let context = FormContext(look: nil, context: FormFixture.reviewed().context().context)
    var form = Form.make(.pasteTicket, context)
    let text = """
      Ticket ID: CX-9
      Customer: Arjun Rao
      Order ID: ORD-9
      Category: Customer Not Paid
      Quoted: 12,000
      Created at: 22 Nov 2026, 9:15 AM
      Complaint: Nothing has come since Friday.
      """
    form.press(.paste(text), in: context)
    #expect(form.press(.function(2), in: context) == .handled(changed: true))
    let ticket = Ticket(
      tag: .customerNotPaid, customer: "Arjun Rao", order: OrderID("ORD-9"),
      quoted: .rupees(12_000), complaint: "Nothing has come since Friday.",
      loggedAt: FormFixture.time("2026-11-22T09:15:00+05:30"))
    #expect(form.press(.function(2), in: context) == .submit)
    #expect(try form.submission(context).get().steps == [.log(TicketID("CX-9"), ticket)])
    form.press(.function(3), in: context)
    #expect(form.text("paste", context) == text)
  }
}
