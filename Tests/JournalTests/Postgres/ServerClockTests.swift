import Foundation
import PostgresServer
import Procedure
import Synchronization
import Testing

@testable import Journal

@Suite("A client whose clock is wrong", .serialized, .enabled(if: PostgresServer.isThere))
struct ServerClockTests {
  /// A machine's clock that is wrong, by so many seconds.
  private final class WrongClock: Sendable {
    private let wrong = Mutex<Int64>(0)

    init(by seconds: Int64) { wrong.withLock { $0 = seconds } }

    func set(by seconds: Int64) { wrong.withLock { $0 = seconds } }

    var now: Instant { .onThisMachine.adding(seconds: wrong.withLock { $0 }) }
  }

  /// Whether a store's clock is the server's, which in a test is this machine's.
  private func isRight(_ store: PostgresStore) -> Bool {
    abs(store.now().microseconds - Instant.onThisMachine.microseconds) < 5_000_000
  }

  @Test(
    "decides, and sees windows, by the server's clock",
    arguments: [-3 * 86_400, 7_200, 400 * 86_400])
  func decides(wrong: Int) throws {
    let team = try Team()
    let clock = WrongClock(by: Int64(wrong))
    let store = try team.store(Team.asha, clock: ServerClock(machine: { clock.now }))
    #expect(isRight(store))
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha, at: journal.now())
    try journal.does(.claim, 1, by: Team.asha, at: journal.now())
    try journal.does(.review, 1, by: Team.asha, at: journal.now())
    let later = Instant.onThisMachine.adding(seconds: 3_600)
    let performed = try journal.does(
      .park(until: later, reason: "a promise"), 1, by: Team.asha, at: journal.now())
    #expect(abs(performed.at.microseconds - Instant.onThisMachine.microseconds) < 5_000_000)
    #expect(!performed.clockWasBack)
    let counts = try journal.counts(for: Team.asha.person, at: journal.now())
    #expect(counts[.waiting] == 1)
    #expect(counts[.needsMe] == 0)
    let queue = try journal.queue(
      .waiting, for: Team.asha.person, at: journal.now(), after: nil, limit: 5)
    #expect(queue.map(\.ticket) == [id(1)])
    // By its own clock it would see that otherwise.
    if wrong > 3_600 {
      #expect(try journal.counts(for: Team.asha.person, at: clock.now)[.needsMe] == 1)
    }
    #expect(throws: Refusal.self) {
      try journal.does(
        .park(until: Instant.onThisMachine.adding(seconds: -60), reason: "past"), 1, by: Team.asha,
        at: clock.now)
    }
  }

  @Test("and is set while the program runs is noticed when something is recorded, and by a watcher")
  func corrected() throws {
    let team = try Team()
    let clock = WrongClock(by: 0)
    let store = try team.store(Team.asha, clock: ServerClock(machine: { clock.now }))
    clock.set(by: 86_400)
    #expect(!isRight(store))
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    #expect(isRight(store))
    clock.set(by: -86_400)
    #expect(!isRight(store))
    let changes = try PostgresChanges(of: store, pace: WatchPace(beat: 0.1))
    #expect(try comesTrue { isRight(store) })
    clock.set(by: 0)
    #expect(try comesTrue { isRight(store) })
    #expect(changes.link == .connected)
  }

  @Test("is right to half of the way there and back, and a slow answer does not make it worse")
  func hearing() {
    let machine = Mutex<Int64>(1_000_000)
    let clock = ServerClock(machine: { Instant(microseconds: machine.withLock { $0 }) })
    // Asked at 1.0 s, answered at 1.2 s: the server's 5.0 s were at 1.1 s.
    let asked = clock.asking
    machine.withLock { $0 = 1_200_000 }
    clock.hear(Instant(microseconds: 5_000_000), asked: asked)
    #expect(clock.now == Instant(microseconds: 5_100_000))
    // Three seconds on the way say no more than is known.
    let again = clock.asking
    machine.withLock { $0 = 4_200_000 }
    clock.hear(Instant(microseconds: 7_000_000), asked: again)
    #expect(clock.now == Instant(microseconds: 8_100_000))
    // What cannot be is mended.
    let third = clock.asking
    clock.hear(Instant(microseconds: 9_000_000), asked: third)
    #expect(clock.now == Instant(microseconds: 9_000_000))
  }
}
