/// Looking for disputes by any text of theirs, by trigrams. What is looked through is kept in a table of its own by a trigger, so
/// that a dispute costs its trigrams only when one of these texts changes. What a viewer may see stands in a column of its own,
/// and a viewer's search never looks at the other.
extension Server {
  /// More matches than this are not sorted: the latest of them are.
  static let candidates = 2_000

  /// The table that is looked through.
  static let searchTable = """
    CREATE TABLE paydesk_store.search (
      place bigint PRIMARY KEY,
      seen text COLLATE "C" NOT NULL,
      personal text COLLATE "C" NOT NULL
    );
    ALTER TABLE paydesk_store.search ALTER COLUMN seen SET STATISTICS 1000;
    ALTER TABLE paydesk_store.search ALTER COLUMN personal SET STATISTICS 1000;
    """

  /// Its index. A migration that fills the table drops it before and makes it anew after: by single rows it takes most of the time.
  static let searchIndex = """
    DO $$ BEGIN
      EXECUTE format('CREATE INDEX search_trigrams ON paydesk_store.search
        USING gin (seen %1$I.gin_trgm_ops, personal %1$I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm'));
    END $$;
    """

  /// Fills the empty table with all disputes at once.
  static let searchFilling = """
    INSERT INTO paydesk_store.search (place, seen, personal) SELECT \(searched(of: "dispute"))
    FROM paydesk_store.dispute;
    """

  /// What is looked through of a row.
  private static func searched(of row: String) -> String {
    func folded(_ columns: String...) -> String {
      "paydesk_store.folded(ARRAY[\(columns.map { "\(row).\($0)" }.joined(separator: ", "))])"
    }
    return """
      \(row).place, \(folded("ticket", "order_id", "vendor", "refs")), \(folded("customer", "phone"))
      """
  }

  /// What fills the table, and what looks through it.
  static let search = """
    CREATE OR REPLACE FUNCTION paydesk_store.folded(parts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT lower(array_to_string(parts, E'\\n') COLLATE "default")
    $$;

    CREATE OR REPLACE FUNCTION paydesk_store.keep_searched() RETURNS trigger
    LANGUAGE plpgsql \(inner) AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        DELETE FROM paydesk_store.search WHERE place = OLD.place;
        RETURN NULL;
      END IF;
      INSERT INTO paydesk_store.search (place, seen, personal)
      VALUES (\(searched(of: "NEW")))
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
    LANGUAGE plpgsql STABLE ROWS 50 \(definer)
    SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    DECLARE
      role text := paydesk_store.own_role();
      patterns text[] := ARRAY(
        SELECT '%' || regexp_replace(paydesk_store.folded(ARRAY[one]), '([\\\\%_])', '\\\\\\1', 'g') || '%'
        FROM unnest(wanted) AS one WHERE one <> '');
    BEGIN
      IF role IS NULL OR patterns = '{}' THEN RETURN; END IF;
      RETURN QUERY EXECUTE format(
        'SELECT dispute.place FROM paydesk_store.dispute JOIN (
           SELECT place FROM paydesk_store.search WHERE %s ORDER BY place DESC LIMIT \(candidates)
         ) AS match USING (place) ORDER BY kind, at, dispute.place LIMIT $2',
        CASE role WHEN 'viewer' THEN 'seen LIKE ANY ($1)'
          ELSE 'seen LIKE ANY ($1) OR personal LIKE ANY ($1)' END)
      USING patterns, "limit";
    END $$;
    """
}
