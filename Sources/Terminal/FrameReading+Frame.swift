extension FrameReading {
  /// The lines as a frame of a terminal's size, with what is said at its foot, and the cursor on the line that one is at.
  ///
  /// The lines stand still: a page of them is shown, the one that has the line that one is at, and moving on a page moves the
  /// cursor alone. What is said has two rows, and more where it needs them; it is the last that reaches the terminal, and so the
  /// last that is spoken.
  ///
  /// - Parameters:
  ///   - number: another one where the same is said once more.
  ///   - isASCII: whether the terminal takes ASCII alone.
  public func frame(size: Size, saying words: String, number: Int, isASCII: Bool = false) -> Frame {
    func shown(_ text: String) -> String { isASCII ? Glyphs.ascii.printed(text) : text }
    var frame = Frame(size: size, glyphs: isASCII ? .ascii : .unicode)
    let said = TextLayout.wrap(shown(FrameReading.spoken(words, voice: voice)), width: size.columns)
      .prefix(max(size.rows / 2, 1))
    let page = max(size.rows - max(size.rows < 8 ? 1 : 2, said.count), 1)
    var rows: [String] = []
    var cursor = Point(row: 0, column: 0)
    for (index, line) in lines.enumerated() {
      let wrapped = TextLayout.wrap(shown(line.text), width: size.columns)
      if index == here {
        cursor = FrameReading.place(
          line.cursor.map { shown(String(line.text.prefix($0))).count } ?? 0, in: wrapped)
        cursor.row += rows.count
        cursor.column = min(cursor.column, max(size.columns - 1, 0))
      }
      rows += wrapped
    }
    let top = cursor.row - cursor.row % page
    for (offset, text) in rows.dropFirst(top).prefix(page).enumerated() {
      frame.write(text, row: offset, column: 0)
    }
    for (offset, text) in said.enumerated() {
      frame.write(text, row: page + offset, column: 0, style: Style(.value))
    }
    cursor.row -= top
    frame.cursor = cursor
    frame.announcement = Frame.Announcement(
      rows: page..<max(size.rows, page), number: number)
    return frame
  }

  /// Where a place in a text, in characters, is in its lines.
  private static func place(_ position: Int, in wrapped: [String]) -> Point {
    var rest = position
    for (row, line) in wrapped.enumerated() {
      // The space at which a line was broken is no part of it.
      if rest <= line.count || row == wrapped.count - 1 {
        return Point(
          row: row, column: TextLayout.width(String(line.prefix(rest))) + max(rest - line.count, 0))
      }
      rest -= line.count + 1
    }
    return Point(row: 0, column: 0)
  }
}
