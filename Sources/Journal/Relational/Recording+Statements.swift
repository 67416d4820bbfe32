import Crypto
import Procedure

/// Bringing up to date what is read of statements; each change costs what is around it, and no more.
extension Recording {
  // MARK: Entries

  /// Records what a statement lists of an entry.
  func list(_ numbered: NumberedEntry, by actor: Actor, at moment: Instant) throws -> ListedEntry {
    let (entry, listed) = try reading.arrival(of: numbered)
    guard listed.arrival != .same else { return listed }
    let fact = ListingFact.statementEntryListed(entry: entry)
    let version = try reading.log.latest(of: fact.stream)?.version ?? 0
    try append(
      fact, name: fact.name, to: fact.stream, version: version + 1, by: actor, at: moment,
      vendor: nil)
    try keep(entry, listedAt: moment)
    var stale = try reading.claimants(of: entry).isEmpty ? [] : try reading.twins(of: entry)
    if let former = listed.former { stale += try reading.twins(of: former) }
    try stand(entry.id)
    for twin in stale where twin.id != entry.id { try stand(twin.id) }
    return listed
  }

  /// Keeps an entry's row and keys; what it came to is for `stand` to say.
  func keep(_ entry: StatementEntry, listedAt: Instant) throws {
    var payee: String?
    if case .payee(let folded)? = StatementKey(payee: entry.payee) { payee = folded }
    try db.put(
      .statementEntry,
      [
        .text(entry.id.text), .text(entry.statement.rawValue), .integer(entry.at.microseconds),
        .text(entry.vendor?.folded ?? ""), .integer(entry.amount.paise), .optional(payee),
        .optional(entry.id.base), .integer(listedAt.microseconds), "unmatched", nil,
      ])
    try db.remove(.statementKey, where: ["entry": .text(entry.id.text)])
    for key in entry.keys {
      try db.put(.statementKey, [.text(key.text), .text(entry.id.text)])
    }
  }

  /// Writes what an entry comes to now.
  func stand(_ id: EntryID) throws {
    var known: [Int64: Claimant?] = [:]
    try stand(id, known: &known)
  }

  private func stand(_ id: EntryID, known: inout [Int64: Claimant?]) throws {
    guard let entry = try reading.entry(id)?.entry else { return }
    let standing = try reading.standing(of: entry, known: &known)
    try db.write(
      .set(
        Table.statementEntry.name, ["standing", "ticket"],
        [.text(standing.kind.rawValue), .optional(standing.match?.dispute.text)],
        key: [.text(id.text)]))
  }

  /// Records of what time a statement shows everything.
  func cover(_ span: StatementSpan, by actor: Actor, at moment: Instant) throws -> Bool {
    let known = try reading.spans(of: span.statement, span.vendor)
    guard known.covering(span.statement, of: span.vendor, from: span.from, to: span.to) == nil
    else { return false }
    let fact = ListingFact.statementCovered(span: span)
    let version = try reading.log.latest(of: fact.stream)?.version ?? 0
    try append(
      fact, name: fact.name, to: fact.stream, version: version + 1, by: actor, at: moment,
      vendor: nil)
    try keep(span, number: end.number, at: moment)
    return true
  }

  private func keep(_ span: StatementSpan, number: Int64, at moment: Instant) throws {
    try db.put(
      .statementSpan,
      [
        .integer(number), .text(span.statement.rawValue), .optional(span.vendor?.text),
        .text(span.vendor?.folded ?? ""), .integer(span.from.microseconds),
        .integer(span.to.microseconds),
        .integer(moment.microseconds),
      ])
  }

  // MARK: Disputes

  /// Brings up to date by what a dispute is found, and what the entries around it come to.
  func followStatements(_ after: Placed, before: Dispute?) throws {
    guard
      before.flatMap(Claimant.init) != Claimant(of: after.dispute)
        || before.map(\.moneyMoments) ?? [] != after.dispute.moneyMoments
    else { return }
    try keepClaims(of: after)
  }

  /// Keeps by what a dispute is found and when money moved on it, and stands the entries around it anew.
  func keepClaims(of placed: Placed) throws {
    let place = Value.integer(placed.place)
    let old = Set(
      try db.all("SELECT key FROM statement_claim WHERE place = ?", [place]) { $0.text(0) })
    let new = Set(Claimant(of: placed.dispute)?.keys.map(\.text) ?? [])
    for key in old.subtracting(new) {
      try db.remove(.statementClaim, where: ["key": .text(key), "place": place])
    }
    for key in new.subtracting(old) {
      try db.put(.statementClaim, [.text(key), place])
    }
    try db.remove(.statementMatter, where: ["place": place])
    for moment in placed.dispute.moneyMoments {
      try db.put(.statementMatter, [.integer(moment.microseconds), place])
    }
    guard try reading.hasStatements() else { return }
    var known: [Int64: Claimant?] = [:]
    for id in try reading.entries(withKeys: old.union(new)).sorted(by: { $0.text < $1.text }) {
      try stand(id, known: &known)
    }
  }

