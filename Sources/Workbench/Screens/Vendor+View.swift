import Journal
import Procedure
import Terminal

/// The page of one vendor, drawn.
extension Model {
  func draw(_ vendor: VendorScreen, in frame: inout Frame, rect: Rect) {
    frame.box(
      rect, title: title([vendor.name.text, phrase("vendor")]), trailing: trailing(vendor),
      focused: overlay == nil)
    let inside = screenInside
    guard let sheet = vendorSheet(vendor) else {
      let text =
        vendor.isMissing ? phrase("Nothing is recorded of this vendor.") : session.glyphs.ellipsis
      frame.write(text, row: inside.row, column: inside.column, style: Style(.dim))
      return
    }
    sheet.sheet.draw(in: &frame, rect: inside, box: rect, scrolledTo: vendor.scroll)
    if let cursor = vendor.cursor, !session.glyphs.isRead {
      drawScreenCursor(cursor - vendor.scroll, in: &frame, rect: rect, inside: inside)
    }
    drawRest(sheet.sheet.rows.count - vendor.scroll - inside.rows, in: &frame, rect: rect)
  }

  /// The dispute that what is decided here is decided on.
  private func trailing(_ vendor: VendorScreen) -> String {
    guard session.actor.role.isManager, let dispute = pane.look?.dispute,
      dispute.order?.vendor == vendor.name
    else { return "" }
    return phrase("decides on \(dispute.id)")
  }

  /// The page in rows; nil until it has come.
  func vendorSheet(_ vendor: VendorScreen) -> VendorSheet? {
    vendor.page.map {
      VendorSheet(
        $0, now: session.now, policy: session.desk.policy, width: screenInside.columns,
        glyphs: session.glyphs)
    }
  }

  /// The bar over a line of a screen.
  func drawScreenCursor(_ line: Int, in frame: inout Frame, rect: Rect, inside: Rect) {
    guard (0..<inside.rows).contains(line) else { return }
    let row = inside.row + line
    frame.restyle(
      Rect(row: row, column: rect.column + 1, rows: 1, columns: rect.columns - 2), role: .selection)
    frame.write(
      session.glyphs.selectedLeft, row: row, column: rect.column + 1, style: Style(.selection))
    frame.write(
      session.glyphs.selectedRight, row: row, column: rect.maxColumn - 1, style: Style(.selection))
  }

  /// How many rows lie below what is visible, and which key shows them where it is not one of the list's.
  ///
  /// - Parameter box: what of the rectangle they are rows of; nil for all of it.
  func drawRest(
    _ rest: Int, in frame: inout Frame, rect: Rect, box: Rect? = nil, key: String = ""
  ) {
    guard rest > 0 else { return }
    let text = " " + phrase("\(rest) more \(session.glyphs.down)") + " " + key
    frame.write(
      text, row: rect.maxRow, column: (box ?? rect).maxColumn - TextLayout.width(text) - 2,
      style: Style(.dim))
  }
}

/// A vendor's page in print.
public enum VendorPrint {
  /// The page as lines of text, the spaces at their ends cut.
  ///
  /// - Parameters:
  ///   - columns: how wide it may be; 60 at least.
  ///   - glyphs: the signs that it may be written with.
  public static func text(
    of page: VendorPage, at now: Instant, under policy: Policy, columns: Int, glyphs: Glyphs
  ) -> String {
    let width = max(columns, 60)
    let printed = VendorSheet(page, now: now, policy: policy, width: width, glyphs: glyphs).sheet
    var frame = Frame(size: Size(columns: width, rows: printed.rows.count + 2), glyphs: glyphs)
    let box = Rect(row: -1, column: -1, rows: printed.rows.count + 4, columns: width + 2)
    frame.write(page.record.name.text, row: 0, column: 0, style: Style(.title))
    printed.draw(
      in: &frame, rect: Rect(row: 2, column: 0, rows: printed.rows.count, columns: width), box: box)
    return frame.written
  }
}
