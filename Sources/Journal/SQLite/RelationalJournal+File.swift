import CSQLite
import GRDB
import Glibc
import Procedure
import Synchronization

/// Making and opening journals in files.
extension RelationalJournal {
  /// The database's file; empty for one that is in none.
  public var path: String { sqlite?.path ?? "" }

  /// The store, where it is a file.
  var sqlite: SQLiteStore? { store as? SQLiteStore }

  /// Opens the journal in a file.
  ///
  /// - Throws: `JournalError` where there is no such file, or it is no journal, or a newer one, or cannot be written.
  public static func open(at path: String) throws -> RelationalJournal {
    guard Files.exists(path) else {
      throw JournalError.unreadable(
        path: path, why: "there is no such file; `paydesk init` makes a journal")
    }
    let file = Files.followed(path)
    guard Files.isWritable(file), Files.isWritable(Files.folder(of: file)) else {
      throw JournalError.readOnly(path: path)
    }
    return try opened(file)
  }

  /// Makes a journal in a file that is not there yet, and its folder, for the owner alone.
  public static func create(at path: String, sample: Bool = false) throws -> RelationalJournal {
    let taken = JournalError.unreadable(
      path: path, why: "there is a file of that name already: open it, or move it away")
    guard !Files.exists(path) else { throw taken }
    let new = Files.temporary(path)
    do {
      defer { removeDatabase(new) }
      try Files.makeFolder(Files.folder(of: path))
      try Files.makeFile(new)
      try JournalError.mapped(path: path) {
        let queue = try DatabaseQueue(path: new, configuration: SQLiteStore.configuration)
        try SQLiteStore.prepare(queue, sample: sample, path: path)
        try queue.close()
      }
      // It gets its name whole, so that nobody opens one half made, and one of several wins.
      try Files.place(new, at: path)
    } catch let failure as Files.Failure {
      throw failure.code == EEXIST ? taken : failure.journalError
    }
    return try opened(path)
  }

  /// Removes a database with the files beside it.
  private static func removeDatabase(_ path: String) {
    for suffix in Files.databaseSuffixes { Files.remove(path + suffix) }
  }

  /// A journal in memory, gone with the program.
  public static func inMemory(sample: Bool = false) throws -> RelationalJournal {
    let queue = try DatabaseQueue(configuration: SQLiteStore.configuration)
    try SQLiteStore.prepare(queue, sample: sample, path: "")
    return RelationalJournal(
      try SQLiteStore(path: "", database: queue, files: ProofFiles(folder: nil)))
  }

  /// A journal that is looked at and not written, as a backup or a replica is.
  public static func readOnly(_ path: String) throws -> RelationalJournal {
    guard Files.exists(path) else {
      throw JournalError.unreadable(path: path, why: "there is no such file")
    }
    return try JournalError.mapped(path: path) {
      try SQLiteStore.check(path).retire()
      var configuration = SQLiteStore.configuration
      configuration.readonly = true
      return RelationalJournal(
        try SQLiteStore(
          path: path, database: DatabaseQueue(path: path, configuration: configuration),
          files: ProofFiles(folder: Files.folder(of: path) + "/proofs")))
    }
  }

  private static func opened(_ path: String) throws -> RelationalJournal {
    try JournalError.mapped(path: path) {
      // Looked at before the pool is made: making it turns the file into WAL mode.
      let identity = FileIdentity(of: path)
      try SQLiteStore.rollBack(path)
      let checked = try SQLiteStore.check(path)
      defer { checked.retire() }
      let pool = try DatabasePool(path: path, configuration: SQLiteStore.configuration(for: path))
      // As long as that one has it open, no other file can be given its number.
      guard withExtendedLifetime(checked, { identity == FileIdentity(of: path) }) else {
        throw JournalError.replaced(path: path)
      }
      // The pool itself sets NORMAL once it is in WAL mode: a power cut could take the last events.
      let synchronous = try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        return try db.first("PRAGMA synchronous") { $0.integer(0) }
      }
      guard synchronous == 2 else {
        throw JournalError.unreadable(path: path, why: "SQLite does not keep synchronous=FULL")
      }
      try SQLiteStore.prepare(pool, sample: nil, path: path)
      return RelationalJournal(
        try SQLiteStore(
          path: path, database: pool,
          files: ProofFiles(folder: Files.folder(of: path) + "/proofs")))
    }
  }
}

extension DatabaseQueue {
  /// Closes it and keeps what is left of it for good: libdispatch disposes of a queue like GRDB's on a thread, and from the first of
  /// its threads on another one wakes each second. So a program that works on one desk opens few of them.
  fileprivate func retire() {
    try? close()
    DatabaseQueue.retired.withLock { $0.append(self) }
  }

  private static let retired = Mutex<[DatabaseQueue]>([])
}

/// Setting databases up.
extension SQLiteStore {
  /// How every connection is set up.
  static var configuration: Configuration {
    _ = opensNoNewDatabases
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // Freed space is overwritten, so that erased text is gone from the file.
      try db.execute(sql: "PRAGMA secure_delete = ON")
      // After a large import the write-ahead log shrinks again.
      try db.execute(sql: "PRAGMA journal_size_limit = 16777216")
    }
    return configuration
  }

  /// SQLite makes a database for a name that nobody has any more, and takes away the write-ahead log beside it, which belongs to
  /// the one that had the name and may get it back.
  private static let opensNoNewDatabases: Void = pd_open_no_new_databases()

  /// How a connection to a file of ours is set up: one that was brought there a moment ago and is another program's is left as it
  /// is, for what GRDB writes as it opens one.
  static func configuration(for path: String) -> Configuration {
    var configuration = configuration
    configuration.prepareDatabase { db in
      let application = try db.first("PRAGMA application_id") { Int32($0.integer(0)) }
      if application != Schema.applicationID { throw JournalError.replaced(path: path) }
    }
    return configuration
  }

  /// Takes back what was begun and not ended in a file of ours that has a journal beside it, as it has while an older one, or a
  /// copy, becomes one with a write-ahead log. Whoever was killed there leaves a file that can be read by nobody until
  /// somebody who may write it has opened it.
  static func rollBack(_ path: String) throws {
    guard Files.exists(path + "-journal"), Schema.marks(path) else { return }
    let queue = try DatabaseQueue(path: path, configuration: configuration(for: path))
    defer { queue.retire() }
    try queue.read { _ = try $0.first("PRAGMA user_version") { $0.integer(0) } }
  }

  /// Refuses a file that is another program's, or a newer one's, without touching it; gives it as it was opened for that.
  static func check(_ path: String) throws -> DatabaseQueue {
    var configuration = configuration
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let (application, schema) = try queue.read { db in
      (
        try db.first("PRAGMA application_id") { Int32($0.integer(0)) } ?? 0,
        try db.first("PRAGMA user_version") { Int($0.integer(0)) } ?? 0
      )
    }
    guard application == Schema.applicationID else {
      throw JournalError.unreadable(path: path, why: "it is not a database of paydesk")
    }
    guard schema <= Schema.known else {
      throw JournalError.newer(path: path, schema: schema, known: Schema.known)
    }
    return queue
  }

  static func prepare(_ store: any DatabaseWriter, sample: Bool?, path: String) throws {
    try JournalError.mapped(path: path) {
      try Schema.migrator.migrate(store)
      guard let sample else { return }
      try store.write { db in
        try db.run(
          "INSERT INTO meta (key, value) VALUES ('sample', ?) ON CONFLICT DO NOTHING",
          [.text(sample ? "yes" : "no")])
      }
    }
  }
}
