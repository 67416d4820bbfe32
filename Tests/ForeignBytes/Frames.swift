import Terminal

extension Check {
  /// Text to frames: whatever is written, a frame holds nothing that a terminal would obey, and each row takes exactly its
  /// width.
  static func frames(_ bytes: [UInt8]) throws {
    let width = 1 + Int(bytes.first ?? 0) % 44
    let place = Int(bytes.dropFirst().first ?? 0) % 48 - 4
    let text = String(decoding: bytes.dropFirst(2), as: UTF8.self)
    try checkLayout(text, width)
    for glyphs in [Glyphs.unicode, .ascii, .read] {
      var frame = Frame(size: Size(columns: width, rows: 6), glyphs: glyphs)
      frame.box(
        Rect(row: 0, column: 0, rows: 6, columns: width), title: text, trailing: text,
        focused: true)
      frame.rule(row: 2, in: Rect(row: 0, column: 0, rows: 6, columns: width), title: text)
      for (row, align) in [Alignment.left, .center, .right].enumerated() {
        frame.write(text, row: row + 1, column: place, width: width, align: align)
      }
      // Over what stands there, so that halves of wide characters are left.
      frame.write(text, row: 1, column: place + 1, style: Style(.money), ellipsis: false)
      frame.write(text, row: 4, column: -2)
      frame.restyle(Rect(row: 1, column: place, rows: 2, columns: 3), role: .bad)
      try checkFrame(frame)
      guard glyphs.isRead else { continue }
      frame.cursor = Point(row: 1, column: place + 2)
      try checkRead(frame, saying: text, columns: width, isASCII: place.isMultiple(of: 2))
    }
  }

  /// The frame as lines: nothing is drawn in them, and the cursor is inside.
  private static func checkRead(
    _ frame: Frame, saying text: String, columns: Int, isASCII: Bool
  ) throws {
    let size = Size(columns: columns, rows: 9)
    let read = FrameReading(frame).frame(size: size, saying: text, number: 0, isASCII: isASCII)
    try checkFrame(read)
    try hold(
      !read.text.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) },
      "something is drawn: \(read.text)")
    let cursor = read.cursor ?? Point(row: -1, column: -1)
    try hold(
      cursor.row >= 0 && cursor.row < 9 && cursor.column >= 0 && cursor.column < columns,
      "the cursor is at \(cursor)")
  }

  private static func checkLayout(_ text: String, _ width: Int) throws {
    let clean = Sanitiser.clean(text)
    try hold(Sanitiser.clean(clean) == clean, "clean text is cleaned")
    try hold(clean.unicodeScalars.allSatisfy(isInert), "clean text holds what a terminal obeys")
    let lines = Sanitiser.cleanLines(text)
    try hold(lines.unicodeScalars.allSatisfy { $0 == "\n" || isInert($0) }, "lines are not clean")
    let cut = TextLayout.truncate(text, to: width)
    try hold(TextLayout.width(cut) <= width, "“\(cut)” is wider than \(width)")
    for align in [Alignment.left, .center, .right] {
      let padded = TextLayout.pad(text, to: width, align: align)
      try hold(TextLayout.width(padded) == width, "“\(padded)” is not \(width) wide")
    }
    let wrapped = TextLayout.wrap(text, width: width)
    for line in wrapped { try hold(TextLayout.width(line) <= width, "“\(line)” > \(width)") }
    if width >= 2 {
      func letters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !" \n".unicodeScalars.contains($0) && $0 != "\u{25CC}" }
      }
      try hold(letters(wrapped.joined()) == letters(lines), "wrapping loses a letter")
    }
  }

  private static func checkFrame(_ frame: Frame) throws {
    for row in 0..<frame.size.rows {
      var width = 0
      var column = 0
      while column < frame.size.columns {
        guard let cell = frame[row, column] else { throw Broken(description: "no cell") }
        try hold(!cell.isContinuation, "half a character at \(row), \(column)")
        try hold(isInert(cell.scalar) && cell.marks.allSatisfy(isInert), "a cell is not inert")
        try hold(cell.marks.allSatisfy { $0.columns == 0 }, "a mark with a width")
        let columns = cell.scalar.columns
        try hold(columns == 1 || columns == 2, "a cell \(columns) wide")
        if columns == 2 {
          try hold(frame[row, column + 1]?.isContinuation == true, "a wide character is cut")
        }
        width += columns
        column += columns
      }
      try hold(width == frame.size.columns, "a row \(width) wide")
    }
    for text in [frame.text, frame.written, frame.annotated] {
      try hold(text.unicodeScalars.allSatisfy { $0 == "\n" || isInert($0) }, "not inert: \(text)")
    }
    if frame.glyphs.isASCII { try hold(frame.written.allSatisfy(\.isASCII), "not ASCII") }
  }

  /// Whether a scalar does nothing but show: no control, nothing that turns the direction, hides or has no meaning yet.
  private static func isInert(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return !properties.isBidiControl && !properties.isDefaultIgnorableCodePoint
    }
  }
}
