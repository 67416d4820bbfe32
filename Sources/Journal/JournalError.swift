import Procedure

/// What a store could not do: what happened, why, and what to do next.
public enum JournalError: Error, Sendable, CustomStringConvertible {
  /// Somebody else was faster: the dispute is not at the expected version any more. Nothing was written.
  case conflict(dispute: TicketID, expected: Int, found: Int)
  /// The database cannot be opened or read.
  case unreadable(path: String, why: String)
  /// The database was made by a newer program.
  case newer(path: String, schema: Int, known: Int)
  /// The database or its folder cannot be written.
  case readOnly(path: String)
  /// The disk is full; nothing was written.
  case full(path: String)
  /// The disk failed under a write. Nobody knows whether what was to be recorded is there.
  case diskFailed(path: String, why: String)
  /// Another process holds the database too long.
  case busy(path: String)
  /// The database is gone, or another stands in its place.
  case replaced(path: String)
  /// An event does not fit the chain or cannot be read.
  case broken(number: Int64, why: String)
  /// The library that speaks to a server is not here, or is too old.
  case noLibrary(isOld: Bool)
  /// The address of a server cannot be understood.
  case wrongAddress(why: String)
  /// No connection to the server came about.
  case unreachable(address: String, why: String)
  /// The server does not let this person in.
  case loginRefused(address: String, why: String)
  /// The server knows no role of this name.
  case noSuchRole(address: String, role: String)
  /// The server has no database of this name.
  case noSuchDatabase(address: String)
  /// The database holds no desk.
  case noDesk(address: String)
  /// The server knows this role, which is in none of the desk's groups.
  case noMember(address: String)
  /// The role that this person has at the server may not do that.
  case notAllowed(address: String, why: String)
  /// The server lets nobody more in.
  case crowded(address: String)
  /// The server is starting or stopping.
  case notReady(address: String, why: String)
  /// The server is a copy that takes no writes.
  case standby(address: String)
  /// The disk of the server is full; nothing was written.
  case serverFull(address: String)
  /// The connection died. Where it `mayHaveHappened`, nobody knows yet whether it was recorded.
  case lost(address: String, mayHaveHappened: Bool)
  /// The server did not answer in time. Where it `mayHaveHappened`, nobody knows yet whether it was recorded.
  case tooSlow(address: String, seconds: Double, mayHaveHappened: Bool)
  /// The database was made by an older program.
  case older(path: String, schema: Int, known: Int)
  /// No store can be made there.
  case cannotCreate(place: String, why: String)
  /// A store cannot be moved there; nothing was.
  case cannotMove(place: String, why: String)
  /// Only who looks after the server may do that, past the desk.
  case ownerAlone(address: String)

  /// What is read from the log holds something that this program did not write.
  static func stale(_ what: String) -> JournalError {
    .unreadable(path: "what is read from the log", why: "\(what): run `paydesk rebuild`")
  }

  /// One plain sentence with what to do, in English.
  public var description: String { said.english }

  /// One plain sentence with what to do.
  public var said: Phrase {
    switch self {
    case .conflict(let dispute, let expected, let found):
      Phrase(
        "\(dispute) was changed meanwhile: you saw version \(expected), it is at \(found). Nothing was recorded; look at what changed and say it again."
      )
    case .unreadable(let path, let why): Phrase("\(path) cannot be read: \(why).")
    case .newer(let path, let schema, let known):
      Phrase(
        "\(path) was made by a newer paydesk (schema \(schema); this one knows \(known)): upgrade paydesk, nothing was changed."
      )
    case .readOnly(let path):
      Phrase(
        "\(path) cannot be written: give yourself write permission on it and its folder. Nothing was recorded."
      )
    case .full(let path):
      Phrase(
        "The disk that holds \(path) is full: make room and say it again. Nothing was recorded.")
    case .diskFailed(let path, let why):
      Phrase(
        "The disk that holds \(path) failed (\(why)): look whether it was recorded before you say it again."
      )
    case .busy(let path):
      Phrase("Another program holds \(path) too long: try again. Nothing was recorded.")
    case .replaced(let path):
      Phrase(
        "\(path) was deleted or replaced while it was open: start paydesk again. Nothing was recorded."
      )
    case .broken(let number, let why): Phrase("Event \(number) of the log does not hold: \(why).")
    case .noLibrary, .wrongAddress, .unreachable, .loginRefused, .noSuchRole, .noSuchDatabase,
      .noDesk, .noMember, .notAllowed, .crowded, .notReady, .standby, .serverFull, .lost, .tooSlow,
      .older, .cannotCreate, .cannotMove, .ownerAlone:
      saidOfServer
    }
  }
}
