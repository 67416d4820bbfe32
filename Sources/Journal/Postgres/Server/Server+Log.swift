/// The log, and what keeps it as it was written.
extension Server {
  /// The log with the personal texts beside it, the end of its chain, the appends by their ids, and the moments that running
  /// transactions were told.
  ///
  /// Nothing updates or deletes an event, whoever asks: the triggers refuse it to the owner too. A personal text is only ever
  /// erased, and only in a transaction that has recorded the erasing.
  static let log = #"""
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
    """#
}
