import ArgumentParser
import Exchange
import Journal
import Procedure

/// Writes what happened in forms for elsewhere.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the history of disputes as a script for replay, names replaced.",
    discussion: """
      The script holds what was done on the disputes, in the order of time, and expects of each line what came of it then; \
      `paydesk replay --check` compares. Customers, vendors, people, payment addresses, references, files, ids and every free \
      text are replaced, the same ones by the same. Amounts and times stay. What no script can say is named on standard error; \
      what imported statements show is no part of it. Days are those on which tickets were logged.
      """)

  @Flag(help: "Write a script for `paydesk replay`.")
  var replay = false

  @Argument(help: "The disputes; all where none is named.")
  var tickets: [String] = []

  @OptionGroup var period: PeriodOptions

  @Option(
    help: ArgumentHelp("The file to write; else standard output.", valueName: "file"))
  var out: String?

  @Flag(help: "Leave the ids of tickets and orders as they are.")
  var keepIds = false

  @Option(help: "What decides the other names: the same number gives the same script.")
  var seed: UInt64?

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    if !replay {
      throw ValidationError("Say what to write: --replay is a script for `paydesk replay`.")
    }
    if json.isJSON, out == nil {
      throw ValidationError("The script is JSON already; with --out, --json says what was written.")
    }
  }

  func run() throws {
    let access = try desk.open()
    for ticket in tickets where try access.journal.row(of: TicketID(ticket)) == nil {
      throw CommandFailure(.data, "there is no ticket \(ticket).")
    }
    let file = try out.map { try Self.file(at: $0) }
    var export = ReplayExport(
      journal: access.journal, seed: seed ?? .random(in: .min ... .max))
    export.keepsIDs = keepIds
    let interruption = Interruption()
    export.shouldStop = { interruption.hasCome }
    let line = ProgressLine(json: json.isJSON)
    defer { line.clear() }
    export.progress = { line.show("\($0 * 100 / max($1, 1)) % of \($1) events") }
    let policy = try access.policy
    let outcome = try export.run(period.selection(tickets, offset: policy.offset)) {
      if let file { try file.append(Array(($0 + "\n").utf8)) } else { print($0) }
    }
    line.clear()
    guard !outcome.isInterrupted else {
      throw CommandFailure(
        .interrupted,
        out == nil ? "interrupted: the script is not whole." : "interrupted: nothing was written.")
    }
    let beside = try place(file, under: outcome.policy)
    if json.isJSON {
      Output.json(outcome.json(file: out, policy: beside))
    } else {
      for sentence in outcome.sentences { Output.warn(sentence) }
      if let how = walking(outcome, beside: beside, inForce: policy) { Output.warn(how) }
    }
  }

  /// Lays a file ready whose name has to be free.
  private static func file(at path: String) throws(NewFile.Failure) -> NewFile {
    try GivenFile(name: path).checkFree()
    return try NewFile(in: Folders.folder(of: path))
  }

  /// Places the script, and then the policy that it is walked under, unless that is the built-in one; gives the policy's file.
  /// That one's name is looked at first: where it is taken, neither file is there.
  private func place(_ script: NewFile?, under policy: Policy) throws(NewFile.Failure) -> String? {
    guard let script, let out else { return nil }
    guard policy != Policy() else {
      try script.place(at: out)
      return nil
    }
    let path = out + ".policy.yaml"
    let beside = try Self.file(at: path)
    try script.place(at: out)
    try beside.place(Array((PolicyFile.printed(policy) + "\n").utf8), at: path)
    return path
  }

  /// How the script is walked, where that needs a policy.
  private func walking(_ outcome: ReplayExport.Outcome, beside: String?, inForce: Policy) -> String?
  {
    if let beside, let out {
      return "Walk it with: paydesk replay --check --policy \(beside) \(out)"
    }
    if outcome.policy == Policy() { return nil }
    return outcome.policy == inForce
      ? "Walk it under the desk's policy: `paydesk policy show > policy.yaml`, then `paydesk replay --check --policy policy.yaml`."
      : "It is to be walked under a policy that counted earlier: name --out, and the policy is written beside the script."
  }
}

extension ReplayExport.Outcome {
  /// What was written, and what could not be, a sentence each.
  fileprivate var sentences: [String] {
    var sentences = [
      "\(commands) command\(commands == 1 ? "" : "s") on \(disputes.count) dispute\(disputes.count == 1 ? "" : "s")."
    ]
    if !takenAlong.isEmpty {
      sentences.append(
        "Taken along, because the others rest on them: \(ReplayExport.Outcome.list(takenAlong)).")
    }
    for kind in ReplayExport.LeftOut.allCases {
      if let count = leftOut[kind] { sentences.append("Left out: \(count) \(kind.shown).") }
    }
    for dispute in inexact {
      sentences.append(
        "\(dispute.dispute) (\(dispute.name) in the script) does not replay as it was, from line \(dispute.line) on: "
          + dispute.fields.joined(separator: ", ") + ".")
    }
    if !inexact.isEmpty {
      sentences.append(
        policies > 1
          ? "\(policies) policies counted while this went on, and a script is walked under one: that can be why."
          : "An import that corrected a ticket, texts that were erased, or a release with other rules can be why."
      )
    }
    return sentences
  }

  private static func list(_ disputes: Set<TicketID>) -> String {
    let names = disputes.map(\.text).sorted()
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return names.prefix(10).joined(separator: ", ") + rest
  }

  fileprivate func json(file: String?, policy: String?) -> JSONValue {
    .object([
      .init("file", file.map { .string($0) } ?? .null),
      .init("policy", policy.map { .string($0) } ?? .null),
      .init("disputes", .integer(disputes.count)), .init("commands", .integer(commands)),
      .init("takenAlong", .array(takenAlong.map(\.text).sorted().map { .string($0) })),
      .init(
        "leftOut",
        .object(
          ReplayExport.LeftOut.allCases.map { .init($0.rawValue, .integer(leftOut[$0] ?? 0)) })),
      .init(
        "inexact",
        .array(
          inexact.map {
            .object([
              .init("dispute", .string($0.dispute.text)), .init("name", .string($0.name.text)),
              .init("line", .integer($0.line)),
              .init("fields", .array($0.fields.map { .string($0) })),
            ])
          })), .init("policies", .integer(policies)),
    ])
  }
}

extension ReplayExport.LeftOut {
  /// What it is, in plain words, of several.
  fileprivate var shown: String {
    switch self {
    case .look: "looks at masked data"
    case .phone: "corrected phone numbers"
    case .listing: "listings of the platform that changed nothing which a script tells"
    }
  }
}
