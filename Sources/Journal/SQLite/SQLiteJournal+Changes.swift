import GRDB

extension SQLiteStore {
  /// Whether another program, or another journal object, has changed the database since this was last asked. The first
  /// answer is true.
  func changedElsewhere() throws -> Bool {
    let version = try JournalError.mapped(path: path) {
      // SQLite counts for a connection what others commit, and all writes of this object go through one.
      try database.writeWithoutTransaction { try $0.first("PRAGMA data_version") { $0.integer(0) } }
    }
    return seenVersion.withLock { seen in
      defer { seen = version }
      return seen != version
    }
  }
}

extension RelationalJournal {
  /// Whether another program, or another journal object, has changed the database since this was last asked. The first
  /// answer is true.
  public func changedElsewhere() throws -> Bool { try sqlite?.changedElsewhere() ?? false }
}
