BEGIN;

-- Roles

SELECT pg_advisory_xact_lock(hashtext('paydesk store'));
DROP ROLE IF EXISTS "paydesk_owner";
CREATE ROLE "paydesk_owner" NOLOGIN;
DROP ROLE IF EXISTS "paydesk_executive";
CREATE ROLE "paydesk_executive" NOLOGIN;
DROP ROLE IF EXISTS "paydesk_ops_manager";
CREATE ROLE "paydesk_ops_manager" NOLOGIN;
DROP ROLE IF EXISTS "paydesk_finance_manager";
CREATE ROLE "paydesk_finance_manager" NOLOGIN;
DROP ROLE IF EXISTS "paydesk_viewer";
CREATE ROLE "paydesk_viewer" NOLOGIN;
ALTER ROLE "paydesk_owner" CREATEROLE;
GRANT "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer" TO "paydesk_owner" WITH ADMIN OPTION;
DO $$ BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT pg_read_all_stats TO "paydesk_owner";
  ELSE
    EXECUTE format('GRANT %I TO %I', 'paydesk_owner', current_user);
  END IF;
END $$;

-- Schemas

REVOKE ALL ON DATABASE "paydesk" FROM PUBLIC;
GRANT CONNECT ON DATABASE "paydesk" TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA paydesk_store AUTHORIZATION "paydesk_owner";
CREATE SCHEMA paydesk AUTHORIZATION "paydesk_owner";
CREATE SCHEMA paydesk_masked AUTHORIZATION "paydesk_owner";
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA paydesk_store;

-- The owner makes the rest

SET LOCAL ROLE "paydesk_owner";

-- Log

CREATE TABLE paydesk_store.meta (key text COLLATE "C" PRIMARY KEY, value text COLLATE "C" NOT NULL);

CREATE TABLE paydesk_store.event (
  number bigint PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  schema bigint NOT NULL,
  by text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  vendor text COLLATE "C",
  body bytea NOT NULL,
  hash bytea NOT NULL,
  stands_for text COLLATE "C",
  UNIQUE (stream, version)
);
ALTER TABLE paydesk_store.event ALTER COLUMN hash SET STORAGE PLAIN;

CREATE TABLE paydesk_store.personal (
  stream text COLLATE "C" NOT NULL,
  token text COLLATE "C" NOT NULL,
  salt bytea,
  text text COLLATE "C",
  PRIMARY KEY (stream, token)
);

CREATE TABLE paydesk_store.head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  number bigint NOT NULL,
  hash bytea NOT NULL,
  at bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO paydesk_store.head (number, hash, at)
  VALUES (0, decode(repeat('00', 32), 'hex'), -9223372036854775808);

-- Each append by the id that its client made; number is null where it was given up before it came.
CREATE TABLE paydesk_store.appended (id uuid PRIMARY KEY, number bigint, xid xid8 NOT NULL);

