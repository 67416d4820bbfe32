import Journal
import Procedure

/// Moving in the list, and the rows that come and go.
extension Model {
  /// Rows of the list that are visible.
  var visibleRows: Int { Layout(self).listRows }

  /// Shows another view, or the same from its top.
  mutating func showView(_ view: QueueView) {
    let isSame = queue.view == view && queue.found == nil
    queue.arrived = 0
    focus = .list
    screens = []
    if isSame, queue.reachesTop {
      queue.place(at: 0, visible: visibleRows)
      followCursor()
      return
    }
    if !isSame {
      queue = QueuePane(view: view)
      if !marks.isEmpty {
        say(phrase("The marks were of the view before: \(marks.count) are taken away."))
      }
      marks = []
    }
    fetch(.first)
    send(.counts(session.actor))
  }

  /// Asks for rows; what was asked before and has not come is forgotten.
  mutating func fetch(_ part: PageFetch.Part) {
    let fetch = PageFetch(
      number: number(), view: queue.view, isGrouped: isGrouping && queue.view.canBeGrouped,
      found: queue.found?.meaning, actor: session.actor, part: part,
      limit: QueuePane.fetchSize)
    queue.fetching = fetch
    send(.page(fetch))
  }

  /// Moves the cursor, and has rows fetched before it gets to the end of those at hand.
  mutating func moveInList(by step: Int) {
    queue.goesOn = nil
    queue.move(by: step, visible: visibleRows)
    followCursor()
    readAhead(by: step)
    fetchMore(towards: step)
  }

  /// To the view's first row or its last.
  mutating func jumpInList(toEnd: Bool) {
    let isAtHand = toEnd ? queue.reachesEnd : queue.reachesTop
    if !toEnd { queue.arrived = 0 }
    guard !isAtHand else {
      return moveInList(by: toEnd ? 2 * queue.rows.count : -2 * queue.rows.count)
    }
    fetch(toEnd ? .last : .first)
  }

  private mutating func fetchMore(towards step: Int) {
    guard queue.fetching == nil else { return }
    let margin = QueuePane.fetchSize / 2
    if step > 0, !queue.reachesEnd, queue.rows.count - queue.cursor < margin,
      let last = queue.rows.last
    {
      fetch(.after(last))
    } else if step < 0, !queue.reachesTop, queue.cursor < margin, let first = queue.rows.first {
      fetch(.before(first))
    }
  }

  /// Shows the dispute under the cursor.
  mutating func followCursor() {
    guard focus == .list, forms.isEmpty else { return }
    guard let row = queue.selected else {
      if queue.isLoaded { pane = DisputePane() }
      return
    }
    show(row.ticket)
    if queue.view == .escalated { fetchEvidence() }
  }

  /// Asks for what changed: counts, rows, and the dispute that is shown.
  mutating func refresh(includingDispute: Bool = true) {
    ahead.renew()
    send(.counts(session.actor))
    if queue.fetching != nil {
      queue.isStale = true
    } else if let row = queue.anchor {
      fetch(.around(row))
    } else {
      fetch(.first)
    }
    if focus == .screen { fetchScreen() }
    if includingDispute, let ticket = pane.ticket {
      send(.look(ticket))
      if pane.history != nil { send(.history(ticket)) }
    }
  }

  /// Takes rows in.
  mutating func receive(_ page: Page) {
    guard page.fetch.number == queue.fetching?.number else { return }
    queue.fetching = nil
    let hadRows = queue.isLoaded
    queue.isLoaded = true
    takeGroups(of: page)
    switch page.fetch.part {
    case .first, .last: replaceRows(page)
    case .after: appendRows(page)
    case .before: prependRows(page)
    case .around: centreRows(page)
    }
    takeFound(page)
    queue.isOnHeader = queue.isOnHeader && !queue.rows.isEmpty && queue.beginsGroup(queue.cursor)
    queue.scroll(visible: visibleRows)
    if queue.isStale {
      queue.isStale = false
      refresh(includingDispute: false)
    }
    if focus == .list, !hadRows || pane.ticket != queue.selected?.ticket { followCursor() }
    if queue.view == .escalated { fetchEvidence() }
  }

