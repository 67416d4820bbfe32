import GRDB
import Procedure

/// How SQLite changes what the shared SQL reads.
extension Database {
  private struct Writing {
    var put: String
    var keep: String
    var renewal: Table.Renewal
  }

  private static let writing = Table.all.reduce(into: [String: Writing]()) {
    $0[$1.name] = Writing(put: $1.putting, keep: $1.keeping, renewal: Table.Renewal(of: $1))
  }

  /// Runs a statement that gives nothing.
  func run(_ sql: String, _ values: [Value] = []) throws { try each(sql, values) { _ in } }

  func append(_ event: LoggedEvent, with texts: [StreamVault.Made], after end: Log.End) throws
    -> Log.End
  {
    var event = event
    event.number = end.number + 1
    event.hash = Chain.hash(of: event, after: end.hash)
    for made in texts {
      try run(
        "INSERT INTO personal (stream, token, salt, text) VALUES (?, ?, ?, ?)",
        [.text(event.stream), .text(made.token), .blob(made.salt), .text(made.text)])
    }
    try insert(event)
    return Log.End(number: event.number, hash: event.hash, at: event.at)
  }

  /// Puts an event into the log as it is.
  func insert(_ event: LoggedEvent) throws {
    try run(
      "INSERT INTO event (\(Log.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(event.number), .text(event.stream), .integer(event.version), .text(event.name),
        .integer(event.schema), .text(event.by), .text(event.role), .integer(event.at),
        .optional(event.vendor), .blob(event.body), .blob(event.hash), .optional(event.standsFor),
      ])
  }

  func write(_ change: Change) throws {
    switch change {
    case .put(let table, let row): try run(Database.writing[table]?.put ?? "", row)
    case .renew(let table, let old, let new):
      guard let renewal = Database.writing[table]?.renewal else { return }
      let (sql, values) = renewal.statement(from: old, to: new)
      try run(sql, values)
    case .keep(let table, let row): try run(Database.writing[table]?.keep ?? "", row)
    case .set(let table, let columns, let values, let key):
      try run(Table.named[table]?.setting(columns) ?? "", values + key)
    case .remove(let table, let columns, let values):
      try run(Table.named[table]?.removing(columns) ?? "", values)
    case .count(let bucket, let holder, let change):
      try run(
        """
        INSERT INTO tally (bucket, holder, n) VALUES (?, ?, ?)
        ON CONFLICT (bucket, holder) DO UPDATE SET n = n + excluded.n
        """, [.text(bucket), .text(holder), .integer(change)])
      guard change < 0 else { return }
      try run(
        "DELETE FROM tally WHERE bucket = ? AND holder = ? AND n = 0",
        [.text(bucket), .text(holder)])
    case .erase(let stream):
      try run("UPDATE personal SET salt = NULL, text = NULL WHERE stream = ?", [.text(stream)])
    }
  }

  // MARK: Search

  func index(_ place: Int64, from old: [String]?, to new: [String]) throws {
    guard old != new else { return }
    let columns = "ticket, order_id, customer, phone, vendor, refs"
    if let old {
      try run(
        "INSERT INTO search (search, rowid, \(columns)) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
        [.integer(place)] + old.map(Value.text))
    }
    try run(
      "INSERT INTO search (rowid, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [.integer(place)] + new.map(Value.text))
  }

  /// Merging all of the index's parts drops what was deleted from it.
  func purge() throws { try run("INSERT INTO search (search) VALUES ('optimize')") }

  // MARK: Waiting

  /// Whoever writes holds the whole file.
  func hold(_ keys: Set<String>) throws {}

  /// Whoever writes holds the whole file.
  func holdAll() throws {}

  var hasClock: Bool { false }

  /// Now, or the latest event's where the clock was set back.
  func moment(_ now: Instant, after end: Log.End) -> Instant {
    Instant(microseconds: max(now.microseconds, end.at))
  }
}
