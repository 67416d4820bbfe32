import Glibc
import Procedure

/// What other programs record in a file, told by the folder that it is in. A file is always within reach, and nobody can tell
/// from it who has it open.
final class SQLiteChanges: ChangeSource {
  private let store: SQLiteStore
  private let signal: ChangeSignal

  init(of store: SQLiteStore) throws {
    self.store = store
    signal = try ChangeSignal(of: store.path)
    // The first answer is always yes, and whoever begins to watch reads everything anyway.
    _ = try store.changedElsewhere()
  }

  var descriptor: Int32 { signal.descriptor }
  var link: Link { .connected }
  var tellsPresence: Bool { false }

  /// The other's log is written before its disk confirms that and the change counts: so what woke us may become visible a
  /// little later, and nothing wakes us again then.
  func drain(_ tell: (StoreNews) -> Void) {
    guard signal.drain() else { return }
    for milliseconds: UInt32 in [0, 5, 20, 60, 150, 300] {
      usleep(milliseconds * 1_000)
      if (try? store.changedElsewhere()) != false { tell(.recorded) }
    }
  }

  func attend(_ ticket: TicketID?) {}

  func presence() -> [Presence] { [] }
}
