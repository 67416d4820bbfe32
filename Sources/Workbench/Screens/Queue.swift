import Journal
import Procedure

/// The list: a window of rows around the cursor, fetched off the loop.
///
/// The cursor belongs to a ticket. Rows that come or go never move it to another one: one that leaves the view under the
/// cursor stays, marked, until the cursor leaves it.
struct QueuePane: Sendable {
  /// Which disputes are listed.
  var view = QueueView.needsMe
  /// What is listed in the place of a view; the view is then `.all`.
  var found: FoundList?
  /// The rows at hand, in the view's order.
  var rows: [QueueRow] = []
  /// The row under the cursor, as an index of `rows`.
  var cursor = 0
  /// The first row that is visible, as an index of `rows`.
  var top = 0
  /// How many rows of the view stand before those at hand, as far as is known.
  var before = 0
  /// Whether the first row at hand is the view's first.
  var reachesTop = true
  /// Whether the last row at hand is the view's last.
  var reachesEnd = true
  /// The rows that were asked for and have not come.
  var fetching: PageFetch?
  /// Whether any rows have come since the view was chosen.
  var isLoaded = false
  /// The row under the cursor if it has left the view.
  var gone: TicketID?
  /// Whether something changed while rows were on their way.
  var isStale = false
  /// Where the cursor goes once the row under it was decided: to this ticket, or nowhere where it was the only one; nil is stay.
  var goesOn: TicketID??
  /// How many rows came in since the list was last at its top.
  var arrived = 0
  /// Whether the rows at hand stand by their vendors.
  var isGrouped = false
  /// Whether the cursor is on the header above its row.
  var isOnHeader = false
  /// What the view holds of each vendor of the rows.
  var groups: [VendorName?: VendorGroup] = [:]

  /// The row under the cursor; nil on a header.
  var selected: QueueRow? { isOnHeader ? nil : anchor }

  /// The row under the cursor, or below the header that it is on.
  var anchor: QueueRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// The place of the cursor in the view, from 1.
  var position: Int { before + cursor + 1 }

  /// Rows that are fetched at a time: some pages.
  static let fetchSize = 120
  /// Rows that are kept at hand.
  static let keptRows = 400

  /// Moves the cursor by so many rows, within those at hand.
  mutating func move(by step: Int, visible: Int) {
    leaveGone(towards: step)
    if isGrouped {
      moveLines(by: step)
    } else {
      cursor = min(max(cursor + step, 0), max(rows.count - 1, 0))
    }
    scroll(visible: visible)
  }

  /// Puts the cursor on a row.
  mutating func place(at index: Int, visible: Int) {
    leaveGone(towards: index - cursor)
    isOnHeader = false
    cursor = min(max(index, 0), max(rows.count - 1, 0))
    scroll(visible: visible)
  }

  /// Brings the cursor into what is visible.
  mutating func scroll(visible: Int) {
    let visible = max(visible, 1)
    if cursor < top { top = cursor }
    guard !isGrouped else {
      top = max(top, earliestTop(showing: cursor, visible: visible))
      if reachesEnd { top = min(top, earliestTop(showing: rows.count - 1, visible: visible)) }
      return
    }
    if cursor >= top + visible { top = cursor - visible + 1 }
    top = min(max(top, 0), max(rows.count - 1, 0))
    if reachesEnd { top = max(min(top, rows.count - visible), 0) }
  }

  private mutating func leaveGone(towards step: Int) {
    guard let gone, step != 0, rows.count > 1,
      let index = rows.firstIndex(where: { $0.ticket == gone })
    else { return }
    self.gone = nil
    rows.remove(at: index)
    // Downwards the next row has moved into its place already.
    cursor = step > 0 ? index - 1 : index
  }
}

/// Rows that are asked for.
struct PageFetch: Sendable {
  /// Which rows.
  enum Part: Sendable {
    /// The first ones.
    case first
    /// The last ones.
    case last
    /// Those after a row.
    case after(QueueRow)
    /// Those before a row.
    case before(QueueRow)
    /// Those on both sides of a row, wherever it stands by now.
    case around(QueueRow)
  }

  /// Its number.
  var number: Int
  /// The view.
  var view: QueueView
  /// Whether by vendor.
  var isGrouped = false
  /// What is listed in the place of the view.
  var found: FoundList.Meaning?
  /// Who looks.
  var actor: Actor
  /// Which rows.
  var part: Part
  /// How many on a side.
  var limit: Int
}

/// Rows that have come.
struct Page: Sendable {
  /// What was asked for.
  var fetch: PageFetch
  /// The rows, in the view's order.
  var rows: [QueueRow]
  /// Of `around`: the index of the row itself.
  var anchor = 0
  /// Of `around`: whether the row itself is in the view no more.
  var isGone = false
  /// Whether there is nothing before the rows.
  var reachesTop: Bool
  /// Whether there is nothing after them.
  var reachesEnd: Bool
  /// What the view holds of each vendor of the rows, where it is grouped.
  var groups: [VendorGroup] = []
  /// Of what is no view: whether these are all.
  var reach = Found.Reach.whole
}

extension QueueRow {
  /// A row that stands after every other in a view, to ask for its last page with.
  static func end(of view: QueueView) -> QueueRow {
    let isDescending = view == .closed || view == .all
    let at = Instant(microseconds: isDescending ? .min : .max)
    return QueueRow(
      ticket: TicketID(""), place: isDescending ? .min : .max, version: 0, tag: .lessPaid,
      customer: "", order: OrderID(""), vendor: nil, holder: nil, state: .merged, step: .close,
      scenario: nil, disputed: .zero, attention: Attention(kind: .merged, at: at), pending: [],
      outstanding: [], loggedAt: at, touchedAt: at)
  }
}
