import Procedure

/// Going through all that happened.
extension RelationalJournal {
  /// Hands on what happened to disputes and to the desk in the order of the log, as it stood at the beginning of the walk.
  public func walk(_ body: (LogEntry) throws -> Bool) throws {
    try read { reading in
      do {
        try reading.log.each { logged in
          guard let entry = try reading.entry(of: logged) else { return }
          if try !body(entry) { throw WalkEnd() }
        }
      } catch is WalkEnd {}
    }
  }

  /// Hands on the histories of all disputes, one vendor's at a time.
  public func histories(_ body: (DisputeHistories) throws -> Bool) throws {
    try read { reading in
      for (vendor, streams) in try reading.streamsByVendor() {
        let history = try reading.history(of: vendor, streams)
        if try !body(history) { return }
      }
      let others = try reading.db.all(
        "SELECT ticket FROM dispute WHERE recorded_vendor IS NULL ORDER BY place"
      ) { TicketID($0.text(0)) }
      for id in others {
        let entries = try reading.history(of: id).map {
          DisputeHistories.Entry(dispute: id, event: $0)
        }
        if try !body(DisputeHistories(vendor: nil, own: [id], entries: entries)) { return }
      }
    }
  }
}

/// Ends a walk before the end of the log.
private struct WalkEnd: Error {}

extension Reading {
  /// What a walk hands on; nil for what the panel lists.
  fileprivate func entry(of logged: LoggedEvent) throws -> LogEntry? {
    guard let stream = Stream(name: logged.stream) else { return nil }
    switch stream {
    case .dispute(let id):
      try turn(to: stream)
      return .dispute(
        id,
        NumberedEvent(
          number: logged.number, version: logged.version, event: try coding.event(of: logged)))
    case .desk:
      try turn(to: stream)
      return .desk(
        try coding.fact(DeskFact.self, of: logged), number: logged.number,
        at: Instant(microseconds: logged.at))
    default: return nil
    }
  }

  /// The disputes that ever had an event of a vendor, by vendor.
  fileprivate func streamsByVendor() throws -> [(VendorName, Set<TicketID>)] {
    var found: [(VendorName, Set<TicketID>)] = []
    try db.each(
      """
      SELECT DISTINCT vendor, stream FROM event
      WHERE vendor IS NOT NULL AND stream >= 'dispute:' AND stream < 'dispute;' ORDER BY vendor
      """
    ) { row in
      guard case .dispute(let id) = Stream(name: row.text(1)) else { return }
      let vendor = VendorName(row.text(0))
      if found.last?.0 != vendor { found.append((vendor, [])) }
      found[found.count - 1].1.insert(id)
    }
    return found
  }

  fileprivate func history(of vendor: VendorName, _ tickets: Set<TicketID>) throws
    -> DisputeHistories
  {
    var all = tickets
    var own: Set<TicketID> = []
    for id in tickets {
      try db.each(
        """
        SELECT other.ticket, other.recorded_vendor = ?
        FROM dispute AS this JOIN dispute AS other USING (order_id) WHERE this.ticket = ?
        """, [.text(vendor.text), .text(id.text)]
      ) { row in
        let other = TicketID(row.text(0))
        all.insert(other)
        if row.integer(1) == 1 { own.insert(other) }
      }
    }
    let entries = try all.flatMap { id in
      try history(of: id).map { DisputeHistories.Entry(dispute: id, event: $0) }
    }
    return DisputeHistories(
      vendor: vendor, own: own, entries: entries.sorted { $0.event.number < $1.event.number })
  }
}
