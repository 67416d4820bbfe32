import Procedure

/// Disputes that the cursor comes to next, read before it is there: list and pane then move in one frame, and no key waits
/// for the store.
struct ReadAhead: Sendable {
  /// What is at hand.
  var looks: [TicketID: Foreseen] = [:]
  /// What was asked for last.
  var asked: Set<TicketID> = []
  /// Counts how often something was recorded; what was asked for before is stale.
  var epoch = 0

  /// How many rows on it is read.
  static let reach = 8

  /// Forgets all, for something was recorded.
  mutating func renew() { self = ReadAhead(epoch: epoch + 1) }

  private init(epoch: Int) { self.epoch = epoch }

  init() {}
}

extension Model {
  /// Reads what the same key would come to next, once less than half of it is at hand.
  mutating func readAhead(by step: Int) {
    guard step != 0 else { return }
    let next = (1...ReadAhead.reach).map { queue.cursor + step * $0 }
      .filter(queue.rows.indices.contains).map { queue.rows[$0].ticket }
    let missing = next.filter { ahead.looks[$0] == nil }
    guard missing.count * 2 > next.count || missing.first == next.first,
      !ahead.asked.isSuperset(of: missing)
    else { return }
    keepNear(next)
    ahead.asked = Set(missing)
    send(.looks(epoch: ahead.epoch, missing, session))
  }

  /// What is far from the cursor goes.
  private mutating func keepNear(_ next: [TicketID]) {
    let reach = 2 * ReadAhead.reach
    let near = queue.rows.dropFirst(max(queue.cursor - reach, 0)).prefix(2 * reach).map(\.ticket)
    let kept = Set(near).union(next)
    ahead.looks = ahead.looks.filter { kept.contains($0.key) }
  }

  /// Takes in what was read ahead; the cursor may be there already.
  mutating func receive(_ looks: [TicketID: Foreseen], epoch: Int) {
    guard epoch == ahead.epoch else { return }
    ahead.looks.merge(looks) { $1 }
    if let ticket = pane.ticket, pane.look == nil, let seen = ahead.looks[ticket] {
      receive(ticket, seen.look, foreseen: seen.foresight)
    }
  }
}
