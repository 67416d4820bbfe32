import Procedure

/// What is known of one vendor: everything here takes time by that vendor's events and disputes, never by the desk's.
extension RelationalJournal {
  /// All that is known of a vendor, of each part at most so many lines.
  public func page(of vendor: VendorName, limit: Int) throws -> VendorPage? {
    try read { reading in
      guard try reading.knows(vendor) else { return nil }
      let policy = try desk(in: reading).policy
      let (account, sums) = try reading.account(of: vendor, limit: limit)
      return VendorPage(
        record: try reading.record(of: vendor), listing: try reading.listing(of: vendor),
        history: try reading.measures(of: vendor, limit: limit),
        situation: try reading.situation(
          of: vendor, countedFrom: try reading.log.end().countedFrom(under: policy)),
        endings: try reading.endings(of: vendor, offset: policy.offset),
        late: try reading.latePayments(of: vendor, limit: limit), account: account, sums: sums,
        open: try reading.unsettled(of: vendor, limit: limit))
    }
  }

  /// The disputes on which a vendor still has something to say, the most urgent first.
  public func asked(of vendor: VendorName, limit: Int) throws -> Newest<Look> {
    let (tickets, count) = try read { reading in
      let tickets = try reading.db.all(
        """
        SELECT ticket FROM dispute INDEXED BY dispute_asked WHERE recorded_vendor = ? AND asked = 1
        ORDER BY asked_until IS NULL, asked_until, place LIMIT ?
        """, [.text(vendor.text), .integer(limit)]
      ) { TicketID($0.text(0)) }
      return (
        tickets,
        try reading.count(
          "dispute INDEXED BY dispute_asked WHERE recorded_vendor = ? AND asked = 1", vendor)
      )
    }
    return Newest(try tickets.compactMap { try look(at: $0) }, of: count)
  }
}

extension Reading {
  fileprivate func count(_ rows: String, _ vendor: VendorName) throws -> Int {
    try db.first("SELECT count(*) FROM \(rows)", [.text(vendor.text)]) { Int($0.integer(0)) } ?? 0
  }

  /// The account is added up from its first line, and the last lines are looked up in the log.
  fileprivate func account(of vendor: VendorName, limit: Int) throws -> (
    Newest<VendorAccount.Line>, AccountSums
  ) {
    var sums = AccountSums()
    let moved = try db.all(
      "SELECT number, kind, amount FROM vendor_account WHERE vendor = ? ORDER BY number",
      [.text(vendor.text)]
    ) { row in
      guard let kind = AccountEntry.Kind(rawValue: row.text(1)) else {
        throw JournalError.stale("the account of \(vendor) holds unknown words")
      }
      let amount = Money(paise: row.integer(2))
      sums.add(kind, amount)
      return (number: row.integer(0), kind: kind, amount: amount, balance: sums.owed)
    }
    let lines = try moved.suffix(limit).reversed().map { line in
      let (dispute, event) = try event(line.number)
      return VendorAccount.Line(
        entry: AccountEntry(line.kind, line.amount, of: vendor, on: dispute, event),
        balance: line.balance)
    }
    return (Newest(lines, of: moved.count), sums)
  }

  fileprivate func measures(of vendor: VendorName, limit: Int) throws -> Newest<StandingChange> {
    let numbers = try db.all(
      "SELECT number FROM vendor_measure WHERE vendor = ? ORDER BY number DESC LIMIT ?",
      [.text(vendor.text), .integer(limit)]
    ) { $0.integer(0) }
    let entries = try numbers.compactMap { number in
      let (dispute, event) = try event(number)
      guard var entry = StandingChange(event, of: dispute) else { return nil as StandingChange? }
      if entry.outside != nil {
        for logged in try log.events(
          of: .dispute(dispute), named: "outsideApplied", after: number)
        {
          entry.confirm(by: try coding.event(of: logged))
        }
      }
      return entry
    }
    return Newest(entries, of: try count("vendor_measure WHERE vendor = ?", vendor))
  }

  /// An event of a dispute by its number, and the dispute that it is of.
  private func event(_ number: Int64) throws -> (TicketID, Event) {
    guard let logged = try log.event(number), case .dispute(let id) = Stream(name: logged.stream)
    else {
      throw JournalError.broken(number: number, why: "it is not there: run `paydesk rebuild`")
    }
    try turn(to: .dispute(id))
    return (id, try coding.event(of: logged))
  }

  fileprivate func endings(of vendor: VendorName, offset: Int) throws -> EndingsByMonth {
    var endings = EndingsByMonth()
    try db.each(
      """
      SELECT logged_at, ending FROM dispute INDEXED BY dispute_ending
      WHERE recorded_vendor = ? AND ending IS NOT NULL
      """, [.text(vendor.text)]
    ) { row in
      guard let ending = Ending(rawValue: row.text(1)) else { return }
      endings.count(
        ending,
        in: CalendarMonth(of: Instant(microseconds: row.integer(0)), offset: offset))
    }
    return endings
  }

  fileprivate func latePayments(of vendor: VendorName, limit: Int) throws -> Newest<LatePayment> {
    let rows = "dispute INDEXED BY dispute_late WHERE recorded_vendor = ? AND paid_late IS NOT NULL"
    let payments = try db.all(
      "SELECT ticket, logged_at, paid_late FROM \(rows) ORDER BY paid_late DESC, place LIMIT ?",
      [.text(vendor.text), .integer(limit)]
    ) {
      LatePayment(
        ticket: TicketID($0.text(0)), loggedAt: Instant(microseconds: $0.integer(1)),
        paidAt: Instant(microseconds: $0.integer(2)))
    }
    return Newest(payments, of: try count(rows, vendor))
  }

  fileprivate func unsettled(of vendor: VendorName, limit: Int) throws -> Newest<QueueRow> {
    let rows = "dispute INDEXED BY dispute_vendor WHERE recorded_vendor = ? AND kind <= 7"
    let open = try db.all(
      "SELECT \(DisputeRow.lineColumns) FROM \(rows) ORDER BY kind, at, place LIMIT ?",
      [.text(vendor.text), .integer(limit)], DisputeRow.line)
    return Newest(open, of: try count(rows, vendor))
  }
}
