extension Server {
  /// The tables that are read from the log, what is looked through, and the files of proofs.
  static let tables: String = (Table.all.map(\.postgres) + [searchTable, searchIndex, proofTable])
    .joined(separator: "\n")
}

extension Table {
  /// The table and its indexes on PostgreSQL. Text compares by its bytes, as SQLite's does.
  var postgres: String {
    let lines =
      columns.map { "\($0.name) \($0.postgres)" } + ["PRIMARY KEY (\(key.joined(separator: ", ")))"]
    let table = """
      CREATE TABLE paydesk_store.\(name) (
        \(lines.joined(separator: ",\n  "))
      );
      """
    return ([table] + indexes.map { $0.postgres(on: name) }).joined(separator: "\n") + "\n"
  }
}

extension Table.Column {
  /// Its type and whether it may be null, on PostgreSQL.
  var postgres: String {
    let type =
      switch kind {
      case .integer: "bigint"
      case .text: "text COLLATE \"C\""
      case .blob: "bytea"
      }
    return isOptional ? type : type + " NOT NULL"
  }
}

extension Table {
  /// Every index beside the keys, dropped and made again: filled row by row they take most of the time that a table takes.
  var droppingIndexes: String {
    indexes.map { "DROP INDEX paydesk_store.\($0.name);" }.joined(separator: "\n")
  }
  var makingIndexes: String {
    indexes.map { $0.postgres(on: name) }.joined(separator: "\n")
  }
}

extension Table.Index {
  /// The index on PostgreSQL.
  func postgres(on table: String) -> String {
    let verb = isUnique ? "CREATE UNIQUE INDEX" : "CREATE INDEX"
    let filter = filter.map { " WHERE \($0)" } ?? ""
    return "\(verb) \(name) ON paydesk_store.\(table) (\(columns))\(filter);"
  }
}
