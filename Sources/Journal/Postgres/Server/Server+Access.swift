/// How a server lets people in over its Unix socket, as `pg_hba.conf` says.
struct SocketAccess: Sendable {
  /// A line about the socket.
  struct Rule: Sendable {
    var line: Int
    var databases: [String]
    var users: [String]
    var method: String
  }

  /// The lines, in the order in which the first that fits counts.
  var rules: [Rule]
  /// Where they are written.
  var file: String

  /// What to put into the file so that a login of the machine is a role of the database, where that is not so; nil where it is.
  func advice(for database: String) -> String? {
    let first = rules.first { rule in
      rule.users.contains("all")
        && (rule.databases.contains("all") || rule.databases.contains(database))
    }
    guard first?.method != "peer" else { return nil }
    let line = "local \(Server.word(database)) all peer"
    let mend = "and run `systemctl reload postgresql`"
    guard let first else {
      return
        "Nobody may come in over the socket by their login: add the line `\(line)` to \(file) \(mend)."
    }
    let found =
      first.method == "trust"
      ? "Over the socket everybody is let in as whoever they say"
      : "Over the socket people are let in by \(first.method), not by their login"
    return "\(found) (line \(first.line) of \(file)): put `\(line)` before that line \(mend)."
  }
}

extension SocketAccess {
  /// Reads what a server's file says; nil where this role may not, or where the connection is not over the socket.
  init?(of connection: PostgresConnection) throws {
    let rows = try connection.query(
      """
      SELECT current_setting('hba_file') WHERE inet_client_addr() IS NULL
        AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
      """)
    guard rows.count == 1 else { return nil }
    file = rows.text(0, 0)
    let found = try connection.query(
      """
      SELECT line_number, array_to_string(database, E'\\n'), array_to_string(user_name, E'\\n'), auth_method
      FROM pg_hba_file_rules WHERE type = 'local' AND error IS NULL ORDER BY line_number
      """)
    rules = (0..<found.count).map { row in
      func words(_ column: Int) -> [String] {
        found.text(row, column).split(separator: "\n").map(String.init)
      }
      return Rule(
        line: Int(found.integer(row, 0)), databases: words(1), users: words(2),
        method: found.text(row, 3))
    }
  }
}

extension Server {
  /// A name as `pg_hba.conf` takes it: in quotes where it is no plain word.
  static func word(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
    }
    return isPlain ? name : "\"\(name)\""
  }
}
