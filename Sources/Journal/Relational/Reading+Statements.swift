import Procedure

/// What is read of statements: entries by their keys, and the disputes that share them.
extension Reading {
  /// Whether any statement was ever imported: where none was, nothing is looked up.
  func hasStatements() throws -> Bool {
    try db.first(.hasStatements) { $0.integer(0) == 1 } ?? false
  }

  /// An entry as it was listed last, and when that was.
  func entry(_ id: EntryID) throws -> (entry: StatementEntry, listedAt: Instant)? {
    guard let latest = try log.latest(of: .entry(id)) else { return nil }
    try turn(to: .entry(id))
    guard case .statementEntryListed(let entry) = try coding.fact(ListingFact.self, of: latest)
    else { return nil }
    return (entry, Instant(microseconds: latest.at))
  }

  /// The ids of the entries with any of some keys, in order.
  func entries(with keys: some Sequence<StatementKey>) throws -> Set<EntryID> {
    try entries(withKeys: keys.map(\.text))
  }

  func entries(withKeys keys: some Sequence<String>) throws -> Set<EntryID> {
    var found: Set<EntryID> = []
    for key in keys {
      found.formUnion(
        try db.all("SELECT entry FROM statement_key WHERE key = ?", [.text(key)]) {
          EntryID($0.text(0))
        })
    }
    return found
  }

  /// The disputes that share a key with an entry, by their places.
  ///
  /// - Parameter known: those that were read already; entries around one dispute share most of them.
  func claimants(
    of entry: StatementEntry, except place: Int64? = nil, known: inout [Int64: Claimant?]
  ) throws -> [Claimant] {
    var places: Set<Int64> = []
    for key in entry.keys {
      places.formUnion(
        try db.all("SELECT place FROM statement_claim WHERE key = ?", [.text(key.text)]) {
          $0.integer(0)
        })
    }
    if let place { places.remove(place) }
    return try places.sorted().compactMap { place in
      if let claimant = known[place] { return claimant }
      let claimant = try dispute(at: place).flatMap { Claimant(of: $0.dispute) }
      known[place] = .some(claimant)
      return claimant
    }
  }

  func claimants(of entry: StatementEntry) throws -> [Claimant] {
    var known: [Int64: Claimant?] = [:]
    return try claimants(of: entry, known: &known)
  }

  /// The entries of the same book with the same payee and amount, this one among them.
  func twins(of entry: StatementEntry) throws -> [StatementEntry] {
    guard entry.statement == .bank, case .payee(let payee)? = StatementKey(payee: entry.payee)
    else { return [] }
    return try db.all(
      """
      SELECT id FROM statement_entry WHERE payee = ? AND amount = ? AND statement = ? ORDER BY id
      """,
      [.text(payee), .integer(entry.amount.paise), .text(entry.statement.rawValue)]
    ) { EntryID($0.text(0)) }.compactMap { try self.entry($0)?.entry }
  }

  /// What an entry comes to.
  func standing(of entry: StatementEntry) throws -> EntryStanding {
    var known: [Int64: Claimant?] = [:]
    return try standing(of: entry, known: &known)
  }

  func standing(of entry: StatementEntry, known: inout [Int64: Claimant?]) throws -> EntryStanding {
    let claimants = try claimants(of: entry, known: &known)
    // Without a dispute the others of its kind are not looked at: a landlord is paid each month.
    return claimants.isEmpty
      ? .unmatched : entry.standing(among: claimants, twins: try twins(of: entry))
  }

  /// An entry with what it comes to.
  func standingEntry(_ id: EntryID) throws -> StandingEntry? {
    try entry(id).map {
      StandingEntry(
        entry: $0.entry, importedAt: $0.listedAt, standing: try standing(of: $0.entry))
    }
  }

  /// The entries of ledgers that a decision asks for, with the other disputes that share a key with each.
  func ledger(for needs: LedgerNeeds, around place: Int64) throws -> [LedgerEntry] {
    var ids = try entries(with: needs.keys).union(needs.entries)
    for payment in needs.payments {
      let day: Int64 = 86_400
      ids.formUnion(
        try db.all(
          "SELECT id FROM statement_entry WHERE vendor = ? AND amount = ? AND at BETWEEN ? AND ?",
          [
            .text(payment.vendor.folded), .integer(payment.amount.paise),
            .integer(payment.at.adding(seconds: -2 * day).microseconds),
            .integer(payment.at.adding(seconds: 2 * day).microseconds),
          ]
        ) { EntryID($0.text(0)) })
    }
    var known: [Int64: Claimant?] = [:]
    return try ids.sorted { $0.text < $1.text }.compactMap { id in
      guard let (entry, listedAt) = try entry(id), entry.statement == .wallet else { return nil }
      return LedgerEntry(
        entry: entry, importedAt: listedAt,
        rivals: try claimants(of: entry, except: place, known: &known))
    }
  }

  /// Of what times imported statements show everything.
  func spans() throws -> [ImportedSpan] { try spans(where: "TRUE") }

  /// Of what times one book shows everything.
  func spans(of statement: StatementKind, _ vendor: VendorName?) throws -> [ImportedSpan] {
    try spans(
      where: "statement = ? AND folded = ?",
      [.text(statement.rawValue), .text(vendor?.folded ?? "")])
  }

  private func spans(where condition: String, _ values: [Value] = []) throws -> [ImportedSpan] {
    try db.all(
      """
      SELECT statement, vendor, starts_at, ends_at, imported_at FROM statement_span
      WHERE \(condition) ORDER BY number
      """, values
    ) { row in
      StatementKind(rawValue: row.text(0)).map {
        ImportedSpan(
          span: StatementSpan(
            statement: $0, vendor: row.optionalText(1).map(VendorName.init),
            from: Instant(microseconds: row.integer(2)), to: Instant(microseconds: row.integer(3))),
          importedAt: Instant(microseconds: row.integer(4)))
      }
    }.compactMap(\.self)
  }

  /// The entries that hold texts about the customer of a dispute: those that are about it, stand on it as proofs, or name
  /// where its customer is paid.
  func entries(ofCustomerOf placed: Placed) throws -> Set<EntryID> {
    let payees = try db.all(
      "SELECT key FROM statement_claim WHERE place = ? AND key >= 'p:' AND key < 'p;'",
      [.integer(placed.place)]
    ) { $0.text(0) }
    let about = try db.all(
      "SELECT id FROM statement_entry WHERE ticket = ?", [.text(placed.dispute.id.text)]
    ) { EntryID($0.text(0)) }
    return try entries(withKeys: payees).union(about)
      .union(placed.dispute.proofs.compactMap(\.proof.entry))
  }
}
