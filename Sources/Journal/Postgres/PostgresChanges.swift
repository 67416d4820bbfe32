import Procedure

/// What others do at a server, told by its notices on a connection of its own. A thread waits on it, so that nobody else does.
///
/// Where no notices come through, as behind a pooler, the end of the log is asked for every few seconds. Where the connection is
/// lost, it is made again, sooner at first and then more seldom; until then the store's own calls fail at once.
final class PostgresChanges: ChangeSource {
  private let watcher: Watcher
  private let store: PostgresStore

  init(of store: PostgresStore, pace: WatchPace = WatchPace()) throws {
    self.store = store
    watcher = try Watcher(store, pace: pace)
    try watcher.start()
  }

  deinit { watcher.stop() }

  var descriptor: Int32 { watcher.bell.descriptor }
  var link: Link { watcher.link }
  var tellsPresence: Bool { true }

  func drain(_ tell: (StoreNews) -> Void) {
    watcher.bell.drain()
    for news in watcher.takeNews() { tell(news) }
  }

  func attend(_ ticket: TicketID?) { watcher.attend(ticket) }

  func presence() throws -> [Presence] {
    try store.asking { connection in
      let rows = try connection.query("SELECT person, ticket FROM presence()")
      return (0..<rows.count).map { row in
        let ticket = rows.text(row, 1)
        return Presence(
          person: Person(rows.text(row, 0)), ticket: ticket.isEmpty ? nil : TicketID(ticket))
      }
    }
  }
}

extension PostgresStore {
  /// What others record, and who is on what.
  func changes() throws -> any ChangeSource { try PostgresChanges(of: self) }
}
