import GRDB
import Procedure
import Synchronization

/// The embedded journal: one SQLite file, with the proofs in a folder beside it.
///
///     let journal = try SQLiteJournal.open(at: "/home/asha/.local/share/paydesk/paydesk.db")
///     let performed = try journal.perform(.claim, on: TicketID("CX-1"), by: asha, at: now, expecting: 1)
///
/// It runs in WAL mode with `synchronous=FULL`: what `perform` returned from is on the disk. Several programs may have one
/// file open; a writer waits at most five seconds for another. The file's folder has to be on a local disk.
public final class SQLiteJournal: Journal {
  /// The database's file; empty for one in memory.
  public let path: String
  /// Whether this is a sample.
  public let isSample: Bool
  let store: any DatabaseWriter
  let proofs: ProofFiles
  private let identity: FileIdentity?
  private let knownDesk = Mutex<Desk?>(nil)
  let seenVersion = Mutex<Int64?>(nil)

  init(path: String, store: any DatabaseWriter, proofs: ProofFiles) throws {
    self.path = path
    self.store = store
    self.proofs = proofs
    identity = path.isEmpty ? nil : FileIdentity(of: path)
    isSample = try JournalError.mapped(path: path) {
      try store.read { db in
        try db.first("SELECT value FROM meta WHERE key = 'sample'") { $0.text(0) } == "yes"
      }
    }
  }

  /// One transaction that reads.
  func read<Result>(_ body: (Reading) throws -> Result) throws -> Result {
    try JournalError.mapped(path: path) {
      try checkIdentity()
      return try store.read { try body(Reading($0)) }
    }
  }

  /// One transaction that records; anything thrown undoes it all.
  ///
  /// - Parameter prepare: what is done in the transaction before anything is read.
  func write<Result>(
    preparing prepare: (Database) throws -> Void = { _ in }, _ body: (Recording) throws -> Result
  ) throws -> Result {
    try JournalError.mapped(path: path) {
      try store.writeWithoutTransaction { db in
        var result: Result?
        var desk: Desk?
        try db.inTransaction(.immediate) {
          // Looked at inside the transaction, so that nothing is lost in a file that is gone.
          try checkIdentity()
          try prepare(db)
          let recording = try Recording(db, desk: knownDesk(in: db))
          result = try body(recording)
          try recording.finish()
          desk = recording.desk
          return .commit
        }
        knownDesk.withLock { $0 = desk }
        guard let result else { throw DatabaseError(message: "the transaction gave nothing") }
        return result
      }
    }
  }

  /// The desk, read anew only if it has changed; other programs change it too.
  func desk(in reading: Reading) throws -> Desk {
    if let known = try knownDesk(in: reading.db) { return known }
    let desk = try reading.desk()
    knownDesk.withLock { $0 = desk }
    return desk
  }

  private func knownDesk(in db: Database) throws -> Desk? {
    guard try db.hasTable("desk") else { return nil }
    let version = try db.first("SELECT version FROM desk") { Int($0.integer(0)) } ?? 0
    return knownDesk.withLock { $0?.version == version ? $0 : nil }
  }

  private func checkIdentity() throws {
    guard let identity, identity != FileIdentity(of: path) else { return }
    throw JournalError.replaced(path: path)
  }
}
