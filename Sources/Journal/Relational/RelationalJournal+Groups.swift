import Procedure

/// The views that can be grouped by vendor: what is open and asks for somebody's work or waits.
extension QueueView {
  /// Whether `grouped` gives its rows.
  public var canBeGrouped: Bool {
    switch self {
    case .needsMe, .mine, .waiting, .new: true
    case .escalated, .closed, .all, .outstanding: false
    }
  }

  /// The stretches of the two indexes by holder and vendor that make up the view. Rows whose parking has ended stand first
  /// in their group wherever the index has them: they are few, and read by themselves.
  fileprivate func groupedSegments(for person: Person, at now: Instant) -> [GroupedSegment] {
    let me = person.text
    func asking(_ holder: String, _ filter: String = "kind < 5") -> GroupedSegment {
      GroupedSegment(
        index: "dispute_grouped_asking", filter: "state = 'open' AND kind < 5 AND \(filter)",
        holder: holder, values: [])
    }
    func waiting(_ holder: String) -> GroupedSegment {
      GroupedSegment(
        index: "dispute_grouped_waiting",
        filter: "state = 'open' AND kind >= 5 AND NOT (kind = 6 AND at <= ?)", holder: holder,
        values: [.integer(now.microseconds)])
    }
    switch self {
    case .needsMe: return [asking(me), asking("")]
    case .mine: return [asking(me), waiting(me)]
    case .waiting: return [waiting(me), waiting("")]
    case .new: return [asking("", "kind = 4")]
    case .escalated, .closed, .all, .outstanding: return []
    }
  }

  /// Whose parked disputes come back into the view.
  fileprivate func returning(for person: Person) -> [String] {
    switch self {
    case .needsMe: [person.text, ""]
    case .mine: [person.text]
    default: []
    }
  }
}

/// A stretch of an index by holder and vendor.
private struct GroupedSegment {
  var index: String
  /// Begins with the index's own terms.
  var filter: String
  var holder: String
  /// What the filter asks for, in order.
  var values: [Value]

  /// The statement of a page of groups with a vendor, or of the one without.
  func page(
    _ vendor: String, from bound: GroupedPlace?, backwards: Bool, limit: Int
  ) -> (sql: String, values: [Value]) {
    var filter = "\(self.filter) AND holder = ? AND vendor \(vendor)"
    var values = values + [.text(holder)]
    var columns = ["kind", "at", "place"]
    if vendor == "IS NOT NULL" { columns.insert("vendor", at: 0) }
    if let bound {
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      filter += " AND (\(columns.joined(separator: ", "))) \(backwards ? "<" : ">") (\(marks))"
      if let vendor = bound.vendor { values.append(.text(vendor)) }
      values += [.integer(bound.rank.rank), .integer(bound.rank.at), .integer(bound.rank.place)]
    }
    let order = columns.map { backwards ? $0 + " DESC" : $0 }.joined(separator: ", ")
    return (
      """
      SELECT \(DisputeRow.lineColumns) FROM dispute INDEXED BY \(index) WHERE \(filter) \
      ORDER BY \(order) LIMIT ?
      """, values + [.integer(limit)]
    )
  }
}

/// Where a row stands among groups: by the vendor's name, those without one last, then as in the view.
private struct GroupedPlace: Comparable {
  var vendor: String?
  var rank: Rank

  static func < (left: GroupedPlace, right: GroupedPlace) -> Bool {
    if left.vendor != right.vendor {
      // As SQLite compares: by bytes.
      guard let first = left.vendor else { return false }
      guard let second = right.vendor else { return true }
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return left.rank < right.rank
  }
}

extension RelationalJournal {
  /// One page of a view grouped by vendor, from after a row.
  public func grouped(
    _ view: QueueView, for person: Person, at now: Instant, after: QueueRow?, limit: Int
  ) throws -> [QueueRow] {
    try groupedPage(view, person, now, from: after, backwards: false, limit)
  }

  /// The page of a view grouped by vendor that ends before a row.
  public func grouped(
    _ view: QueueView, for person: Person, at now: Instant, before: QueueRow, limit: Int
  ) throws -> [QueueRow] {
    try groupedPage(view, person, now, from: before, backwards: true, limit).reversed()
  }

  private func groupedPage(
    _ view: QueueView, _ person: Person, _ now: Instant, from row: QueueRow?, backwards: Bool,
    _ limit: Int
  ) throws -> [QueueRow] {
    func place(_ row: QueueRow) -> GroupedPlace {
      GroupedPlace(vendor: row.vendor?.text, rank: view.rank(of: row, at: now))
    }
    let bound = row.map(place)
    let rows = try read { reading in
      var rows = try view.returning(for: person).flatMap {
        try reading.returned(to: $0, at: now)
      }.filter { row in bound.map { backwards ? place(row) < $0 : $0 < place(row) } ?? true }
      for segment in view.groupedSegments(for: person, at: now) {
        for (vendor, bound) in halves(from: bound, backwards: backwards) {
          let (sql, values) = segment.page(
            vendor, from: bound, backwards: backwards, limit: limit)
          rows += try reading.db.all(sql, values, DisputeRow.line)
        }
      }
      return rows
    }
    let sorted = rows.map { (place: place($0), row: $0) }.sorted {
      backwards ? $1.place < $0.place : $0.place < $1.place
    }
    return sorted.prefix(limit).map(\.row)
  }

  /// The rows with a vendor and those without, as far as they lie on the wanted side of a place.
  private func halves(from bound: GroupedPlace?, backwards: Bool) -> [(String, GroupedPlace?)] {
    let (named, unnamed) = ("IS NOT NULL", "IS NULL")
    guard let bound else { return [(named, nil), (unnamed, nil)] }
    if bound.vendor == nil {
      return backwards ? [(named, nil), (unnamed, bound)] : [(unnamed, bound)]
    }
    return backwards ? [(named, bound)] : [(named, bound), (unnamed, nil)]
  }

  /// What a view holds of some vendors; in time by what it holds of them.
  public func groups(
    of view: QueueView, for person: Person, at now: Instant, vendors: [VendorName?]
  ) throws -> [VendorGroup] {
    try read { reading in
      let returned = try view.returning(for: person).flatMap {
        try reading.returned(to: $0, at: now)
      }
      return try vendors.map { vendor in
        var group = VendorGroup(vendor: vendor)
        for row in returned where row.vendor == vendor { group.add(1, row.disputed, nil) }
        for segment in view.groupedSegments(for: person, at: now) {
          try reading.db.each(
            """
            SELECT count(*), coalesce(sum(disputed), 0), min(CASE WHEN kind = 0 THEN at END)
            FROM dispute INDEXED BY \(segment.index)
            WHERE \(segment.filter) AND holder = ? AND vendor IS ?
            """, segment.values + [.text(segment.holder), .optional(vendor?.text)]
          ) { row in
            group.add(
              Int(row.integer(0)), Money(paise: row.integer(1)),
              row.optionalInteger(2).map(Instant.init(microseconds:)))
          }
        }
        return group
      }
    }
  }
}

extension Reading {
  /// Parked disputes of a holder whose time has come.
  fileprivate func returned(to holder: String, at now: Instant) throws -> [QueueRow] {
    try db.all(
      """
      SELECT \(DisputeRow.lineColumns) FROM dispute INDEXED BY dispute_open
      WHERE state = 'open' AND holder = ? AND kind = 6 AND at <= ?
      """, [.text(holder), .integer(now.microseconds)], DisputeRow.line)
  }
}
