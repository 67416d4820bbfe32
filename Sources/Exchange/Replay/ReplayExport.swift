import Journal
import Procedure

/// Writes the history of real disputes as a script, with names replaced (`spec/replay.md`).
///
///     var export = ReplayExport(journal: journal, seed: 7)
///     let outcome = try export.run(DisputeSelection(tickets: [TicketID("CX-10482")])) { print($0) }
///
/// Each line expects what was there after its command, and every line is walked while it is written: what the script by itself would
/// come to otherwise is not expected, and named in the outcome, so that `paydesk replay --check` of the script always passes. Where a
/// dispute rested on others (of its order, its proofs, its vendor) that were not asked for, those are taken along.
public struct ReplayExport {
  /// What was written, and what could not be.
  public struct Outcome: Sendable {
    /// A dispute that does not replay as it was.
    public struct Inexact: Sendable {
      /// The dispute.
      public var dispute: TicketID
      /// What it is called in the script.
      public var name: TicketID
      /// The line from which on it differs.
      public var line: Int
      /// What reads otherwise there, by the fields of a result.
      public var fields: [String]
    }

    /// The disputes of the script.
    public var disputes: Set<TicketID> = []
    /// Those that were not asked for, and that the others rested on.
    public var takenAlong: Set<TicketID> = []
    /// How many commands it has.
    public var commands = 0
    /// How many events no script has a word for, by what they are.
    public var leftOut: [LeftOut: Int] = [:]
    /// What does not replay as it was.
    public var inexact: [Inexact] = []
    /// The policy under which the script is to be walked.
    public var policy = Policy()
    /// How many policies counted while the disputes of the script went on.
    public var policies = 1
    /// Whether somebody ended it before its end.
    public var isInterrupted = false
  }

  /// What no script has a word for.
  public enum LeftOut: String, Sendable, CaseIterable {
    /// A look at masked data.
    case look
    /// A corrected phone number.
    case phone
    /// What an import brought anew and what changed nothing that a script tells.
    case listing
  }

  /// The disputes' journal.
  public let journal: any Journal
  /// What decides the other names: the same seed gives the same script.
  public var seed: UInt64
  /// Whether tickets and orders keep their ids.
  public var keepsIDs = false
  /// Told from time to time how many events were looked at, of how many.
  public var progress: (Int64, Int64) -> Void = { _, _ in }
  /// Asked from time to time whether to end.
  public var shouldStop: () -> Bool = { false }

  /// An export from a journal.
  public init(journal: any Journal, seed: UInt64) {
    self.journal = journal
    self.seed = seed
  }

  /// Writes the disputes that are meant, line by line.
  ///
  /// - Parameter write: takes each line, without its line end.
  /// - Throws: what `write` throws, or `JournalError`.
  public func run(_ selection: DisputeSelection, write: (String) throws -> Void) throws -> Outcome {
    var survey = ReplaySurvey()
    let end = try journal.head().number
    guard try walk(to: end, { survey.take($0) }) else { return interrupted }
    let asked = Set(
      survey.openings.filter { selection.contains($0.key, loggedAt: $0.value.ticket.loggedAt) }.keys
    )
    var chosen = asked
    while chosen.count < survey.openings.count {
      guard let trial = try pass(chosen, survey, to: end, write: { _ in }) else {
        return interrupted
      }
      guard !trial.wanted.isEmpty else { break }
      chosen.formUnion(trial.wanted)
    }
    guard let pass = try pass(chosen, survey, to: end, write: write) else { return interrupted }
    var outcome = pass.outcome
    outcome.takenAlong = chosen.subtracting(asked)
    return outcome
  }

  private var interrupted: Outcome {
    var outcome = Outcome()
    outcome.isInterrupted = true
    return outcome
  }

  /// Goes through the log once and writes a script of some disputes; nil where somebody ended it.
  private func pass(
    _ chosen: Set<TicketID>, _ survey: ReplaySurvey, to end: Int64,
    write: (String) throws -> Void
  ) throws -> ReplayPass? {
    var pass = ReplayPass(
      chosen, survey, names: Pseudonyms(seed: seed, keepsIDs: keepsIDs))
    for line in pass.heading { try write(line) }
    let isWhole = try walk(to: end) { entry in
      for line in pass.take(entry) { try write(line) }
    }
    guard isWhole else { return nil }
    for line in pass.finish() { try write(line) }
    return pass
  }

  /// Hands on the log up to an event; says whether nobody ended it.
  private func walk(to end: Int64, _ body: (LogEntry) throws -> Void) throws -> Bool {
    var isWhole = true
    var seen: Int64 = 0
    try journal.walk { entry in
      // What others record meanwhile is not part of it.
      guard entry.number <= end else { return false }
      seen += 1
      if seen % 256 == 0 {
        guard !shouldStop() else {
          isWhole = false
          return false
        }
        progress(entry.number, end)
      }
      try body(entry)
      return true
    }
    return isWhole
  }
}
