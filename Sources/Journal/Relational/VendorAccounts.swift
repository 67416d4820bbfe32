import Procedure

extension Recording {
  /// Keeps what an event says of a vendor's account or standing.
  ///
  /// - Parameter dispute: the dispute before the event.
  func keepAccounts(_ event: Event, number: Int64, of id: TicketID, before dispute: Dispute?) throws
  {
    if let dispute, let entry = AccountEntry(event, on: dispute) {
      try db.put(
        .vendorAccount,
        [
          .text(entry.vendor.text), .integer(number), .text(entry.kind.rawValue),
          .integer(entry.amount.paise),
        ])
    }
    if let entry = StandingChange(event, of: id) {
      try db.put(.vendorMeasure, [.text(entry.vendor.text), .integer(number)])
    }
  }

  /// Keeps what a dispute's whole history says of vendors.
  func keepAccounts(of history: [NumberedEvent], of id: TicketID) throws {
    var dispute: Dispute?
    for numbered in history {
      try keepAccounts(numbered.event, number: numbered.number, of: id, before: dispute)
      dispute = evolve(dispute, numbered.event, id: id)
    }
  }
}
