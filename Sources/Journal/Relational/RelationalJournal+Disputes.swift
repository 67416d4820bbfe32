import Procedure

/// Recording on disputes, and looking at them.
extension RelationalJournal {
  /// Decides a command on a dispute and records what follows, with everything read from it.
  public func perform(
    _ command: Command, on dispute: TicketID, by actor: Actor, at now: Instant,
    expecting expected: Int?
  ) throws -> Performed {
    try write(command.scope, expecting: Reading.expected(of: dispute)) { recording in
      let before = try recording.reading.dispute(dispute)
      let version = before?.dispute.version ?? 0
      if let expected, expected != version {
        throw JournalError.conflict(dispute: dispute, expected: expected, found: version)
      }
      try recording.hold(command, on: dispute, as: before)
      let moment = recording.moment(now)
      let (facts, after) = try recording.perform(
        command, on: dispute, as: before, by: actor, at: moment)
      guard let after else {
        throw Refusal.noTicket(dispute)
      }
      return Performed(
        facts: facts, dispute: after.dispute, at: moment,
        clockWasBack: !recording.db.hasClock && moment != now)
    }
  }

  /// A dispute with what the core needs to know around it.
  public func look(at dispute: TicketID) throws -> Look? {
    try read { reading in
      reading.db.expect([.deskVersion, .end] + Reading.expected(of: dispute))
      guard let found = try reading.dispute(dispute) else { return nil }
      let desk = try self.desk(in: reading)
      let needs = Needs.evidence(of: found.dispute)
      let earliest = try reading.log.end().countedFrom(under: desk.policy)
      reading.db.expect(reading.expected(for: needs, at: found.place, countedFrom: earliest))
      let listing = try reading.listing(of: found.dispute.ticket.order)
      let vendor = found.dispute.order?.vendor ?? listing?.facts.vendor
      return Look(
        dispute: found.dispute,
        surroundings: try reading.surroundings(
          for: needs, of: dispute, at: found.place, countedFrom: earliest),
        listing: listing, vendorListing: try vendor.flatMap { try reading.listing(of: $0) })
    }
  }

  /// Everything that happened to a dispute, oldest first.
  public func history(of dispute: TicketID) throws -> [NumberedEvent] {
    try read { try $0.history(of: dispute) }
  }

  /// A vendor's record from its disputes' events.
  public func record(of vendor: VendorName) throws -> VendorRecord {
    try read { try $0.record(of: vendor) }
  }

  /// What the panel lists, as it was listed last.
  public func listing(of order: OrderID) throws -> OrderListing? {
    try read { try $0.listing(of: order) }
  }

  /// What the panel lists, as it was listed last.
  public func listing(of vendor: VendorName) throws -> VendorListing? {
    try read { try $0.listing(of: vendor) }
  }

  /// Names of vendors that begin with a text, without case.
  public func vendors(beginningWith text: String, limit: Int) throws -> [VendorName] {
    let folded = Personal(text).folded
    return try read { reading in
      try reading.db.all(
        """
        SELECT name FROM vendor INDEXED BY vendor_folded
        WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?
        """, [.text(folded), .text(folded + "\u{10FFFF}"), .integer(limit)]
      ) { VendorName($0.text(0)) }
    }
  }

  /// The number and hash of the last event.
  public func head() throws -> Head { try read { try $0.log.end().head } }

  /// Keeps a file's bytes under their SHA-256 and gives it; at most 32 MiB.
  public func keepProof(_ bytes: [UInt8]) throws -> String { try store.proofs.keep(bytes) }

  /// The bytes of a proof's file.
  public func proofBytes(sha256: String) throws -> [UInt8]? {
    try store.proofs.bytes(sha256.lowercased())
  }
}

extension Command {
  /// Whether one dispute is recorded on, and nothing arrives or joins another.
  fileprivate var scope: RecordingScope {
    switch self {
    case .log, .relist, .amend, .merge: .everything
    default: .dispute
    }
  }
}

extension Recording {
  /// Holds what a command asks for, so that nobody else decides on it meanwhile.
  fileprivate func hold(_ command: Command, on id: TicketID, as before: Placed?) throws {
    let needs = Needs(dispute: before?.dispute, command: command)
    if let before {
      db.expect(
        reading.expected(
          for: needs, at: before.place, countedFrom: end.countedFrom(under: desk.policy))
          + [
            .milestones(at: before.place), .row(at: before.place),
            .latest(of: .order(before.dispute.ticket.order)),
          ])
    }
    var keys: Set = ["dispute:\(id)"]
    for order in needs.orders { keys.insert("order:\(order)") }
    for vendor in needs.vendors { keys.insert("vendor:\(vendor)") }
    for proof in needs.proofs {
      if let reference = proof.comparedReference { keys.insert("reference:\(reference)") }
      if let sha256 = proof.sha256 { keys.insert("file:\(sha256.lowercased())") }
    }
    try db.hold(keys)
  }
}

extension Log.End {
  /// The end as it is printed.
  var head: Head { Head(number: number, hash: hash.hexadecimal) }

  /// Tickets logged before it are too old for E3 to count, at the end of the log or at any later moment.
  func countedFrom(under policy: Policy) -> Instant {
    Instant(microseconds: max(at, 0)).adding(seconds: -Int64(policy.countedDays) * 86_400)
  }
}
