import Glibc
import PostgresServer
import Procedure
import Testing

@testable import Journal

/// A desk at a server with its people, each of whom comes in by a login of their own.
struct Team {
  let server: PostgresServer
  let database: String

  static let asha = Actor(Person("asha"), .executive)
  static let dev = Actor(Person("dev"), .executive)
  static let omar = Actor(Person("omar"), .opsManager)
  static let ravi = Actor(Person("ravi"), .opsManager)
  static let fina = Actor(Person("fina"), .financeManager)
  static let vera = Actor(Person("vera"), .viewer)

  /// Makes the desk in a new database.
  ///
  /// - Parameter more: people besides the usual ones.
  init(on server: PostgresServer? = nil, tablespace: String? = nil, and more: [Actor] = []) throws {
    self.server = try server ?? .shared()
    database = "team_\(UInt64.random(in: 0 ... .max))"
    if let tablespace {
      let made = try self.server.psql("CREATE DATABASE \(database) TABLESPACE \(tablespace)")
      try #require(made.status == 0, "\(made.error)")
    }
    try Server.create(
      at: self.server.address(database: database), first: Team.omar.person, uid: 1_000)
    let journal = try journal(Team.omar)
    let others = [Team.asha, Team.dev, Team.ravi, Team.fina, Team.vera] + more
    for (number, actor) in others.enumerated() {
      try journal.perform(
        .add(actor.person, uid: UInt32(2_000 + number), role: actor.role), by: Team.omar, at: start)
    }
  }

  /// Where somebody finds it, through a proxy or not.
  func address(_ actor: Actor, through proxy: CuttingProxy? = nil) -> String {
    proxy?.address(database: database, user: actor.person.text)
      ?? server.address(database: database, user: actor.person.text)
  }

  /// The store as somebody has it.
  func store(
    _ actor: Actor, through proxy: CuttingProxy? = nil, within: Double = 15,
    clock: ServerClock = ServerClock()
  ) throws -> PostgresStore {
    try PostgresStore(address(actor, through: proxy), within: within, clock: clock)
  }

  /// The journal as somebody has it.
  func journal(_ actor: Actor, through proxy: CuttingProxy? = nil, within: Double = 15) throws
    -> RelationalJournal
  {
    RelationalJournal(try store(actor, through: proxy, within: within))
  }

  /// A connection past the program.
  func connection() throws -> PostgresConnection {
    try PostgresConnection(
      server.address(database: database), applicationName: "tests", searchPath: "paydesk")
  }

  /// How many events of a name are in the log.
  func count(_ name: String) throws -> Int64 {
    try connection().query("SELECT count(*) FROM event WHERE name = ?", [.text(name)]).integer(0, 0)
  }

  /// That the chain holds, that numbers have no gap, and that everything that is read from the log is as a rebuild makes it.
  func checkWhole() throws {
    let journal = RelationalJournal(
      try PostgresStore(server.address(database: database), within: 60))
    #expect(try journal.verify().isSound)
    let log = try connection().query("SELECT count(*), coalesce(max(number), 0) FROM event")
    #expect(log.integer(0, 0) == log.integer(0, 1))
    let dump = try journal.dump()
    let rebuilt = try journal.dumpAfterRebuild()
    #expect(Set(dump).subtracting(rebuilt) == [])
    #expect(Set(rebuilt).subtracting(dump) == [])
    #expect(dump.count == rebuilt.count)
  }
}

extension PostgresChanges {
  /// Waits for news, for twenty seconds at most, and tells whether it came.
  func brings(_ wanted: (StoreNews) -> Bool) -> Bool {
    let deadline = Deadline(within: 20)
    while !deadline.isOver {
      _ = deadline.wait(on: descriptor, for: POLLIN)
      var came = false
      drain { if wanted($0) { came = true } }
      if came { return true }
    }
    return false
  }

  func bringsLoss() -> Bool {
    brings { if case .link(let link) = $0 { link.isLost } else { false } }
  }

  func bringsReturn() -> Bool { brings { $0 == .link(.connected) } }

  /// Waits until somebody is on a dispute, or on it no more.
  func shows(_ actor: Actor, on ticket: TicketID?) throws -> Bool {
    let deadline = Deadline(within: 20)
    while !deadline.isOver {
      let present = try presence().filter { $0.person == actor.person }.map(\.ticket)
      if present == (ticket.map { [$0] } ?? []) { return true }
      _ = Deadline(within: min(1, max(0, deadline.left))).wait(on: descriptor, for: POLLIN)
      drain { _ in }
    }
    return false
  }
}

/// Waits until something holds, for twenty seconds at most, and tells whether it came to hold.
func comesTrue(_ condition: () throws -> Bool) throws -> Bool {
  let deadline = Deadline(within: 20)
  while !deadline.isOver {
    if try condition() { return true }
    usleep(10_000)
  }
  return false
}
