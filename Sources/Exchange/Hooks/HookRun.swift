import Journal
import Procedure

/// One run of the hooks: what happened since the last one is told to the programs, each thing once.
///
/// What is to be told is remembered before the first program is begun, and every attempt before its program: one that was cut
/// off, by a power cut say, counts as failed and is made again, with the same `id` and the next number in `attempt`.
public struct HookRun {
  /// What came of telling one thing.
  public struct Told: Sendable {
    /// What happened.
    public var occurrence: Occurrence
    /// Which attempt it was, from 1.
    public var attempt: Int
    /// Why it failed, in words that follow the program's name; nil where it did not.
    public var failure: String?
    /// Whether it is not tried again, though it failed.
    public var isGivenUp: Bool
    /// What the program wrote to its standard error.
    public var complaint: String
  }

  /// How a run ended.
  public enum End: Equatable, Sendable {
    /// All that was to be told was told, or failed.
    case through
    /// Another program is at it.
    case elsewhere
    /// It was the first time: what happens from now on is told.
    case begun
    /// The log is not the one that was read before: what happens from now on is told.
    case begunAnew
    /// This process is asked to end, by a signal.
    case interrupted(Int32)
  }

  /// How often a program is tried with one thing.
  public static let attempts = 5

  private let hooks: Hooks
  private let journal: any Store
  private let file: HookMemoryFile
  private let policy: Policy

  /// A run of hooks over a journal, remembered in a file.
  public init(_ hooks: Hooks, of journal: any Store, policy: Policy, file: HookMemoryFile) {
    self.hooks = hooks
    self.journal = journal
    self.policy = policy
    self.file = file
  }

  /// Reads what happened and runs the programs, one after the other; each result is handed on as it comes.
  ///
  /// After a failure the rest of that hook waits for the next run, in its order: a program that hangs costs its time once.
  public func run(at now: Instant, _ report: (Told) -> Void) throws -> End {
    try file.locked {
      guard var memory = try file.read() else { return try begin(at: now, .begun) }
      guard let (occurrences, told) = try journal.occurrences(since: memory.told, at: now) else {
        return try begin(at: now, .begunAnew)
      }
      memory.told = told
      memory.waiting += occurrences.map { HookMemory.Waiting(occurrence: $0) }
      // What nobody listens for is forgotten, also where a hook was taken out of the file.
      memory.waiting.removeAll { hooks.programs[$0.occurrence.what] == nil }
      try file.write(memory)
      return try tell(&memory, report)
    } ?? .elsewhere
  }

  private func begin(at now: Instant, _ end: End) throws -> End {
    try file.write(HookMemory(database: journal.place, told: try journal.told(at: now)))
    return end
  }

  private func tell(_ memory: inout HookMemory, _ report: (Told) -> Void) throws -> End {
    var failed: Set<Occurrence.What> = []
    var index = 0
    while index < memory.waiting.count {
      let occurrence = memory.waiting[index].occurrence
      guard let words = hooks.programs[occurrence.what], !failed.contains(occurrence.what) else {
        index += 1
        continue
      }
      memory.waiting[index].attempts += 1
      let attempt = memory.waiting[index].attempts
      try file.write(memory)
      let (end, complaint) = HookProgram(words: words, seconds: hooks.seconds).run(
        with: Array((occurrence.json(attempt: attempt, offset: policy.offset).line + "\n").utf8))
      var told = Told(
        occurrence: occurrence, attempt: attempt, failure: nil, isGivenUp: false,
        complaint: complaint)
      switch end {
      case .interrupted(let signal): return .interrupted(signal)
      case .done: memory.waiting.remove(at: index)
      case .failed(let why):
        failed.insert(occurrence.what)
        told.failure = why
        told.isGivenUp = attempt >= HookRun.attempts
        if told.isGivenUp { memory.waiting.remove(at: index) } else { index += 1 }
      }
      try file.write(memory)
      report(told)
    }
    return .through
  }
}

extension Occurrence {
  /// As a program is told of it; `docs/desk.md` documents the fields, and all of them are always there.
  public func json(attempt: Int, offset: Int) -> JSONValue {
    func time(_ moment: Instant?) -> JSONValue {
      moment.map { .string($0.rfc3339(offset: offset)) } ?? .null
    }
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return .object([
      .init("what", .string(what.rawValue)), .init("id", .string(id)),
      .init("attempt", .integer(attempt)), .init("ticket", .string(ticket.text)),
      .init("vendor", text(vendor?.text)), .init("amount", text(amount?.plain)),
      .init("about", text(about)), .init("to", text(to?.rawValue)), .init("outcome", text(outcome)),
      .init("due", time(due)), .init("asked", time(asked)), .init("decided", time(decided)),
      .init("who", text(who?.text)), .init("standsFor", text(standsFor?.text)),
    ])
  }
}
