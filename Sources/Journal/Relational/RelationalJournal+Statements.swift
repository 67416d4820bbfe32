import Procedure

/// Statements: what wallets and banks list, held against the disputes.
extension RelationalJournal {
  /// Records what statements list.
  public func list(_ entries: [NumberedEntry], by actor: Actor, at now: Instant) throws
    -> [ListedEntry]
  {
    try Desk.admitListing(by: actor)
    return try write { recording in
      let moment = recording.moment(now)
      return try entries.map { try recording.list($0, by: actor, at: moment) }
    }
  }

  /// Records of what time a statement shows everything.
  @discardableResult
  public func cover(_ span: StatementSpan, by actor: Actor, at now: Instant) throws -> Bool {
    try Desk.admitListing(by: actor)
    return try write { try $0.cover(span, by: actor, at: $0.moment(now)) }
  }

  /// What listing an entry would come to.
  public func preview(_ entry: NumberedEntry) throws -> (
    listed: ListedEntry, standing: EntryStanding
  ) {
    try read { reading in
      let (entry, listed) = try reading.arrival(of: entry)
      return (listed, try reading.standing(of: entry))
    }
  }

  /// An entry with what it came to, and the dispute that it is about.
  public func situation(of entry: EntryID) throws -> EntrySituation? {
    guard let listed = try read({ try $0.standingEntry(entry) }) else { return nil }
    guard let match = listed.standing.match, let look = try look(at: match.dispute),
      let claimant = Claimant(of: look.dispute)
    else { return EntrySituation(listed: listed, look: nil, around: []) }
    let around = try read { reading in
      try reading.entries(with: claimant.keys).sorted { $0.text < $1.text }
        .compactMap { try reading.entry($0)?.entry }
    }
    return EntrySituation(listed: listed, look: look, around: around)
  }

  /// Entries in the order of time.
  public func entries(_ query: EntryQuery, after: StandingEntry?, limit: Int) throws
    -> [StandingEntry]
  {
    try read { reading in
      let from = after?.entry.at ?? query.from ?? Instant(microseconds: .min)
      let isOpen = !query.standings.isEmpty && !query.standings.contains(.matched)
      let standings = query.standings.isEmpty ? Set(EntryQuery.Standing.allCases) : query.standings
      let names = standings.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
      let ids = try reading.db.all(
        """
        SELECT id FROM statement_entry
        WHERE (at, id) > (?, ?) AND at <= ? AND (? = '' OR statement = ?)
        \(isOpen ? "AND standing <> 'matched'" : "") AND standing IN (\(names))
        ORDER BY at, id LIMIT ?
        """,
        [
          .integer(from.microseconds), .text(after?.entry.id.text ?? ""),
          .integer(query.to?.microseconds ?? .max), .text(query.statement?.rawValue ?? ""),
          .text(query.statement?.rawValue ?? ""), .integer(limit),
        ]
      ) { EntryID($0.text(0)) }
      return try ids.compactMap(reading.standingEntry)
    }
  }

  /// Of what times imported statements show everything.
  public func spans() throws -> [ImportedSpan] { try read { try $0.spans() } }

  /// What an imported ledger shows of a proof that is not recorded yet.
  public func ledger(around proof: Proof, on dispute: TicketID) throws -> [LedgerEntry] {
    try read { reading in
      guard try reading.hasStatements(), let placed = try reading.dispute(dispute) else {
        return []
      }
      return try reading.ledger(
        for: LedgerNeeds(proof: proof, on: placed.dispute), around: placed.place)
    }
  }

  /// Where the workbench and the imported statements do not agree.
  public func differences(in period: ClosedRange<Instant>) throws -> [Difference] {
    try read { reading in
      try reading.differences(in: period, policy: try self.desk(in: reading).policy)
    }
  }
}

extension Reading {
  fileprivate func differences(in period: ClosedRange<Instant>, policy: Policy) throws
    -> [Difference]
  {
    let reconciliation = Reconciliation(spans: try spans(), period: period)
    let bounds: [Value] = [
      .integer(period.lowerBound.microseconds), .integer(period.upperBound.microseconds),
    ]
    var found: [Difference] = []
    let places = try db.all(
      "SELECT DISTINCT place FROM statement_matter WHERE at BETWEEN ? AND ? ORDER BY place", bounds
    ) { $0.integer(0) }
    for place in places {
      guard let placed = try dispute(at: place) else { continue }
      found += try differences(of: placed, by: reconciliation, policy: policy)
    }
    let ids = try db.all(
      "SELECT id FROM statement_entry WHERE at BETWEEN ? AND ? ORDER BY at, id", bounds
    ) { EntryID($0.text(0)) }
    for id in ids {
      guard let listed = try standingEntry(id) else { continue }
      let dispute = try listed.standing.match.flatMap { try self.dispute($0.dispute)?.dispute }
      if let difference = reconciliation.difference(
        of: listed, on: dispute, among: try claimants(of: listed.entry))
      {
        found.append(difference)
      }
    }
    return found
  }

  private func differences(
    of placed: Placed, by reconciliation: Reconciliation, policy: Policy
  ) throws -> [Difference] {
    let keys = Claimant(of: placed.dispute)?.keys ?? []
    let around = try entries(with: keys).sorted { $0.text < $1.text }
      .compactMap { try standingEntry($0) }
    var others: Set<Int64> = []
    for payout in placed.dispute.payouts {
      guard let reference = payout.comparedReference else { continue }
      others.formUnion(
        try db.all(
          "SELECT place FROM statement_claim WHERE key = ?",
          [.text(StatementKey.reference(reference).text)]
        ) { $0.integer(0) })
    }
    others.remove(placed.place)
    let surroundings = try surroundings(
      for: Needs(dispute: placed.dispute), of: placed.dispute.id, at: placed.place,
      countedFrom: try log.end().countedFrom(under: policy))
    return reconciliation.differences(
      of: placed.dispute, around: around, in: surroundings,
      others: try others.sorted().compactMap { place in
        try dispute(at: place).flatMap { Claimant(of: $0.dispute) }
      })
  }
}
