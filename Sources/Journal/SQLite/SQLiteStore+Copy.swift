import GRDB

/// Copying another database into a file.
extension SQLiteStore {
  /// Makes a file that holds what a store holds, event for event and row for row, and verifies it.
  ///
  /// - Parameters:
  ///   - source: what is copied, as it is at one moment.
  ///   - path: a file that is empty or not there yet.
  /// - Returns: the head of the copy.
  static func copy(
    of source: any RelationalStore, to path: String, telling: (Headway) -> Void = { _ in }
  ) throws -> Head {
    try filling(path, isSample: source.isSample) { queue in
      try source.read { from in
        try queue.write { db in try db.fill(from: from, with: Table.all, telling: telling) }
        return try queue.writeWithoutTransaction { db in
          telling(Headway(what: "verifying", rows: 0))
          let verification = try Reading(db).verification(against: nil, of: source)
          if let fault = verification.fault { throw fault }
          return verification.head
        }
      }
    }
  }

  /// Makes a file that holds the log of another database and the personal texts, and nothing of what is read from them.
  static func copyLog(
    of source: any SQLConnection, isSample: Bool, to path: String,
    telling: (Headway) -> Void = { _ in }
  ) throws {
    try filling(path, isSample: isSample) { queue in
      try queue.write { db in try db.fill(from: source, with: [], telling: telling) }
    }
  }

  /// A database in a file that is made for it where it is not there yet.
  static func made(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    do {
      if !Files.exists(path) { try Files.makeFile(path) }
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
    return try JournalError.mapped(path: path) {
      try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  /// Makes a database of one file, without a write-ahead log beside it.
  private static func filling<Result>(
    _ path: String, isSample: Bool, _ body: (DatabaseQueue) throws -> Result
  ) throws -> Result {
    try JournalError.mapped(path: path) {
      var configuration = configuration
      configuration.journalMode = .default
      let queue = try made(path, configuration)
      defer { try? queue.close() }
      try prepare(queue, sample: isSample, path: path)
      return try body(queue)
    }
  }
}

extension Database {
  /// Puts in the log, the personal texts, and some of the tables that another database holds.
  fileprivate func fill(
    from source: any SQLConnection, with tables: [Table], telling: (Headway) -> Void
  ) throws {
    var count = 0
    func tell(_ what: String, isNew: Bool = false) {
      count = isNew ? 0 : count + 1
      if count % 1_000 == 0 { telling(Headway(what: what, rows: count)) }
    }
    tell("event", isNew: true)
    try Log(db: source).each {
      try insert($0)
      tell("event")
    }
    tell("personal", isNew: true)
    try Table.personal.eachRow(in: source) { row in
      try run("INSERT INTO personal (stream, token, salt, text) VALUES (?, ?, ?, ?)", row)
      tell("personal")
    }
    for table in tables {
      tell(table.name, isNew: true)
      try table.eachRow(in: source) {
        try write(.put(table.name, $0))
        tell(table.name)
      }
    }
    if !tables.isEmpty { try run("INSERT INTO search (search) VALUES ('rebuild')") }
  }
}
