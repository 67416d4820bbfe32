import Foundation
import PostgresServer
import Procedure
import Synchronization
import Testing

@testable import Journal

@Suite("An append that is cut off", .serialized, .enabled(if: PostgresServer.isThere))
struct LostAnswerTests {
  /// Where in the exchange the connection is cut.
  enum Cut: CaseIterable {
    /// The append does not reach the server.
    case before
    /// The server has it, and nobody hears what it says of it.
    case beforeItsAnswer
    /// The server has not been told to keep it.
    case beforeCommit
    /// The server has kept it, and nobody hears that.
    case beforeTheAnswerToCommit
    /// The server has said that it is kept, and not yet that it is on its disk.
    case afterTheAnswerToCommit
    /// The server has answered the flush, and not said that it has ended: a server that crashes in it does so.
    case beforeTheEndOfTheFlush

    var rule: CuttingProxy.Rule {
      switch self {
      case .before: return { $0.isFromClient(with: "claimed") ? .cut : .pass }
      case .beforeItsAnswer: return { $0.isFromClient(with: "claimed") ? .passAndCut : .pass }
      case .beforeCommit:
        // A statement that the server knows is called by a name: that of the commit comes after the append's.
        let appends = Counter()
        return { message in
          guard message.direction == .fromClient, message.type == "B" else { return .pass }
          if message.isFromClient(with: "claimed") {
            _ = appends.next()
            return .pass
          }
          return appends.value > 0 ? .cut : .pass
        }
      case .beforeTheAnswerToCommit: return { $0.isAnswer("COMMIT") ? .cut : .pass }
      case .afterTheAnswerToCommit: return { $0.isAnswer("COMMIT") ? .passAndCut : .pass }
      case .beforeTheEndOfTheFlush:
        let commits = Counter()
        return { message in
          if message.isAnswer("COMMIT") { _ = commits.next() }
          return commits.value > 0 && message.isAnswer("SELECT 1") ? .passAndCut : .pass
        }
      }
    }
  }

