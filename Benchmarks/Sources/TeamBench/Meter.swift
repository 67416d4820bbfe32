import PostgresServer
import SeededDesk

/// What the server has written since a moment.
struct Meter {
  /// Rows by what was done with them, and bytes of its write-ahead log.
  struct Reading: Codable {
    var inserted: Double
    var updated: Double
    var deleted: Double
    var bytes: Double

    static func - (left: Reading, right: Reading) -> Reading {
      Reading(
        inserted: left.inserted - right.inserted, updated: left.updated - right.updated,
        deleted: left.deleted - right.deleted, bytes: left.bytes - right.bytes)
    }

    static func / (left: Reading, count: Double) -> Reading {
      Reading(
        inserted: left.inserted / count, updated: left.updated / count,
        deleted: left.deleted / count, bytes: left.bytes / count)
    }
  }

  let server: PostgresServer
  let database: String

  /// What stands on the meter, once every backend has told its own.
  func read() throws -> Reading {
    let text =
      try server.rows(
        """
        SELECT pg_stat_force_next_flush();
        SELECT sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del), pg_current_wal_lsn() - '0/0'
        FROM pg_stat_all_tables WHERE schemaname IN ('paydesk_store', 'floor')
        """, in: database
      ).last ?? []
    let numbers = text.map { Double($0) ?? 0 }
    guard numbers.count == 4 else { throw Trouble("the server does not tell what it wrote") }
    return Reading(
      inserted: numbers[0], updated: numbers[1], deleted: numbers[2], bytes: numbers[3])
  }
}

extension PostgresServer {
  /// The rows of statements, as text, from `psql`.
  func rows(_ sql: String, in database: String) throws -> [[String]] {
    let answer = try psql(sql, database: database)
    guard answer.status == 0 else { throw Trouble(answer.error) }
    return answer.output.split(separator: "\n").map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The only figure that a statement gives.
  func number(_ sql: String, in database: String) throws -> Double {
    guard let number = try rows(sql, in: database).last?.first.flatMap(Double.init) else {
      throw Trouble("no figure came of: \(sql)")
    }
    return number
  }
}
