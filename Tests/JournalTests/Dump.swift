import GRDB
import Procedure
import Testing

@testable import Journal

extension RelationalJournal {
  /// The database, where the journal is in a file.
  var file: any DatabaseWriter { get throws { try #require(sqlite).database } }

  /// Changes the tables as whoever owns the database can without switching anything off.
  func change(_ sql: String) throws {
    guard let acting = store as? ActingStore else {
      return try file.write { try $0.execute(sql: sql) }
    }
    try acting.change(sql)
  }

  /// Changes the tables past everything that guards them, as whoever owns the database can.
  func tamper(_ sql: String) throws {
    guard let acting = store as? ActingStore else {
      return try file.write { db in
        try db.execute(sql: "DROP TRIGGER IF EXISTS event_is_never_changed")
        try db.execute(sql: "DROP TRIGGER IF EXISTS event_is_never_deleted")
        try db.execute(sql: sql)
      }
    }
    try acting.tamper(sql)
  }

  /// Whether another program has changed the file.
  func changedElsewhere() throws -> Bool { try #require(sqlite).changedElsewhere() }

  /// Every row of everything that is read from the log, as text; and that the search index fits its rows.
  func dump() throws -> [String] {
    // Throws where the index does not hold what the rows hold.
    try sqlite?.database.write { db in
      try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    }
    return try read { reading in
      try Table.all.flatMap { table in
        let names = table.columns.map(\.name).joined(separator: ", ")
        return try reading.db.all("SELECT \(names) FROM \(table.name)") { row in
          let values = table.columns.enumerated().map { place, column in
            if row.isNull(place) { return "NULL" }
            switch column.kind {
            case .integer: return "\(row.integer(place))"
            case .text: return row.text(place)
            case .blob: return String(decoding: row.bytes(place), as: UTF8.self)
            }
          }
          return "\(table.name): " + values.joined(separator: "|")
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
