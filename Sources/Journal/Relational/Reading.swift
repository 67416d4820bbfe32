import Procedure

/// A dispute and its place in the order of arrival.
struct Placed: Sendable {
  var dispute: Dispute
  var place: Int64
}

/// What one transaction reads of disputes, vendors and listings.
final class Reading {
  let db: any SQLConnection
  let coding = FactCoding()
  private var turnedTo: Stream?
  private var records: [VendorName: VendorRecord] = [:]
  private var known: Set<VendorName> = []
  private var memory: SnapshotMemory?
  private var deskVersion: Int?

  init(_ db: any SQLConnection, remembering memory: SnapshotMemory? = nil) {
    self.db = db
    self.memory = memory
  }

  var log: Log { Log(db: db) }

  /// Makes a stream's personal texts those that are read and written.
  func turn(to stream: Stream) throws {
    guard turnedTo != stream else { return }
    coding.vault.turn(
      to: try db.all(.personal(of: stream)) { ($0.text(0), $0.text(1)) })
    turnedTo = stream
  }

  /// Forgets the personal texts at hand, after they were erased, and remembers no dispute with them.
  func forget() {
    turnedTo = nil
    memory?.forget()
    memory = nil
  }

  /// The version of the desk, which an erasure changes.
  private func versionOfDesk() throws -> Int {
    if let deskVersion { return deskVersion }
    let version = try db.first(.deskVersion) { Int($0.integer(0)) } ?? 0
    deskVersion = version
    return version
  }

  /// Remembers a dispute by its snapshot.
  func remember(_ placed: Placed, as snapshot: [UInt8]) throws {
    guard let memory else { return }
    memory.keep(placed, as: snapshot, desk: try versionOfDesk())
  }

  // MARK: Disputes

  /// A dispute by its id.
  func dispute(_ id: TicketID) throws -> Placed? {
    let found = try db.first(.dispute(id)) { ($0.integer(0), $0.optionalBytes(1)) }
    guard let (place, snapshot) = found else { return nil }
    return try placed(id, place, snapshot)
  }

  /// A dispute by its place.
  func dispute(at place: Int64) throws -> Placed? {
    let found = try db.first(
      """
      SELECT ticket, body FROM dispute LEFT JOIN snapshot USING (place) WHERE dispute.place = ?
      """, [.integer(place)]
    ) { (TicketID($0.text(0)), $0.optionalBytes(1)) }
    guard let (id, snapshot) = found else { return nil }
    return try placed(id, place, snapshot)
  }

  private func placed(_ id: TicketID, _ place: Int64, _ snapshot: [UInt8]?) throws -> Placed? {
    if let snapshot {
      if let known = try memory?.dispute(at: place, as: snapshot, desk: versionOfDesk) {
        return known
      }
      try turn(to: .dispute(id))
      // A snapshot that another release wrote and this one cannot read is no loss: the log is there.
      if let dispute = try? coding.value(Dispute.self, from: snapshot) {
        let placed = Placed(dispute: dispute, place: place)
        try remember(placed, as: snapshot)
        return placed
      }
    }
    return try folded(id).map { Placed(dispute: $0, place: place) }
  }

  /// A dispute folded from its events.
  func folded(_ id: TicketID) throws -> Dispute? {
    try history(of: id).reduce(nil) { evolve($0, $1.event, id: id) }
  }

  /// The events of a dispute, oldest first.
  func history(of id: TicketID) throws -> [NumberedEvent] {
    let logged = try log.events(of: .dispute(id))
    try turn(to: .dispute(id))
    return try logged.map {
      NumberedEvent(number: $0.number, version: $0.version, event: try coding.event(of: $0))
    }
  }

  // MARK: Around a dispute

  /// What is known around a dispute that a decision asks for.
  ///
  /// - Parameters:
  ///   - place: the dispute's place, or the one that it would get.
  ///   - earliest: tickets logged before it are too old for E3 to count.
  func surroundings(
    for needs: Needs, of id: TicketID, at place: Int64, countedFrom earliest: Instant
  ) throws -> Surroundings {
    var surroundings = Surroundings()
    surroundings.place = place
    for order in needs.orders {
      surroundings.orders[order] = try siblings(in: order, of: place)
    }
    for vendor in needs.vendors {
      var situation = try situation(of: vendor, countedFrom: earliest)
      situation.disputes.removeAll { $0.id == id }
      surroundings.vendors[vendor] = situation
    }
    for proof in needs.proofs {
      for sighting in try sightings(of: proof, except: place)
      where !surroundings.sightings.contains(sighting) {
        surroundings.sightings.append(sighting)
      }
    }
    if let target = needs.mergeTarget {
      surroundings.mergeTarget = try dispute(target).map {
        SiblingDispute(of: $0.dispute, place: $0.place)
      }
    }
    if !needs.ledger.isEmpty, try hasStatements() {
      surroundings.ledger = try ledger(for: needs.ledger, around: place)
      surroundings.spans = try needs.ledger.vendors.sorted { $0.text < $1.text }
        .flatMap { try spans(of: .wallet, $0) }
    }
    if let needs = needs.background {
      surroundings.background = try background(
        for: needs, of: id, at: place, declinedFrom: earliest)
    }
    return surroundings
  }

