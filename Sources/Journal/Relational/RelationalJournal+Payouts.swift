import Procedure

/// Reading payouts and their batches.
extension RelationalJournal {
  /// The payouts in a state, those that stand there longest first.
  public func payouts(in state: Payout.State, after: PayoutRow?, limit: Int) throws -> [PayoutRow] {
    try read { try $0.payouts(in: state, after: after, limit: limit) }
  }

  /// A payout by its id.
  public func payout(_ intent: String) throws -> PayoutRow? { try read { try $0.payout(intent) } }

  /// The payouts of a batch, by their lines.
  public func payouts(of batch: BatchID) throws -> [PayoutRow] {
    try read { try $0.payouts(of: batch) }
  }

  /// Where a reference stands.
  public func sightings(ofReference reference: String) throws -> [ReferenceSighting] {
    try read { try $0.sightings(ofReference: reference) }
  }

  /// A batch as it went out, read from the log.
  public func batch(_ id: BatchID) throws -> PayoutBatch? {
    try read { reading in
      guard let made = try reading.madeBatch(id) else { return nil }
      return PayoutBatch(
        id: id, by: made.by, at: made.at, layout: made.layout,
        lines: try reading.payouts(of: id).map { row in
          do {
            return try reading.line(of: row.intent, on: row.ticket)
          } catch is Refusal {
            throw PayoutBatch.cannotBeWrittenAgain(id, for: row.intent)
          }
        })
    }
  }

  /// The batches with payouts of which the bank has said nothing, the oldest first.
  public func silentBatches() throws -> [SilentBatch] {
    try read { reading in
      try reading.db.all(
        """
        SELECT id, at, by, n, total FROM batch JOIN
        (SELECT batch, count(*) AS n, sum(amount) AS total FROM payout
        WHERE state = 'sent' AND batch IS NOT NULL GROUP BY batch) AS silent ON batch = id ORDER BY at, id
        """
      ) {
        SilentBatch(
          id: BatchID($0.text(0)), at: Instant(microseconds: $0.integer(1)),
          by: Person($0.text(2)), count: Int($0.integer(3)), total: Money(paise: $0.integer(4)))
      }
    }
  }
}

extension Reading {
  private static let payoutRows = """
    SELECT intent, ticket, order_id, customer, holder, amount, payout.state, since, asked_by,
    asked_at, batch, line, reference FROM payout JOIN dispute USING (place)
    """

  /// The payouts in a state, those that stand there longest first.
  func payouts(in state: Payout.State, after: PayoutRow? = nil, limit: Int) throws -> [PayoutRow] {
    try db.all(
      """
      \(Reading.payoutRows) WHERE payout.state = ? AND (since, intent) > (?, ?)
      ORDER BY since, intent LIMIT ?
      """,
      [
        .text(state.rawValue), .integer(after?.since.microseconds ?? .min),
        .text(after?.intent ?? ""), .integer(limit),
      ], Reading.payoutRow)
  }

  /// A payout by its id.
  func payout(_ intent: String) throws -> PayoutRow? {
    try db.first(
      "\(Reading.payoutRows) WHERE intent = ?", [.text(intent)], Reading.payoutRow)
  }

  /// The payouts of a batch, by their lines.
  func payouts(of batch: BatchID) throws -> [PayoutRow] {
    try db.all(
      "\(Reading.payoutRows) WHERE batch = ? ORDER BY line", [.text(batch.text)],
      Reading.payoutRow)
  }

  private static func payoutRow(_ row: any Columns) throws -> PayoutRow {
    guard let state = Payout.State(rawValue: row.text(6)) else {
      throw JournalError.stale("the payout \(row.text(0)) has an unknown state")
    }
    let holder = row.text(4)
    return PayoutRow(
      intent: row.text(0), ticket: TicketID(row.text(1)), order: OrderID(row.text(2)),
      customer: row.text(3), holder: holder.isEmpty ? nil : Person(holder),
      amount: Money(paise: row.integer(5)), state: state,
      since: Instant(microseconds: row.integer(7)), askedBy: Person(row.text(8)),
      askedAt: Instant(microseconds: row.integer(9)),
      place: row.optionalText(10).map { BatchPlace(BatchID($0), line: Int(row.integer(11))) },
      reference: row.optionalText(12))
  }

  /// Where a reference stands, on other payouts than one.
  func sightings(ofReference reference: String, except intent: String = "") throws
    -> [ReferenceSighting]
  {
    let compared = PaymentReference.compared(reference)
    let payouts = try db.all(
      "SELECT intent FROM payout WHERE reference = ? AND intent <> ?",
      [.text(compared), .text(intent)]
    ) { ReferenceSighting.payout($0.text(0)) }
    let proofs = try db.all(
      """
      SELECT DISTINCT ticket FROM proof JOIN dispute USING (place)
      WHERE reference = ? AND verdict <> 'rejected'
      """, [.text(compared)]
    ) { ReferenceSighting.proof(TicketID($0.text(0))) }
    return payouts + proofs
  }

  /// Who made a batch, when, and in which layout.
  func madeBatch(_ id: BatchID) throws -> (by: Person, at: Instant, layout: PayoutLayout)? {
    let found = try db.first(
      "SELECT by, at, layout FROM batch WHERE id = ?", [.text(id.text)]
    ) { (Person($0.text(0)), Instant(microseconds: $0.integer(1)), $0.bytes(2)) }
    guard let (by, at, layout) = found else { return nil }
    return (by, at, try coding.value(PayoutLayout.self, from: layout))
  }

  /// A payout as it was written out when it was sent, whatever was corrected since.
  func line(of intent: String, on ticket: TicketID) throws -> PayoutLine {
    var dispute: Dispute?
    for numbered in try history(of: ticket) {
      dispute = evolve(dispute, numbered.event, id: ticket)
      guard case .payoutSent(intent, let place?, _) = numbered.event.fact, let dispute,
        let payout = dispute.payouts.first(where: { $0.id == intent })
      else { continue }
      return try PayoutLine(payout, of: dispute, at: place)
    }
    throw JournalError.unreadable(
      path: "the log", why: "it does not say that \(intent) was sent; run `paydesk rebuild`")
  }
}
