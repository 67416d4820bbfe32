/// What a server is before a store is made on it.
struct ServerGround: Sendable, Equatable {
  /// Its release, as 150004 for 15.4.
  var release: Int
  /// The database.
  var database: String
  /// As whom it was asked.
  var user: String
  /// Whether this user may make roles.
  var makesRoles: Bool
  /// The encoding of the database's texts.
  var encoding: String
  /// Whether the database knows the letters of all scripts.
  var knowsLetters: Bool
  /// Whether the extension that searches by trigrams is to be had.
  var hasTrigrams: Bool
  /// Whether it is a copy of another server, that nobody can write.
  var isStandby: Bool
  /// Whether a store is there already.
  var hasStore: Bool
  /// Whether something else is there.
  var hasOther: Bool

  /// Why no store can be made on it, with what to do; nil where one can.
  var fault: String? {
    if isStandby {
      return "this server is a copy that takes no writes: give the address of the main one"
    }
    if let fault = ServerGround.fault(ofRelease: release) { return fault }
    guard makesRoles else {
      return
        "\(user) may not make roles there: say it as a superuser, as in `sudo -u postgres paydesk store create --local --first LOGIN`"
    }
    if let fault = ServerGroups.fault(ofName: database) {
      return "the database cannot be called “\(database)”, for \(fault)"
    }
    if hasOther {
      return
        "the database \(database) holds something else already: name one that is not there yet, and it is made"
    }
    if encoding != "UTF8" {
      return
        "the database \(database) keeps its texts in \(encoding): name one that is not there yet, and it is made in UTF-8"
    }
    if !knowsLetters {
      return
        "the database \(database) knows no letters but those of English, so nothing in other scripts would be found: name one that is not there yet, and it is made with C.UTF-8"
    }
    guard hasTrigrams else {
      return
        "its PostgreSQL lacks the extension pg_trgm, which searches: install postgresql-contrib, or postgresql-15 on Debian"
    }
    return nil
  }

  /// Why a release of PostgreSQL cannot be used, with what to do; nil where it can.
  static func fault(ofRelease release: Int) -> String? {
    guard release < Server.oldest else { return nil }
    let name =
      release >= 100_000 ? "\(release / 10_000)" : "\(release / 10_000).\(release / 100 % 100)"
    return
      "its PostgreSQL is \(name), and paydesk needs \(Server.oldest / 10_000) or later: upgrade the server"
  }
}

extension ServerGround {
  /// Asks a server.
  init(of connection: PostgresConnection) throws {
    let row = try connection.query(
      """
      SELECT current_setting('server_version_num')::integer, current_database()::text, current_user::text,
        (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user),
        (SELECT pg_encoding_to_char(encoding)::text FROM pg_database WHERE datname = current_database()),
        lower('Ä' COLLATE "default") = 'ä',
        EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'),
        pg_is_in_recovery(),
        to_regnamespace('paydesk_store') IS NOT NULL,
        EXISTS (SELECT FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace
          WHERE relkind IN ('r', 'p', 'f', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema')
            AND nspname NOT LIKE 'pg\\_%')
      """)
    release = Int(row.integer(0, 0))
    database = row.text(0, 1)
    user = row.text(0, 2)
    makesRoles = row.integer(0, 3) == 1
    encoding = row.text(0, 4)
    knowsLetters = row.integer(0, 5) == 1
    hasTrigrams = row.integer(0, 6) == 1
    isStandby = row.integer(0, 7) == 1
    hasStore = row.integer(0, 8) == 1
    hasOther = row.integer(0, 9) == 1
  }
}
