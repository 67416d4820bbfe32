import GRDB
import Procedure

@testable import Journal

extension SQLiteJournal {
  /// Every row of everything that is read from the log, as text; and that the search index fits its rows.
  func dump() throws -> [String] {
    try store.write { db in
      // Throws where the index does not hold what the rows hold.
      try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
      return try Schema.readModelTables.dropFirst().flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
          let values = row.databaseValues.map { value -> String in
            if case .blob(let data) = value.storage { return String(decoding: data, as: UTF8.self) }
            return value.description
          }
          return "\(table): " + values.joined(separator: "|")
        }.sorted()
      }
    }
  }

  /// The same after everything was made anew.
  func dumpAfterRebuild() throws -> [String] {
    try rebuild()
    return try dump()
  }
}