  @Test(
    "is recorded once, wherever the connection was cut, and the caller hears so",
    arguments: Cut.allCases
  )
  func once(cut: Cut) throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let journal = try team.journal(Team.asha, through: proxy)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    let (rule, cuts) = (cut.rule, Counter())
    proxy.rule = { message in
      // Once, or it would never come through.
      let verdict = rule(message)
      if case .pass = verdict { return verdict }
      return cuts.next() == 1 ? verdict : .pass
    }
    let performed = try journal.does(.claim, 1, by: Team.asha)
    #expect(performed.facts.count == 1)
    #expect(cuts.value >= 1)
    #expect(try team.count("claimed") == 1)
    #expect(try journal.look(at: id(1))?.dispute.version == performed.dispute.version)
    try team.checkWhole()
  }

  @Test(
    "and whose server stays away is not known, and never lands later",
    arguments: [Cut.beforeTheAnswerToCommit, .beforeCommit, .beforeTheEndOfTheFlush])
  func away(cut: Cut) throws {
    let isThere = cut != .beforeCommit
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let store = try team.store(Team.asha, through: proxy, within: 1)
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    let rule = cut.rule
    proxy.rule = { [unowned proxy] message in
      let verdict = rule(message)
      if case .pass = verdict { return verdict }
      proxy.isRefusing = true
      return verdict
    }
    #expect(
      sentence { try journal.does(.claim, 1, by: Team.asha) }
        == "The connection to \(store.place) was lost. Whether it was recorded is not known yet: look at it once the server answers, before you say it again."
    )
    let id = try #require(store.unanswered.withLock { $0.first })
    // Nothing is recorded before that is settled.
    #expect(sentence { try journal.does(.note(text: "early"), 1, by: Team.asha) } != nil)
    proxy.rule = { _ in .pass }
    proxy.isRefusing = false
    try journal.does(.note(text: "a note"), 1, by: Team.asha)
    #expect(store.unanswered.withLock { $0.isEmpty })
    #expect(try team.count("claimed") == (isThere ? 1 : 0))
    #expect(try team.count("noted") == 1)
    // What was on its way would be refused by now.
    let late = try team.connection()
    let refused = refusal {
      try late.query(
        "SELECT number FROM append(?::uuid, '[]'::jsonb)", [.text(id.description)])
    }
    #expect(refused?.sqlState == "PD002")
    #expect(refused?.message.contains("recorded already, or given up") == true)
    try team.checkWhole()
  }

  @Test(
    "whose answer was lost while a watcher knew the server to be away is settled when it is back")
  func settled() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let store = try team.store(Team.asha, through: proxy, within: 1)
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    let changes = try PostgresChanges(
      of: store, pace: WatchPace(beat: 0.2, bound: 1, firstPause: 0.05, longestPause: 0.2))
    try #require(changes.brings { $0 == .recorded })
    proxy.rule = { [unowned proxy] message in
      guard message.isAnswer("COMMIT") else { return .pass }
      proxy.isRefusing = true
      proxy.cut()
      return .cut
    }
    #expect(throws: JournalError.self) { try journal.does(.claim, 1, by: Team.asha) }
    #expect(store.unanswered.withLock { $0.count } == 1)
    proxy.rule = { _ in .pass }
    proxy.isRefusing = false
    #expect(changes.bringsReturn())
    #expect(store.unanswered.withLock { $0.isEmpty })
    #expect(try journal.look(at: id(1))?.dispute.holder == Team.asha.person)
  }

  @Test(
    "or stands still keeps nobody longer than the bounds, and is settled once the network moves")
  func stalled() throws {
    let team = try Team()
    let proxy = try CuttingProxy(to: team.server)
    defer { proxy.close() }
    let store = try team.store(Team.asha, through: proxy, within: 1)
    let journal = RelationalJournal(store)
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    proxy.rule = { [unowned proxy] message in
      if message.isAnswer("COMMIT") { proxy.stall() }
      return .pass
    }
    let begun = ContinuousClock.now
    let said = sentence { try journal.does(.claim, 1, by: Team.asha) }
    #expect(ContinuousClock.now - begun < .seconds(8))
    #expect(
      said
        == "\(store.place) did not answer within 1 s. Whether it was recorded is not known yet: look at it once the server answers, before you say it again."
    )
    proxy.rule = { _ in .pass }
    proxy.resume()
    try journal.does(.review, 1, by: Team.asha)
    #expect(store.unanswered.withLock { $0.isEmpty })
    #expect(try team.count("claimed") == 1)
  }

  @Test("by a server that crashes while many record: each hears right whether it was kept")
  func crash() throws {
    let server = try PostgresServer()
    try server.start()
    let team = try Team(on: server)
    let people = [Team.asha, Team.dev, Team.omar, Team.ravi]
    let first = try team.journal(Team.omar)
    for number in 1...people.count {
      try first.does(.log(ticket(number)), number, by: Team.omar)
      try first.does(.assign(to: people[number - 1].person), number, by: Team.omar)
    }
    let said = Mutex<[(text: String, isKept: Bool?)]>([])
    let isOver = Counter()
    let group = DispatchGroup()
    for (index, actor) in people.enumerated() {
      let journal = try team.journal(actor)
      Thread.detachNewThread(in: group) {
        var number = 0
        while isOver.value == 0 {
          number += 1
          let text = "note \(number) of \(actor.person)"
          var isKept: Bool?
          do {
            try journal.does(.note(text: text), index + 1, by: actor)
            isKept = true
          } catch JournalError.lost(_, mayHaveHappened: true) {
            isKept = nil
          } catch { isKept = false }
          said.withLock { $0.append((text, isKept)) }
        }
      }
    }
    for how in [nil, PostgresServer.Stop.immediate, .fast] {
      let before = said.withLock { $0.count { $0.isKept == true } }
      #expect(try comesTrue { said.withLock { $0.count { $0.isKept == true } } >= before + 20 })
      if let how { try server.stop(how) } else { try server.kill() }
      try server.start()
    }
    let before = said.withLock { $0.count { $0.isKept == true } }
    #expect(try comesTrue { said.withLock { $0.count { $0.isKept == true } } >= before + 20 })
    _ = isOver.next()
    group.wait()
    var there: [String: Int] = [:]
    for number in 1...people.count {
      for note in try first.look(at: id(number))?.dispute.notes ?? [] {
        there[note, default: 0] += 1
      }
    }
    for (text, isKept) in said.withLock({ $0 }) {
      #expect(
        isKept == nil
          ? there[text, default: 0] <= 1 : there[text, default: 0] == (isKept == true ? 1 : 0),
        "\(text)")
    }
    print(
      "kept \(there.count) of \(said.withLock { $0.count }), not known \(said.withLock { $0.count { $0.isKept == nil } })"
    )
    try team.checkWhole()
  }
}

/// Counts, on any thread.
final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

extension Thread {
  /// Does something on a thread of its own that a group waits for.
  static func detachNewThread(in group: DispatchGroup, _ work: @escaping @Sendable () -> Void) {
    group.enter()
    Thread {
      work()
      group.leave()
    }.start()
  }
}