  /// The places of an order's disputes.
  func places(of order: OrderID) throws -> [Int64] {
    try db.all(.places(of: order)) { $0.integer(0) }
  }

  /// The other disputes of an order.
  func siblings(in order: OrderID, of place: Int64) throws -> [SiblingDispute] {
    try places(of: order).filter { $0 != place }.compactMap { other in
      try dispute(at: other).map { SiblingDispute(of: $0.dispute, place: other) }
    }
  }

  /// A vendor's record, and its disputes that E3 counts or may come to count.
  func situation(of vendor: VendorName, countedFrom earliest: Instant) throws -> VendorSituation {
    VendorSituation(
      record: try record(of: vendor), disputes: try counted(of: vendor, from: earliest))
  }

  private func counted(of vendor: VendorName, from earliest: Instant) throws -> [CountedDispute] {
    try db.all(.counted(of: vendor, from: earliest)) {
      CountedDispute(
        id: TicketID($0.text(0)), loggedAt: Instant(microseconds: $0.integer(1)),
        countsFrom: Instant(microseconds: $0.integer(2)))
    }
  }

  /// Where a proof's reference or file stands on other disputes, in proofs that are not rejected.
  func sightings(of proof: Proof, except place: Int64) throws -> [Sighting] {
    func read(_ row: any Columns) -> Sighting? {
      ProofKind(rawValue: row.text(2)).map {
        Sighting(
          dispute: TicketID(row.text(0)), order: OrderID(row.text(1)), kind: $0,
          reference: row.optionalText(3), sha256: row.optionalText(4),
          isAccepted: row.text(5) == RecordedProof.Verdict.accepted.rawValue)
      }
    }
    let found = try Statement.sightings(of: proof, except: place).flatMap { try db.all($0, read) }
    return found.compactMap(\.self).filter { $0.matches(proof) }
  }

  // MARK: Vendors and listings

  /// A vendor's record.
  func record(of vendor: VendorName) throws -> VendorRecord {
    if let record = records[vendor] { return record }
    let row = try db.first(.record(of: vendor)) { $0.optionalBytes(0) }
    if row != nil { known.insert(vendor) }
    let record =
      try row.flatMap(\.self).map { try self.record(of: vendor, as: $0) }
      ?? VendorRecord(name: vendor)
    records[vendor] = record
    return record
  }

  private func record(of vendor: VendorName, as bytes: [UInt8]) throws -> VendorRecord {
    func read() throws -> VendorRecord { try coding.value(VendorRecord.self, from: bytes) }
    return try memory?.record(of: vendor, as: bytes, reading: read) ?? read()
  }

  /// Whether an event names a vendor.
  func knows(_ vendor: VendorName) throws -> Bool {
    _ = try record(of: vendor)
    return known.contains(vendor)
  }

  /// Reads a vendor's record as it was just changed.
  func remember(_ record: VendorRecord) { records[record.name] = record }

  /// What the panel lists of an order.
  func listing(of order: OrderID) throws -> OrderListing? {
    guard case .orderListed(let listing) = try listing(on: .order(order)) else { return nil }
    return listing
  }

  /// The vendor that the panel lists of an order. It stands beside the event, which is not decoded for it.
  func listedVendor(of order: OrderID) throws -> VendorName? {
    try log.latest(of: .order(order))?.vendor.map(VendorName.init)
  }

  /// What the panel lists of a vendor.
  func listing(of vendor: VendorName) throws -> VendorListing? {
    guard case .vendorListed(let listing) = try listing(on: .vendor(vendor)) else { return nil }
    return listing
  }

  private func listing(on stream: Stream) throws -> ListingFact? {
    guard let latest = try log.latest(of: stream) else { return nil }
    try turn(to: stream)
    return try coding.fact(ListingFact.self, of: latest)
  }

  /// The desk as it stands.
  func desk() throws -> Desk {
    // Where it is gone, `rebuild` has to know who asks for it.
    guard try db.hasTable("desk") else { return try foldedDesk() }
    let body = try db.first("SELECT body FROM desk") { $0.bytes(0) }
    if let body, let desk = try? coding.value(Desk.self, from: body) { return desk }
    return try foldedDesk()
  }

  /// The desk folded from its events.
  func foldedDesk() throws -> Desk {
    let events = try log.events(of: .desk)
    try turn(to: .desk)
    return try events.reduce(Desk()) { desk, event in
      guard let role = Role(rawValue: event.role) else {
        throw JournalError.broken(number: event.number, why: "no role is called \(event.role)")
      }
      return desk.evolved(
        by: try coding.fact(DeskFact.self, of: event), by: event.actor(as: role),
        at: Instant(microseconds: event.at))
    }
  }
}
