import Procedure

/// What the desk has before it, and what was done on it.
extension RelationalJournal {
  /// What the desk has before it at a moment, with the windows that lapse until another.
  public func agenda(at now: Instant, windowsUntil until: Instant) throws -> Agenda {
    try read { reading in
      let policy = try desk(in: reading).policy
      var agenda = Agenda()
      agenda.fresh = try reading.number(of: .new, heldBy: "")
      agenda.outstanding = try reading.lines(
        "dispute_outstanding WHERE outstanding <> '' ORDER BY touched_at, place")
      agenda.windows = try reading.windows(until: until)
      for line in try reading.open(.parked) {
        guard let placed = try reading.dispute(at: line.place) else { continue }
        agenda.parked.append(Agenda.Parked(row: line, reason: placed.dispute.parkedReason ?? ""))
      }
      agenda.parked.sort {
        ($0.row.attention.at, $0.row.place) < ($1.row.attention.at, $1.row.place)
      }
      for line in try reading.lines(
        "dispute_matter WHERE matter IS NOT NULL ORDER BY matter, matter_at, place")
      {
        agenda.decisions += try reading.decisions(on: line, at: now, policy: policy)
      }
      agenda.decisions.sort {
        ($0.waiting.since, $0.row.place) < ($1.waiting.since, $1.row.place)
      }
      agenda.payouts = try [.approved, .sent].flatMap { try reading.payoutsUnderWay($0) }.sorted {
        ($0.since, $0.row.place) < ($1.since, $1.row.place)
      }
      return agenda
    }
  }

  /// What was done on disputes since a moment, the latest touched first, and how many tickets came that nobody has touched.
  public func deeds(since moment: Instant) throws -> (touched: [Deeds], arrived: Int) {
    try read { reading in
      let first = try reading.log.firstNumber(since: moment)
      var numbers: [String: [Int64]] = [:]
      var arrived: Set<String> = []
      try reading.db.each(
        "SELECT stream, number, name FROM event WHERE number >= ? ORDER BY number",
        [.integer(first)]
      ) { row in
        let stream = row.text(0)
        switch row.text(2) {
        case "ticketLogged": arrived.insert(stream)
        // Nothing was done by looking, or by an import that said the same again otherwise.
        case "personalDataShown", "ticketRelisted": break
        default:
          if stream.hasPrefix("dispute:") { numbers[stream, default: []].append(row.integer(1)) }
        }
      }
      let touched = try numbers.compactMap { name, numbers -> Deeds? in
        guard case .dispute(let id) = Stream(name: name), let row = try reading.line(of: id) else {
          return nil
        }
        let wanted = Set(numbers)
        return Deeds(
          row: row, events: try reading.history(of: id).filter { wanted.contains($0.number) })
      }
      return (
        touched.sorted {
          ($0.row.touchedAt, $0.row.place) > ($1.row.touchedAt, $1.row.place)
        }, arrived.filter { numbers[$0] == nil }.count
      )
    }
  }
}

extension Log {
  /// The number of the first event at a moment or later, or one past the end: times never fall along the log.
  func firstNumber(since moment: Instant) throws -> Int64 {
    var low: Int64 = 1
    var high = try end().number + 1
    while low < high {
      let middle = low + (high - low) / 2
      let at = try db.first("SELECT at FROM event WHERE number = ?", [.integer(middle)]) {
        $0.integer(0)
      }
      if let at, at < moment.microseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Reading {
  fileprivate func lines(_ rows: String, _ values: [Value] = []) throws -> [QueueRow] {
    try db.all(
      "SELECT \(DisputeRow.lineColumns) FROM dispute INDEXED BY \(rows)", values, DisputeRow.line)
  }

  fileprivate func line(of id: TicketID) throws -> QueueRow? {
    try db.first(
      "SELECT \(DisputeRow.lineColumns) FROM dispute WHERE ticket = ?", [.text(id.text)],
      DisputeRow.line)
  }

  /// Open disputes of a kind, whoever holds them.
  fileprivate func open(_ kind: Attention.Kind) throws -> [QueueRow] {
    let holders = try db.all(
      "SELECT holder FROM tally WHERE bucket = ?", [.text(Tally.Bucket.kind(kind).name)]
    ) { $0.text(0) }
    return try holders.flatMap {
      try lines(
        "dispute_open WHERE state = 'open' AND holder = ? AND kind = ? ORDER BY at, place",
        [.text($0), .integer(kind.rawValue)])
    }
  }

  fileprivate func number(of kind: Attention.Kind, heldBy holder: String) throws -> Int {
    try db.first(
      "SELECT n FROM tally WHERE bucket = ? AND holder = ?",
      [.text(Tally.Bucket.kind(kind).name), .text(holder)]
    ) { Int($0.integer(0)) } ?? 0
  }

  /// The windows that lapse until a moment, or have lapsed, and that nobody has escalated; the first one first. None stops
  /// for a dispute that is put aside.
  func windows(until: Instant) throws -> [Agenda.Window] {
    let moment = Value.integer(until.microseconds)
    let running = try lines("dispute_lapse WHERE lapses_at <= ?", [moment])
    let windows = running.compactMap { line in
      line.lapsesAt.map { Agenda.Window(row: line, lapsesAt: $0) }
    }
    return windows.sorted { ($0.lapsesAt, $0.row.place) < ($1.lapsesAt, $1.row.place) }
  }

  fileprivate func decisions(
    on line: QueueRow, at now: Instant, policy: Policy
  ) throws -> [Agenda.Decision] {
    guard let placed = try dispute(at: line.place) else { return [] }
    let surroundings = try surroundings(
      for: Needs(dispute: placed.dispute), of: line.ticket, at: line.place,
      countedFrom: log.end().countedFrom(under: policy))
    let context = Context(
      actor: Actor(Person(""), .viewer), now: max(now, placed.dispute.touchedAt), policy: policy,
      surroundings: surroundings)
    // Windows that have lapsed are listed with those that run.
    return placed.dispute.matters(in: context).filter { $0.kind != .lapsed }.map {
      Agenda.Decision(row: line, waiting: $0)
    }
  }

  /// The payouts in a state, on whatever disputes; for whom the asker stood in stands on the dispute alone.
  fileprivate func payoutsUnderWay(_ state: Payout.State) throws -> [Agenda.Payout] {
    try payouts(in: state, limit: .max).compactMap { payout in
      guard let line = try line(of: payout.ticket) else { return nil }
      let asked = try dispute(at: line.place)?.dispute.payouts.first { $0.id == payout.intent }
      return Agenda.Payout(
        row: line, amount: payout.amount, isSent: state == .sent,
        asker: asked?.asker ?? Doer(payout.askedBy), since: payout.since)
    }
  }
}
