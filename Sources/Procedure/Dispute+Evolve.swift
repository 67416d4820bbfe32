/// The dispute after an event; nil stands for a dispute that does not exist. Total: an event that does not fit changes
/// nothing but the version, so that a log can always be folded.
public func evolve(_ dispute: Dispute?, _ event: Event, id: TicketID) -> Dispute? {
  guard var dispute else {
    guard case .ticketLogged(let ticket) = event.fact else { return nil }
    var logged = Dispute(id: id, ticket: ticket, at: event.at)
    logged.version = 1
    return logged
  }
  let before = dispute.figures
  dispute.apply(event)
  if dispute.figures != before { dispute.figuresSince = event.at }
  dispute.followSilence(at: event.at)
  dispute.version += 1
  dispute.touchedAt = max(dispute.touchedAt, event.at)
  return dispute
}

extension Dispute {
  fileprivate mutating func apply(_ event: Event) {
    switch event.fact {
    case .ticketLogged, .personalDataShown, .vendorKept, .vendorFlagged, .repeatOffenderFlagged:
      break
    case .ticketAmended(let amendment):
      ticket = ticket.amended(by: amendment)
      amendedFields.formUnion(amendment.fields)
    case .ticketRelisted(let ticket, let amendment):
      listed = ticket
      self.ticket = self.ticket.amended(by: amendment)
      self.ticket.attachments = ticket.attachments
      self.ticket.loggedAt = ticket.loggedAt
    case .claimed: hold(event.doer)
    case .released: hold(nil)
    case .assigned(let person): hold(Doer(person))
    case .ticketReviewed: isReviewed = true
    case .orderRecorded(let order, let disagreements):
      record(order, disagreements)
      if payTos.isEmpty ? order.payTo != nil : payTos.last?.payTo != order.payTo {
        payTos.append(RecordedPayTo(payTo: order.payTo, at: event.at, by: event.by))
      }
    case .disagreementAcknowledged(let disagreement, let reading):
      acknowledged[disagreement] = reading.map(\.text)
    case .contacted(let party, let channel, let outcome):
      contacts.append(
        Contact(
          party: party, channel: channel, outcome: outcome, at: event.at, by: event.by,
          round: reopenings))
    case .vendorAnswered(let paid, let reason):
      if let answer { formerAnswers.append(answer) }
      let beginsWindow = paid > self.paid && secondWindowFrom == nil
      answer = VendorAnswer(paid: paid, reason: reason, at: event.at, beganWindow: beginsWindow)
      if beginsWindow { secondWindowFrom = event.at }
    case .customerHeard(let received, _):
      if let heard { formerWords.append(heard) }
      heard = received
    case .proofRecorded(let proof):
      proofs.append(RecordedProof(proof: proof, recordedAt: event.at, by: event.by))
    case .proofAccepted(let id, _, let reason): decide(id, .accepted, reason)
    case .proofRejected(let id, let reason): decide(id, .rejected, reason)
    case .deductionSupported(let amount, let note):
      guard order?.notes.indices.contains(note) == true else { break }
      supported[note] = amount.isZero ? nil : amount
    case .deductionFell(let note, _):
      if let index = order?.notes.firstIndex(of: note) { supported[index] = nil }
    case .payoutRequested, .payoutApproved, .payoutDeclined, .payoutVoided, .payoutSent,
      .payoutSettled, .payoutFailed, .payoutReversed:
      applyPayout(event)
    case .vendorDebited(let vendor, let amount):
      debited[vendor, default: .zero] += amount
      creditChanges.append(CreditChange(vendor: vendor, amount: amount, at: event.at))
      outstanding.insert(.credits)
    case .vendorCredited(let vendor, let amount, _):
      debited[vendor] = (debited[vendor] ?? .zero) - amount
      creditChanges.append(
        CreditChange(vendor: vendor, amount: .zero - amount, at: event.at))
      outstanding.insert(.credits)
    case .vendorSuspended: outstanding.insert(.block)
    case .vendorBlocked(let vendor, _):
      outstanding.insert(.block)
      silenceBlock = SilenceBlock(of: vendor, on: self, at: event.at)
    case .vendorUnblocked(let vendor, _, _):
      outstanding.insert(.unblock)
      if silenceBlock?.vendor == vendor { silenceBlock = nil }
    case .remarked(let text): remarks = text
    case .noted(let text): notes.append(text)
    case .signedOff(let basis):
      signOff = SignOff(
        by: event.by, role: event.role, maker: holder, at: event.at, basis: basis,
        standsFor: event.standsFor, makerFor: heldFor)
    case .signOffLapsed: signOff = nil
    case .escalated(let to, let reason, let about, let vendor):
      escalations.append(
        Escalation(
          to: to, reason: reason, about: about, vendor: vendor, by: event.by, at: event.at,
          standsFor: event.standsFor))
    case .blockProposed(let vendor, let seen):
      escalations.append(
        Escalation(
          to: .opsManager, reason: VendorRecord.proposalReason(seen), about: .vendor,
          vendor: vendor, by: event.by, at: event.at, standsFor: event.standsFor))
    case .found(let kind, let amount, let reason):
      finding = Finding(
        kind: kind, amount: amount, reason: reason, by: event.by, role: event.role, maker: holder,
        at: event.at, standsFor: event.standsFor, makerFor: heldFor)
      answerEscalations(as: event.role)
    case .findingLapsed: finding = nil
    case .returned(let instruction):
      self.instruction = instruction
      answerEscalations(as: event.role)
    case .parked(let until, let reason):
      parkedUntil = until
      parkedReason = reason
    case .summarised(let text): summary = text
    case .statusMarked(let status): self.status = status
    case .statusCleared: status = nil
    case .closed(let status, _, _): close(status)
    case .outsideApplied(let item):
      outstanding.remove(item)
      if item == .credits {
        for index in creditChanges.indices { creditChanges[index].isApplied = true }
      }
    case .reopened: reopen()
    case .merged(let target):
      state = .merged
      mergedInto = target
    case .withdrawn(let what): apply(what)
    }
  }

