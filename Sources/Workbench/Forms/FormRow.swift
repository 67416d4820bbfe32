import Terminal

/// A row of a form, in pieces.
struct FormRow {
  /// Text at a column of the form.
  struct Piece {
    var text: String
    var column: Int
    /// The cells that are filled with the style, the text's own where nil.
    var width: Int?
    var style: Style
  }

  var pieces: [Piece] = []
  /// A rule with a title, and what stands at its right.
  var rule: (title: String, trailing: String)?

  func draw(in frame: inout Frame, row: Int, rect: Rect) {
    if let rule {
      FormRow.draw(rule, in: &frame, row: row, rect: rect)
      return
    }
    for piece in pieces {
      let room = rect.columns - piece.column
      guard room > 0 else { continue }
      let width = min(piece.width ?? room, room)
      let column = rect.column + piece.column
      if piece.width != nil {
        frame.fill(Rect(row: row, column: column, rows: 1, columns: width), style: piece.style)
      }
      frame.write(piece.text, row: row, column: column, width: width, style: piece.style)
    }
  }

  private static func draw(
    _ rule: (title: String, trailing: String), in frame: inout Frame, row: Int, rect: Rect
  ) {
    frame.fill(
      Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: Style(.border),
      with: frame.glyphs.horizontal)
    let title = TextLayout.truncate(rule.title, to: rect.columns - 4)
    frame.write(
      " \(title) ", row: row, column: rect.column + 1, style: Style(.heading))
    let used = TextLayout.width(title) + 4
    let trailing = TextLayout.width(rule.trailing)
    if trailing > 0, used + trailing + 4 <= rect.columns {
      frame.write(
        " \(rule.trailing) ", row: row, column: rect.maxColumn - trailing - 2, style: Style(.dim))
    }
  }
}
