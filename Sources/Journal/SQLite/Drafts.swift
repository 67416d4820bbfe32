import FoundationEssentials
import GRDB
import Procedure
import Synchronization

/// What was typed into forms and not yet recorded, in a file of its own, so that a crash or a lost line loses nothing.
///
///     let drafts = try Drafts.open(at: "/home/asha/.local/share/paydesk/drafts.db")
///     try drafts.save(key: "CX-1/answer/asha", version: 7, fields: ["paid": "8000"])
///
/// A save outlives the program's death at once, and a power cut but for the last moments. The last write wins.
public final class Drafts: Sendable {
  /// A form as it was left.
  public struct Draft: Sendable, Hashable {
    /// Its dispute, form and person: `CX-1/answer/asha`.
    public var key: String
    /// The version of the dispute that it was opened on.
    public var version: Int
    /// What stands in its fields.
    public var fields: [String: String]
  }

  private struct Opened {
    var queue: DatabaseQueue
    var identity: FileIdentity?
  }

  private let path: String
  private let opened: Mutex<Opened>

  private init(path: String, opened: Opened) {
    self.path = path
    self.opened = Mutex(opened)
  }

  /// Opens the drafts in a file, which is made where there is none, for the owner alone.
  public static func open(at path: String) throws -> Drafts {
    Drafts(path: path, opened: try opened(path))
  }

  private static func opened(_ path: String) throws -> Opened {
    do {
      try Files.makeFolder(Files.folder(of: path))
      if !Files.exists(path) { try Files.makeFile(path) }
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
    return try JournalError.mapped(path: path) {
      var configuration = SQLiteStore.configuration
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS draft
            (key TEXT PRIMARY KEY, version INTEGER NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID
            """)
      }
      return Opened(queue: queue, identity: FileIdentity(of: path))
    }
  }

  /// Keeps a form in the place of what was kept under its key.
  public func save(key: String, version: Int, fields: [String: String]) throws {
    let text = String(decoding: try CanonicalJSON.bytes(of: fields), as: UTF8.self)
    try write(
      "INSERT OR REPLACE INTO draft (key, version, fields) VALUES (?, ?, ?)",
      [.text(key), .integer(version), .text(text)])
  }

  /// The form under a key.
  public func load(_ key: String) throws -> Draft? {
    try read("WHERE key = ?", [.text(key)]).first
  }

  /// Forgets the form under a key.
  public func remove(_ key: String) throws {
    try write("DELETE FROM draft WHERE key = ?", [.text(key)])
  }

  /// Forgets every form of a dispute, as erasing its personal data asks for.
  public func removeAll(of dispute: TicketID) throws {
    try write(
      "DELETE FROM draft WHERE key >= ? AND key < ?",
      [.text(dispute.text + "/"), .text(dispute.text + "0")])
    try JournalError.mapped(path: path) {
      try store().writeWithoutTransaction { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
  }

  /// Every form that was left, by key.
  public func all() throws -> [Draft] { try read("", []) }

  /// The file under the name. One that was deleted or replaced meanwhile keeps nothing: another is opened, or made.
  private func store() throws -> DatabaseQueue {
    try opened.withLock {
      if $0.identity == nil || $0.identity != FileIdentity(of: path) {
        $0 = try Drafts.opened(path)
      }
      return $0.queue
    }
  }

  private func write(_ sql: String, _ values: [Value]) throws {
    try JournalError.mapped(path: path) { try store().write { try $0.run(sql, values) } }
  }

  private func read(_ filter: String, _ values: [Value]) throws -> [Draft] {
    try JournalError.mapped(path: path) {
      try store().read { db in
        try db.all("SELECT key, version, fields FROM draft \(filter) ORDER BY key", values) {
          Draft(
            key: $0.text(0), version: Int($0.integer(1)),
            fields: try JSONDecoder().decode([String: String].self, from: Data($0.bytes(2))))
        }
      }
    }
  }
}
