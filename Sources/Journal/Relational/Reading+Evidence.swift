import Procedure

/// What of a dispute others' evidence asks for.
struct Remembered: Equatable {
  var payouts: [PastPayout]
  var payTo: Personal?
  var order: OrderID
  var customer: Personal
}

extension Dispute {
  /// Nil where nobody's evidence asks for anything of it, as of a ticket that is new.
  var remembered: Remembered? {
    let past = pastPayouts
    guard order?.payTo != nil || !past.isEmpty else { return nil }
    return Remembered(
      payouts: past, payTo: order?.payTo, order: ticket.order, customer: ticket.customer)
  }
}

extension Reading {
  /// What an approver is shown beside what the rules ask for.
  func background(
    for needs: Background.Needs, of id: TicketID, at place: Int64, declinedFrom earliest: Instant
  ) throws -> Background {
    var background = Background()
    background.listings = try listings(of: needs.order)
    if let vendor = needs.vendor {
      background.vendorListing = try listing(of: vendor)
      background.settled = try db.all(.settled(for: vendor, except: place)) {
        Money(paise: $0.integer(0))
      }
    }
    for vendor in needs.vendors {
      background.openDisputes[vendor] = try db.first(.open(of: vendor, except: place)) {
        TicketID($0.text(0))
      }
    }
    if let maker = needs.maker {
      background.declined = try db.all(.declined(askedBy: maker, from: earliest)) {
        DeclinedRequest(dispute: TicketID($0.text(0)), at: Instant(microseconds: $0.integer(1)))
      }
    }
    if let payTo = needs.payTo, payTo.text != Personal.erased {
      background.payToUses = try db.all(.uses(of: payTo, except: needs.order)) {
        PayToUse(order: OrderID($0.text(0)), customer: $0.text(1))
      }
    }
    if !needs.unpaid.isEmpty {
      let ids = try db.all("SELECT id FROM statement_entry WHERE ticket = ?", [.text(id.text)]) {
        EntryID($0.text(0))
      }
      let entries = try ids.compactMap(standingEntry).map { ($0.entry, $0.standing) }
      background.paidOnStatement = needs.paidOnStatement(entries, on: id)
    }
    return background
  }

  /// Every version in which the panel listed an order, oldest first.
  func listings(of order: OrderID) throws -> [ListedOrder] {
    let versions = try log.events(of: .order(order))
    try turn(to: .order(order))
    return try versions.compactMap { logged in
      guard case .orderListed(let listing) = try coding.fact(ListingFact.self, of: logged) else {
        return nil
      }
      return ListedOrder(facts: listing.facts, at: Instant(microseconds: logged.at))
    }
  }
}

extension Recording {
  /// Keeps what others' evidence asks of a dispute.
  func keepBackground(of placed: Placed) throws {
    let remembered = placed.dispute.remembered
    try db.remove(.pastPayout, where: ["place": .integer(placed.place)])
    for (position, payout) in (remembered?.payouts ?? []).enumerated() {
      try db.put(
        .pastPayout,
        [
          .integer(placed.place), .integer(position), .text(payout.end.rawValue),
          .text(payout.vendor.text), .text(payout.asker.text), .integer(payout.amount.paise),
          .integer(payout.at.microseconds),
        ])
    }
    let source = "dispute \(placed.dispute.id)"
    try db.remove(.payTo, where: ["source": .text(source)])
    guard let remembered else { return }
    try keep(
      remembered.payTo, of: remembered.order, customer: remembered.customer, source: source)
  }

  /// Keeps the payment address that the panel lists of an order.
  func keepPayTo(of listing: OrderListing) throws {
    try forgetPayTo(listedOf: listing.order)
    try keep(
      listing.facts.payTo, of: listing.order, customer: listing.facts.customer, source: "listed")
  }

  /// Keeps the payment address that the panel lists of an order, as the log has it.
  func keepPayTo(listedOf order: OrderID) throws {
    if let listing = try reading.listing(of: order) { try keepPayTo(of: listing) }
  }

  /// Forgets the payment address that the panel lists of an order.
  func forgetPayTo(listedOf order: OrderID) throws {
    try db.remove(.payTo, where: ["order_id": .text(order.text), "source": "listed"])
  }

  /// An address without a customer shows nobody's order, and one that was erased is none.
  private func keep(
    _ payTo: Personal?, of order: OrderID, customer: Personal?, source: String
  ) throws {
    guard let payTo, let customer, payTo.text != Personal.erased,
      customer.text != Personal.erased
    else { return }
    try db.put(
      .payTo,
      [.text(order.text), .text(source), .text(payTo.comparedAddress), .text(customer.folded)])
  }

  /// The places of other disputes on which a proof waits that is on this one too, or was: whether it is reused may read
  /// otherwise there.
  func waiting(besides after: Placed, before: Dispute?) throws -> [Int64] {
    let dispute = after.dispute
    guard dispute.proofs != before?.proofs ?? [] || dispute.ticket.order != before?.ticket.order
    else { return [] }
    let proofs = (dispute.proofs + (before?.proofs ?? [])).map(\.proof)
    var places: Set<Int64> = []
    for reference in Set(proofs.compactMap(\.comparedReference)) {
      places.formUnion(
        try db.all(
          "SELECT place FROM proof WHERE reference = ? AND verdict = 'waiting'",
          [.text(reference)]
        ) { $0.integer(0) })
    }
    for sha256 in Set(proofs.compactMap { $0.sha256?.lowercased() }) {
      places.formUnion(
        try db.all(
          "SELECT place FROM proof WHERE sha256 = ? AND verdict = 'waiting'", [.text(sha256)]
        ) { $0.integer(0) })
    }
    return places.subtracting([after.place]).sorted()
  }
}
