import Journal
import Procedure

/// A list that is no view of the desk: what a query means, or disputes that were named.
///
/// At most `limit` disputes are listed, the most urgent ones; what there is more is said, and not counted.
struct FoundList: Sendable, Equatable {
  /// What is listed.
  enum Meaning: Sendable, Equatable {
    /// What a query means.
    case query(DisputeQuery)
    /// Disputes that were named, as they were.
    case tickets([TicketID])
  }

  /// What is listed.
  var meaning: Meaning
  /// The name that it is kept under, if it is.
  var name: String?
  /// How many there are, as far as is known; nil until it is.
  var count: Phrase?
  /// Whether all are marked as soon as they are there.
  var marksAll = false
  /// What is said then besides.
  var remark: String?

  /// The most disputes that are listed.
  static let limit = 1_000

  /// The query, where it is one.
  var query: DisputeQuery? {
    if case .query(let query) = meaning { query } else { nil }
  }

  /// What the list is called.
  var title: String {
    name ?? (query == nil ? phrase("Pasted") : phrase("Found", sense: "by a query"))
  }

  /// What is in it, below it.
  var order: String { query.map(\.text) ?? phrase("as they were pasted") }
}

extension Model {
  /// Shows a list that is no view.
  mutating func show(_ found: FoundList) {
    if !marks.isEmpty, !found.marksAll {
      say(phrase("The marks were of the list before: \(marks.count) are taken away."))
    }
    marks = []
    queue = QueuePane(view: .all, found: found)
    pane = DisputePane()
    focus = .list
    screens = []
    fetch(.first)
  }

  /// What is known once its rows are there.
  mutating func takeFound(_ page: Page) {
    guard queue.found != nil else { return }
    // A row that has left the list is shown until the cursor leaves it, and not counted.
    let rows = page.isGone ? Array(page.rows.dropLast()) : page.rows
    queue.found?.count = Found(rows: rows, reach: page.reach).count
    guard queue.found?.marksAll == true else { return }
    queue.found?.marksAll = false
    marks = page.rows.map(\.ticket)
    guard !marks.isEmpty else {
      return say(phrase("Nothing is meant by that, so nothing is marked."))
    }
    let words =
      page.reach == .whole
      ? phrase("\(marks.count) marked.")
      : phrase("\(marks.count) marked; there are more than these.")
    say(words + (queue.found?.remark.map { " " + $0 } ?? ""))
  }
}

extension Journal {
  /// The rows of a list that is no view, all of them in one page.
  func page(
    _ fetch: PageFetch, of meaning: FoundList.Meaning, at now: Instant, while isWanted: () -> Bool
  ) throws -> Page {
    var found: Found
    switch meaning {
    case .query(let query):
      found = try find(
        query, for: fetch.actor.person, at: now, limit: FoundList.limit, within: nil,
        while: isWanted)
    case .tickets(let tickets):
      found = Found(
        rows: try tickets.compactMap { ticket in
          guard isWanted() else { throw CancellationError() }
          return try row(of: ticket)
        })
    }
    var page = Page(
      fetch: fetch, rows: found.rows, reachesTop: true, reachesEnd: true, reach: found.reach)
    guard case .around(let old) = fetch.part else { return page }
    if let index = found.rows.firstIndex(where: { $0.ticket == old.ticket }) {
      page.anchor = index
    } else {
      let row = try self.row(of: old.ticket) ?? old
      let place = found.rows.firstIndex { old.isMoreUrgent(than: $0) } ?? found.rows.count
      page.rows.insert(row, at: place)
      page.anchor = place
      page.isGone = true
    }
    return page
  }
}

extension QueueRow {
  /// Whether it stands before another in the order of what is most urgent.
  fileprivate func isMoreUrgent(than other: QueueRow) -> Bool {
    (attention.kind, attention.at, place) < (other.attention.kind, other.attention.at, other.place)
  }
}
