import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Keys, drafts and mistakes of forms")
struct FormTests {
  let context = FormFixture.ordered().context()

  @Test(
    "Every form can be made, drawn and left, with a dispute and without",
    arguments: FormKind.allCases)
  func everyForm(kind: FormKind) {
    for context in [
      context, FormContext(look: nil, context: context.context),
      FormFixture.answered(0, received: nil).context(),
    ] {
      var form = Form.make(kind, context)
      for size in [
        Size(columns: 40, rows: 6), Size(columns: 120, rows: 30), Size(columns: 3, rows: 1),
      ] {
        var frame = Frame(size: size)
        form.view(in: &frame, rect: Rect(size), context)
      }
      #expect(form.draft.isEmpty)
      #expect(form.handle(.escape, context) == .leave)
      #expect(form.draft.isEmpty)
    }
  }

  @Test("A draft comes back exactly, half-typed values and the focus included")
  func draft() {
    var form = Form.make(.vendor, context)
    form.type("yy", in: context)
    form.type("8,0", into: "paid", in: context)
    form.type("  screen ", into: "reason", in: context)
    form.type("6323143", into: "proof.0", in: context)
    var other = Form.make(.vendor, context)
    other.restore(form.draft)
    #expect(other.draft == form.draft)
    #expect(other.focus == "proof.0")
    #expect(other.text("reason", context) == "  screen ")
    #expect(other.text("paid", context) == "8,0")
  }

  @Test("Tab and arrows move, Shift-Tab goes back, Tab wraps round")
  func moving() {
    var form = Form.make(.credit, context)
    #expect(form.focus == "amount")
    form.press(.tab, in: context)
    #expect(form.focus == "reason")
    form.press(.backTab, in: context)
    #expect(form.focus == "amount")
    form.press(.down, .down, in: context)
    #expect(form.focus == "reason")
    form.press(.tab, in: context)
    #expect(form.focus == "amount")
  }

  @Test("A suggestion gives way to the first letter, and is edited by an editing key")
  func suggestion() {
    var form = Form.make(.payout, FormFixture.answered(8_000).context())
    let context = FormFixture.answered(8_000).context()
    #expect(form.text("amount", context) == "2,000.00")
    form.press(.backspace, in: context)
    #expect(form.text("amount", context) == "2,000.0")
    form = Form.make(.payout, context)
    form.press(.character("5"), in: context)
    #expect(form.text("amount", context) == "5")
  }

  @Test("A choice is changed with arrows, space and first letters")
  func choice() {
    var form = Form.make(.escalate, context)
    form.focus = "to"
    form.press(.right, in: context)
    #expect(form.text("to", context) == "financeManager")
    form.press(.character(" "), in: context)
    #expect(form.text("to", context) == "opsManager")
    form.press(.character("f"), in: context)
    #expect(form.text("to", context) == "financeManager")
    #expect(form.press(.character("z"), in: context) == .ignored)
  }

  @Test("A mistake stands at its field, the focus moves there, and typing takes it away")
  func mistake() {
    var form = Form.make(.credit, context)
    form.type("1,0,000", in: context)
    form.type("why", into: "reason", in: context)
    #expect(form.press(.function(2), in: context) == .handled(changed: false))
    #expect(form.focus == "amount")
    #expect(form.mistake?.message.contains("“1,0,000” is no amount") == true)
    form.press(.backspace, in: context)
    #expect(form.mistake == nil)
  }

  @Test("Alt-2 is F2, for keyboards without function keys")
  func twins() {
    var form = Form.make(.note, context)
    form.type("called the bank", in: context)
    #expect(form.press(.alt("2"), in: context) == .submit)
    #expect(form.commands(context) == [.note(text: "called the bank")])
  }

  @Test("Enter goes on, and records from the last field")
  func enter() {
    var form = Form.make(.credit, FormFixture.ordered().context(FormFixture.ravi))
    let context = FormFixture.ordered().context(FormFixture.ravi)
    form.type("500", in: context)
    form.press(.enter, in: context)
    #expect(form.focus == "reason")
    form.type("taken twice", in: context)
    #expect(form.press(.enter, in: context) == .submit)
    #expect(form.commands(context) == [.credit(amount: .rupees(500), reason: "taken twice")])
  }

  @Test("Alt-Enter begins a line, arrows move between lines and then between fields")
  func severalLines() {
    var form = Form.make(.credit, context)
    form.type("one", into: "reason", in: context)
    form.press(.altEnter, in: context)
    form.type("two", in: context)
    #expect(form.text("reason", context) == "one\ntwo")
    form.press(.up, in: context)
    #expect(form.focus == "reason")
    form.press(.up, in: context)
    #expect(form.focus == "amount")
  }

  @Test("F9 asks for the editor, and its text comes back into the field")
  func editor() {
    var form = Form.make(.note, context)
    form.type("a", in: context)
    #expect(form.press(.function(9), in: context) == .request(.editor("a")))
    form.replaceText("b\nc\n", context)
    #expect(form.text("text", context) == "b\nc")
  }

  @Test("Tab completes a path, then moves on")
  func path() {
    var form = Form.make(.proof, context)
    form.type("~/dr", in: context)
    #expect(form.press(.tab, in: context) == .request(.completePath("~/dr")))
    form.completed(["~/drop/a1.png", "~/drop/a2.png"])
    #expect(form.text("proof", context) == "~/drop/a")
    #expect(form.candidates.count == 2)
    form.type("1", in: context)
    _ = form.press(.tab, in: context)
    form.completed(["~/drop/a1.png"])
    #expect(form.text("proof", context) == "~/drop/a1.png")
    form.press(.tab, in: context)
    #expect(form.focus == "proof.reference")
  }

  @Test("A refusal of the journal stands under the field that it names, or at the foot")
  func refusal() {
    var form = Form.make(.credit, context)
    form.show(Refusal(.invalid, "The reason is empty.".phrase, rule: "Fields", field: "reason"))
    #expect(form.focus == "reason")
    form.show(Refusal(.notHeld, "ravi holds CX-10482.".phrase, rule: "Holding"))
    var frame = Frame(size: Size(columns: 60, rows: 12))
    form.view(in: &frame, rect: Rect(frame.size), context)
    #expect(frame.text.contains("ravi holds CX-10482."))
  }

  @Test("Phone numbers and payment addresses are hidden until asked for, and still recorded whole")
  func masked() {
    var fixture = FormFixture.reviewed()
    var frame = Frame(size: Size(columns: 80, rows: 24))
    let form = Form.make(.order, fixture.context())
    form.view(in: &frame, rect: Rect(frame.size), fixture.context())
    #expect(!frame.text.contains("meera@"))
    guard case .order(let facts) = form.commands(fixture.context()).first else {
      Issue.record("no order")
      return
    }
    #expect(facts.payTo == "meera@okaxis")
    fixture.isMasked = false
    frame = Frame(size: Size(columns: 80, rows: 24))
    form.view(in: &frame, rect: Rect(frame.size), fixture.context())
    #expect(frame.text.contains("meera@okaxis"))
  }

  @Test("What the core would refuse is said before anything is recorded")
  func rehearsed() {
    let form = Form.make(.block, context)
    #expect(form.mistake(context)?.message.contains("D1 and D2 alone") == true)
  }
}
