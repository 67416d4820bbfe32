import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Forms as they are drawn")
struct FormFrameTests {
  @Test("Step 2, filled in from the panel, with a disagreement to see")
  func order() throws {
    var fixture = FormFixture.reviewed()
    fixture.listing?.facts = FormFixture.panel(
      invoice: 8_000,
      notes: [
        PickupNote(
          text: "light scratches, back", amount: .rupees(500),
          at: FormFixture.time("2026-11-20T17:31:00+05:30"))
      ])
    let context = fixture.context()
    let form = Form.make(.order, context)
    try expectFrame(form, context, 80, 20, as: "order")
    try expectFrame(form, context, 40, 8, as: "order")
  }

  @Test("Step 3, before anything was typed")
  func vendorEmpty() throws {
    let context = FormFixture.ordered().context()
    try expectFrame(Form.make(.vendor, context), context, 72, 14, as: "vendor-empty")
  }

  @Test("Step 3, as the design draws it")
  func vendor() throws {
    var fixture = FormFixture.ordered()
    fixture.perform(.contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    fixture.wait(hours: 1)
    let context = fixture.context()
    var form = Form.make(.vendor, context)
    form.type("yy", in: context)
    form.type("8k", into: "paid", in: context)
    form.type("screen was cracked", into: "reason", in: context)
    form.type("632314345678", into: "proof.0", in: context)
    try expectFrame(form, context, 72, 20, as: "vendor")
    try expectFrame(form, context, 72, 8, as: "vendor")
    try expectFrame(form, context, 40, 6, as: "vendor")
  }

  @Test("A mistake stands under its field, in ASCII too")
  func mistake() throws {
    var fixture = FormFixture.ordered()
    fixture.glyphs = .ascii
    let context = fixture.context()
    var form = Form.make(.vendor, context)
    form.type("yy", in: context)
    form.type("8,00", into: "paid", in: context)
    form.press(.function(2), in: context)
    try expectFrame(form, context, 64, 12, as: "vendor-mistake")
  }

  @Test("An approval with its evidence")
  func approve() throws {
    var fixture = FormFixture.answered(8_000, reason: "battery")
    fixture.perform(.requestPayout(amount: .rupees(2_000)))
    let context = fixture.context(FormFixture.ravi)
    var form = Form.make(.approve, context)
    form.type("200", in: context)
    try expectFrame(form, context, 72, 14, as: "approve")
  }

  @Test("Step 5, with what stands in the way")
  func close() throws {
    let context = FormFixture.answered(8_000).context()
    try expectFrame(Form.make(.close, context), context, 80, 14, as: "close-refused")
  }

  @Test("Step 5, with nothing in the way")
  func closable() throws {
    var fixture = FormFixture.ordered(received: .rupees(4_000))
    fixture.perform(.hear(received: .rupees(10_000), note: nil))
    let form = Form.make(.close, fixture.context())
    try expectFrame(form, fixture.context(), 60, 8, as: "close")
  }

  @Test("A pasted ticket, with where each value was read")
  func paste() throws {
    let context = FormContext(
      look: nil, context: FormFixture.reviewed().context().context, isMasked: false)
    var form = Form.make(.pasteTicket, context)
    form.press(
      .paste(
        """
        Ticket ID: CX-10999
        Customer Name  Meera Iyer
        Mobile: 9876544321
        Order ID: ORD-1 
        Order: ORD-2
        Category: Less Paid
        Final App Price: ₹10,000
        Gadget colour blue
        """), .function(2), in: context)
    try expectFrame(form, context, 80, 24, as: "paste")
  }
}
