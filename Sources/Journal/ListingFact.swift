import Procedure

/// What the admin panel and statements listed, as it stands in the log on the streams of orders, vendors, entries and books.
enum ListingFact: Hashable, Sendable, Codable {
  case orderListed(listing: OrderListing)
  case vendorListed(listing: VendorListing)
  case statementEntryListed(entry: StatementEntry)
  case statementCovered(span: StatementSpan)

  init(_ listing: Listing) {
    switch listing {
    case .order(let listing): self = .orderListed(listing: listing)
    case .vendor(let listing): self = .vendorListed(listing: listing)
    }
  }

  /// The names of all of them in the log.
  static let names = ["orderListed", "vendorListed", "statementEntryListed", "statementCovered"]

  /// The fact's name in the log.
  var name: String {
    switch self {
    case .orderListed: "orderListed"
    case .vendorListed: "vendorListed"
    case .statementEntryListed: "statementEntryListed"
    case .statementCovered: "statementCovered"
    }
  }

  /// The stream that it stands on.
  var stream: Stream {
    switch self {
    case .orderListed(let listing): .order(listing.order)
    case .vendorListed(let listing): .vendor(listing.vendor)
    case .statementEntryListed(let entry): .entry(entry.id)
    case .statementCovered(let span): .book(span.statement, span.vendor)
    }
  }

  /// The vendor that it names; a ledger may spell a vendor as it likes, so its entries name none.
  var vendor: VendorName? {
    switch self {
    case .orderListed(let listing): listing.facts.vendor
    case .vendorListed(let listing): listing.vendor
    case .statementEntryListed, .statementCovered: nil
    }
  }
}

/// A sequence of events in the log that share one numbering.
enum Stream: Hashable, Sendable {
  case dispute(TicketID)
  case desk
  case order(OrderID)
  case vendor(VendorName)
  case entry(EntryID)
  /// What a statement covers: of a vendor's wallet, or of the company's account.
  case book(StatementKind, VendorName?)

  /// Its name in the log.
  var name: String {
    switch self {
    case .dispute(let id): "dispute:" + id.text
    case .desk: "desk"
    case .order(let id): "order:" + id.text
    case .vendor(let name): "vendor:" + name.text
    case .entry(let id): "entry:" + id.text
    case .book(let statement, let vendor):
      "book:" + statement.rawValue + (vendor.map { ":" + $0.text } ?? "")
    }
  }

  /// The stream of a name in the log.
  init?(name: String) {
    guard name != "desk" else {
      self = .desk
      return
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let id = String(parts[1])
    switch parts[0] {
    case "dispute": self = .dispute(TicketID(id))
    case "order": self = .order(OrderID(id))
    case "vendor": self = .vendor(VendorName(id))
    case "entry": self = .entry(EntryID(id))
    case "book":
      let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let statement = StatementKind(rawValue: String(parts[0])) else { return nil }
      self = .book(statement, parts.count > 1 ? VendorName(String(parts[1])) : nil)
    default: return nil
    }
  }
}
