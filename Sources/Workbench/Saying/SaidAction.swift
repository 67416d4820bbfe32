import Journal
import struct Journal.Look
import Procedure
import Terminal

/// An action of the table on a dispute, said in words: looked at, and not recorded yet.
///
///     let said = try SaidAction("vendor", ["outcome": "no answer"], on: ticket, in: store, by: asha)
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
  ///   - expected: the version that somebody has seen; another one is a conflict.
  /// - Throws: `SayingFailure`, the core's `Refusal` as the screen gives it, or `JournalError`.
  public init(
    _ word: String, _ fields: [String: String] = [:], on ticket: TicketID, in store: any Store,
    by actor: Actor, expecting expected: Int? = nil
  ) throws {
    let action = try Action.said(by: word)
    let desk = try store.desk()
    let isNew = action.command == .log
    let look = isNew ? nil : try store.look(at: ticket)
    guard isNew || look != nil else {
      throw Refusal(.unknown, "There is no ticket \(ticket).", rule: "Refusals")
    }
    let version = look?.dispute.version
    if let expected, expected != version ?? 0 {
      throw JournalError.conflict(dispute: ticket, expected: expected, found: version ?? 0)
    }
    let now = store.now()
    let circumstances = Circumstance(
      actor: actor, now: max(now, look?.dispute.touchedAt ?? now), desk: desk)
    let content: Content
    switch action.saying {
    case .form(let kind):
      try circumstances.admit(action, look, kind)
      content = try SaidAction.content(
        of: kind, filledBy: try SaidAction.fields(fields, isNew ? ticket : nil), look,
        circumstances, in: store)
    case .command(let command):
      try SaidAction.checkNothing(fields, action)
      try circumstances.admit(action, look)
      content = Content(steps: [.command(command)])
    case .acknowledging:
      try SaidAction.checkNothing(fields, action)
      let open = look.flatMap { look in
        Assessment(of: look.dispute, in: circumstances.context(look)).disagreements
          .first { !$0.isAcknowledged }
      }
      if let open {
        try circumstances.admit(action, look)
        content = Content(steps: [.command(.acknowledge(open.disagreement))])
      } else {
        content = Content(summary: Action.allAcknowledged)
      }
    case .otherwise, nil: throw SayingFailure.unknown("“\(word)” is not said here.")
    }
    self.action = action
    self.ticket = ticket
    self.version = version
    self.actor = actor
    self.content = content
    self.store = store
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
      outcome.facts = try store.rehearse(command, on: ticket, by: actor, at: store.now()).facts
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

/// What came of an action that was said.
public struct SaidOutcome {
  /// The version of the dispute afterwards; nil where there is none.
  public var version: Int?
  /// What was recorded, or would be.
  public var facts: [Fact]
  /// What was done, as the screen says it; nil leaves it to the facts.
  public var summary: String?
  /// Why the rest was not done; nil where all was.
  public var failure: (any Error)?
  /// Whether the clock stood before the latest event, so that its time was taken.
  public var clockWasBack = false

  /// The comment for the ticketing platform, where the dispute was closed.
  public var comment: String? {
    for case .closed(_, _, let comment) in facts { return comment }
    return nil
  }

  /// One sentence, as the screen says it.
  public var sentence: String {
    if let summary { return summary.sentence }
    return facts.first.map { $0.words(offset: 0, masked: true).sentence } ?? Action.holdsAlready
  }

  /// Each fact by its name in the log, and in words; phone numbers and payment addresses are hidden.
  public func described(offset: Int) -> [(name: String, words: String)] {
    facts.map { ($0.name, $0.words(offset: offset, masked: true)) }
  }
}

// MARK: What is said

extension SaidAction {
  /// The fields of a form; of a new ticket its id stands before them.
  private static func fields(
    _ fields: [String: String], _ newTicket: TicketID?
  ) throws(SayingFailure) -> [String: String] {
    guard let newTicket else { return fields }
    guard fields["dispute"] == nil else {
      throw .unknown("the ticket is said once, before the action: leave “dispute” out.")
    }
    return fields.merging(["dispute": newTicket.text]) { $1 }
  }

  private static func checkNothing(
    _ fields: [String: String], _ action: Action
  ) throws(SayingFailure) {
    guard let name = fields.keys.min() else { return }
    throw .unknown("“\(action.word)” takes no fields, so no “\(name)”.")
  }

  /// What a form that is filled in records, as its key for recording finds it.
  private static func content(
    of kind: FormKind, filledBy fields: [String: String], _ look: Look?,
    _ circumstances: Circumstance, in store: any Store
  ) throws -> Content {
    let plain = circumstances.formContext(look)
    var form = Form.make(kind, plain)
    let empty = form
    try form.fill(fields, plain)
    let proofs = form.typedProofs(plain).thatCanBeSeen
    guard let look, !proofs.isEmpty else { return try content(of: form, fields, plain) }
    // Where a proof was seen before decides what is asked for.
    let seen = try store.whereSeen(proofs, except: look.dispute.id)
    let whole = circumstances.formContext(look.knowing(seen.sightings, seen.ledger))
    form = empty
    try form.fill(fields, whole)
    return try content(of: form, fields, whole)
  }

  /// What the core refuses is its refusal, with the rule.
  private static func content(
    of form: Form, _ fields: [String: String], _ context: FormContext
  ) throws -> Content {
    try form.checkNames(fields, context)
    let sheet = form.sheet(context)
    let outlook = sheet.rehearsed()
    switch form.submission(context) {
    case .success(let submission):
      return Content(
        steps: submission.steps, facts: outlook.facts, summary: submission.summary)
    case .failure(let mistake):
      if let refusal = outlook.refusal, sheet.mistakes.isEmpty { throw refusal }
      throw SayingFailure.mistake(field: mistake.field, mistake.message)
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try TextFile.bytes(of: path)
    } catch {
      throw SayingFailure.file(error.description)
    }
  }
}

/// Who says something, and when.
private struct Circumstance {
  var actor: Actor
  var now: Instant
  var desk: Desk

  func context(_ look: Look?) -> Context {
    Context(
      actor: actor, now: now, policy: desk.policy,
      surroundings: look?.surroundings ?? Surroundings())
  }

  func formContext(_ look: Look?) -> FormContext {
    FormContext(look: look, context: context(look), desk: desk)
  }

  /// Refuses what the core refuses whatever is filled in, as the screen does before it opens a form.
  func admit(_ action: Action, _ look: Look?, _ kind: FormKind? = nil) throws(Refusal) {
    guard let refusal = action.refusal(on: look?.dispute, in: context(look)),
      kind?.mendsGate(refusal) != true
    else { return }
    throw refusal
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

extension Action {
  /// What is said where there is no disagreement left to acknowledge.
  static let allAcknowledged = "Every disagreement that stands is acknowledged."
  /// What is said where a command recorded nothing.
  static let holdsAlready = "It holds already."
}
