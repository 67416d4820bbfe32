import Terminal

/// What the mouse does, where the person has set `mouse: on`: the wheel scrolls what is under it, a click takes a row or gives a
/// pane the keys. Nothing is recorded by it.
extension Model {
  /// Rows that a notch of the wheel moves by.
  static let notch = 3

  mutating func take(_ mouse: Mouse) {
    // While keys wait, the screen is about to be another; what was under the mouse then is not what was meant.
    guard takesMouse, !isBlocked, typeahead.isEmpty else { return }
    switch mouse.deed {
    case .wheelUp: turnWheel(by: -Model.notch, over: mouse.at)
    case .wheelDown: turnWheel(by: Model.notch, over: mouse.at)
    case .press: click(mouse.at)
    }
  }

  // MARK: The wheel

  private mutating func turnWheel(by step: Int, over point: Point) {
    if overlay != nil { return turnWheelInOverlay(by: step) }
    let layout = Layout(self)
    if layout.screen?.contains(point) == true { return moveInScreen(by: step) }
    // Zoomed it lies in the dispute's own part.
    if layout.around?.contains(point) == true { return scrollAround(by: step) }
    if layout.evidence?.contains(point) == true { return scrollEvidence(rows: step) }
    if layout.list?.contains(point) == true { return moveInList(by: step) }
    // A form shows the field that has the keys.
    if layout.dispute?.contains(point) == true, forms.isEmpty { scrollDispute(by: step) }
  }

  /// An overlay has the whole screen to itself: its own actions up and down.
  private mutating func turnWheelInOverlay(by step: Int) {
    let actions: (up: ActionID, down: ActionID)
    switch overlay {
    case .choice: return moveChoice(by: step)
    case .why: actions = (.whyUp, .whyDown)
    case .reply: actions = (.pieceUp, .pieceDown)
    case .conflict, .comment, .message, .rehearsal, .preview: actions = (.linesUp, .linesDown)
    case .proof: actions = (.proofFactsUp, .proofFactsDown)
    case nil: return
    }
    run(.of(step < 0 ? actions.up : actions.down))
  }

  // MARK: A click

  /// Below a form and an overlay nothing is clicked: what is typed is not left by a slip of the hand.
  private mutating func click(_ point: Point) {
    guard overlay == nil, forms.isEmpty else { return }
    if focus == .screen { return clickScreen(point) }
    let layout = Layout(self)
    if let list = layout.list, list.contains(point), layout.evidence?.contains(point) != true {
      clickList(point, list, rows: layout.listRows)
    } else if layout.dispute?.contains(point) == true, focus != .dispute, pane.ticket != nil {
      notice = nil
      focus = .dispute
    }
  }

  /// A row that is about a dispute, or a bar of the reports.
  private mutating func clickScreen(_ point: Point) {
    let inside = screenInside
    guard inside.contains(point) else { return }
    let line = point.row - inside.row
    switch screen {
    case .vendor(var vendor):
      guard let ticket = vendorSheet(vendor)?.tickets[vendor.scroll + line] else { return }
      vendor.cursor = vendor.scroll + line
      screen = .vendor(vendor)
      show(ticket)
    case .callSheet(let sheet):
      let table = callTable(sheet)
      let row = table.top + point.row - table.rows.row
      guard table.rows.contains(point), sheet.looks.indices.contains(row) else { return }
      moveInCallSheet(by: row - sheet.cursor)
    case .report(var page) where page.behind == nil && page.isShown(session):
      let flow = ReportFlow(page, width: inside.columns)
      let column = (point.column - inside.column) / (flow.width + ReportFlow.air)
      guard flow.columns.indices.contains(column),
        flow.columns[column].indices.contains(page.scroll + line),
        case .bar(let number, _, _) = flow.columns[column][page.scroll + line]
      else { return }
      page.cursor = number
      screen = .report(page)
    case .report, nil: break
    }
  }

  private mutating func clickList(_ point: Point, _ list: Rect, rows: Int) {
    // Border and heading stand above the first row.
    let line = point.row - list.row - 2
    let place = (0..<rows).contains(line) ? queue.place(onLine: line) : nil
    guard focus != .list || place != nil else { return }
    notice = nil
    screens = []
    focus = .list
    if let place {
      queue.goesOn = nil
      queue.take(place, visible: visibleRows)
    }
    followCursor()
  }
}

extension QueuePane {
  /// Puts the cursor on a row or on the header above it; a row that has left the view goes with it.
  fileprivate mutating func take(_ place: (row: Int, isHeader: Bool), visible: Int) {
    let ticket = rows[place.row].ticket
    self.place(at: place.row, visible: visible)
    // Rows above it may have moved up by one.
    if let row = rows.firstIndex(where: { $0.ticket == ticket }), row != cursor {
      self.place(at: row, visible: visible)
    }
    isOnHeader = place.isHeader
    scroll(visible: visible)
  }
}
