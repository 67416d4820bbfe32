import Journal
import Procedure
import Terminal

/// The page of one vendor, drawn.
extension Model {
  func draw(_ vendor: VendorScreen, in frame: inout Frame, rect: Rect) {
    frame.box(
      rect, title: vendor.name.text, trailing: vendor.known?.record.standing.rawValue ?? "",
      focused: overlay == nil)
    let sheet = vendorSheet(vendor)
    sheet.draw(in: &frame, rect: screenInside, box: rect, from: vendor.scroll)
  }

  /// Everything that the page says.
  func vendorSheet(_ vendor: VendorScreen) -> Sheet {
    var sheet = Sheet(width: screenInside.columns, glyphs: session.glyphs)
    guard let known = vendor.known else { return sheet }
    standing(known.record, in: &sheet)
    if let listing = known.listing {
      sheet.entry("Listed", "\(listing.credits) credits in the panel")
    }
    return sheet
  }

  private func standing(_ record: VendorRecord, in sheet: inout Sheet) {
    sheet.entry("Standing", record.standing.rawValue, record.standing == .active ? .good : .warning)
    if let reason = record.blockedReason { sheet.entry("Blocked", reason, .warning) }
    sheet.entry("Credits", "\(record.credits.shown) by its disputes")
    for question in record.questions {
      sheet.entry(
        "Asked",
        "of the \(question.to.shown) on \(question.dispute) by \(question.by): \(question.reason)",
        .waiting)
    }
  }
}
