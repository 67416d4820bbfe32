import GRDB

/// The library that keeps a store in a file.
public enum SQLiteLibrary {
  /// Its version, such as `3.40.1`.
  public static var version: String {
    get throws {
      try DatabaseQueue().read { db in
        try db.first("SELECT sqlite_version()") { $0.text(0) } ?? ""
      }
    }
  }

  /// The number of the newest schema that this program knows.
  public static var knownSchema: Int { Schema.known }
}
