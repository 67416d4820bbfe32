import Foundation
import PostgresServer
import Procedure
import Synchronization
import Testing

@testable import Journal

@Suite("Several people at one server", .serialized, .enabled(if: PostgresServer.isThere))
struct TogetherTests {
  /// Does each at the same time, and gives what each fails with.
  private func atOnce(_ works: [@Sendable () throws -> Void]) -> [(any Error)?] {
    let group = DispatchGroup()
    let outcomes = Mutex<[Int: any Error]>([:])
    for (number, work) in works.enumerated() {
      Thread.detachNewThread(in: group) {
        do { try work() } catch { outcomes.withLock { $0[number] = error } }
      }
    }
    group.wait()
    return works.indices.map { number in outcomes.withLock { $0[number] } }
  }

  @Test("whoever saw an older version records nothing and is told of the newer")
  func stale() throws {
    let team = try Team()
    let (asha, dev) = (try team.journal(Team.asha), try team.journal(Team.dev))
    try asha.does(.log(ticket(1)), 1, by: Team.asha)
    let seen = try #require(try dev.look(at: id(1))?.dispute.version)
    try asha.does(.claim, 1, by: Team.asha)
    #expect(
      sentence {
        _ = try dev.perform(
          .note(text: "late"), on: id(1), by: Team.dev, at: start, expecting: seen)
      }
        == "CX-1 was changed meanwhile: you saw version 1, it is at 2. Nothing was recorded; look at what changed and say it again."
    )
    #expect(try dev.look(at: id(1))?.dispute.notes.isEmpty == true)
  }

  @Test("two managers who approve at once: one approval, and the other is refused in words")
  func twoManagers() throws {
    let gita = Actor(Person("gita"), .financeManager)
    let team = try Team(and: [gita])
    let (asha, journals) = (
      try team.journal(Team.asha), [try team.journal(Team.fina), try team.journal(gita)]
    )
    var said: Set<String> = []
    for number in 1...10 {
      try asha.asksForPayout(number)
      let version = try #require(try asha.look(at: id(number))?.dispute.version)
      let isSeen = number % 2 == 0
      let failures = atOnce(
        zip(journals, [Team.fina, gita]).map { journal, manager in
          {
            _ = try journal.perform(
              .approve(reason: nil), on: id(number), by: manager, at: start,
              expecting: isSeen ? version : nil)
          }
        }
      ).compactMap { $0 }
      #expect(failures.count == 1)
      for failure in failures {
        said.insert("\(failure)")
        if case JournalError.conflict? = failure as? JournalError { continue }
        #expect(!isSeen && failure is Refusal, "\(failure)")
      }
    }
    print("the slower manager is told:", said.sorted())
    #expect(try team.count("payoutApproved") == 10)
    try team.checkWhole()
  }

  /// What two people record on different disputes that touch each other.
  enum Shared: CaseIterable { case vendor, order, reference }

  @Test(
    "nothing is lost where two record at once on disputes of one vendor, one order or one payment",
    arguments: Shared.allCases)
  func neighbours(shared: Shared) throws {
    let team = try Team()
    let people = [Team.asha, Team.dev]
    let journals = try people.map { try team.journal($0) }
    let rounds = 15
    for round in 0..<rounds {
      let failures = atOnce(
        people.indices.map { index in
          let number = round * 2 + index + 1
          let (journal, actor) = (journals[index], people[index])
          return {
            try journal.walksToVendor(
              number, order: shared == .order ? "ORD-R\(round)" : nil,
              vendor: shared == .vendor ? "FoneBay Pune" : "Vendor \(number)", by: actor)
            let dispute = try journal.look(at: id(number))?.dispute
            for disagreement in dispute?.disagreementsAtOrder ?? []
            where dispute?.acknowledged[disagreement] == nil {
              try journal.does(.acknowledge(disagreement), number, by: actor)
            }
            try journal.does(
              .contact(party: .vendor, channel: .phone, outcome: .answered), number, by: actor)
            try journal.does(.answer(paid: .rupees(2_000), reason: "battery"), number, by: actor)
            try journal.does(
              .proof(
                Proof(
                  id: ProofID("P1"), kind: .wallet, amount: .rupees(2_000), paidAt: start,
                  reference: shared == .reference ? "W\(round)" : "W\(number)", file: "a.png",
                  sha256: nil)), number, by: actor)
            try journal.does(.note(text: "called twice"), number, by: actor)
          }
        })
      for failure in failures {
        #expect(failure == nil, "\(shared): \(String(describing: failure))")
      }
    }
    #expect(try team.count("claimed") == Int64(rounds * 2))
    #expect(try team.count("proofRecorded") == Int64(rounds * 2))
    try team.checkWhole()
  }

  @Test("locks in a circle are tried again and shown to nobody")
  func circle() throws {
    let team = try Team()
    let stores = [try team.store(Team.asha), try team.store(Team.dev)]
    let (tries, meeting) = (Counter(), Meeting(of: 2))
    let failures = atOnce(
      stores.indices.map { index in
        {
          try stores[index].write(.dispute) { db in
            let isFirst = tries.next() <= 2
            try db.hold([index == 0 ? "order:A" : "order:B"])
            if isFirst { meeting.wait() }
            try db.hold([index == 0 ? "order:B" : "order:A"])
          }
        }
      })
    #expect(failures.allSatisfy { $0 == nil }, "\(failures)")
    #expect(tries.value >= 3)
  }

  @Test(
    "whoever stands still in the middle of recording holds up the others only for a while, in words"
  )
  func held() throws {
    let team = try Team()
    let holder = try team.connection()
    try holder.execute("BEGIN")
    _ = try holder.query("SELECT at FROM enter(true)")
    let store = try team.store(Team.asha, within: 1)
    let journal = RelationalJournal(store)
    let begun = ContinuousClock.now
    #expect(
      sentence { try journal.does(.log(ticket(1)), 1, by: Team.asha) }
        == "Another program holds \(store.place) too long: try again. Nothing was recorded.")
    #expect(ContinuousClock.now - begun < .seconds(5))
    try holder.execute("ROLLBACK")
    try journal.does(.log(ticket(1)), 1, by: Team.asha)
    // A client that has fallen asleep is put out by the server.
    let stuck = try team.store(Team.dev, within: 0.5)
    let sleeping = try stuck.connect()
    try sleeping.execute("BEGIN")
    _ = try sleeping.query("SELECT at FROM enter(true)")
    try journal.does(.claim, 1, by: Team.asha)
    #expect(failure { try sleeping.execute("COMMIT") } != nil)
  }
}

/// Where some threads wait for each other, for ten seconds at most.
final class Meeting: Sendable {
  private let count: Int
  private let there = Mutex(0)

  init(of count: Int) { self.count = count }

  func wait() {
    there.withLock { $0 += 1 }
    let deadline = Deadline(within: 10)
    while there.withLock({ $0 }) < count, !deadline.isOver { sched_yield() }
  }
}
