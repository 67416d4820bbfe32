import Journal
import Procedure
import Terminal

/// The bar at the top: the views with their counts, who sits here, and the time.
extension Model {
  func drawBar(in frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: Style(.bar))
    frame.write(" paydesk", row: rect.row, column: 0, style: Style(.bar, bold: true))
    let who = whoAndWhen(room: rect.columns)
    let whoWidth = TextLayout.width(who)
    frame.write(
      who, row: rect.row, column: rect.columns - whoWidth - 1, width: whoWidth, style: Style(.bar))
    let end = rect.columns - whoWidth - 3
    if live.link.isLost {
      drawLost(in: &frame, rect: rect, until: end)
    } else {
      drawViews(in: &frame, rect: rect, until: end)
    }
  }

  /// In the place of the counts, which are not what is recorded now.
  private func drawLost(in frame: inout Frame, rect: Rect, until end: Int) {
    let words = live.link.lostWords(at: session.now, dot: session.glyphs.dot)
      .map { " \(session.glyphs.alarm) \($0) " }
    guard let text = words.first(where: { 11 + TextLayout.width($0) <= end }) ?? words.last else {
      return
    }
    frame.write(
      text, row: rect.row, column: 11, width: max(end - 11, 0), style: Style(.badge, bold: true))
  }

  private func whoAndWhen(room: Int) -> String {
    let actor = session.actor
    let clock = Moments.full(session.now, offset: session.offset)
    let dot = " \(session.glyphs.dot) "
    let polling = live.link.pollingWords
    // The reason was said when it began, and stands here where there is room for it.
    let link = (room >= 180 ? polling.first : polling.last).map { $0 + dot } ?? ""
    // A clock that goes on would speak each minute; `due` and `waits` say how late it is.
    if session.glyphs.isRead { return link + phrase("\(actor.shown), \(actor.role.shown)") }
    if room >= 100 { return link + phrase("\(actor.shown), \(actor.role.shown)") + dot + clock }
    return link + actor.shown + dot + session.now.civil(offset: session.offset).clock
  }

  private func drawViews(in frame: inout Frame, rect: Rect, until end: Int) {
    let separator = " \(session.glyphs.dot) "
    // The view that is shown has to be there, whatever falls out at the end.
    var shown = Array(QueueView.allCases.enumerated())
    func width(_ views: [EnumeratedSequence<[QueueView]>.Element]) -> Int {
      views.reduce(11) { $0 + TextLayout.width(label($1.offset, $1.element)) + 3 } - 3
    }
    while shown.count > 1, width(shown) > end {
      let last =
        shown.lastIndex { $0.element != queue.view || queue.found != nil } ?? shown.count - 1
      shown.remove(at: last)
    }
    var column = 11
    for (place, view) in shown {
      if column > 11 {
        column += frame.write(separator, row: rect.row, column: column, style: Style(.bar))
      }
      let isShown = view == queue.view && queue.found == nil
      column += frame.write(
        label(place, view), row: rect.row, column: column, width: max(end - column, 0),
        style: Style(isShown ? .barStrong : .bar, bold: isShown))
    }
  }

  private func label(_ place: Int, _ view: QueueView) -> String {
    guard let count = counts?[view] else { return "\(view.shown)" }
    return "\(view.shown) \(count)"
  }
}

extension QueueView {
  /// As the bar names it.
  var shown: String {
    switch self {
    case .needsMe: phrase("Queue")
    case .mine: phrase("Mine")
    case .waiting: phrase("Waiting")
    case .escalated: phrase("Escalated", sense: "a view")
    case .new: phrase("New")
    case .closed: phrase("Closed")
    case .all: phrase("All")
    case .outstanding: phrase("Outstanding")
    }
  }

  /// What it holds, grouped by vendor, below the list.
  var groupedOrder: String {
    switch self {
    case .mine: phrase("held by me · by vendor")
    case .waiting: phrase("waits · by vendor")
    case .new: phrase("looked at by nobody · by vendor")
    default: phrase("needs me · by vendor")
    }
  }

  /// What it holds and in which order, below the list.
  var order: String {
    switch self {
    case .needsMe: phrase("needs me · most urgent first")
    case .mine: phrase("held by me · most urgent first")
    case .waiting: phrase("waits for a decision or a time")
    case .escalated: phrase("waits for a manager · most urgent first")
    case .new: phrase("looked at by nobody · oldest first")
    case .closed: phrase("closed · latest first")
    case .all: phrase("everything · latest first")
    case .outstanding: phrase("to be done elsewhere · oldest first")
    }
  }
}
