import Procedure

/// What is done on several disputes, on each by itself.
public enum Deed: Sendable, Hashable {
  /// The same commands on each, in order.
  case commands([Command])
  /// What was recorded last on each is taken back. Of a dispute that has a version here it has to be what made that version:
  /// on one that was changed since, nothing is taken back.
  case takingBack(versions: [TicketID: Int])

  /// The commands for a dispute, and what they take back.
  ///
  /// - Throws: the core's `Refusal` where nothing can be taken back, or `JournalError`.
  func plan(
    on dispute: TicketID, by actor: Actor, at now: Instant, in journal: any Journal
  ) throws -> (commands: [Command], undone: Event?) {
    switch self {
    case .commands(let commands): return (commands, nil)
    case .takingBack(let versions):
      let history = try journal.history(of: dispute).map(\.event)
      let undoing = try Undoing(of: history, on: dispute, by: actor, at: now)
      if let version = versions[dispute], undoing.version != version {
        let why =
          undoing.version < version
          ? Phrase("It was like that before: there is nothing to take back.")
          : Phrase(
            "It was changed since by \(undoing.event.doer.shown): take back there what is to be taken back."
          )
        throw Refusal(.outOfOrder, why, rule: "Taking back")
      }
      return ([undoing.command], undoing.event)
    }
  }
}