-- What a running transaction was told, and what it has recorded so far; a backend has one row.
CREATE UNLOGGED TABLE paydesk_store.moment (
  pid integer PRIMARY KEY,
  xid xid8 NOT NULL,
  at bigint NOT NULL,
  events bigint NOT NULL DEFAULT 0,
  desk boolean NOT NULL DEFAULT false,
  erased text[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);

CREATE FUNCTION paydesk_store.refuse(code text, rule text, message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'PD002', MESSAGE = message,
    DETAIL = json_build_object('code', code, 'rule', rule)::text;
END $$;

CREATE FUNCTION paydesk_store.never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM paydesk_store.refuse('forbidden', 'Log',
    CASE TG_TABLE_NAME WHEN 'event' THEN 'The log is never changed, cut or emptied.'
    ELSE 'Personal texts are erased by `paydesk erase` alone, and never changed or removed.' END);
  RETURN NULL;
END $$;
CREATE FUNCTION paydesk_store.only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stream = OLD.stream AND NEW.token = OLD.token AND NEW.salt IS NULL AND NEW.text IS NULL
    AND EXISTS (SELECT FROM paydesk_store.moment AS m
      WHERE m.pid = pg_backend_pid() AND m.xid = pg_current_xact_id() AND m.erased <> '{}')
  THEN RETURN NEW; END IF;
  PERFORM paydesk_store.refuse('forbidden', 'Log',
    'Personal texts are erased by `paydesk erase` alone, and never changed or removed.');
  RETURN NULL;
END $$;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON paydesk_store.event FOR EACH STATEMENT EXECUTE FUNCTION paydesk_store.never();
CREATE TRIGGER personal_is_never_removed BEFORE DELETE OR TRUNCATE
  ON paydesk_store.personal FOR EACH STATEMENT EXECUTE FUNCTION paydesk_store.never();
CREATE TRIGGER personal_is_only_erased BEFORE UPDATE
  ON paydesk_store.personal FOR EACH ROW EXECUTE FUNCTION paydesk_store.only_erased();
ALTER TABLE paydesk_store.event ENABLE ALWAYS TRIGGER event_is_never_changed;
ALTER TABLE paydesk_store.personal ENABLE ALWAYS TRIGGER personal_is_never_removed;
ALTER TABLE paydesk_store.personal ENABLE ALWAYS TRIGGER personal_is_only_erased;

-- Tables

CREATE TABLE paydesk_store.desk (
  id bigint NOT NULL,
  version bigint NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE paydesk_store.vendor (
  name text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL,
  record bytea,
  PRIMARY KEY (name)
);
CREATE INDEX vendor_folded ON paydesk_store.vendor (folded);

CREATE TABLE paydesk_store.dispute (
  place bigint NOT NULL,
  ticket text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  tag text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  vendor text COLLATE "C",
  holder text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  step bigint NOT NULL,
  scenario text COLLATE "C",
  disputed bigint NOT NULL,
  kind bigint NOT NULL,
  at bigint NOT NULL,
  pending text COLLATE "C" NOT NULL,
  outstanding text COLLATE "C" NOT NULL,
  logged_at bigint NOT NULL,
  touched_at bigint NOT NULL,
  matter bigint,
  matter_at bigint,
  matter_amount bigint,
  stakes text COLLATE "C" NOT NULL,
  lapses_at bigint,
  phone text COLLATE "C" NOT NULL,
  recorded_vendor text COLLATE "C",
  refs text COLLATE "C" NOT NULL,
  counts_from bigint,
  ending text COLLATE "C",
  asked bigint NOT NULL,
  asked_until bigint,
  paid_late bigint,
  PRIMARY KEY (place)
);
CREATE UNIQUE INDEX dispute_ticket ON paydesk_store.dispute (ticket);
CREATE INDEX dispute_order ON paydesk_store.dispute (order_id);
CREATE INDEX dispute_customer ON paydesk_store.dispute (customer);
CREATE INDEX dispute_open ON paydesk_store.dispute (holder, kind, at, place) WHERE state = 'open';
CREATE INDEX dispute_matter ON paydesk_store.dispute (matter, matter_at, place) WHERE matter IS NOT NULL;
CREATE INDEX dispute_lapse ON paydesk_store.dispute (lapses_at, place, matter) WHERE lapses_at IS NOT NULL;
CREATE INDEX dispute_held ON paydesk_store.dispute (holder, place) WHERE holder <> '' AND kind <= 7;
CREATE INDEX dispute_closed ON paydesk_store.dispute (at, place) WHERE kind = 8;
CREATE INDEX dispute_all ON paydesk_store.dispute (logged_at, place) WHERE kind <= 8;
CREATE INDEX dispute_outstanding ON paydesk_store.dispute (touched_at, place) WHERE outstanding <> '';
CREATE INDEX dispute_counted ON paydesk_store.dispute (recorded_vendor, logged_at) WHERE counts_from IS NOT NULL;
CREATE INDEX dispute_vendor ON paydesk_store.dispute (recorded_vendor) WHERE recorded_vendor IS NOT NULL AND kind <= 7;
CREATE INDEX dispute_ending ON paydesk_store.dispute (recorded_vendor, logged_at, ending) WHERE ending IS NOT NULL;
CREATE INDEX dispute_asked ON paydesk_store.dispute (recorded_vendor, asked_until, place) WHERE asked = 1;
CREATE INDEX dispute_grouped_asking ON paydesk_store.dispute (holder, vendor, kind, at, place, disputed) WHERE state = 'open' AND kind < 5;
CREATE INDEX dispute_grouped_waiting ON paydesk_store.dispute (holder, vendor, kind, at, place, disputed) WHERE state = 'open' AND kind >= 5;
CREATE INDEX dispute_late ON paydesk_store.dispute (recorded_vendor, paid_late) WHERE paid_late IS NOT NULL;

CREATE TABLE paydesk_store.snapshot (
  place bigint NOT NULL,
  version bigint NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (place)
);

CREATE TABLE paydesk_store.proof (
  place bigint NOT NULL,
  position bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  reference text COLLATE "C",
  sha256 text COLLATE "C",
  verdict text COLLATE "C" NOT NULL,
  PRIMARY KEY (place, position)
);
CREATE INDEX proof_reference ON paydesk_store.proof (reference) WHERE reference IS NOT NULL;
CREATE INDEX proof_file ON paydesk_store.proof (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE paydesk_store.tally (
  bucket text COLLATE "C" NOT NULL,
  holder text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (bucket, holder)
);

CREATE TABLE paydesk_store.milestone (
  place bigint NOT NULL,
  ordinal bigint NOT NULL,
  ticket text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  round bigint NOT NULL,
  since bigint,
  scenario text COLLATE "C",
  amount bigint NOT NULL,
  vendor text COLLATE "C",
  person text COLLATE "C",
  payout text COLLATE "C",
  PRIMARY KEY (place, ordinal)
);
CREATE INDEX milestone_at ON paydesk_store.milestone (at);

CREATE TABLE paydesk_store.backlog (
  place bigint NOT NULL,
  ticket text COLLATE "C" NOT NULL,
  logged_at bigint NOT NULL,
  escalated bigint NOT NULL,
  step bigint NOT NULL,
  lapses_at bigint,
  lapsed_step bigint,
  PRIMARY KEY (place)
);

CREATE TABLE paydesk_store.vendor_account (
  vendor text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (vendor, number)
);

CREATE TABLE paydesk_store.vendor_measure (
  vendor text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (vendor, number)
);

CREATE TABLE paydesk_store.statement_entry (
  id text COLLATE "C" NOT NULL,
  statement text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  vendor text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  payee text COLLATE "C",
  base text COLLATE "C",
  listed_at bigint NOT NULL,
  standing text COLLATE "C" NOT NULL,
  ticket text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX statement_entry_at ON paydesk_store.statement_entry (at, id);
CREATE INDEX statement_entry_open ON paydesk_store.statement_entry (at, id) WHERE standing <> 'matched';
CREATE INDEX statement_entry_payment ON paydesk_store.statement_entry (vendor, amount, at);
CREATE INDEX statement_entry_payee ON paydesk_store.statement_entry (payee, amount) WHERE payee IS NOT NULL;
CREATE INDEX statement_entry_base ON paydesk_store.statement_entry (base) WHERE base IS NOT NULL;
CREATE INDEX statement_entry_ticket ON paydesk_store.statement_entry (ticket) WHERE ticket IS NOT NULL;

CREATE TABLE paydesk_store.statement_key (
  key text COLLATE "C" NOT NULL,
  entry text COLLATE "C" NOT NULL,
  PRIMARY KEY (key, entry)
);
CREATE INDEX statement_key_entry ON paydesk_store.statement_key (entry);

CREATE TABLE paydesk_store.statement_claim (
  key text COLLATE "C" NOT NULL,
  place bigint NOT NULL,
  PRIMARY KEY (key, place)
);
CREATE INDEX statement_claim_place ON paydesk_store.statement_claim (place);

CREATE TABLE paydesk_store.statement_matter (
  at bigint NOT NULL,
  place bigint NOT NULL,
  PRIMARY KEY (at, place)
);
CREATE INDEX statement_matter_place ON paydesk_store.statement_matter (place);

CREATE TABLE paydesk_store.statement_span (
  number bigint NOT NULL,
  statement text COLLATE "C" NOT NULL,
  vendor text COLLATE "C",
  folded text COLLATE "C" NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  imported_at bigint NOT NULL,
  PRIMARY KEY (number)
);
CREATE INDEX statement_span_book ON paydesk_store.statement_span (statement, folded);

CREATE TABLE paydesk_store.past_payout (
  place bigint NOT NULL,
  position bigint NOT NULL,
  ended text COLLATE "C" NOT NULL,
  vendor text COLLATE "C" NOT NULL,
  asker text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (place, position)
);
CREATE INDEX past_payout_settled ON paydesk_store.past_payout (vendor, at, place, position) WHERE ended = 'settled';
CREATE INDEX past_payout_declined ON paydesk_store.past_payout (asker, at, place, position) WHERE ended = 'declined';

CREATE TABLE paydesk_store.pay_to (
  order_id text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  PRIMARY KEY (order_id, source)
);
CREATE INDEX pay_to_folded ON paydesk_store.pay_to (folded, order_id, customer);
CREATE INDEX pay_to_source ON paydesk_store.pay_to (source) WHERE source <> 'listed';

CREATE TABLE paydesk_store.payout (
  intent text COLLATE "C" NOT NULL,
  place bigint NOT NULL,
  amount bigint NOT NULL,
  asked_by text COLLATE "C" NOT NULL,
  asked_at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  since bigint NOT NULL,
  batch text COLLATE "C",
  line bigint,
  reference text COLLATE "C",
  PRIMARY KEY (intent)
);
CREATE INDEX payout_state ON paydesk_store.payout (state, since, intent);
CREATE UNIQUE INDEX payout_line ON paydesk_store.payout (batch, line) WHERE batch IS NOT NULL;
CREATE INDEX payout_reference ON paydesk_store.payout (reference) WHERE reference IS NOT NULL;

CREATE TABLE paydesk_store.batch (
  id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  by text COLLATE "C" NOT NULL,
  layout bytea NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE paydesk_store.search (
  place bigint PRIMARY KEY,
  seen text COLLATE "C" NOT NULL,
  personal text COLLATE "C" NOT NULL
);
ALTER TABLE paydesk_store.search ALTER COLUMN seen SET STATISTICS 1000;
ALTER TABLE paydesk_store.search ALTER COLUMN personal SET STATISTICS 1000;
DO $$ BEGIN
  EXECUTE format('CREATE INDEX search_trigrams ON paydesk_store.search
    USING gin (seen %1$I.gin_trgm_ops, personal %1$I.gin_trgm_ops)',
    (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm'));
END $$;
CREATE TABLE paydesk_store.kept_proof (
  sha256 text COLLATE "C" PRIMARY KEY,
  bytes bytea NOT NULL,
  kept_at bigint NOT NULL,
  kept_by text COLLATE "C" NOT NULL
);
ALTER TABLE paydesk_store.kept_proof ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- People

CREATE OR REPLACE FUNCTION paydesk_store.groups() RETURNS TABLE (role text, name text)
LANGUAGE sql STABLE AS $$
  SELECT role, current_database() || suffix FROM (VALUES
    ('executive', '_executive'),
    ('opsManager', '_ops_manager'),
    ('financeManager', '_finance_manager'),
    ('viewer', '_viewer')
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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
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
    WHEN octet_length(person) > 63
      THEN 'it has more than 63 bytes'
    WHEN person = '' OR person LIKE 'pg\_%' OR person IN ('public', 'none')
      THEN 'PostgreSQL keeps that name to itself'
    WHEN known.rolsuper THEN 'it is a superuser, for whom no rule holds'
    WHEN NOT known.rolcanlogin THEN 'it is a group, or may not log in'
    WHEN pg_has_role(known.oid, current_user::regrole, 'MEMBER')
      THEN 'it may act as the owner of this store'
  END;
  IF fault IS NOT NULL THEN
    RAISE EXCEPTION '“%” cannot be a login of this store: %. Give the person another.', person, fault
      USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"People"}';
  END IF;
  IF known.oid IS NULL THEN EXECUTE format('CREATE ROLE %I LOGIN', person); END IF;
  FOR other IN
    SELECT held.rolname FROM paydesk_store.groups() AS g
    JOIN pg_roles AS held ON held.rolname = g.name AND g.name <> wanted
    JOIN pg_auth_members AS given ON given.roleid = held.oid
    WHERE given.member = quote_ident(person)::regrole
  LOOP
    EXECUTE format('REVOKE %I FROM %I', other, person);
  END LOOP;
  EXECUTE format('GRANT %I TO %I', wanted, person);
  IF paydesk_store.role_of(person) IS DISTINCT FROM role THEN
    RAISE EXCEPTION '“%” is in another group too, by the word of somebody who administers the server: take it out there first.', person
      USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"People"}';
  END IF;
END $$;

-- Search

CREATE OR REPLACE FUNCTION paydesk_store.folded(parts text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(array_to_string(parts, E'\n') COLLATE "default")
$$;

CREATE OR REPLACE FUNCTION paydesk_store.keep_searched() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM paydesk_store.search WHERE place = OLD.place;
    RETURN NULL;
  END IF;
  INSERT INTO paydesk_store.search (place, seen, personal) VALUES (
    NEW.place,
    paydesk_store.folded(ARRAY[NEW.ticket, NEW.order_id, NEW.vendor, NEW.refs]),
    paydesk_store.folded(ARRAY[NEW.customer, NEW.phone]))
  ON CONFLICT (place) DO UPDATE SET seen = excluded.seen, personal = excluded.personal;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER is_searched AFTER INSERT OR DELETE ON paydesk_store.dispute
  FOR EACH ROW EXECUTE FUNCTION paydesk_store.keep_searched();
CREATE OR REPLACE TRIGGER is_searched_otherwise AFTER UPDATE ON paydesk_store.dispute
  FOR EACH ROW
  WHEN ((OLD.ticket, OLD.order_id, OLD.vendor, OLD.refs, OLD.customer, OLD.phone)
    IS DISTINCT FROM (NEW.ticket, NEW.order_id, NEW.vendor, NEW.refs, NEW.customer, NEW.phone))
  EXECUTE FUNCTION paydesk_store.keep_searched();

-- The places of disputes that hold one of the texts anywhere, without case: of the latest matches the most urgent.
-- The statement is planned with the texts at hand: a rare one goes by the index, a common one by the latest disputes.
CREATE OR REPLACE FUNCTION paydesk.search(wanted text[], "limit" integer)
RETURNS TABLE (place bigint)
LANGUAGE plpgsql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
DECLARE
  role text := paydesk_store.own_role();
  patterns text[] := ARRAY(
    SELECT '%' || regexp_replace(paydesk_store.folded(ARRAY[one]), '([\\%_])', '\\\1', 'g') || '%'
    FROM unnest(wanted) AS one WHERE one <> '');
BEGIN
  IF role IS NULL OR patterns = '{}' THEN RETURN; END IF;
  RETURN QUERY EXECUTE format(
    'SELECT dispute.place FROM paydesk_store.dispute JOIN (
       SELECT place FROM paydesk_store.search WHERE %s ORDER BY place DESC LIMIT 2000
     ) AS match USING (place) ORDER BY kind, at, dispute.place LIMIT $2',
    CASE role WHEN 'viewer' THEN 'seen LIKE ANY ($1)'
      ELSE 'seen LIKE ANY ($1) OR personal LIKE ANY ($1)' END)
  USING patterns, "limit";
END $$;

-- Proofs

CREATE OR REPLACE FUNCTION paydesk.keep_proof(bytes bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
DECLARE
  hash text := encode(sha256(bytes), 'hex');
  role text := paydesk_store.own_role();
BEGIN
  IF role IS NULL OR role = 'viewer' THEN
    RAISE EXCEPTION '%', CASE WHEN role IS NULL THEN 'You do not work at this desk.'
        ELSE 'A viewer changes nothing.' END
      USING ERRCODE = 'PD002', DETAIL = '{"code":"forbidden","rule":"People"}';
  ELSIF length(bytes) > 33554432 THEN
    RAISE EXCEPTION 'The file has % MiB; a proof may have 32: save a smaller picture of it.',
        length(bytes) >> 20
      USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"Proofs","field":"file"}';
  ELSIF bytes IS NULL OR length(bytes) = 0 THEN
    RAISE EXCEPTION 'The file is empty.'
      USING ERRCODE = 'PD002', DETAIL = '{"code":"invalid","rule":"Proofs","field":"file"}';
  END IF;
  INSERT INTO paydesk_store.kept_proof VALUES (
    hash, bytes, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, session_user)
  ON CONFLICT DO NOTHING;
  RETURN hash;
END $$;

CREATE OR REPLACE FUNCTION paydesk.proof_bytes(sha256 text) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
  SELECT bytes FROM paydesk_store.kept_proof AS kept
  WHERE kept.sha256 = proof_bytes.sha256
    AND (SELECT paydesk_store.own_role()) IN ('executive', 'opsManager', 'financeManager')
$$;

CREATE OR REPLACE FUNCTION paydesk.proof_hashes() RETURNS SETOF text
LANGUAGE sql STABLE ROWS 10000 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
  SELECT sha256 FROM paydesk_store.kept_proof
  WHERE (SELECT paydesk_store.own_role()) IS NOT NULL ORDER BY sha256
$$;

-- Removes the files of disputes whose personal data was erased, without those that another dispute has, and says how many.
-- Which files a dispute has is read from the log, and that it was erased from its texts.
CREATE OR REPLACE FUNCTION paydesk.forget_proofs(tickets text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
DECLARE
  forgotten bigint;
BEGIN
  IF coalesce(paydesk_store.own_role(), '') NOT IN ('opsManager', 'financeManager') THEN
    RAISE EXCEPTION 'Only a manager may do this.'
      USING ERRCODE = 'PD002', DETAIL = '{"code":"forbidden","rule":"People"}';
  END IF;
  DELETE FROM paydesk_store.kept_proof AS kept
  WHERE kept.sha256 IN (
    SELECT lower(convert_from(body, 'UTF8')::jsonb #>> '{proofRecorded,proof,sha256}')
    FROM paydesk_store.event
    WHERE name = 'proofRecorded' AND stream IN (
      SELECT 'dispute:' || ticket FROM unnest(tickets) AS ticket
      WHERE NOT EXISTS (SELECT FROM paydesk_store.personal
        WHERE personal.stream = 'dispute:' || ticket AND text IS NOT NULL)))
  AND NOT EXISTS (
    SELECT FROM paydesk_store.proof JOIN paydesk_store.dispute USING (place)
    WHERE proof.sha256 = kept.sha256 AND EXISTS (SELECT FROM paydesk_store.personal
      WHERE personal.stream = 'dispute:' || ticket AND text IS NOT NULL));
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;

-- Presence and state

-- One row: what the store is, and who asks. The names of its columns never change; others may follow.
CREATE OR REPLACE FUNCTION paydesk.state() RETURNS TABLE (
  schema integer, is_sample boolean, person text, role text, groups text[], server_version integer)
LANGUAGE sql STABLE ROWS 1 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
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
LANGUAGE sql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
  SELECT usename::text, substr(application_name, 9),
    floor(extract(epoch FROM max(coalesce(state_change, backend_start))) * 1000000)::bigint
  FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'paydesk _%'
    AND (SELECT paydesk_store.own_role()) IS NOT NULL
  GROUP BY 1, 2 ORDER BY 1, 2
$$;

-- Views

CREATE OR REPLACE VIEW paydesk.desk AS
  SELECT id, version, body FROM paydesk_store.desk;
CREATE OR REPLACE VIEW paydesk_masked.desk AS
  SELECT id, version, body FROM paydesk_store.desk;
CREATE OR REPLACE VIEW paydesk.vendor AS
  SELECT name, folded, record FROM paydesk_store.vendor;
CREATE OR REPLACE VIEW paydesk_masked.vendor AS
  SELECT name, folded, record FROM paydesk_store.vendor;
CREATE OR REPLACE VIEW paydesk.dispute AS
  SELECT place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late FROM paydesk_store.dispute;
CREATE OR REPLACE VIEW paydesk_masked.dispute AS
  SELECT place, ticket, version, tag, CASE WHEN customer IS NULL OR customer IN ('', '[erased]') THEN customer WHEN customer !~ '^[-+()./ 0-9]*$' THEN left(ltrim(customer), 1) || '•••' WHEN customer ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(customer, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, CASE WHEN phone IS NULL OR phone IN ('', '[erased]') THEN phone WHEN phone !~ '^[-+()./ 0-9]*$' THEN left(ltrim(phone), 1) || '•••' WHEN phone ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(phone, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late FROM paydesk_store.dispute;
CREATE OR REPLACE VIEW paydesk.snapshot AS
  SELECT place, version, body FROM paydesk_store.snapshot;
CREATE OR REPLACE VIEW paydesk_masked.snapshot AS
  SELECT place, version, body FROM paydesk_store.snapshot;
CREATE OR REPLACE VIEW paydesk.proof AS
  SELECT place, position, kind, reference, sha256, verdict FROM paydesk_store.proof;
CREATE OR REPLACE VIEW paydesk_masked.proof AS
  SELECT place, position, kind, reference, sha256, verdict FROM paydesk_store.proof;
CREATE OR REPLACE VIEW paydesk.tally AS
  SELECT bucket, holder, n FROM paydesk_store.tally;
CREATE OR REPLACE VIEW paydesk_masked.tally AS
  SELECT bucket, holder, n FROM paydesk_store.tally;
CREATE OR REPLACE VIEW paydesk.milestone AS
  SELECT place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout FROM paydesk_store.milestone;
CREATE OR REPLACE VIEW paydesk_masked.milestone AS
  SELECT place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout FROM paydesk_store.milestone;
CREATE OR REPLACE VIEW paydesk.backlog AS
  SELECT place, ticket, logged_at, escalated, step, lapses_at, lapsed_step FROM paydesk_store.backlog;
CREATE OR REPLACE VIEW paydesk_masked.backlog AS
  SELECT place, ticket, logged_at, escalated, step, lapses_at, lapsed_step FROM paydesk_store.backlog;
CREATE OR REPLACE VIEW paydesk.vendor_account AS
  SELECT vendor, number, kind, amount FROM paydesk_store.vendor_account;
CREATE OR REPLACE VIEW paydesk_masked.vendor_account AS
  SELECT vendor, number, kind, amount FROM paydesk_store.vendor_account;
CREATE OR REPLACE VIEW paydesk.vendor_measure AS
  SELECT vendor, number FROM paydesk_store.vendor_measure;
CREATE OR REPLACE VIEW paydesk_masked.vendor_measure AS
  SELECT vendor, number FROM paydesk_store.vendor_measure;
CREATE OR REPLACE VIEW paydesk.statement_entry AS
  SELECT id, statement, at, vendor, amount, payee, base, listed_at, standing, ticket FROM paydesk_store.statement_entry;
CREATE OR REPLACE VIEW paydesk_masked.statement_entry AS
  SELECT id, statement, at, vendor, amount, CASE WHEN payee IS NULL OR payee IN ('', '[erased]') THEN payee WHEN payee !~ '^[-+()./ 0-9]*$' THEN left(ltrim(payee), 1) || '•••' WHEN payee ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(payee, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS payee, base, listed_at, standing, ticket FROM paydesk_store.statement_entry;
CREATE OR REPLACE VIEW paydesk.statement_key AS
  SELECT key, entry FROM paydesk_store.statement_key;
CREATE OR REPLACE VIEW paydesk_masked.statement_key AS
  SELECT key, entry FROM paydesk_store.statement_key WHERE false;
CREATE OR REPLACE VIEW paydesk.statement_claim AS
  SELECT key, place FROM paydesk_store.statement_claim;
CREATE OR REPLACE VIEW paydesk_masked.statement_claim AS
  SELECT key, place FROM paydesk_store.statement_claim WHERE false;
CREATE OR REPLACE VIEW paydesk.statement_matter AS
  SELECT at, place FROM paydesk_store.statement_matter;
CREATE OR REPLACE VIEW paydesk_masked.statement_matter AS
  SELECT at, place FROM paydesk_store.statement_matter;
CREATE OR REPLACE VIEW paydesk.statement_span AS
  SELECT number, statement, vendor, folded, starts_at, ends_at, imported_at FROM paydesk_store.statement_span;
CREATE OR REPLACE VIEW paydesk_masked.statement_span AS
  SELECT number, statement, vendor, folded, starts_at, ends_at, imported_at FROM paydesk_store.statement_span;
CREATE OR REPLACE VIEW paydesk.past_payout AS
  SELECT place, position, ended, vendor, asker, amount, at FROM paydesk_store.past_payout;
CREATE OR REPLACE VIEW paydesk_masked.past_payout AS
  SELECT place, position, ended, vendor, asker, amount, at FROM paydesk_store.past_payout;
CREATE OR REPLACE VIEW paydesk.pay_to AS
  SELECT order_id, source, folded, customer FROM paydesk_store.pay_to;
CREATE OR REPLACE VIEW paydesk_masked.pay_to AS
  SELECT order_id, source, folded, customer FROM paydesk_store.pay_to WHERE false;
CREATE OR REPLACE VIEW paydesk.payout AS
  SELECT intent, place, amount, asked_by, asked_at, state, since, batch, line, reference FROM paydesk_store.payout;
CREATE OR REPLACE VIEW paydesk_masked.payout AS
  SELECT intent, place, amount, asked_by, asked_at, state, since, batch, line, reference FROM paydesk_store.payout;
CREATE OR REPLACE VIEW paydesk.batch AS
  SELECT id, at, by, layout FROM paydesk_store.batch;
CREATE OR REPLACE VIEW paydesk_masked.batch AS
  SELECT id, at, by, layout FROM paydesk_store.batch;
CREATE OR REPLACE VIEW paydesk.event AS
  SELECT number, stream, version, name, schema, by, role, at, vendor, body, hash, stands_for FROM paydesk_store.event;
CREATE OR REPLACE VIEW paydesk_masked.event AS
  SELECT number, stream, version, name, schema, by, role, at, vendor, body, hash, stands_for FROM paydesk_store.event;
CREATE OR REPLACE VIEW paydesk.personal AS
  SELECT stream, token, salt, text FROM paydesk_store.personal;
CREATE OR REPLACE VIEW paydesk_masked.personal AS
  SELECT stream, token, NULL::bytea AS salt, CASE WHEN text IS NULL OR text IN ('', '[erased]') THEN text WHEN text !~ '^[-+()./ 0-9]*$' THEN left(ltrim(text), 1) || '•••' WHEN text ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(text, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS text FROM paydesk_store.personal;
CREATE OR REPLACE VIEW paydesk.meta AS
  SELECT key, value FROM paydesk_store.meta;
CREATE OR REPLACE VIEW paydesk_masked.meta AS
  SELECT key, value FROM paydesk_store.meta;

-- Grants

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA paydesk FROM PUBLIC;
DO $$
DECLARE
  made regprocedure;
BEGIN
  FOR made IN
    SELECT oid FROM pg_proc
    WHERE pronamespace = 'paydesk_store'::regnamespace AND proowner = current_user::regrole
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer";
GRANT USAGE ON SCHEMA paydesk_masked TO "paydesk_viewer";
GRANT SELECT ON ALL TABLES IN SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager";
GRANT SELECT ON ALL TABLES IN SCHEMA paydesk_masked TO "paydesk_viewer";
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer";

RESET ROLE;
COMMIT;
