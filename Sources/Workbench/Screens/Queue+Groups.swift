import Journal
import Procedure
import Terminal

/// The queue grouped by vendor: a header above each vendor's rows, on which the cursor can stand.
///
/// Groups stand by the vendor's name, so that none moves while its windows run; those of which no vendor is known come last.
extension QueuePane {
  /// Whether the row of an index is the first of its group at hand.
  func beginsGroup(_ index: Int) -> Bool {
    index == 0 || rows[index].vendor != rows[index - 1].vendor
  }

  /// Moves the cursor by so many lines, headers included.
  mutating func moveLines(by step: Int) {
    for _ in 0..<min(abs(step), rows.count * 2) {
      if step > 0, isOnHeader {
        isOnHeader = false
      } else if step > 0, cursor + 1 < rows.count {
        cursor += 1
        isOnHeader = beginsGroup(cursor)
      } else if step < 0, !isOnHeader, beginsGroup(cursor) {
        isOnHeader = true
      } else if step < 0, cursor > 0 {
        cursor -= 1
        isOnHeader = false
      } else {
        return
      }
    }
  }

  /// What stands on a line below the heading, from 0: a row, or the header above one; nil where there is nothing.
  func place(onLine line: Int) -> (row: Int, isHeader: Bool)? {
    guard isGrouped else {
      return rows.indices.contains(top + line) ? (top + line, false) : nil
    }
    var lines = 0
    for index in rows.indices.dropFirst(top) {
      if index == top || beginsGroup(index) {
        // Above the first row that is visible its group's header is repeated, and is no place for the cursor.
        if lines == line { return (index, beginsGroup(index)) }
        lines += 1
      }
      if lines == line { return (index, false) }
      lines += 1
    }
    return nil
  }

  /// The first row to show so that a later one is visible in so many lines, its group's header and those between included.
  func earliestTop(showing last: Int, visible: Int) -> Int {
    guard rows.indices.contains(last) else { return 0 }
    var first = last
    var lines = 2
    while first > 0 {
      lines += beginsGroup(first) ? 2 : 1
      guard lines <= visible else { break }
      first -= 1
    }
    return first
  }
}

extension Model {
  /// Groups the list by vendor, or shows it in its own order again; the cursor keeps its ticket.
  mutating func toggleGroups() {
    guard queue.view.canBeGrouped else {
      return say(
        phrase(
          "Queue, mine, waiting and new can be grouped by vendor; this view keeps its own order."))
    }
    isGrouping.toggle()
    queue.isOnHeader = false
    if let row = queue.anchor { fetch(.around(row)) } else { fetch(.first) }
    say(
      isGrouping
        ? phrase("Grouped by vendor, by name; on a header \(named(.open)) opens the call sheet.")
        : phrase("In its own order again."))
  }

  /// Into the call sheet of the group under the cursor; false where the cursor is on a dispute.
  mutating func openGroup() -> Bool {
    guard focus == .list, queue.isOnHeader else { return false }
    openCallSheet()
    return true
  }

  /// The lines of the list with a header above each group, and above the first one that is visible.
  func drawGroups(
    _ columns: [ListColumn], in frame: inout Frame, inside: Rect, lines: Int, isFocused: Bool
  ) {
    var line = 0
    for index in queue.rows.indices.dropFirst(queue.top) where line < lines {
      if index == queue.top || queue.beginsGroup(index) {
        draw(
          header: queue.rows[index].vendor, in: &frame, row: inside.row + 1 + line, inside: inside)
        if index == queue.cursor, queue.isOnHeader {
          drawBarOverRow(in: &frame, row: inside.row + 1 + line, inside: inside, isFocused)
        }
        line += 1
      }
      guard line < lines else { return }
      drawLine(
        of: queue.rows[index], at: index, columns, in: &frame, row: inside.row + 1 + line,
        inside: inside, isFocused)
      line += 1
    }
  }

  private func draw(header vendor: VendorName?, in frame: inout Frame, row: Int, inside: Rect) {
    let words = vendor?.text ?? phrase("no vendor known yet")
    let facts = queue.groups[vendor].map(facts) ?? ""
    let width = TextLayout.width(facts)
    frame.write(
      words, row: row, column: inside.column + 1, width: max(inside.columns - width - 4, 4),
      style: Style(.heading, bold: true))
    frame.write(
      facts, row: row, column: inside.maxColumn - width, width: width, style: Style(.dim))
  }

  /// `3 · ₹13,450 · 0:42`
  private func facts(of group: VendorGroup) -> String {
    title(["\(group.count)", group.disputed.short, group.soonest.map(left) ?? ""])
  }

  private func left(until moment: Instant) -> String {
    moment <= session.now ? phrase("lapsed") : Moments.left(until: moment, from: session.now)
  }

  /// What stands in the place of a dispute while the cursor is on a header.
  func groupSheet(_ inside: Rect) -> Sheet {
    var sheet = Sheet(width: inside.columns, glyphs: session.glyphs)
    guard let vendor = queue.anchor?.vendor else {
      sheet.say(phrase("No vendor is known of these yet: the order names it."), .dim)
      return sheet
    }
    sheet.say(vendor.text, .title)
    if let group = queue.groups[vendor] {
      sheet.entry(phrase("Disputes"), phrase("\(group.count) in this view"))
      sheet.entry(phrase("In dispute"), group.disputed.shown, .money)
      if let soonest = group.soonest {
        sheet.entry(phrase("Window"), left(until: soonest), .warning)
      }
    }
    sheet.gap()
    sheet.say(phrase("\(keyed(.callSheet)): every open question to it on one screen."), .dim)
    sheet.say(phrase("\(keyed(.vendorPage)): all that is known of it."), .dim)
    return sheet
  }
}
