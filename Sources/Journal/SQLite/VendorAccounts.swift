import GRDB
import Procedure

/// What vendors' pages are read from beside the disputes' rows: which events are lines of a vendor's account, and which speak
/// of its standing.
enum VendorTables {
  /// An event is one line at most; whose it is, how much and which way stand here, the rest in the log.
  static let schema = """
    CREATE TABLE vendor_account (vendor TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
      amount INTEGER NOT NULL, PRIMARY KEY (vendor, number)) WITHOUT ROWID;
    CREATE TABLE vendor_measure (vendor TEXT NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (vendor, number)) WITHOUT ROWID;
    CREATE INDEX dispute_ending ON dispute (recorded_vendor, logged_at, ending)
      WHERE ending IS NOT NULL;
    CREATE INDEX dispute_asked ON dispute (recorded_vendor, asked_until, place) WHERE asked = 1;
    CREATE INDEX dispute_grouped_asking ON dispute (holder, vendor, kind, at, place, disputed)
      WHERE state = 'open' AND kind < 5;
    CREATE INDEX dispute_grouped_waiting ON dispute (holder, vendor, kind, at, place, disputed)
      WHERE state = 'open' AND kind >= 5;
    CREATE INDEX dispute_late ON dispute (recorded_vendor, paid_late) WHERE paid_late IS NOT NULL;
    """

  /// The tables that `schema` makes.
  static let names = ["vendor_account", "vendor_measure"]
}

extension Recording {
  /// Keeps what an event says of a vendor's account or standing.
  ///
  /// - Parameter dispute: the dispute before the event.
  func keepAccounts(_ event: Event, number: Int64, of id: TicketID, before dispute: Dispute?) throws
  {
    if let dispute, let entry = AccountEntry(event, on: dispute) {
      try db.run(
        "INSERT INTO vendor_account (vendor, number, kind, amount) VALUES (?, ?, ?, ?)",
        [
          .text(entry.vendor.text), .integer(number), .text(entry.kind.rawValue),
          .integer(entry.amount.paise),
        ])
    }
    if let entry = StandingChange(event, of: id) {
      try db.run(
        "INSERT INTO vendor_measure (vendor, number) VALUES (?, ?)",
        [.text(entry.vendor.text), .integer(number)])
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
