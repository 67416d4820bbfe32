import Journal
import struct Journal.Look
import Procedure

/// An action of the table on a dispute, said in words: looked at, and not recorded yet.
///
///     let said = try SaidAction("vendor", ["outcome": "no answer"], on: ticket, in: store, by: asha, at: now)
///     said.rehearsed()   // what would be recorded
///     said.perform()     // what was
///
/// Its fields are those of the form that its key opens, read by the form; so what a script says and what a person types are
/// understood, refused and recorded alike.
public struct SaidAction {
  /// The action.
  public let action: Action
  /// The dispute.
  public let ticket: TicketID
  /// The version that it was looked at; nil for a ticket that is new.
  public let version: Int?
  /// Who acts.
  let actor: Actor
  /// When it was looked at.
  let now: Instant
  /// What is recorded.
  let content: Content
  private let store: any Store

  /// What an action records.
  struct Content {
    /// The steps, in order; empty where all holds already.
    var steps: [FormStep] = []
    /// What they come to, by the core in memory; empty where one alone is tried in the store.
    var facts: [Fact] = []
    /// What is done, as the screen says it; nil leaves it to the facts.
    var summary: String?
  }

  /// Looks at an action as the screen does when its form is recorded.
  ///
  /// - Parameters:
  ///   - word: the action, as `Action.said(by:)` reads it.
  ///   - fields: texts by the names of the form's fields.
  ///   - now: what time it is.
  ///   - expected: the version that somebody has seen; another one is a conflict.
  /// - Throws: `SayingFailure`, the core's `Refusal` as the screen gives it, or `JournalError`.
  public init(
    _ word: String, _ fields: [String: String] = [:], on ticket: TicketID, in store: any Store,
    by actor: Actor, at now: Instant, expecting expected: Int? = nil
  ) throws {
    let action = try Action.said(by: word)
    let desk = try store.desk()
    var look: Look?
    if action.command != .log {
      guard let found = try store.look(at: ticket) else { throw Refusal.noTicket(ticket) }
      look = found
    }
    let version = look?.dispute.version
    if let expected, expected != version ?? 0 {
      throw JournalError.conflict(dispute: ticket, expected: expected, found: version ?? 0)
    }
    let circumstances = Circumstance(
      actor: actor, now: max(now, look?.dispute.touchedAt ?? now), desk: desk)
    content = try SaidAction.content(of: action, fields, on: ticket, look, circumstances, in: store)
    self.action = action
    self.ticket = ticket
    self.version = version
    self.actor = actor
    self.now = now
    self.store = store
  }

  private static func content(
    of action: Action, _ fields: [String: String], on ticket: TicketID, _ look: Look?,
    _ circumstances: Circumstance, in store: any Store
  ) throws -> Content {
    switch action.saying {
    case .form(let kind):
      try circumstances.admit(action, look, kind)
      let isNew = action.command == .log
      return try content(
        of: kind, filledBy: try self.fields(fields, isNew ? ticket : nil), look, circumstances,
        in: store)
    case .command(let command):
      try checkNothing(fields, action)
      try circumstances.admit(action, look)
      return Content(steps: [.command(command)])
    case .acknowledging:
      try checkNothing(fields, action)
      guard let look,
        let open = Assessment(of: look.dispute, in: circumstances.context(look)).disagreements
          .first(where: { !$0.isAcknowledged })
      else { return Content(summary: Action.allAcknowledged) }
      try circumstances.admit(action, look)
      return Content(steps: [.command(.acknowledge(open.disagreement))])
    case .otherwise, nil: throw SayingFailure.unknown("“\(action.name)” is not said here.")
    }
  }

  /// What would be recorded, decided as recording decides it, with nothing written.
  ///
  /// - Throws: the core's `Refusal`, `JournalError`, or `SayingFailure` where a file cannot be read.
  public func rehearsed() throws -> SaidOutcome {
    let steps = content.steps
    var outcome = SaidOutcome(version: version, facts: content.facts, summary: content.summary)
    for case .proofFile(let path, _) in steps { _ = try SaidAction.bytes(of: path) }
    // Of several steps each stands on the one before, which the core alone can try.
    if steps.count == 1, let command = steps[0].command(seen: version) {
      outcome.facts = try store.rehearse(command, on: ticket, by: actor, at: now).facts
    }
    return outcome
  }

  /// Records it, as the screen does; what was recorded before a later step failed is told with the failure.
  public func perform() -> SaidOutcome {
    let store = store
    var performed = Message.Performed(
      performance: Performance(
        number: 0, dispute: ticket, steps: content.steps, actor: actor, expected: version,
        origin: .action(action.id)),
      done: 0, facts: [], end: .recorded, look: nil)
    var outcome = SaidOutcome(version: version, facts: [], summary: content.summary)
    do {
      try Recorder(WorkbenchOptions(store: store, actor: actor, clock: { store.now() }))
        .record(&performed)
    } catch let mistake as TextFile.Mistake {
      outcome.failure = SayingFailure.file(mistake.description)
    } catch {
      outcome.failure = error
    }
    outcome.facts = performed.facts
    outcome.clockWasBack = performed.clockWasBack
    if let look = try? store.look(at: ticket) { outcome.version = look.dispute.version }
    return outcome
  }
}

extension FormStep {
  /// The command that a step is; nil where a file is part of it.
  ///
  /// - Parameter seen: the version that was looked at.
  fileprivate func command(seen: Int?) -> Command? {
    switch self {
    case .command(.close(seen: nil)): .close(seen: seen)
    case .command(let command): command
    case .log(_, let ticket): .log(ticket)
    case .proofFile, .saveFile, .rehearse: nil
    }
  }
}
