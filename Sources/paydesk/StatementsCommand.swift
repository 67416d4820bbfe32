import ArgumentParser
import Exchange
import Journal
import Procedure
import Workbench

/// Statements: the vendors' wallet ledgers and the company's bank statement, held against the disputes.
struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements",
    abstract: "Bring wallet ledgers and bank statements in, and hold them against the disputes.",
    subcommands: [Import.self, List.self, Unmatched.self, Reconcile.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring the vendors' wallet ledger or the company's bank statement in.",
      discussion: """
        A payment in a ledger that is one dispute's alone stands there as a proof to be accepted; a payout or a debit that \
        a statement shows is confirmed. The same entries again change nothing, so overlapping statements are welcome. Bad \
        rows go to FILE.rejects.csv. Exits with 65 if a row was rejected, or if what one shows was refused.
        """)

    @Argument(help: "Whose statement it is: wallet (the vendors' ledgers) or bank (the company's).")
    var kind: StatementKind

    @Argument(help: "The files; - is standard input.")
    var files: [String] = []

    @Option(
      help: ArgumentHelp(
        "Which columns hold what; --print-mapping prints one to start from.", valueName: "file"))
    var mapping: String?

    @Flag(help: "Print the mapping that is used without --mapping.")
    var printMapping = false

    @Flag(help: "Write nothing, and print what would be rejected and what the entries come to.")
    var dryRun = false

    @Flag(help: "All or nothing: if one row is bad, none of any file goes in.")
    var strict = false

    @Option(help: "The format, whatever the file is called: csv or jsonl.")
    var format: FormatArgument?

    @Option(help: "Of a ledger: whose wallet it is where a row does not say.")
    var vendor: String?

    @Option(
      help: ArgumentHelp(
        "The first day that the files show in full; else that of each book's first entry.",
        valueName: "day"), transform: CivilDay.typed)
    var from: CivilDay?

    @Option(
      help: ArgumentHelp(
        "The last day that the files show in full; else that of each book's last entry.",
        valueName: "day"), transform: CivilDay.typed)
    var to: CivilDay?

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    private var fileKind: FileKind { kind == .wallet ? .wallet : .bank }

    func validate() throws {
      if files.isEmpty, !printMapping { throw ValidationError("Name a file to import.") }
      if dryRun, strict { throw ValidationError("--dry-run writes nothing, strict or not.") }
      if kind == .bank, vendor != nil {
        throw ValidationError("--vendor is of a ledger; the bank statement is the company's.")
      }
      guard (from == nil) == (to == nil) else {
        throw ValidationError("--from and --to go together: which days do the files show in full?")
      }
      if let from, let to, to < from {
        throw ValidationError("--to is before --from: \(to) is before \(from).")
      }
    }

    func run() throws {
      if printMapping {
        Output.line(ColumnMapping.printed(for: fileKind))
        return
      }
      let mapping = try ImportCommand.columnMapping(mapping, for: fileKind)
      let access = try desk.open()
      for file in files { try GivenFile(name: file).check() }
      var importer = try Importer(
        journal: access.journal, actor: access.actor, mapping: mapping, now: .current)
      importer.mode = dryRun ? .dryRun : strict ? .strict : .each
      importer.format = format?.format
      importer.vendor = vendor.map { VendorName($0) }
      if let from, let to { importer.days = from...to }
      let interruption = Interruption()
      importer.shouldStop = { interruption.hasCome }
      let summaries = try ImportCommand.run(importer, files, json: json.isJSON)
      try ImportCommand.report(summaries, json: json.isJSON, isWhole: strict || dryRun)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List imported entries with what each came to, in the order of time.")

    @Argument(help: "wallet or bank; else both.")
    var kind: StatementKind?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      try StatementsCommand.list(
        period.query(kind, []), in: try desk.open().journal, json: json.isJSON)
    }
  }

  struct Unmatched: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the entries that are about no dispute, or about several equally.")

    @Argument(help: "wallet or bank; else both.")
    var kind: StatementKind?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      try StatementsCommand.list(
        period.query(kind, [.unmatched, .ambiguous]), in: try desk.open().journal,
        json: json.isJSON)
    }
  }

  struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name each difference between the workbench and the imported statements.",
      discussion:
        "Exits with 1 where something differs, and with 66 where no statement was imported.")

    @OptionGroup var period: PeriodOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let journal = try desk.open().journal
      guard
        try !journal.entries(EntryQuery(), after: nil, limit: 1).isEmpty
          || !journal.spans().isEmpty
      else {
        throw CommandFailure(
          .noInput,
          "no statement was imported yet: `paydesk statements import wallet FILE` brings one in.")
      }
      let differences = try journal.differences(in: period.range)
      if json.isJSON {
        Output.json(.object([.init("differences", .array(differences.map(\.json)))]))
      } else {
        for difference in differences { Output.line(difference.line) }
        Output.line(
          differences.isEmpty
            ? "The workbench and the imported statements agree."
            : differences.count == 1 ? "1 difference." : "\(differences.count) differences.")
      }
      if !differences.isEmpty { throw CommandFailure(.differs) }
    }
  }

  /// Prints entries, a page at a time.
  private static func list(_ query: EntryQuery, in journal: any Journal, json: Bool) throws {
    var last: StandingEntry?
    var count = 0
    var all: [JSONValue] = []
    repeat {
      let page = try journal.entries(query, after: last, limit: 500)
      for listed in page {
        if json { all.append(listed.json) } else { Output.line(listed.line) }
      }
      count += page.count
      last = page.last
    } while last != nil
    if json {
      Output.json(.object([.init("entries", .array(all))]))
    } else {
      Output.line(count == 1 ? "1 entry." : "\(count) entries.")
    }
  }
}

