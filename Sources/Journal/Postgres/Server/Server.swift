import Procedure

/// What a team's server is made of, as SQL: roles, tables, the log, the functions through which alone it is written, and the
/// views through which it is read.
///
/// The tables stand in the schema `paydesk_store`, in which nobody but the owner has any right. Clients see the schema `paydesk`:
/// functions, and a view of each table under its name. Viewers, who have no right on those views, find views of the same names
/// in `paydesk_masked` before them, so a client sets `search_path = paydesk_masked, paydesk` whoever it is.
public enum Server {
  /// The number of the newest schema that this program knows; `meta` holds the server's.
  static let known = 3
  /// The oldest server that it runs on: PostgreSQL 15.
  static let oldest = 150_000

  /// A part of the schema.
  struct Part: Sendable {
    /// What it makes.
    var title: String
    /// Its statements.
    var sql: String
  }

  /// What makes an empty database a store, in one transaction: first by a login that may create roles, and then by the owner.
  static func parts(in database: String) -> [Part] {
    let groups = ServerGroups(database: database)
    return [
      Part(title: "Roles", sql: groups.roles),
      Part(title: "Schemas", sql: groups.schemas),
      Part(title: "The owner makes the rest", sql: "SET LOCAL ROLE \(named(groups.owner));"),
      Part(title: "Log", sql: log),
      Part(title: "Tables", sql: tables),
      Part(title: "Guards", sql: guards),
    ] + code(in: database)
  }

  /// What can be put in the place of itself at any time: functions, views, grants.
  static func code(in database: String) -> [Part] {
    let groups = ServerGroups(database: database)
    return [
      Part(title: "What stood here before", sql: clearing),
      Part(title: "People", sql: people),
    ] + writing + [
      Part(title: "Search", sql: search),
      Part(title: "Proofs", sql: proofs),
      Part(title: "Presence and state", sql: state),
      Part(title: "Views", sql: views),
      Part(title: "Grants", sql: groups.grants),
    ]
  }

  /// Makes room for what clients see, so that it can be of another shape than it was.
  private static let clearing = """
    DO $$
    DECLARE
      view regclass;
      function regprocedure;
    BEGIN
      FOR view IN
        SELECT oid FROM pg_class WHERE relkind = 'v'
          AND relnamespace IN ('paydesk'::regnamespace, 'paydesk_masked'::regnamespace)
      LOOP
        EXECUTE format('DROP VIEW %s', view);
      END LOOP;
      FOR function IN SELECT oid FROM pg_proc WHERE pronamespace = 'paydesk'::regnamespace LOOP
        EXECUTE format('DROP FUNCTION %s', function);
      END LOOP;
    END $$;
    """

  /// The whole text, as `psql` takes it.
  static func text(in database: String) -> String {
    let texts: [String] = parts(in: database).map { "-- \($0.title)\n\n\($0.sql)\n" }
    return "BEGIN;\n\n" + texts.joined(separator: "\n") + "\nRESET ROLE;\nCOMMIT;\n"
  }
}

extension Server {
  /// A text as SQL writes it, in quotes.
  static func quoted(_ text: some StringProtocol) -> String {
    "'" + String(text).writing("'", as: "''") + "'"
  }

  /// Texts as an array of SQL.
  static func array(_ texts: some Sequence<String>) -> String {
    "ARRAY[" + texts.map { quoted($0) }.joined(separator: ", ") + "]::text[]"
  }

  /// What every function that people call runs with: the owner's rights, and no name that the caller could put in the way.
  static let definer = "SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp"
  /// The same of a function that only the others call.
  static let inner = "SET search_path = pg_catalog, paydesk_store, pg_temp"

  /// A name as SQL writes it.
  static func named(_ name: String) -> String {
    "\"" + name.writing("\"", as: "\"\"") + "\""
  }
}
