/// The entries of vendors' ledgers in memory, and the disputes that share keys with them.
struct WorldLedger: Sendable {
  var spans: [ImportedSpan] = []
  private var listed: [EntryID: LedgerEntry] = [:]
  private var byKey: [StatementKey: Set<EntryID>] = [:]
  private var claimants: [TicketID: Claimant] = [:]
  private var claimedBy: [StatementKey: Set<TicketID>] = [:]

  mutating func list(_ entry: StatementEntry, at: Instant) {
    for key in listed[entry.id]?.entry.keys ?? [] { byKey[key]?.remove(entry.id) }
    listed[entry.id] = LedgerEntry(entry: entry, importedAt: at)
    for key in entry.keys { byKey[key, default: []].insert(entry.id) }
  }

  /// Takes in what a dispute is known by after an event.
  mutating func follow(_ before: Dispute?, _ after: Dispute) {
    let old = claimants[after.id]
    let new = Claimant(of: after)
    guard old != new else { return }
    claimants[after.id] = new
    for key in (old?.keys ?? []).subtracting(new?.keys ?? []) { claimedBy[key]?.remove(after.id) }
    for key in (new?.keys ?? []).subtracting(old?.keys ?? []) {
      claimedBy[key, default: []].insert(after.id)
    }
  }

  /// The entries that a decision on a dispute asks for, with their other claimants.
  func entries(for needs: LedgerNeeds, around id: TicketID) -> [LedgerEntry] {
    guard !needs.isEmpty, !listed.isEmpty else { return [] }
    var wanted = needs.entries.union(needs.keys.flatMap { byKey[$0] ?? [] })
    for payment in needs.payments {
      wanted.formUnion(listed.values.map(\.entry).filter(payment.couldBe).map(\.id))
    }
    return wanted.compactMap { listed[$0] }.filter { $0.entry.statement == .wallet }
      .sorted { $0.entry.id.text < $1.entry.id.text }
      .map { found in
        var found = found
        let others = Set(found.entry.keys.flatMap { claimedBy[$0] ?? [] }).subtracting([id])
        found.rivals = others.sorted { $0.text < $1.text }.compactMap { claimants[$0] }
        return found
      }
  }

  /// What left the company's account and shares a key with a dispute, with what it came to.
  func debits(around id: TicketID) -> [(entry: StatementEntry, standing: EntryStanding)] {
    let bank = listed.values.map(\.entry).filter { $0.statement == .bank }
    return Set((claimants[id]?.keys ?? []).flatMap { byKey[$0] ?? [] })
      .compactMap { listed[$0]?.entry }.filter { $0.statement == .bank }
      .map { entry in
        let rivals = Set(entry.keys.flatMap { claimedBy[$0] ?? [] }).compactMap { claimants[$0] }
        let payee = StatementKey(payee: entry.payee)
        let twins = bank.filter {
          payee != nil && StatementKey(payee: $0.payee) == payee && $0.amount == entry.amount
        }
        return (entry, entry.standing(among: rivals, twins: twins))
      }
  }
}

extension LedgerNeeds.Payment {
  /// Whether an entry could be this payment: vendor, amount, and a day at most one away.
  func couldBe(_ entry: StatementEntry) -> Bool {
    let stated = at.civil(offset: PaymentReference.india).day
    return entry.amount == amount && abs(entry.day.sinceEpoch - stated.sinceEpoch) <= 1
      && entry.vendor.map { Personal($0.text).folded } == Personal(vendor.text).folded
  }
}