  /// Rows that go on with those at hand stand as those do; others bring their order along.
  private mutating func takeGroups(of page: Page) {
    switch page.fetch.part {
    case .first, .last, .around:
      queue.isGrouped = page.fetch.isGrouped
      queue.groups = [:]
    case .after, .before: break
    }
    for group in page.groups { queue.groups[group.vendor] = group }
  }

  private mutating func replaceRows(_ page: Page) {
    queue.rows = page.rows
    queue.gone = nil
    queue.reachesTop = page.reachesTop
    queue.reachesEnd = page.reachesEnd
    if case .last = page.fetch.part {
      queue.before = max((counts?[queue.view] ?? page.rows.count) - page.rows.count, 0)
      queue.cursor = max(page.rows.count - 1, 0)
      queue.top = queue.cursor
    } else {
      queue.before = 0
      queue.cursor = 0
      queue.top = 0
    }
  }

  private mutating func appendRows(_ page: Page) {
    let known = Set(queue.rows.map(\.ticket))
    queue.rows += page.rows.filter { !known.contains($0.ticket) }
    queue.reachesEnd = page.reachesEnd
    let surplus = min(queue.rows.count - QueuePane.keptRows, queue.top)
    guard surplus > 0 else { return }
    queue.rows.removeFirst(surplus)
    queue.before += surplus
    queue.cursor -= surplus
    queue.top -= surplus
    queue.reachesTop = false
  }

  private mutating func prependRows(_ page: Page) {
    let known = Set(queue.rows.map(\.ticket))
    let rows = page.rows.filter { !known.contains($0.ticket) }
    queue.rows = rows + queue.rows
    queue.cursor += rows.count
    queue.top += rows.count
    queue.reachesTop = page.reachesTop
    queue.before = page.reachesTop ? 0 : max(queue.before - rows.count, 0)
    let end = max(queue.top + visibleRows, QueuePane.keptRows)
    if queue.rows.count > end {
      queue.rows.removeLast(queue.rows.count - end)
      queue.reachesEnd = false
    }
  }

  /// The rows anew; the cursor stays on its ticket and on its line.
  private mutating func centreRows(_ page: Page) {
    let known = Set(queue.rows.map(\.ticket))
    let line = queue.cursor - queue.top
    let position = queue.position
    guard case .around(let old) = page.fetch.part, queue.anchor?.ticket == old.ticket else {
      // The cursor has moved on meanwhile: once more, around where it is.
      queue.isStale = true
      return
    }
    queue.arrived += arrivals(in: page, known: known)
    queue.rows = page.rows
    queue.cursor = page.anchor
    queue.gone = page.isGone ? old.ticket : nil
    queue.top = max(page.anchor - line, 0)
    queue.reachesTop = page.reachesTop
    queue.reachesEnd = page.reachesEnd
    queue.before = page.reachesTop ? 0 : max(position - 1 - page.anchor, 0)
    if let next = queue.goesOn { goOn(to: next) }
  }

  /// Puts the cursor on the next row, if the one that was decided has left the view; on one that stays it stays.
  private mutating func goOn(to next: TicketID?) {
    queue.goesOn = nil
    guard let gone = queue.gone else { return }
    queue.rows.removeAll { $0.ticket == gone }
    queue.gone = nil
    let index = queue.rows.firstIndex { $0.ticket == next }
    queue.cursor = index ?? min(queue.cursor, max(queue.rows.count - 1, 0))
    followCursor()
  }

  /// Rows that were not there before, where all rows were known: between the first and the last one at hand.
  private func arrivals(in page: Page, known: Set<TicketID>) -> Int {
    guard let first = queue.rows.first?.ticket, let last = queue.rows.last?.ticket else { return 0 }
    var rows = page.rows[...]
    if !queue.reachesTop { rows = rows.drop { $0.ticket != first } }
    if !queue.reachesEnd { rows = rows.prefix { $0.ticket != last } }
    return rows.count { !known.contains($0.ticket) }
  }
}
