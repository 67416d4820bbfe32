BEGIN;

-- Roles

SELECT pg_advisory_xact_lock(hashtext('paydesk store'));
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['paydesk_owner', 'paydesk_executive', 'paydesk_ops_manager', 'paydesk_finance_manager', 'paydesk_viewer']::text[] LOOP
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('DROP OWNED BY %I', wanted);
      EXECUTE format('DROP ROLE %I', wanted);
    END IF;
    EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
  END LOOP;
END $$;
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

CREATE OR REPLACE FUNCTION paydesk_store.refuse(code text, rule text, message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'PD002', MESSAGE = message,
    DETAIL = json_build_object('code', code, 'rule', rule)::text;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM paydesk_store.refuse('forbidden', 'Log',
    CASE TG_TABLE_NAME WHEN 'event' THEN 'The log is never changed, cut or emptied.'
    ELSE 'Personal texts are erased by `paydesk erase` alone, and never changed or removed.' END);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION paydesk_store.only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- Guards

CREATE TABLE paydesk_store.guard_desk (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  policy jsonb NOT NULL,
  finance_above bigint NOT NULL,
  proposal jsonb,
  proposed_by text COLLATE "C",
  proposed_role text COLLATE "C",
  proposed_for text COLLATE "C"
);
CREATE TABLE paydesk_store.guard_person (
  person text COLLATE "C" PRIMARY KEY,
  uid bigint NOT NULL,
  role text COLLATE "C" NOT NULL
);
CREATE TABLE paydesk_store.guard_deputy (
  number bigint PRIMARY KEY,
  deputy text COLLATE "C" NOT NULL,
  stands_for text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL
);
CREATE INDEX guard_deputy_deputy ON paydesk_store.guard_deputy (deputy);
CREATE TABLE paydesk_store.guard_batch (batch text COLLATE "C" PRIMARY KEY);

-- `supported` is what notes support, by the note's index; `deduction` what a finding does; `former_heard` what the customer said
-- before the word that counts.
CREATE TABLE paydesk_store.guard_dispute (
  dispute text COLLATE "C" PRIMARY KEY,
  place bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  holder text COLLATE "C",
  held_for text COLLATE "C",
  order_id text COLLATE "C" NOT NULL,
  logged_at bigint NOT NULL,
  quoted bigint NOT NULL,
  received bigint,
  heard bigint,
  vendor text COLLATE "C",
  pay_to text COLLATE "C",
  notes jsonb NOT NULL DEFAULT '[]',
  supported jsonb NOT NULL DEFAULT '{}',
  deduction bigint NOT NULL DEFAULT 0,
  asked_ops integer NOT NULL DEFAULT 0,
  asked_finance integer NOT NULL DEFAULT 0,
  former_heard bigint[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 80);
CREATE INDEX guard_dispute_order ON paydesk_store.guard_dispute (order_id);
CREATE TABLE paydesk_store.guard_proof (
  dispute text COLLATE "C" NOT NULL,
  proof text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  reference text COLLATE "C",
  sha256 text COLLATE "C",
  amount bigint NOT NULL,
  verdict text COLLATE "C" NOT NULL DEFAULT 'waiting',
  PRIMARY KEY (dispute, proof)
);
CREATE INDEX guard_proof_reference ON paydesk_store.guard_proof (reference)
  WHERE reference IS NOT NULL;
CREATE INDEX guard_proof_file ON paydesk_store.guard_proof (sha256)
  WHERE sha256 IS NOT NULL;

-- `due`, `paid` and `disputed` are the figures that it was asked on.
CREATE TABLE paydesk_store.guard_payout (
  payout text COLLATE "C" PRIMARY KEY,
  dispute text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  due bigint NOT NULL,
  paid bigint NOT NULL,
  disputed bigint NOT NULL,
  pay_to text COLLATE "C" NOT NULL,
  asked_by text COLLATE "C" NOT NULL,
  asked_for text COLLATE "C",
  state text COLLATE "C" NOT NULL DEFAULT 'asked',
  batch text COLLATE "C",
  line bigint
);
CREATE INDEX guard_payout_dispute ON paydesk_store.guard_payout (dispute);
CREATE UNIQUE INDEX guard_payout_line ON paydesk_store.guard_payout (batch, line)
  WHERE batch IS NOT NULL;
INSERT INTO paydesk_store.guard_desk (policy, finance_above)
  SELECT p, (p #>> '{financeAbove,paise}')::bigint FROM (SELECT '{"attempts":1,"blockFrom":3,"countedDays":30,"creditRate":{"paise":100},"financeAbove":{"paise":500000},"flagFrom":2,"messageEnglish":"Cashkr, order {order} (ticket {ticket}), pickup {pickup}. Please answer today: 1. Did you pay the customer? 2. How much? 3. If less than {quoted}, why? 4. Send the proof (UPI or bank reference and a screenshot).","messageHindi":"Cashkr, ऑर्डर {order} (टिकट {ticket}), पिकअप {pickup}। कृपया आज ही बताएँ: 1. क्या आपने ग्राहक को भुगतान किया? 2. कितना? 3. {quoted} से कम है तो क्यों? 4. प्रमाण भेजें (UPI या बैंक रेफ़रेंस और स्क्रीनशॉट)।","offset":19800,"orderURL":"https://admin.cashkr.com/orders/{order}","shortPaidNote":"Paid {shortfall} short without reason – Cashkr covered difference","statuses":["escalatedPendingManager",{"name":"Escalated – Pending Manager","platformStatus":"Pending","platformTag":"escalated"},"resolvedNoPaymentDue",{"name":"Resolved – No Payment Due","platformStatus":"Resolved","platformTag":"no-payment-due"},"resolvedPaid",{"name":"Resolved – Paid","platformStatus":"Resolved","platformTag":"paid"},"resolvedPaidByCashkr",{"name":"Resolved – Paid by Cashkr","platformStatus":"Resolved","platformTag":"paid-by-cashkr"},"resolvedValidDeduction",{"name":"Resolved – Valid Deduction","platformStatus":"Resolved","platformTag":"valid-deduction"}],"summaryLength":20,"ticketURL":"https://app.cxgenie.ai/tickets/{ticket}","unreachableNote":"Vendor unreachable – escalated","upiLimit":{"paise":10000000},"windowSeconds":21600,"withheldNote":"Vendor sent no proof – escalated"}'::jsonb) AS first (p);

-- What stood here before

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

-- What the guards follow

CREATE OR REPLACE FUNCTION paydesk_store.first_policy() RETURNS jsonb IMMUTABLE LANGUAGE sql
  RETURN '{"attempts":1,"blockFrom":3,"countedDays":30,"creditRate":{"paise":100},"financeAbove":{"paise":500000},"flagFrom":2,"messageEnglish":"Cashkr, order {order} (ticket {ticket}), pickup {pickup}. Please answer today: 1. Did you pay the customer? 2. How much? 3. If less than {quoted}, why? 4. Send the proof (UPI or bank reference and a screenshot).","messageHindi":"Cashkr, ऑर्डर {order} (टिकट {ticket}), पिकअप {pickup}। कृपया आज ही बताएँ: 1. क्या आपने ग्राहक को भुगतान किया? 2. कितना? 3. {quoted} से कम है तो क्यों? 4. प्रमाण भेजें (UPI या बैंक रेफ़रेंस और स्क्रीनशॉट)।","offset":19800,"orderURL":"https://admin.cashkr.com/orders/{order}","shortPaidNote":"Paid {shortfall} short without reason – Cashkr covered difference","statuses":["escalatedPendingManager",{"name":"Escalated – Pending Manager","platformStatus":"Pending","platformTag":"escalated"},"resolvedNoPaymentDue",{"name":"Resolved – No Payment Due","platformStatus":"Resolved","platformTag":"no-payment-due"},"resolvedPaid",{"name":"Resolved – Paid","platformStatus":"Resolved","platformTag":"paid"},"resolvedPaidByCashkr",{"name":"Resolved – Paid by Cashkr","platformStatus":"Resolved","platformTag":"paid-by-cashkr"},"resolvedValidDeduction",{"name":"Resolved – Valid Deduction","platformStatus":"Resolved","platformTag":"valid-deduction"}],"summaryLength":20,"ticketURL":"https://app.cxgenie.ai/tickets/{ticket}","unreachableNote":"Vendor unreachable – escalated","upiLimit":{"paise":10000000},"windowSeconds":21600,"withheldNote":"Vendor sent no proof – escalated"}'::jsonb;

CREATE OR REPLACE FUNCTION paydesk_store.compared(reference text) RETURNS text IMMUTABLE LANGUAGE sql
  RETURN upper(regexp_replace(reference, '\s', '', 'g'));

CREATE OR REPLACE FUNCTION paydesk_store.by_notes(d paydesk_store.guard_dispute) RETURNS bigint STABLE
LANGUAGE sql RETURN CASE d.supported WHEN '{}' THEN 0
  ELSE (SELECT coalesce(sum(s.value::bigint), 0) FROM jsonb_each_text(d.supported) AS s) END;

CREATE OR REPLACE FUNCTION paydesk_store.due(d paydesk_store.guard_dispute) RETURNS bigint STABLE
LANGUAGE sql RETURN greatest(0, d.quoted - paydesk_store.by_notes(d) - d.deduction);

-- Of some disputes, what accepted proofs show, one reference once.
CREATE OR REPLACE FUNCTION paydesk_store.proven(disputes text[]) RETURNS bigint STABLE LANGUAGE sql
AS $$
  SELECT coalesce(sum(amount), 0)::bigint FROM (
    SELECT max(amount) AS amount FROM paydesk_store.guard_proof
    WHERE dispute = ANY (disputes) AND verdict = 'accepted'
    GROUP BY coalesce('=' || reference, dispute || ' ' || proof)) AS counted
$$;

CREATE OR REPLACE FUNCTION paydesk_store.settled(disputes text[]) RETURNS bigint STABLE LANGUAGE sql
AS $$
  SELECT coalesce(sum(amount), 0)::bigint FROM paydesk_store.guard_payout
  WHERE dispute = ANY (disputes) AND state = 'settled'
$$;

CREATE OR REPLACE FUNCTION paydesk_store.paid(d paydesk_store.guard_dispute) RETURNS bigint STABLE
LANGUAGE sql RETURN greatest(paydesk_store.proven(ARRAY[d.dispute]), coalesce(d.heard, d.received, 0));

CREATE OR REPLACE FUNCTION paydesk_store.disputed(d paydesk_store.guard_dispute) RETURNS bigint STABLE
LANGUAGE sql RETURN greatest(0, d.quoted - coalesce(d.received, 0));

-- What over all disputes of the order is still due.
CREATE OR REPLACE FUNCTION paydesk_store.room(d paydesk_store.guard_dispute) RETURNS bigint STABLE
LANGUAGE plpgsql AS $$
DECLARE
  disputes text[] := ARRAY(SELECT o.dispute FROM guard_dispute AS o WHERE o.order_id = d.order_id);
BEGIN
  RETURN greatest(0,
    due(d) - greatest(proven(disputes), coalesce(d.heard, d.received, 0)) - settled(disputes));
END $$;

-- Whether somebody is on both sides: who acts and whom they stand in for, against who made it and whom they stood in for.
CREATE OR REPLACE FUNCTION paydesk_store.shares_side(by text, stands_for text, maker text, maker_for text)
RETURNS boolean IMMUTABLE LANGUAGE sql
  RETURN coalesce(by = maker, false) OR coalesce(by = maker_for, false)
    OR coalesce(stands_for = maker, false) OR coalesce(stands_for = maker_for, false);

CREATE OR REPLACE FUNCTION paydesk_store.fold_dispute(
  p_dispute text, p_name text, v jsonb, p_by text, p_role text, p_for text, p_number bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  d paydesk_store.guard_dispute;
  v_notes jsonb;
  v_kept jsonb;
  v_free boolean[];
  v_key integer;
  v_note integer;
BEGIN
  CASE p_name
  WHEN 'ticketLogged' THEN
    INSERT INTO guard_dispute (dispute, place, state, order_id, logged_at, quoted, received)
    VALUES (p_dispute, p_number, 'open', v #>> '{ticket,order,text}',
      (v #>> '{ticket,loggedAt,microseconds}')::bigint, (v #>> '{ticket,quoted,paise}')::bigint,
      (v #>> '{ticket,received,paise}')::bigint);
  WHEN 'ticketAmended', 'ticketRelisted' THEN
    UPDATE guard_dispute SET
      order_id = coalesce(v #>> '{amendment,order,text}', order_id),
      quoted = coalesce((v #>> '{amendment,quoted,paise}')::bigint, quoted),
      received = coalesce((v #>> '{amendment,received,paise}')::bigint,
        CASE WHEN v #>> '{amendment,tag}' IS DISTINCT FROM 'customerNotPaid' THEN received END),
      logged_at = coalesce((v #>> '{ticket,loggedAt,microseconds}')::bigint, logged_at)
    WHERE dispute = p_dispute;
  WHEN 'claimed' THEN
    UPDATE guard_dispute SET holder = p_by, held_for = p_for WHERE dispute = p_dispute;
  WHEN 'released' THEN
    UPDATE guard_dispute SET holder = NULL, held_for = NULL WHERE dispute = p_dispute;
  WHEN 'assigned' THEN
    UPDATE guard_dispute SET holder = v #>> '{to,text}', held_for = NULL
    WHERE dispute = p_dispute;
  WHEN 'customerHeard' THEN
    UPDATE guard_dispute SET heard = (v #>> '{received,paise}')::bigint,
      former_heard = CASE WHEN heard IS NULL THEN former_heard ELSE former_heard || heard END
    WHERE dispute = p_dispute;
  WHEN 'orderRecorded' THEN
    SELECT * INTO d FROM guard_dispute WHERE dispute = p_dispute;
    v_notes := coalesce(v #> '{order,notes}', '[]');
    v_kept := d.supported;
    IF v_kept <> '{}' THEN
      -- A support stays with its note, wherever the note stands now.
      v_kept := '{}';
      v_free := array_fill(true, ARRAY[jsonb_array_length(v_notes)]);
      FOR v_key IN SELECT k::integer FROM jsonb_object_keys(d.supported) AS k ORDER BY 1 LOOP
        FOR v_note IN 0 .. jsonb_array_length(v_notes) - 1 LOOP
          IF v_free[v_note + 1] AND v_notes -> v_note = d.notes -> v_key THEN
            v_kept := v_kept || jsonb_build_object(v_note, d.supported -> v_key::text);
            v_free[v_note + 1] := false;
            EXIT;
          END IF;
        END LOOP;
      END LOOP;
    END IF;
    IF d.vendor <> v #>> '{order,vendor,text}' THEN
      d.deduction := 0;
      UPDATE guard_proof SET verdict = 'waiting'
      WHERE dispute = p_dispute AND verdict = 'accepted';
    END IF;
    UPDATE guard_dispute SET vendor = v #>> '{order,vendor,text}', pay_to = v #>> '{order,payTo}',
      notes = v_notes, supported = v_kept, deduction = d.deduction
    WHERE dispute = p_dispute;
  WHEN 'proofRecorded' THEN
    INSERT INTO guard_proof (dispute, proof, kind, reference, sha256, amount)
    VALUES (p_dispute, v #>> '{proof,id,text}', v #>> '{proof,kind}',
      compared(v #>> '{proof,reference}'), lower(v #>> '{proof,sha256}'),
      (v #>> '{proof,amount,paise}')::bigint)
    ON CONFLICT DO NOTHING;
  WHEN 'proofAccepted' THEN
    UPDATE guard_proof SET verdict = 'accepted'
    WHERE dispute = p_dispute AND proof = v #>> '{proof,text}';
  WHEN 'proofRejected' THEN
    UPDATE guard_proof SET verdict = 'rejected'
    WHERE dispute = p_dispute AND proof = v #>> '{proof,text}';
  WHEN 'deductionSupported' THEN
    UPDATE guard_dispute SET supported = CASE (v #>> '{amount,paise}')::bigint
      WHEN 0 THEN supported - (v ->> 'note')
      ELSE supported || jsonb_build_object(v ->> 'note', v #> '{amount,paise}') END
    WHERE dispute = p_dispute AND notes -> (v ->> 'note')::integer IS NOT NULL;
  WHEN 'deductionFell' THEN
    UPDATE guard_dispute AS g SET supported = g.supported - coalesce((
      SELECT (n.ordinality - 1)::text
      FROM jsonb_array_elements(g.notes) WITH ORDINALITY AS n (value, ordinality)
      WHERE n.value = v -> 'note' ORDER BY n.ordinality LIMIT 1), '')
    WHERE g.dispute = p_dispute;
  WHEN 'found' THEN
    UPDATE guard_dispute SET
      deduction = CASE v ->> 'finding' WHEN 'validDeduction'
        THEN coalesce((v #>> '{amount,paise}')::bigint, 0) ELSE 0 END,
      asked_ops = 0, asked_finance = CASE p_role WHEN 'financeManager' THEN 0 ELSE asked_finance END,
      state = CASE state WHEN 'escalated' THEN 'open' ELSE state END
    WHERE dispute = p_dispute;
  WHEN 'returned' THEN
    UPDATE guard_dispute SET
      asked_ops = 0, asked_finance = CASE p_role WHEN 'financeManager' THEN 0 ELSE asked_finance END,
      state = CASE state WHEN 'escalated' THEN 'open' ELSE state END
    WHERE dispute = p_dispute;
  WHEN 'findingLapsed' THEN
    UPDATE guard_dispute SET deduction = 0 WHERE dispute = p_dispute;
  WHEN 'escalated' THEN
    UPDATE guard_dispute SET
      asked_ops = asked_ops + (v ->> 'to' = 'opsManager')::integer,
      asked_finance = asked_finance + (v ->> 'to' = 'financeManager')::integer
    WHERE dispute = p_dispute AND v ->> 'about' = 'dispute';
  WHEN 'closed' THEN
    IF v ->> 'status' = 'escalatedPendingManager' THEN
      UPDATE guard_dispute SET state = 'escalated' WHERE dispute = p_dispute;
    ELSE
      UPDATE guard_dispute SET state = 'closed', asked_ops = 0, asked_finance = 0
      WHERE dispute = p_dispute;
    END IF;
  WHEN 'reopened' THEN
    UPDATE guard_dispute SET state = 'open' WHERE dispute = p_dispute;
  WHEN 'merged' THEN
    UPDATE guard_dispute SET state = 'merged' WHERE dispute = p_dispute;
  WHEN 'withdrawn' THEN
    IF v -> 'what' ? 'word' THEN
      UPDATE guard_dispute SET heard = former_heard[cardinality(former_heard)],
        former_heard = former_heard[:cardinality(former_heard) - 1]
      WHERE dispute = p_dispute;
    ELSIF v -> 'what' ? 'order' THEN
      UPDATE guard_dispute SET vendor = NULL, pay_to = NULL, notes = '[]', supported = '{}'
      WHERE dispute = p_dispute;
    ELSIF v -> 'what' ? 'verdict' THEN
      UPDATE guard_proof SET verdict = 'waiting'
      WHERE dispute = p_dispute AND proof = v #>> '{what,verdict,on,text}';
    ELSIF v -> 'what' ? 'escalation' THEN
      UPDATE guard_dispute SET
        asked_ops = greatest(0, asked_ops - (v #>> '{what,escalation,to}' = 'opsManager')::integer),
        asked_finance = greatest(0, asked_finance - (v #>> '{what,escalation,to}' = 'financeManager')::integer)
      WHERE dispute = p_dispute;
    ELSIF v -> 'what' ? 'assignment' THEN
      UPDATE guard_dispute SET holder = NULL, held_for = NULL WHERE dispute = p_dispute;
    END IF;
  WHEN 'payoutRequested' THEN
    INSERT INTO guard_payout
      (payout, dispute, amount, due, paid, disputed, pay_to, asked_by, asked_for)
    VALUES (v ->> 'id', p_dispute, (v #>> '{amount,paise}')::bigint,
      (v #>> '{basis,due,paise}')::bigint, (v #>> '{basis,paid,paise}')::bigint,
      (v #>> '{basis,disputed,paise}')::bigint, v ->> 'payTo', p_by, p_for)
    ON CONFLICT DO NOTHING;
  WHEN 'payoutApproved' THEN
    UPDATE guard_payout SET state = 'approved' WHERE payout = v ->> 'id';
  WHEN 'payoutDeclined' THEN
    UPDATE guard_payout SET state = 'declined' WHERE payout = v ->> 'id';
  WHEN 'payoutVoided' THEN
    UPDATE guard_payout SET state = 'void' WHERE payout = v ->> 'id';
  WHEN 'payoutSent' THEN
    UPDATE guard_payout SET state = 'sent', batch = v #>> '{place,batch,text}',
      line = (v #>> '{place,line}')::bigint
    WHERE payout = v ->> 'id';
  WHEN 'payoutSettled' THEN
    UPDATE guard_payout SET state = 'settled' WHERE payout = v ->> 'id';
  WHEN 'payoutFailed' THEN
    UPDATE guard_payout SET state = 'failed' WHERE payout = v ->> 'id';
  WHEN 'payoutReversed' THEN
    UPDATE guard_payout SET state = 'reversed' WHERE payout = v ->> 'id';
    UPDATE guard_dispute SET state = 'open' WHERE dispute = p_dispute;
  ELSE NULL;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.fold_desk(
  p_name text, v jsonb, p_by text, p_role text, p_for text, p_at bigint, p_number bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE p_name
  WHEN 'personAdded' THEN
    INSERT INTO guard_person (person, uid, role)
    VALUES (v #>> '{person,text}', (v ->> 'uid')::bigint, v ->> 'role')
    ON CONFLICT (person) DO UPDATE SET uid = excluded.uid, role = excluded.role;
  WHEN 'roleChanged' THEN
    UPDATE guard_person SET role = v ->> 'role' WHERE person = v #>> '{person,text}';
  WHEN 'policyProposed' THEN
    UPDATE guard_desk SET proposal = v -> 'policy', proposed_by = p_by, proposed_role = p_role,
      proposed_for = p_for;
  WHEN 'policyAdopted' THEN
    UPDATE guard_desk SET policy = v -> 'policy',
      finance_above = (v #>> '{policy,financeAbove,paise}')::bigint,
      proposal = NULL, proposed_by = NULL, proposed_role = NULL, proposed_for = NULL;
  WHEN 'deputyAppointed' THEN
    DELETE FROM guard_deputy WHERE until <= p_at;
    INSERT INTO guard_deputy (number, deputy, stands_for, role, since, until)
    VALUES (p_number, v #>> '{deputy,text}', v #>> '{standsFor,text}',
      coalesce((SELECT role FROM guard_person WHERE person = v #>> '{standsFor,text}'), 'viewer'),
      (v #>> '{from,microseconds}')::bigint, (v #>> '{until,microseconds}')::bigint);
  WHEN 'deputyEnded' THEN
    DELETE FROM guard_deputy WHERE deputy = v #>> '{deputy,text}'
      AND stands_for = v #>> '{standsFor,text}' AND since = (v #>> '{from,microseconds}')::bigint;
  WHEN 'payoutBatchMade' THEN
    INSERT INTO guard_batch (batch) VALUES (v #>> '{batch,text}') ON CONFLICT DO NOTHING;
  ELSE NULL;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.refold() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
DECLARE
  e record;
  v_end bigint;
BEGIN
  SELECT number INTO v_end FROM head FOR UPDATE;
  TRUNCATE guard_person, guard_deputy, guard_batch, guard_dispute, guard_proof, guard_payout;
  UPDATE guard_desk SET policy = first_policy(),
    finance_above = (first_policy() #>> '{financeAbove,paise}')::bigint,
    proposal = NULL, proposed_by = NULL, proposed_role = NULL, proposed_for = NULL;
  FOR e IN
    SELECT number, stream, name, by AS doer, role, at, stands_for,
      convert_from(body, 'UTF8')::jsonb -> name AS fact
    FROM event
    WHERE (stream = 'desk' OR stream >= 'dispute:' AND stream < 'dispute;')
      AND name <> ALL (ARRAY['noted', 'contacted', 'vendorAnswered', 'ticketReviewed', 'remarked',
        'parked', 'summarised', 'statusMarked', 'statusCleared', 'outsideApplied', 'personalDataShown',
        'disagreementAcknowledged', 'vendorDebited', 'vendorCredited', 'signedOff', 'signOffLapsed'])
    ORDER BY number
  LOOP
    IF e.stream = 'desk' THEN
      PERFORM fold_desk(e.name, e.fact, e.doer, e.role, e.stands_for, e.at, e.number);
    ELSE
      PERFORM fold_dispute(substr(e.stream, 9), e.name, e.fact, e.doer, e.role, e.stands_for, e.number);
    END IF;
  END LOOP;
  UPDATE head SET (number, hash, at) = (SELECT number, hash, at FROM event ORDER BY number DESC LIMIT 1)
  WHERE EXISTS (SELECT FROM event);
  -- Plans that were made while the tables were empty would read them whole from here on.
  ANALYZE guard_person, guard_deputy, guard_dispute, guard_proof, guard_payout;
  SELECT number INTO v_end FROM head;
  RETURN v_end;
END $$;

-- Permissions

CREATE TABLE IF NOT EXISTS paydesk_store.permission (
  fact text COLLATE "C" PRIMARY KEY,
  roles text[] NOT NULL,
  holding text NOT NULL,
  maker text,
  limited boolean NOT NULL,
  when_closed boolean NOT NULL,
  when_merged boolean NOT NULL,
  schema bigint NOT NULL
);
DELETE FROM paydesk_store.permission;
INSERT INTO paydesk_store.permission
  (fact, roles, holding, maker, limited, when_closed, when_merged, schema) VALUES
  ('ticketLogged', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('ticketRelisted', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('contacted', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('vendorAnswered', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('customerHeard', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('proofRecorded', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('noted', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, true, true, 1),
  ('outsideApplied', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, true, false, 1),
  ('claimed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, false, false, 1),
  ('personalDataShown', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'anyone', NULL, false, true, true, 1),
  ('released', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('ticketAmended', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('ticketReviewed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('orderRecorded', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('disagreementAcknowledged', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('proofAccepted', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('proofRejected', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('deductionSupported', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('payoutRequested', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('remarked', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('escalated', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('parked', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('summarised', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('statusMarked', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('closed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holder', NULL, false, false, false, 1),
  ('payoutSent', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, false, false, 1),
  ('payoutSettled', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, false, false, 1),
  ('payoutFailed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, false, false, 1),
  ('payoutReversed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, true, false, 1),
  ('merged', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, false, false, 1),
  ('withdrawn', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderOrManager', NULL, false, false, false, 1),
  ('vendorDebited', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderInScenarioOrManager', NULL, false, false, false, 1),
  ('vendorBlocked', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'holderInScenarioOrManager', NULL, false, false, false, 1),
  ('payoutApproved', ARRAY['financeManager', 'opsManager']::text[], 'manager', 'asker', true, false, false, 1),
  ('payoutDeclined', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, true, false, false, 1),
  ('found', ARRAY['financeManager', 'opsManager']::text[], 'manager', 'holder', false, false, false, 1),
  ('signedOff', ARRAY['financeManager']::text[], 'manager', 'holder', false, false, false, 1),
  ('returned', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('assigned', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('vendorCredited', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('vendorSuspended', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('vendorUnblocked', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('vendorFlagged', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('vendorKept', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, false, false, 1),
  ('reopened', ARRAY['financeManager', 'opsManager']::text[], 'manager', NULL, false, true, false, 1),
  ('deductionFell', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('findingLapsed', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('payoutVoided', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('signOffLapsed', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('statusCleared', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('repeatOffenderFlagged', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('blockProposed', ARRAY[]::text[], 'consequence', NULL, false, true, false, 1),
  ('orderListed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'listing', NULL, false, true, false, 1),
  ('vendorListed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'listing', NULL, false, true, false, 1),
  ('statementEntryListed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'listing', NULL, false, true, false, 1),
  ('statementCovered', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'listing', NULL, false, true, false, 1),
  ('personAdded', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('roleChanged', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('policyProposed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('policyAdopted', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('personalDataErased', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('deputyAppointed', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('deputyEnded', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1),
  ('payoutBatchMade', ARRAY['executive', 'financeManager', 'opsManager']::text[], 'desk', NULL, false, true, false, 1);

-- Checks

CREATE OR REPLACE FUNCTION paydesk_store.check_payout(
  d paydesk_store.guard_dispute, p paydesk_store.permission, v jsonb, p_by text, p_role text, p_for text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  g paydesk_store.guard_payout;
  v_amount bigint;
  v_limit bigint;
  v_exact bigint;
  v_other text;
BEGIN
  SELECT * INTO g FROM guard_payout WHERE payout = v ->> 'id';
  IF p.fact = 'payoutRequested' THEN
    v_amount := (v #>> '{amount,paise}')::bigint;
    IF g.payout IS NOT NULL OR coalesce(v ->> 'id', '') = '' THEN
      PERFORM refuse('duplicate', 'Payouts', format('There is a payout %s already.', v ->> 'id'));
    END IF;
    IF coalesce(v_amount, 0) <= 0 THEN PERFORM refuse('invalid', 'Payouts', 'The amount is zero.'); END IF;
    IF d.pay_to IS NULL OR v ->> 'payTo' NOT IN (d.pay_to, 'h:erased') THEN
      PERFORM refuse('outOfOrder', 'Payouts', 'A payout goes where the order says that the customer is to be paid.');
    END IF;
    SELECT a.dispute INTO v_other FROM guard_payout AS a JOIN guard_dispute AS o USING (dispute)
      WHERE o.order_id = d.order_id AND a.state IN ('asked', 'approved', 'sent') LIMIT 1;
    IF FOUND THEN
      PERFORM refuse('inFlight', 'Payouts', format('A payout of this order is alive on %s.', v_other));
    END IF;
    v_exact := greatest(0, greatest(0, due(d) - paid(d)) - settled(ARRAY[d.dispute]));
    IF v_amount > v_exact OR v_amount > room(d) THEN
      PERFORM refuse('overpayment', 'Payouts', 'The payout is more than what is still due on this order.');
    END IF;
    IF v_amount < v_exact THEN
      PERFORM refuse('invalid', 'D5', 'The payout is exactly the shortfall: this is less.');
    END IF;
    IF ((v #>> '{basis,due,paise}')::bigint, (v #>> '{basis,paid,paise}')::bigint, (v #>> '{basis,disputed,paise}')::bigint)
      IS DISTINCT FROM (due(d), paid(d), disputed(d)) THEN
      PERFORM refuse('invalid', 'Payouts', 'The payout rests on other figures than are recorded.');
    END IF;
    RETURN;
  END IF;

  IF g.dispute IS DISTINCT FROM d.dispute THEN
    PERFORM refuse('outOfOrder', 'Payouts', format('There is no payout %s on %s.', v ->> 'id', d.dispute));
  END IF;
  IF NOT (CASE p.fact
    WHEN 'payoutApproved' THEN g.state = 'asked'
    WHEN 'payoutDeclined' THEN g.state = 'asked'
    WHEN 'payoutVoided' THEN g.state IN ('asked', 'approved')
    WHEN 'payoutSent' THEN g.state = 'approved'
    WHEN 'payoutReversed' THEN g.state = 'settled'
    ELSE g.state IN ('approved', 'sent') END) THEN
    PERFORM refuse('outOfOrder', 'Payouts', format('Payout %s is %s.', g.payout, g.state));
  END IF;
  IF p.maker = 'asker' AND shares_side(p_by, p_for, g.asked_by, g.asked_for) THEN
    PERFORM refuse('forbidden', 'Maker and checker',
      'You asked for this payout, or are of one side with who asked: somebody else has to approve it.');
  END IF;
  IF p.limited AND p_role <> 'financeManager' THEN
    SELECT finance_above INTO v_limit FROM guard_desk;
    IF g.amount > v_limit OR disputed(d) > v_limit THEN
      PERFORM refuse('forbidden', 'E2', 'The payout or what is disputed is above the limit. The finance manager decides (E2).');
    END IF;
  END IF;
  IF p.fact IN ('payoutApproved', 'payoutSent') OR p.fact = 'payoutSettled' AND g.state = 'approved' THEN
    IF g.amount > room(d) THEN
      PERFORM refuse('overpayment', 'Payouts', format('Over all disputes of order %s less is still due.', d.order_id));
    END IF;
    IF (g.due, g.paid, g.disputed) IS DISTINCT FROM (due(d), paid(d), disputed(d))
      OR g.pay_to IS DISTINCT FROM d.pay_to AND 'h:erased' NOT IN (g.pay_to, coalesce(d.pay_to, '')) THEN
      PERFORM refuse('outOfOrder', 'Payouts', 'What the payout rests on has changed since it was asked for.');
    END IF;
  END IF;
  IF p.fact = 'payoutSettled' AND coalesce(btrim(v ->> 'reference'), '') = '' THEN
    PERFORM refuse('invalid', 'Payouts', 'The reference is empty.');
  END IF;
  IF p.fact = 'payoutSent' AND v ? 'place' AND (
    EXISTS (SELECT FROM guard_batch WHERE batch = v #>> '{place,batch,text}')
    OR EXISTS (SELECT FROM guard_payout WHERE batch = v #>> '{place,batch,text}' AND line = (v #>> '{place,line}')::bigint)
    OR coalesce((v #>> '{place,line}')::bigint, 0) < 1) THEN
    PERFORM refuse('duplicate', 'Batches', format('Batch %s is made, or has that line already.', v #>> '{place,batch,text}'));
  END IF;
END $$;

-- No payout comes to life beside another by moving its dispute to another order.
CREATE OR REPLACE FUNCTION paydesk_store.check_moved(disputes text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM guard_payout AS a JOIN guard_dispute AS d USING (dispute)
    JOIN guard_dispute AS o ON o.order_id = d.order_id
    JOIN guard_payout AS b ON b.dispute = o.dispute AND b.payout <> a.payout
    WHERE a.dispute = ANY (disputes) AND a.state IN ('asked', 'approved', 'sent')
      AND b.state IN ('asked', 'approved', 'sent')) THEN
    PERFORM refuse('inFlight', 'Payouts', 'A payout of that order is alive already.');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.check_dispute(
  p_dispute text, p paydesk_store.permission, v jsonb, p_by text, p_role text, p_for text, p_follows boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  p_name text := p.fact;
  d paydesk_store.guard_dispute;
  o paydesk_store.guard_dispute;
  r paydesk_store.guard_proof;
  v_manages boolean := p_role IN ('opsManager', 'financeManager');
  v_amount bigint;
  v_note jsonb;
BEGIN
  IF p.holding IN ('listing', 'desk') THEN
    PERFORM refuse('invalid', 'Log', format('Nothing called “%s” happens to a dispute.', p_name));
  END IF;
  SELECT * INTO d FROM guard_dispute WHERE dispute = p_dispute;
  IF p_name = 'ticketLogged' THEN
    IF d.dispute IS NOT NULL THEN
      PERFORM refuse('duplicate', 'Refusals', format('%s is logged already.', p_dispute));
    END IF;
  ELSIF d.dispute IS NULL THEN
    PERFORM refuse('unknown', 'Refusals', format('There is no ticket %s: log it first.', p_dispute));
  ELSIF d.state = 'merged' AND NOT p.when_merged AND p.holding <> 'consequence' THEN
    PERFORM refuse('closed', 'Merging', format('%s is merged into another: work on that one.', p_dispute));
  ELSIF d.state = 'closed' AND NOT p.when_closed THEN
    PERFORM refuse('closed', 'Reopening', format('%s is closed: a manager has to reopen it.', p_dispute));
  END IF;

  IF p.holding = 'consequence' THEN
    IF NOT p_follows THEN
      PERFORM refuse('forbidden', 'Consequences',
        format('“%s” follows by itself from what somebody does, and is never appended alone.', p_name));
    END IF;
    IF p_name = 'payoutVoided' THEN PERFORM check_payout(d, p, v, p_by, p_role, p_for); END IF;
    IF p_name IN ('repeatOffenderFlagged', 'blockProposed')
      AND v #>> '{vendor,text}' IS DISTINCT FROM d.vendor THEN
      PERFORM refuse('invalid', 'E3', format('%s is not the vendor of %s.', v #>> '{vendor,text}', p_dispute));
    END IF;
    RETURN;
  END IF;

  IF p_role <> ALL (p.roles) THEN
    PERFORM refuse('forbidden', 'People', CASE
      WHEN p_role = 'viewer' THEN 'A viewer changes nothing.'
      WHEN p.roles = '{financeManager}' THEN 'Only the finance manager may do this: escalate with a reason.'
      ELSE 'Only a manager may do this: escalate with a reason.' END);
  END IF;

  IF p_name = 'proofAccepted' THEN
    SELECT * INTO r FROM guard_proof WHERE dispute = p_dispute AND proof = v #>> '{proof,text}';
    IF EXISTS (
      SELECT FROM guard_proof AS g JOIN guard_dispute AS e USING (dispute)
      WHERE g.verdict <> 'rejected' AND e.order_id <> d.order_id
        AND (g.reference = r.reference AND g.kind = r.kind OR g.sha256 = r.sha256)) THEN
      IF NOT v_manages THEN
        PERFORM refuse('forbidden', 'reused',
          'The proof was seen on another order: a manager alone may accept it.');
      END IF;
      p.holding := 'manager';
    END IF;
  END IF;
  IF p_name = 'claimed' AND d.holder IS NOT NULL OR d.holder IS DISTINCT FROM p_by AND (
    p.holding = 'holder'
    OR p.holding IN ('holderOrManager', 'holderInScenarioOrManager') AND NOT v_manages) THEN
    PERFORM refuse('notHeld', 'Holding', CASE WHEN d.holder IS NULL
      THEN format('Nobody holds %s: claim it first.', p_dispute)
      ELSE format('%s holds %s: a manager can assign it to you.', d.holder, p_dispute) END);
  END IF;
  IF p.maker = 'holder' AND shares_side(p_by, p_for, d.holder, d.held_for) THEN
    PERFORM refuse('forbidden', 'Maker and checker',
      'You hold this dispute, or are of one side with who holds it: somebody else has to decide.');
  END IF;

  CASE p_name
  WHEN 'ticketLogged' THEN
    IF btrim(p_dispute) = '' OR coalesce(btrim(v #>> '{ticket,order,text}'), '') = ''
      OR coalesce((v #>> '{ticket,quoted,paise}')::bigint, 0) <= 0
      OR coalesce((v #>> '{ticket,received,paise}')::bigint, 0) NOT BETWEEN 0 AND (v #>> '{ticket,quoted,paise}')::bigint
      OR v #>> '{ticket,loggedAt,microseconds}' IS NULL THEN
      PERFORM refuse('invalid', 'Refusals', 'A ticket has an id, an order, a time and a quoted price that is not below what has come.');
    END IF;
  WHEN 'ticketAmended', 'ticketRelisted' THEN
    IF coalesce((v #>> '{amendment,quoted,paise}')::bigint, 1) <= 0
      OR coalesce((v #>> '{amendment,received,paise}')::bigint, 0) < 0 THEN
      PERFORM refuse('invalid', 'Refusals', 'A quoted price is above zero, and what has come is not below it.');
    END IF;
    IF v #>> '{amendment,order,text}' <> d.order_id AND EXISTS (
      SELECT FROM guard_payout WHERE dispute = p_dispute AND state IN ('sent', 'settled')) THEN
      PERFORM refuse('inFlight', 'Payouts', 'A payout of this order is sent or settled: the order cannot change.');
    END IF;
  WHEN 'assigned' THEN
    IF NOT EXISTS (SELECT FROM guard_person WHERE person = v #>> '{to,text}' AND role <> 'viewer') THEN
      PERFORM refuse('invalid', 'People', format('“%s” cannot hold disputes: name somebody who works here and is no viewer.', v #>> '{to,text}'));
    END IF;
  WHEN 'customerHeard' THEN
    IF coalesce((v #>> '{received,paise}')::bigint, -1) < 0 THEN
      PERFORM refuse('invalid', 'Refusals', 'What has come is an amount.');
    END IF;
  WHEN 'proofRecorded' THEN
    IF coalesce((v #>> '{proof,amount,paise}')::bigint, 0) <= 0
      OR v #>> '{proof,reference}' IS NULL AND v #>> '{proof,file}' IS NULL
      OR v #>> '{proof,kind}' IS NULL OR coalesce(btrim(v #>> '{proof,id,text}'), '') = '' THEN
      PERFORM refuse('invalid', 'Proofs', 'A proof has an id, a kind, an amount, and a reference or a file.');
    END IF;
    IF EXISTS (SELECT FROM guard_proof WHERE dispute = p_dispute AND proof = v #>> '{proof,id,text}') THEN
      PERFORM refuse('duplicate', 'Proofs', format('Proof %s is on %s already.', v #>> '{proof,id,text}', p_dispute));
    END IF;
  WHEN 'proofAccepted', 'proofRejected' THEN
    IF NOT EXISTS (SELECT FROM guard_proof WHERE dispute = p_dispute AND proof = v #>> '{proof,text}') THEN
      PERFORM refuse('unknown', 'Proofs', format('There is no proof %s on %s.', v #>> '{proof,text}', p_dispute));
    END IF;
    IF p_name = 'proofAccepted' AND EXISTS (
      SELECT FROM guard_proof AS g JOIN guard_dispute AS e USING (dispute)
      WHERE g.verdict = 'accepted' AND e.order_id <> d.order_id
        AND (g.reference = r.reference AND g.kind = r.kind OR g.sha256 = r.sha256)) THEN
      PERFORM refuse('duplicate', 'reused', 'The same proof is accepted on another order: it counts on one dispute only.');
    END IF;
  WHEN 'deductionSupported' THEN
    v_note := d.notes -> (v ->> 'note')::integer;
    v_amount := (v #>> '{amount,paise}')::bigint;
    IF (v ->> 'note')::integer < 0 OR v_note IS NULL THEN
      PERFORM refuse('invalid', 'Supporting', format('There is no pickup note %s.', v ->> 'note'));
    END IF;
    IF (v_note #>> '{at,microseconds}')::bigint >= d.logged_at THEN
      PERFORM refuse('invalid', 'Supporting', 'The note was written after the ticket: only one from before supports a deduction.');
    END IF;
    IF v_amount < 0 OR v_amount > (v_note #>> '{amount,paise}')::bigint
      OR v_amount <> 0 AND by_notes(d) - coalesce((d.supported ->> (v ->> 'note'))::bigint, 0) + d.deduction + v_amount >= d.quoted THEN
      PERFORM refuse('invalid', 'Supporting', 'A deduction is not above what its note names, and all together stay below the quoted price.');
    END IF;
  WHEN 'vendorDebited', 'vendorCredited' THEN
    IF coalesce((v #>> '{amount,paise}')::bigint, 0) <= 0 THEN
      PERFORM refuse('invalid', 'Vendors', 'The amount is zero.');
    END IF;
  WHEN 'found' THEN
    v_amount := (v #>> '{amount,paise}')::bigint;
    IF v ->> 'finding' = 'validDeduction' AND (coalesce(v_amount, 0) <= 0 OR v_amount + by_notes(d) >= d.quoted)
      OR v ->> 'finding' <> 'validDeduction' AND v_amount IS NOT NULL THEN
      PERFORM refuse('invalid', 'Findings', 'A valid deduction alone has an amount, and all deductions together stay below the quoted price.');
    END IF;
  WHEN 'closed' THEN
    IF EXISTS (SELECT FROM guard_payout WHERE dispute = p_dispute AND state IN ('asked', 'approved', 'sent')) THEN
      PERFORM refuse('gate', 'G5', 'It cannot be closed: G5 a payout is alive.');
    END IF;
  WHEN 'withdrawn' THEN
    -- Who may assign takes an assignment back; what the order says is not taken from under a payout.
    IF v -> 'what' ? 'assignment' AND NOT v_manages THEN
      PERFORM refuse('forbidden', 'People', 'Only a manager takes an assignment back: give the dispute back instead.');
    END IF;
    IF v -> 'what' ? 'order' AND EXISTS (SELECT FROM guard_payout WHERE dispute = p_dispute) THEN
      PERFORM refuse('inFlight', 'Payouts', 'A payout was asked for on this order: correct the order instead.');
    END IF;
    IF v -> 'what' ? 'verdict' AND NOT EXISTS (
      SELECT FROM guard_proof WHERE dispute = p_dispute AND proof = v #>> '{what,verdict,on,text}' AND verdict <> 'waiting') THEN
      PERFORM refuse('outOfOrder', 'Taking back', 'The decision on the proof is not there to be taken back.');
    END IF;
    IF v -> 'what' ? 'word' AND d.heard IS NULL THEN
      PERFORM refuse('outOfOrder', 'Taking back', 'The customer''s word is not there to be taken back.');
    END IF;
  WHEN 'reopened' THEN
    IF d.state <> 'closed' THEN PERFORM refuse('outOfOrder', 'Order', 'It is not closed.'); END IF;
  WHEN 'merged' THEN
    SELECT * INTO o FROM guard_dispute WHERE dispute = v #>> '{into,text}';
    IF o.dispute IS NULL OR o.dispute = p_dispute OR o.state = 'merged' OR o.order_id <> d.order_id
      OR (o.logged_at, o.place) >= (d.logged_at, d.place) THEN
      PERFORM refuse('invalid', 'Merging', 'A dispute is merged into an earlier one of the same order that is not merged itself.');
    END IF;
    IF EXISTS (SELECT FROM guard_payout WHERE dispute = p_dispute AND state IN ('asked', 'approved', 'sent', 'settled')) THEN
      PERFORM refuse('inFlight', 'Merging', 'A payout of this dispute is alive or settled: it cannot be merged.');
    END IF;
  WHEN 'payoutRequested', 'payoutApproved', 'payoutDeclined', 'payoutSent', 'payoutSettled', 'payoutFailed', 'payoutReversed' THEN
    PERFORM check_payout(d, p, v, p_by, p_role, p_for);
  ELSE NULL;
  END CASE;
  IF p_name IN ('found', 'returned') AND p_role = 'opsManager' AND d.asked_finance > 0 AND d.asked_ops = 0 THEN
    PERFORM refuse('forbidden', 'Escalation', 'The finance manager was asked: an ops manager cannot decide in their place.');
  END IF;
  IF (p_name LIKE 'vendor%' AND p_name <> 'vendorAnswered' OR v ->> 'about' = 'vendor')
    AND (d.vendor IS NULL OR v #>> '{vendor,text}' IS DISTINCT FROM d.vendor) THEN
    PERFORM refuse('outOfOrder', 'Order', format('The vendor of %s is another, or not known yet.', p_dispute));
  END IF;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.deputy_in_force(g paydesk_store.guard_deputy) RETURNS boolean STABLE
LANGUAGE sql AS $$
  SELECT EXISTS (SELECT FROM paydesk_store.guard_person WHERE person = g.deputy AND role <> 'viewer')
    AND EXISTS (SELECT FROM paydesk_store.guard_person WHERE person = g.stands_for AND role = g.role)
$$;

CREATE OR REPLACE FUNCTION paydesk_store.check_appointing(p_manager text, p_as text, p_by text, p_own text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_by <> p_manager AND p_own <> 'financeManager' AND NOT (p_own = 'opsManager' AND p_as = 'opsManager') THEN
    PERFORM refuse('forbidden', 'Deputies', format(
      'Only %s or a manager who decides in their place says who stands in for them.', p_manager));
  END IF;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.check_desk(
  p_name text, v jsonb, p_by text, p_role text, p_for text, p_own text, p_at bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  w paydesk_store.guard_desk;
  g paydesk_store.guard_deputy;
  v_person text := coalesce(v #>> '{person,text}', v #>> '{deputy,text}');
  v_for text := v #>> '{standsFor,text}';
  v_from bigint := (v #>> '{from,microseconds}')::bigint;
  v_until bigint := (v #>> '{until,microseconds}')::bigint;
  v_role text;
BEGIN
  IF p_role = 'viewer' THEN PERFORM refuse('forbidden', 'People', 'A viewer changes nothing.'); END IF;
  IF p_name = 'payoutBatchMade' THEN
    IF EXISTS (SELECT FROM guard_batch WHERE batch = v #>> '{batch,text}') OR NOT EXISTS (
      SELECT FROM guard_payout WHERE batch = v #>> '{batch,text}'
      HAVING count(*) > 0 AND count(*) = (v ->> 'lines')::bigint AND max(line) = count(*)
        AND sum(amount) = (v #>> '{total,paise}')::bigint) THEN
      PERFORM refuse('invalid', 'Batches', 'A batch is made once, of the payouts that were sent with it.');
    END IF;
    RETURN;
  END IF;
  IF p_role NOT IN ('opsManager', 'financeManager') AND NOT (p_name = 'deputyEnded' AND v_person = p_by) THEN
    PERFORM refuse('forbidden', 'People', 'Only a manager may do this.');
  END IF;
  IF p_name IN ('personAdded', 'roleChanged', 'deputyAppointed', 'deputyEnded') AND p_for IS NOT NULL
    AND p_own NOT IN ('opsManager', 'financeManager') AND NOT (p_name = 'deputyEnded' AND v_person = p_by) THEN
    PERFORM refuse('forbidden', 'Deputies', format(
      'People, roles and deputies outlive your days as deputy: %s or another manager has to do this.', p_for));
  END IF;
  SELECT role INTO v_role FROM guard_person WHERE person = v_person;
  CASE p_name
  WHEN 'personAdded' THEN
    IF coalesce(btrim(v_person), '') = '' OR v ->> 'role' IS NULL
      OR v ->> 'role' NOT IN ('viewer', 'executive', 'opsManager', 'financeManager') THEN
      PERFORM refuse('invalid', 'People', 'A person has a login and a role.');
    END IF;
    IF v_role IS NOT NULL THEN
      PERFORM refuse('duplicate', 'People', format('%s works here already; change the role with `paydesk people role`.', v_person));
    END IF;
    IF EXISTS (SELECT FROM guard_person WHERE uid = (v ->> 'uid')::bigint) THEN
      PERFORM refuse('duplicate', 'People', format('The login number %s is somebody else''s; %s needs another.', v ->> 'uid', v_person));
    END IF;
  WHEN 'roleChanged' THEN
    IF v_role IS NULL THEN
      PERFORM refuse('unknown', 'People', format('%s does not work here; add them with `paydesk people add`.', v_person));
    END IF;
    IF v_person = p_by THEN
      PERFORM refuse('forbidden', 'People', 'Nobody gives themselves a role: another manager has to.');
    END IF;
    IF v ->> 'role' IS NULL OR v ->> 'role' NOT IN ('viewer', 'executive', 'opsManager', 'financeManager') THEN
      PERFORM refuse('invalid', 'People', 'There is no such role.');
    END IF;
  WHEN 'policyProposed' THEN
    IF (v #>> '{policy,financeAbove,paise}')::bigint IS NULL THEN
      PERFORM refuse('invalid', 'Policy', 'A policy has its limits.');
    END IF;
  WHEN 'policyAdopted' THEN
    SELECT * INTO w FROM guard_desk;
    IF (v #>> '{policy,financeAbove,paise}')::bigint IS NULL THEN
      PERFORM refuse('invalid', 'Policy', 'A policy has its limits.');
    END IF;
    IF EXISTS (SELECT FROM unnest(ARRAY['financeAbove', 'upiLimit', 'flagFrom', 'blockFrom', 'countedDays', 'creditRate', 'windowSeconds', 'attempts', 'workingHours', 'summaryLength']::text[]) AS f
      WHERE w.policy -> f IS DISTINCT FROM v -> 'policy' -> f) THEN
      IF w.proposal IS DISTINCT FROM v -> 'policy' OR w.proposed_role = p_role THEN
        PERFORM refuse('forbidden', 'Policy',
          'A policy that changes a limit is adopted by an ops and a finance manager together: propose it first.');
      END IF;
      IF shares_side(p_by, p_for, w.proposed_by, w.proposed_for) THEN
        PERFORM refuse('forbidden', 'Maker and checker',
          'You proposed this policy, or are of one side with who did: another manager has to adopt it.');
      END IF;
    END IF;
  WHEN 'personalDataErased' THEN
    IF jsonb_array_length(v -> 'disputes') = 0 OR coalesce(btrim(v ->> 'reason'), '') = '' THEN
      PERFORM refuse('invalid', 'Personal data', 'Erasing names its disputes and a reason.');
    END IF;
  WHEN 'deputyAppointed' THEN
    SELECT role INTO w.proposed_role FROM guard_person WHERE person = v_for;
    IF v_role IS NULL OR w.proposed_role IS NULL THEN
      PERFORM refuse('unknown', 'People', format('%s or %s does not work here.', v_person, v_for));
    END IF;
    IF w.proposed_role NOT IN ('opsManager', 'financeManager') OR v_role = 'viewer' OR v_person = v_for THEN
      PERFORM refuse('invalid', 'Deputies', 'A deputy, who is no viewer, stands in for a manager who is somebody else.');
    END IF;
    IF v_person = p_by THEN
      PERFORM refuse('forbidden', 'Deputies', format('Nobody makes themselves a deputy: %s or another manager has to.', v_for));
    END IF;
    PERFORM check_appointing(v_for, w.proposed_role, p_by, p_own);
    IF v_from IS NULL OR v_until IS NULL OR v_from < p_at OR v_until <= v_from
      OR v_until / 1000000 - v_from / 1000000 > 5184000 THEN
      PERFORM refuse('invalid', 'Deputies', 'A deputy stands in from now on or later, for 60 days at most.');
    END IF;
    IF EXISTS (SELECT FROM guard_deputy AS o WHERE o.deputy = v_person AND deputy_in_force(o)
      AND o.since < v_until AND v_from < o.until) THEN
      PERFORM refuse('duplicate', 'Deputies', format('%s stands in for somebody on some of these days.', v_person));
    END IF;
  WHEN 'deputyEnded' THEN
    SELECT * INTO g FROM guard_deputy WHERE deputy = v_person AND stands_for = v_for
      AND since = v_from AND until > p_at LIMIT 1;
    IF NOT FOUND THEN
      PERFORM refuse('unknown', 'Deputies', format('%s does not stand in for %s then.', v_person, v_for));
    END IF;
    IF v_person <> p_by THEN PERFORM check_appointing(v_for, g.role, p_by, p_own); END IF;
  ELSE
    PERFORM refuse('invalid', 'Log', format('Nothing called “%s” happens to the desk.', p_name));
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.check_listing(p_kind text, p_id text, p paydesk_store.permission, v jsonb, p_role text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p.holding <> 'listing' OR NOT (CASE p.fact
    WHEN 'orderListed' THEN p_kind = 'order' AND p_id = v #>> '{listing,order,text}'
    WHEN 'vendorListed' THEN p_kind = 'vendor' AND p_id = v #>> '{listing,vendor,text}'
    WHEN 'statementEntryListed' THEN p_kind = 'entry' AND p_id = v #>> '{entry,id,text}'
    ELSE p_kind = 'book' AND p_id = (v #>> '{span,statement}') || coalesce(':' || (v #>> '{span,vendor,text}'), '') END) THEN
    PERFORM refuse('invalid', 'Log', format('“%s” does not stand on %s:%s.', p.fact, p_kind, p_id));
  END IF;
  IF p_role <> ALL (p.roles) THEN
    PERFORM refuse('forbidden', 'People', 'A viewer changes nothing.');
  END IF;
END $$;

-- Changes

CREATE OR REPLACE FUNCTION paydesk_store.value(v jsonb, base bigint) RETURNS jsonb IMMUTABLE LANGUAGE sql
  RETURN CASE WHEN jsonb_typeof(v) <> 'object' THEN v
    WHEN v ? 'e' THEN to_jsonb(base + 1 + (v ->> 'e')::bigint)
    ELSE to_jsonb('\x' || encode(decode(v ->> 'b', 'base64'), 'hex')) END;

CREATE OR REPLACE FUNCTION paydesk_store.apply_rarely(c jsonb, base bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  t text := c ->> 1;
  v_columns text[] := ARRAY(SELECT jsonb_array_elements_text(c -> 2));
  v_key text[];
  v_new jsonb;
  v_old jsonb;
BEGIN
  IF t <> ALL (ARRAY['desk', 'vendor', 'dispute', 'snapshot', 'proof', 'tally', 'milestone', 'backlog', 'vendor_account', 'vendor_measure', 'statement_entry', 'statement_key', 'statement_claim', 'statement_matter', 'statement_span', 'past_payout', 'pay_to', 'payout', 'batch']::text[]) THEN
    PERFORM refuse('forbidden', 'Log', format('%s is nothing that is read from the log.', t));
  END IF;
  IF EXISTS (SELECT FROM unnest(v_columns) AS n WHERE n NOT IN (
    SELECT a.attname FROM pg_attribute AS a WHERE a.attrelid = format('paydesk_store.%I', t)::regclass AND a.attnum > 0)) THEN
    PERFORM refuse('invalid', 'Log', format('%s has no such column.', t));
  END IF;
  v_new := (SELECT jsonb_object_agg(v_columns[i.ordinality], value(i.value, base))
    FROM jsonb_array_elements(c -> 3) WITH ORDINALITY AS i);
  IF c ->> 0 = 'r' THEN
    EXECUTE format('DELETE FROM paydesk_store.%1$I AS x USING jsonb_populate_record(NULL::paydesk_store.%1$I, $1) AS y WHERE %2$s', t,
      (SELECT string_agg(format('x.%1$I = y.%1$I', n), ' AND ') FROM unnest(v_columns) AS n))
    USING v_new;
    RETURN;
  END IF;
  v_key := CASE t WHEN 'desk' THEN ARRAY['id']::text[] WHEN 'vendor' THEN ARRAY['name']::text[] WHEN 'dispute' THEN ARRAY['place']::text[] WHEN 'snapshot' THEN ARRAY['place']::text[] WHEN 'proof' THEN ARRAY['place', 'position']::text[] WHEN 'tally' THEN ARRAY['bucket', 'holder']::text[] WHEN 'milestone' THEN ARRAY['place', 'ordinal']::text[] WHEN 'backlog' THEN ARRAY['place']::text[] WHEN 'vendor_account' THEN ARRAY['vendor', 'number']::text[] WHEN 'vendor_measure' THEN ARRAY['vendor', 'number']::text[] WHEN 'statement_entry' THEN ARRAY['id']::text[] WHEN 'statement_key' THEN ARRAY['key', 'entry']::text[] WHEN 'statement_claim' THEN ARRAY['key', 'place']::text[] WHEN 'statement_matter' THEN ARRAY['at', 'place']::text[] WHEN 'statement_span' THEN ARRAY['number']::text[] WHEN 'past_payout' THEN ARRAY['place', 'position']::text[] WHEN 'pay_to' THEN ARRAY['order_id', 'source']::text[] WHEN 'payout' THEN ARRAY['intent']::text[] WHEN 'batch' THEN ARRAY['id']::text[] END;
  v_old := (SELECT jsonb_object_agg(v_key[i.ordinality], value(i.value, base))
    FROM jsonb_array_elements(c -> 4) WITH ORDINALITY AS i);
  EXECUTE format('UPDATE paydesk_store.%1$I AS x SET %2$s FROM jsonb_populate_record(NULL::paydesk_store.%1$I, $1) AS y, jsonb_populate_record(NULL::paydesk_store.%1$I, $2) AS k WHERE %3$s', t,
    (SELECT string_agg(format('%1$I = y.%1$I', n), ', ') FROM unnest(v_columns) AS n),
    (SELECT string_agg(format('x.%1$I = k.%1$I', n), ' AND ') FROM unnest(v_key) AS n))
  USING v_new, v_old;
END $$;

CREATE OR REPLACE FUNCTION paydesk_store.apply(changes jsonb, base bigint, desk boolean, erased text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  c jsonb;
  v jsonb;
  t text;
BEGIN
  FOR c IN SELECT * FROM jsonb_array_elements(changes) LOOP
    t := c ->> 1;
    v := c -> 2;
    IF t = 'desk' AND c ->> 0 IN ('p', 'k', 's', 'r') AND NOT desk THEN
      PERFORM refuse('forbidden', 'Log', 'The desk is changed with an event of the desk alone.');
    END IF;
    CASE c ->> 0
    WHEN 'p' THEN CASE t
          WHEN 'desk' THEN INSERT INTO desk AS x (id, version, body) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body;
          WHEN 'vendor' THEN INSERT INTO vendor AS x (name, folded, record) VALUES (v ->> 0, v ->> 1, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT (name) DO UPDATE SET folded = excluded.folded, record = excluded.record;
          WHEN 'dispute' THEN INSERT INTO dispute AS x (place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, v ->> 4, v ->> 5, v ->> 6, v ->> 7, v ->> 8, CASE jsonb_typeof(v -> 9) WHEN 'object' THEN base + 1 + (v -> 9 ->> 'e')::bigint ELSE (v ->> 9)::bigint END, v ->> 10, CASE jsonb_typeof(v -> 11) WHEN 'object' THEN base + 1 + (v -> 11 ->> 'e')::bigint ELSE (v ->> 11)::bigint END, CASE jsonb_typeof(v -> 12) WHEN 'object' THEN base + 1 + (v -> 12 ->> 'e')::bigint ELSE (v ->> 12)::bigint END, CASE jsonb_typeof(v -> 13) WHEN 'object' THEN base + 1 + (v -> 13 ->> 'e')::bigint ELSE (v ->> 13)::bigint END, v ->> 14, v ->> 15, CASE jsonb_typeof(v -> 16) WHEN 'object' THEN base + 1 + (v -> 16 ->> 'e')::bigint ELSE (v ->> 16)::bigint END, CASE jsonb_typeof(v -> 17) WHEN 'object' THEN base + 1 + (v -> 17 ->> 'e')::bigint ELSE (v ->> 17)::bigint END, CASE jsonb_typeof(v -> 18) WHEN 'object' THEN base + 1 + (v -> 18 ->> 'e')::bigint ELSE (v ->> 18)::bigint END, CASE jsonb_typeof(v -> 19) WHEN 'object' THEN base + 1 + (v -> 19 ->> 'e')::bigint ELSE (v ->> 19)::bigint END, CASE jsonb_typeof(v -> 20) WHEN 'object' THEN base + 1 + (v -> 20 ->> 'e')::bigint ELSE (v ->> 20)::bigint END, v ->> 21, CASE jsonb_typeof(v -> 22) WHEN 'object' THEN base + 1 + (v -> 22 ->> 'e')::bigint ELSE (v ->> 22)::bigint END, v ->> 23, v ->> 24, v ->> 25, CASE jsonb_typeof(v -> 26) WHEN 'object' THEN base + 1 + (v -> 26 ->> 'e')::bigint ELSE (v ->> 26)::bigint END, v ->> 27, CASE jsonb_typeof(v -> 28) WHEN 'object' THEN base + 1 + (v -> 28 ->> 'e')::bigint ELSE (v ->> 28)::bigint END, CASE jsonb_typeof(v -> 29) WHEN 'object' THEN base + 1 + (v -> 29 ->> 'e')::bigint ELSE (v ->> 29)::bigint END, CASE jsonb_typeof(v -> 30) WHEN 'object' THEN base + 1 + (v -> 30 ->> 'e')::bigint ELSE (v ->> 30)::bigint END) ON CONFLICT (place) DO UPDATE SET ticket = excluded.ticket, version = excluded.version, tag = excluded.tag, customer = excluded.customer, order_id = excluded.order_id, vendor = excluded.vendor, holder = excluded.holder, state = excluded.state, step = excluded.step, scenario = excluded.scenario, disputed = excluded.disputed, kind = excluded.kind, at = excluded.at, pending = excluded.pending, outstanding = excluded.outstanding, logged_at = excluded.logged_at, touched_at = excluded.touched_at, matter = excluded.matter, matter_at = excluded.matter_at, matter_amount = excluded.matter_amount, stakes = excluded.stakes, lapses_at = excluded.lapses_at, phone = excluded.phone, recorded_vendor = excluded.recorded_vendor, refs = excluded.refs, counts_from = excluded.counts_from, ending = excluded.ending, asked = excluded.asked, asked_until = excluded.asked_until, paid_late = excluded.paid_late;
          WHEN 'snapshot' THEN INSERT INTO snapshot AS x (place, version, body) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT (place) DO UPDATE SET version = excluded.version, body = excluded.body;
          WHEN 'proof' THEN INSERT INTO proof AS x (place, position, kind, reference, sha256, verdict) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, v ->> 4, v ->> 5) ON CONFLICT (place, position) DO UPDATE SET kind = excluded.kind, reference = excluded.reference, sha256 = excluded.sha256, verdict = excluded.verdict;
          WHEN 'tally' THEN INSERT INTO tally AS x (bucket, holder, n) VALUES (v ->> 0, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END) ON CONFLICT (bucket, holder) DO UPDATE SET n = excluded.n;
          WHEN 'milestone' THEN INSERT INTO milestone AS x (place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END, v ->> 7, CASE jsonb_typeof(v -> 8) WHEN 'object' THEN base + 1 + (v -> 8 ->> 'e')::bigint ELSE (v ->> 8)::bigint END, v ->> 9, v ->> 10, v ->> 11) ON CONFLICT (place, ordinal) DO UPDATE SET ticket = excluded.ticket, kind = excluded.kind, at = excluded.at, round = excluded.round, since = excluded.since, scenario = excluded.scenario, amount = excluded.amount, vendor = excluded.vendor, person = excluded.person, payout = excluded.payout;
          WHEN 'backlog' THEN INSERT INTO backlog AS x (place, ticket, logged_at, escalated, step, lapses_at, lapsed_step) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, CASE jsonb_typeof(v -> 3) WHEN 'object' THEN base + 1 + (v -> 3 ->> 'e')::bigint ELSE (v ->> 3)::bigint END, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT (place) DO UPDATE SET ticket = excluded.ticket, logged_at = excluded.logged_at, escalated = excluded.escalated, step = excluded.step, lapses_at = excluded.lapses_at, lapsed_step = excluded.lapsed_step;
          WHEN 'vendor_account' THEN INSERT INTO vendor_account AS x (vendor, number, kind, amount) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, CASE jsonb_typeof(v -> 3) WHEN 'object' THEN base + 1 + (v -> 3 ->> 'e')::bigint ELSE (v ->> 3)::bigint END) ON CONFLICT (vendor, number) DO UPDATE SET kind = excluded.kind, amount = excluded.amount;
          WHEN 'vendor_measure' THEN INSERT INTO vendor_measure AS x (vendor, number) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT (vendor, number) DO NOTHING;
          WHEN 'statement_entry' THEN INSERT INTO statement_entry AS x (id, statement, at, vendor, amount, payee, base, listed_at, standing, ticket) VALUES (v ->> 0, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, v ->> 5, v ->> 6, CASE jsonb_typeof(v -> 7) WHEN 'object' THEN base + 1 + (v -> 7 ->> 'e')::bigint ELSE (v ->> 7)::bigint END, v ->> 8, v ->> 9) ON CONFLICT (id) DO UPDATE SET statement = excluded.statement, at = excluded.at, vendor = excluded.vendor, amount = excluded.amount, payee = excluded.payee, base = excluded.base, listed_at = excluded.listed_at, standing = excluded.standing, ticket = excluded.ticket;
          WHEN 'statement_key' THEN INSERT INTO statement_key AS x (key, entry) VALUES (v ->> 0, v ->> 1) ON CONFLICT (key, entry) DO NOTHING;
          WHEN 'statement_claim' THEN INSERT INTO statement_claim AS x (key, place) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT (key, place) DO NOTHING;
          WHEN 'statement_matter' THEN INSERT INTO statement_matter AS x (at, place) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT (at, place) DO NOTHING;
          WHEN 'statement_span' THEN INSERT INTO statement_span AS x (number, statement, vendor, folded, starts_at, ends_at, imported_at) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, v ->> 2, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT (number) DO UPDATE SET statement = excluded.statement, vendor = excluded.vendor, folded = excluded.folded, starts_at = excluded.starts_at, ends_at = excluded.ends_at, imported_at = excluded.imported_at;
          WHEN 'past_payout' THEN INSERT INTO past_payout AS x (place, position, ended, vendor, asker, amount, at) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, v ->> 4, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT (place, position) DO UPDATE SET ended = excluded.ended, vendor = excluded.vendor, asker = excluded.asker, amount = excluded.amount, at = excluded.at;
          WHEN 'pay_to' THEN INSERT INTO pay_to AS x (order_id, source, folded, customer) VALUES (v ->> 0, v ->> 1, v ->> 2, v ->> 3) ON CONFLICT (order_id, source) DO UPDATE SET folded = excluded.folded, customer = excluded.customer;
          WHEN 'payout' THEN INSERT INTO payout AS x (intent, place, amount, asked_by, asked_at, state, since, batch, line, reference) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, v ->> 5, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END, v ->> 7, CASE jsonb_typeof(v -> 8) WHEN 'object' THEN base + 1 + (v -> 8 ->> 'e')::bigint ELSE (v ->> 8)::bigint END, v ->> 9) ON CONFLICT (intent) DO UPDATE SET place = excluded.place, amount = excluded.amount, asked_by = excluded.asked_by, asked_at = excluded.asked_at, state = excluded.state, since = excluded.since, batch = excluded.batch, line = excluded.line, reference = excluded.reference;
          WHEN 'batch' THEN INSERT INTO batch AS x (id, at, by, layout) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, decode(v -> 3 ->> 'b', 'base64')) ON CONFLICT (id) DO UPDATE SET at = excluded.at, by = excluded.by, layout = excluded.layout;
      END CASE;
    WHEN 'k' THEN CASE t
          WHEN 'desk' THEN INSERT INTO desk AS x (id, version, body) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT DO NOTHING;
          WHEN 'vendor' THEN INSERT INTO vendor AS x (name, folded, record) VALUES (v ->> 0, v ->> 1, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT DO NOTHING;
          WHEN 'dispute' THEN INSERT INTO dispute AS x (place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, v ->> 4, v ->> 5, v ->> 6, v ->> 7, v ->> 8, CASE jsonb_typeof(v -> 9) WHEN 'object' THEN base + 1 + (v -> 9 ->> 'e')::bigint ELSE (v ->> 9)::bigint END, v ->> 10, CASE jsonb_typeof(v -> 11) WHEN 'object' THEN base + 1 + (v -> 11 ->> 'e')::bigint ELSE (v ->> 11)::bigint END, CASE jsonb_typeof(v -> 12) WHEN 'object' THEN base + 1 + (v -> 12 ->> 'e')::bigint ELSE (v ->> 12)::bigint END, CASE jsonb_typeof(v -> 13) WHEN 'object' THEN base + 1 + (v -> 13 ->> 'e')::bigint ELSE (v ->> 13)::bigint END, v ->> 14, v ->> 15, CASE jsonb_typeof(v -> 16) WHEN 'object' THEN base + 1 + (v -> 16 ->> 'e')::bigint ELSE (v ->> 16)::bigint END, CASE jsonb_typeof(v -> 17) WHEN 'object' THEN base + 1 + (v -> 17 ->> 'e')::bigint ELSE (v ->> 17)::bigint END, CASE jsonb_typeof(v -> 18) WHEN 'object' THEN base + 1 + (v -> 18 ->> 'e')::bigint ELSE (v ->> 18)::bigint END, CASE jsonb_typeof(v -> 19) WHEN 'object' THEN base + 1 + (v -> 19 ->> 'e')::bigint ELSE (v ->> 19)::bigint END, CASE jsonb_typeof(v -> 20) WHEN 'object' THEN base + 1 + (v -> 20 ->> 'e')::bigint ELSE (v ->> 20)::bigint END, v ->> 21, CASE jsonb_typeof(v -> 22) WHEN 'object' THEN base + 1 + (v -> 22 ->> 'e')::bigint ELSE (v ->> 22)::bigint END, v ->> 23, v ->> 24, v ->> 25, CASE jsonb_typeof(v -> 26) WHEN 'object' THEN base + 1 + (v -> 26 ->> 'e')::bigint ELSE (v ->> 26)::bigint END, v ->> 27, CASE jsonb_typeof(v -> 28) WHEN 'object' THEN base + 1 + (v -> 28 ->> 'e')::bigint ELSE (v ->> 28)::bigint END, CASE jsonb_typeof(v -> 29) WHEN 'object' THEN base + 1 + (v -> 29 ->> 'e')::bigint ELSE (v ->> 29)::bigint END, CASE jsonb_typeof(v -> 30) WHEN 'object' THEN base + 1 + (v -> 30 ->> 'e')::bigint ELSE (v ->> 30)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'snapshot' THEN INSERT INTO snapshot AS x (place, version, body) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, decode(v -> 2 ->> 'b', 'base64')) ON CONFLICT DO NOTHING;
          WHEN 'proof' THEN INSERT INTO proof AS x (place, position, kind, reference, sha256, verdict) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, v ->> 4, v ->> 5) ON CONFLICT DO NOTHING;
          WHEN 'tally' THEN INSERT INTO tally AS x (bucket, holder, n) VALUES (v ->> 0, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'milestone' THEN INSERT INTO milestone AS x (place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END, v ->> 7, CASE jsonb_typeof(v -> 8) WHEN 'object' THEN base + 1 + (v -> 8 ->> 'e')::bigint ELSE (v ->> 8)::bigint END, v ->> 9, v ->> 10, v ->> 11) ON CONFLICT DO NOTHING;
          WHEN 'backlog' THEN INSERT INTO backlog AS x (place, ticket, logged_at, escalated, step, lapses_at, lapsed_step) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, CASE jsonb_typeof(v -> 3) WHEN 'object' THEN base + 1 + (v -> 3 ->> 'e')::bigint ELSE (v ->> 3)::bigint END, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'vendor_account' THEN INSERT INTO vendor_account AS x (vendor, number, kind, amount) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, CASE jsonb_typeof(v -> 3) WHEN 'object' THEN base + 1 + (v -> 3 ->> 'e')::bigint ELSE (v ->> 3)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'vendor_measure' THEN INSERT INTO vendor_measure AS x (vendor, number) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'statement_entry' THEN INSERT INTO statement_entry AS x (id, statement, at, vendor, amount, payee, base, listed_at, standing, ticket) VALUES (v ->> 0, v ->> 1, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, v ->> 5, v ->> 6, CASE jsonb_typeof(v -> 7) WHEN 'object' THEN base + 1 + (v -> 7 ->> 'e')::bigint ELSE (v ->> 7)::bigint END, v ->> 8, v ->> 9) ON CONFLICT DO NOTHING;
          WHEN 'statement_key' THEN INSERT INTO statement_key AS x (key, entry) VALUES (v ->> 0, v ->> 1) ON CONFLICT DO NOTHING;
          WHEN 'statement_claim' THEN INSERT INTO statement_claim AS x (key, place) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'statement_matter' THEN INSERT INTO statement_matter AS x (at, place) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'statement_span' THEN INSERT INTO statement_span AS x (number, statement, vendor, folded, starts_at, ends_at, imported_at) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, v ->> 1, v ->> 2, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'past_payout' THEN INSERT INTO past_payout AS x (place, position, ended, vendor, asker, amount, at) VALUES (CASE jsonb_typeof(v -> 0) WHEN 'object' THEN base + 1 + (v -> 0 ->> 'e')::bigint ELSE (v ->> 0)::bigint END, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, v ->> 3, v ->> 4, CASE jsonb_typeof(v -> 5) WHEN 'object' THEN base + 1 + (v -> 5 ->> 'e')::bigint ELSE (v ->> 5)::bigint END, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END) ON CONFLICT DO NOTHING;
          WHEN 'pay_to' THEN INSERT INTO pay_to AS x (order_id, source, folded, customer) VALUES (v ->> 0, v ->> 1, v ->> 2, v ->> 3) ON CONFLICT DO NOTHING;
          WHEN 'payout' THEN INSERT INTO payout AS x (intent, place, amount, asked_by, asked_at, state, since, batch, line, reference) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, CASE jsonb_typeof(v -> 2) WHEN 'object' THEN base + 1 + (v -> 2 ->> 'e')::bigint ELSE (v ->> 2)::bigint END, v ->> 3, CASE jsonb_typeof(v -> 4) WHEN 'object' THEN base + 1 + (v -> 4 ->> 'e')::bigint ELSE (v ->> 4)::bigint END, v ->> 5, CASE jsonb_typeof(v -> 6) WHEN 'object' THEN base + 1 + (v -> 6 ->> 'e')::bigint ELSE (v ->> 6)::bigint END, v ->> 7, CASE jsonb_typeof(v -> 8) WHEN 'object' THEN base + 1 + (v -> 8 ->> 'e')::bigint ELSE (v ->> 8)::bigint END, v ->> 9) ON CONFLICT DO NOTHING;
          WHEN 'batch' THEN INSERT INTO batch AS x (id, at, by, layout) VALUES (v ->> 0, CASE jsonb_typeof(v -> 1) WHEN 'object' THEN base + 1 + (v -> 1 ->> 'e')::bigint ELSE (v ->> 1)::bigint END, v ->> 2, decode(v -> 3 ->> 'b', 'base64')) ON CONFLICT DO NOTHING;
      END CASE;
    WHEN 'r' THEN
      CASE t || ' ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(v)), ',')
          WHEN 'desk id' THEN DELETE FROM desk AS x WHERE x.id = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'vendor name' THEN DELETE FROM vendor AS x WHERE x.name = (c -> 3) ->> 0;
          WHEN 'vendor folded' THEN DELETE FROM vendor AS x WHERE x.folded = (c -> 3) ->> 0;
          WHEN 'dispute place' THEN DELETE FROM dispute AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute ticket' THEN DELETE FROM dispute AS x WHERE x.ticket = (c -> 3) ->> 0;
          WHEN 'dispute order_id' THEN DELETE FROM dispute AS x WHERE x.order_id = (c -> 3) ->> 0;
          WHEN 'dispute customer' THEN DELETE FROM dispute AS x WHERE x.customer = (c -> 3) ->> 0;
          WHEN 'dispute holder' THEN DELETE FROM dispute AS x WHERE x.holder = (c -> 3) ->> 0;
          WHEN 'dispute matter' THEN DELETE FROM dispute AS x WHERE x.matter = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute lapses_at' THEN DELETE FROM dispute AS x WHERE x.lapses_at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute at' THEN DELETE FROM dispute AS x WHERE x.at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute logged_at' THEN DELETE FROM dispute AS x WHERE x.logged_at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute touched_at' THEN DELETE FROM dispute AS x WHERE x.touched_at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'dispute recorded_vendor' THEN DELETE FROM dispute AS x WHERE x.recorded_vendor = (c -> 3) ->> 0;
          WHEN 'snapshot place' THEN DELETE FROM snapshot AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'proof place' THEN DELETE FROM proof AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'proof place,position' THEN DELETE FROM proof AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END AND x.position = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'proof reference' THEN DELETE FROM proof AS x WHERE x.reference = (c -> 3) ->> 0;
          WHEN 'proof sha256' THEN DELETE FROM proof AS x WHERE x.sha256 = (c -> 3) ->> 0;
          WHEN 'tally bucket' THEN DELETE FROM tally AS x WHERE x.bucket = (c -> 3) ->> 0;
          WHEN 'tally bucket,holder' THEN DELETE FROM tally AS x WHERE x.bucket = (c -> 3) ->> 0 AND x.holder = (c -> 3) ->> 1;
          WHEN 'milestone place' THEN DELETE FROM milestone AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'milestone place,ordinal' THEN DELETE FROM milestone AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END AND x.ordinal = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'milestone at' THEN DELETE FROM milestone AS x WHERE x.at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'backlog place' THEN DELETE FROM backlog AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'vendor_account vendor' THEN DELETE FROM vendor_account AS x WHERE x.vendor = (c -> 3) ->> 0;
          WHEN 'vendor_account vendor,number' THEN DELETE FROM vendor_account AS x WHERE x.vendor = (c -> 3) ->> 0 AND x.number = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'vendor_measure vendor' THEN DELETE FROM vendor_measure AS x WHERE x.vendor = (c -> 3) ->> 0;
          WHEN 'vendor_measure vendor,number' THEN DELETE FROM vendor_measure AS x WHERE x.vendor = (c -> 3) ->> 0 AND x.number = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'statement_entry id' THEN DELETE FROM statement_entry AS x WHERE x.id = (c -> 3) ->> 0;
          WHEN 'statement_entry at' THEN DELETE FROM statement_entry AS x WHERE x.at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'statement_entry vendor' THEN DELETE FROM statement_entry AS x WHERE x.vendor = (c -> 3) ->> 0;
          WHEN 'statement_entry payee' THEN DELETE FROM statement_entry AS x WHERE x.payee = (c -> 3) ->> 0;
          WHEN 'statement_entry base' THEN DELETE FROM statement_entry AS x WHERE x.base = (c -> 3) ->> 0;
          WHEN 'statement_entry ticket' THEN DELETE FROM statement_entry AS x WHERE x.ticket = (c -> 3) ->> 0;
          WHEN 'statement_key key' THEN DELETE FROM statement_key AS x WHERE x.key = (c -> 3) ->> 0;
          WHEN 'statement_key key,entry' THEN DELETE FROM statement_key AS x WHERE x.key = (c -> 3) ->> 0 AND x.entry = (c -> 3) ->> 1;
          WHEN 'statement_key entry' THEN DELETE FROM statement_key AS x WHERE x.entry = (c -> 3) ->> 0;
          WHEN 'statement_claim key' THEN DELETE FROM statement_claim AS x WHERE x.key = (c -> 3) ->> 0;
          WHEN 'statement_claim key,place' THEN DELETE FROM statement_claim AS x WHERE x.key = (c -> 3) ->> 0 AND x.place = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'statement_claim place' THEN DELETE FROM statement_claim AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'statement_matter at' THEN DELETE FROM statement_matter AS x WHERE x.at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'statement_matter at,place' THEN DELETE FROM statement_matter AS x WHERE x.at = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END AND x.place = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'statement_matter place' THEN DELETE FROM statement_matter AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'statement_span number' THEN DELETE FROM statement_span AS x WHERE x.number = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'statement_span statement' THEN DELETE FROM statement_span AS x WHERE x.statement = (c -> 3) ->> 0;
          WHEN 'past_payout place' THEN DELETE FROM past_payout AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END;
          WHEN 'past_payout place,position' THEN DELETE FROM past_payout AS x WHERE x.place = CASE jsonb_typeof((c -> 3) -> 0) WHEN 'object' THEN base + 1 + ((c -> 3) -> 0 ->> 'e')::bigint ELSE ((c -> 3) ->> 0)::bigint END AND x.position = CASE jsonb_typeof((c -> 3) -> 1) WHEN 'object' THEN base + 1 + ((c -> 3) -> 1 ->> 'e')::bigint ELSE ((c -> 3) ->> 1)::bigint END;
          WHEN 'past_payout vendor' THEN DELETE FROM past_payout AS x WHERE x.vendor = (c -> 3) ->> 0;
          WHEN 'past_payout asker' THEN DELETE FROM past_payout AS x WHERE x.asker = (c -> 3) ->> 0;
          WHEN 'pay_to order_id' THEN DELETE FROM pay_to AS x WHERE x.order_id = (c -> 3) ->> 0;
          WHEN 'pay_to order_id,source' THEN DELETE FROM pay_to AS x WHERE x.order_id = (c -> 3) ->> 0 AND x.source = (c -> 3) ->> 1;
          WHEN 'pay_to folded' THEN DELETE FROM pay_to AS x WHERE x.folded = (c -> 3) ->> 0;
          WHEN 'pay_to source' THEN DELETE FROM pay_to AS x WHERE x.source = (c -> 3) ->> 0;
          WHEN 'payout intent' THEN DELETE FROM payout AS x WHERE x.intent = (c -> 3) ->> 0;
          WHEN 'payout state' THEN DELETE FROM payout AS x WHERE x.state = (c -> 3) ->> 0;
          WHEN 'payout batch' THEN DELETE FROM payout AS x WHERE x.batch = (c -> 3) ->> 0;
          WHEN 'payout reference' THEN DELETE FROM payout AS x WHERE x.reference = (c -> 3) ->> 0;
          WHEN 'batch id' THEN DELETE FROM batch AS x WHERE x.id = (c -> 3) ->> 0;
      ELSE PERFORM apply_rarely(c, base);
      END CASE;
    WHEN 'n' THEN
      INSERT INTO tally AS y (bucket, holder, n) VALUES (c ->> 1, c ->> 2, (c ->> 3)::bigint)
      ON CONFLICT (bucket, holder) DO UPDATE SET n = y.n + excluded.n;
      DELETE FROM tally AS y WHERE y.bucket = c ->> 1 AND y.holder = c ->> 2 AND y.n = 0;
    WHEN 's' THEN PERFORM apply_rarely(c, base);
    WHEN 'e' THEN
      IF erased = '{}' OR t LIKE 'dispute:%' AND t <> ALL (erased) OR t NOT SIMILAR TO '(dispute|order|entry):%' THEN
        PERFORM refuse('forbidden', 'Personal data', 'Personal texts are erased with the event that says so alone.');
      END IF;
      UPDATE personal AS x SET salt = NULL, text = NULL WHERE x.stream = t AND x.text IS NOT NULL;
    END CASE;
  END LOOP;
END $$;

-- Append

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

CREATE OR REPLACE FUNCTION paydesk_store.now_after(at bigint) RETURNS bigint VOLATILE LANGUAGE sql
AS $$ SELECT greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, at) $$;

CREATE OR REPLACE FUNCTION paydesk.enter(whole boolean)
RETURNS TABLE (at bigint, number bigint, hash bytea, last_at bigint, desk_version bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
#variable_conflict use_column
DECLARE
  h head;
BEGIN
  -- Whoever records nothing keeps nobody waiting.
  IF EXISTS (SELECT FROM guard_person WHERE person = session_user AND role = 'viewer') THEN
    PERFORM refuse('forbidden', 'People', 'A viewer changes nothing.');
  END IF;
  IF whole THEN
    PERFORM pg_advisory_xact_lock(7809651153846790::bigint);
    SELECT * INTO h FROM head FOR UPDATE;
  ELSE
    PERFORM pg_advisory_xact_lock_shared(7809651153846790::bigint);
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
    PERFORM pg_advisory_xact_lock(CASE k WHEN 7809651153846790::bigint THEN 0 ELSE k END);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION paydesk.hold(keys text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
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

CREATE OR REPLACE FUNCTION paydesk.append(
  id uuid, events jsonb, personal jsonb DEFAULT '[]', changes jsonb DEFAULT '[]')
RETURNS TABLE (number bigint, hash bytea) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
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
    PERFORM pg_advisory_xact_lock_shared(7809651153846790::bigint);
    PERFORM lock_disputes(events);
    SELECT * INTO h FROM head;
  ELSE
    PERFORM pg_advisory_xact_lock(7809651153846790::bigint);
    SELECT * INTO h FROM head FOR UPDATE;
    v_base := h.number;
  END IF;

  SELECT * INTO m FROM moment WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id();
  v_clock := now_after(h.at);
  IF m.pid IS NULL THEN
    m := ROW(pg_backend_pid(), pg_current_xact_id(), v_clock, 0, false, '{}'::text[]);
  ELSIF v_clock - m.at > 3600000000 THEN
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

CREATE OR REPLACE FUNCTION paydesk.flush() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  PERFORM pg_logical_emit_message(true, 'paydesk', '');
END $$;

-- It waits for an append under way with this id, and claims the id where there is none.
CREATE OR REPLACE FUNCTION paydesk.landed(id uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
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
  INSERT INTO paydesk_store.search (place, seen, personal)
  VALUES (NEW.place, paydesk_store.folded(ARRAY[NEW.ticket, NEW.order_id, NEW.vendor, NEW.refs]), paydesk_store.folded(ARRAY[NEW.customer, NEW.phone]))
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
CREATE OR REPLACE FUNCTION paydesk.search(wanted text[], "limit" bigint)
RETURNS TABLE (place bigint)
LANGUAGE plpgsql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
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
    AND (SELECT coalesce(paydesk_store.own_role() IN ('executive', 'opsManager', 'financeManager'), pg_has_role(session_user, current_user, 'MEMBER')))
$$;

CREATE OR REPLACE FUNCTION paydesk.proof_hashes() RETURNS SETOF text
LANGUAGE sql STABLE ROWS 10000 SECURITY DEFINER SET search_path = pg_catalog, paydesk_store, pg_temp AS $$
  SELECT sha256 FROM paydesk_store.kept_proof
  WHERE (SELECT paydesk_store.own_role() IS NOT NULL OR pg_has_role(session_user, current_user, 'MEMBER')) ORDER BY sha256
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

CREATE VIEW paydesk.desk AS
  SELECT id, version, body FROM paydesk_store.desk;
CREATE VIEW paydesk_masked.desk AS
  SELECT id, version, body FROM paydesk_store.desk;
CREATE VIEW paydesk.vendor AS
  SELECT name, folded, record FROM paydesk_store.vendor;
CREATE VIEW paydesk_masked.vendor AS
  SELECT name, folded, record FROM paydesk_store.vendor;
CREATE VIEW paydesk.dispute AS
  SELECT place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late FROM paydesk_store.dispute;
CREATE VIEW paydesk_masked.dispute AS
  SELECT place, ticket, version, tag, CASE WHEN customer IS NULL OR customer IN ('', '[erased]') THEN customer WHEN customer !~ '^[-+()./ 0-9]*$' THEN left(ltrim(customer), 1) || '•••' WHEN customer ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(customer, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS customer, order_id, vendor, holder, state, step, scenario, disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, stakes, lapses_at, CASE WHEN phone IS NULL OR phone IN ('', '[erased]') THEN phone WHEN phone !~ '^[-+()./ 0-9]*$' THEN left(ltrim(phone), 1) || '•••' WHEN phone ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(phone, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late FROM paydesk_store.dispute;
CREATE VIEW paydesk.snapshot AS
  SELECT place, version, body FROM paydesk_store.snapshot;
CREATE VIEW paydesk_masked.snapshot AS
  SELECT place, version, body FROM paydesk_store.snapshot;
CREATE VIEW paydesk.proof AS
  SELECT place, position, kind, reference, sha256, verdict FROM paydesk_store.proof;
CREATE VIEW paydesk_masked.proof AS
  SELECT place, position, kind, reference, sha256, verdict FROM paydesk_store.proof;
CREATE VIEW paydesk.tally AS
  SELECT bucket, holder, n FROM paydesk_store.tally;
CREATE VIEW paydesk_masked.tally AS
  SELECT bucket, holder, n FROM paydesk_store.tally;
CREATE VIEW paydesk.milestone AS
  SELECT place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout FROM paydesk_store.milestone;
CREATE VIEW paydesk_masked.milestone AS
  SELECT place, ordinal, ticket, kind, at, round, since, scenario, amount, vendor, person, payout FROM paydesk_store.milestone;
CREATE VIEW paydesk.backlog AS
  SELECT place, ticket, logged_at, escalated, step, lapses_at, lapsed_step FROM paydesk_store.backlog;
CREATE VIEW paydesk_masked.backlog AS
  SELECT place, ticket, logged_at, escalated, step, lapses_at, lapsed_step FROM paydesk_store.backlog;
CREATE VIEW paydesk.vendor_account AS
  SELECT vendor, number, kind, amount FROM paydesk_store.vendor_account;
CREATE VIEW paydesk_masked.vendor_account AS
  SELECT vendor, number, kind, amount FROM paydesk_store.vendor_account;
CREATE VIEW paydesk.vendor_measure AS
  SELECT vendor, number FROM paydesk_store.vendor_measure;
CREATE VIEW paydesk_masked.vendor_measure AS
  SELECT vendor, number FROM paydesk_store.vendor_measure;
CREATE VIEW paydesk.statement_entry AS
  SELECT id, statement, at, vendor, amount, payee, base, listed_at, standing, ticket FROM paydesk_store.statement_entry;
CREATE VIEW paydesk_masked.statement_entry AS
  SELECT id, statement, at, vendor, amount, CASE WHEN payee IS NULL OR payee IN ('', '[erased]') THEN payee WHEN payee !~ '^[-+()./ 0-9]*$' THEN left(ltrim(payee), 1) || '•••' WHEN payee ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(payee, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS payee, base, listed_at, standing, ticket FROM paydesk_store.statement_entry;
CREATE VIEW paydesk.statement_key AS
  SELECT key, entry FROM paydesk_store.statement_key;
CREATE VIEW paydesk_masked.statement_key AS
  SELECT key, entry FROM paydesk_store.statement_key WHERE false;
CREATE VIEW paydesk.statement_claim AS
  SELECT key, place FROM paydesk_store.statement_claim;
CREATE VIEW paydesk_masked.statement_claim AS
  SELECT key, place FROM paydesk_store.statement_claim WHERE false;
CREATE VIEW paydesk.statement_matter AS
  SELECT at, place FROM paydesk_store.statement_matter;
CREATE VIEW paydesk_masked.statement_matter AS
  SELECT at, place FROM paydesk_store.statement_matter;
CREATE VIEW paydesk.statement_span AS
  SELECT number, statement, vendor, folded, starts_at, ends_at, imported_at FROM paydesk_store.statement_span;
CREATE VIEW paydesk_masked.statement_span AS
  SELECT number, statement, vendor, folded, starts_at, ends_at, imported_at FROM paydesk_store.statement_span;
CREATE VIEW paydesk.past_payout AS
  SELECT place, position, ended, vendor, asker, amount, at FROM paydesk_store.past_payout;
CREATE VIEW paydesk_masked.past_payout AS
  SELECT place, position, ended, vendor, asker, amount, at FROM paydesk_store.past_payout;
CREATE VIEW paydesk.pay_to AS
  SELECT order_id, source, folded, customer FROM paydesk_store.pay_to;
CREATE VIEW paydesk_masked.pay_to AS
  SELECT order_id, source, folded, customer FROM paydesk_store.pay_to WHERE false;
CREATE VIEW paydesk.payout AS
  SELECT intent, place, amount, asked_by, asked_at, state, since, batch, line, reference FROM paydesk_store.payout;
CREATE VIEW paydesk_masked.payout AS
  SELECT intent, place, amount, asked_by, asked_at, state, since, batch, line, reference FROM paydesk_store.payout;
CREATE VIEW paydesk.batch AS
  SELECT id, at, by, layout FROM paydesk_store.batch;
CREATE VIEW paydesk_masked.batch AS
  SELECT id, at, by, layout FROM paydesk_store.batch;
CREATE VIEW paydesk.event AS
  SELECT number, stream, version, name, schema, by, role, at, vendor, body, hash, stands_for FROM paydesk_store.event;
CREATE VIEW paydesk_masked.event AS
  SELECT number, stream, version, name, schema, by, role, at, vendor, body, hash, stands_for FROM paydesk_store.event;
CREATE VIEW paydesk.personal AS
  SELECT stream, token, salt, text FROM paydesk_store.personal;
CREATE VIEW paydesk_masked.personal AS
  SELECT stream, token, NULL::bytea AS salt, CASE WHEN text IS NULL OR text IN ('', '[erased]') THEN text WHEN text !~ '^[-+()./ 0-9]*$' THEN left(ltrim(text), 1) || '•••' WHEN text ~ '(.*[0-9]){6}' THEN '•••' || right(regexp_replace(text, '[^0-9]', '', 'g'), 2) ELSE '•••' END COLLATE "C" AS text FROM paydesk_store.personal;
CREATE VIEW paydesk.meta AS
  SELECT key, value FROM paydesk_store.meta;
CREATE VIEW paydesk_masked.meta AS
  SELECT key, value FROM paydesk_store.meta;

-- Grants

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
GRANT USAGE ON SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer";
GRANT USAGE ON SCHEMA paydesk_masked TO "paydesk_viewer";
GRANT SELECT ON ALL TABLES IN SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager";
GRANT SELECT ON ALL TABLES IN SCHEMA paydesk_masked TO "paydesk_viewer";
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA paydesk TO "paydesk_executive", "paydesk_ops_manager", "paydesk_finance_manager", "paydesk_viewer";

RESET ROLE;
COMMIT;
