import Procedure
import Synchronization

/// A team's store: a PostgreSQL server that lets nobody write its tables, and takes events through its own `append` alone.
///
/// It keeps a few connections open and gives each transaction one. No call waits longer than `within` seconds for the server.
final class PostgresStore: RelationalStore {
  /// What the server tells whoever connects.
  struct State: Sendable {
    var schema: Int
    var isSample: Bool
    var person: Person
    /// Whether this login may act as the store's owner.
    var isOwner: Bool
    /// The schemas in which names are looked up: a viewer finds masked views before the others.
    var searchPath: String
  }

  /// What sentences call it, without a password.
  let place: String
  /// What it is.
  let state: State
  private let address: String
  /// How long a call may wait for the server, in seconds.
  let within: Double
  /// Everybody waits while arrivals are recorded, and a server takes some milliseconds for each.
  let arrivalsAtOnce = 500
  private let idle = Mutex<[PostgresConnection]>([])
  /// Appends whose answers were lost, until the server has said what became of them.
  let unanswered = Mutex<Set<AppendID>>([])
  /// The server's clock.
  let clock: ServerClock
  private let away = Mutex(false)

  /// How many connections are kept open while nobody needs them.
  private static let kept = 2

  /// Connects.
  ///
  /// - Parameters:
  ///   - address: what libpq takes.
  ///   - within: how long a call may wait for the server, in seconds.
  ///   - clock: tells the server's clock by this machine's.
  /// - Throws: `JournalError`.
  init(_ address: String, within: Double = 15, clock: ServerClock = ServerClock()) throws {
    self.address = address
    self.within = within
    self.clock = clock
    let (connection, place) = try PostgresStore.connect(address, within: within)
    self.place = place
    do {
      let state = try PostgresStore.state(of: connection, place, clock)
      try connection.execute("SET search_path = \(state.searchPath)")
      self.state = state
    } catch let failure as PostgresFailure {
      throw JournalError(failure, address: place)
    }
    idle.withLock { $0 = [connection] }
  }

  var isSample: Bool { state.isSample }
  var isOwner: Bool { state.isOwner }
  var proofs: any ProofStore { PostgresProofs(store: self) }
  var proofsFolder: String? { nil }
  var masksPersonalTexts: Bool { state.searchPath != "paydesk" }

  func schema() -> Int { state.schema }

  /// The person as whom the server has let this process in.
  func login() -> StoreLogin { .person(state.person) }

  /// By the server's clock, as it was heard last.
  func now() -> Instant { clock.now }

  // MARK: Within reach

  /// Whether a watcher has found the server to be out of reach: whoever would ask it is told so at once, and need not find out
  /// by waiting.
  var isAway: Bool {
    get { away.withLock { $0 } }
    set { away.withLock { $0 = newValue } }
  }

  /// - Throws: `JournalError.lost` where the server is known to be out of reach.
  func checkReach() throws {
    if isAway { throw JournalError.lost(address: place, mayHaveHappened: false) }
  }

  // MARK: Connections

  /// Makes a connection for the time of a piece of work of its own, as waiting for notices is.
  ///
  /// - Parameter bound: how long it and each call on it may take at most, in seconds.
  func connect(applicationName: String = "paydesk", within bound: Double? = nil) throws
    -> PostgresConnection
  {
    try PostgresStore.connect(
      address, within: min(bound ?? within, within), applicationName: applicationName,
      searchPath: state.searchPath
    ).0
  }

  private static func connect(
    _ address: String, within: Double, applicationName: String = "paydesk",
    searchPath: String = "paydesk"
  ) throws -> (PostgresConnection, place: String) {
    do {
      let connection = try PostgresConnection(
        address, within: within, applicationName: applicationName,
        searchPath: searchPath)
      try connection.execute(bounds(within: within))
      return (connection, connection.address.shown(as: connection))
    } catch {
      throw JournalError(error, address: shown(address))
    }
  }

  /// What the server is told of waiting: for others it waits less long than the caller for it, so that it can still say so; and
  /// whoever has gone, or stands still in the middle of recording, holds nobody up.
  private static func bounds(within: Double) -> String {
    let milliseconds = Int(within * 1_000)
    return """
      SET lock_timeout = \(max(1, milliseconds * 2 / 3));
      SET idle_in_transaction_session_timeout = \(max(1, milliseconds));
      SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
      """
  }

  private static func shown(_ address: String) -> String {
    (try? Libpq.used.get()).flatMap { try? PostgresAddress(address, $0).shown } ?? "the server"
  }