extension PeriodOptions {
  /// The moments of the days in India, as statements mean them.
  fileprivate var range: ClosedRange<Instant> {
    let (from, before) = bounds(offset: PaymentReference.india)
    return
      (from ?? Instant(microseconds: .min))...(before.map {
        Instant(microseconds: $0.microseconds - 1)
      } ?? Instant(microseconds: .max))
  }

  fileprivate func query(_ kind: StatementKind?, _ standings: Set<EntryQuery.Standing>)
    -> EntryQuery
  {
    EntryQuery(
      statement: kind, standings: standings, from: range.lowerBound, to: range.upperBound)
  }
}

extension StatementKind: ExpressibleByArgument {}

extension StandingEntry {
  /// `2026-11-20 18:05  wallet FoneBay Pune  paid  ₹8,000.00  W-9  to ····@okbank  CX-1: order and payee, certain`
  var line: String {
    let time = entry.at.civil(offset: PaymentReference.india)
    var parts = [
      "\(time.day)" + (entry.isDayAlone ? "" : " \(time.clock)"),
      entry.statement.rawValue + (entry.vendor.map { " \($0)" } ?? ""), entry.direction.rawValue,
      entry.amount.shown, entry.name,
    ]
    if let order = entry.order { parts.append(order.text) }
    if let payee = entry.payee {
      parts.append((entry.direction == .paid ? "to " : "from ") + payee.text.hidden)
    }
    switch standing {
    case .matched(let match): parts.append("\(match.dispute): \(match.words)")
    case .ambiguous(let matches):
      parts.append("could be \(matches.map(\.dispute.text).joined(separator: " or "))")
    case .unmatched: parts.append("matched nothing")
    }
    return parts.joined(separator: "  ")
  }

  var json: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let matches: [StatementMatch] =
      switch standing {
      case .matched(let match): [match]
      case .ambiguous(let matches): matches
      case .unmatched: []
      }
    return .object([
      .init("statement", .string(entry.statement.rawValue)), .init("entry", text(entry.number)),
      .init("at", .string(entry.at.rfc3339(offset: PaymentReference.india))),
      .init("vendor", text(entry.vendor?.text)),
      .init("direction", .string(entry.direction.rawValue)),
      .init("amount", .string(entry.amount.plain)), .init("order", text(entry.order?.text)),
      .init("payee", text(entry.payee?.text.hidden)), .init("reference", text(entry.reference)),
      .init("imported", .string(importedAt.rfc3339(offset: PaymentReference.india))),
      .init("standing", .string(standing.kind.rawValue)),
      .init(
        "matches",
        .array(
          matches.map {
            .object([
              .init("ticket", .string($0.dispute.text)),
              .init("grounds", .array($0.grounds.map { .string($0.rawValue) })),
              .init("certain", .bool($0.sureness == .certain)),
            ])
          })),
    ])
  }
}

extension Difference {
  /// The difference on one line.
  var line: String {
    "\(ticket?.text ?? "–") \(amount.shown): workbench: \(workbench); statement: \(statement); do: \(remedy)"
  }

  var json: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)),
      .init("ticket", ticket.map { .string($0.text) } ?? .null),
      .init("amount", .string(amount.plain)), .init("workbench", .string(workbench)),
      .init("statement", .string(statement)), .init("remedy", .string(remedy)),
    ])
  }
}

extension StatementSummary {
  /// What the entries came to, a line for each thing that a person should know.
  func lines(recorded: Bool) -> [String] {
    var parts: [String] = []
    if recorded {
      parts.append("\(proofs) now stand as proofs to be accepted")
      if settled > 0 { parts.append("\(settled) \(settled == 1 ? "payout" : "payouts") settled") }
      if credits > 0 { parts.append("\(credits) \(credits == 1 ? "debit" : "debits") confirmed") }
    }
    parts.append(
      "\(matched) about one dispute, \(ambiguous) about several, \(unmatched) about none")
    var lines = ["Entries: " + parts.joined(separator: "; ") + "."]
    lines += changes.map(\.description)
    lines += refusals.map { "\($0.description) Nothing was recorded of it." }
    for span in spans {
      let from = span.from.civil(offset: PaymentReference.india).day
      let to = span.to.civil(offset: PaymentReference.india).day
      lines.append("Shown in full: \(span.statement.book(of: span.vendor)), \(from) to \(to).")
    }
    if let uncovered { lines.append("Shown in full: nothing; \(uncovered).") }
    return lines
  }

  var json: JSONValue {
    .object([
      .init("proofs", .integer(proofs)), .init("settled", .integer(settled)),
      .init("credits", .integer(credits)), .init("matched", .integer(matched)),
      .init("ambiguous", .integer(ambiguous)), .init("unmatched", .integer(unmatched)),
      .init("changes", .array(changes.map(\.json))),
      .init("refusals", .array(refusals.map(\.json))),
      .init(
        "shown",
        .array(
          spans.map {
            .object([
              .init("statement", .string($0.statement.rawValue)),
              .init("vendor", $0.vendor.map { .string($0.text) } ?? .null),
              .init("from", .string($0.from.rfc3339(offset: PaymentReference.india))),
              .init("to", .string($0.to.rfc3339(offset: PaymentReference.india))),
            ])
          })),
      .init("notShown", uncovered.map { .string($0) } ?? .null),
    ])
  }
}
