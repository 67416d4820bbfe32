import Journal
import Procedure

extension Journal {
  /// The rows that were asked for, with what the view holds of their vendors where it is grouped.
  func page(_ fetch: PageFetch, at now: Instant) throws -> Page {
    var page = try rows(fetch, at: now)
    guard fetch.isGrouped else { return page }
    var seen: Set<VendorName?> = []
    page.groups = try groups(
      of: fetch.view, for: fetch.actor.person, at: now,
      vendors: page.rows.map(\.vendor).filter { seen.insert($0).inserted })
    return page
  }

  private func rows(_ fetch: PageFetch, at now: Instant) throws -> Page {
    let person = fetch.actor.person
    let limit = fetch.limit
    func after(_ row: QueueRow?, _ limit: Int) throws -> [QueueRow] {
      fetch.isGrouped
        ? try grouped(fetch.view, for: person, at: now, after: row, limit: limit)
        : try queue(fetch.view, for: person, at: now, after: row, limit: limit)
    }
    func before(_ row: QueueRow) throws -> [QueueRow] {
      fetch.isGrouped
        ? try grouped(fetch.view, for: person, at: now, before: row, limit: limit)
        : try queue(fetch.view, for: person, at: now, before: row, limit: limit)
    }
    func page(_ rows: [QueueRow], top: Bool, end: Bool) -> Page {
      Page(fetch: fetch, rows: rows, reachesTop: top, reachesEnd: end)
    }
    switch fetch.part {
    case .first:
      let rows = try after(nil, limit)
      return page(rows, top: true, end: rows.count < limit)
    case .last:
      let rows = try before(.end(of: fetch.view))
      return page(rows, top: rows.count < limit, end: true)
    case .after(let row):
      let rows = try after(row, limit)
      return page(rows, top: false, end: rows.count < limit)
    case .before(let row):
      let rows = try before(row)
      return page(rows, top: rows.count < limit, end: false)
    case .around(let old):
      let row = try self.row(of: old.ticket) ?? old
      let above = try before(row)
      let below = try after(above.last, limit + 1)
      if below.first?.ticket == row.ticket {
        return Page(
          fetch: fetch, rows: above + below, anchor: above.count,
          reachesTop: above.count < limit, reachesEnd: below.count <= limit)
      }
      // It has left the view: its place is the one that it had.
      let earlier = try before(old)
      let later = try after(old, limit)
      return Page(
        fetch: fetch, rows: earlier + [row] + later, anchor: earlier.count, isGone: true,
        reachesTop: earlier.count < limit, reachesEnd: later.count < limit)
    }
  }
}
