import Procedure

/// One transaction that appends: the events, and everything that is read from them.
final class Recording {
  let db: any SQLConnection
  let reading: Reading
  /// The desk; `adopt` changes it.
  var desk: Desk
  private(set) var end: Log.End
  private var tally = Tally()
  private var remembered: Set<VendorName> = []

  init(_ db: any SQLConnection, desk: Desk?, remembering memory: SnapshotMemory? = nil) throws {
    self.db = db
    reading = Reading(db, remembering: memory)
    self.desk = try desk ?? reading.desk()
    end = try reading.log.end()
  }

  /// Brings what is counted up to date; the last thing of the transaction.
  func finish() throws { try tally.write(in: db) }

  /// The moment to record: never before the latest event's.
  func moment(_ now: Instant) -> Instant { db.moment(now, after: end) }

  /// Appends a fact to a stream, after the end of the log.
  func append(
    _ fact: some Encodable, name: String, to stream: Stream, version: Int, by actor: Actor,
    at moment: Instant, vendor: VendorName?
  ) throws {
    // The desk's own events were decided on before this one changed it.
    if stream != .desk { try desk.admit(actor, at: moment) }
    try reading.turn(to: stream)
    let event = LoggedEvent(
      number: end.number + 1, stream: stream.name, version: version, name: name,
      schema: reading.coding.upcasting.schema(of: name), by: actor.person.text,
      role: actor.role.rawValue, at: moment.microseconds, vendor: vendor?.text,
      body: try reading.coding.bytes(of: fact), standsFor: actor.standsFor?.text)
    end = try db.append(event, with: reading.coding.vault.takeMade(), after: end)
    if let vendor { try remember(vendor) }
  }

  // MARK: Disputes

  /// Decides a command on a dispute and records what follows from it.
  func perform(
    _ command: Command, on id: TicketID, as before: Placed?, by actor: Actor, at now: Instant
  )
    throws -> (facts: [Fact], after: Placed?)
  {
    let facts = try reading.facts(
      of: command, on: id, as: before, by: actor, at: now, under: desk, after: end)
    guard !facts.isEmpty else { return ([], before) }
    return (facts, try record(facts, on: id, as: before, by: actor, at: now))
  }

  /// Appends facts of a dispute and brings everything that is read from them up to date.
  private func record(
    _ facts: [Fact], on id: TicketID, as before: Placed?, by actor: Actor, at now: Instant
  ) throws -> Placed? {
    let place = before?.place ?? end.number + 1
    var dispute = before?.dispute
    var vendors = VendorChanges(reading)
    let known = try before.map { try reading.outcome(at: $0.place) } ?? DisputeOutcome()
    var outcome = known
    for fact in facts {
      let event = Event(fact, by: actor, at: now)
      let earlier = dispute
      dispute = evolve(dispute, event, id: id)
      if let dispute { outcome.follow(event, from: earlier, to: dispute, under: desk.policy) }
      try append(
        fact, name: fact.name, to: .dispute(id), version: dispute?.version ?? 1, by: actor,
        at: now, vendor: fact.vendor ?? dispute?.order?.vendor)
      try vendors.follow(event, of: id)
      try keepAccounts(event, number: end.number, of: id, before: earlier)
    }
    guard let dispute else { return nil }
    let after = Placed(dispute: dispute, place: place)
    let others = try vendors.write().union(waiting(besides: after, before: before?.dispute))
      .union(around(after, before: before?.dispute)).subtracting([place])
    // All that the row is read from is read before anything else is written.
    let row = try row(of: after)
    try keepSnapshot(of: after)
    if dispute.proofs != before?.dispute.proofs ?? [] { try keepProofs(of: after) }
    if outcome != known { try keep(outcome, of: after, known: known) }
    if dispute.remembered != before?.dispute.remembered { try keepBackground(of: after) }
    try keepPayouts(of: after, before: before?.dispute.payouts ?? [])
    try followStatements(after, before: before?.dispute)
    try write(row)
    guard !others.isEmpty else { return after }
    try db.holdAll()
    for place in others.sorted() {
      if let other = try reading.dispute(at: place) { try refresh(other) }
    }
    return after
  }

