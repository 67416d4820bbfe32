import ArgumentParser
import Dispatch
import Exchange
import Glibc
import Journal
import Procedure
import Synchronization

/// Brings files of tickets, orders, vendors or a bank's results in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring tickets, orders, vendors or payout results in from files.",
    discussion: """
      CSV, or JSON Lines by the ending .jsonl. Good rows go in; the others go to FILE.rejects.csv, to be mended and \
      imported from there. The same file again changes nothing; a changed row becomes a correction. Exits with 65 if a \
      row was rejected.
      """)

  @Argument(help: "What the files hold: tickets, orders, vendors or payouts.")
  var kind: FileKind

  @OptionGroup var options: ImportOptions

  func validate() throws {
    if kind.statement != nil {
      throw ValidationError("Statements come in by `\(kind.command) FILE`.")
    }
  }

  func run() throws { try options.run(kind) }
}

/// What every import of files understands.
struct ImportOptions: ParsableArguments {
  @Argument(help: "The files; - is standard input.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which columns hold what; --print-mapping prints one to start from.", valueName: "file"))
  var mapping: String?

  @Flag(help: "Print the mapping that is used without --mapping.")
  var printMapping = false

  @Flag(help: "Write nothing, and print what would be rejected.")
  var dryRun = false

  @Flag(help: "All or nothing: if one row is bad, none of any file goes in.")
  var strict = false

  @Option(help: "The format, whatever the file is called: csv or jsonl.")
  var format: FormatArgument?

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    if files.isEmpty, !printMapping { throw ValidationError("Name a file to import.") }
    if dryRun, strict { throw ValidationError("--dry-run writes nothing, strict or not.") }
  }

  /// Imports the files of a kind, or prints its mapping.
  ///
  /// - Parameter prepare: sets what the kind alone understands.
  func run(_ kind: FileKind, preparing prepare: (inout Importer) -> Void = { _ in }) throws {
    if printMapping {
      Output.line(ColumnMapping.printed(for: kind))
      return
    }
    let mapping = try columnMapping(kind)
    let access = try desk.open()
    for file in files { try GivenFile(name: file).check() }
    var importer = try Importer(
      journal: access.journal, actor: access.actor, mapping: mapping, now: access.now)
    importer.mode = dryRun ? .dryRun : strict ? .strict : .each
    importer.format = format?.format
    prepare(&importer)
    let interruption = Interruption()
    importer.shouldStop = { interruption.hasCome }
    try report(try run(importer))
  }

  /// Runs an import and shows how far it is.
  private func run(_ importer: Importer) throws -> [ImportSummary] {
    var importer = importer
    let line = ProgressLine(json: json.isJSON)
    importer.progress = line.show
    defer { line.clear() }
    do {
      return try importer.run(files)
    } catch let error as JournalError {
      line.clear()
      if case .replaced = error { throw error }
      throw CommandFailure(
        ExitStatus(error),
        "\(error.description) What went in before stays: run the same command again to go on.")
    }
  }

  private func columnMapping(_ kind: FileKind) throws -> ColumnMapping {
    guard let mapping else { return .default(for: kind) }
    let file = GivenFile(name: mapping)
    return try ColumnMapping.parse(file.yaml(), file: file.shown, for: kind).get()
  }

  /// Says what came of files, and ends with what their rows deserve.
  private func report(_ summaries: [ImportSummary]) throws {
    if json.isJSON {
      Output.json(.object([.init("files", .array(summaries.map(\.json)))]))
    } else {
      for summary in summaries { report(summary) }
    }
    if summaries.contains(where: \.isInterrupted) {
      throw CommandFailure(
        .interrupted,
        strict || dryRun
          ? "interrupted: nothing was recorded."
          : "interrupted: the rows counted above are in; run the same command again to go on.")
    }
    let unkept = summaries.compactMap(\.unkept)
    guard unkept.isEmpty else {
      throw CommandFailure(.cannotCreate, unkept.joined(separator: "\n"))
    }
    let refused = summaries.compactMap(\.statement).contains { !$0.refusals.isEmpty }
    if refused || summaries.contains(where: { $0.rejected > 0 }) { throw CommandFailure(.data) }
  }

  private func report(_ summary: ImportSummary) {
    for warning in summary.warnings.prefix(5) { Output.warn(warning.description) }
    if summary.warningCount > 5 {
      Output.warn("… and \(summary.warningCount - 5) more warnings like these")
    }
    if !summary.isRecorded || summary.rejectsFailure != nil {
      for mistake in summary.mistakes { Output.line(mistake.description) }
    }
    Output.line(summary.sentence)
    if let statement = summary.statement {
      for line in statement.lines(recorded: summary.isRecorded) { Output.line(line) }
    }
  }
}

