import Procedure

/// Making everything but the log, the personal texts and the proofs anew.
extension RelationalJournal {
  /// Drops what is read from the log, whatever is left of it, and reads it again, in one transaction.
  ///
  /// - Throws: `JournalError.broken` where the log does not hold; nothing is changed then.
  public func rebuild() throws {
    try store.rebuild()
    forgetDesk()
  }
}

extension Recording {
  /// Reads everything that is read from the log anew, into tables that are empty.
  func rebuild() throws {
    desk = try reading.foldedDesk()
    if desk.version > 0 { try keepDesk() }
    try rebuildVendors()
    try rebuildStatements()
    try rebuildBatches()
    let logged = try db.all(
      """
      SELECT number, stream FROM event
      WHERE stream >= 'dispute:' AND stream < 'dispute;' AND version = 1 ORDER BY number
      """
    ) { (place: $0.integer(0), stream: $0.text(1)) }
    let adoptions = try reading.adoptions()
    for (place, stream) in logged {
      guard case .dispute(let id) = Stream(name: stream) else { continue }
      let history = try reading.history(of: id)
      guard
        let (dispute, outcome) = DisputeOutcome.folding(
          history.map { ($0.number, $0.event) }, of: id, adoptions: adoptions)
      else { continue }
      try keepAccounts(of: history, of: id)
      let placed = Placed(dispute: dispute, place: place)
      try keepSnapshot(of: placed)
      try keepProofs(of: placed)
      try keep(outcome, of: placed, known: DisputeOutcome())
      try keepClaims(of: placed)
      try keepBackground(of: placed)
      try keepPayouts(of: placed, before: [])
      try refresh(placed)
    }
    try standAnew()
    try rebuildListed()
    // The first of an order's disputes, or of a proof's, was read before the others were there.
    let shared = try db.all(
      """
      SELECT place FROM dispute WHERE order_id IN
      (SELECT order_id FROM dispute GROUP BY order_id HAVING count(*) > 1)
      OR place IN (SELECT place FROM proof WHERE verdict = 'waiting') ORDER BY place
      """
    ) { $0.integer(0) }
    for place in shared {
      if let placed = try reading.dispute(at: place) { try refresh(placed) }
    }
  }

  /// Folds every dispute from its events once more, and keeps it as it is folded now.
  func foldAnew() throws {
    let kept = try db.all(
      "SELECT place, ticket FROM snapshot JOIN dispute USING (place) ORDER BY place"
    ) { (place: $0.integer(0), id: TicketID($0.text(1))) }
    for (place, id) in kept {
      guard let dispute = try reading.folded(id) else { continue }
      try keepSnapshot(of: Placed(dispute: dispute, place: place))
    }
  }

  private func rebuildListed() throws {
    let orders = try db.all(
      "SELECT stream FROM event WHERE stream >= 'order:' AND stream < 'order;' AND version = 1"
    ) { $0.text(0) }
    for stream in orders {
      guard case .order(let order) = Stream(name: stream) else { continue }
      try keepPayTo(listedOf: order)
    }
  }

  private func rebuildVendors() throws {
    try reading.log.each { logged in
      guard let vendor = logged.vendor else { return }
      try remember(VendorName(vendor))
      guard case .dispute(let id) = Stream(name: logged.stream) else { return }
      try reading.turn(to: .dispute(id))
      let event = try reading.coding.event(of: logged)
      var changes = VendorChanges(reading)
      try changes.follow(event, of: id)
      _ = try changes.write()
    }
  }
}
