import Terminal

/// The text of a field in rows, broken at spaces, with the place of the cursor in them.
///
/// `LineEditor.lines` breaks anywhere; sentences are read, so here a word is broken only when it alone is too long.
struct FormWrap {
  private(set) var rows: [String] = []
  /// The cursor; after a full row it stands in the cell behind it, which a field keeps free.
  private(set) var cursor = Point(row: 0, column: 0)

  init(_ editor: LineEditor, width: Int) {
    let characters = Array(editor.text)
    let widths = characters.map { $0.isNewline ? 0 : TextLayout.width(String($0)) }
    var start = 0
    while true {
      let end = FormWrap.end(of: start, characters, widths, max(width, 1))
      let isLast = end >= characters.count
      let next = isLast ? end : characters[end].isWhitespace ? end + 1 : end
      if editor.cursor >= start, editor.cursor < next || isLast && editor.cursor <= end {
        cursor = Point(
          row: rows.count, column: widths[start..<min(editor.cursor, end)].reduce(0, +))
      }
      rows.append(Sanitiser.clean(String(characters[start..<end])))
      guard !isLast else { break }
      start = next
    }
  }

  /// Where the row that begins at a character ends: at a line end, at the last space that fits, or where it is full.
  private static func end(
    of start: Int, _ characters: [Character], _ widths: [Int], _ width: Int
  ) -> Int {
    var used = 0
    var space: Int?
    var index = start
    while index < characters.count {
      if characters[index].isNewline { return index }
      if characters[index] == " " { space = index }
      used += widths[index]
      if used > width { return space.map { max($0, start) } ?? max(index, start + 1) }
      index += 1
    }
    return index
  }
}
