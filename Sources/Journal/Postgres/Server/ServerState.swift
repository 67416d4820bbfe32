import Procedure

/// What a store on a server says of itself to who has just connected.
///
///     let state = try ServerState(of: connection)
///     guard let role = state.role else { … }  // in no group
struct ServerState: Sendable, Equatable {
  /// Whether it is a sample.
  var isSample: Bool
  /// As whom the server knows who connected.
  var person: Person
  /// The role of the one group that the person is in; nil of who is in none, or in several.
  var role: Role?
  /// The groups that the person is in.
  var groups: [Role]
  /// The server's release, as 150004 for 15.4.
  var release: Int

  /// Asks a store, and refuses one that this program does not know.
  ///
  /// - Throws: `JournalError.newer`, `.older` and `.unreadable`, or a `PostgresFailure`.
  init(of connection: PostgresConnection, known: Int = Server.known) throws {
    let place = connection.address.shown
    let rows: PostgresRows
    do {
      rows = try connection.query(
        """
        SELECT schema, is_sample, person, role, array_to_string(groups, ' '), server_version
        FROM paydesk.state()
        """)
    } catch {
      guard ["3F000", "42883"].contains(error.sqlState) else { throw error }
      throw JournalError.noDesk(address: place)
    }
    let schema = Int(rows.integer(0, 0))
    if schema > known { throw JournalError.newer(path: place, schema: schema, known: known) }
    if schema < known { throw JournalError.older(path: place, schema: schema, known: known) }
    isSample = rows.integer(0, 1) == 1
    person = Person(rows.text(0, 2))
    role = rows.optionalText(0, 3).flatMap(Role.init)
    groups = rows.text(0, 4).split(separator: " ").compactMap { Role(rawValue: String($0)) }
    release = Int(rows.integer(0, 5))
  }
}
