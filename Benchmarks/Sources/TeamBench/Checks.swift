import Foundation
import Journal
import PostgresServer
import Procedure
import SeededDesk

/// Whether all that was acknowledged is there, once, and nothing else.
struct Checks {
  let server: PostgresServer
  let database: String
  let workers: [Worker]
  /// The number of the last event before people began, and how many appends there had been.
  let before: (number: Double, appends: Double)

  /// What was looked at, with what was found amiss; nothing where all is well.
  struct Finding: Codable {
    var what: String
    var count: Int
    var faults: [String]
  }

  static func marks(_ server: PostgresServer, _ database: String) throws -> (Double, Double) {
    (
      try server.number("SELECT number FROM paydesk_store.head", in: database),
      try server.number("SELECT count(*) FROM paydesk_store.appended", in: database)
    )
  }

  func all() throws -> [Finding] {
    let journal = try RelationalJournal.connect(to: server.address(database: database), within: 600)
    return [
      try acknowledgedOnce(), try nothingElse(), try payouts(), try views(journal),
      try disputes(journal), try chain(journal),
    ]
  }

  private var events: [(worker: Worker, done: Worker.Acknowledged)] {
    workers.flatMap { worker in worker.acknowledged.map { (worker, $0) } }
  }

  /// Each event that somebody was told of is in the log once, as theirs.
  private func acknowledgedOnce() throws -> Finding {
    var logged: [String: Int] = [:]
    for row in try server.rows(
      """
      SELECT stream, version, name, by, at FROM paydesk_store.event
      WHERE number > \(Int(before.number))
      """, in: database)
    {
      logged[row.joined(separator: "|"), default: 0] += 1
    }
    var faults: [String] = []
    var count = 0
    for (worker, done) in events {
      for (place, fact) in done.facts.enumerated() {
        count += 1
        let version = done.version - done.facts.count + 1 + place
        let key =
          "dispute:\(done.ticket)|\(version)|\(fact)|\(worker.actor.person)|\(done.at.microseconds)"
        if logged[key] != 1 { faults.append("\(key): \(logged[key] ?? 0) times in the log") }
      }
    }
    return Finding(what: "events acknowledged", count: count, faults: faults)
  }

  /// The log has grown by just these events, and by as many appends as were acknowledged.
  private func nothingElse() throws -> Finding {
    let now = try Checks.marks(server, database)
    let recorded = events.filter { !$0.done.facts.isEmpty }
    let facts = recorded.reduce(0) { $0 + $1.done.facts.count }
    var faults: [String] = []
    if now.0 - before.number != Double(facts) {
      faults.append("\(now.0 - before.number) events were added, \(facts) acknowledged")
    }
    if now.1 - before.appends != Double(recorded.count) {
      faults.append("\(now.1 - before.appends) appends, \(recorded.count) acknowledged")
    }
    return Finding(what: "appends acknowledged", count: recorded.count, faults: faults)
  }

  /// No payout is settled twice, and of no order two are alive or more is settled than was quoted.
  private func payouts() throws -> Finding {
    let twice = try server.rows(
      """
      SELECT 'settled ' || count(*) || ' times: ' || (fact ->> 'id') FROM (
        SELECT convert_from(body, 'UTF8')::jsonb -> name AS fact FROM paydesk_store.event
        WHERE name = 'payoutSettled') AS settled
      GROUP BY fact ->> 'id' HAVING count(*) > 1
      """, in: database)
    let alive = try server.rows(
      """
      SELECT 'of order ' || order_id || ' too much is alive or settled' FROM paydesk_store.guard_payout
      JOIN paydesk_store.guard_dispute USING (dispute)
      WHERE guard_payout.state IN ('asked', 'approved', 'sent', 'settled')
      GROUP BY order_id, quoted
      HAVING sum(amount) > quoted
        OR count(*) FILTER (WHERE guard_payout.state IN ('asked', 'approved', 'sent')) > 1
      """, in: database)
    let count = try server.number(
      "SELECT count(*) FROM paydesk_store.guard_payout", in: database)
    return Finding(
      what: "payouts once each", count: Int(count), faults: (twice + alive).compactMap(\.first))
  }

  /// What is counted for the queue is what is there.
  private func views(_ journal: RelationalJournal) throws -> Finding {
    let faults = try server.rows(
      """
      SELECT 'bucket ' || bucket || ' of ' || holder || ': ' || coalesce(n, 0) || ' told, '
        || coalesce(there, 0) || ' there'
      FROM (SELECT kind::text AS bucket, holder, count(*) AS there FROM paydesk_store.dispute GROUP BY 1, 2) AS counted
      FULL JOIN (SELECT * FROM paydesk_store.tally WHERE bucket ~ '^[0-9]') AS told USING (bucket, holder)
      WHERE n IS DISTINCT FROM there
      """, in: database
    ).compactMap(\.first)
    let count = try server.number("SELECT count(*) FROM paydesk_store.tally", in: database)
    return Finding(what: "counts of the queue", count: Int(count), faults: faults)
  }

  /// Disputes read as their events fold, a sample of those that were worked on.
  private func disputes(_ journal: RelationalJournal) throws -> Finding {
    var random = Seeded(7)
    let touched = Set(events.map(\.done.ticket)).sorted { $0.text < $1.text }
    let sample = touched.shuffled(using: &random).prefix(500)
    var faults: [String] = []
    for id in sample {
      let folded = try journal.history(of: id).reduce(nil) { evolve($0, $1.event, id: id) }
      let read = try journal.look(at: id)?.dispute
      if folded != read { faults.append("\(id) does not read as its events fold") }
      if try journal.row(of: id)?.version != folded?.version {
        faults.append("\(id) stands in the queue in another version")
      }
    }
    return Finding(what: "disputes as their events fold", count: sample.count, faults: faults)
  }

  private func chain(_ journal: RelationalJournal) throws -> Finding {
    let verification = try journal.verify()
    return Finding(
      what: "events in the chain", count: Int(verification.head.number),
      faults: verification.fault.map { [$0.description] } ?? [])
  }
}
