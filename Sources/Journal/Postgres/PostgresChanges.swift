import Glibc
import Procedure
import Synchronization

/// What others do at a server, told by its notices on a connection of its own. A thread waits on it, so that nobody else does.
///
/// Where no notices come through, as behind a pooler, the end of the log is asked for every few seconds. Where the connection is
/// lost, it is made again, sooner at first and then more seldom.
final class PostgresChanges: ChangeSource {
  private let worker: Worker
  private let store: PostgresStore

  init(of store: PostgresStore) throws {
    self.store = store
    worker = try Worker(store)
    try worker.start()
  }

  deinit { worker.stop() }

  var descriptor: Int32 { worker.bell.descriptor }
  var link: Link { worker.link }
  var tellsPresence: Bool { true }

  func drain(_ tell: (StoreNews) -> Void) {
    worker.bell.drain()
    for news in worker.takeNews() { tell(news) }
  }

  func attend(_ ticket: TicketID?) { worker.attend(ticket) }

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

extension PostgresChanges {
  /// The thread that waits, and what it shares with those that ask.
  final class Worker: Sendable {
    private struct Shared {
      var link: Link = .connected
      var news: [StoreNews] = []
      var attended: TicketID?
      var isOver = false
    }

    /// How often the server is asked where it gives no notices, in seconds.
    static let pollingSeconds = 2
    /// How long the first notice may take before none are counted on, in seconds.
    static let probeSeconds = 2.0
    /// The longest pause between two attempts to connect, in seconds.
    static let longestPause = 15.0

    /// Rings for those who want the news.
    let bell: Bell
    /// Rings for the thread.
    private let cord: Bell
    private let store: PostgresStore
    private let shared = Mutex(Shared())

    init(_ store: PostgresStore) throws {
      self.store = store
      bell = try Bell()
      cord = try Bell()
    }

    var link: Link { shared.withLock { $0.link } }

    func takeNews() -> [StoreNews] {
      shared.withLock { shared in
        defer { shared.news = [] }
        return shared.news
      }
    }

    func attend(_ ticket: TicketID?) {
      shared.withLock { $0.attended = ticket }
      cord.ring()
    }

    func stop() {
      shared.withLock { $0.isOver = true }
      cord.ring()
    }

    func start() throws {
      guard Bounded.start({ self.work() }) else {
        throw JournalError.unreadable(path: store.place, why: "no thread can be had to watch it")
      }
    }

    private var isOver: Bool { shared.withLock { $0.isOver } }

    private func tell(_ news: StoreNews) {
      shared.withLock { shared in
        if case .link(let link) = news { shared.link = link }
        // What is told already and not taken yet is told once.
        if !shared.news.contains(news) { shared.news.append(news) }
      }
      bell.ring()
    }

    // MARK: The thread

    private func work() {
      var pause = 0.5
      var lostAt: Instant?
      while !isOver {
        do {
          let watch = try Watch(store, on: shared.withLock { $0.attended })
          if lostAt != nil || watch.link != .connected { tell(.link(watch.link)) }
          if lostAt != nil { tell(.recorded) }
          lostAt = nil
          pause = 0.5
          try follow(watch)
        } catch {
          let now = Worker.now
          let since = lostAt ?? now
          lostAt = since
          tell(
            .link(
              .lost(
                since: since,
                retryAt: Instant(microseconds: now.microseconds + Int64(pause * 1_000_000)))))
          cord.wait(seconds: pause) { self.isOver }
          if !isOver { tell(.link(.lost(since: since, retryAt: nil))) }
          pause = min(pause * 2, Worker.longestPause)
        }
      }
    }

    private static var now: Instant {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    private func follow(_ watch: Watch) throws {
      while !isOver {
        let wanted = shared.withLock { $0.attended }
        if wanted != watch.attended { try watch.attend(wanted) }
        for news in try watch.wait(orFor: cord) { tell(news) }
      }
    }
  }
}
