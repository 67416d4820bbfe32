import GRDB
import Procedure
import Testing

@testable import Journal

@Suite("Every page comes from an index")
struct QueryPlanTests {
  @Test("in its order, without a look at other rows", arguments: QueueView.allCases)
  func plans(view: QueueView) throws {
    let journal = try RelationalJournal.inMemory()
    let bounds: [Rank?] = [nil] + [-1, 0, 4, 5, 6].map { Rank(rank: $0, at: 5, place: 7) }
    for segment in view.segments(for: asha.person, at: start) {
      for bound in bounds {
        for backwards in [false, true] {
          guard let (sql, _) = segment.page(from: bound, backwards: backwards, limit: 5) else {
            continue
          }
          let plan = try journal.plan(sql)
          #expect(plan.allSatisfy { $0.contains("USING INDEX \(segment.index)") }, "\(plan) \(sql)")
          if sql.contains("(?, ?") {
            #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan) \(sql)")
          }
        }
      }
    }
  }

  @Test("an action writes the indexes of what it changes, and no others")
  func written() throws {
    let staged = try Store.disk.journal()
    let journal = staged.journal
    _ = try journal.arrive((1...2_000).map { (id($0), ticket($0)) }, by: asha, at: start)
    try journal.walksToVendor(3_000)
    let store = try #require(journal.sqlite)
    let log = store.path + "-wal"
    func pages(of command: Command) throws -> Int {
      try store.database.writeWithoutTransaction { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
      try journal.does(command, 3_000)
      let written = try #require(try Files.read(log)).count - 32
      return written / (4_096 + 24)
    }
    let noted = try pages(of: .note(text: "called"))
    #expect(noted <= 9, "of some thirty tables and indexes \(noted) pages were written")
    #expect(try pages(of: .release) > 0)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("and costs what its rows cost, wherever in the view it is and whichever way it goes")
  func effort() throws {
    func steps(tickets: Int, at place: Int) throws -> [Int] {
      let staged = try Store.memory.journal()
      let journal = staged.journal
      _ = try journal.arrive(
        (1...tickets).map { (id($0), ticket($0)) }, by: asha, at: start)
      let row = try #require(try journal.row(of: id(place)))
      let bound = QueueView.needsMe.rank(of: row, at: start)
      return try [false, true].map { backwards in
        var asked = 0
        try journal.read { reading in
          try reading.db.giveUp(unless: {
            asked += 1; return true
          }) {
            for segment in QueueView.needsMe.segments(for: asha.person, at: start) {
              guard
                let (sql, values) = segment.page(from: bound, backwards: backwards, limit: 20)
              else { continue }
              _ = try reading.db.all(sql, values, DisputeRow.line)
            }
          }
        }
        return asked
      }
    }
    let few = try steps(tickets: 100, at: 50)
    let many = try steps(tickets: 4_000, at: 50)
    #expect(zip(few, many).allSatisfy { $1 <= $0 + 5 }, "\(few) and \(many) times a hundred steps")
  }

  @Test(
    "and so does whatever is looked up while an event is recorded",
    arguments: [
      "SELECT place FROM dispute WHERE order_id = ? ORDER BY place",
      "SELECT place FROM dispute WHERE recorded_vendor = ? AND kind <= 7",
      """
      SELECT ticket FROM dispute
      WHERE recorded_vendor = ? AND logged_at >= ? AND counts_from IS NOT NULL
      """,
      "SELECT verdict FROM proof JOIN dispute USING (place) WHERE reference = ? AND place <> ?",
      "SELECT verdict FROM proof JOIN dispute USING (place) WHERE sha256 = ? AND place <> ?",
      "SELECT place FROM proof WHERE reference = ? AND verdict = 'waiting'",
      "SELECT place FROM proof WHERE sha256 = ? AND verdict = 'waiting'",
      "DELETE FROM past_payout WHERE place = ?",
      "DELETE FROM pay_to WHERE source = ? AND source <> 'listed'",
      "DELETE FROM pay_to WHERE order_id = ? AND source = 'listed'",
      "SELECT body FROM event WHERE stream = ? ORDER BY version DESC LIMIT 1",
      "SELECT kind FROM milestone WHERE place = ? ORDER BY ordinal",
      "DELETE FROM milestone WHERE place = ? AND ordinal >= ?",
      "SELECT kind FROM milestone INDEXED BY milestone_at WHERE at >= ? AND at < ? ORDER BY at",
      "SELECT stream, number, name FROM event WHERE number >= ? ORDER BY number",
      """
      SELECT intent, ticket FROM payout JOIN dispute USING (place)
      WHERE payout.state = ? AND (since, intent) > (?, ?) ORDER BY since, intent LIMIT ?
      """,
    ])
  func lookups(sql: String) throws {
    let plan = try RelationalJournal.inMemory().plan(sql)
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }
}

extension RelationalJournal {
  func plan(_ sql: String) throws -> [String] {
    try store.read { db in
      try db.all("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
    }
  }
}
