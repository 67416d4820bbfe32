import Exchange
import Journal
import Procedure
import Workbench

/// What is printed of an action that was said: what was recorded, or why not.
struct SaidReport {
  let ticket: TicketID
  let word: String
  let isDryRun: Bool
  let isJSON: Bool
  let offset: Int

  /// Prints what was recorded, or would be.
  func done(_ action: Action, _ outcome: SaidOutcome) {
    let facts = outcome.described(offset: offset)
    guard !isJSON else {
      return Output.json(
        .object(
          head(action.word, isDone: !isDryRun, facts) + [
            .init("said", .string(outcome.sentence)),
            .init("version", outcome.version.map { .integer($0) } ?? .null),
            .init("comment", outcome.comment.map { .string($0) } ?? .null),
          ]))
    }
    Output.line(isDryRun ? "Nothing is recorded; this would be:" : outcome.sentence)
    // The sentence says a single fact already.
    if isDryRun || facts.count > 1 { say(facts) }
    if let comment = outcome.comment { Output.line("\n" + comment) }
    if outcome.clockWasBack {
      Output.warn(
        "paydesk: the clock stands before the latest event, so that event's time was taken.")
    }
  }

  /// Prints why it was not done, or not all of it, and gives what the command ends with.
  func refused(
    _ error: any Error, after facts: [(name: String, words: String)], in store: any Store
  ) -> any Error {
    guard let failure = CommandFailure(error) else { return error }
    let since = events(since: error, in: store)
    guard !isJSON else {
      let action = (try? Action.said(by: word))?.word ?? word
      var fields = head(action, isDone: false, facts)
      fields.append(.init("refusal", .object(refusal(error, failure))))
      if case JournalError.conflict(_, _, let found) = error {
        fields.append(.init("version", .integer(found)))
        fields.append(
          .init(
            "since",
            .array(
              since.map {
                .object([.init("fact", .string($0.name)), .init("words", .string($0.words))])
              }
            )))
      }
      Output.json(.object(fields))
      return CommandFailure(failure.status)
    }
    if !facts.isEmpty {
      Output.line("A part of it was recorded:")
      say(facts)
    }
    if since.isEmpty { return failure }
    Output.complain(failure.message)
    for event in since { Output.warn("  " + event.words) }
    return CommandFailure(failure.status)
  }

  private func head(
    _ action: String, isDone: Bool, _ facts: [(name: String, words: String)]
  ) -> [JSONValue.Field] {
    [
      .init("ticket", .string(ticket.text)), .init("action", .string(action)),
      .init("done", .bool(isDone)), .init("dryRun", .bool(isDryRun)),
      .init(
        "recorded",
        .array(
          facts.map {
            .object([.init("fact", .string($0.name)), .init("words", .string($0.words))])
          }
        )),
    ]
  }

  private func say(_ facts: [(name: String, words: String)]) {
    if facts.isEmpty { Output.line("  nothing: it holds already") }
    for fact in facts { Output.line("  " + Output.inert(fact.words)) }
  }

  private func refusal(_ error: any Error, _ failure: CommandFailure) -> [JSONValue.Field] {
    var (reason, rule, field) = ("failed", String?.none, String?.none)
    var mends: Action?
    var missing: [GateRow] = []
    switch error {
    case let refusal as Refusal:
      (reason, rule, field) = (refusal.reason.rawValue, refusal.rule, refusal.field)
      mends = refusal.remedy.flatMap(Action.leading)
      missing = refusal.missing
    case SayingFailure.mistake(let named, _): (reason, rule, field) = ("invalid", "Fields", named)
    case SayingFailure.unknown: reason = "usage"
    case JournalError.conflict: reason = "conflict"
    default: break
    }
    return [
      .init("reason", .string(reason)), .init("rule", rule.map { .string($0) } ?? .null),
      .init("field", field.map { .string($0) } ?? .null),
      .init("message", .string(message(of: error, failure))),
      .init("missing", .array(missing.map { .string($0.rawValue) })),
      .init("mends", mends.map { .string($0.word) } ?? .null),
    ]
  }

  /// The sentence as the screen says it, without the field before it.
  private func message(of error: any Error, _ failure: CommandFailure) -> String {
    if case SayingFailure.mistake(_, let sentence) = error { return sentence }
    return failure.message
  }

  /// What others recorded since the version that was seen.
  private func events(
    since error: any Error, in store: any Store
  ) -> [(name: String, words: String)] {
    guard case JournalError.conflict(let dispute, let expected, _) = error,
      let history = try? store.history(of: dispute)
    else { return [] }
    return DisputePage.words(
      of: history.filter { $0.version > expected }, offset: offset)
  }
}
