import Procedure
import Synchronization

/// A journal in a database: the embedded one, in a file, or a team's server.
///
///     let journal = try RelationalJournal.open(at: "/home/asha/.local/share/paydesk/paydesk.db")
///     let performed = try journal.perform(.claim, on: TicketID("CX-1"), by: asha, at: now, expecting: 1)
///
/// What `perform` returned from is on the disk.
public final class RelationalJournal: Journal {
  let store: any RelationalStore
  private let knownDesk = Mutex<Desk?>(nil)
  private let memory: SnapshotMemory?
  private let diagnostics = Mutex<DiagnosticLog?>(nil)

  init(_ store: any RelationalStore) {
    self.store = store
    memory = store.remembersDisputes ? SnapshotMemory() : nil
  }

  /// Whether this is a sample.
  public var isSample: Bool { store.isSample }

  /// How many arrivals are best recorded in one transaction.
  public var arrivalsAtOnce: Int { store.arrivalsAtOnce }

  /// One transaction that reads.
  func read<Result>(_ body: (Reading) throws -> Result) throws -> Result {
    try timing("read") { try store.read { try body(Reading($0, remembering: memory)) } }
  }

  /// One transaction that records; anything thrown undoes it all.
  func write<Result>(
    _ scope: RecordingScope = .everything, expecting statements: [Statement] = [],
    _ body: (Recording) throws -> Result
  ) throws -> Result {
    let (result, desk) = try timing("append") {
      try store.write(scope) { db in
        db.expect([.deskVersion, .end] + statements)
        let recording = try Recording(db, desk: knownDesk(in: db), remembering: memory)
        let result = try body(recording)
        try recording.finish()
        return (result, recording.desk)
      }
    }
    // What was recorded of the desk is known from then on; what was read under the desk as it was holds no more.
    let isAnother = knownDesk.withLock { known in
      defer { known = desk }
      return known?.version != desk.version
    }
    if isAnother { memory?.forget() }
    return result
  }

  /// Has each transaction noted from now on: how long it took, and the kind of error where it failed.
  public func note(in log: DiagnosticLog?) { diagnostics.withLock { $0 = log } }

  private func timing<Result>(_ name: StaticString, _ body: () throws -> Result) rethrows -> Result
  {
    try DiagnosticLog.timing(in: diagnostics.withLock { $0 }, name, body)
  }

  /// Has the desk read anew when it is asked for next.
  func forgetDesk() { knownDesk.withLock { $0 = nil } }

  /// The desk, read anew only if it has changed; other programs change it too.
  func desk(in reading: Reading) throws -> Desk {
    if let known = try knownDesk(in: reading.db) { return known }
    let desk = try reading.desk()
    knownDesk.withLock { $0 = desk }
    return desk
  }

  private func knownDesk(in db: any SQLConnection) throws -> Desk? {
    let version: Int
    do {
      version = try db.first(.deskVersion) { Int($0.integer(0)) } ?? 0
    } catch {
      // Where the table is gone, `rebuild` makes it anew.
      guard try db.hasTable("desk") else { return nil }
      throw error
    }
    return knownDesk.withLock { $0?.version == version ? $0 : nil }
  }
}
