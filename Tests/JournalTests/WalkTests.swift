import Procedure
import Testing

@testable import Journal

@Suite("Random walks over a journal")
struct WalkTests {
  @Test("decide as the core does in memory, and rebuild to the same rows", arguments: 1...6)
  func sameAsWorld(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    var world = World()
    var recorded = 0
    for _ in 0..<1_500 {
      let (number, actor, command) = walk.step { world.disputes[$0] }
      let there = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
      let here = try outcome {
        try world.perform(command, on: id(number), by: actor, at: walk.now)
      }
      #expect(there == here, "\(command) on \(number)")
      if case .facts = there { recorded += 1 }
    }
    #expect(recorded > 200)
    #expect(world.disputes.values.contains { $0.state == .closed })
    for (id, dispute) in world.disputes {
      let look = try #require(try journal.look(at: id))
      #expect(look.dispute == dispute)
      let there = Context(
        actor: asha, now: walk.now, policy: world.policy, surroundings: look.surroundings)
      let here = world.evidence(of: id, by: asha, at: walk.now)
      #expect(Evidence(on: dispute, in: there) == Evidence(on: dispute, in: here))
      #expect(dispute.matters(in: there) == dispute.matters(in: here))
      #expect(
        try journal.history(of: id).reduce(nil as Dispute?) { evolve($0, $1.event, id: id) }
          == dispute)
    }
    for (name, record) in world.vendors { #expect(try journal.record(of: name) == record) }
    #expect(try journal.verify().isSound)
    let dump = try journal.dump()
    let rebuilt = try journal.dumpAfterRebuild()
    #expect(Set(dump).symmetricDifference(rebuilt).isEmpty)
  }

  @Test("every view is its rows sorted, page by page in both directions", arguments: 11...14)
  func pages(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    for _ in 0..<1_000 {
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    for now in [start, walk.now, walk.now.adding(seconds: 50_000)] {
      for person in [asha.person, omar.person, vera.person] {
        let counts = try journal.counts(for: person, at: now)
        let all = try journal.expected(.all, for: person, at: now)
        let isMine = { (row: QueueRow) in row.holder == person }
        let moments = all.flatMap { row -> [Instant?] in
          let isBack =
            row.state == .open && row.attention.kind == .parked
            && (isMine(row) || row.holder == nil)
          return [row.lapsesAt, isBack ? row.attention.at : nil]
        }.compactMap(\.self).filter { $0 > now }
        let lapsed = all.count {
          $0.state == .open && $0.attention.kind == .window && isMine($0) && $0.attention.at <= now
        }
        #expect(
          try journal.upcoming(for: person, at: now)
            == Upcoming(next: moments.min(), lapsed: min(lapsed, Upcoming.most)))
        for view in QueueView.allCases {
          let whole = try journal.expected(view, for: person, at: now)
          #expect(
            try journal.pages(of: view, for: person, at: now, forwards: true) == whole, "\(view)")
          #expect(
            try journal.pages(of: view, for: person, at: now, forwards: false) == whole, "\(view)")
          #expect(counts[view] == whole.count, "\(view)")
        }
      }
    }
  }
}

extension RelationalJournal {
  /// All rows of a view, in steps of three.
  fileprivate func pages(
    of view: QueueView, for person: Person, at now: Instant, forwards: Bool
  ) throws -> [QueueRow] {
    var rows: [QueueRow] = []
    if forwards {
      while true {
        let page = try queue(view, for: person, at: now, after: rows.last, limit: 3)
        if page.isEmpty { return rows }
        rows += page
      }
    }
    guard let last = try queue(view, for: person, at: now, after: nil, limit: 1_000).last else {
      return []
    }
    rows = [last]
    while let first = rows.first {
      let page = try queue(view, for: person, at: now, before: first, limit: 3)
      if page.isEmpty { break }
      rows = page + rows
    }
    return rows
  }

  /// A view by its definition, from every row there is.
  fileprivate func expected(_ view: QueueView, for person: Person, at now: Instant) throws
    -> [QueueRow]
  {
    let rows = try (1...RandomWalk(seed: 0).tickets).compactMap { try row(of: id($0)) }
    // What the core says of each dispute, whatever its row says.
    var matters: [TicketID: Matter] = [:]
    for row in rows where view == .escalated {
      guard let look = try look(at: row.ticket) else { continue }
      let context = Context(
        actor: Actor(person, .viewer), now: now, policy: Policy(), surroundings: look.surroundings)
      matters[row.ticket] = look.dispute.matters(in: context).first
    }
    let filtered = rows.filter { row in
      let attention = row.attention
      let isOpen = row.state == .open
      let isMine = row.holder == person
      let isReachable = isMine || row.holder == nil
      let isBack = attention.kind == .parked && attention.at <= now
      switch view {
      case .needsMe: return isOpen && isReachable && (attention.kind.asksForWork || isBack)
      case .mine: return isOpen && isMine
      case .waiting:
        return isOpen && isReachable && !isBack && [.waiting, .parked].contains(attention.kind)
      case .escalated: return matters[row.ticket] != nil
      case .new: return attention.kind == .new
      case .closed: return row.state == .closed
      case .all: return row.state != .merged
      case .outstanding: return !row.outstanding.isEmpty
      }
    }
    if view == .escalated {
      return filtered.sorted {
        guard let left = matters[$0.ticket], let right = matters[$1.ticket] else { return false }
        return (left.kind, left.since, $0.place) < (right.kind, right.since, $1.place)
      }
    }
    return filtered.sorted {
      let left = view.rank(of: $0, at: now)
      let right = view.rank(of: $1, at: now)
      return view.isDescending ? right < left : left < right
    }
  }
}
