import Journal
import Procedure

/// Brings files of tickets, orders, vendors, statements or the bank's results into a journal.
///
///     let importer = Importer(journal: journal, actor: asha, mapping: .default(for: .tickets), now: now)
///     let summary = try importer.run("tickets.csv")   // summary.new, .changed, .same, .rejected
///
/// Each row stands alone: good ones go in, in transactions of as many rows as the journal takes at once, the others go to `FILE.rejects.csv`. Rows are
/// known again by their id, so a file may be imported again, and an import that was interrupted goes on by being run
/// again. A changed row becomes a correction; what a person recorded stays, by the core's rule.
public struct Importer {
  /// What becomes of the rows.
  public enum Mode: Sendable {
    /// Good rows are recorded, the others rejected.
    case each
    /// All rows of all files are recorded in one transaction, or none is.
    case strict
    /// Nothing is written; what would come of it is told.
    case dryRun
  }

  /// How far a file has been read.
  public struct Progress: Sendable {
    /// The file.
    public var file: String
    /// Bytes of it that have been read.
    public var bytes: Int
    /// Rows of it that have been dealt with.
    public var rows: Int
  }

  /// What becomes of the rows.
  public var mode = Mode.each
  /// The format of the files; nil goes by their names.
  public var format: SourceRows.Format?
  /// Hears of progress after each batch.
  public var progress: (Progress) -> Void = { _ in }
  /// Asked between batches; an import that is stopped leaves whole batches recorded.
  public var shouldStop: () -> Bool = { false }
  /// Of a statement: the days that the files show in full; nil is from the first to the last entry of each book.
  public var days: ClosedRange<CivilDay>?
  /// Of a ledger: whose wallet it is where rows do not say.
  public var vendor: VendorName?

  let journal: any Journal
  let actor: Actor
  let mapping: ColumnMapping
  let now: Instant
  let policy: Policy

  /// An import by somebody.
  ///
  /// - Throws: the core's refusal where that role records nothing that arrives, or `JournalError`.
  public init(journal: any Journal, actor: Actor, mapping: ColumnMapping, now: Instant) throws {
    self.journal = journal
    self.actor = actor
    self.mapping = mapping
    self.now = now
    policy = try journal.desk().policy
    // The core says who may: a ticket that is sound in itself can be refused for the role alone.
    let anyone = Ticket(
      tag: .customerNotPaid, customer: "somebody", order: OrderID("any"), quoted: .rupees(1),
      complaint: "anything", loggedAt: now)
    _ = try decide(
      .log(anyone), on: nil, id: TicketID("any"),
      in: Context(actor: actor, now: now, policy: policy))
  }

  /// Imports some files, one after the other.
  ///
  /// - Throws: `SourceMistakes` for a file that is not what it says, `JournalError` where recording failed; whole batches
  ///   before it are in.
  public func run(_ files: [String]) throws -> [ImportSummary] {
    if mode == .strict { return try runStrictly(files) }
    var summaries: [ImportSummary] = []
    for file in files {
      let summary = try run(file)
      summaries.append(summary)
      if summary.isInterrupted { break }
    }
    return summaries
  }

  /// Imports one file; in strict mode all of it or nothing.
  public func run(_ file: String) throws -> ImportSummary {
    if mode == .strict { return try runStrictly([file])[0] }
    var reading = try ImportReading(file, importer: self)
    var statement = StatementImport(self)
    let confirmations = mode == .each ? try ImportConfirmations(self) : nil
    while let batch = reading.nextBatch() {
      if statement != nil {
        try take(batch, &statement, &reading, records: mode == .each)
      } else {
        reading.take(mode == .each ? try record(batch) : try preview(batch), of: batch)
      }
      if let confirmations { reading.summary.confirmed += try confirmations.confirm(batch) }
      progress(reading.progress)
      if shouldStop() {
        reading.summary.isInterrupted = !reading.isAtEnd
        break
      }
    }
    try statement?.finish(&reading, records: mode == .each)
    reading.finish()
    return reading.summary
  }

  /// Takes entries of a statement, and what they show.
  private func take(
    _ batch: [ImportReading.Item], _ statement: inout StatementImport?,
    _ reading: inout ImportReading, records: Bool
  ) throws {
    let listed = try statement?.list(batch, records: records) ?? []
    reading.take(listed.map { .success($0.arrival) }, of: batch)
    try statement?.take(listed, of: batch, records: records, into: &reading.summary)
  }

