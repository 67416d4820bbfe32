import GRDB
import Procedure

/// What the desk has before it, and what was done on it.
extension SQLiteJournal {
  /// What the desk has before it at a moment, with the windows that lapse until another.
  public func agenda(at now: Instant, windowsUntil until: Instant) throws -> Agenda {
    try read { reading in
      let policy = try desk(in: reading).policy
      var agenda = Agenda()
      agenda.fresh = try reading.number(of: .new, heldBy: "")
      agenda.outstanding = try reading.lines(
        "dispute_outstanding WHERE outstanding <> '' ORDER BY touched_at, place")
      let parked = try reading.open(.parked)
      agenda.windows = try reading.windows(until: until)
      for line in parked {
        guard let placed = try reading.dispute(at: line.place) else { continue }
        agenda.parked.append(Agenda.Parked(row: line, reason: placed.dispute.parkedReason ?? ""))
      }
      agenda.parked.sort {
        ($0.row.attention.at, $0.row.place) < ($1.row.attention.at, $1.row.place)
      }
      for line in try reading.lines(
        "dispute_escalated WHERE escalated = 1 ORDER BY kind, at, place")
      {
        agenda.decisions += try reading.decisions(on: line, at: now, policy: policy)
      }
      agenda.decisions.sort {
        ($0.waiting.since, $0.row.place) < ($1.waiting.since, $1.row.place)
      }
      // A payout that was decided comes back to its holder, unless that waits for something else or is put aside.
      let decided = try reading.open(.cameBack) + reading.open(.waiting) + parked
      agenda.payouts = try decided.compactMap { try reading.payoutUnderWay(on: $0) }.sorted {
        ($0.askedAt, $0.row.place) < ($1.askedAt, $1.row.place)
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
    let running =
      try lines("dispute_window WHERE kind = 0 AND escalated = 0 AND at <= ?", [moment])
      + lines("dispute_escalated WHERE escalated = 1 AND kind = 0 AND at <= ?", [moment])
    var windows = running.map { Agenda.Window(row: $0, lapsesAt: $0.attention.at) }
    let policy = try desk().policy
    for line in try open(.parked) {
      guard let placed = try dispute(at: line.place) else { continue }
      let siblings = try siblings(in: placed.dispute.ticket.order, of: placed.place)
      let isDuplicated = siblings.contains { $0.state != .merged }
      guard
        let lapse = placed.dispute.unescalatedLapse(policy: policy, isDuplicated: isDuplicated),
        lapse.at <= until
      else { continue }
      windows.append(Agenda.Window(row: line, lapsesAt: lapse.at))
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
    return placed.dispute.waitingDecisions(in: context).map {
      Agenda.Decision(row: line, waiting: $0)
    }
  }

  fileprivate func payoutUnderWay(on line: QueueRow) throws -> Agenda.Payout? {
    guard let payout = try dispute(at: line.place)?.dispute.livePayout, payout.state != .asked
    else { return nil }
    return Agenda.Payout(
      row: line, amount: payout.amount, isSent: payout.state == .sent, asker: payout.asker,
      askedAt: payout.askedAt)
  }
}
