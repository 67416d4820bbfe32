import Procedure
import Terminal

/// The reports, drawn.
extension Model {
  func draw(_ page: ReportScreen, in frame: inout Frame, rect: Rect) {
    let period = page.period(session)
    let days =
      page.length == .month
      ? phrase("30 days") : page.length == .week ? phrase("week") : phrase("quarter")
    frame.box(
      rect, title: title([phrase("Reports"), signs(period.shown), days]), trailing: asOf(page),
      focused: overlay == nil)
    let inside = screenInside
    guard page.isShown(session) else {
      frame.write(
        page.trouble ?? phrase("reading \(session.glyphs.ellipsis)"), row: inside.row,
        column: inside.column, width: inside.columns,
        style: Style(page.trouble == nil ? .dim : .warning))
      return
    }
    let flow = reportFlow(of: page)
    for (place, rows) in flow.columns.enumerated() {
      let left = inside.column + place * (flow.width + ReportFlow.air)
      for (line, row) in rows.dropFirst(page.scroll).prefix(inside.rows).enumerated() {
        let part = Rect(row: inside.row + line, column: left, rows: 1, columns: flow.width)
        draw(row, on: page, in: &frame, part: part)
      }
    }
    if let behind = page.behind { draw(behind, in: &frame) }
  }

  /// Where the sections stand; where rows are read, each has its own.
  func reportFlow(of page: ReportScreen) -> ReportFlow {
    ReportFlow(page, width: screenInside.columns, isRead: session.glyphs.isRead)
  }

  private func asOf(_ page: ReportScreen) -> String {
    guard let report = page.report, page.isShown(session) else { return "" }
    return phrase("as of \(Moments.clock(report.at, now: session.now, offset: session.offset))")
  }

  private func draw(
    _ row: ReportFlow.Row, on page: ReportScreen, in frame: inout Frame, part: Rect
  ) {
    switch row {
    case .gap: break
    case .nothing:
      frame.write(
        "  " + phrase("nothing in this period"), row: part.row, column: part.column,
        width: part.columns,
        style: Style(.dim))
    case .heading(let section), .summary(let section):
      draw(section, of: page.report, in: &frame, part: part)
    case .bar(let number, let bar, let section):
      draw(bar, of: section, in: &frame, part: part)
      guard number == page.cursor, page.behind == nil else { break }
      frame.restyle(part, role: .selection)
      frame.write(
        session.glyphs.selectedLeft, row: part.row, column: part.column, style: Style(.selection))
    }
  }

  /// The figure's name and sum, and between them of days their line, of credits what one is worth.
  private func draw(
    _ section: DeskReport.Section, of report: DeskReport?, in frame: inout Frame, part: Rect
  ) {
    let unit = section.figure.unit
    let total = unit == .seconds ? phrase("\(section.total) measured") : unit.shown(section.total)
    let name = frame.write(
      phrase(section.figure.shown), row: part.row, column: part.column, width: part.columns,
      style: Style(.heading))
    let used = frame.write(
      signs(total), row: part.row, column: part.column, width: part.columns,
      style: Style(unit == .paise ? .money : .value), align: .right)
    let room = part.columns - name - used - 4
    if let report, [.recoveredByVendor, .recoveredByExecutive].contains(section.figure) {
      frame.write(
        signs(phrase("1 credit = \(report.creditRate.short)")), row: part.row,
        column: part.column + name + 2, width: room, style: Style(.dim))
    }
    guard section.figure.isDaily else { return }
    let line = Bars.sparkline(
      section.bars.map(\.value), width: room, session.glyphs)
    frame.write(
      line, row: part.row, column: part.column + name + 2, width: room, style: Style(.accent))
  }

  private func draw(
    _ bar: DeskReport.Bar, of section: DeskReport.Section, in frame: inout Frame, part: Rect
  ) {
    let unit = section.figure.unit
    let hasParts = section.figure.hasParts
    let labels = min(part.columns / 2, hasParts ? 24 : 28)
    let numbers = unit == .disputes ? (hasParts ? 4 : 7) : 15
    frame.write(
      signs(phrase(bar.label)), row: part.row, column: part.column + 2, width: labels - 3,
      style: Style(bar.entries.isEmpty ? .dim : .text))
    frame.write(
      signs(unit.shown(bar.measured)), row: part.row, column: part.column + labels, width: numbers,
      style: Style(unit == .paise ? .money : .value), align: .right)
    let left = labels + numbers + 2
    let room = part.columns - left
    let width = hasParts ? min(room, 6) : room
    frame.write(
      Bars.bar(bar.value, of: section.largest, width: width, session.glyphs), row: part.row,
      column: part.column + left, width: width, style: Style(.accent))
    guard hasParts else { return }
    frame.write(
      bar.breakdown.map { phrase("\($0.word) \($0.count)") }.joined(separator: ", "), row: part.row,
      column: part.column + left + width + 1, width: room - width - 1, style: Style(.dim))
  }

  /// A text of the report in the signs of the screen.
  private func signs(_ text: String) -> String {
    guard session.glyphs.isASCII else { return text }
    return text.replacing("₹", with: session.glyphs.rupee)
      .replacing("–", with: session.glyphs.dash)
  }

  // MARK: The disputes behind a bar

  private func draw(_ behind: ReportScreen.Behind, in frame: inout Frame) {
    let entries = behind.bar.entries
    let box = overlayBox(rows: entries.count + 2)
    frame.fill(box)
    let unit = behind.figure.unit
    frame.box(
      box, title: title([phrase(behind.figure.shown), signs(phrase(behind.bar.label))]),
      trailing: unit == .paise
        ? title(["\(entries.count)", signs(unit.shown(behind.bar.measured))]) : "\(entries.count)",
      focused: overlay == nil)
    let list = box.inset(rows: 1, columns: 2)
    let top = min(
      max(behind.cursor - list.rows / 2, 0), max(entries.count - list.rows, 0))
    for (line, entry) in entries.dropFirst(top).prefix(list.rows).enumerated() {
      let row = list.row + line
      draw(entry, unit, in: &frame, row: row, inside: list)
      guard top + line == behind.cursor else { continue }
      frame.restyle(
        Rect(row: row, column: box.column + 1, rows: 1, columns: box.columns - 2),
        role: .selection)
      frame.write(
        session.glyphs.selectedLeft, row: row, column: box.column + 1, style: Style(.selection))
    }
  }

  private func draw(
    _ entry: DeskReport.Entry, _ unit: DeskReport.Unit, in frame: inout Frame, row: Int,
    inside: Rect
  ) {
    let ticket = min(16, inside.columns / 3)
    frame.write(
      entry.dispute.text, row: row, column: inside.column, width: ticket - 1, style: Style(.link))
    frame.write(
      Moments.day(entry.at, offset: session.offset), row: row, column: inside.column + ticket,
      width: 12, style: Style(.dim))
    let value = unit == .disputes ? "" : signs(unit.shown(entry.value))
    frame.write(
      value, row: row, column: inside.columns + inside.column - 15, width: 15,
      style: Style(unit == .paise ? .money : .value), align: .right)
    frame.write(
      phrase(entry.word), row: row, column: inside.column + ticket + 14,
      width: inside.columns - ticket - 14 - (value.isEmpty ? 0 : 16))
  }
}
