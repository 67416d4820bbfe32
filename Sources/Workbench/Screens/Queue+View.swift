import Journal
import Procedure
import Terminal

/// The list's rows, in as many columns as there is room for.
extension Model {
  func drawList(in frame: inout Frame, rect: Rect, layout: Layout) {
    let isFocused = focus == .list && forms.isEmpty && overlay == nil
    let count = queue.found == nil ? counts?[queue.view] : nil
    frame.box(
      rect, title: title([queue.found?.title ?? queue.view.shown, zoomWords]),
      trailing: listTrailing(count),
      focused: isFocused)
    let inside = rect.inset(rows: 1, columns: 1)
    let columns =
      queue.view == .escalated && layout.dispute == nil
      ? ListColumns.escalated(width: inside.columns) : ListColumns.queue(width: inside.columns)
    let isEmptyToHear = session.glyphs.isRead && queue.rows.isEmpty
    for column in isEmptyToHear ? [] : columns {
      frame.write(
        column.title, row: inside.row, column: inside.column + column.start, width: column.width,
        style: Style(.heading), align: column.align)
    }
    // Where rows are read a page is turned, and does not move under the cursor.
    let top = session.glyphs.isRead ? queue.cursor - queue.cursor % layout.listRows : queue.top
    let rows = queue.isGrouped ? [] : queue.rows.dropFirst(top).prefix(layout.listRows)
    if queue.isGrouped {
      drawGroups(columns, in: &frame, inside: inside, lines: layout.listRows, isFocused: isFocused)
    }
    for (index, row) in zip(top..., rows) {
      let line = inside.row + 1 + index - top
      drawLine(of: row, at: index, columns, in: &frame, row: line, inside: inside, isFocused)
    }
    let foot = layout.evidence.map { $0.row - 1 } ?? rect.maxRow - 1
    drawListFoot(in: &frame, row: foot, inside: inside)
  }

  /// A row with the bar over it where the cursor is, and its mark.
  func drawLine(
    of row: QueueRow, at index: Int, _ columns: [ListColumn], in frame: inout Frame, row line: Int,
    inside: Rect, _ isFocused: Bool
  ) {
    let isUnderCursor = index == queue.cursor && !queue.isOnHeader
    draw(row, columns, in: &frame, row: line, inside: inside)
    if isUnderCursor { drawBarOverRow(in: &frame, row: line, inside: inside, isFocused) }
    guard marked.contains(row.ticket) else { return }
    let role: Terminal.Role = !isUnderCursor ? .accent : isFocused ? .selection : .cursorRow
    frame.write(
      session.glyphs.bullet, row: line, column: inside.column, style: Style(role, bold: true))
  }

  private func listTrailing(_ count: Int?) -> String {
    guard let count else { return queue.found?.count.map { phrase($0) } ?? "" }
    return queue.view == .escalated ? escalatedTrailing(count) : "\(count)"
  }

  func drawBarOverRow(
    in frame: inout Frame, row: Int, inside: Rect, _ isFocused: Bool
  ) {
    frame.restyle(
      Rect(row: row, column: inside.column, rows: 1, columns: inside.columns),
      role: isFocused ? .selection : .cursorRow)
    let style = Style(isFocused ? .selection : .cursorRow)
    let glyphs = session.glyphs
    frame.write(glyphs.selectedLeft, row: row, column: inside.column, style: style)
    frame.write(glyphs.selectedRight, row: row, column: inside.maxColumn, style: style)
  }

  private func drawListFoot(in frame: inout Frame, row: Int, inside: Rect) {
    var text: String
    if queue.rows.isEmpty {
      text = queue.isLoaded ? phrase("nothing here") : "…"
    } else {
      // Where rows are read the place is said with the row, and what stands here stands still.
      text = session.glyphs.isRead ? "" : listPosition
    }
    let dot = " \(session.glyphs.dot) "
    if !marks.isEmpty { text += dot + phrase("\(marks.count) marked") }
    if queue.arrived > 0 { text += dot + phrase("\(queue.arrived) new") }
    let order =
      queue.found?.order ?? (queue.isGrouped ? queue.view.groupedOrder : queue.view.order)
    // Looking for the sign takes as long as drawing three rows.
    text += dot + (session.glyphs.isASCII ? order.replacing(" · ", with: dot) : order)
    frame.write(
      text, row: row, column: inside.column + 1, width: inside.columns - 2, style: Style(.dim))
  }

