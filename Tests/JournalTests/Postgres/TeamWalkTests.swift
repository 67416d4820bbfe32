import Foundation
import PostgresServer
import Procedure
import Synchronization
import Testing

@testable import Journal

@Suite("Eight people at one server", .serialized, .enabled(if: PostgresServer.isThere))
struct TeamWalkTests {
  /// What came of all that was tried.
  private struct Tally {
    var recorded = 0
    var refused = 0
    var conflicts = 0
    var failures: [String] = []
  }

  @Test(
    "record a thousand facts at once: all is there, in order, once, and reads as a rebuild makes it"
  )
  func walk() throws {
    let more = [
      Actor(Person("ines"), .executive), Actor(Person("jay"), .executive),
      Actor(Person("gita"), .financeManager),
    ]
    let team = try Team(and: more)
    let people = [Team.asha, Team.dev, Team.omar, Team.ravi, Team.fina] + more
    let tally = Mutex(Tally())
    let known = Mutex<[Int: Dispute]>([:])
    let group = DispatchGroup()
    let begun = ContinuousClock.now
    for (index, actor) in people.enumerated() {
      let journal = try team.journal(actor)
      Thread.detachNewThread(in: group) {
        var walk = RandomWalk(seed: UInt64(index) + 1)
        walk.vendors = (1...5).map { "Vendor \($0)" }
        while tally.withLock({ $0.recorded < 1_000 && $0.failures.isEmpty }) {
          // Mostly what somebody else does not hold, as they last saw it.
          var number = 0
          var seen: Dispute?
          for _ in 1...12 {
            number = Int.random(in: 1...40, using: &walk.generator)
            seen = known.withLock { $0[number] }
            guard let seen, let holder = seen.holder, holder != actor.person else { break }
            if actor.role.isManager, seen.payouts.last?.state == .asked { break }
          }
          do {
            let performed = try journal.perform(
              walk.command(by: actor, on: seen, number), on: id(number), by: actor,
              at: journal.now(),
              expecting: Bool.random(using: &walk.generator) ? seen?.version ?? 0 : nil)
            known.withLock { $0[number] = performed.dispute }
            tally.withLock { $0.recorded += performed.facts.isEmpty ? 0 : 1 }
            continue
          } catch is Refusal {
            tally.withLock { $0.refused += 1 }
          } catch JournalError.conflict {
            tally.withLock { $0.conflicts += 1 }
          } catch {
            tally.withLock { $0.failures.append("\(actor.person): \(error)") }
          }
          if let dispute = try? journal.look(at: id(number))?.dispute {
            known.withLock { $0[number] = dispute }
          }
        }
      }
    }
    group.wait()
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    let done = tally.withLock { $0 }
    print(
      "recorded \(done.recorded), refused \(done.refused), conflicts \(done.conflicts) in \(seconds) s"
    )
    #expect(done.failures == [])
    try checkPayouts(of: team)
    try team.checkWhole()
  }

  /// That no payout is approved, sent or settled twice, and that no order is paid more than was quoted for it.
  private func checkPayouts(of team: Team) throws {
    let connection = try team.connection()
    let twice = try connection.texts(
      """
      SELECT name || ' ' || (convert_from(body, 'UTF8')::jsonb -> name ->> 'id') FROM event
      WHERE name IN ('payoutRequested', 'payoutApproved', 'payoutSent', 'payoutSettled')
      GROUP BY 1 HAVING count(*) > 1
      """)
    #expect(twice == [])
    #expect(try team.count("payoutApproved") > 0)
    let journal = try team.journal(Team.omar)
    var paid: [OrderID: Int64] = [:]
    for number in 1...40 {
      guard let dispute = try journal.look(at: id(number))?.dispute else { continue }
      let alive = dispute.payouts.count { [.asked, .approved, .sent].contains($0.state) }
      #expect(alive <= 1)
      paid[dispute.ticket.order, default: 0] += dispute.settled.paise
    }
    for (order, paise) in paid { #expect(paise <= Money.rupees(10_000).paise, "\(order)") }
  }
}
