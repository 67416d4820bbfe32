import Testing

@testable import Terminal

@Suite("A frame that is read")
struct FrameReadingTests {
  private func frame(_ draw: (inout Frame) -> Void) -> Frame {
    var frame = Frame(size: Size(columns: 60, rows: 8), glyphs: .read)
    draw(&frame)
    return frame
  }

  private func lines(_ draw: (inout Frame) -> Void) -> [String] {
    FrameReading(frame(draw)).lines.map(\.text)
  }

  @Test("has a title for a pane and nothing of its border")
  func box() {
    let lines = lines { frame in
      frame.box(Rect(frame.size), title: "Queue", trailing: "128", focused: true)
      frame.rule(row: 3, in: Rect(frame.size), title: "What follows")
    }
    #expect(lines == ["Queue, 128", "What follows"])
  }

  @Test("parts a label from its value, and one thing from the next")
  func labels() {
    let lines = lines { frame in
      frame.write("Vendor", row: 0, column: 2, style: Style(.label))
      frame.write("FoneBay Pune  ⚑ 2 in 30d", row: 0, column: 12, style: Style(.value))
      frame.write("Paid?", row: 1, column: 2, style: Style(.label))
      frame.write("yes · in part", row: 1, column: 12, style: Style(.value))
      frame.write("Enter", row: 2, column: 0, style: Style(.key))
      frame.write(" open", row: 2, column: 5, style: Style(.bar))
      frame.write("n", row: 2, column: 13, style: Style(.key))
      frame.write(" next", row: 2, column: 14, style: Style(.bar))
    }
    #expect(
      lines == [
        "Vendor: FoneBay Pune, flagged 2 in 30d", "Paid? yes, in part", "Enter open, n next",
      ])
  }

  @Test("says of each cell below which head it stands, until the table ends")
  func table() {
    let lines = lines { frame in
      frame.write("Ticket", row: 0, column: 1, width: 9, style: Style(.heading))
      frame.write("Paid", row: 0, column: 12, width: 10, style: Style(.heading), align: .right)
      frame.write("CX-1", row: 1, column: 1, style: .text)
      frame.write("₹2,000", row: 1, column: 12, width: 10, style: Style(.money), align: .right)
      frame.write("–", row: 2, column: 12, width: 10, style: Style(.money), align: .right)
      frame.write("1 of 2", row: 4, column: 1, style: Style(.dim))
    }
    #expect(lines == ["Ticket, Paid", "Ticket CX-1, Paid ₹2,000", "Paid none", "1 of 2"])
  }

  @Test("has words for signs, and leaves out what is drawn for the eye alone")
  func signs() {
    #expect(FrameReading.spoken("1 Ticket ✓") == "1 Ticket done")
    #expect(FrameReading.spoken("≠ seen · ····4321") == "differs seen, hidden 4321")
    #expect(FrameReading.spoken("a │ b ▌█▁░⣿ c") == "a b c")
    #expect(FrameReading.spoken("₹2,000 ⟶ ₹3,000") == "₹2,000 to ₹3,000")
    #expect(FrameReading.spoken("[↵] open, → on") == "[Enter] open, Right on")
    #expect(Glyphs.read.sparks.allSatisfy { $0 == " " } && Glyphs.read.barParts == [" "])
  }

  @Test("has the cursor where it is typed, with what is typed as it is")
  func field() {
    let frame = frame { frame in
      frame.write("Reason", row: 0, column: 2, style: Style(.label))
      frame.fill(Rect(row: 0, column: 12, rows: 1, columns: 20), style: Style(.fieldFocused))
      frame.write("a  ✓ ", row: 0, column: 12, style: Style(.fieldFocused))
      frame.write("a hint", row: 0, column: 40, style: Style(.info))
      frame.cursor = Point(row: 0, column: 17)
      frame.write("Other", row: 1, column: 2, style: Style(.label))
      frame.fill(Rect(row: 1, column: 12, rows: 1, columns: 20), style: Style(.field))
    }
    let reading = FrameReading(frame)
    #expect(reading.lines.map(\.text) == ["Reason: a  ✓ , a hint", "Other: empty"])
    let shown = reading.frame(size: Size(columns: 40, rows: 6), saying: "Reason", number: 1)
    #expect(shown.cursor == Point(row: 0, column: 13))
    #expect(shown.text.split(separator: "\n").last == "Reason")
  }

  @Test("shows the page with the line that one is at, and says the rest at its foot")
  func pages() {
    var tall = Frame(size: Size(columns: 40, rows: 30), glyphs: .read)
    for row in 0..<30 { tall.write("line \(row)", row: row, column: 0) }
    for row in 0..<30 {
      tall.reading = row
      let reading = FrameReading(tall)
      let shown = reading.frame(size: Size(columns: 20, rows: 12), saying: "said", number: row)
      #expect(shown.cursor == Point(row: row % 10, column: 0))
      #expect(shown.text.split(separator: "\n")[row % 10] == "line \(row)")
      #expect(shown.announcement?.rows == 10..<12)
      #expect(reading.place == "line \(row)")
    }
  }

  @Test("fits any screen, with the cursor in it")
  func sizes() {
    var random = Seeded(state: 11)
    for _ in 0..<200 {
      var tall = Frame(size: Size(columns: 90, rows: 12), glyphs: .read)
      for row in 0..<12 { tall.write(random.text(60), row: row, column: row % 5) }
      tall.cursor = Point(row: 5, column: Int.random(in: 0..<90, using: &random))
      let size = Size(
        columns: Int.random(in: 1...50, using: &random),
        rows: Int.random(in: 1...15, using: &random))
      let isASCII = Bool.random(using: &random)
      let shown = FrameReading(tall).frame(
        size: size, saying: random.text(80), number: 0, isASCII: isASCII)
      #expect(shown.size == size)
      let cursor = shown.cursor ?? Point(row: -1, column: -1)
      #expect((0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column))
      #expect(!shown.text.unicodeScalars.contains { $0.isDrawing })
      if isASCII { #expect(shown.written.utf8.count == shown.written.unicodeScalars.count) }
    }
  }
}
