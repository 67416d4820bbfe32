import Procedure

/// Sending payouts in batches, and taking the bank's word on them.
extension RelationalJournal {
  /// What a batch would hold, asked of the core payout by payout.
  public func rehearseBatch(
    of intents: [String]?, layout: PayoutLayout, by actor: Actor, at now: Instant
  ) throws -> BatchRehearsal {
    try read { reading in
      let end = try reading.log.end()
      let desk = try self.desk(in: reading)
      let moment = Instant(microseconds: max(now.microseconds, end.at))
      let id = try reading.nextBatch(at: moment, policy: desk.policy)
      var batch = PayoutBatch(id: id, by: actor.person, at: moment, layout: layout, lines: [])
      var left: [BatchRehearsal.Left] = []
      for intent in try intents ?? reading.approvedIntents() {
        do {
          let place = BatchPlace(id, line: batch.lines.count + 1)
          let placed = try reading.dispute(ofApproved: intent)
          let facts = try reading.facts(
            of: .sendIn(place), on: placed.dispute.id, as: placed, by: actor, at: moment,
            under: desk, after: end)
          let line = try facts.line(of: intent, on: placed.dispute, at: place)
          try layout.admit(line)
          batch.lines.append(line)
        } catch let refusal as Refusal {
          left.append(BatchRehearsal.Left(intent: intent, refusal: refusal))
        }
      }
      return BatchRehearsal(batch: batch, left: left)
    }
  }

  /// Sends approved payouts together, just as they were shown: all of them, or none.
  public func sendBatch(_ shown: PayoutBatch, by actor: Actor, at now: Instant) throws
    -> PayoutBatch
  {
    try write { try $0.sendBatch(shown, by: actor, at: now) }
  }

  /// Records what a bank says of payouts, each decided by itself.
  public func take(_ words: [BankWord], by actor: Actor, at now: Instant, rehearsing: Bool) throws
    -> [Result<Arrival, Refusal>]
  {
    do {
      return try write { recording in
        let moment = recording.moment(now)
        let outcomes = try words.map { word -> Result<Arrival, Refusal> in
          do {
            return .success(try recording.take(word, by: actor, at: moment))
          } catch let refusal as Refusal {
            return .failure(refusal)
          }
        }
        if rehearsing { throw Undone(outcomes: outcomes) }
        return outcomes
      }
    } catch let rehearsed as Undone {
      return rehearsed.outcomes
    }
  }

  /// What came of a rehearsal; thrown, so that its transaction is undone.
  private struct Undone: Error {
    var outcomes: [Result<Arrival, Refusal>]
  }
}

extension Recording {
  fileprivate func sendBatch(_ shown: PayoutBatch, by actor: Actor, at now: Instant) throws
    -> PayoutBatch
  {
    let moment = moment(now)
    let id = try reading.nextBatch(at: moment, policy: desk.policy)
    var batch = PayoutBatch(id: id, by: actor.person, at: moment, layout: shown.layout, lines: [])
    for line in shown.lines {
      do {
        let place = BatchPlace(id, line: batch.lines.count + 1)
        batch.lines.append(try send(line, at: place, layout: shown.layout, by: actor, at: moment))
      } catch var refusal as Refusal {
        refusal.said = Phrase("\(line.intent) cannot go: \(refusal.said) Nothing was recorded.")
        throw refusal
      }
    }
    guard !batch.lines.isEmpty else {
      throw Refusal(.invalid, Phrase("A batch needs a payout."), rule: "Batches", field: "intent")
    }
    let fact = DeskFact.payoutBatchMade(
      batch: id, lines: batch.lines.count, total: batch.total, layout: shown.layout)
    desk = desk.evolved(by: fact, by: actor, at: moment)
    try append(
      fact, name: fact.name, to: .desk, version: desk.version, by: actor, at: moment, vendor: nil)
    try keepDesk()
    try keepBatch(id, by: actor.person, at: moment, layout: shown.layout)
    return batch
  }

  /// Sends one payout as a line, if it still reads as it was shown.
  private func send(
    _ shown: PayoutLine, at place: BatchPlace, layout: PayoutLayout, by actor: Actor,
    at moment: Instant
  ) throws -> PayoutLine {
    let placed = try reading.dispute(ofApproved: shown.intent)
    let facts = try perform(
      .sendIn(place), on: placed.dispute.id, as: placed, by: actor, at: moment
    ).facts
    let line = try facts.line(of: shown.intent, on: placed.dispute, at: place)
    try layout.admit(line)
    var expected = shown
    expected.place = place
    guard line == expected else {
      throw Refusal(
        .outOfOrder, Phrase("It reads otherwise than it was shown: look at it again."),
        rule: "Batches")
    }
    return line
  }

