import Procedure
import Terminal

/// How a form is drawn: labelled fields from the top down, scrolled to the one that has the keys.
extension Form {
  /// Draws the form into a part of a frame and puts the cursor into the field that has the keys. It works from 40 columns
  /// and 6 rows up.
  public func view(in frame: inout Frame, rect: Rect, _ context: FormContext) {
    guard !rect.isEmpty else { return }
    let sheet = sheet(context)
    let layout = FormLayout(form: self, sheet: sheet, columns: rect.columns)
    let foot = footRows(sheet, columns: rect.columns).prefix(max(1, rect.rows / 3))
    let window = max(1, rect.rows - foot.count)
    let first = layout.firstRow(window: window)
    for (offset, row) in layout.rows.dropFirst(first).prefix(window).enumerated() {
      row.draw(in: &frame, row: rect.row + offset, rect: rect)
    }
    if let point = layout.cursor, point.row >= first, point.row < first + window {
      frame.cursor = Point(
        row: rect.row + point.row - first,
        column: rect.column + min(point.column, rect.columns - 1))
    }
    if first > 0 {
      frame.write(
        context.glyphs.up, row: rect.row, column: rect.maxColumn, width: 1, style: Style(.dim))
    }
    if first + window < layout.rows.count {
      frame.write(
        context.glyphs.down, row: rect.row + window - 1, column: rect.maxColumn, width: 1,
        style: Style(.dim))
    }
    for (offset, line) in foot.enumerated() {
      let row = rect.maxRow - foot.count + 1 + offset
      frame.write(
        line, row: row, column: rect.column + 1, width: rect.columns - 1, style: Style(.bad))
    }
  }

  /// The rows that the form has at a width, for a pane that gives it what it needs.
  public func rowCount(columns: Int, _ context: FormContext) -> Int {
    let sheet = sheet(context)
    return FormLayout(form: self, sheet: sheet, columns: columns).rows.count
      + footRows(sheet, columns: columns).count
  }

  /// A mistake that belongs to no field that is there.
  private func footRows(_ sheet: FormSheet, columns: Int) -> [String] {
    guard let mistake else { return [] }
    if let field = mistake.field, FormSheet.find(field, in: sheet.fields) != nil { return [] }
    let lines = TextLayout.wrap(
      FormLayout.spelt(mistake.message, sheet.context.glyphs), width: columns - 4)
    return lines.enumerated().map {
      ($0.offset == 0 ? sheet.context.glyphs.failed : " ") + " " + $0.element
    }
  }
}
