import Procedure

/// The vendors whose records change with a dispute's events.
struct VendorChanges {
  fileprivate struct Change {
    var before: VendorRecord
    var after: VendorRecord
  }

  private let reading: Reading
  private var changes: [VendorName: Change] = [:]

  init(_ reading: Reading) { self.reading = reading }

  /// Takes in an event.
  mutating func follow(_ event: Event, of id: TicketID) throws {
    guard let vendor = event.fact.vendor else { return }
    var change = try changes[vendor] ?? begun(vendor)
    change.after = change.after.evolved(by: event, of: id)
    changes[vendor] = change
  }

  private func begun(_ vendor: VendorName) throws -> Change {
    let record = try reading.record(of: vendor)
    return Change(before: record, after: record)
  }

  /// Writes the records and gives the places of the disputes whose rows read otherwise now.
  func write() throws -> Set<Int64> {
    var stale: Set<Int64> = []
    let db = reading.db
    for (vendor, change) in changes {
      reading.remember(change.after)
      try db.put(
        .vendor,
        [
          .text(vendor.text), .text(vendor.folded),
          .blob(try CanonicalJSON.bytes(of: change.after)),
        ])
      for ticket in change.disputes {
        stale.formUnion(
          try db.all("SELECT place FROM dispute WHERE ticket = ?", [.text(ticket.text)]) {
            $0.integer(0)
          })
      }
      // What Step 4 asks of the vendor: whether it gets orders, is suspended, or is asked about.
      if change.before.getsNoOrders != change.after.getsNoOrders
        || change.before.isSuspended != change.after.isSuspended
        || change.before.questions.isEmpty != change.after.questions.isEmpty
      {
        stale.formUnion(
          try db.all(
            "SELECT place FROM dispute WHERE recorded_vendor = ? AND kind <= 7",
            [.text(vendor.text)]
          ) { $0.integer(0) })
      }
    }
    return stale
  }
}

extension VendorChanges.Change {
  /// The disputes on which something was asked or answered about the vendor, or whose block of it was set, lifted or kept.
  fileprivate var disputes: Set<TicketID> {
    var disputes = Set(
      Set(before.questions).symmetricDifference(after.questions).map(\.dispute))
    if before.blockedOn != after.blockedOn || before.isBlocked != after.isBlocked
      || before.decidedAt != after.decidedAt
    {
      disputes.formUnion([before.blockedOn, after.blockedOn].compactMap(\.self))
    }
    return disputes
  }
}
