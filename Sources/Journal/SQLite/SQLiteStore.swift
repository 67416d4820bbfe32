import CSQLite
import GRDB
import Glibc
import Procedure
import Synchronization

/// The embedded store: one SQLite file, with the proofs in a folder beside it.
///
/// It runs in WAL mode with `synchronous=FULL`. Several programs may have one file open; a writer waits at most five seconds
/// for another. The file's folder has to be on a local disk.
final class SQLiteStore: RelationalStore {
  /// The database's file; empty for one in memory.
  let path: String
  let isSample: Bool
  let database: any DatabaseWriter
  let files: ProofFiles
  private let identities: [String: FileIdentity]
  private let seenVersion = Mutex<Int64?>(nil)

  init(path: String, database: any DatabaseWriter, files: ProofFiles) throws {
    self.path = path
    self.database = database
    self.files = files
    isSample = try JournalError.mapped(path: path) {
      try database.read { db in
        try db.first("SELECT value FROM meta WHERE key = 'sample'") { $0.text(0) } == "yes"
      }
    }
    // By now SQLite has made what it keeps beside a database that is written, for as long as somebody has it open.
    let suffixes = path.isEmpty ? [] : database is DatabasePool ? ["", "-wal", "-shm"] : [""]
    identities = try suffixes.reduce(into: [:]) { identities, suffix in
      guard let identity = FileIdentity(of: path + suffix) else {
        throw JournalError.replaced(path: path)
      }
      identities[path + suffix] = identity
    }
  }

  deinit { leaveLog() }

  var place: String { path }
  var remembersDisputes: Bool { true }
  var proofs: any ProofStore { files }

  /// The folder `proofs` beside the file; nil in memory, where their bytes are in the journal alone.
  var proofsFolder: String? { path.isEmpty ? nil : Files.folder(of: path) + "/proofs" }

  /// The schema's number, from the file's head.
  func schema() throws -> Int {
    try read { try $0.first("PRAGMA user_version") { Int($0.integer(0)) } ?? 0 }
  }

  /// The login of this process.
  func login() -> StoreLogin { .uid(getuid()) }

  func now() -> Instant { .onThisMachine }

  /// What other programs record in the file.
  func changes() throws -> any ChangeSource { try SQLiteChanges(of: self) }

  /// Whether another program, or another store, has changed the database since this was last asked. The first answer is true.
  func changedElsewhere() throws -> Bool {
    let version = try JournalError.mapped(path: path) {
      // SQLite counts for a connection what others commit, and all writes of this store go through one.
      try database.writeWithoutTransaction { try $0.first("PRAGMA data_version") { $0.integer(0) } }
    }
    return seenVersion.withLock { seen in
      defer { seen = version }
      return seen != version
    }
  }

  func read<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
    try JournalError.mapped(path: path) {
      try checkIdentity()
      return try database.read(body)
    }
  }

  func write<Result>(_ scope: RecordingScope, _ body: (any SQLConnection) throws -> Result) throws
    -> Result
  {
    try write(preparing: { _ in }, body)
  }

  func rebuild() throws {
    try write(
      preparing: { db in
        var end = Log.End()
        try Reading(db).walk(to: &end)
        try Schema.dropReadModels(in: db)
        try db.execute(sql: Schema.readModels)
      },
      { db in
        let recording = try Recording(db, desk: nil)
        try recording.rebuild()
        try recording.finish()
      })
  }

  private func write<Result>(
    preparing prepare: (Database) throws -> Void, _ body: (any SQLConnection) throws -> Result
  ) throws -> Result {
    try JournalError.mapped(path: path) {
      try database.writeWithoutTransaction { db in
        var result: Result?
        try db.inTransaction(.immediate) {
          // Looked at inside the transaction, so that nothing is lost in a file that is gone.
          try checkIdentity()
          try prepare(db)
          result = try body(db)
          return .commit
        }
        // It may have lost its name since: what stands in a file without one is not said to be recorded.
        if isMoved {
          throw JournalError.diskFailed(path: path, why: "it lost its name while this was recorded")
        }
        guard let result else { throw DatabaseError(message: "the transaction gave nothing") }
        return result
      }
    }
  }

  /// Removes files, brings the write-ahead log into the database and cuts it to nothing, so that no erased text is left in it.
  func forget(_ proofs: [String], of disputes: [TicketID]) throws {
    for hash in proofs { files.remove(hash) }
    try JournalError.mapped(path: path) {
      try database.writeWithoutTransaction { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
  }

  func copy(to copy: String) throws -> Head {
    let queue = try SQLiteStore.made(copy, Configuration())
    defer { try? queue.close() }
    try JournalError.mapped(path: copy) { try database.backup(to: queue) }
    // Faults are said of what was copied, for the copy is removed then.
    return try JournalError.mapped(path: path) {
      try queue.writeWithoutTransaction { db in
        // One file, without a write-ahead log beside it.
        try db.run("PRAGMA journal_mode = DELETE")
        let verification = try Reading(db).verification(against: nil, of: self)
        if let fault = verification.fault { throw fault }
        return verification.head
      }
    }
  }

  func fault(in connection: any SQLConnection) throws -> String? {
    let found = try connection.first("PRAGMA quick_check(1)") { $0.text(0) }
    guard let found, found != "ok" else { return found == nil ? "nothing was checked" : nil }
    return String(found.split(separator: "\n").last ?? "")
  }

  func damage(_ error: any Error) -> JournalError? {
    guard let error = error as? DatabaseError, error.resultCode == .SQLITE_CORRUPT else {
      return nil
    }
    return JournalError(error, path: path)
  }

  /// Closes the file, as has to be before it gets another name.
  func close() throws {
    leaveLog()
    try JournalError.mapped(path: path) { try database.close() }
  }

  /// The last one to close a database writes its write-ahead log into it. Where that has lost its name, others have gone on
  /// without it: it would be written over what they recorded.
  private func leaveLog() {
    guard isMoved else { return }
    database.writeWithoutTransaction { pd_leave_log_on_close($0.sqliteConnection) }
  }

  /// A write-ahead log without its name is lost with the last program that has it open, and without the shared memory beside
  /// it two programs know nothing of each other's locks: either is as bad as a database that is gone.
  private func checkIdentity() throws {
    if isMoved { throw JournalError.replaced(path: path) }
  }

  private var isMoved: Bool { identities.contains { $1 != FileIdentity(of: $0) } }
}