  private mutating func hold(_ keeper: Doer?) {
    holder = keeper?.person
    heldFor = keeper?.standsFor
  }

  private mutating func record(_ order: OrderFacts, _ disagreements: [Disagreement]) {
    if let former = self.order {
      // A support stays with its note, wherever the note stands now.
      var rest = Array(order.notes.enumerated())
      var kept: [Int: Money] = [:]
      for (index, amount) in supported.sorted(by: { $0.key < $1.key })
      where former.notes.indices.contains(index) {
        guard let found = rest.firstIndex(where: { $0.element == former.notes[index] }) else {
          continue
        }
        kept[rest[found].offset] = amount
        rest.remove(at: found)
      }
      supported = kept
      if former.vendor != order.vendor { forgetVendor() }
    }
    self.order = order
    disagreementsAtOrder = Set(disagreements)
  }

  /// With another vendor its contacts, answer, window, findings and accepted proofs fall away (procedure, "Steps").
  private mutating func forgetVendor() {
    contacts.removeAll { $0.party == .vendor }
    answer = nil
    formerAnswers = []
    secondWindowFrom = nil
    finding = nil
    for index in proofs.indices where proofs[index].verdict == .accepted {
      proofs[index].verdict = .waiting
      proofs[index].reason = nil
    }
  }

  private mutating func decide(
    _ id: ProofID, _ verdict: RecordedProof.Verdict, _ reason: String?
  ) {
    guard let index = proofs.firstIndex(where: { $0.proof.id == id }) else { return }
    proofs[index].verdict = verdict
    proofs[index].reason = reason
  }

  /// A finding or a return answers what its maker's role may decide, and the dispute is open again.
  private mutating func answerEscalations(as role: Role) {
    for index in escalations.indices
    where escalations[index].about == .dispute && escalations[index].state == .undecided
      && escalations[index].to.isOrYieldsTo(role)
    {
      escalations[index].state = .decided
    }
    status = nil
    parkedUntil = nil
    if state == .escalated { state = .open }
  }

  private mutating func close(_ status: FinalStatus) {
    state = status == .escalatedPendingManager ? .escalated : .closed
    parkedUntil = nil
    outstanding.insert(.comment)
    guard state == .closed else { return }
    instruction = nil
    for index in escalations.indices
    where escalations[index].about == .dispute && escalations[index].state == .undecided {
      escalations[index].state = .overtaken
    }
  }

  /// Facts stay; summary, status and windows start anew (procedure, "Reopening").
  private mutating func reopen() {
    state = .open
    summary = nil
    status = nil
    secondWindowFrom = nil
    reopenings += 1
    parkedUntil = nil
  }
}

extension Dispute {
  fileprivate mutating func applyPayout(_ event: Event) {
    switch event.fact {
    case .payoutRequested(let id, let amount, let payTo, let basis):
      payouts.append(
        Payout(
          id: id, amount: amount, payTo: payTo, basis: basis, askedBy: event.by, askedAt: event.at,
          stateSince: event.at, askedFor: event.standsFor))
    case .payoutApproved(let id):
      change(event, id) {
        $0.state = .approved
        $0.decidedBy = event.by
        $0.decidedAs = event.role
        $0.decidedFor = event.standsFor
        $0.decidedAt = event.at
      }
    case .payoutDeclined(let id, let reason):
      change(event, id) {
        $0.state = .declined
        $0.decidedBy = event.by
        $0.decidedAs = event.role
        $0.decidedFor = event.standsFor
        $0.decidedAt = event.at
        $0.reason = reason
      }
    case .payoutVoided(let id, let reason):
      change(event, id) {
        $0.state = .void
        $0.reason = reason
      }
    case .payoutSent(let id, let place, let payee):
      change(event, id) {
        $0.state = .sent
        $0.sentAt = event.at
        $0.place = place
        $0.payee = payee
      }
    case .payoutSettled(let id, let reference):
      let vendor = order?.vendor
      change(event, id) {
        $0.state = .settled
        $0.reference = reference
        $0.settledAt = event.at
        $0.coveredFor = vendor
      }
    case .payoutFailed(let id, let reason):
      change(event, id) {
        $0.state = .failed
        $0.reason = reason
      }
    case .payoutReversed(let id, let reason):
      change(event, id) {
        $0.state = .reversed
        $0.reason = reason
      }
      if state == .closed { reopen() }
      state = .open
      status = nil
      parkedUntil = nil
    default: break
    }
  }

  private mutating func change(_ event: Event, _ id: String, _ edit: (inout Payout) -> Void) {
    guard let index = payouts.firstIndex(where: { $0.id == id }) else { return }
    edit(&payouts[index])
    payouts[index].stateSince = event.at
  }
}
