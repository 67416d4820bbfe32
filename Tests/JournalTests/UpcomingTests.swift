import Procedure
import Testing

@testable import Journal

@Suite("What the time alone brings")
struct UpcomingTests {
  @Test(
    "is the first entry of an index",
    arguments: [
      """
      SELECT at FROM dispute INDEXED BY dispute_open
      WHERE state = 'open' AND holder = ? AND kind = 6 AND at > ? ORDER BY at LIMIT 1
      """,
      """
      SELECT lapses_at FROM dispute INDEXED BY dispute_lapse
      WHERE lapses_at IS NOT NULL AND lapses_at > ? ORDER BY lapses_at LIMIT 1
      """,
      """
      SELECT 1 FROM dispute INDEXED BY dispute_open
      WHERE state = 'open' AND holder = ? AND kind = 0 AND at <= ? LIMIT ?
      """,
    ])
  func plans(sql: String) throws {
    let plan = try RelationalJournal.inMemory().plan(sql)
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH dispute USING") }, "\(plan)")
  }
}
