import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Every page of a server's queue comes from an index", .enabled(if: PostgresServer.isThere))
struct ServerPlanTests {
  private static let common = Result { () throws -> ServerStage in
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    try stage.grant("vera", .viewer)
    try stage.fill(1...20_000)
    return stage
  }

  @Test("whoever asks", arguments: QueueView.allCases, ["asha", "vera"])
  func pages(view: QueueView, person: String) throws {
    let connection = try Self.common.get().connection(as: person)
    let bounds: [Rank?] = [nil] + [-1, 0, 4, 5, 6].map { Rank(rank: $0, at: 10_000, place: 7) }
    for segment in view.segments(for: Person("p2"), at: Instant(microseconds: 10_000)) {
      for bound in bounds {
        for backwards in [false, true] {
          guard
            let (sql, values) = segment.page(from: bound, backwards: backwards, limit: 50)
          else { continue }
          let plan = try connection.texts("EXPLAIN " + sql, values)
          #expect(plan.contains { $0.contains("Index") }, "\(plan)")
          #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan)")
          if segment.index == "dispute_all" || segment.index == "dispute_closed" {
            #expect(!plan.contains { $0.contains("Sort") }, "\(plan)")
          }
        }
      }
    }
  }

  @Test(
    "and so does what is looked up",
    arguments: [
      "SELECT place FROM dispute WHERE ticket = 'CX-77'",
      "SELECT place FROM dispute WHERE order_id = 'ORD-77' ORDER BY place LIMIT 5",
      "SELECT place FROM dispute WHERE customer >= 'Meera Iyer 77' AND customer < 'Meera Iyer 78' ORDER BY customer LIMIT 5",
      "SELECT place FROM dispute WHERE state = 'open' AND kind < 5 AND holder = 'p2' AND vendor IS NOT NULL ORDER BY vendor, kind, at, place LIMIT 5",
    ])
  func lookups(sql: String) throws {
    let plan = try Self.common.get().connection(as: "asha").texts("EXPLAIN " + sql)
    #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan)")
  }

  @Test("a rare text is found by its trigrams, a viewer's without a look at what is personal")
  func search() throws {
    let stage = try Self.common.get()
    try stage.asOwner("ANALYZE search")
    let plan = try stage.connection().texts(
      "EXPLAIN SELECT place FROM paydesk_store.search WHERE seen LIKE ANY (?) OR personal LIKE ANY (?)",
      [.text("{%iyer 19999%}"), .text("{%iyer 19999%}")])
    #expect(plan.contains { $0.contains("Bitmap Index Scan on search_trigrams") }, "\(plan)")
    #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan)")
  }
}
