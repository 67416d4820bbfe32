import GRDB
import Procedure

/// One transaction that appends: the events, and everything that is read from them.
final class Recording {
  let db: Database
  let reading: Reading
  /// The desk; `adopt` changes it.
  var desk: Desk
  private(set) var end: Log.End
  private var tally = Tally()

  init(_ db: Database, desk: Desk?) throws {
    self.db = db
    reading = Reading(db)
    self.desk = try desk ?? reading.desk()
    end = try reading.log.end()
  }

  /// Brings what is counted up to date; the last thing of the transaction.
  func finish() throws { try tally.write(in: db) }

  /// The moment to record: now, or the latest event's where the clock was set back.
  func moment(_ now: Instant) -> Instant {
    Instant(microseconds: max(now.microseconds, end.at))
  }

  /// Appends a fact to a stream, after the end of the log.
  func append(
    _ fact: some Encodable, name: String, to stream: Stream, version: Int, by actor: Actor,
    at moment: Instant, vendor: VendorName?
  ) throws {
    // The desk's own events were decided on before this one changed it.
    if stream != .desk { try desk.admit(actor, at: moment) }
    try reading.turn(to: stream)
    var event = LoggedEvent(
      number: end.number + 1, stream: stream.name, version: version, name: name,
      schema: reading.coding.upcasting.schema(of: name), by: actor.person.text,
      role: actor.role.rawValue, at: moment.microseconds, vendor: vendor?.text,
      body: try reading.coding.bytes(of: fact), standsFor: actor.standsFor?.text)
    event.hash = Chain.hash(of: event, after: end.hash)
    try keepPersonal(of: stream)
    try reading.log.append(event)
    if let vendor { try remember(vendor) }
    end = Log.End(number: event.number, hash: event.hash, at: event.at)
  }

  private func keepPersonal(of stream: Stream) throws {
    for made in reading.coding.vault.takeMade() {
      try db.run(
        "INSERT INTO personal (stream, token, salt, text) VALUES (?, ?, ?, ?)",
        [.text(stream.name), .text(made.token), .blob(made.salt), .text(made.text)])
    }
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
    try keepSnapshot(of: after)
    if dispute.proofs != before?.dispute.proofs ?? [] { try keepProofs(of: after) }
    if outcome != known { try keep(outcome, of: after, known: known) }
    if dispute.remembered != before?.dispute.remembered { try keepBackground(of: after) }
    try keepPayouts(of: after, before: before?.dispute.payouts ?? [])
    let stale = try vendors.write() + waiting(besides: after, before: before?.dispute)
    try followStatements(after, before: before?.dispute)
    try refresh(after)
    try refreshAround(after, before: before?.dispute)
    for other in stale where other != place {
      if let stale = try reading.dispute(at: other) { try refresh(stale) }
    }
    return after
  }

  /// The disputes of the order, or orders, see whether they have a duplicate.
  private func refreshAround(_ after: Placed, before: Dispute?) throws {
    guard
      before?.ticket.order != after.dispute.ticket.order
        || before?.state != after.dispute.state
    else { return }
    var places = Set(try reading.places(of: after.dispute.ticket.order))
    if let former = before?.ticket.order { places.formUnion(try reading.places(of: former)) }
    for place in places.sorted() where place != after.place {
      if let sibling = try reading.dispute(at: place) { try refresh(sibling) }
    }
  }

  /// Keeps the folded dispute; one event alone is folded as fast as a snapshot is read.
  func keepSnapshot(of placed: Placed) throws {
    guard placed.dispute.version > 1 else { return }
    try reading.turn(to: .dispute(placed.dispute.id))
    try db.run(
      "INSERT OR REPLACE INTO snapshot (place, version, body) VALUES (?, ?, ?)",
      [
        .integer(placed.place), .integer(placed.dispute.version),
        .blob(try reading.coding.bytes(of: placed.dispute)),
      ])
  }

  /// Keeps where the dispute's references and files were seen.
  func keepProofs(of placed: Placed) throws {
    try db.run("DELETE FROM proof WHERE place = ?", [.integer(placed.place)])
    for (position, recorded) in placed.dispute.proofs.enumerated() {
      try db.run(
        """
        INSERT INTO proof (place, position, kind, reference, sha256, verdict)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(placed.place), .integer(position), .text(recorded.proof.kind.rawValue),
          .optional(recorded.proof.comparedReference),
          .optional(recorded.proof.sha256?.lowercased()), .text(recorded.verdict.rawValue),
        ])
    }
  }

  /// Lets a vendor be found by name; every vendor stands in some event's column.
  func remember(_ vendor: VendorName) throws {
    try db.run(
      "INSERT INTO vendor (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.text(vendor.text), .text(vendor.folded)])
  }

  // MARK: Rows

  /// Writes a dispute's row as it reads now, with its place in the search index and in the counts.
  func refresh(_ placed: Placed) throws {
    let row = try DisputeRow(of: placed, policy: desk.policy, reading: reading)
    try replace(DisputeRow.read(placed.place, in: db), with: row)
    try keepBacklog(placed, step: row.line.step)
  }

  /// Puts a row in the place of another.
  func replace(_ old: DisputeRow?, with new: DisputeRow) throws {
    guard old != new else { return }
    if old?.searched != new.searched {
      if let old { try index(old, "INSERT INTO search (search, rowid") }
    }
    try new.write(in: db)
    if old?.searched != new.searched { try index(new, "INSERT INTO search (rowid") }
    if let old { tally.count(old, -1) }
    tally.count(new, 1)
  }

  private func index(_ row: DisputeRow, _ verb: String) throws {
    let isRemoval = verb.contains("(search")
    try db.run(
      """
      \(verb), ticket, order_id, customer, phone, vendor, refs)
      VALUES (\(isRemoval ? "'delete', " : "")?, ?, ?, ?, ?, ?, ?)
      """, [.integer(row.line.place)] + row.searched.map(Value.text))
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