  /// Records the entries of sound files in one transaction, and then what they show.
  private func recordStatements(
    _ readings: inout [(reading: ImportReading, batch: [ImportReading.Item])]
  ) throws {
    var listed = try journal.list(
      readings.flatMap(\.batch).compactMap(\.row.entry), by: actor, at: now)[...]
    for index in readings.indices {
      let batch = readings[index].batch
      let own = Array(listed.prefix(batch.count))
      listed = listed.dropFirst(batch.count)
      var statement = StatementImport(self)
      readings[index].reading.startAnew()
      readings[index].reading.take(own.map { .success($0.arrival) }, of: batch)
      try statement?.take(own, of: batch, records: true, into: &readings[index].reading.summary)
      try statement?.finish(&readings[index].reading, records: true)
    }
  }

  private func runStrictly(_ files: [String]) throws -> [ImportSummary] {
    var readings: [(reading: ImportReading, batch: [ImportReading.Item])] = []
    for file in files {
      var reading = try ImportReading(file, importer: self)
      var all: [ImportReading.Item] = []
      while let batch = reading.nextBatch() {
        reading.take(try preview(batch), of: batch)
        all += batch
        progress(reading.progress)
        if shouldStop() {
          reading.summary.isInterrupted = true
          break
        }
      }
      readings.append((reading, all))
      if reading.summary.isInterrupted { break }
    }
    let isSound = readings.allSatisfy {
      $0.reading.summary.rejected == 0 && !$0.reading.summary.isInterrupted
    }
    if isSound, mapping.kind.statement != nil {
      try recordStatements(&readings)
    } else if isSound {
      let all = readings.flatMap(\.batch)
      var outcomes = try record(all)[...]
      let confirmations = try ImportConfirmations(self)
      for index in readings.indices {
        let batch = readings[index].batch
        readings[index].reading.startAnew()
        readings[index].reading.take(Array(outcomes.prefix(batch.count)), of: batch)
        readings[index].reading.summary.confirmed = try confirmations.confirm(batch)
        outcomes = outcomes.dropFirst(batch.count)
      }
    }
    return readings.map { entry in
      var reading = entry.reading
      reading.finish()
      reading.summary.isRecorded = isSound
      return reading.summary
    }
  }

  /// Records rows in one transaction.
  private func record(_ batch: [ImportReading.Item]) throws -> [Result<Arrival, Refusal>] {
    if mapping.kind == .tickets {
      let tickets = batch.map { item -> (TicketID, Ticket)? in
        if case .ticket(let row) = item.row { (row.ticket, Ticket(row)) } else { nil }
      }.compactMap(\.self)
      return try journal.arrive(tickets, by: actor, at: now)
    }
    if mapping.kind == .payouts { return try take(batch, rehearsing: false) }
    return try journal.list(batch.compactMap(\.row.listing), by: actor, at: now).map {
      .success($0)
    }
  }

  /// What recording rows would come to, asked of the core and of what is known; nothing is written.
  private func preview(_ batch: [ImportReading.Item]) throws -> [Result<Arrival, Refusal>] {
    if mapping.kind == .payouts { return try take(batch, rehearsing: true) }
    return try batch.map { item in
      switch item.row {
      case .payout: .success(.same)
      case .ticket(let row): try preview(row)
      case .order(let row):
        .success(arrival(of: OrderListing(row), known: try journal.listing(of: row.order)))
      case .vendor(let row):
        .success(arrival(of: VendorListing(row), known: try journal.listing(of: row.vendor)))
      case .entry(let row): .success(try journal.preview(row.numbered).listed.arrival)
      }
    }
  }

  /// Holds what the bank says against what was sent.
  private func take(_ batch: [ImportReading.Item], rehearsing: Bool) throws
    -> [Result<Arrival, Refusal>]
  {
    let words = batch.map { item -> BankWord? in
      if case .payout(let row) = item.row { row.word } else { nil }
    }.compactMap(\.self)
    return try journal.take(words, by: actor, at: now, rehearsing: rehearsing)
  }

  private func preview(_ row: TicketRow) throws -> Result<Arrival, Refusal> {
    let look = try journal.look(at: row.ticket)
    let ticket = Ticket(row)
    let context = Context(
      actor: actor, now: now, policy: policy, surroundings: look?.surroundings ?? Surroundings())
    do throws(Refusal) {
      let facts = try decide(
        look == nil ? .log(ticket) : .relist(ticket), on: look?.dispute, id: row.ticket, in: context
      )
      return .success(facts.isEmpty ? .same : look == nil ? .new : .changed)
    } catch {
      return .failure(error)
    }
  }

  private func arrival<Listing: Equatable>(of listing: Listing, known: Listing?) -> Arrival {
    known == nil ? .new : known == listing ? .same : .changed
  }
}

extension ImportRow {
  /// What the row lists of the panel; nil for all else.
  var listing: Listing? {
    switch self {
    case .ticket, .payout: nil
    case .order(let row): .order(OrderListing(row))
    case .vendor(let row): .vendor(VendorListing(row))
    case .entry: nil
    }
  }
}
