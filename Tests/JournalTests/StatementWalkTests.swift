import Procedure
import Testing

@testable import Journal

@Suite("Random work beside random statements")
struct StatementWalkTests {
  /// Entries that share orders, payees, references and amounts with the disputes of a walk.
  private func entries(_ walk: inout RandomWalk) -> [StatementEntry] {
    (1...40).map { number in
      let isBank = number % 4 == 0
      let order = walk.pick([nil, "ORD-\(number % 5)", "ord-1", "ORD-99"])
      let payee = walk.pick([nil, "meera@okbank", " MEERA@okbank", "other@okbank"])
      let reference = walk.pick([nil, "W1", "w 2", "R\(number)", "SCX-\(number % 9)"])
      let amount = walk.pick([500, 2_000, 4_000, 8_000, 10_000] as [Int64])
      let words = walk.pick([nil, "for CX-\(number % 9)", "NEFT/CX-\(number % 9)-P1/X"])
      let moment = minutes(walk.pick([-60, 0, 600, 9_000]))
      if isBank {
        return bank(
          "B-\(number)", amount, payee: payee.map { Personal($0) }, reference: reference,
          at: moment, narration: words.map { Personal($0) })
      }
      return paid(
        "W-\(number)", amount, order: order, payee: payee.map { Personal($0) },
        reference: reference,
        vendor: walk.pick(["FoneBay Pune", "fonebay pune", "QuickCell Thane"]),
        at: moment, direction: walk.pick([.paid, .paid, .paid, .received]),
        narration: words.map { Personal($0) })
    }
  }

  private func isOfLedger(_ fact: Fact) -> Bool {
    if case .proofRecorded(let proof) = fact { proof.entry != nil } else { false }
  }

  @Test(
    "nothing is attached twice or accepted by itself, and everything is rebuilt alike",
    arguments: 1...4)
  func walks(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    let all = entries(&walk)
    var world = World()
    var stood = 0
    for step in 0..<700 {
      if step % 30 == 0 {
        // Any part of the statement, in any order, again and again.
        let part = all.shuffled(using: &walk.generator).prefix(walk.pick([1, 5, 20]))
        let listed = try journal.lists(Array(part), at: walk.now)
        for entry in part { world.list(entry, at: max(walk.now, world.latest ?? walk.now)) }
        for entry in listed {
          guard let situation = try journal.situation(of: entry.id) else { continue }
          if let match = situation.listed.standing.match, let look = situation.look {
            #expect(look.dispute.id == match.dispute)
          }
        }
      }
      let (number, actor, command) = walk.step { world.disputes[$0] }
      let before = world.disputes[id(number)]
      let there = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
      let here = try outcome {
        try world.perform(command, on: id(number), by: actor, at: walk.now)
      }
      #expect(there == here, "\(command) on \(number)")
      guard case .facts(let facts) = here, let after = world.disputes[id(number)] else { continue }
      let look = try journal.look(at: id(number))
      let known = world.evidence(of: id(number), by: actor, at: walk.now).surroundings.background
      #expect(look?.surroundings.background.paidOnStatement == known.paidOnStatement)
      let ledger = facts.filter(isOfLedger)
      guard !ledger.isEmpty else { continue }
      stood += ledger.count
      // What nobody accepted proves nothing.
      let event = { Event($0, by: actor.person, role: actor.role, at: walk.now) }
      let without = facts.filter { !isOfLedger($0) }
        .reduce(before) { evolve($0, event($1), id: id(number)) }
      #expect(after.paid == without?.paid)
      for case .proofRecorded(let proof) in ledger {
        #expect(after.proof(proof.id)?.verdict == .waiting)
        let others = world.disputes.values.filter { other in
          other.id != after.id && other.state != .merged
            && other.proofs.contains {
              $0.proof.entry == proof.entry && $0.verdict != .rejected
            }
        }
        #expect(others.isEmpty, "\(proof.id) stands on \(after.id) and \(others.map(\.id))")
      }
    }
    #expect(stood > 0)
    #expect(try journal.verify().isSound)
    let dump = try journal.dump()
    let rebuilt = try journal.dumpAfterRebuild()
    #expect(Set(dump).symmetricDifference(rebuilt).isEmpty)
  }

  @Test("imports in any order and any parts come to the same", arguments: 11...16)
  func anyOrder(seed: Int) throws {
    var walk = RandomWalk(seed: UInt64(seed))
    let all = entries(&walk)
    func state(of parts: [[StatementEntry]]) throws -> [String] {
      let journal = try RelationalJournal.inMemory()
      for number in 1...4 {
        try journal.walksToVendor(
          number, order: "ORD-\(number)",
          vendor: number % 2 == 0 ? "QuickCell Thane" : "FoneBay Pune")
      }
      for part in parts {
        for listed in try journal.lists(part) { try? journal.confirms(listed.id) }
      }
      let proofs = try (1...4).flatMap { number in
        try journal.look(at: id(number))?.dispute.proofs.map {
          "\(number) \($0.proof.id) \($0.proof.amount) \($0.verdict)"
        } ?? []
      }
      return proofs.sorted() + (try journal.standings().map { "\($0) \($1)" }.sorted())
    }
    let whole = try state(of: [all])
    var shuffled = all
    shuffled.shuffle(using: &walk.generator)
    let cut = Int.random(in: 0...all.count, using: &walk.generator)
    #expect(try state(of: [Array(shuffled[..<cut]), shuffled, Array(shuffled[cut...])]) == whole)
    #expect(try state(of: shuffled.map { [$0] }) == whole)
  }
}
