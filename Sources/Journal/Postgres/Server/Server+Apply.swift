/// What brings the tables that are read from the log up to date: written out for each table, so that every statement is planned
/// once.
extension Server {
  /// `apply(changes, base, desk, erased)`: `base` is the number of the event before the call's first, `desk` whether the transaction
  /// has recorded an event of the desk, `erased` the streams whose erasing it has recorded.
  static func apply(_ tables: [Table] = Table.all) -> String {
    """
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
    \(tables.map { "      WHEN \(quoted($0.name)) THEN \(put($0));" }.joined(separator: "\n"))
          END CASE;
        WHEN 'k' THEN CASE t
    \(tables.map { "      WHEN \(quoted($0.name)) THEN \(insert($0)) ON CONFLICT DO NOTHING;" }.joined(separator: "\n"))
          END CASE;
        WHEN 'r' THEN
          CASE t || ' ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(v)), ',')
    \(tables.map(removals).joined(separator: "\n"))
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
    """.replacing("\n      WHEN", with: "\n          WHEN")
  }

  /// Changes that are rare, or of no shape that is written out: planned anew each time. Only tables and columns of the catalogue
  /// are named.
  static func applyRarely(_ tables: [Table] = Table.all) -> String {
    let names = array(tables.map(\.name))
    let keys = tables.map { "WHEN \(quoted($0.name)) THEN \(array($0.key))" }
    return #"""
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
        IF t <> ALL (\#(names)) THEN
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
        v_key := CASE t \#(keys.joined(separator: " ")) END;
        v_old := (SELECT jsonb_object_agg(v_key[i.ordinality], value(i.value, base))
          FROM jsonb_array_elements(c -> 4) WITH ORDINALITY AS i);
        EXECUTE format('UPDATE paydesk_store.%1$I AS x SET %2$s FROM jsonb_populate_record(NULL::paydesk_store.%1$I, $1) AS y, jsonb_populate_record(NULL::paydesk_store.%1$I, $2) AS k WHERE %3$s', t,
          (SELECT string_agg(format('%1$I = y.%1$I', n), ', ') FROM unnest(v_columns) AS n),
          (SELECT string_agg(format('x.%1$I = k.%1$I', n), ' AND ') FROM unnest(v_key) AS n))
        USING v_new, v_old;
      END $$;
      """#
  }

  private static func insert(_ table: Table) -> String {
    let names = table.columns.map(\.name).joined(separator: ", ")
    let values = table.columns.enumerated().map { value($1.kind, "v", $0) }
    return "INSERT INTO \(table.name) AS x (\(names)) VALUES (\(values.joined(separator: ", ")))"
  }

  private static func put(_ table: Table) -> String {
    let set = table.columns.map(\.name).filter { !table.key.contains($0) }
      .map { "\($0) = excluded.\($0)" }
    return insert(table) + " ON CONFLICT (\(table.key.joined(separator: ", "))) DO "
      + (set.isEmpty ? "NOTHING" : "UPDATE SET " + set.joined(separator: ", "))
  }

  /// By the leading columns of the key, and by the first column of an index.
  private static func removals(_ table: Table) -> String {
    var shapes = table.key.indices.map { Array(table.key[...$0]) }
    for index in table.indexes {
      let shape = [String(index.columns.prefix { $0 != "," })]
      if !shapes.contains(shape) { shapes.append(shape) }
    }
    return shapes.map { names in
      let terms = names.enumerated().map { position, name in
        let kind = table.columns.first { $0.name == name }?.kind ?? .text
        return "x.\(name) = \(value(kind, "(c -> 3)", position))"
      }
      return
        "      WHEN \(quoted(table.name + " " + names.joined(separator: ","))) THEN DELETE FROM \(table.name) AS x WHERE \(terms.joined(separator: " AND "));"
    }.joined(separator: "\n")
  }

  /// The so-many-eth of some values, as a column holds it; a whole number may be that of an event of the call.
  private static func value(_ kind: Table.Kind, _ values: String, _ index: Int) -> String {
    switch kind {
    case .integer:
      "CASE jsonb_typeof(\(values) -> \(index)) WHEN 'object' THEN base + 1 + (\(values) -> \(index) ->> 'e')::bigint ELSE (\(values) ->> \(index))::bigint END"
    case .text: "\(values) ->> \(index)"
    case .blob: "decode(\(values) -> \(index) ->> 'b', 'base64')"
    }
  }
}
