import Terminal

/// The box in the middle of the screen in which something lies over the panes.
extension Model {
  /// The width of the text in a box in the middle of the screen.
  var overlayWidth: Int { overlayBox(rows: 0).columns - 4 }

  /// A box in the middle of the screen, for so many rows at most; all of it where what has the keys is read alone.
  func overlayBox(rows: Int) -> Rect {
    if session.glyphs.isRead { return Layout.middle(of: size) }
    let columns = min(size.columns - 2, 92)
    let room = middle.rows + 2
    let height = min(max(rows, 8), room - 3)
    return Rect(
      row: max((room - height) / 3, 1), column: (size.columns - columns) / 2, rows: height,
      columns: columns)
  }

  /// The rows that a key moves a sheet by which has no cursor; where rows are read, one.
  var scrollStep: Int { session.glyphs.isRead ? 1 : 5 }

  /// The first row of a sheet in its box once a key has moved it.
  func top(of sheet: Sheet, after id: ActionID, from top: Int) -> Int {
    let box = overlayBox(rows: sheet.rows.count + 2)
    let step = id == .linesDown ? scrollStep : -scrollStep
    return min(max(top + step, 0), sheet.lastTop(showing: box.rows - 2))
  }

  /// Draws a sheet in its box, and how many of its rows lie below.
  func draw(
    _ sheet: Sheet, title: String, trailing: String = "", scrolledTo top: Int, in frame: inout Frame
  ) {
    let box = overlayBox(rows: sheet.rows.count + 2)
    frame.fill(box)
    frame.box(box, title: title, trailing: trailing, focused: true)
    let inside = box.inset(rows: 1, columns: 2)
    let top = min(top, sheet.lastTop(showing: inside.rows))
    sheet.draw(in: &frame, rect: inside, box: box, scrolledTo: top)
    drawRest(sheet.rows.count - inside.rows - top, in: &frame, rect: box)
    frame.cursor = nil
  }
}
