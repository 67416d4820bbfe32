/// Journals at a server.
extension RelationalJournal {
  /// Connects to a team's server.
  ///
  ///     let journal = try RelationalJournal.connect(to: "postgres:///paydesk?host=/run/postgresql")
  ///
  /// - Parameters:
  ///   - address: what libpq takes: `postgres://…`, or `service=…` and the like.
  ///   - within: how long a call may wait for the server, in seconds.
  /// - Throws: `JournalError` where the server cannot be reached, does not let this login in, or has no desk that this program
  ///   knows.
  public static func connect(to address: String, within: Double = 15) throws -> RelationalJournal {
    RelationalJournal(try PostgresStore(address, within: within))
  }
}
