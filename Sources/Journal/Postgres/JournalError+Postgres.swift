extension JournalError {
  /// Runs a piece of work on a server and says in the journal's words what went wrong.
  ///
  /// - Parameter address: the server's, as it is shown.
  static func mapped<Result>(address: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as PostgresFailure {
      throw JournalError(failure, address: address)
    }
  }

  /// What a conversation with a server ended in, in the journal's words.
  init(_ failure: PostgresFailure, address: String) {
    switch failure {
    case .noLibrary(let isOld): self = .noLibrary(isOld: isOld)
    case .wrongAddress(let why): self = .wrongAddress(why: why)
    case .cannotConnect("42501", _): self = .noMember(address: address)
    case .cannotConnect(let state, let why):
      self =
        state.flatMap { JournalError(refusedWith: $0, why: why, at: address) }
        ?? .unreachable(address: address, why: why)
    case .lost(let state, let why, let wasSent):
      // A server that shuts down says so before it has begun, or in the middle.
      if let state, state.hasPrefix("57P"), !wasSent {
        self = .notReady(address: address, why: why)
      } else {
        self = .lost(address: address, mayHaveHappened: wasSent)
      }
    case .timedOut(let seconds, let wasSent):
      self = .tooSlow(address: address, seconds: seconds, mayHaveHappened: wasSent)
    case .server(let error):
      self =
        JournalError(refusedWith: error.sqlState, why: error.message, at: address)
        ?? .unreadable(path: address, why: "PostgreSQL says: \(error.message)")
    }
  }

  /// What an SQLSTATE means that is the same wherever it comes from; nil for the others.
  private init?(refusedWith state: String, why: String, at address: String) {
    switch state {
    case "28P01": self = .loginRefused(address: address, why: why)
    case "28000":
      self = JournalError.unknownRole(why, address) ?? .loginRefused(address: address, why: why)
    case "3D000": self = .noSuchDatabase(address: address)
    case "42501": self = .notAllowed(address: address, why: why)
    case "53100": self = .serverFull(address: address)
    case "53300": self = .crowded(address: address)
    case "57P01", "57P02", "57P03": self = .notReady(address: address, why: why)
    case "25006": self = .standby(address: address)
    case "40P01", "55P03", "40001", "PD001": self = .busy(path: address)
    default: return nil
    }
  }

  /// The server says with one SQLSTATE that a role is not there and that it may not come in.
  private static func unknownRole(_ why: String, _ address: String) -> JournalError? {
    let words = why.split(separator: "\"", omittingEmptySubsequences: false)
    guard words.count == 3, words[0] == "role ", words[2].hasPrefix(" does not exist") else {
      return nil
    }
    return .noSuchRole(address: address, role: String(words[1]))
  }
}
