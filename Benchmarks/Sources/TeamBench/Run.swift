import Foundation
import Journal
import PostgresServer
import Procedure
import SeededDesk

/// All that is measured on one size of desk.
struct Run {
  var server: PostgresServer
  var tickets: Int
  var options: Options

  struct Result: Codable {
    var tickets: Int
    var people: Int
    /// The working day: people pause, and their screens are told of what others record.
    var day: Phase
    /// Nobody pauses.
    var flat: Phase
    /// Nobody pauses, and people only record: what is compared with the floor.
    var alone: Phase
    var floor: Floor.Outcome
    /// Actions recorded, where people only record, for each transaction of the floor.
    var ratio: Double
    /// What an action writes.
    var action: Meter.Reading
    var checks: [Checks.Finding]
    /// Bytes on the disk by table, with its indexes and what is kept beside it.
    var sizes: [String: Int]
    var databaseBytes: Int
  }

  struct Phase: Codable {
    var seconds: Double
    var actions: Int
    var rate: Double
    var conflicts: Int
    var refusals: Int
    var notices: Int
    var failures: [String]
    var times: [String: Times]

    init(_ outcome: Day.Outcome) {
      seconds = outcome.seconds
      actions = outcome.actions
      rate = outcome.rate
      conflicts = outcome.workers.reduce(0) { $0 + $1.conflicts }
      refusals = outcome.workers.reduce(0) { $0 + $1.refusals }
      notices = outcome.workers.reduce(0) { $0 + $1.notices }
      failures = outcome.workers.flatMap(\.failures)
      times = Dictionary(
        uniqueKeysWithValues: outcome.times.map { ($0.key.rawValue, $0.value) })
    }
  }

  /// As many of the cast as are asked for, of each role its part.
  private var people: [Actor] {
    let all = Cast.people
    return (0..<min(options.people, all.count)).map { all[$0 * all.count / options.people] }
  }

  func result() throws -> Result {
    let database = "desk_\(tickets)"
    try make(database)
    let sizes = try sizes(database)
    let meter = Meter(server: server, database: database)
    let before = try Checks.marks(server, database)
    let address = { (person: Person) in
      server.address(database: database, user: person.text)
    }
    var day = Day(
      tickets: tickets, seconds: options.seconds, warming: options.warming, pause: options.pause,
      listens: true)
    say("a day at \(tickets) tickets: \(people.count) people, \(Int(options.seconds)) s")
    let paced = try day.pass(people, seed: 1, address: address)
    day.pause = 0
    day.listens = false
    say("flat out at \(tickets) tickets")
    let flat = try day.pass(people, seed: 2, address: address)
    day.recordsAlone = true
    let start = try meter.read()
    say("recording alone at \(tickets) tickets")
    let alone = try day.pass(people.filter { $0.role != .viewer }, seed: 3, address: address)
    let action = (try meter.read() - start) / Double(max(1, alone.recorded))
    say("the floor: pgbench")
    let floor = try Floor(
      server: server, database: database, action: action, clients: people.count
    ).measure(seconds: Int(options.seconds) / 2)
    say("looking at what was recorded")
    let checks = try Checks(
      server: server, database: database, workers: paced.workers + flat.workers + alone.workers,
      before: before
    ).all()
    return Result(
      tickets: tickets, people: people.count, day: Phase(paced), flat: Phase(flat),
      alone: Phase(alone), floor: floor, ratio: alone.rate / floor.rate, action: action,
      checks: checks,
      sizes: sizes.tables, databaseBytes: sizes.database)
  }

  /// Makes the database, from a file that is made once.
  private func make(_ database: String) throws {
    let file = try Filling(tickets: tickets).file(in: options.folder)
    say("moving \(tickets) tickets to the server")
    let address = server.address(database: database)
    try Server.create(at: address, first: Cast.first.person, uid: 10_000)
    try RelationalJournal.migrate(from: file, to: address)
    _ = try server.rows("VACUUM ANALYZE", in: database)
  }

  private func sizes(_ database: String) throws -> (tables: [String: Int], database: Int) {
    let rows = try server.rows(
      """
      SELECT relname, pg_total_relation_size(oid) FROM pg_class
      WHERE relnamespace = 'paydesk_store'::regnamespace AND relkind = 'r'
        AND pg_total_relation_size(oid) > 100000
      """, in: database)
    let pairs = rows.map { ($0[0], Int($0[1]) ?? 0) }
    return (
      Dictionary(uniqueKeysWithValues: pairs),
      Int(try server.number("SELECT pg_database_size(current_database())", in: database))
    )
  }
}
