import Procedure

/// What imports bring: tickets, and what the panel lists.
extension RelationalJournal {
  /// Records tickets in one transaction, each decided by itself.
  public func arrive(_ tickets: [(TicketID, Ticket)], by actor: Actor, at now: Instant) throws
    -> [Result<Arrival, Refusal>]
  {
    try write { recording in
      let moment = recording.moment(now)
      return try tickets.map { id, ticket in
        let before = try recording.reading.dispute(id)
        do {
          let command: Command =
            before.map { .relist(ticket.keepingErased(of: $0.dispute.listed)) } ?? .log(ticket)
          let facts = try recording.perform(command, on: id, as: before, by: actor, at: moment)
            .facts
          if facts.isEmpty { return .success(.same) }
          return .success(before == nil ? .new : .changed)
        } catch let refusal as Refusal {
          return .failure(refusal)
        }
      }
    }
  }

  /// Records what the panel lists, and lets rows show the listed vendor.
  public func list(_ listings: [Listing], by actor: Actor, at now: Instant) throws -> [Arrival] {
    try Desk.admitListing(by: actor)
    return try write { recording in
      let moment = recording.moment(now)
      return try listings.map { try recording.list($0, by: actor, at: moment) }
    }
  }
}

extension Recording {
  fileprivate func list(_ listing: Listing, by actor: Actor, at moment: Instant) throws -> Arrival {
    let known: Listing?
    var listing = listing
    switch listing {
    case .order(let order):
      let old = try reading.listing(of: order.order)
      known = old.map(Listing.order)
      if let old { listing = .order(order.keepingErased(of: old)) }
    case .vendor(let vendor):
      known = try reading.listing(of: vendor.vendor).map(Listing.vendor)
    }
    guard known != listing else { return .same }
    let fact = ListingFact(listing)
    let version = try reading.log.latest(of: fact.stream)?.version ?? 0
    try append(
      fact, name: fact.name, to: fact.stream, version: version + 1, by: actor, at: moment,
      vendor: fact.vendor)
    if case .order(let order) = listing {
      try keepPayTo(of: order)
      try showVendor(of: order)
    }
    return known == nil ? .new : .changed
  }

  /// Rows show the listed vendor until Step 2 records one.
  private func showVendor(of listing: OrderListing) throws {
    for place in try reading.places(of: listing.order) {
      guard let old = try DisputeRow.read(place, in: db), old.recordedVendor == nil else {
        continue
      }
      var new = old
      new.line.vendor = listing.facts.vendor
      try replace(old, with: new)
    }
  }
}

/// What was erased does not come back with the next import.
extension Ticket {
  fileprivate func keepingErased(of old: Ticket) -> Ticket {
    var ticket = self
    if old.customer.text == Personal.erased { ticket.customer = old.customer }
    if old.phone?.text == Personal.erased { ticket.phone = old.phone }
    if old.complaint.text == Personal.erased { ticket.complaint = old.complaint }
    return ticket
  }
}

extension OrderListing {
  fileprivate func keepingErased(of old: OrderListing) -> OrderListing {
    var listing = self
    if old.facts.customer?.text == Personal.erased { listing.facts.customer = old.facts.customer }
    if old.facts.payTo?.text == Personal.erased { listing.facts.payTo = old.facts.payTo }
    return listing
  }
}
