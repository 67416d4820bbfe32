import Journal
import struct Journal.Look
import Procedure
import Terminal

/// The call sheet, drawn: the disputes above, the one under the cursor below.
extension Model {
  func draw(_ sheet: CallSheet, in frame: inout Frame, rect: Rect) {
    let count = sheet.asked.map {
      $0.isCut
        ? phrase("the first \($0.items.count) of \($0.count) open questions")
        : $0.count == 1 ? phrase("1 open question") : phrase("\($0.count) open questions")
    }
    frame.box(
      rect, title: title([sheet.vendor.text, phrase("call sheet")]), trailing: count ?? "",
      focused: overlay == nil)
    let inside = screenInside
    guard let selected = sheet.selected else {
      let isKnown = sheet.asked != nil
      frame.write(
        isKnown
          ? phrase("Nothing is open: the vendor has answered all that it was asked.")
          : session.glyphs.ellipsis, row: inside.row, column: inside.column,
        style: Style(isKnown ? .good : .dim))
      return
    }
    let (table, bottom) = callParts(sheet, selected)
    drawTable(sheet, in: &frame, rect: table, box: rect)
    detail(of: selected, sheet).draw(in: &frame, rect: bottom, box: rect)
  }

  /// The table, and below it what there is to say of one dispute.
  private func callParts(_ sheet: CallSheet, _ selected: Look) -> (top: Rect, bottom: Rect) {
    let inside = screenInside
    let rows = min(detail(of: selected, sheet).rows.count, max(inside.rows - 4, 0))
    return inside.split(rows: inside.rows - rows)
  }

  /// Where the rows of the table stand, below its heading, and the first that is visible.
  func callTable(_ sheet: CallSheet) -> (rows: Rect, top: Int) {
    guard let selected = sheet.selected else {
      return (Rect(row: 0, column: 0, rows: 0, columns: 0), 0)
    }
    return CallColumn.rows(of: sheet, in: callParts(sheet, selected).top)
  }

  /// Whom an attempt over all is with, and what it is about.
  func callSheetHead(in head: inout Sheet) {
    guard case .callSheet(let sheet) = screen else { return }
    head.entry(phrase("Vendor"), sheet.vendor.text)
    head.entry(phrase("Disputes"), sheet.looks.map(\.dispute.id.text).joined(separator: ", "))
    head.gap()
  }

  /// Rows of the table that are visible at a time: all but its heading.
  private func drawTable(_ sheet: CallSheet, in frame: inout Frame, rect: Rect, box: Rect) {
    let columns = CallColumn.laid(width: rect.columns)
    for column in columns {
      frame.write(
        column.title, row: rect.row, column: rect.column + column.start, width: column.width,
        style: Style(.heading), align: column.align)
    }
    let (area, top) = CallColumn.rows(of: sheet, in: rect)
    for (line, look) in sheet.looks.dropFirst(top).prefix(area.rows).enumerated() {
      for column in columns {
        let (text, role) = cell(look, column.kind, sheet)
        frame.write(
          text, row: rect.row + 1 + line, column: rect.column + column.start, width: column.width,
          style: Style(role), align: column.align)
      }
    }
    drawScreenCursor(sheet.cursor - top, in: &frame, rect: box, inside: area)
  }

  private func cell(
    _ look: Look, _ kind: CallColumn.Kind, _ sheet: CallSheet
  ) -> (String, Terminal.Role) {
    let dispute = look.dispute
    switch kind {
    case .left: return timeLeft(of: look)
    case .ticket: return (dispute.id.text, .text)
    case .order: return (dispute.ticket.order.text, .text)
    case .customer: return (dispute.ticket.customer.text, .text)
    case .due: return (dispute.due.short, .money)
    case .paid: return (dispute.paid.short, .money)
    case .asked: return (question(to: look)?.words ?? "", .text)
    case .last: return lastAttempt(on: dispute, sheet)
    case .holder: return (dispute.holder?.text ?? phrase("nobody"), .dim)
    }
  }

  private func question(to look: Look) -> VendorQuestion? {
    look.dispute.vendorQuestion(
      isDuplicated: session.context(look).circumstances(of: look.dispute).isDuplicated)
  }

  private func timeLeft(of look: Look) -> (String, Terminal.Role) {
    guard let window = look.dispute.window(policy: session.desk.policy) else {
      return (phrase("not yet"), .dim)
    }
    if window.hasLapsed(at: session.now) { return (phrase("lapsed"), .bad) }
    return (
      Moments.left(until: window.lapsesAt, from: session.now),
      window.lapsesAt < session.now.adding(seconds: 3_600) ? .warning : .text
    )
  }

