extension Frame {
  /// Draws the border of a pane, with a title at its left and a short text at its right:
  /// `╭─ Queue ───── 128 ─╮`. What is inside stays. Nothing is drawn below 2 rows or 2 columns.
  public mutating func box(
    _ rect: Rect, title: String = "", trailing: String = "", focused: Bool = false
  ) {
    guard rect.rows >= 2, rect.columns >= 2 else { return }
    let border = Style(focused ? .borderFocused : .border)
    line(
      rect.row, rect, border, ends: (glyphs.topLeft, glyphs.topRight),
      title: title, titleStyle: Style(.title), trailing: trailing)
    line(rect.maxRow, rect, border, ends: (glyphs.bottomLeft, glyphs.bottomRight))
    let sides = Rect(row: rect.row + 1, column: rect.column, rows: rect.rows - 2, columns: 1)
    fill(sides, style: border, with: glyphs.vertical)
    var right = sides
    right.column = rect.maxColumn
    fill(right, style: border, with: glyphs.vertical)
  }

  /// Draws a rule across a box at a row of the frame: `├─ Heading ── trailing ─┤` when joined, else
  /// `─ Heading ── trailing ─` between the borders. `rect` is the box, its borders included.
  public mutating func rule(
    row: Int, in rect: Rect, title: String = "", trailing: String = "", joined: Bool = false,
    focused: Bool = false
  ) {
    guard row >= rect.row, row <= rect.maxRow, rect.columns >= 2 else { return }
    let border = Style(focused ? .borderFocused : .border)
    let ends = joined ? (glyphs.leftTee, glyphs.rightTee) : (glyphs.vertical, glyphs.vertical)
    line(
      row, rect, border, ends: ends, title: title, titleStyle: Style(.heading),
      trailing: trailing)
  }

  private mutating func line(
    _ row: Int, _ rect: Rect, _ border: Style, ends: (Unicode.Scalar, Unicode.Scalar),
    title: String = "", titleStyle: Style = .text, trailing: String = ""
  ) {
    fill(
      Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: border,
      with: glyphs.horizontal)
    let corner = Rect(row: row, column: rect.column, rows: 1, columns: 1)
    fill(corner, style: border, with: ends.0)
    fill(
      Rect(row: row, column: rect.maxColumn, rows: 1, columns: 1), style: border, with: ends.1)

    // `╭─ Title ─…─ trailing ─╮`: four cells around each text, and the title comes first.
    var room = rect.columns - 6
    guard room > 0 else { return }
    let titleWidth = min(TextLayout.width(title), room)
    if titleWidth > 0 {
      write(
        " " + TextLayout.truncate(title, to: titleWidth) + " ", row: row,
        column: rect.column + 2, width: titleWidth + 2, style: titleStyle)
      room -= titleWidth + 3
    }
    let trailingWidth = TextLayout.width(trailing)
    if trailingWidth > 0, trailingWidth <= room {
      write(
        " " + trailing + " ", row: row, column: rect.maxColumn - trailingWidth - 3,
        width: trailingWidth + 2, style: Style(.dim))
    }
  }
}
