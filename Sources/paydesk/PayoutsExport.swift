import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure

/// Sends approved payouts in a batch and writes its file, or writes the file of a batch again.
struct PayoutsExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Send approved payouts in a batch, and write its file for the bank.",
    discussion: """
      All that are approved go, or those named by --only; what a bank or spreadsheet could misread stays, is named, and \
      the exit is 65. The total has to be confirmed: typed on a terminal, by --confirm elsewhere. The batch is recorded \
      before its file is written. If the program dies in between, `payouts export --batch ID` writes the very same file: \
      a payout is never exported anew.
      """)

  @Option(
    help: ArgumentHelp("The file to write; else BATCH.csv in this folder.", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Which columns the file has; --print-mapping prints one to start from.", valueName: "file"))
  var mapping: String?

  @Flag(help: "Print the columns that are used without --mapping.")
  var printMapping = false

  @Option(help: ArgumentHelp("Write the file of this batch again, as it was.", valueName: "id"))
  var batch: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only these payouts.", valueName: "intent"))
  var only: [String] = []

  @Flag(help: "Show what would go, and record nothing.")
  var rehearse = false

  @Option(help: ArgumentHelp("The total of the batch, such as 12345.00.", valueName: "total"))
  var confirm: String?

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    if batch != nil, rehearse || confirm != nil || mapping != nil || !only.isEmpty {
      throw ValidationError("--batch writes a file as it was: leave all but --out away.")
    }
    if let confirm, Money(typed: confirm) == nil {
      throw ValidationError("--confirm: found “\(confirm)”, expected an amount such as 12345.00.")
    }
    if out == "-" { throw ValidationError("--out: a batch is written into a file.") }
  }

  func run() throws {
    if printMapping {
      Output.line(PayoutLayout.printed())
      return
    }
    let layout = try givenLayout()
    let access = try desk.open()
    if let batch {
      try writeAgain(BatchID(batch), access)
      return
    }
    try out.map { try GivenFile(name: $0).checkFree() }
    let silent = try access.journal.silentBatches()
    let offset = try access.policy.offset
    for batch in silent { Output.warn(batch.sentence(offset: offset)) }
    let rehearsal = try access.journal.rehearseBatch(
      of: only.isEmpty ? nil : Self.distinct(only), layout: layout, by: access.actor, at: access.now
    )
    if !json.isJSON { show(rehearsal.batch) }
    for left in rehearsal.left {
      Output.warn("\(left.intent) is left out. \(left.refusal.message)")
    }
    guard !rehearsal.batch.lines.isEmpty, !rehearse else {
      report(nil, rehearsal, silent, file: nil)
      throw Self.ending(rehearsal)
    }
    try confirmTotal(of: rehearsal.batch)
    let (sent, file) = try send(rehearsal, access)
    report(sent, rehearsal, silent, file: file)
    throw Self.ending(rehearsal)
  }

  /// Records the batch, and then writes its file, for which room was made before.
  private func send(_ rehearsal: BatchRehearsal, _ access: Access) throws -> (PayoutBatch, String) {
    let folder = out.map { Folders.folder(of: $0) } ?? "."
    let file = try NewFile(in: folder)
    try GivenFile(name: path(of: rehearsal.batch.id)).checkFree()
    // From here to the file's end an impatient Ctrl-C would leave a batch without its file.
    signal(SIGINT, SIG_IGN)
    let batch = try access.journal.sendBatch(rehearsal.batch, by: access.actor, at: access.now)
    let path = path(of: batch.id)
    do throws(NewFile.Failure) {
      try file.place(PayoutFile.bytes(of: batch), at: path)
    } catch {
      throw CommandFailure(
        .cannotCreate,
        "\(batch.id) is recorded and its payouts are sent, but the file is not there: \(error.description) Write it with `paydesk payouts export --batch \(batch.id) --out FILE`; nothing is to be exported anew."
      )
    }
    return (batch, path)
  }

  private func writeAgain(_ id: BatchID, _ access: Access) throws {
    guard let batch = try access.journal.batch(id) else {
      throw CommandFailure(.noInput, "there is no batch \(id): `paydesk payouts` lists them.")
    }
    try batch.admitWriting(by: access.actor)
    let bytes = PayoutFile.bytes(of: batch)
    let path = path(of: id)
    let isThere = try GivenFile(name: path).holds(bytes)
    if !isThere { try NewFile(in: Folders.folder(of: path)).place(bytes, at: path) }
    if json.isJSON {
      Output.json(.object([.init("batch", batch.json(file: path))]))
    } else {
      Output.line(
        "\(id), \(batch.sentence), \(isThere ? "is in \(path) as it was" : "written again to \(path)")."
      )
    }
  }

  private func path(of id: BatchID) -> String { out ?? PayoutFile.name(of: id) }

  private func givenLayout() throws -> PayoutLayout {
    guard let mapping else { return .standard }
    let file = GivenFile(name: mapping)
    return try PayoutLayout.parse(file.yaml(), file: file.shown).get()
  }

  private func show(_ batch: PayoutBatch) {
    guard !batch.lines.isEmpty else { return }
    let cells = batch.lines.map { line in
      [
        "\(line.place.line)", line.intent, line.amount.shown, line.address.hidden, line.payee.text,
      ]
    }
    for line in Output.table(cells, rightAligned: [0, 2]) { Output.line(line) }
    Output.line("Total \(batch.total.shown) in \(counted(batch.lines.count, "payout")).")
  }

  /// Takes the total from the command line, or has it typed on a terminal.
  private func confirmTotal(of batch: PayoutBatch) throws {
    var given = confirm
    if given == nil {
      guard Output.isTerminal(STDIN_FILENO) else {
        throw CommandFailure(
          .usage,
          "the total is to be confirmed: --confirm \(batch.total.plain). Nothing was recorded.")
      }
      // What was printed so far has to stand before the question.
      try Output.finish()
      Output.write("Type the total to send them: ", to: STDERR_FILENO)
      given = readLine()
    }
    let typed = given ?? ""
    guard Money(typed: typed) == batch.total else {
      throw CommandFailure(
        .data, "“\(typed)” is not the total, \(batch.total.shown): nothing was recorded.")
    }
  }

  private func report(
    _ batch: PayoutBatch?, _ rehearsal: BatchRehearsal, _ silent: [SilentBatch], file: String?
  ) {
    if json.isJSON {
      let shown = rehearsal.batch.lines.isEmpty ? nil : batch ?? rehearsal.batch
      Output.json(
        .object([
          .init("batch", shown.map { $0.json(file: file) } ?? .null),
          .init("recorded", .bool(batch != nil)),
          .init("left", .array(rehearsal.left.map(\.json))),
          .init("silent", .array(silent.map(\.json))),
        ]))
      return
    }
    if let batch, let file {
      Output.line("\(batch.id), \(batch.sentence), written to \(file).")
    } else if rehearsal.batch.lines.isEmpty {
      Output.line(
        rehearsal.left.isEmpty ? "No approved payout waits to be sent." : "Nothing was recorded.")
    } else {
      Output.line("This was a rehearsal: nothing was recorded.")
    }
  }

  /// How the command ends: well, or for what was left out.
  private static func ending(_ rehearsal: BatchRehearsal) -> any Error {
    let reasons = rehearsal.left.map { ExitStatus($0.refusal) }
    if reasons.isEmpty { return ExitCode.success }
    let mayNothing = rehearsal.batch.lines.isEmpty && reasons.allSatisfy { $0 == .noPermission }
    return CommandFailure(mayNothing ? .noPermission : .data)
  }

  /// Each name once, in the order given.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

/// `1 payout`, `2 payouts`.
private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension PayoutBatch {
  fileprivate var sentence: String { "\(counted(lines.count, "payout")), \(total.shown)" }

  fileprivate func json(file: String?) -> JSONValue {
    .object([
      .init("id", .string(id.text)), .init("file", file.map { .string($0) } ?? .null),
      .init("total", .string(total.plain)),
      .init(
        "lines",
        .array(
          lines.map { line in
            .object([
              .init("line", .integer(line.place.line)), .init("intent", .string(line.intent)),
              .init("ticket", .string(line.ticket.text)), .init("payee", .string(line.payee.text)),
              .init("address", .string(line.address.hidden)),
              .init("amount", .string(line.amount.plain)),
            ])
          })),
    ])
  }
}

extension SilentBatch {
  fileprivate func sentence(offset: Int) -> String {
    "\(id), made by \(by) on \(at.shown(offset: offset)): of \(counted(count, "payout")), \(total.shown), the bank has said nothing yet. `paydesk payouts import` takes its result; `paydesk payouts export --batch \(id)` writes its file again."
  }

  fileprivate var json: JSONValue {
    .object([
      .init("id", .string(id.text)), .init("payouts", .integer(count)),
      .init("total", .string(total.plain)),
    ])
  }
}

extension BatchRehearsal.Left {
  fileprivate var json: JSONValue {
    .object([
      .init("intent", .string(intent)), .init("refusal", .string(refusal.reason.rawValue)),
      .init("field", refusal.field.map { .string($0) } ?? .null),
      .init("message", .string(refusal.message)),
    ])
  }
}