  // MARK: Erasing

  /// Erases the texts of entries.
  func erase(_ entries: Set<EntryID>) throws {
    for id in entries {
      try db.write(.erase(stream: Stream.entry(id).name))
    }
  }

  /// Takes erased texts out of what is read of entries.
  func keepErased(_ entries: Set<EntryID>) throws {
    let entries = entries.sorted { $0.text < $1.text }
    for id in entries {
      if let (entry, listedAt) = try reading.entry(id) { try keep(entry, listedAt: listedAt) }
    }
    for id in entries { try stand(id) }
  }

  // MARK: Rebuilding

  /// Keeps the rows and keys of all entries and spans; what they came to is for `standAnew`, after the disputes.
  func rebuildStatements() throws {
    let streams = try db.all(
      """
      SELECT stream FROM event
      WHERE stream >= 'book:' AND stream < 'entry;' AND version = 1 ORDER BY number
      """
    ) { $0.text(0) }
    for name in streams {
      switch Stream(name: name) {
      case .entry(let id)?:
        if let (entry, listedAt) = try reading.entry(id) { try keep(entry, listedAt: listedAt) }
      case .book(let statement, let vendor)?:
        for logged in try reading.log.events(of: .book(statement, vendor)) {
          guard
            case .statementCovered(let span) = try reading.coding.fact(
              ListingFact.self, of: logged)
          else { continue }
          try keep(span, number: logged.number, at: Instant(microseconds: logged.at))
        }
      default: continue
      }
    }
  }

  /// Writes what every entry comes to.
  func standAnew() throws {
    let ids = try db.all("SELECT id FROM statement_entry ORDER BY id") { EntryID($0.text(0)) }
    for id in ids { try stand(id) }
  }
}

extension Reading {
  /// What listing an entry comes to, with its id, and without what was erased of it.
  func arrival(of numbered: NumberedEntry) throws -> (StatementEntry, ListedEntry) {
    var entry = numbered.entry
    if let occurrence = numbered.occurrence {
      entry.id = try id(of: entry, base: entry.base, occurrence: occurrence)
    }
    let known = try self.entry(entry.id)?.entry
    if let known {
      if known.payee?.text == Personal.erased { entry.payee = known.payee }
      if known.narration?.text == Personal.erased { entry.narration = known.narration }
    }
    let arrival: Arrival = known == nil ? .new : known == entry ? .same : .changed
    return (
      entry, ListedEntry(id: entry.id, arrival: arrival, former: arrival == .changed ? known : nil)
    )
  }

  /// The id of an entry without a number. Texts about people are no part of it, for the log does not hold them: among those
  /// that read alike but for them it is the so-many-eth with the same texts, or a new one.
  private func id(of entry: StatementEntry, base: String, occurrence: Int) throws -> EntryID {
    let known = try db.all(
      "SELECT id FROM statement_entry WHERE base = ?", [.text(base)]
    ) { EntryID($0.text(0)) }.sorted { ($0.ordinal, $0.text) < ($1.ordinal, $1.text) }
    func isAlike(_ text: Personal?, _ other: Personal?) -> Bool {
      text == other || text?.text == Personal.erased
    }
    let alike = try known.filter { id in
      guard let other = try self.entry(id)?.entry else { return false }
      return isAlike(other.payee, entry.payee) && isAlike(other.narration, entry.narration)
    }
    if occurrence <= alike.count { return alike[occurrence - 1] }
    return EntryID("\(base)#\((known.last?.ordinal ?? 0) + 1)")
  }
}

extension EntryID {
  /// Of an entry without a number: what it shares with those that read alike but for texts about people.
  var base: String? {
    guard text.hasPrefix("~"), let sign = text.lastIndex(of: "#") else { return nil }
    return String(text[..<sign])
  }

  /// Of an entry without a number: which of those it is.
  var ordinal: Int {
    guard let sign = text.lastIndex(of: "#") else { return 0 }
    return Int(text[text.index(after: sign)...]) ?? 0
  }
}

extension StatementEntry {
  /// What it shares with entries that read alike but for texts about people.
  fileprivate var base: String {
    let parts = [
      statement.rawValue, vendor?.folded ?? "", "\(at.microseconds)", "\(isDayAlone)",
      direction.rawValue, "\(amount.paise)", order?.text ?? "", comparedReference ?? "",
    ]
    // No part can hold the sign between them: what came from outside has no control characters.
    let digest = SHA256.hash(data: Array(parts.joined(separator: "\u{1F}").utf8)).hexadecimal
    return "~\(statement.rawValue):\(digest.prefix(24))"
  }
}

extension Dispute {
  /// When money moved on it that statements could show: sent and settled payouts, accepted proofs, changes of credits.
  var moneyMoments: Set<Instant> {
    Set(
      payouts.compactMap(\.sentAt) + payouts.compactMap(\.settledAt) + creditChanges.map(\.at)
        + proofs.filter { $0.verdict == .accepted }.map(\.proof.paidAt))
  }
}
