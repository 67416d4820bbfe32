/// Where a pickup note came from: the panel's list, or somebody who typed it.
public enum NoteOrigin: Hashable, Sendable {
  /// The panel has listed it; when that came in.
  case imported(at: Instant)
  /// Somebody typed it into the order.
  case typed(by: Person, at: Instant)
}

extension PickupNote {
  /// Where the note came from; nil where neither the listings nor the history hold it.
  ///
  /// - Parameters:
  ///   - listings: what the panel has listed of the order, oldest first.
  ///   - history: the dispute's events, oldest first.
  public func origin(listings: [ListedOrder], history: [Event]) -> NoteOrigin? {
    if let listed = listings.first(where: { $0.facts.notes.contains(self) }) {
      return .imported(at: listed.at)
    }
    for event in history {
      if case .orderRecorded(let order, _) = event.fact, order.notes.contains(self) {
        return .typed(by: event.by, at: event.at)
      }
    }
    return nil
  }
}
