import Procedure

/// What is done on several disputes, on each by itself.
public enum Deed: Sendable, Hashable {
  /// The same commands on each, in order.
  case commands([Command])
  /// What was recorded last on each is taken back. Of a dispute that has versions here it is all that made them, and nothing where
  /// the dispute was changed since.
  case takingBack(versions: [TicketID: Range<Int>])

  /// The commands for a dispute, and what they take back.
  ///
  /// - Throws: the core's `Refusal` where nothing can be taken back, or `JournalError`.
  func plan(
    on dispute: TicketID, by actor: Actor, at now: Instant, in journal: any Journal
  ) throws -> (commands: [Command], undone: [Event]) {
    switch self {
    case .commands(let commands): return (commands, [])
    case .takingBack(let versions):
      let history = try journal.history(of: dispute).map(\.event)
      let all =
        try versions[dispute].map {
          try Undoing.all(of: history, made: $0, on: dispute, by: actor, at: now)
        } ?? [Undoing(of: history, on: dispute, by: actor, at: now)]
      return (all.map(\.command), all.map(\.event))
    }
  }
}
