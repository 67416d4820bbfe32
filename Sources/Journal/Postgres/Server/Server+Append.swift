import Procedure

/// The functions that clients call to write; there is no other way in.
extension Server {
  /// What follows the guards, checks and writes; it can be put in the place of itself.
  static let writing: [Part] = [
    Part(title: "What the guards follow", sql: guarding),
    Part(title: "Permissions", sql: permissions()),
    Part(title: "Checks", sql: checks),
    Part(title: "Changes", sql: applyRarely() + "\n\n" + apply()),
    Part(title: "Append", sql: append),
  ]

  /// `enter`, `hold`, `append`, `flush` and `landed`.
  static let append = [canonical, moments, chaining, appending, landing].joined(separator: "\n\n")

  /// Whether the server and every client read one and the same in a body: it has one form only, as `CanonicalJSON` writes it.
  private static let canonical = #"""
    CREATE OR REPLACE FUNCTION paydesk_store.json_quoted(text text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
    DECLARE
      v text := replace(replace(replace(text, '\', '\\'), '"', '\"'), chr(10), '\n');
    BEGIN
      IF v ~ '[\x01-\x1f]' THEN
        FOR i IN 1 .. 31 LOOP
          v := replace(v, chr(i), '\u00' || lpad(to_hex(i), 2, '0'));
        END LOOP;
      END IF;
      RETURN '"' || v || '"';
    END $$;

    CREATE OR REPLACE FUNCTION paydesk_store.canonical(v jsonb) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
    BEGIN
      RETURN CASE jsonb_typeof(v)
        WHEN 'object' THEN (
          SELECT '{' || coalesce(string_agg(json_quoted(m.key) || ':' || canonical(m.value), ','
            ORDER BY m.key COLLATE "C"), '') || '}' FROM jsonb_each(v) AS m)
        WHEN 'array' THEN (
          SELECT '[' || coalesce(string_agg(canonical(i.value), ',' ORDER BY i.ordinality), '') || ']'
          FROM jsonb_array_elements(v) WITH ORDINALITY AS i)
        WHEN 'string' THEN json_quoted(v #>> '{}')
        ELSE v::text END;
    END $$;

    -- Spaces apart, what `jsonb` makes of a text is as long as the text unless something fell away or was written otherwise; a
    -- number with an exponent alone could grow, and is looked at closely.
    CREATE OR REPLACE FUNCTION paydesk_store.is_canonical(body text, v jsonb) RETURNS boolean IMMUTABLE LANGUAGE sql
      RETURN octet_length(replace(v::text, ' ', '')) = octet_length(replace(body, ' ', ''))
        AND body !~ '[,:\[]-?[0-9.]+[eE]' OR paydesk_store.canonical(v) = body;
    """#

  /// Locks and times. Every recording transaction enters first; one that changes what everything rests on enters alone.
  private static let moments = #"""
    CREATE OR REPLACE FUNCTION paydesk_store.now_after(at bigint) RETURNS bigint VOLATILE LANGUAGE sql
    AS $$ SELECT greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, at) $$;

    CREATE OR REPLACE FUNCTION paydesk.enter(whole boolean)
    RETURNS TABLE (at bigint, number bigint, hash bytea, last_at bigint, desk_version bigint)
    LANGUAGE plpgsql \#(definer) AS $$
    #variable_conflict use_column
    DECLARE
      h head;
    BEGIN
      -- Whoever records nothing keeps nobody waiting.
      IF EXISTS (SELECT FROM guard_person WHERE person = session_user AND role = 'viewer') THEN
        PERFORM refuse('forbidden', 'People', 'A viewer changes nothing.');
      END IF;
      IF whole THEN
        PERFORM pg_advisory_xact_lock(\#(worldLock));
        SELECT * INTO h FROM head FOR UPDATE;
      ELSE
        PERFORM pg_advisory_xact_lock_shared(\#(worldLock));
        SELECT * INTO h FROM head;
      END IF;
      at := now_after(h.at);
      number := h.number;
      hash := h.hash;
      last_at := h.at;
      SELECT coalesce(max(e.version), 0) INTO desk_version FROM event AS e WHERE e.stream = 'desk';
      INSERT INTO moment AS m (pid, xid, at) VALUES (pg_backend_pid(), pg_current_xact_id(), enter.at)
      ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, at = excluded.at,
        events = CASE WHEN m.xid = excluded.xid THEN m.events ELSE 0 END,
        desk = m.xid = excluded.xid AND m.desk,
        erased = CASE WHEN m.xid = excluded.xid THEN m.erased ELSE '{}' END;
      RETURN NEXT;
    END $$;

    CREATE OR REPLACE FUNCTION paydesk_store.lock_keys(keys text[]) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      k bigint;
    BEGIN
      FOR k IN SELECT DISTINCT hashtextextended(t, 0) AS h FROM unnest(keys) AS t ORDER BY h LOOP
        -- The lock of all is not to be had by a name that happens to hash to it.
        PERFORM pg_advisory_xact_lock(CASE k WHEN \#(worldLock) THEN 0 ELSE k END);
      END LOOP;
    END $$;

    CREATE OR REPLACE FUNCTION paydesk.hold(keys text[]) RETURNS bigint LANGUAGE plpgsql \#(definer) AS $$
    DECLARE
      v_at bigint;
    BEGIN
      PERFORM lock_keys(keys);
      SELECT now_after(h.at) INTO v_at FROM head AS h;
      UPDATE moment SET at = v_at WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id();
      IF NOT FOUND THEN
        PERFORM refuse('outOfOrder', 'Log', 'A transaction enters before it holds anything.');
      END IF;
      RETURN v_at;
    END $$;
    """#

  /// The advisory lock that every recording transaction shares, and that a whole one has alone.
  private static let worldLock = "7809651153846790::bigint"

  /// The chain, as `Chain.swift` has it, and what keeps others from what an append rests on.
  private static let chaining = #"""
    -- Appends an event, whose number and hash follow from the end of the log, and gives the end after it.
    CREATE OR REPLACE FUNCTION paydesk_store.chain(h paydesk_store.head, r paydesk_store.event)
    RETURNS paydesk_store.head LANGUAGE plpgsql AS $$
    BEGIN
      h.number := h.number + 1;
      h.hash := sha256(
        '\x0000000d'::bytea || 'paydesk event'::bytea || '\x00000020'::bytea || h.hash || int8send(h.number)
        || int4send(octet_length(r.stream)) || convert_to(r.stream, 'UTF8') || int8send(r.version)
        || int4send(octet_length(r.name)) || convert_to(r.name, 'UTF8') || int8send(r.schema)
        || int4send(octet_length(r."by")) || convert_to(r."by", 'UTF8')
        || int4send(octet_length(r.role)) || convert_to(r.role, 'UTF8') || int8send(r.at)
        || CASE WHEN r.vendor IS NULL THEN '\x0000000000'::bytea
           ELSE '\x01'::bytea || int4send(octet_length(r.vendor)) || convert_to(r.vendor, 'UTF8') END
        || int4send(octet_length(r.body)) || r.body
        || CASE WHEN r.stands_for IS NULL THEN ''::bytea
           ELSE int4send(octet_length(r.stands_for)) || convert_to(r.stands_for, 'UTF8') END);
      INSERT INTO event (number, stream, version, name, schema, by, role, at, vendor, body, hash, stands_for)
      VALUES (h.number, r.stream, r.version, r.name, r.schema, r."by", r.role, r.at, r.vendor, r.body, h.hash, r.stands_for);
      RETURN h;
    END $$;

    -- Whether events are about disputes that are there and stay on their orders: others may append beside them.
    CREATE OR REPLACE FUNCTION paydesk_store.goes_beside(events jsonb) RETURNS boolean IMMUTABLE LANGUAGE sql
      RETURN NOT EXISTS (
        SELECT FROM jsonb_array_elements(events) AS e
        WHERE e ->> 'stream' NOT LIKE 'dispute:%'
          OR e ->> 'name' IN ('ticketLogged', 'ticketAmended', 'ticketRelisted', 'merged'));

    -- Keeps others from all that is looked at to check such events: the disputes, their orders, and the proofs' references
    -- and files. They are the names that clients hold as well.
    CREATE OR REPLACE FUNCTION paydesk_store.lock_disputes(events jsonb) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      v_streams text[] := ARRAY(SELECT DISTINCT e ->> 'stream' FROM jsonb_array_elements(events) AS e);
      v_disputes text[] := ARRAY(SELECT substr(t, 9) FROM unnest(v_streams) AS t);
      v_keys text[];
      e jsonb;
    BEGIN
      PERFORM lock_keys(v_streams);
      v_keys := ARRAY(SELECT 'order:' || order_id FROM guard_dispute WHERE dispute = ANY (v_disputes));
      FOR e IN SELECT * FROM jsonb_array_elements(events) LOOP
        IF e ->> 'name' = 'proofRecorded' THEN
          v_keys := v_keys || ARRAY(
            SELECT key FROM (SELECT (e ->> 'body')::jsonb #> '{proofRecorded,proof}') AS b (proof),
              LATERAL (VALUES ('reference:' || compared(proof ->> 'reference')), ('file:' || lower(proof ->> 'sha256')))
                AS k (key)
            WHERE key IS NOT NULL);
        ELSIF e ->> 'name' = 'proofAccepted' THEN
          v_keys := v_keys || ARRAY(
            SELECT key FROM guard_proof AS g,
              LATERAL (VALUES ('reference:' || g.reference), ('file:' || g.sha256)) AS k (key)
            WHERE g.dispute = ANY (v_disputes) AND key IS NOT NULL);
        END IF;
      END LOOP;
      PERFORM lock_keys(v_keys);
    END $$;
    """#

  /// What is checked and changed on disputes that are there is done before the end of the log is taken, which all share: it is
  /// held only for the events themselves, for what counts from their numbers, and for the counts of the queue.
  private static let appending = #"""
    CREATE OR REPLACE FUNCTION paydesk.append(
      id uuid, events jsonb, personal jsonb DEFAULT '[]', changes jsonb DEFAULT '[]')
    RETURNS TABLE (number bigint, hash bytea) LANGUAGE plpgsql \#(definer) AS $$
    #variable_conflict use_column
    DECLARE
      h head;
      m moment;
      p permission;
      e jsonb;
      me text := session_user;
      v_base bigint;
      v_count integer := jsonb_array_length(events);
      v_at bigint;
      v_clock bigint;
      v_for text := events -> 0 ->> 'stands_for';
      v_own text;
      v_role text;
      v_stream text;
      v_last text;
      v_kind text;
      v_id text;
      v_name text;
      v_body text;
      v_json jsonb;
      v_fact jsonb;
      v_vendor text;
      v_named text;
      v_found bigint;
      v_found_at bigint;
      v_caused text;
      v_streams text[] := '{}';
      v_moved text[] := '{}';
      r event;
      v_rows event[] := '{}';
      v_is_beside boolean := goes_beside(events);
      v_late jsonb := changes;
    BEGIN
      PERFORM set_config('synchronous_commit', 'off', true);
      -- The id is taken at the end, where it waits for nobody; what is known already is said at once.
      IF EXISTS (SELECT FROM appended AS a WHERE a.id = append.id AND a.xid <> pg_current_xact_id()) THEN
        PERFORM refuse('duplicate', 'Log', 'This was recorded already, or given up: nothing was recorded once more.');
      END IF;
      IF v_is_beside THEN
        PERFORM pg_advisory_xact_lock_shared(\#(worldLock));
        PERFORM lock_disputes(events);
        SELECT * INTO h FROM head;
      ELSE
        PERFORM pg_advisory_xact_lock(\#(worldLock));
        SELECT * INTO h FROM head FOR UPDATE;
        v_base := h.number;
      END IF;

      SELECT * INTO m FROM moment WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id();
      v_clock := now_after(h.at);
      IF m.pid IS NULL THEN
        m := ROW(pg_backend_pid(), pg_current_xact_id(), v_clock, 0, false, '{}'::text[]);
      ELSIF v_clock - m.at > \#(3_600_000_000) THEN
        PERFORM refuse('outOfOrder', 'Log', 'More than an hour has passed since this was decided: decide it anew.');
      END IF;
      v_at := m.at;

      SELECT role INTO v_own FROM guard_person WHERE person = me;
      IF v_own IS NULL AND v_count = 1 AND pg_has_role(session_user, current_user, 'MEMBER')
        AND NOT EXISTS (SELECT FROM guard_person) AND NOT EXISTS (SELECT FROM event) THEN
        -- A desk where nobody works yet: whoever owns the database names the first, an ops manager.
        v_json := (events -> 0 ->> 'body')::jsonb;
        IF events -> 0 ->> 'name' <> 'personAdded' OR v_json #>> '{personAdded,role}' IS DISTINCT FROM 'opsManager' THEN
          PERFORM refuse('forbidden', 'People', 'A new desk begins with its first ops manager.');
        END IF;
        me := v_json #>> '{personAdded,person,text}';
        v_own := 'opsManager';
      ELSIF v_own IS NULL THEN
        PERFORM refuse('forbidden', 'People', format('%s does not work here: a manager adds people with `paydesk people add`.', me));
      END IF;
      v_role := v_own;
      IF v_for IS NOT NULL THEN
        -- A deputy has the higher of the two roles.
        SELECT CASE WHEN 'financeManager' IN (v_own, g.role) THEN 'financeManager' ELSE 'opsManager' END
        INTO v_role FROM (
          SELECT * FROM guard_deputy AS d WHERE d.deputy = me AND d.since <= v_at AND v_at < d.until
            AND deputy_in_force(d) ORDER BY d.number LIMIT 1) AS g
        WHERE g.stands_for = v_for;
        IF v_role IS NULL THEN
          PERFORM refuse('forbidden', 'Deputies', format(
            '%s does not stand in for %s now: nothing was recorded. Another manager has to do it.', me, v_for));
        END IF;
      END IF;

      FOR e IN SELECT * FROM jsonb_array_elements(events) LOOP
        v_stream := e ->> 'stream';
        v_name := e ->> 'name';
        v_body := e ->> 'body';
        v_json := v_body::jsonb;
        v_fact := v_json -> v_name;
        IF v_stream IS NULL OR v_fact IS NULL OR v_json - v_name <> '{}' OR NOT is_canonical(v_body, v_json)
          OR e ?| '{by,role,at,number,hash}' OR e ->> 'stands_for' IS DISTINCT FROM v_for THEN
          PERFORM refuse('invalid', 'Log', 'An event has a stream, a version, and a fact under its name in the one form that the log keeps; who did it, in which role and when, and its number and hash, are set by the server, and one call is for one person.');
        END IF;

        IF v_stream = v_last THEN
          v_found := v_found + 1;
        ELSE
          SELECT x.version, x.at INTO v_found, v_found_at FROM event AS x
          WHERE x.stream = v_stream ORDER BY x.version DESC LIMIT 1;
          IF v_is_beside AND v_stream = ANY (v_streams) THEN
            SELECT max(x.version) INTO v_found FROM unnest(v_rows) AS x WHERE x.stream = v_stream;
          END IF;
          v_found := coalesce(v_found, 0);
          v_kind := split_part(v_stream, ':', 1);
          v_id := substr(v_stream, length(v_kind) + 2);
          v_streams := v_streams || v_stream;
        END IF;
        v_last := v_stream;
        IF (e ->> 'version')::bigint IS DISTINCT FROM v_found + 1 OR v_found_at > v_at THEN
          RAISE EXCEPTION USING ERRCODE = 'PD001',
            MESSAGE = format('%s was changed by somebody else: look at it again.', v_stream),
            DETAIL = json_build_object('stream', v_stream, 'expected', (e ->> 'version')::bigint - 1, 'found', v_found)::text;
        END IF;

        SELECT * INTO p FROM permission AS x WHERE x.fact = v_name;
        IF p.fact IS NULL OR p.schema IS DISTINCT FROM (e ->> 'schema')::bigint THEN
          PERFORM refuse('invalid', 'Log', format('The server does not write “%s” in schema %s: paydesk here and on the server are of different versions.', v_name, e ->> 'schema'));
        END IF;
        v_vendor := NULL;
        IF v_kind = 'dispute' THEN
          IF v_name IN ('ticketAmended', 'ticketRelisted') THEN v_moved := v_moved || v_id; END IF;
          PERFORM check_dispute(v_id, p, v_fact, me, v_role, v_for, v_stream IS NOT DISTINCT FROM v_caused);
          IF p.holding <> 'consequence' THEN v_caused := v_stream; END IF;
          PERFORM fold_dispute(v_id, v_name, v_fact, me, v_role, v_for, h.number + 1);
          SELECT coalesce(CASE WHEN v_name LIKE 'vendor%' OR v_name IN ('repeatOffenderFlagged', 'blockProposed')
            THEN v_fact #>> '{vendor,text}' END, g.vendor)
          INTO v_vendor FROM guard_dispute AS g WHERE g.dispute = v_id;
        ELSIF v_stream = 'desk' THEN
          IF v_found > 0 OR v_name <> 'personAdded' THEN
            PERFORM check_desk(v_name, v_fact, me, v_role, v_for, v_own, v_at);
          END IF;
          PERFORM fold_desk(v_name, v_fact, me, v_role, v_for, v_at, h.number + 1);
          m.desk := true;
          IF v_name IN ('personAdded', 'roleChanged') THEN
            PERFORM grant_person(v_fact #>> '{person,text}', v_fact ->> 'role');
          ELSIF v_name = 'personalDataErased' THEN
            m.erased := m.erased || ARRAY(SELECT 'dispute:' || (t ->> 'text') FROM jsonb_array_elements(v_fact -> 'disputes') AS t);
          END IF;
        ELSE
          PERFORM check_listing(v_kind, v_id, p, v_fact, v_role);
          v_vendor := CASE v_name WHEN 'orderListed' THEN v_fact #>> '{listing,facts,vendor,text}'
            WHEN 'vendorListed' THEN v_fact #>> '{listing,vendor,text}' END;
        END IF;
        IF e ->> 'vendor' IS DISTINCT FROM v_vendor THEN
          PERFORM refuse('invalid', 'Log', format('The vendor of %s is %s.', v_stream, coalesce(v_vendor, 'not known')));
        END IF;

        r := ROW(NULL, v_stream, v_found + 1, v_name, p.schema, me, v_role, v_at, v_vendor,
          convert_to(v_body, 'UTF8'), NULL, v_for)::event;
        IF v_is_beside THEN v_rows := v_rows || r; ELSE h := chain(h, r); END IF;
      END LOOP;

      IF v_moved <> '{}' THEN
        PERFORM check_moved(v_moved);
      END IF;

      IF personal <> '[]' THEN
        INSERT INTO personal (stream, token, salt, text)
        SELECT t ->> 0, t ->> 1, s.salt, t ->> 3
        FROM jsonb_array_elements(append.personal) AS t, LATERAL (SELECT decode(t ->> 2, 'base64') AS salt) AS s
        WHERE t ->> 0 = ANY (v_streams)
          AND t ->> 1 = 'h:' || encode(sha256(s.salt || convert_to(t ->> 3, 'UTF8')), 'hex')
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS v_found = ROW_COUNT;
        IF v_found <> jsonb_array_length(append.personal) THEN
          PERFORM refuse('invalid', 'Personal data', 'A personal text stands beside an event of its stream, under the hash of itself and its salt, once.');
        END IF;
      END IF;

      m.events := m.events + v_count;
      IF changes <> '[]' AND m.events = 0 THEN
        PERFORM refuse('forbidden', 'Log', 'What is read from the log changes with an event alone.');
      END IF;
      INSERT INTO moment (pid, xid, at, events, desk, erased)
      VALUES (m.pid, m.xid, m.at, m.events, m.desk, m.erased)
      ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, at = excluded.at, events = excluded.events,
        desk = excluded.desk, erased = excluded.erased;

      IF v_is_beside THEN
        IF changes <> '[]' THEN
          SELECT coalesce(jsonb_agg(c ORDER BY place) FILTER (WHERE NOT is_late), '[]'),
            coalesce(jsonb_agg(c ORDER BY place) FILTER (WHERE is_late), '[]')
          INTO changes, v_late FROM (
            SELECT c, place, c ->> 0 = 'n' OR jsonb_path_exists(c, '$[2 to 4][*].e') AS is_late
            FROM jsonb_array_elements(append.changes) WITH ORDINALITY AS a (c, place)) AS parted;
          PERFORM apply(changes, NULL, m.desk, m.erased);
        END IF;
        SELECT * INTO h FROM head FOR UPDATE;
        v_base := h.number;
        FOREACH r IN ARRAY v_rows LOOP
          h := chain(h, r);
        END LOOP;
      END IF;
      PERFORM apply(v_late, v_base, m.desk, m.erased);
      INSERT INTO appended AS a (id, number, xid) VALUES (append.id, h.number, pg_current_xact_id())
      ON CONFLICT (id) DO UPDATE SET number = excluded.number WHERE a.xid = excluded.xid;
      IF NOT FOUND THEN
        PERFORM refuse('duplicate', 'Log', 'This was recorded already, or given up: nothing was recorded once more.');
      END IF;
      IF v_count > 0 THEN
        UPDATE head SET number = h.number, hash = h.hash, at = greatest(head.at, v_at);
      END IF;
      IF v_count > 0 THEN
        PERFORM pg_notify('paydesk', h.number::text);
      END IF;
      number := h.number;
      hash := h.hash;
      RETURN NEXT;
    END $$;
    """#

  private static let landing = #"""
    CREATE OR REPLACE FUNCTION paydesk.flush() RETURNS void LANGUAGE plpgsql \#(definer) AS $$
    BEGIN
      PERFORM set_config('synchronous_commit', 'on', true);
      PERFORM pg_logical_emit_message(true, 'paydesk', '');
    END $$;

    -- It waits for an append under way with this id, and claims the id where there is none.
    CREATE OR REPLACE FUNCTION paydesk.landed(id uuid) RETURNS bigint LANGUAGE plpgsql \#(definer) AS $$
    #variable_conflict use_column
    DECLARE
      v_number bigint;
    BEGIN
      INSERT INTO appended (id, number, xid) VALUES (landed.id, NULL, pg_current_xact_id())
      ON CONFLICT DO NOTHING;
      IF NOT FOUND THEN
        SELECT number INTO v_number FROM appended WHERE id = landed.id;
      END IF;
      RETURN v_number;
    END $$;
    """#
}
