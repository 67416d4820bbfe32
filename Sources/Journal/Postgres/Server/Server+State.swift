/// What a client asks when it has connected, and who is on what.
extension Server {
  static let state = """
    -- One row: what the store is, and who asks. The names of its columns never change; others may follow.
    CREATE OR REPLACE FUNCTION paydesk.state() RETURNS TABLE (
      schema integer, is_sample boolean, person text, role text, groups text[], server_version integer)
    LANGUAGE sql STABLE ROWS 1 \(definer) AS $$
      SELECT
        (SELECT value::integer FROM paydesk_store.meta WHERE key = 'schema'),
        coalesce((SELECT value = 'yes' FROM paydesk_store.meta WHERE key = 'sample'), false),
        session_user::text,
        paydesk_store.own_role(),
        ARRAY(SELECT g.role FROM paydesk_store.groups() AS g
          JOIN pg_roles AS held ON held.rolname = g.name
          JOIN pg_auth_members AS given ON given.roleid = held.oid
          WHERE given.member = quote_ident(session_user)::regrole ORDER BY g.role),
        current_setting('server_version_num')::integer
    $$;

    -- Who looks at which ticket, and the moment of the last statement there, in microseconds since 1970. A session says so by
    -- its name: `paydesk CX-1`.
    CREATE OR REPLACE FUNCTION paydesk.presence() RETURNS TABLE (person text, ticket text, since bigint)
    LANGUAGE sql STABLE ROWS 50 \(definer) AS $$
      SELECT usename::text, substr(application_name, 9),
        floor(extract(epoch FROM max(coalesce(state_change, backend_start))) * 1000000)::bigint
      FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'paydesk _%'
        AND (SELECT paydesk_store.own_role()) IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2
    $$;
    """
}
