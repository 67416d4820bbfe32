import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure
import Terminal

/// What is due, for a clock to ask; and the user's programs, told of what happened.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "Print what is due, one line each, or run the hooks.",
    discussion: """
      Windows that have lapsed or are about to, what was put aside and is back, decisions that wait, and what is \
      outstanding elsewhere, the most urgent first.

      With --run-hooks the programs named in hooks.yaml, in $XDG_CONFIG_HOME/paydesk or ~/.config/paydesk, are told what \
      happened since the last time, each thing once, as JSON on their standard input. It is meant for cron, each minute; \
      the first time it remembers where it begins and tells nothing.
      """)

  @Option(help: "How far ahead windows are told of: 2h, 90m.", transform: DueCommand.seconds)
  var within: Int64 = 2 * 3_600

  @Flag(help: "Print ASCII alone; else as the locale says.")
  var ascii = false

  @Flag(help: "Run the hooks, and print what failed on standard error; with --json, what was told.")
  var runHooks = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let access = try desk.open()
    guard !runHooks else { return try HookReport(isJSON: json.isJSON).run(access) }
    let now = access.now
    let policy = try access.policy
    let items = DueItem.all(
      of: try access.journal.agenda(at: now, windowsUntil: now.adding(seconds: within)), at: now)
    if json.isJSON {
      Output.json(.array(items.map { $0.json(offset: policy.offset) }))
      return
    }
    let glyphs: Glyphs = ascii ? .ascii : .printed
    let leads = items.map { $0.lead(at: now) }
    let width = leads.map(TextLayout.width).max() ?? 0
    let tickets = min(items.map { TextLayout.width($0.ticket.text) }.max() ?? 0, 24)
    for (item, lead) in zip(items, leads) {
      let line = [
        TextLayout.pad(lead, to: width), TextLayout.pad(item.ticket.text, to: tickets),
        TextLayout.pad(item.customer, to: 18), Output.inert(item.words),
      ].joined(separator: "  ")
      Output.line(glyphs.printed(line))
    }
  }

  private static func seconds(_ typed: String) throws -> Int64 {
    let units: [Character: Int64] = ["h": 3_600, "m": 60]
    let digits = typed.dropLast()
    guard let unit = typed.last.flatMap({ units[$0] }), !digits.isEmpty, digits.count <= 5,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits),
      number * unit <= 168 * 3_600
    else {
      throw ValidationError("write hours or minutes, at most 168h, as in 2h or 90m")
    }
    return number * unit
  }
}

/// Runs the hooks, and says what became of it.
private struct HookReport {
  let isJSON: Bool

  func run(_ access: Access) throws {
    let file = GivenFile(name: Folders.config + "/hooks.yaml")
    guard file.exists else {
      throw CommandFailure(
        .noInput,
        "there is no \(file.name): it names the programs; `paydesk due --help` says how.")
    }
    let hooks: Hooks
    switch HooksFile.parse(try file.bytes(limit: 1 << 17), file: file.name) {
    case .success(let read): hooks = read
    case .failure(let mistakes):
      throw CommandFailure(.configuration, mistakes.description)
    }
    let memory = HookMemoryFile(of: access.journal.place, in: Folders.state)
    let policy = try access.policy
    var told: [JSONValue] = []
    var isWaiting = false
    var isGivenUp = false
    let end: HookRun.End
    do {
      end = try HookRun(hooks, of: access.journal, policy: policy, file: memory).run(at: access.now)
      {
        say($0, hooks.programs[$0.occurrence.what]?.first ?? "")
        told.append(json(of: $0, offset: policy.offset))
        if $0.failure != nil { if $0.isGivenUp { isGivenUp = true } else { isWaiting = true } }
      }
    } catch let failure as HookFailure {
      throw CommandFailure(.inputOutput, failure.description)
    }
    if isJSON { Output.json(.array(told)) }
    try report(end, memory.path)
    if isWaiting { throw CommandFailure(.temporary) }
    if isGivenUp { throw CommandFailure(.unavailable) }
  }

  private func report(_ end: HookRun.End, _ path: String) throws {
    switch end {
    case .through: return
    case .begun: Output.warn("paydesk: hooks are told what happens from now on.")
    case .begunAnew:
      Output.warn(
        "paydesk: this is not the log that hooks were told of last, as after a restore: they are told what happens from now on."
      )
    case .elsewhere:
      Output.warn("paydesk: another `paydesk due --run-hooks` is at work: it tells them.")
    case .interrupted(let signal):
      try? Output.finish()
      // As if it had not been held up: who waits for this process sees what ended it.
      var only = sigset_t()
      sigemptyset(&only)
      sigaddset(&only, signal)
      _ = Glibc.signal(signal, SIG_DFL)
      pthread_sigmask(SIG_UNBLOCK, &only, nil)
      raise(signal)
    }
  }

  private func say(_ told: HookRun.Told, _ program: String) {
    let about = "hook \(told.occurrence.what.rawValue) about \(told.occurrence.ticket)"
    if let failure = told.failure {
      let next =
        told.isGivenUp
        ? "given up after \(told.attempt) attempts"
        : "attempt \(told.attempt) of \(HookRun.attempts), again next time"
      Output.complain("\(about): \(program) \(failure) (\(next)).")
    }
    let complaint = told.complaint.split(separator: "\n").map { "  \(program): \($0)" }
    if !complaint.isEmpty { Output.warn(complaint.joined(separator: "\n")) }
  }

  private func json(of told: HookRun.Told, offset: Int) -> JSONValue {
    .object([
      .init("told", told.occurrence.json(attempt: told.attempt, offset: offset)),
      .init("failure", told.failure.map { .string($0) } ?? .null),
      .init("givenUp", .bool(told.isGivenUp)),
    ])
  }
}
