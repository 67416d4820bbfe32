import Procedure

/// A stretch of a view that one index holds in the view's order. A view of several is merged from them as it is read, so that
/// no page costs more than its rows, wherever it begins.
struct Segment {
  var index: String
  /// What its rows have in common, and what makes the index one that can be used.
  var filter: String
  /// From where or how far the index is read, as far as it is not by a row.
  var range: String?
  /// What is bound in the filter, then in the range.
  var values: [Value]
  /// The columns that order it; of segments with one rank the last two.
  var order: (rank: String?, at: String)
  /// The rank of all its rows, where the rank is no column.
  var rank: Int64 = 0
  var isDescending = false
}

/// Where a row stands in a view.
struct Rank: Comparable {
  var rank: Int64
  var at: Int64
  var place: Int64

  static func < (left: Rank, right: Rank) -> Bool {
    (left.rank, left.at, left.place) < (right.rank, right.at, right.place)
  }
}

extension QueueView {
  /// Whether the latest comes first.
  var isDescending: Bool { self == .closed || self == .all }

  /// Where a row stands in this view at a moment.
  func rank(of row: QueueRow, at now: Instant) -> Rank {
    switch self {
    case .all: return Rank(rank: 0, at: row.loggedAt.microseconds, place: row.place)
    case .outstanding: return Rank(rank: 0, at: row.touchedAt.microseconds, place: row.place)
    case .closed: return Rank(rank: 0, at: row.attention.at.microseconds, place: row.place)
    case .escalated:
      let matter = row.matter(at: now)
      return Rank(
        rank: Int64(matter?.kind.rawValue ?? Matter.Kind.allCases.count),
        at: (matter?.since ?? row.attention.at).microseconds, place: row.place)
    case .needsMe, .mine, .waiting, .new:
      let isBack = row.attention.kind == .parked && row.attention.at <= now
      return Rank(
        rank: isBack ? -1 : Int64(row.attention.kind.rawValue), at: row.attention.at.microseconds,
        place: row.place)
    }
  }

  /// The stretches of indexes that make up the view.
  func segments(for person: Person, at now: Instant) -> [Segment] {
    let me = person.text
    let moment = Value.integer(now.microseconds)
    func open(_ holder: String, kindBelow kind: Int) -> Segment {
      Segment(
        index: "dispute_open", filter: "state = 'open' AND holder = ?", range: "kind < \(kind)",
        values: [.text(holder)], order: ("kind", "at"))
    }
    func open(
      _ holder: String, kind: Int, _ range: String? = nil, _ more: [Value] = [], rank: Int64
    ) -> Segment {
      Segment(
        index: "dispute_open", filter: "state = 'open' AND holder = ? AND kind = \(kind)",
        range: range, values: [.text(holder)] + more, order: (nil, "at"), rank: rank)
    }
    func back(_ holder: String) -> Segment {
      open(holder, kind: 6, "at <= ?", [moment], rank: -1)
    }
    func parked(_ holder: String) -> Segment {
      open(holder, kind: 6, "at > ?", [moment], rank: 6)
    }
    func whole(_ index: String, _ filter: String, _ at: String) -> Segment {
      Segment(
        index: index, filter: filter, values: [], order: (nil, at), isDescending: isDescending)
    }
    switch self {
    case .needsMe: return [me, ""].flatMap { [back($0), open($0, kindBelow: 5)] }
    case .mine: return [back(me), open(me, kindBelow: 6), parked(me)]
    case .waiting: return [me, ""].flatMap { [open($0, kind: 5, rank: 5), parked($0)] }
    case .new: return [open("", kind: 4, rank: 4)]
    case .escalated:
      // A window that has lapsed ranks by itself, before what else waits on its dispute and is less urgent.
      let lapsed = Int64(Matter.Kind.lapsed.rawValue)
      func matters(_ range: String, _ filter: String = "", _ values: [Value] = []) -> Segment {
        Segment(
          index: "dispute_matter", filter: "matter IS NOT NULL" + filter, range: range,
          values: values, order: ("matter", "matter_at"))
      }
      return [
        matters("matter < \(lapsed)"),
        Segment(
          index: "dispute_lapse",
          filter: "lapses_at IS NOT NULL AND (matter IS NULL OR matter > \(lapsed))",
          range: "lapses_at <= ?", values: [moment], order: (nil, "lapses_at"), rank: lapsed),
        matters("matter > \(lapsed)", " AND (lapses_at IS NULL OR lapses_at > ?)", [moment]),
      ]
    case .closed: return [whole("dispute_closed", "kind = 8", "at")]
    case .all: return [whole("dispute_all", "kind <= 8", "logged_at")]
    case .outstanding:
      return [whole("dispute_outstanding", "outstanding <> ''", "touched_at")]
    }
  }
}

extension Segment {
  /// The statement of a page on one side of a rank, nearest first; nil where the whole segment lies on the other side.
  func page(from bound: Rank?, backwards: Bool, limit: Int) -> (sql: String, values: [Value])? {
    let goesDown = isDescending != backwards
    let comparison = goesDown ? "<" : ">"
    var columns = [order.at, "place"]
    var filter = filter
    var values = values
    if let column = order.rank { columns.insert(column, at: 0) }
    var from: [Int64] = []
    if let bound {
      if order.rank != nil {
        from = [bound.rank, bound.at, bound.place]
      } else if bound.rank == rank {
        from = [bound.at, bound.place]
      } else if (rank < bound.rank) != goesDown {
        return nil
      }
    }
    if let range {
      // Of two bounds on one side the index is to begin at the row: the other one is kept from it by its sign.
      let isBesideRow = !from.isEmpty && range.contains(comparison)
      filter += " AND " + (isBesideRow ? "+" : "") + range
    }
    if !from.isEmpty {
      let marks = from.map { _ in "?" }.joined(separator: ", ")
      filter += " AND (\(columns.joined(separator: ", "))) \(comparison) (\(marks))"
      values += from.map(Value.integer)
    }
    let direction = goesDown ? " DESC" : ""
    return (
      """
      SELECT \(DisputeRow.lineColumns) FROM dispute INDEXED BY \(index) WHERE \(filter) \
      ORDER BY \(columns.map { $0 + direction }.joined(separator: ", ")) LIMIT ?
      """, values + [.integer(limit)]
    )
  }
}