  /// The places of the disputes of the order, or orders, which see whether they have a duplicate.
  private func around(_ after: Placed, before: Dispute?) throws -> [Int64] {
    guard
      before?.ticket.order != after.dispute.ticket.order
        || before?.state != after.dispute.state
    else { return [] }
    let former = try before.map { try reading.places(of: $0.ticket.order) } ?? []
    return try reading.places(of: after.dispute.ticket.order) + former
  }

  /// Keeps the folded dispute; one event alone is folded as fast as a snapshot is read.
  func keepSnapshot(of placed: Placed) throws {
    guard placed.dispute.version > 1 else { return }
    try reading.turn(to: .dispute(placed.dispute.id))
    let body = try reading.coding.bytes(of: placed.dispute)
    try db.put(
      .snapshot, [.integer(placed.place), .integer(placed.dispute.version), .blob(body)])
    try reading.remember(placed, as: body)
  }

  /// Keeps where the dispute's references and files were seen.
  func keepProofs(of placed: Placed) throws {
    try db.remove(.proof, where: ["place": .integer(placed.place)])
    for (position, recorded) in placed.dispute.proofs.enumerated() {
      try db.put(
        .proof,
        [
          .integer(placed.place), .integer(position), .text(recorded.proof.kind.rawValue),
          .optional(recorded.proof.comparedReference),
          .optional(recorded.proof.sha256?.lowercased()), .text(recorded.verdict.rawValue),
        ])
    }
  }

  /// Lets a vendor be found by name; every vendor stands in some event's column.
  func remember(_ vendor: VendorName) throws {
    guard remembered.insert(vendor).inserted, try !reading.knows(vendor) else { return }
    try db.write(.keep(Table.vendor.name, [.text(vendor.text), .text(vendor.folded), .null]))
  }

  // MARK: Rows

  /// Writes a dispute's row as it reads now, with its place in the search index and in the counts.
  func refresh(_ placed: Placed) throws { try write(row(of: placed)) }

  /// A dispute's row as it reads now, in the place of the one that stands, and what is kept of it among what is open.
  private struct Rows {
    var old: DisputeRow?
    var new: DisputeRow
    var backlog: Change
  }

  private func row(of placed: Placed) throws -> Rows {
    let row = try DisputeRow(of: placed, policy: desk.policy, reading: reading)
    return Rows(
      old: try DisputeRow.read(placed.place, in: db), new: row,
      backlog: try backlog(of: placed, step: row.line.step))
  }

  private func write(_ rows: Rows) throws {
    try replace(rows.old, with: rows.new)
    try db.write(rows.backlog)
  }

  /// Puts a row in the place of another.
  func replace(_ old: DisputeRow?, with new: DisputeRow) throws {
    guard old != new else { return }
    try db.put(.dispute, new.values, inPlaceOf: old?.values)
    try db.index(new.line.place, from: old?.searched, to: new.searched)
    if let old { tally.count(old, -1) }
    tally.count(new, 1)
  }
}

extension Reading {
  /// What a command on a dispute would record: whoever acts, or is to hold it, is admitted, and what it asks for is looked up.
  /// Recording and every rehearsal ask here, so that none accepts what another refuses.
  ///
  /// - Parameters:
  ///   - now: the moment to record, never before the latest event.
  ///   - desk: the desk as it is.
  ///   - end: the end of the log.
  /// - Throws: a `Refusal`, or what the store says.
  func facts(
    of command: Command, on id: TicketID, as before: Placed?, by actor: Actor, at now: Instant,
    under desk: Desk, after end: Log.End
  ) throws -> [Fact] {
    try desk.admit(actor, at: now)
    let surroundings = try self.surroundings(
      for: Needs(dispute: before?.dispute, command: command), of: id,
      at: before?.place ?? end.number + 1, countedFrom: end.countedFrom(under: desk.policy))
    let context = Context(
      actor: actor, now: now, policy: desk.policy, surroundings: surroundings)
    let facts = try decide(command, on: before?.dispute, id: id, in: context)
    for case .assigned(let person) in facts { try desk.admitHolder(person) }
    return facts
  }
}

extension VendorName {
  /// The name without case and doubled spaces, as vendors are looked for.
  var folded: String { Personal(text).folded }
}
