import Procedure

/// What clients read. Who decides reads each table through a view that is nothing but the table, so that every index serves.
/// Viewers have no right on those views; they read others, in which the server has masked what is personal before anything
/// that they ask can look at it, and which are empty where a table serves decisions alone.
///
/// A masked text begins with its first letter, a number ends in its last two digits: `M•••`, `•••10`. What was erased says so.
extension Server {
  /// A table as it is read.
  private struct Readable {
    var name: String
    /// Its columns with what a viewer sees in their place.
    var columns: [(name: String, masked: String)]
    var isForDecisions = false
  }

  private static let readable: [Readable] =
    Table.all.map { table in
      Readable(
        name: table.name,
        columns: table.columns.map { ($0.name, $0.isPersonal ? masked($0.name) : $0.name) },
        isForDecisions: table.isForDecisions)
    } + [
      Readable(name: Table.event.name, columns: Table.event.columns.map { ($0.name, $0.name) }),
      // With the salt a text could be guessed until its token fits.
      Readable(
        name: "personal",
        columns: [
          ("stream", "stream"), ("token", "token"), ("salt", "NULL::bytea"),
          ("text", masked("text")),
        ]),
      Readable(name: "meta", columns: [("key", "key"), ("value", "value")]),
    ]

  /// The views, made anew.
  static let views: String = readable.map { table in
    let names = table.columns.map(\.name).joined(separator: ", ")
    let masked = table.columns.map { $0.name == $0.masked ? $0.name : "\($0.masked) AS \($0.name)" }
      .joined(separator: ", ")
    return """
      CREATE VIEW paydesk.\(table.name) AS
        SELECT \(names) FROM paydesk_store.\(table.name);
      CREATE VIEW paydesk_masked.\(table.name) AS
        SELECT \(masked) FROM paydesk_store.\(table.name)\(table.isForDecisions ? " WHERE false" : "");
      """
  }.joined(separator: "\n")

  /// What a viewer sees of a text.
  static func masked(_ text: String) -> String {
    """
    CASE WHEN \(text) IS NULL OR \(text) IN ('', \(quoted(Personal.erased))) THEN \(text) \
    WHEN \(text) !~ '^[-+()./ 0-9]*$' THEN left(ltrim(\(text)), 1) || '•••' \
    WHEN \(text) ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(\(text), '[^0-9]', '', 'g'), 2) \
    ELSE '•••' END COLLATE "C"
    """
  }
}
