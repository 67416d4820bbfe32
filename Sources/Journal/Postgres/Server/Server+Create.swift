import FoundationEssentials
import Procedure

/// Making a store on a server.
extension Server {
  /// What came of it.
  public enum Outcome: Sendable, Equatable {
    /// It was made.
    case made
    /// It was there in an older schema, and is brought up to date.
    case upgraded(from: Int)
    /// It was there.
    case there
  }

  /// A store that is there now.
  public struct Created: Sendable {
    /// What came of asking for it.
    public var outcome: Outcome
    /// Where it is, without any password.
    public var place: String
    /// Of one that was made: its first person.
    public var first: Person?
    /// What its administrator has to mend so that people can come in by their logins; nil where nothing is amiss, or unknown.
    public var advice: String?
  }

  /// Makes a store, and the database where it is missing; one that is there is brought up to date.
  ///
  ///     try Server.create(at: "postgres:///paydesk", first: Person("asha"), uid: 1000)
  ///
  /// All but the database itself comes about in one transaction, so that a store is whole or not there at all.
  ///
  /// - Parameters:
  ///   - address: where it shall be, and as whom to ask: a role that may create databases and roles.
  ///   - first: the first person, who becomes an ops manager; needed where no store is there.
  ///   - uid: the number of that person's login.
  /// - Throws: `JournalError`, or the `Refusal` of a person who cannot be one here.
  @discardableResult
  public static func create(
    at address: String, first: Person?, uid: UInt32?, isSample: Bool = false
  ) throws -> Created {
    let place = try JournalError.mapped(address: "") { try shown(address) }
    return try JournalError.mapped(address: place) {
      let connection = try connected(to: address, place: place, hasFirst: first != nil)
      let ground = try ServerGround(of: connection)
      let advice = try SocketAccess(of: connection)?.advice(for: ground.database)
      var created = Created(outcome: .there, place: place, first: nil, advice: advice)
      if !ground.hasStore {
        if let fault = ground.fault { throw JournalError.cannotCreate(place: place, why: fault) }
        guard let first, let uid else { throw withoutFirst(at: place) }
        if try make(on: connection, first: first, uid: uid, isSample: isSample) {
          created.outcome = .made
          created.first = first
          return created
        }
      }
      let schema = try upgrade(connection)
      if schema < known { created.outcome = .upgraded(from: schema) }
      return created
    }
  }

  /// Makes everything in the database that a connection leads to; gives false where somebody else was faster.
  private static func make(
    on connection: PostgresConnection, first: Person, uid: UInt32, isSample: Bool
  ) throws -> Bool {
    do {
      try transaction(on: connection) {
        for part in parts(in: connection.database) { try connection.execute(part.sql) }
        try connection.query(
          "INSERT INTO paydesk_store.meta (key, value) VALUES ('schema', ?), ('sample', ?)",
          [.text("\(known)"), .text(isSample ? "yes" : "no")])
        try connection.execute("RESET ROLE")
        try begin(on: connection, first: first, uid: uid)
        try connection.execute("SET LOCAL synchronous_commit = on")
      }
      return true
    } catch let failure as PostgresFailure {
      if case .server(let error) = failure, error.sqlState == "PD002" {
        throw JournalError.cannotCreate(
          place: connection.address.shown,
          why: String(error.message.dropLast(error.message.hasSuffix(".") ? 1 : 0)))
      }
      guard connection.isOpen, try ServerGround(of: connection).hasStore else { throw failure }
      return false
    }
  }

  /// Records the first person, through `append` like anything else.
  private static func begin(on connection: PostgresConnection, first: Person, uid: UInt32) throws {
    var desk = Desk()
    let actor = Actor(first, .opsManager)
    for fact in try desk.decide(.initialise(first, uid: uid), by: nil, at: Instant(microseconds: 0))
    {
      desk = desk.evolved(by: fact, by: actor, at: Instant(microseconds: 0))
      let event = FirstEvent(
        name: fact.name, schema: Upcasting.current.schema(of: fact.name),
        body: String(decoding: try CanonicalJSON.bytes(of: fact), as: UTF8.self))
      let events = String(decoding: try CanonicalJSON.bytes(of: [event]), as: UTF8.self)
      try connection.query(
        """
        SELECT number FROM paydesk.append(gen_random_uuid(), ?::text::jsonb, '[]', jsonb_build_array(
          jsonb_build_array('p', 'desk', jsonb_build_array(
            1, ?::bigint, jsonb_build_object('b', encode(?::bytea, 'base64'))))))
        """,
        [
          .text(events), .integer(desk.version), .blob(try CanonicalJSON.bytes(of: desk)),
        ])
    }
  }

  /// The first event, as `append` takes it.
  private struct FirstEvent: Encodable {
    var stream = Stream.desk.name
    var version = 1
    var name: String
    var schema: Int
    var body: String
  }

  /// A connection to the database of an address, which is made where it is missing.
  private static func connected(
    to address: String, place: String, hasFirst: Bool
  ) throws -> PostgresConnection {
    func connect(_ address: String) throws -> PostgresConnection {
      try PostgresConnection(
        address, within: 600, applicationName: "paydesk", searchPath: "pg_catalog")
    }
    do { return try connect(address) } catch let failure as PostgresFailure {
      guard failure.sqlState == "3D000", let database = try PostgresAddress.database(of: address)
      else { throw failure }
      let server = try connect(PostgresAddress.text(address, withDatabase: "postgres"))
      let release = server.serverVersion
      if let fault = ServerGround.fault(ofRelease: release) {
        throw JournalError.cannotCreate(place: place, why: fault)
      }
      if let fault = ServerGroups.fault(ofName: database) {
        throw JournalError.cannotCreate(
          place: place, why: "the database cannot be called “\(database)”, for \(fault)")
      }
      guard hasFirst else { throw withoutFirst(at: place) }
      try makeDatabase(database, on: server, place: place)
      return try connect(address)
    }
  }

  /// Makes a database whose texts compare by their bytes and that knows the letters of all scripts.
  private static func makeDatabase(
    _ database: String, on server: PostgresConnection, place: String
  ) throws {
    do {
      try server.execute(
        """
        CREATE DATABASE \(named(database)) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'
        """)
    } catch {
      switch error.sqlState {
      // Somebody else was faster.
      case "42P04", "23505": return
      case "42501": break
      default: throw error
      }
      throw JournalError.cannotCreate(
        place: place,
        why:
          "\(server.user) may not make databases there: say it as a superuser, as in `sudo -u postgres paydesk store create --local --first LOGIN`"
      )
    }
  }

  private static func withoutFirst(at place: String) -> JournalError {
    .cannotCreate(place: place, why: "it needs its first person: give --first LOGIN")
  }

  private static func shown(_ address: String) throws -> String {
    try PostgresAddress(address, Libpq.used.get()).shown
  }
}