extension FileKind: ExpressibleByArgument {
  /// Statements have a command of their own.
  public static var allValueStrings: [String] {
    allCases.filter { $0.statement == nil }.map(\.rawValue)
  }
}

/// A format as it is typed.
enum FormatArgument: String, ExpressibleByArgument, CaseIterable {
  case csv, jsonl

  var format: SourceRows.Format { self == .csv ? .csv : .jsonLines }
}

extension ImportSummary {
  /// What came of the file, in one line or two.
  var sentence: String {
    let counts = outcomes.map { outcomes in
      BankWord.Outcome.allCases.map { "\(outcomes[$0] ?? 0) \($0.rawValue)" }
        .joined(separator: ", ")
    }
    var text =
      "\(file): \(counts ?? "\(new) new, \(changed) changed"), \(same) same, \(rejected) rejected"
    if confirmed > 0 { text += ", \(confirmed) confirmed as done elsewhere" }
    if !isRecorded { text += "; nothing was recorded" }
    if let rejects { text += "\nRejected rows are in \(rejects): mend them there and import it." }
    return text
  }

  /// What was recorded all the same where the rejected rows could not be written down; nil where
  /// they could.
  var unkept: String? {
    guard let rejectsFailure else { return nil }
    let good = outcomes == nil ? "\(new) new and \(changed) changed rows" : "\(new) results"
    let recorded =
      isRecorded
      ? "Of \(file), \(good) are recorded"
      : "Nothing of \(file) was recorded"
    let rest = "the rejected ones (\(rejected)) are in the file alone"
    return
      "\(rejectsFailure.description). \(recorded); \(rest): mend them there and import it again."
  }

  var json: JSONValue {
    let counts: [JSONValue.Field] =
      outcomes.map { outcomes in
        BankWord.Outcome.allCases.map { .init($0.rawValue, .integer(outcomes[$0] ?? 0)) }
      } ?? [.init("new", .integer(new)), .init("changed", .integer(changed))]
    return .object(
      [.init("file", .string(file))] + counts + [
        .init("same", .integer(same)), .init("rejected", .integer(rejected)),
        .init("confirmed", .integer(confirmed)), .init("recorded", .bool(isRecorded)),
        .init("interrupted", .bool(isInterrupted)),
        .init("rejects", rejects.map { .string($0) } ?? .null),
        .init("rejectsFailure", rejectsFailure.map(\.json) ?? .null),
        .init("warnings", .array(warnings.map(\.json))),
        .init("mistakes", .array(mistakes.map(\.json))),
      ] + (statement.map { [.init("statement", $0.json)] } ?? []))
  }
}

extension SourceMistake {
  var json: JSONValue {
    .object([
      .init("file", .string(file)), .init("line", line.map { .integer($0) } ?? .null),
      .init("field", field.map { .string($0) } ?? .null),
      .init("found", found.map { .string($0) } ?? .null), .init("expected", .string(expected)),
    ])
  }
}

/// Ctrl-C, taken up between batches.
final class Interruption {
  private final class Flag: Sendable {
    let isUp = Atomic(false)
  }
  private let flag = Flag()
  private let source: any DispatchSourceSignal

  init() {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { [flag] in
      // The second Ctrl-C does not wait for the batch.
      if flag.isUp.exchange(true, ordering: .relaxed) { _exit(130) }
    }
    source.resume()
  }

  var hasCome: Bool { flag.isUp.load(ordering: .relaxed) }
}
