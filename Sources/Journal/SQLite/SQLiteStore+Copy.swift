import GRDB

/// Copying another database into a file.
extension SQLiteStore {
  /// Makes a file that holds what a store holds, event for event and row for row, and verifies it.
  ///
  /// - Parameters:
  ///   - source: what is copied, as it is at one moment.
  ///   - path: a file that is empty or not there yet.
  /// - Returns: the head of the copy.
  static func copy(of source: any RelationalStore, to path: String) throws -> Head {
    let queue = try JournalError.mapped(path: path) {
      try DatabaseQueue(path: path, configuration: configuration)
    }
    defer { try? queue.close() }
    return try JournalError.mapped(path: path) {
      try prepare(queue, sample: source.isSample, path: path)
      return try source.read { from in
        try queue.write { db in try db.fill(from: from) }
        return try queue.writeWithoutTransaction { db in
          // One file, without a write-ahead log beside it.
          try db.run("PRAGMA journal_mode = DELETE")
          let verification = try Reading(db).verification(against: nil, of: source)
          if let fault = verification.fault { throw fault }
          return verification.head
        }
      }
    }
  }
}

extension Database {
  /// Puts in everything that another database holds.
  fileprivate func fill(from source: any SQLConnection) throws {
    try Log(db: source).each { try insert($0) }
    try Table.personal.eachRow(in: source) { row in
      try run("INSERT INTO personal (stream, token, salt, text) VALUES (?, ?, ?, ?)", row)
    }
    for table in Table.all {
      try table.eachRow(in: source) { try write(.put(table.name, $0)) }
    }
    try run("INSERT INTO search (search) VALUES ('rebuild')")
  }
}
