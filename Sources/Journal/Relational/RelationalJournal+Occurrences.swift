import Procedure

/// What happened since somebody was told.
extension RelationalJournal {
  /// Where somebody stands who is told of nothing that happened before.
  public func told(at now: Instant) throws -> Told {
    try read { reading in
      let end = try reading.log.end()
      return Told(
        number: end.number, hash: end.hash.hexadecimal, moment: now,
        windows: Set(try reading.lapsedWindows(at: now).compactMap(\.window)))
    }
  }

  /// What happened since somebody was told, in order, and where they stand then; nil where the log is not the one that they
  /// were told of, as after a backup was restored.
  public func occurrences(since told: Told, at now: Instant) throws -> ([Occurrence], Told)? {
    try read { reading in
      guard try reading.log.hash(of: told.number)?.hexadecimal == told.hash else { return nil }
      let end = try reading.log.end()
      let policy = try desk(in: reading).policy
      var windows: [Occurrence] = []
      var decisions: [(number: Int64, occurrence: Occurrence)] = []
      for id in try reading.disputes(touchedAfter: told.number) {
        var former: Dispute?
        let isDuplicated = try reading.isDuplicated(id)
        for numbered in try reading.history(of: id) {
          let event = numbered.event
          guard let dispute = evolve(former, event, id: id) else { continue }
          if numbered.number > told.number {
            // A window may have lapsed and have been seen to since.
            if let lapse = former?.unescalatedLapse(policy: policy, isDuplicated: isDuplicated),
              lapse.at > told.moment, lapse.at <= event.at, let former
            {
              windows.append(Occurrence(lapsed: lapse.at, of: former))
            }
            decisions += dispute.turns(
              by: event, after: former, policy: policy, isDuplicated: isDuplicated
            ).map { (numbered.number, Occurrence($0, of: id, event: numbered.number)) }
          }
          former = dispute
        }
      }
      windows += try reading.lapsedWindows(at: now)
      var seen = told.windows
      windows = windows.filter { $0.window.map { seen.insert($0).inserted } == true }
      let next = Told(
        number: end.number, hash: end.hash.hexadecimal, moment: max(now, told.moment),
        windows: try seen.filter { try reading.isUnsettled($0.ticket) })
      return (
        windows.sorted { ($0.due ?? now, $0.id) < ($1.due ?? now, $1.id) }
          + decisions.sorted { $0.number < $1.number }.map(\.occurrence), next
      )
    }
  }
}

extension Log {
  /// The hash of an event; of the beginning for 0, and nil where there is no such event.
  func hash(of number: Int64) throws -> [UInt8]? {
    if number == 0 { return Chain.start }
    return try db.first("SELECT hash FROM event WHERE number = ?", [.integer(number)]) {
      $0.bytes(0)
    }
  }
}

extension Reading {
  /// The windows that have lapsed at a moment and that nobody has escalated, the first one first.
  fileprivate func lapsedWindows(at now: Instant) throws -> [Occurrence] {
    try windows(until: now).compactMap { window in
      try dispute(at: window.row.place).map {
        Occurrence(lapsed: window.lapsesAt, of: $0.dispute)
      }
    }
  }

  /// The disputes with events after a number, but for those that have just been logged, in the order of their first.
  fileprivate func disputes(touchedAfter number: Int64) throws -> [TicketID] {
    var seen: Set<String> = []
    return try db.all(
      "SELECT stream FROM event WHERE number > ? AND name <> 'ticketLogged' ORDER BY number",
      [.integer(number)]
    ) { $0.text(0) }.filter { seen.insert($0).inserted }.compactMap {
      guard case .dispute(let id) = Stream(name: $0) else { return nil }
      return id
    }
  }

  fileprivate func isUnsettled(_ id: TicketID) throws -> Bool {
    try db.first("SELECT kind FROM dispute WHERE ticket = ?", [.text(id.text)]) {
      $0.integer(0) < Attention.Kind.closed.rawValue
    } ?? false
  }

  fileprivate func isDuplicated(_ id: TicketID) throws -> Bool {
    guard let placed = try dispute(id) else { return false }
    return try siblings(in: placed.dispute.ticket.order, of: placed.place)
      .contains { $0.state != .merged }
  }
}