  private static func state(
    of connection: PostgresConnection, _ place: String, _ clock: ServerClock
  ) throws -> State {
    let asked = clock.asking
    let rows = try answer(of: connection, place)
    clock.hear(Instant(microseconds: rows.integer(0, 4)), asked: asked)
    let state = State(
      schema: Int(rows.integer(0, 0)), isSample: rows.integer(0, 1) == 1,
      person: Person(rows.text(0, 2)), isOwner: rows.integer(0, 5) == 1,
      searchPath: rows.text(0, 3) == Role.viewer.rawValue ? "paydesk_masked, paydesk" : "paydesk")
    if state.schema > Server.known {
      throw JournalError.newer(path: place, schema: state.schema, known: Server.known)
    }
    if state.schema < Server.known {
      throw JournalError.older(path: place, schema: state.schema, known: Server.known)
    }
    return state
  }

  /// What the server says of itself, of whoever has come, and of the time.
  private static func answer(of connection: PostgresConnection, _ place: String) throws
    -> PostgresRows
  {
    do {
      return try connection.query(
        """
        SELECT schema, is_sample, person, role, \(ServerClock.reading),
          pg_has_role(session_user, (current_database() || '_owner')::name, 'MEMBER') FROM state()
        """)
    } catch {
      guard ["42883", "3F000"].contains(error.sqlState) else { throw error }
      // What is in a schema that one may not look into cannot be found.
      if try connection.query("SELECT FROM pg_namespace WHERE nspname = 'paydesk'").count > 0 {
        throw JournalError.noMember(address: place)
      }
      throw JournalError.noDesk(address: place)
    }
  }

  /// Lends a connection; one that is broken or in the middle of something is not taken back.
  private func lend<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    let free = idle.withLock { $0.popLast() }
    return try lend(free ?? connect(), body)
  }

  private func lend<Result>(
    _ connection: PostgresConnection, _ body: (PostgresConnection) throws -> Result
  ) throws -> Result {
    defer {
      if connection.isOpen, !connection.isInTransaction {
        idle.withLock { if $0.count < PostgresStore.kept { $0.append(connection) } }
      }
    }
    return try body(connection)
  }

  /// Says in the journal's words what went wrong.
  func named<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as PostgresFailure {
      throw JournalError(failure, address: place)
    }
  }

  // MARK: Reading

  func read<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
    try named {
      try begun { connection in
        let transaction = PostgresTransaction(reading: connection)
        defer { if connection.isInTransaction { _ = try? connection.query("COMMIT") } }
        do {
          return try body(transaction)
        } catch let failure as PostgresFailure where failure.mayHaveHappened {
          // What was handed on cannot be handed on once more.
          guard transaction.hasRead else { throw failure.withoutEffect }
          throw JournalError(failure.withoutEffect, address: place)
        }
      }
    }
  }

  /// Does a piece of work on a connection, and on a new one where the one that was kept turns out to be gone before anything
  /// was asked through it.
  func begun<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    try checkReach()
    do {
      return try lend(body)
    } catch PostgresFailure.lost(_, _, wasSent: false) {
      idle.withLock { $0 = [] }
      return try lend(connect(), body)
    }
  }

  func fault(in connection: any SQLConnection) -> String? { nil }

  func damage(_ error: any Error) -> JournalError? {
    guard case .server(let error)? = error as? PostgresFailure,
      ["XX001", "XX002"].contains(error.sqlState)
    else { return nil }
    return .unreadable(path: place, why: "it is damaged (\(error.message))")
  }

  /// The server finds the files itself.
  func forget(_ proofs: [String], of disputes: [TicketID]) throws {
    let marks = disputes.map { _ in "?::text" }.joined(separator: ", ")
    try named {
      try begun { connection in
        _ = try connection.query(
          "SELECT forget_proofs(ARRAY[\(marks)]::text[])", disputes.map { .text($0.text) })
      }
    }
  }
}

extension PostgresAddress {
  /// How it is shown once it is known as whom and where the connection has come.
  fileprivate func shown(as connection: PostgresConnection) -> String {
    if shown.contains("service=") { return shown }
    guard let start = shown.firstRange(of: "://")?.upperBound else { return shown }
    var rest = shown[start...]
    if !rest.prefix(while: { $0 != "/" }).contains("@") {
      rest = (connection.user + "@" + rest)[...]
    }
    return "postgres://" + rest
  }
}
