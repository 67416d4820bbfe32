import Procedure
import Testing

@testable import Journal

@Suite("Going through the log")
struct LogWalkTests {
  private let journal: RelationalJournal
  private var walk = RandomWalk(seed: 21)

  init() throws {
    journal = try RelationalJournal.inMemory()
    for _ in 0..<900 {
      let (number, actor, command) = try walk.step { [journal] in try journal.look(at: $0)?.dispute
      }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
  }

  @Test("hands on every event in order, and folding them gives every dispute")
  func everything() throws {
    var disputes: [TicketID: Dispute] = [:]
    var last: Int64 = 0
    try journal.walk { entry in
      #expect(entry.number > last)
      last = entry.number
      if case .dispute(let id, let event) = entry {
        disputes[id] = evolve(disputes[id], event.event, id: id)
        #expect(disputes[id]?.version == event.version)
      }
      return true
    }
    #expect(last == (try journal.head().number))
    #expect(disputes.count > 5)
    for (id, dispute) in disputes { #expect(try journal.look(at: id)?.dispute == dispute) }
  }

  @Test("ends when it is told to")
  func ended() throws {
    var seen = 0
    try journal.walk { _ in
      seen += 1
      return seen < 7
    }
    #expect(seen == 7)
    var histories = 0
    try journal.histories { _ in
      histories += 1
      return false
    }
    #expect(histories == 1)
  }

  @Test("has each dispute once as a vendor's own, and beside it all of its order's")
  func histories() throws {
    var histories: [DisputeHistories] = []
    try journal.histories {
      histories.append($0)
      return true
    }
    var own: [TicketID: Int] = [:]
    for history in histories {
      #expect(history.entries.map(\.event.number) == history.entries.map(\.event.number).sorted())
      for id in history.own {
        own[id, default: 0] += 1
        let dispute = try journal.look(at: id)?.dispute
        #expect(dispute?.order?.vendor == history.vendor)
        let entries = history.entries.filter { $0.dispute == id }
        #expect(entries.map(\.event) == (try journal.history(of: id)))
        guard history.vendor != nil else { continue }
        let siblings = try (1...walk.tickets).map { JournalTests.id($0) }.filter {
          try journal.look(at: $0)?.dispute.ticket.order == dispute?.ticket.order
        }
        #expect(Set(history.entries.map(\.dispute)).isSuperset(of: siblings))
      }
    }
    let all = try (1...walk.tickets).filter { try journal.row(of: JournalTests.id($0)) != nil }
    #expect(own.count == all.count && own.values.allSatisfy { $0 == 1 })
  }
}
