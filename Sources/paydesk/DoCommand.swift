import ArgumentParser
import Exchange
import Journal
import Procedure
import Workbench

/// Does an action of the workbench's table, said in words.
struct DoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "do", abstract: "Do any action of the workbench that records something.",
    discussion: """
      `paydesk do CX-1 vendor outcome=answered didPay=part paid=8,000` records what the form behind the action's key \
      would, reads amounts and times as it does, and refuses in its words. Money is approved by saying its amount, as it \
      is typed there: `paydesk do CX-1 approve amount=2000`. What the form suggests stands for what is not said.

      `paydesk do --list` lists the actions, `--list ACTION` the fields of one, and `--list TICKET ACTION` those that it \
      has on a dispute as it stands, with what they hold.

      With --json it prints what was recorded, or the refusal with its rule; it ends with 77 for what this person may not, \
      with 75 where somebody was faster than --expecting, and with 65 for what the core or the form refuses otherwise.
      """)

  @Argument(help: "The ticket; of `new-ticket` the id that it gets.", completion: .list([]))
  var ticket: String?

  @Argument(
    help: "The action, by the name that `:` knows in the workbench, or by its id.",
    completion: .list(Action.said.map(\.word)))
  var action: String?

  @Argument(help: ArgumentHelp("A field of the action's form.", valueName: "field=value"))
  var fields: [String] = []

  @Option(
    help: ArgumentHelp("Read fields from a JSON object; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var from: String?

  @Option(help: "The version that was seen: where the dispute has another by now, nothing is done.")
  var expecting: Int?

  @Flag(help: "Say what would be recorded, and record nothing.")
  var dryRun = false

  @Flag(help: "List actions, or the fields of one, and do nothing.")
  var list = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard list || (ticket != nil && action != nil) else {
      throw ValidationError(
        "Say the ticket and the action: paydesk do TICKET ACTION; --list lists the actions.")
    }
  }

  func run() throws {
    guard !list else { return try listed() }
    guard let ticket, let action else { return }
    let fields = try given()
    let access = try desk.open()
    let report = SaidReport(
      ticket: TicketID(ticket), word: action, isDryRun: dryRun, isJSON: json.isJSON,
      offset: try access.policy.offset)
    let said: SaidAction
    let outcome: SaidOutcome
    do {
      said = try SaidAction(
        action, fields, on: report.ticket, in: access.journal, by: access.actor, at: access.now,
        expecting: expecting)
      outcome = dryRun ? try said.rehearsed() : said.perform()
    } catch {
      throw report.refused(error, after: [], in: access.journal)
    }
    if let failure = outcome.failure {
      throw report.refused(
        failure, after: outcome.described(offset: report.offset), in: access.journal)
    }
    report.done(said.action, outcome)
    guard !dryRun else { return }
    do {
      try Output.finish()
    } catch let failure as CommandFailure {
      throw CommandFailure(failure.status, "it is recorded, but \(failure.message)")
    }
  }

  /// The fields that were said, here and in a file; each once.
  private func given() throws -> [String: String] {
    var given: [String: String] = [:]
    if let from {
      let file = GivenFile(name: from)
      let bytes = try file.bytes(limit: FieldsFile.limit + 1)
      given = try FieldsFile.parse(bytes, file: file.shown).get()
    }
    for field in fields {
      guard let equals = field.firstIndex(of: "="), equals > field.startIndex else {
        throw CommandFailure(.usage, "found “\(field)”, expected field=value.")
      }
      let name = String(field[..<equals])
      guard given[name] == nil else {
        throw CommandFailure(.usage, "“\(name)” is said twice: say it once.")
      }
      given[name] = String(field[field.index(after: equals)...])
    }
    return given
  }

  // MARK: Listing

  private func listed() throws {
    guard let first = ticket else { return listActions() }
    guard let second = action else { return listFields(of: try Action.said(by: first)) }
    let access = try desk.open()
    let report = SaidReport(
      ticket: TicketID(first), word: second, isDryRun: true, isJSON: json.isJSON, offset: 0)
    do {
      show(
        try SaidAction.fields(
          of: second, try given(), on: report.ticket, in: access.journal, by: access.actor,
          at: access.now))
    } catch {
      throw report.refused(error, after: [], in: access.journal)
    }
  }

  private func listActions() {
    guard !json.isJSON else {
      return Output.json(.array(Action.said.map { .object(described($0)) }))
    }
    for line in Output.table(Action.said.map { [$0.word, $0.summary] }, rightAligned: []) {
      Output.line(line)
    }
  }

  private func listFields(of action: Action) {
    guard !json.isJSON else { return Output.json(.object(described(action))) }
    Output.line("\(action.word): \(action.summary)")
    show(action.saidFields)
  }

  private func described(_ action: Action) -> [JSONValue.Field] {
    [
      .init("action", .string(action.word)), .init("id", .string(action.id.rawValue)),
      .init("what", .string(action.summary)),
      .init("fields", .array(action.saidFields.map { .object(described($0)) })),
    ]
  }

  private func described(_ field: SaidField) -> [JSONValue.Field] {
    [
      .init("name", .string(field.name)), .init("label", .string(field.label)),
      .init("takes", .string(field.takes)),
      .init("options", .array(field.options.map { .string($0) })),
    ]
  }

  private func show(_ fields: [SaidField]) {
    guard !json.isJSON else {
      return Output.json(
        .array(
          fields.map {
            .object(
              described($0) + [
                .init("holds", .string($0.holds)), .init("missing", .bool($0.isMissing)),
              ])
          }))
    }
    if fields.isEmpty { Output.line("It takes no fields.") }
    let rows = fields.map { field in
      let takes = field.options.isEmpty ? field.takes : field.options.joined(separator: ", ")
      let holds = field.holds.isEmpty ? (field.isMissing ? "missing" : "") : "= " + field.holds
      return [field.name, field.label, takes, holds]
    }
    // Nothing is put behind the last column that holds anything.
    let columns = rows.contains { !$0[3].isEmpty } ? 4 : 3
    for line in Output.table(rows.map { Array($0.prefix(columns)) }, rightAligned: []) {
      Output.line("  " + line)
    }
  }
}
