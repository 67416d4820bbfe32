import Journal
import Procedure

/// What becomes of a statement's entries once they are listed: proofs that stand to be accepted, payouts settled and credits
/// confirmed, all through the core.
struct StatementImport {
  private let importer: Importer
  private let statement: StatementKind
  /// The first and the last day of each wallet in the file, or of the account.
  private var days: [EntryID: (vendor: VendorName?, days: ClosedRange<CivilDay>)] = [:]

  /// How often an entry is looked at again when somebody else was faster.
  private static let attempts = 3

  init?(_ importer: Importer) {
    guard let statement = importer.mapping.kind.statement else { return nil }
    self.importer = importer
    self.statement = statement
    // A ledger without an entry covers its time all the same, if somebody says which.
    if let vendor = importer.vendor, let given = importer.days { extend(vendor, given) }
    if statement == .bank, let given = importer.days { extend(nil, given) }
  }

  /// Records entries, or tells what recording them would come to.
  func list(_ batch: [ImportReading.Item], records: Bool) throws -> [ListedEntry] {
    let entries = batch.compactMap(\.row.entry)
    guard records else { return try entries.map { try importer.journal.preview($0).listed } }
    return try importer.journal.list(entries, by: importer.actor, at: importer.now)
  }

  /// Records what listed entries show, and counts what they came to.
  mutating func take(
    _ listed: [ListedEntry], of batch: [ImportReading.Item], records: Bool,
    into summary: inout ImportSummary
  ) throws {
    var outcome = summary.statement ?? StatementSummary()
    for (item, listed) in zip(batch, listed) {
      guard let numbered = item.row.entry else { continue }
      let entry = numbered.entry
      extend(entry.vendor, importer.days ?? entry.day...entry.day)
      if let former = listed.former {
        outcome.changes.append(
          mistake(item, entry, "it was imported before and read otherwise: \(entry.words(former))"))
      }
      if records {
        try record(listed.id, item, &outcome)
      } else {
        outcome.count(try importer.journal.preview(numbered).standing)
      }
    }
    summary.statement = outcome
  }

  /// Records what one entry shows.
  private func record(
    _ id: EntryID, _ item: ImportReading.Item, _ outcome: inout StatementSummary
  ) throws {
    for attempt in 1...StatementImport.attempts {
      guard let situation = try importer.journal.situation(of: id) else { return }
      if attempt == 1 { outcome.count(situation.listed.standing) }
      guard let match = situation.listed.standing.match, let look = situation.look else { return }
      let entry = situation.listed.entry
      let known = try entry.reference.map(importer.journal.sightings(ofReference:)) ?? []
      do {
        guard
          let command = try look.dispute.confirmation(
            by: entry, match, around: situation.around, known: known, in: look.surroundings,
            at: importer.now)
        else { return }
        _ = try importer.journal.perform(
          command, on: match.dispute, by: importer.actor, at: importer.now,
          expecting: look.dispute.version)
        return outcome.count(command)
      } catch let refusal as Refusal {
        return outcome.refusals.append(
          mistake(item, entry, "\(match.dispute): \(refusal.message)"))
      } catch JournalError.conflict where attempt < StatementImport.attempts {
        continue
      }
    }
  }

  /// Records of what time the file shows everything.
  func finish(_ reading: inout ImportReading, records: Bool) throws {
    guard reading.isAtEnd, !reading.summary.isInterrupted else { return }
    guard reading.summary.rejected == 0 else {
      reading.summary.statement?.uncovered =
        "a rejected row may be of any day, so no day counts as shown in full: mend the rejects, and import them with --from and --to"
      return
    }
    guard importer.days != nil || !reading.isRejectsFile else {
      reading.summary.statement?.uncovered =
        "these rows are what a file left over, so no day counts as shown in full: --from and --to say which days the whole file shows"
      return
    }
    for (_, covered) in days.sorted(by: { $0.key.text < $1.key.text }) {
      guard
        let span = StatementSpan(
          statement: statement, vendor: covered.vendor, days: covered.days,
          importedAt: importer.now)
      else { continue }
      if records { try importer.journal.cover(span, by: importer.actor, at: importer.now) }
      reading.summary.statement?.spans.append(span)
    }
  }

  private mutating func extend(_ vendor: VendorName?, _ range: ClosedRange<CivilDay>) {
    let book = EntryID(statement, vendor: vendor, number: "")
    let known = days[book]?.days ?? range
    days[book] = (
      days[book]?.vendor ?? vendor,
      min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
    )
  }

  private func mistake(
    _ item: ImportReading.Item, _ entry: StatementEntry, _ expected: String
  ) -> SourceMistake {
    SourceMistake(
      file: item.source.file, line: item.source.line, field: shortened(entry.name),
      expected: expected)
  }
}

extension ImportRow {
  /// The entry in the row; nil of what is no statement's.
  var entry: NumberedEntry? { if case .entry(let row) = self { row.numbered } else { nil } }
}

extension StatementEntry {
  /// What it says otherwise than before, texts about people not told.
  fileprivate func words(_ former: StatementEntry) -> String {
    var parts: [String] = []
    if amount != former.amount { parts.append("\(former.amount.short), now \(amount.short)") }
    if at != former.at { parts.append("\(former.day), now \(day)") }
    if direction != former.direction {
      parts.append("\(former.direction.rawValue), now \(direction.rawValue)")
    }
    if order != former.order {
      parts.append("order \(former.order?.text ?? "none"), now \(order?.text ?? "none")")
    }
    if reference != former.reference {
      parts.append("reference \(former.reference ?? "none"), now \(reference ?? "none")")
    }
    if payee != former.payee { parts.append("another payee") }
    if narration != former.narration { parts.append("another narration") }
    return parts.isEmpty ? "the vendor’s name is spelt otherwise" : parts.joined(separator: "; ")
  }
}
