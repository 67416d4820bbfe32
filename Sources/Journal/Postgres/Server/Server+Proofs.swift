import Procedure

/// The files of proofs, each under its SHA-256.
extension Server {
  /// The table that they are kept in. Pictures are packed already, so the server does not try to.
  static let proofTable = """
    CREATE TABLE paydesk_store.kept_proof (
      sha256 text COLLATE "C" PRIMARY KEY,
      bytes bytea NOT NULL,
      kept_at bigint NOT NULL,
      kept_by text COLLATE "C" NOT NULL
    );
    ALTER TABLE paydesk_store.kept_proof ALTER COLUMN bytes SET STORAGE EXTERNAL;
    """

  /// Whether whoever asks looks after the whole store, as one who copies it does: a member of its owner, who runs the function.
  private static let keepsAll = "pg_has_role(session_user, current_user, 'MEMBER')"

  /// Keeping, giving and forgetting them.
  static let proofs = """
    CREATE OR REPLACE FUNCTION paydesk.keep_proof(bytes bytea) RETURNS text
    LANGUAGE plpgsql \(definer) AS $$
    DECLARE
      hash text := encode(sha256(bytes), 'hex');
      role text := paydesk_store.own_role();
    BEGIN
      IF role IS NULL OR role = 'viewer' THEN
        RAISE EXCEPTION '%', CASE WHEN role IS NULL THEN 'You do not work at this desk.'
            ELSE 'A viewer changes nothing.' END
          USING ERRCODE = 'PD002', DETAIL = '{"code":"forbidden","rule":"People"}';
      ELSIF length(bytes) > \(ProofFiles.limit) THEN
        RAISE EXCEPTION 'The file has % MiB; a proof may have \(ProofFiles.limit >> 20): save a smaller picture of it.',
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
    LANGUAGE sql STABLE \(definer) AS $$
      SELECT bytes FROM paydesk_store.kept_proof AS kept
      WHERE kept.sha256 = proof_bytes.sha256
        AND (SELECT coalesce(paydesk_store.own_role() IN (\(Role.deciding)), \(keepsAll)))
    $$;

    CREATE OR REPLACE FUNCTION paydesk.proof_hashes() RETURNS SETOF text
    LANGUAGE sql STABLE ROWS 10000 \(definer) AS $$
      SELECT sha256 FROM paydesk_store.kept_proof
      WHERE (SELECT paydesk_store.own_role() IS NOT NULL OR \(keepsAll)) ORDER BY sha256
    $$;

    -- Removes the files of disputes whose personal data was erased, without those that another dispute has, and says how many.
    -- Which files a dispute has is read from the log, and that it was erased from its texts.
    CREATE OR REPLACE FUNCTION paydesk.forget_proofs(tickets text[]) RETURNS bigint
    LANGUAGE plpgsql \(definer) AS $$
    DECLARE
      forgotten bigint;
    BEGIN
      IF coalesce(paydesk_store.own_role(), '') NOT IN (\(Role.managing)) THEN
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
    """
}
