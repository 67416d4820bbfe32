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
  private let within: Double
  private let idle = Mutex<[PostgresConnection]>([])
  /// Appends whose answers were lost, until the server has said what became of them.
  let unanswered = Mutex<Set<AppendID>>([])

  /// How many connections are kept open while nobody needs them.
  private static let kept = 4

  /// Connects.
  ///
  /// - Parameters:
  ///   - address: what libpq takes.
  ///   - within: how long a call may wait for the server, in seconds.
  /// - Throws: `JournalError`.
  init(_ address: String, within: Double = 15) throws {
    self.address = address
    self.within = within
    let (connection, place) = try PostgresStore.connect(address, within: within)
    self.place = place
    do {
      state = try PostgresStore.state(of: connection, place)
      try connection.execute("SET search_path = \(state.searchPath)")
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

  // MARK: Connections

  /// Makes a connection for the time of a piece of work of its own, as waiting for notices is.
  func connect(applicationName: String = "paydesk") throws -> PostgresConnection {
    try PostgresStore.connect(
      address, within: within, applicationName: applicationName, searchPath: state.searchPath
    ).0
  }

  private static func connect(
    _ address: String, within: Double, applicationName: String = "paydesk",
    searchPath: String = "paydesk"
  ) throws -> (PostgresConnection, place: String) {
    let connection: PostgresConnection
    do {
      connection = try PostgresConnection(
        address, within: within, applicationName: applicationName,
        searchPath: searchPath)
    } catch {
      throw JournalError(error, address: shown(address))
    }
    return (connection, connection.address.shown(as: connection))
  }

  private static func shown(_ address: String) -> String {
    (try? Libpq.used.get()).flatMap { try? PostgresAddress(address, $0).shown } ?? "the server"
  }

  private static func state(of connection: PostgresConnection, _ place: String) throws -> State {
    let rows: PostgresRows
    do {
      rows = try connection.query(
        """
        SELECT schema, is_sample, person, role,
          pg_has_role(session_user, (current_database() || '_owner')::name, 'MEMBER') FROM state()
        """)
    } catch .server(let error) where ["42883", "3F000"].contains(error.sqlState) {
      throw JournalError.noDesk(address: place)
    }
    let state = State(
      schema: Int(rows.integer(0, 0)), isSample: rows.integer(0, 1) == 1,
      person: Person(rows.text(0, 2)), isOwner: rows.integer(0, 4) == 1,
      searchPath: rows.text(0, 3) == Role.viewer.rawValue ? "paydesk_masked, paydesk" : "paydesk")
    if state.schema > Server.known {
      throw JournalError.newer(path: place, schema: state.schema, known: Server.known)
    }
    if state.schema < Server.known {
      throw JournalError.older(path: place, schema: state.schema, known: Server.known)
    }
    return state
  }

  /// Lends a connection; one that is broken or in the middle of something is not taken back.
  func lend<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    let connection = try idle.withLock { $0.popLast() } ?? connect()
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
    do {
      return try lend(body)
    } catch PostgresFailure.lost(_, _, wasSent: false) {
      idle.withLock { $0 = [] }
      return try lend(body)
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

/// Proofs' files at the server.
struct PostgresProofs: ProofStore {
  let store: PostgresStore

  func keep(_ bytes: [UInt8]) throws -> String {
    try ProofFiles.admit(bytes)
    return try store.recording { connection in
      try connection.query("SELECT keep_proof(?)", [.blob(bytes)]).text(0, 0)
    }
  }

  func bytes(_ hash: String) throws -> [UInt8]? {
    guard ProofFiles.isHash(hash) else { return nil }
    return try store.asking { connection in
      try connection.query("SELECT proof_bytes(?)", [.text(hash)]).optionalBytes(0, 0)
    }
  }

  func hashes() throws -> [String] {
    try store.asking { connection in
      let rows = try connection.query("SELECT proof_hashes()")
      return (0..<rows.count).map { rows.text($0, 0) }
    }
  }

  func place(of hash: String) -> String { "proof \(hash) in \(store.place)" }
}