  /// Where the cursor is in the list, as far as is known: `8 of 128`.
  var listPosition: String {
    let isGone = queue.gone != nil && queue.selected?.ticket == queue.gone
    if queue.found == nil, let count = counts?[queue.view] {
      return isGone ? "\(count)" : phrase("\(min(queue.position, max(count, 1))) of \(count)")
    }
    guard let count = queue.found?.count.map({ phrase($0) }) else { return "\(queue.position)" }
    return isGone ? count : phrase("\(queue.position) of \(count)")
  }

  private func draw(
    _ row: QueueRow, _ columns: [ListColumn], in frame: inout Frame, row line: Int, inside: Rect
  ) {
    let isEscalated = columns.contains { $0.kind == .waits }
    let cells = isEscalated ? escalatedCells(row) : [:]
    for column in columns {
      let (text, role) = cells[column.kind] ?? cell(row, column.kind)
      var width = column.width
      if column.kind == .customer || column.kind == .why {
        width -= drawOthers(
          on: row.ticket, beside: text, column, in: &frame, row: line, inside: inside)
      }
      frame.write(
        text, row: line, column: inside.column + column.start, width: width,
        style: Style(role), align: column.align)
    }
  }

  /// Who else is on a dispute, at the end of the column that gives way; gives the cells that it takes.
  private func drawOthers(
    on ticket: TicketID, beside text: String, _ column: ListColumn, in frame: inout Frame,
    row line: Int, inside: Rect
  ) -> Int {
    let others = others(on: ticket)
    guard !others.isEmpty else { return 0 }
    // Below 100 columns names of customers need the room, and others have what these leave.
    let rest = column.width - TextLayout.width(text) - 1
    let words = PresenceWords.row(
      others, room: max(size.columns >= 100 ? column.width - 8 : 0, rest), session.glyphs)
    let width = TextLayout.width(words)
    frame.write(
      words, row: line, column: inside.column + column.start + column.width - width, width: width,
      style: Style(.accent, bold: true))
    return width + 1
  }

  private func cell(_ row: QueueRow, _ kind: ListColumn.Kind) -> (String, Terminal.Role) {
    switch kind {
    case .due: return due(row)
    case .alarm:
      let isUrgent = row.isUrgent(at: session.now) && row.ticket != queue.gone
      return (isUrgent ? session.glyphs.alarm : "", .warning)
    case .ticket: return (row.ticket.text, .text)
    case .customer: return (row.customer, .text)
    case .disputed: return (row.disputed.short, .money)
    case .vendor: return (row.vendor?.text ?? "", .text)
    case .holder: return (row.holder?.text ?? "", .dim)
    case .step:
      guard row.state == .open else { return (phrase(row.state.shown), .dim) }
      return (phrase("\(row.step.rawValue) \(row.step.shown)"), .dim)
    case .waits, .why, .amount, .asker, .record, .credits: return ("", .text)
    }
  }