  /// Records one word of a bank.
  fileprivate func take(_ word: BankWord, by actor: Actor, at moment: Instant) throws -> Arrival {
    guard let row = try reading.payout(word.intent), let placed = try reading.dispute(row.ticket)
    else {
      throw Refusal(
        .unknown, Phrase("There is no payout \(word.intent)."), rule: "Payouts", field: "intent")
    }
    let known =
      try word.reference.map { try reading.sightings(ofReference: $0, except: word.intent) } ?? []
    guard let command = try placed.dispute.command(recording: word, known: known, at: moment)
    else { return .same }
    _ = try perform(command, on: row.ticket, as: placed, by: actor, at: moment)
    return .new
  }

  /// Keeps the payouts that have changed, for looking them up by state, batch and reference.
  func keepPayouts(of placed: Placed, before: [Payout]) throws {
    for (index, payout) in placed.dispute.payouts.enumerated()
    where !before.indices.contains(index) || before[index] != payout {
      try db.put(
        .payout,
        [
          .text(payout.id), .integer(placed.place), .integer(payout.amount.paise),
          .text(payout.askedBy.text), .integer(payout.askedAt.microseconds),
          .text(payout.state.rawValue), .integer(payout.stateSince.microseconds),
          .optional(payout.place?.batch.text), .optional(payout.place.map { Int64($0.line) }),
          .optional(payout.reference.map(PaymentReference.compared)),
        ])
    }
  }

  private func keepBatch(_ id: BatchID, by person: Person, at: Instant, layout: PayoutLayout) throws
  {
    try db.put(
      .batch,
      [
        .text(id.text), .integer(at.microseconds), .text(person.text),
        .blob(try CanonicalJSON.bytes(of: layout)),
      ])
  }

  /// Reads the batches from the desk's events.
  func rebuildBatches() throws {
    for logged in try reading.log.events(of: .desk) {
      guard
        case .payoutBatchMade(let id, _, _, let layout) = try reading.coding.fact(
          DeskFact.self, of: logged)
      else { continue }
      try keepBatch(
        id, by: Person(logged.by), at: Instant(microseconds: logged.at), layout: layout)
    }
  }
}

extension Reading {
  /// The ids of all approved payouts, those that wait longest first.
  fileprivate func approvedIntents() throws -> [String] {
    try payouts(in: .approved, limit: .max).map(\.intent)
  }

  /// The dispute of a payout that can still go.
  fileprivate func dispute(ofApproved intent: String) throws -> Placed {
    guard let row = try payout(intent), let placed = try dispute(row.ticket) else {
      throw Refusal(.unknown, Phrase("There is no such payout."), rule: "Batches", field: "intent")
    }
    guard row.state == .approved else {
      throw Refusal(
        .outOfOrder,
        row.place.map {
          Phrase("It is \(row.state.shown) (\($0)): only an approved payout goes into a batch.")
        } ?? Phrase("It is \(row.state.shown): only an approved payout goes into a batch."),
        rule: "Batches", field: "intent")
    }
    return placed
  }

  /// The id of the next batch at a moment.
  fileprivate func nextBatch(at moment: Instant, policy: Policy) throws -> BatchID {
    let day = moment.civil(offset: policy.offset).day
    let prefix = BatchID.prefix(of: day)
    let made = try db.first(
      "SELECT count(*) FROM batch WHERE id >= ? AND id < ?",
      [.text(prefix), .text(prefix + "\u{10FFFF}")]
    ) { Int($0.integer(0)) }
    return BatchID(day: day, number: (made ?? 0) + 1)
  }
}

extension [Fact] {
  /// The line that a payout has become by being sent.
  fileprivate func line(of intent: String, on dispute: Dispute, at place: BatchPlace) throws
    -> PayoutLine
  {
    guard var payout = dispute.payouts.first(where: { $0.id == intent }),
      case .payoutSent(intent, _, let payee)? = first
    else {
      throw Refusal(
        .outOfOrder, Phrase("It is not the payout of its dispute that waits to be sent."),
        rule: "Batches",
        field: "intent")
    }
    payout.payee = payee
    return try PayoutLine(payout, of: dispute, at: place)
  }
}
