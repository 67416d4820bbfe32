import Foundation
import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Watching a server", .serialized, .enabled(if: PostgresServer.isThere))
struct WatchTests {
  /// As a watcher is, but for times that nobody has to wait for.
  private let quick = WatchPace(
    beat: 0.2, polling: 0.2, bound: 1, probe: 0.5, firstPause: 0.05, longestPause: 0.2)

  /// Watches, and returns once the server is listened to.
  private func watching(_ store: PostgresStore, _ pace: WatchPace? = nil) throws -> PostgresChanges
  {
    let changes = try PostgresChanges(of: store, pace: pace ?? WatchPace())
    try #require(changes.brings { $0 == .recorded })
    return changes
  }

  @Test("what somebody records is told to the others at once")
  func news() throws {
    let team = try Team()
    let (asha, dev) = (try team.journal(Team.asha), try team.store(Team.dev))
    let changes = try watching(dev)
    #expect(changes.link == .connected)
    var (told, seen): ([Double], [Double]) = ([], [])
    for number in 1...100 {
      changes.drain { _ in }
      let begun = ContinuousClock.now
      try asha.does(.log(ticket(number)), number, by: Team.asha)
      try #require(changes.brings { $0 == .recorded })
      told.append((ContinuousClock.now - begun) / .milliseconds(1))
      #expect(try RelationalJournal(dev).row(of: id(number)) != nil)
      seen.append((ContinuousClock.now - begun) / .milliseconds(1))
    }
    #expect(seen.allSatisfy { $0 < 2_000 })
    (told, seen) = (told.sorted(), seen.sorted())
    print("ms since it was begun to be recorded, median and longest of 100:")
    print("  another is told \(told[50]) \(told[99]), and has read it \(seen[50]) \(seen[99])")
  }

