import Testing

@testable import Terminal

@Suite("A frame")
struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  @Test("shows a pane as a person would draw it")
  func box() {
    var frame = frame(30, 7)
    frame.box(Rect(frame.size), title: "Queue", trailing: "128", focused: true)
    frame.write("CX-10482", row: 1, column: 2, style: Style(.link))
    frame.write("₹2,000", row: 1, column: 12, width: 16, style: Style(.money), align: .right)
    frame.rule(row: 3, in: Rect(frame.size), title: "Step 3", trailing: "19:14")
    frame.rule(row: 5, in: Rect(frame.size), title: "जोड़", joined: true)
    #expect(
      frame.text == """
        ╭─ Queue ────────────── 128 ─╮
        │ CX-10482            ₹2,000 │
        │                            │
        │─ Step 3 ─────────── 19:14 ─│
        │                            │
        ├─ जोड़ ──────────────────────┤
        ╰────────────────────────────╯
        """)
  }

  @Test("draws boxes of any size, with as much of the title as there is room for")
  func boxes() {
    for rows in -1...4 {
      for columns in -1...24 {
        var frame = frame(26, 6)
        frame.box(
          Rect(row: 1, column: 1, rows: rows, columns: columns), title: "A long title",
          trailing: "1234")
        for row in 0..<6 {
          for column in 0..<26
          where !Rect(row: 1, column: 1, rows: rows, columns: columns)
            .contains(Point(row: row, column: column))
          {
            #expect(frame[row, column]?.scalar == " ", "\(rows)x\(columns)")
          }
        }
      }
    }
    var small = frame(12, 2)
    small.box(Rect(small.size), title: "A long title", trailing: "1234")
    #expect(small.text == "╭─ A lon… ─╮\n╰──────────╯")
  }

  @Test("is drawn in ASCII where there is nothing else")
  func ascii() {
    var frame = Frame(size: Size(columns: 16, rows: 3), glyphs: .ascii)
    frame.box(Rect(frame.size), title: "Queue", trailing: "9")
    #expect(frame.text == "+- Queue -- 9 -+\n|              |\n+--------------+")
  }

  @Test("has one ASCII cell for every sign that it draws with")
  func twins() {
    for value in UInt32(0x20)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect((0x20...0x7E).contains(scalar.asciiTwin.value))
    }
    let text = "é Ž ₹ … “x” ─ │ ╭ ✓ ā शि"
    #expect(
      String(String.UnicodeScalarView(text.unicodeScalars.map(\.asciiTwin))).hasPrefix(
        "e Z R ~ \"x\" - | + + a"))
  }

  @Test("never draws outside, wherever and however wide the text is")
  func clipping() {
    var random = Seeded(state: 4)
    for _ in 0..<3_000 {
      var frame = frame(
        Int.random(in: 0...12, using: &random), Int.random(in: 0...4, using: &random))
      let text = random.text(Int.random(in: 0...20, using: &random))
      frame.write(
        text, row: Int.random(in: -2...5, using: &random),
        column: Int.random(in: -15...15, using: &random),
        width: Bool.random(using: &random) ? nil : Int.random(in: -3...20, using: &random),
        align: [.left, .right, .center].randomElement(using: &random) ?? .left)
      frame.fill(
        Rect(
          row: Int.random(in: -3...5, using: &random),
          column: Int.random(in: -5...14, using: &random),
          rows: 2, columns: Int.random(in: -2...6, using: &random)))
      expectWhole(frame)
    }
    var frame = frame(4, 1)
    let used = [
      frame.write("abc", row: 0, column: .max, width: .max),
      frame.write("abc", row: .min, column: .min),
    ]
    #expect(used == [3, 3])
    #expect(frame.text == "")
  }

  /// Each row's cells take exactly its columns, and each half of a wide scalar has the other.
  private func expectWhole(_ frame: Frame) {
    for row in 0..<frame.size.rows {
      var column = 0
      while column < frame.size.columns {
        guard let cell = frame[row, column] else { return }
        #expect(!cell.isContinuation)
        if cell.scalar.columns == 2 {
          #expect(frame[row, column + 1]?.isContinuation == true)
        }
        column += cell.scalar.columns
      }
      #expect(column == frame.size.columns)
    }
  }

  @Test("leaves a blank where half of a wide scalar is cut off")
  func wideEdges() {
    var right = frame(4, 1)
    right.write("a李李", row: 0, column: 0, width: 9)
    #expect(right.text == "a李")
    #expect(right[0, 3]?.scalar == " ")
    var left = frame(4, 1)
    left.write("李ab", row: 0, column: -1, width: 9)
    #expect(left.text == " ab")
    var over = frame(4, 1)
    over.write("李李", row: 0, column: 0)
    over.write("x", row: 0, column: 1)
    #expect(over.text == " x李")
    over.write("y", row: 0, column: 2)
    #expect(over.text == " xy")
    var shifted = frame(4, 1)
    shifted.write("李李", row: 0, column: 0)
    shifted.write("吾", row: 0, column: 1)
    #expect(shifted.text == " 吾")
  }

  @Test("joins marks to their own cell, four at most, and never to what was there before")
  func marks() {
    var frame = frame(8, 1)
    frame.write("x", row: 0, column: 0)
    frame.write("\u{301}y", row: 0, column: 1)
    #expect(frame[0, 0]?.marks == [])
    #expect(frame[0, 1]?.text == "\u{25CC}\u{301}")
    frame.write("क्षि", row: 0, column: 3)
    #expect(frame[0, 3]?.text == "क\u{94D}")
    #expect(frame[0, 4]?.scalar == "ष")
  }

  @Test("lets a bar be put over a written row without a change of text")
  func restyle() {
    var frame = frame(10, 2)
    frame.write("₹2,000", row: 0, column: 0, style: Style(.money, bold: true))
    frame.restyle(Rect(row: 0, column: -3, rows: 1, columns: 40), role: .selection)
    #expect(frame.text == "₹2,000\n")
    #expect(frame[0, 0]?.style == Style(.selection, bold: true))
    #expect(frame[0, 9]?.style == Style(.selection))
    #expect(frame[1, 0]?.style == .text)
  }

  @Test("names the roles of each row below it, and looks at a depth of colour")
  func annotated() {
    var frame = frame(20, 2)
    frame.write("CX-1", row: 0, column: 0, style: Style(.link))
    frame.write("late", row: 0, column: 6, style: Style(.bad, underline: true))
    #expect(frame.annotated == "CX-1  late\n  ^ 0-3 link · 6-9 bad underline\n")
    #expect(
      frame.annotated(theme: .terminal, depth: .sixteen)
        == "CX-1  late\n  ^ 0-3 fg 6 underline · 6-9 fg 1 bold underline\n")
    #expect(
      frame.annotated(theme: .terminal, depth: .mono)
        == "CX-1  late\n  ^ 0-3 underline · 6-9 bold underline\n")
  }
}
