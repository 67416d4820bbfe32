import Procedure
import Synchronization

/// The thread that watches a server, and what it shares with those that ask it. It ends when it is told to stop, whatever it is
/// waiting for.
final class Watcher: Sendable {
  private struct Shared {
    var link: Link = .connected
    var news: [StoreNews] = []
    var attended: TicketID?
    var isOver = false
  }

  /// Rings for those who want the news.
  let bell: Bell
  /// Rings for the thread.
  private let cord: Bell
  private let store: PostgresStore
  private let pace: WatchPace
  private let shared = Mutex(Shared())

  init(_ store: PostgresStore, pace: WatchPace) throws {
    self.store = store
    self.pace = pace
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

  func start() throws {
    guard OwnThread.start({ self.work() }) else {
      throw JournalError.unreadable(path: store.place, why: "no thread can be had to watch it")
    }
  }

  func stop() {
    shared.withLock { $0.isOver = true }
    cord.ring()
  }

  private var isOver: Bool { shared.withLock { $0.isOver } }

  private func tell(_ news: [StoreNews]) {
    guard !news.isEmpty else { return }
    shared.withLock { shared in
      for news in news {
        if case .link(let link) = news {
          shared.link = link
          // Nobody has to hear how the link was before.
          shared.news.removeAll { if case .link = $0 { true } else { false } }
        }
        // What is told already and not taken yet is told once.
        if !shared.news.contains(news) { shared.news.append(news) }
      }
    }
    bell.ring()
  }

  // MARK: The thread

  private func work() {
    var pause = pace.firstPause
    var lostAt: Instant?
    while !isOver {
      do {
        let watch = try Watch(store, pace, on: shared.withLock { $0.attended })
        settle(watch, wasLost: lostAt != nil)
        lostAt = nil
        pause = pace.firstPause
        try follow(watch)
      } catch {
        guard !isOver else { break }
        store.isAway = true
        let now = store.now()
        let since = lostAt ?? now
        lostAt = since
        let next = Instant(microseconds: now.microseconds + Int64(pause * 1_000_000))
        tell([.link(.lost(since: since, retryAt: next))])
        cord.wait(seconds: pause) { self.isOver }
        pause = min(pause * 2, pace.longestPause)
        tell([.link(.lost(since: since, retryAt: nil))])
      }
    }
    // Nobody would tell the store that the server is back.
    store.isAway = false
  }

  /// Tells that the server is there, and that anything may have happened before it was listened to.
  private func settle(_ watch: Watch, wasLost: Bool) {
    store.isAway = false
    // Once this is told nothing lands any more whose answer was lost; where it fails, whoever records next tries it again.
    if wasLost { try? store.settleUnanswered() }
    let link: [StoreNews] = wasLost || watch.link != .connected ? [.link(watch.link)] : []
    tell(link + [.recorded, .presence])
  }

  private func follow(_ watch: Watch) throws {
    while !isOver {
      let wanted = shared.withLock { $0.attended }
      if wanted != watch.attended { try watch.attend(wanted) }
      tell(try watch.wait(orFor: cord))
    }
  }
}
