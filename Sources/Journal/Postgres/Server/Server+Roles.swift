import Procedure

/// The roles of a store: its owner, whom nobody can be, and a group for each role of the core. A person is a login that is in
/// one group. They are named after the database, so that several desks can stand on one server.
struct ServerGroups: Sendable {
  /// The database.
  var database: String

  /// The longest name that PostgreSQL keeps, in bytes.
  static let nameLimit = 63

  /// Owns the schemas and everything in them; without a login.
  var owner: String { database + "_owner" }

  /// The group of a role.
  func name(of role: Role) -> String { database + ServerGroups.suffix(of: role) }

  /// What a group's name ends in: `_ops_manager`.
  static func suffix(of role: Role) -> String {
    role.rawValue.reduce(into: "_") { name, letter in
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }

  /// Why a database cannot have this name, as the end of a sentence; nil where it can.
  static func fault(ofName database: String) -> String? {
    let longest = (Role.allCases.map(suffix) + ["_owner"]).map(\.utf8.count).max() ?? 0
    if database.isEmpty { return "it is empty" }
    if database.contains("\0") { return "it holds a sign that no name can" }
    guard database.utf8.count + longest <= nameLimit else {
      return "its groups are named after it, so it may have \(nameLimit - longest) bytes at most"
    }
    return nil
  }

  /// The groups that may decide, and so see everything.
  private var deciding: String { list(Role.allCases.filter { $0 != .viewer }) }
  private var everybody: String { list(Role.allCases) }

  private func list(_ roles: [Role]) -> String {
    roles.map { Server.named(name(of: $0)) }.joined(separator: ", ")
  }

  /// Makes the roles anew, so that nobody is left in a group by a desk of the same name that is gone: the log says who works here.
  var roles: String {
    let names = [owner] + Role.allCases.map(name)
    return """
      SELECT pg_advisory_xact_lock(hashtext('paydesk store'));
      DO $$
      DECLARE
        wanted text;
      BEGIN
        FOREACH wanted IN ARRAY \(Server.array(names)) LOOP
          IF EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('DROP OWNED BY %I', wanted);
            EXECUTE format('DROP ROLE %I', wanted);
          END IF;
          EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END LOOP;
      END $$;
      ALTER ROLE \(Server.named(owner)) CREATEROLE;
      GRANT \(everybody) TO \(Server.named(owner)) WITH ADMIN OPTION;
      DO $$ BEGIN
        IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
          GRANT pg_read_all_stats TO \(Server.named(owner));
        ELSE
          EXECUTE format('GRANT %I TO %I', \(Server.quoted(owner)), current_user);
        END IF;
      END $$;
      """
  }

  /// Makes the schemas, with the extension that searches by trigrams. Whoever is in no group cannot even connect.
  var schemas: String {
    """
    REVOKE ALL ON DATABASE \(Server.named(database)) FROM PUBLIC;
    GRANT CONNECT ON DATABASE \(Server.named(database)) TO \(everybody);
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    CREATE SCHEMA paydesk_store AUTHORIZATION \(Server.named(owner));
    CREATE SCHEMA paydesk AUTHORIZATION \(Server.named(owner));
    CREATE SCHEMA paydesk_masked AUTHORIZATION \(Server.named(owner));
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA paydesk_store;
    """
  }

  /// Takes everybody out of the groups, but for the owner, who gives them.
  static let emptying = """
    DO $$
    DECLARE
      given record;
    BEGIN
      FOR given IN
        SELECT held.rolname AS held, member.rolname AS member FROM paydesk_store.groups() AS g
        JOIN pg_roles AS held ON held.rolname = g.name
        JOIN pg_auth_members AS m ON m.roleid = held.oid
        JOIN pg_roles AS member ON member.oid = m.member
        WHERE member.rolname <> current_user
      LOOP
        EXECUTE format('REVOKE %I FROM %I', given.held, given.member);
      END LOOP;
    END $$;
    """

  /// What the groups may: see the views that are theirs, and call the functions of `paydesk`. Nobody may write a table.
  var grants: String {
    """
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA paydesk FROM PUBLIC;
    DO $$
    DECLARE
      made regprocedure;
    BEGIN
      FOR made IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'paydesk_store'::regnamespace AND proowner = quote_ident(current_user)::regrole
      LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
      END LOOP;
    END $$;
    GRANT USAGE ON SCHEMA paydesk TO \(everybody);
    GRANT USAGE ON SCHEMA paydesk_masked TO \(Server.named(name(of: .viewer)));
    GRANT SELECT ON ALL TABLES IN SCHEMA paydesk TO \(deciding);
    GRANT SELECT ON ALL TABLES IN SCHEMA paydesk_masked TO \(Server.named(name(of: .viewer)));
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA paydesk TO \(everybody);
    """
  }
}

extension Server {
  /// Who works here, in which group. The log says so: `append` calls `grant_person` for each event that gives a role.
  static let people = """
    CREATE OR REPLACE FUNCTION paydesk_store.groups() RETURNS TABLE (role text, name text)
    LANGUAGE sql STABLE AS $$
      SELECT role, current_database() || suffix FROM (VALUES
        \(Role.allCases.map { "(\(Server.quoted($0.rawValue)), \(Server.quoted(ServerGroups.suffix(of: $0))))" }.joined(separator: ",\n    "))
      ) AS known (role, suffix)
    $$;

    -- The role of a person; null of one who is in no group, or in more than one.
    CREATE OR REPLACE FUNCTION paydesk_store.role_of(person text) RETURNS text
    LANGUAGE sql STABLE AS $$
      SELECT CASE WHEN count(*) = 1 THEN min(g.role) END
      FROM paydesk_store.groups() AS g
      JOIN pg_catalog.pg_roles AS held ON held.rolname = g.name
      JOIN pg_catalog.pg_auth_members AS given ON given.roleid = held.oid
      JOIN pg_catalog.pg_roles AS member ON member.oid = given.member
      WHERE member.rolname = person
    $$;

    CREATE OR REPLACE FUNCTION paydesk_store.own_role() RETURNS text
    LANGUAGE sql STABLE AS $$ SELECT paydesk_store.role_of(session_user) $$;

    -- Nothing can be said to a role that does not exist or that could do what no group may.
    CREATE OR REPLACE FUNCTION paydesk_store.grant_person(person text, role text) RETURNS void
    LANGUAGE plpgsql \(definer) AS $$
    DECLARE
      wanted text := (SELECT g.name FROM paydesk_store.groups() AS g
        WHERE g.role = grant_person.role);
      other text;
      known record;
      fault text;
    BEGIN
      IF wanted IS NULL THEN
        RAISE EXCEPTION 'No role is called “%”.', role
          USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"People"}';
      END IF;
      SELECT rolsuper, rolcanlogin, oid INTO known FROM pg_roles WHERE rolname = person;
      fault := CASE
        WHEN octet_length(person) > \(ServerGroups.nameLimit)
          THEN 'it has more than \(ServerGroups.nameLimit) bytes'
        WHEN person = '' OR person LIKE 'pg\\_%' OR person IN ('public', 'none')
          THEN 'PostgreSQL keeps that name to itself'
        WHEN known.rolsuper THEN 'it is a superuser, for whom no rule holds'
        WHEN NOT known.rolcanlogin THEN 'it is a group, or may not log in'
        WHEN pg_has_role(known.oid, quote_ident(current_user)::regrole, 'MEMBER')
          THEN 'it may act as the owner of this store'
      END;
      IF fault IS NOT NULL THEN
        RAISE EXCEPTION '“%” cannot be a login of this store: %. Give the person another.', person, fault
          USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"People"}';
      END IF;
      IF known.oid IS NULL THEN
        BEGIN
          EXECUTE format('CREATE ROLE %I LOGIN', person);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          -- Another desk of this server was faster.
          NULL;
        END;
      END IF;
      FOR other IN
        SELECT held.rolname FROM paydesk_store.groups() AS g
        JOIN pg_roles AS held ON held.rolname = g.name AND g.name <> wanted
        JOIN pg_auth_members AS given ON given.roleid = held.oid
        WHERE given.member = quote_ident(person)::regrole
      LOOP
        EXECUTE format('REVOKE %I FROM %I', other, person);
      END LOOP;
      EXECUTE format('GRANT %I TO %I', wanted, person);
      -- A pooler may hand each transaction to another session, and what a client has set there is lost on the way.
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %s', person, current_database(),
        CASE role WHEN 'viewer' THEN 'paydesk_masked, paydesk' ELSE 'paydesk' END);
      IF paydesk_store.role_of(person) IS DISTINCT FROM role THEN
        RAISE EXCEPTION '“%” is in another group too, by the word of somebody who administers the server: take it out there first.', person
          USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"People"}';
      END IF;
    END $$;
    """
}

extension Role {
  /// The roles that decide, and those of managers, as literals of a list.
  static var deciding: String { literals(allCases.filter { $0 != .viewer }) }
  static var managing: String { literals(allCases.filter(\.isManager)) }

  private static func literals(_ roles: [Role]) -> String {
    roles.map { Server.quoted($0.rawValue) }.joined(separator: ", ")
  }
}
