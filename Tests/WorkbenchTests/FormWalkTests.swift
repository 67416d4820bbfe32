import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Forms under any keys")
struct FormWalkTests {
  /// Numbers that look random and are the same each time.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }
  }

  static let keys: [Key] = [
    .character("5"), .character("y"), .character(" "), .character("é"), .character("."), .enter,
    .tab, .backTab, .up, .down, .left, .right, .home, .end, .backspace, .delete, .pageDown,
    .pageUp, .control("u"), .control("w"), .control("y"), .altEnter, .function(2), .function(3),
    .function(4), .function(7), .function(8), .function(9), .paste("632514345678"),
    .paste("Ticket ID: CX-9\n\u{1B}[2J"), .paste("~/a.png"),
  ]

  @Test(
    "No walk of keys breaks a form, and its draft makes the same form", arguments: FormKind.allCases
  )
  func walk(kind: FormKind) {
    var fixture = FormFixture.answered(8_000)
    fixture.drop = [DropFile(name: "a.png", path: "/d/a.png", size: 9, modified: fixture.now)]
    let context = fixture.context()
    var dice = Dice(state: UInt64(kind.rawValue.count))
    for _ in 0..<6 {
      var form = Form.make(kind, context)
      for _ in 0..<40 {
        guard let key = FormWalkTests.keys.randomElement(using: &dice) else { continue }
        _ = form.handle(key, context)
        var frame = Frame(size: Size(columns: 48, rows: 9))
        form.view(in: &frame, rect: Rect(row: 1, column: 2, rows: 7, columns: 44), context)
        #expect(!frame.text.contains("\u{1B}"))
        if let cursor = frame.cursor {
          #expect(Rect(row: 1, column: 2, rows: 7, columns: 44).contains(cursor))
        }
      }
      var other = Form.make(kind, context)
      other.restore(form.draft)
      #expect(other.draft == form.draft)
      #expect(other.submission(context) == form.submission(context))
    }
  }

  @Test(
    "Text is broken at spaces, and every place of the cursor is in a row of its own text",
    arguments: [1, 2, 5, 8, 40])
  func wrap(width: Int) {
    let text = "light scratches, back\n\nunbreakableword  two"
    for place in 0...text.count {
      var editor = LineEditor(text: text, multiline: true)
      editor.moveCursor(to: place)
      let wrap = FormWrap(editor, width: width)
      #expect(wrap.rows.allSatisfy { TextLayout.width($0) <= width })
      #expect(wrap.rows.indices.contains(wrap.cursor.row))
      #expect((0...width).contains(wrap.cursor.column))
      let kept = wrap.rows.joined().filter { $0 != " " }
      #expect(kept == text.filter { $0 != " " && $0 != "\n" })
    }
    let editor = LineEditor(text: "light scratches, back", multiline: true)
    #expect(FormWrap(editor, width: 10).rows == ["light", "scratches,", "back"])
  }

  @Test("A message fills its places in once: a name cannot bring places of its own")
  func message() {
    var fixture = FormFixture.reviewed()
    var facts = FormFixture.panel()
    facts.vendor = VendorName("{quoted} & Co")
    fixture.perform(.order(facts))
    var policy = Policy()
    policy.messageEnglish = "{vendor}: {order}, {unknown} {pickup}"
    let text = VendorMessage.text(.english, for: fixture.dispute, policy: policy)
    #expect(text == "{quoted} & Co: ORD-88213, {unknown} 20 Nov 17:40")
  }
}
