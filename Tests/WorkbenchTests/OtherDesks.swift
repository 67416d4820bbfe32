import Glibc
import Journal
import Procedure
import Synchronization

/// A server's change source as tests play it: what it brings, who is there, and what it was told are set and read by hand.
final class OtherDesks: ChangeSource {
  private struct State {
    var news: [StoreNews] = []
    var present: [Presence] = []
    var told: [TicketID?] = []
    var link = Link.connected
    var isGone = false
  }

  private let state = Mutex(State())
  private let reading: Int32
  private let writing: Int32

  init(_ present: [Presence] = []) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
    state.withLock { $0.present = present }
  }

  deinit {
    close(reading)
    close(writing)
  }

  var descriptor: Int32 { reading }
  var link: Link { state.withLock { $0.link } }
  var tellsPresence: Bool { true }

  func drain(_ tell: (StoreNews) -> Void) {
    let news = state.withLock { state in
      defer { state.news = [] }
      return state.news
    }
    var byte: UInt8 = 0
    for item in news {
      read(reading, &byte, 1)
      tell(item)
    }
  }

  func attend(_ ticket: TicketID?) throws {
    try check()
    state.withLock { $0.told.append(ticket) }
  }

  func presence() throws -> [Presence] {
    try check()
    return state.withLock { $0.present }
  }

  private func check() throws {
    guard state.withLock({ !$0.isGone }) else {
      throw JournalError.unreadable(path: "the other desks", why: "the connection is gone")
    }
  }

  // MARK: What tests do with it

  /// What it was told of, in order.
  var told: [TicketID?] { state.withLock { $0.told } }

  /// Brings news.
  func bring(_ news: StoreNews...) {
    state.withLock { $0.news += news }
    for _ in news {
      var byte: UInt8 = 1
      write(writing, &byte, 1)
    }
  }

  /// Has people be there.
  func have(_ present: Presence...) { state.withLock { $0.present = present } }

  /// Fails from now on, or not any more.
  func isGone(_ isGone: Bool) { state.withLock { $0.isGone = isGone } }
}

extension Presence {
  /// Somebody on a dispute, by names.
  static func of(_ person: String, _ ticket: String?) -> Presence {
    Presence(person: Person(person), ticket: ticket.map { TicketID($0) })
  }
}
