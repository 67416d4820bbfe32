import Procedure

/// Whether somebody may append a fact, by what the server remembers. The order of the refusals is the procedure's.
extension Server {
  /// The checks of disputes, of the desk, and of what the panel and statements list.
  static let checks = [checkPayout, checkDispute, checkDesk, checkListing].joined(separator: "\n\n")

  /// `v` is the fact's fields, `p_follows` whether a fact that somebody caused stands before it on the same dispute.
  private static let checkDispute = #"""
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
    """#

  private static let checkPayout = #"""
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
    """#

  /// As `Desk.decide` and `Deputyship.swift` say; `p_own` is the role that is the doer's own, whomever they stand in for.
  private static let checkDesk = #"""
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
        IF EXISTS (SELECT FROM unnest(\#(array(Policy.limits.map(\.name)))) AS f
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
          OR v_until / 1000000 - v_from / 1000000 > \#(Deputyship.longest) THEN
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
    """#

  private static let checkListing = #"""
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
    """#
}
