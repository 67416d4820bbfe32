/// What a conversation with a server ended in. `JournalError` says it to people.
enum PostgresFailure: Error, Sendable, Equatable {
  /// libpq is not on this machine, or is too old.
  case noLibrary(isOld: Bool)
  /// The address cannot be understood.
  case wrongAddress(why: String)
  /// No connection came about. The SQLSTATE is there where a server answered and said no.
  case cannotConnect(sqlState: String?, why: String)
  /// The connection died. Where something `wasSent`, nobody here knows whether it was carried out.
  case lost(sqlState: String?, why: String, wasSent: Bool)
  /// The server did not answer in time; the statement was cancelled and the connection closed. Where something `wasSent`,
  /// nobody here knows whether it was carried out.
  case timedOut(seconds: Double, wasSent: Bool)
  /// The server refused a statement and goes on.
  case server(ServerError)

  /// What a server said of a statement.
  struct ServerError: Sendable, Equatable {
    /// Five characters that say what kind of error it is.
    var sqlState: String
    /// The server's sentence.
    var message: String
    var detail: String?
    var hint: String?
    var constraint: String?
    var table: String?
  }

  /// The SQLSTATE, where a server gave one.
  var sqlState: String? {
    switch self {
    case .cannotConnect(let state, _), .lost(let state, _, _): state
    case .server(let error): error.sqlState
    case .noLibrary, .wrongAddress, .timedOut: nil
    }
  }

  /// Whether something may have been carried out though no answer came.
  var mayHaveHappened: Bool {
    switch self {
    case .lost(_, _, let wasSent), .timedOut(_, let wasSent): wasSent
    case .noLibrary, .wrongAddress, .cannotConnect, .server: false
    }
  }
}
