import Procedure
import Testing

@testable import Journal

@Suite("A view grouped by vendor")
struct GroupingTests {
  static let views = QueueView.allCases.filter(\.canBeGrouped)

  @Test(
    "is its rows by vendor, those without one last, page by page in both directions",
    arguments: 31...33)
  func pages(seed: Int) throws {
    let journal = try RelationalJournal.inMemory()
    var walk = RandomWalk(seed: UInt64(seed))
    for _ in 0..<700 {
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    for now in [start, walk.now, walk.now.adding(seconds: 50_000)] {
      for person in [asha.person, omar.person, vera.person] {
        for view in Self.views {
          let rows = try journal.queue(view, for: person, at: now, after: nil, limit: 1_000)
          let named = Set(rows.compactMap(\.vendor)).sorted { $0.text < $1.text }
          let vendors = named.map(Optional.some) + [nil]
          let expected = vendors.flatMap { vendor in rows.filter { $0.vendor == vendor } }
          #expect(
            try journal.pages(view, person, now, forwards: true) == expected, "\(view) \(person)")
          #expect(
            try journal.pages(view, person, now, forwards: false) == expected, "\(view) \(person)")
          for group in try journal.groups(of: view, for: person, at: now, vendors: vendors) {
            let members = expected.filter { $0.vendor == group.vendor }
            #expect(group.count == members.count)
            #expect(group.disputed == members.reduce(.zero) { $0 + $1.disputed })
            #expect(
              group.soonest
                == members.filter { $0.attention.kind == .window }.map(\.attention.at).min())
          }
        }
      }
    }
  }

  @Test("reads an index in its order, on whichever side of a row")
  func plans() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.walksToVendor(1)
    try journal.does(.log(ticket(2)), 2)
    let row = try #require(try journal.row(of: id(1)))
    let unnamed = try #require(try journal.row(of: id(2)))
    #expect(unnamed.vendor == nil)
    // `INDEXED BY` fails where the index cannot be used; a sort would show as a temporary tree.
    for view in Self.views {
      for bound in [row, unnamed] {
        _ = try journal.grouped(view, for: asha.person, at: start, after: bound, limit: 3)
        _ = try journal.grouped(view, for: asha.person, at: start, before: bound, limit: 3)
      }
    }
    for index in ["dispute_grouped_asking", "dispute_grouped_waiting"] {
      let comparison = index.hasSuffix("asking") ? "<" : ">="
      let plan = try journal.file.read { db in
        try db.all(
          """
          EXPLAIN QUERY PLAN SELECT place FROM dispute INDEXED BY \(index)
          WHERE state = 'open' AND kind \(comparison) 5 AND holder = ? AND vendor IS NOT NULL
          AND (vendor, kind, at, place) > (?, ?, ?, ?) ORDER BY vendor, kind, at, place LIMIT 5
          """
        ) { $0.text(3) }
      }
      #expect(plan.count == 1, "\(plan)")
      #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
    }
  }
}

extension RelationalJournal {
  /// All rows of a grouped view, in steps of three.
  fileprivate func pages(
    _ view: QueueView, _ person: Person, _ now: Instant, forwards: Bool
  ) throws -> [QueueRow] {
    var rows: [QueueRow] = []
    if forwards {
      while true {
        let page = try grouped(view, for: person, at: now, after: rows.last, limit: 3)
        if page.isEmpty { return rows }
        rows += page
      }
    }
    guard let last = try grouped(view, for: person, at: now, after: nil, limit: 1_000).last else {
      return []
    }
    rows = [last]
    while let first = rows.first {
      let page = try grouped(view, for: person, at: now, before: first, limit: 3)
      if page.isEmpty { break }
      rows = page + rows
    }
    return rows
  }
}
