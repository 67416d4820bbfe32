import Procedure

/// What the admin panel listed, as it stands in the log on the streams of orders and vendors.
enum ListingFact: Hashable, Sendable, Codable {
  case orderListed(listing: OrderListing)
  case vendorListed(listing: VendorListing)

  init(_ listing: Listing) {
    switch listing {
    case .order(let listing): self = .orderListed(listing: listing)
    case .vendor(let listing): self = .vendorListed(listing: listing)
    }
  }

  /// The fact's name in the log.
  var name: String {
    switch self {
    case .orderListed: "orderListed"
    case .vendorListed: "vendorListed"
    }
  }

  /// The stream that it stands on.
  var stream: Stream {
    switch self {
    case .orderListed(let listing): .order(listing.order)
    case .vendorListed(let listing): .vendor(listing.vendor)
    }
  }

  /// The vendor that it names.
  var vendor: VendorName {
    switch self {
    case .orderListed(let listing): listing.facts.vendor
    case .vendorListed(let listing): listing.vendor
    }
  }
}

/// A sequence of events in the log that share one numbering.
enum Stream: Hashable, Sendable {
  case dispute(TicketID)
  case desk
  case order(OrderID)
  case vendor(VendorName)

  /// Its name in the log.
  var name: String {
    switch self {
    case .dispute(let id): "dispute:" + id.text
    case .desk: "desk"
    case .order(let id): "order:" + id.text
    case .vendor(let name): "vendor:" + name.text
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
    default: return nil
    }
  }
}
