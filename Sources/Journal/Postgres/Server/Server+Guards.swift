import Procedure

/// What the server itself remembers of the log, to check the next append with; nobody but the server writes it.
extension Server {
  /// The tables. Amounts are paise, times microseconds since 1970.
  static let guards = #"""
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
      SELECT p, (p #>> '{financeAbove,paise}')::bigint FROM (SELECT \#(firstPolicy)) AS first (p);
    """#

  /// What follows the log into the tables, and what is reckoned from them.
  static let guarding = [first, figures, foldDispute, foldDesk, refold].joined(separator: "\n\n")

  /// The policy that counts before any is adopted.
  private static let firstPolicy: String = {
    do {
      return quoted(String(decoding: try CanonicalJSON.bytes(of: Policy()), as: UTF8.self))
        + "::jsonb"
    } catch {
      preconditionFailure("the built-in policy is always encoded: \(error)")
    }
  }()

  private static let first = """
    CREATE OR REPLACE FUNCTION paydesk_store.first_policy() RETURNS jsonb IMMUTABLE LANGUAGE sql
      RETURN \(firstPolicy);
    """

  /// The figures that payouts rest on, as `Dispute+Figures.swift` has them.
  private static let figures = #"""
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
    """#

  /// The dispute after an event, as `Dispute+Evolve.swift` folds it.
  private static let foldDispute = #"""
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
    """#

  /// The desk after an event of its own, as `Desk.swift` folds it.
  private static let foldDesk = #"""
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
    """#

  /// Reads the guards anew from the whole log, and the end of the chain with them: after a log has been brought in from another
  /// store.
  private static let refold = #"""
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
    """#
}
