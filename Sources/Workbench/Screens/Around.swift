import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What is around the dispute that is shown, for which there is room on a wide screen: its vendor, the other disputes of its
/// order, what the desk has noted, and what happened. Else each is a key away.
extension Model {
  func drawAround(in frame: inout Frame, rect: Rect, _ layout: Layout) {
    if layout.isAroundInside {
      let line = Rect(row: rect.row + 1, column: rect.column, rows: rect.rows - 2, columns: 1)
      frame.fill(line, style: Style(.border), with: session.glyphs.vertical)
    } else {
      frame.box(rect, title: phrase("Around it"), trailing: pane.look?.listing?.device ?? "")
    }
    let inside = rect.inset(rows: 1, columns: 2)
    let sheet = aroundSheet(inside.columns)
    let top = min(pane.aroundTop, max(sheet.rows.count - inside.rows, 0))
    sheet.draw(in: &frame, rect: inside, box: rect, from: top)
    drawRest(sheet.rows.count - inside.rows - top, in: &frame, rect: rect)
  }

  /// Moves what is visible of it.
  mutating func scrollAround(by step: Int) {
    guard let rect = Layout(self).around else { return }
    let inside = rect.inset(rows: 1, columns: 2)
    let most = max(aroundSheet(inside.columns).rows.count - inside.rows, 0)
    pane.aroundTop = min(max(pane.aroundTop + step, 0), most)
  }

  func aroundSheet(_ columns: Int) -> Sheet {
    var sheet = Sheet(width: columns, glyphs: session.glyphs)
    // On a group's header there is no one dispute.
    if focus == .list, queue.isOnHeader { return sheet }
    sheet.indent = 10
    if let look = pane.look, let assessment = pane.assessment {
      vendor(look, assessment, in: &sheet)
      order(look, in: &sheet)
      noted(look.dispute, in: &sheet)
      sheet.gap()
    }
    guard let history = pane.history else { return sheet }
    sheet.rule(phrase("Timeline"), trailing: "\(history.count)")
    timeline(history, in: &sheet)
    return sheet
  }

  /// The vendor's standing, its other disputes that count, what is asked about it, and where it is called.
  private func vendor(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    guard let vendor = assessment.vendor else {
      let listed =
        look.listing.map { phrase("\($0.facts.vendor), as listed") } ?? phrase("not known yet")
      return sheet.entry(phrase("Vendor"), listed, look.listing == nil ? .dim : .value)
    }
    sheet.entry(phrase("Vendor"), vendor.name.text, .title)
    if let phone = look.vendorListing?.phone { sheet.entry(phrase("Dial"), phone.text) }
    let isGood = vendor.standing == .active
    let sign = vendor.isFlagged ? session.glyphs.flag + " " : ""
    sheet.entry(
      phrase("Standing"),
      sign + phrase(vendor.standing.shown)
        + (vendor.blockedReason.map { ": \($0.discreet)" } ?? ""),
      isGood ? .good : .warning)
    let counted = look.dispute.countedDisputes(in: session.context(look)).map(\.id)
    let others = counted.filter { $0 != look.dispute.id }.map(\.text)
    sheet.entry(
      phrase("Counted"),
      phrase("\(counted.count) in \(session.desk.policy.countedDays)d")
        + (others.isEmpty ? "" : ": " + few(others)), counted.count > 1 ? .warning : .value)
    sheet.entry(
      phrase("Credits"), vendor.credits.short, vendor.credits < .zero ? .warning : .money)
    for question in vendor.questions {
      sheet.entry(
        phrase("Asked"),
        phrase("the \(question.to.shown), on \(question.dispute): \(question.reason)"), .waiting)
    }
  }

  /// What else is known of the order.
  private func order(_ look: Look, in sheet: inout Sheet) {
    let siblings = (look.surroundings.orders[look.dispute.ticket.order] ?? [])
      .filter { $0.id != look.dispute.id }
    for sibling in siblings {
      sheet.entry(
        phrase("Its order"), phrase("\(sibling.id) too: \(sibling.state.shown)"), .warning)
    }
  }

  private func noted(_ dispute: Dispute, in sheet: inout Sheet) {
    for (index, note) in dispute.notes.suffix(3).enumerated() {
      sheet.entry(index == 0 ? phrase("Noted") : "", note, .quote)
    }
  }

  /// The last few of some ids, and how many there are before.
  private func few(_ ids: [String]) -> String {
    let shown = ids.suffix(4)
    let names = shown.joined(separator: ", ")
    return shown.count < ids.count
      ? phrase("\(names) and \(ids.count - shown.count) more") : names
  }
}