  private func lastAttempt(on dispute: Dispute, _ sheet: CallSheet) -> (String, Terminal.Role) {
    if case .refused = sheet.attempts[dispute.id] {
      return (phrase("\(session.glyphs.failed) not logged"), .bad)
    }
    let sign = sheet.attempts[dispute.id] == .logged ? session.glyphs.done + " " : ""
    guard let last = dispute.vendorContacts.last else { return (phrase("never tried"), .dim) }
    let when = Moments.clock(last.at, now: session.now, offset: session.offset)
    return (phrase("\(sign)\(when) \(last.channel.shown), \(last.outcome.shown)"), .text)
  }

  /// What there is to say of one dispute while it is talked about.
  private func detail(of look: Look, _ sheet: CallSheet) -> Sheet {
    var rows = Sheet(width: screenInside.columns, glyphs: session.glyphs)
    let dispute = look.dispute
    rows.rule(
      title([dispute.id.text, phrase(dispute.ticket.tag.shown), dispute.ticket.customer.text]))
    if let phone = look.vendorListing?.phone {
      rows.entry(phrase("Dial"), phone.text, .value)
    }
    var customer = dispute.ticket.customer.text
    if let phone = dispute.ticket.phone { customer += "  " + phone.text.hidden }
    let pickup =
      dispute.order?.pickedUpAt.map { phrase("pickup \(Moments.day($0, offset: session.offset))") }
      ?? phrase("pickup unknown")
    rows.entry(
      phrase("Order"),
      [dispute.ticket.order.text, look.listing?.device, pickup].compactMap(\.self)
        .joined(separator: ", "))
    rows.entry(phrase("Customer"), customer)
    let (quoted, due, paid) = (dispute.quoted.short, dispute.due.short, dispute.paid.short)
    rows.entry(
      phrase("Figures"),
      dispute.claimed.map {
        phrase("quoted \(quoted), due \(due), paid \(paid), the vendor claims \($0.short)")
      } ?? phrase("quoted \(quoted), due \(due), paid \(paid)"))
    rows.entry(phrase("Asked"), question(to: look)?.sentence ?? phrase("nothing any more"), .accent)
    if case .refused(let why) = sheet.attempts[dispute.id] {
      rows.entry(phrase("Refused"), why, .bad)
    }
    if dispute.holder != session.actor.person {
      rows.entry(
        phrase("Holder"),
        dispute.holder.map {
          phrase(
            "\($0) holds it: what arrives you record, a proof waits for its holder to accept it")
        }
          ?? phrase(
            "nobody holds it: what arrives you record, a proof waits for its holder to accept it"),
        .waiting)
    }
    return rows
  }
}

extension VendorQuestion {
  /// In the narrow column.
  fileprivate var words: String {
    switch self {
    case .answer: phrase("an answer")
    case .proof(let amount): phrase("proof of \(amount.short)")
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .answer: phrase("did it pay, how much, why the difference, proof")
    case .proof(let amount): phrase("proof of \(amount.short) that it claims and nothing shows")
    }
  }
}

/// A column of the call sheet.
private struct CallColumn {
  enum Kind { case left, ticket, order, customer, due, paid, asked, last, holder }

  var kind: Kind
  var title: String
  var start = 0
  var width: Int
  var align = Alignment.left

  /// Where the rows stand in a table's part, below its heading, and the first that is visible.
  static func rows(of sheet: CallSheet, in rect: Rect) -> (Rect, top: Int) {
    let visible = max(rect.rows - 1, 1)
    let top = max(min(sheet.cursor - visible / 2, sheet.looks.count - visible), 0)
    return (
      Rect(row: rect.row + 1, column: rect.column, rows: visible, columns: rect.columns), top
    )
  }

  /// The columns that there is room for; what was asked and tried last comes before who the customer is.
  static func laid(width: Int) -> [CallColumn] {
    let money = width >= 100 ? 13 : 10
    var columns = [
      CallColumn(kind: .left, title: phrase("Left", sense: "time"), width: 7, align: .right),
      CallColumn(kind: .ticket, title: phrase("Ticket"), width: 9),
      CallColumn(kind: .due, title: phrase("Due"), width: money, align: .right),
      CallColumn(kind: .paid, title: phrase("Paid"), width: money, align: .right),
      CallColumn(kind: .asked, title: phrase("Asked"), width: 17),
      CallColumn(kind: .last, title: phrase("Last attempt"), width: 0),
    ]
    if width >= 100 {
      columns.insert(CallColumn(kind: .order, title: phrase("Order"), width: 11), at: 2)
      columns.append(CallColumn(kind: .holder, title: phrase("Holder"), width: 8))
    }
    if width >= 130 {
      columns.insert(CallColumn(kind: .customer, title: phrase("Customer"), width: 20), at: 3)
    }
    let taken = columns.reduce(0) { $0 + $1.width + 1 }
    var start = 0
    for index in columns.indices {
      if columns[index].width == 0 { columns[index].width = max(width - taken, 8) }
      columns[index].start = start
      start += columns[index].width + 1
    }
    return columns
  }
}