  @Test("a copy that takes no writes gives no notices, and is looked at from time to time")
  func copy() throws {
    let server = try PostgresServer()
    try server.start()
    let team = try Team(on: server)
    let copy = try PostgresServer(following: server)
    try copy.start()
    let changes = try PostgresChanges(
      of: PostgresStore(copy.address(database: team.database, user: "dev")), pace: quick)
    #expect(
      changes.brings {
        if case .link(.polling(_, let why)) = $0 { why.hasPrefix("a copy") } else { false }
      })
    changes.attend(id(1))
    try team.journal(Team.asha).does(.log(ticket(1)), 1, by: Team.asha)
    #expect(changes.brings { $0 == .recorded })
    #expect(changes.link != .connected && !changes.link.isLost)
  }

  @Test("who is on what is told, also over a reconnection, and when they leave or are cut off")
  func presence() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let (asha, dev) = (
      try watching(try team.store(Team.asha, through: proxy), quick),
      try watching(try team.store(Team.dev), quick)
    )
    asha.attend(id(1))
    #expect(try dev.shows(Team.asha, on: id(1)))
    asha.attend(id(2))
    #expect(try dev.shows(Team.asha, on: id(2)))
    proxy.cut()
    #expect(asha.bringsLoss())
    #expect(asha.bringsReturn())
    #expect(try dev.shows(Team.asha, on: id(2)))
    asha.attend(nil)
    #expect(try dev.shows(Team.asha, on: nil))
    var leaving: PostgresChanges? = try watching(try team.store(Team.omar), quick)
    leaving?.attend(id(3))
    #expect(try dev.shows(Team.omar, on: id(3)))
    leaving = nil
    #expect(try dev.shows(Team.omar, on: nil))
  }

  @Test("somebody whose session was killed is seen to be gone, though nobody says so")
  func killed() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let (asha, dev) = (
      try watching(try team.store(Team.asha, through: proxy), quick),
      try watching(try team.store(Team.dev), quick)
    )
    asha.attend(id(1))
    #expect(try dev.shows(Team.asha, on: id(1)))
    // Nobody may come back through it.
    proxy.isRefusing = true
    dev.drain { _ in }
    _ = try team.connection().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'paydesk CX-1' AND datname = current_database()"
    )
    #expect(dev.brings { $0 == .presence })
    #expect(try dev.shows(Team.asha, on: nil))
    #expect(asha.bringsLoss())
  }

  @Test("where notices are swallowed the server is asked now and then, which is said")
  func polling() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    proxy.rule = { $0.isNotification ? .drop : .pass }
    let changes = try watching(try team.store(Team.dev, through: proxy), quick)
    #expect(
      changes.link == .polling(seconds: 1, why: "no notices through this connection"))
    let asha = try team.journal(Team.asha)
    changes.drain { _ in }
    try asha.does(.log(ticket(1)), 1, by: Team.asha)
    #expect(changes.brings { $0 == .recorded })
    let other = try watching(try team.store(Team.omar), quick)
    other.attend(id(1))
    #expect(changes.brings { $0 == .presence })
    // It was slow, that is all.
    proxy.rule = { _ in .pass }
    try asha.does(.claim, 1, by: Team.asha)
    #expect(changes.brings { $0 == .link(.connected) })
  }

  @Test("a notice that was lost on the way is made up for")
  func lostNotice() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let changes = try watching(try team.store(Team.dev, through: proxy), quick)
    #expect(changes.link == .connected)
    proxy.rule = { $0.isNotification ? .drop : .pass }
    changes.drain { _ in }
    try team.journal(Team.asha).does(.log(ticket(1)), 1, by: Team.asha)
    #expect(changes.brings { $0 == .recorded })
  }

  @Test(
    "a server that stops or crashes is known to be away, nobody waits for it, and all is well once it is back",
    arguments: [PostgresServer.Stop.fast, nil])
  func restarted(how: PostgresServer.Stop?) throws {
    let server = try PostgresServer()
    try server.start()
    let team = try Team(on: server)
    let store = try team.store(Team.asha)
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    let changes = try watching(store, quick)
    changes.attend(id(1))
    if let how { try server.stop(how) } else { try server.kill() }
    #expect(changes.bringsLoss())
    #expect(changes.link.isLost)
    let begun = ContinuousClock.now
    for _ in 1...20 {
      #expect(
        sentence { try journal.does(.claim, 1, by: Team.asha) }
          == "The connection to \(store.place) was lost. Nothing was recorded; say it again once the server answers."
      )
      #expect(throws: JournalError.self) { try journal.counts(for: Team.asha.person, at: start) }
    }
    #expect(ContinuousClock.now - begun < .seconds(1))
    try server.start()
    #expect(changes.bringsReturn())
    try journal.does(.claim, 1, by: Team.asha)
    #expect(try journal.look(at: id(1))?.dispute.holder == Team.asha.person)
    #expect(try changes.shows(Team.asha, on: id(1)))
    try team.checkWhole()
  }

  @Test(
    "a network that stands still is noticed, and what others did meanwhile is told once it moves")
  func stalled() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let store = try team.store(Team.dev, through: proxy, within: 5)
    let changes = try watching(store, quick)
    let begun = ContinuousClock.now
    proxy.stall()
    #expect(changes.bringsLoss())
    #expect(ContinuousClock.now - begun < .seconds(10))
    #expect(store.isAway)
    try team.journal(Team.asha).does(.log(ticket(1)), 1, by: Team.asha)
    changes.drain { _ in }
    proxy.resume()
    var isTold = false
    #expect(
      changes.brings {
        isTold = isTold || $0 == .recorded
        return $0 == .link(.connected)
      })
    #expect(isTold || changes.brings { $0 == .recorded })
    #expect(try RelationalJournal(store).row(of: id(1)) != nil)
  }

  @Test(
    "a watcher that nobody holds any more ends, whatever it waits for, and leaves no descriptor")
  func ends() throws {
    let server = try PostgresServer()
    try server.start()
    let team = try Team(on: server)
    let watcher = try team.connection()
    func watched() throws -> Int64 {
      try watcher.query(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'paydesk%' AND usename = 'dev'"
      ).integer(0, 0)
    }
    for _ in 1...20 { _ = try watching(try team.store(Team.dev), quick) }
    #expect(try comesTrue { try watched() == 0 })
    weak var gone: PostgresStore?
    do {
      let store = try team.store(Team.dev)
      gone = store
      let changes = try watching(store, quick)
      try server.stop()
      #expect(changes.bringsLoss())
      // It waits to try again, or is trying.
    }
    #expect(try comesTrue { gone == nil })
  }
}
