import GRDB
import Procedure

/// Why a vendor's affairs put a dispute among the escalated: a question that nobody has answered, or a block that was set for it.
enum VendorMatter: String {
  case question
  case block
}

extension Reading {
  /// What a vendor's affairs say of a dispute.
  func vendorMatters(of id: TicketID) throws -> Set<VendorMatter> {
    Set(
      try db.all("SELECT kind FROM vendor_matter WHERE ticket = ?", [.text(id.text)]) {
        VendorMatter(rawValue: $0.text(0))
      }.compactMap(\.self))
  }

  /// The disputes that a vendor's affairs put among the escalated.
  fileprivate func matters(of vendor: VendorName) throws -> Set<VendorChanges.Matter> {
    Set(
      try db.all("SELECT ticket, kind FROM vendor_matter WHERE vendor = ?", [.text(vendor.text)]) {
        row in
        VendorMatter(rawValue: row.text(1)).map {
          VendorChanges.Matter(ticket: TicketID(row.text(0)), kind: $0)
        }
      }.compactMap(\.self))
  }
}

/// The vendors whose records change with a dispute's events.
struct VendorChanges {
  struct Matter: Hashable {
    var ticket: TicketID
    var kind: VendorMatter
  }

  private struct Change {
    var before: VendorRecord
    var after: VendorRecord
    var mattersBefore: Set<Matter>
    var matters: Set<Matter>
  }

  private let reading: Reading
  private var changes: [VendorName: Change] = [:]

  init(_ reading: Reading) { self.reading = reading }

  /// Takes in an event.
  mutating func follow(_ event: Event, of id: TicketID) throws {
    guard let vendor = event.fact.vendor else { return }
    var change: Change
    if let begun = changes[vendor] {
      change = begun
    } else {
      let record = try reading.record(of: vendor)
      let matters = try reading.matters(of: vendor)
      change = Change(
        before: record, after: record, mattersBefore: matters, matters: matters)
    }
    change.after = change.after.evolved(by: event, of: id)
    change.matters = change.matters.filter { $0.kind == .block && change.after.isBlocked }
    if case .vendorBlocked = event.fact {
      change.matters.insert(Matter(ticket: id, kind: .block))
    }
    for question in change.after.questions {
      change.matters.insert(Matter(ticket: question.dispute, kind: .question))
    }
    changes[vendor] = change
  }

  /// Writes the records and gives the places of the disputes whose rows read otherwise now.
  func write() throws -> [Int64] {
    var stale: Set<Int64> = []
    let db = reading.db
    for (vendor, change) in changes {
      try db.run(
        """
        INSERT INTO vendor (name, folded, record) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET record = excluded.record
        """,
        [
          .text(vendor.text), .text(vendor.folded),
          .blob(try CanonicalJSON.bytes(of: change.after)),
        ])
      for matter in change.mattersBefore.subtracting(change.matters) {
        try db.run(
          "DELETE FROM vendor_matter WHERE ticket = ? AND vendor = ? AND kind = ?",
          [.text(matter.ticket.text), .text(vendor.text), .text(matter.kind.rawValue)])
      }
      for matter in change.matters.subtracting(change.mattersBefore) {
        try db.run(
          "INSERT INTO vendor_matter (ticket, vendor, kind) VALUES (?, ?, ?)",
          [.text(matter.ticket.text), .text(vendor.text), .text(matter.kind.rawValue)])
      }
      for matter in change.mattersBefore.symmetricDifference(change.matters) {
        stale.formUnion(
          try db.all(
            "SELECT place FROM dispute WHERE ticket = ?", [.text(matter.ticket.text)]
          ) { $0.integer(0) })
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
    return stale.sorted()
  }
}
