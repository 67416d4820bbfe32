import Procedure

/// Pages, counts and rows of the queue.
extension RelationalJournal {
  /// One page of a view, from after a row.
  public func queue(
    _ view: QueueView, for person: Person, at now: Instant, after: QueueRow?, limit: Int
  ) throws -> [QueueRow] {
    try page(view, person, now, from: after, backwards: false, limit)
  }

  /// The page of a view that ends before a row.
  public func queue(
    _ view: QueueView, for person: Person, at now: Instant, before: QueueRow, limit: Int
  ) throws -> [QueueRow] {
    try page(view, person, now, from: before, backwards: true, limit).reversed()
  }

  private func page(
    _ view: QueueView, _ person: Person, _ now: Instant, from row: QueueRow?, backwards: Bool,
    _ limit: Int
  ) throws -> [QueueRow] {
    let bound = row.map { view.rank(of: $0, at: now) }
    let segments = view.segments(for: person, at: now)
    let rows = try read { reading in
      try segments.flatMap { segment in
        guard let (sql, values) = segment.page(from: bound, backwards: backwards, limit: limit)
        else { return [QueueRow]() }
        return try reading.db.all(sql, values, DisputeRow.line)
      }
    }
    guard segments.count > 1 else { return rows }
    let goesDown = view.isDescending != backwards
    let sorted = rows.map { (rank: view.rank(of: $0, at: now), row: $0) }.sorted {
      goesDown ? $1.rank < $0.rank : $0.rank < $1.rank
    }
    return sorted.prefix(limit).map(\.row)
  }

  /// How many disputes each view holds.
  public func counts(for person: Person, at now: Instant) throws -> [QueueView: Int] {
    try read { reading in
      var counts = Dictionary(uniqueKeysWithValues: QueueView.allCases.map { ($0, 0) })
      let tally = try reading.db.all("SELECT bucket, holder, n FROM tally") {
        (bucket: $0.text(0), holder: $0.text(1), n: Int($0.integer(2)))
      }
      for (bucket, holder, n) in tally {
        let isMine = holder == person.text
        let isReachable = isMine || holder.isEmpty
        guard let kind = Int(bucket).flatMap(Attention.Kind.init) else {
          let isOutstanding = bucket == Tally.Bucket.outstanding.name
          counts[isOutstanding ? .outstanding : .escalated, default: 0] += n
          continue
        }
        if kind != .merged { counts[.all, default: 0] += n }
        if kind == .closed { counts[.closed, default: 0] += n }
        if kind == .new { counts[.new, default: 0] += n }
        if kind <= .parked, isMine { counts[.mine, default: 0] += n }
        if isReachable, kind.asksForWork { counts[.needsMe, default: 0] += n }
        if isReachable, kind == .waiting || kind == .parked { counts[.waiting, default: 0] += n }
      }
      // What the time alone moves is counted on its index, on the side where it is few: parked disputes that are back, and
      // windows that have not lapsed yet.
      let back = try [person.text, ""].reduce(0) { sum, holder in
        try sum
          + reading.count(
            "dispute_open WHERE state = 'open' AND holder = ? AND kind = 6 AND at <= ?",
            [.text(holder), .integer(now.microseconds)])
      }
      counts[.needsMe, default: 0] += back
      counts[.waiting, default: 0] -= back
      counts[.escalated, default: 0] -= try reading.count(
        "dispute_lapse WHERE lapses_at > ? AND matter IS NULL", [.integer(now.microseconds)])
      return counts
    }
  }

  /// The row of one dispute.
  public func row(of dispute: TicketID) throws -> QueueRow? {
    try read { reading in
      try reading.db.first(
        "SELECT \(DisputeRow.lineColumns) FROM dispute WHERE ticket = ?", [.text(dispute.text)],
        DisputeRow.line)
    }
  }

  /// The disputes with something outstanding elsewhere, oldest first.
  public func outstanding(limit: Int) throws -> [QueueRow] {
    try queue(
      .outstanding, for: Person(""), at: Instant(microseconds: 0), after: nil, limit: limit)
  }
}

extension Reading {
  fileprivate func count(_ rows: String, _ values: [Value]) throws -> Int {
    try db.first("SELECT count(*) FROM dispute INDEXED BY \(rows)", values) { Int($0.integer(0)) }
      ?? 0
  }
}