  /// What the row asks for: the time that is left, or a word.
  private func due(_ row: QueueRow) -> (String, Terminal.Role) {
    let now = session.now
    if row.ticket == queue.gone { return (phrase("left", sense: "the list"), .dim) }
    if queue.view == .outstanding { return (Moments.ago(row.touchedAt, at: now), .text) }
    switch row.attention.kind {
    case .window:
      if row.attention.at <= now { return (phrase("lapsed"), .bad) }
      return (
        Moments.left(until: row.attention.at, from: now),
        row.isUrgent(at: now) ? .warning : .text
      )
    case .cameBack: return (phrase("back", sense: "came back"), .accent)
    case .settled: return (phrase("paid"), .good)
    case .begun: return (phrase("begun"), .text)
    case .new:
      let age = now.seconds - row.attention.at.seconds
      return (age >= 86_400 ? Moments.stretch(seconds: age) : phrase("new"), .text)
    case .waiting: return (phrase("waits"), .waiting)
    case .parked:
      return row.attention.at <= now
        ? (phrase("back", sense: "came back"), .accent) : (phrase("parked"), .waiting)
    case .escalated: return (phrase("waits"), .waiting)
    case .closed: return (row.attention.at.civil(offset: session.offset).day.short, .dim)
    case .merged: return (phrase("merged"), .dim)
    }
  }
}

extension QueueRow {
  /// Whether less than an hour is left of its window.
  func isUrgent(at now: Instant) -> Bool {
    attention.kind == .window && attention.at > now
      && attention.at < now.adding(seconds: 3_600)
  }
}

/// A column of the list.
struct ListColumn {
  /// What it shows.
  enum Kind {
    case due, alarm, ticket, customer, disputed, vendor, holder, step
    case waits, why, amount, asker, record, credits
  }

  var kind: Kind
  var title: String
  var start: Int
  var width: Int
  var align = Alignment.left
}

/// The columns that there is room for.
enum ListColumns {
  /// Columns of the queue in so many cells.
  static func queue(width: Int) -> [ListColumn] {
    var fixed: [(ListColumn.Kind, String, Int, Alignment)] = [
      (.due, phrase("Due", sense: "time"), 6, .right), (.alarm, "", 1, .left),
      (.ticket, phrase("Ticket"), 9, .left),
      (.customer, phrase("Customer"), 0, .left), (.disputed, phrase("In dispute"), 10, .right),
    ]
    if width >= 64 { fixed.append((.vendor, phrase("Vendor"), 0, .left)) }
    if width >= 74 { fixed.append((.holder, phrase("Holder"), 8, .left)) }
    if width >= 84 { fixed.append((.step, phrase("Step"), 9, .left)) }
    return laid(fixed, width: width)
  }

  /// Columns of what a manager decides.
  static func escalated(width: Int) -> [ListColumn] {
    var fixed: [(ListColumn.Kind, String, Int, Alignment)] = [
      (.waits, phrase("Waits"), 5, .right), (.alarm, "", 1, .left),
      (.ticket, phrase("Ticket"), 9, .left),
      (.why, phrase("Why"), 0, .left), (.amount, phrase("Amount"), 10, .right),
    ]
    if width >= 74 { fixed.append((.asker, phrase("Asked by"), width >= 150 ? 15 : 8, .left)) }
    if width >= 100 {
      // Where there is room names of vendors get as much as the reasons.
      fixed.append((.vendor, phrase("Vendor"), width >= 150 ? 0 : 15, .left))
      fixed.append((.record, phrase("Disputes"), 10, .left))
      fixed.append((.credits, phrase("Credits"), 9, .right))
    }
    return laid(fixed, width: width)
  }

  /// Columns side by side; those without a width share what is left. The first two are the sign and the time.
  private static func laid(
    _ columns: [(ListColumn.Kind, String, Int, Alignment)], width: Int
  ) -> [ListColumn] {
    let gap = width >= 64 ? 2 : 1
    let inner = width - 3
    let gaps = (columns.count - 1) * gap
    let open = columns.count { $0.2 == 0 }
    let rest = max(inner - gaps - columns.reduce(0) { $0 + $1.2 }, 0)
    var start = 1
    var laid: [ListColumn] = []
    var given = 0
    for (kind, title, fixed, align) in columns {
      var width = fixed
      if fixed == 0 {
        given += 1
        width = given == open ? rest - (open - 1) * (rest / max(open, 1)) : rest / max(open, 1)
      }
      laid.append(
        ListColumn(kind: kind, title: title, start: start, width: width, align: align))
      start += width + (kind == .due || kind == .waits ? 1 : gap)
    }
    return laid
  }
}
