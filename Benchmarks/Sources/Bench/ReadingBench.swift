import CSQLiteFloor
import Journal
import Procedure
import SeededDesk

/// Reading, in this process: a page beside the same statement from C, counts, and the longest dispute.
struct ReadingBench {
  let desk: WorkingDesk
  private static let rounds = 200

  func measure(into report: inout Report) throws {
    let journal = try desk.journal()
    guard let floor = bench_sqlite_open(desk.file) else { throw Trouble("C cannot open the desk") }
    defer { bench_sqlite_close(floor) }
    let me = desk.person.person
    var (pages, floorPages, counts, looks) = (Times(), Times(), Times(), Times())
    var last: QueueRow?
    var (kind, at, place): (Int64, Int64, Int64) = (0, 0, 0)
    for round in 0..<ReadingBench.rounds {
      var count = 0
      pages.add(
        try timed {
          let rows = try journal.queue(
            .new, for: me, at: .onThisMachine, after: last, limit: 50)
          last = rows.last
          count = rows.count
        })
      if count < 50 { last = nil }
      floorPages.add(
        timed { count = Int(bench_sqlite_page(floor, &kind, &at, &place, 50)) })
      if count < 50 { (kind, at, place) = (0, 0, 0) }
      counts.add(try timed { _ = try journal.counts(for: me, at: .onThisMachine) })
      if round % 4 == 0 {
        looks.add(
          try timed {
            _ = try journal.look(at: Cast.id(LongDispute.number))
            _ = try journal.history(of: Cast.id(LongDispute.number))
          })
      }
    }
    report.add(
      "read a page of 50 rows (floor: the statement from C)", "ms", at: desk.tickets, pages,
      floor: floorPages)
    report.add(
      "read the counts of all views", "ms", at: desk.tickets, counts, .init(most: 1))
    report.add(
      "read a dispute with \(LongDispute.events) events and its history", "ms", at: desk.tickets,
      looks, .init(most: 10))
  }
}
