import GRDB

extension JournalError {
  /// Runs a piece of work on the database and says in the journal's words what went wrong.
  static func mapped<Result>(path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw JournalError(error, path: path)
    } catch is DecodingError {
      throw JournalError.unreadable(
        path: path, why: "what was read from its log is another release's: run `paydesk rebuild`")
    }
  }

  init(_ error: DatabaseError, path: String) {
    let why = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_CANTOPEN where !Files.exists(path): self = .replaced(path: path)
    case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
      self = .replaced(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .unreadable(path: path, why: "it is not a database of paydesk")
    case .SQLITE_CORRUPT:
      self = .unreadable(
        path: path, why: "it is damaged (\(why)); `paydesk restore` brings a backup back")
    case .SQLITE_IOERR:
      switch error.extendedResultCode {
      // The shared memory beside the database could not grow, or a write came up short: the disk is full.
      case .SQLITE_IOERR_SHMSIZE: self = .full(path: path)
      // It asked for the database by its name, to make what stands beside it, and the name was gone.
      case .SQLITE_IOERR_FSTAT: self = .replaced(path: path)
      case .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ:
        self = .unreadable(path: path, why: "the disk says: \(why)")
      default: self = .diskFailed(path: path, why: why)
      }
    default: self = .unreadable(path: path, why: "SQLite says: \(why)")
    }
  }
}
