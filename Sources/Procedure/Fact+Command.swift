extension Fact {
  /// The command that records the fact; nil where the fact follows by itself from what another command changed.
  ///
  /// Every command that records anything records one such fact, and after it those that follow, so a history can be told as the
  /// commands that made it (`spec/replay.md`). What a fact does not keep, the command leaves out: who approves a payout may give a
  /// reason that is not recorded.
  public var command: Command? {
    switch self {
    case .ticketLogged(let ticket): .log(ticket)
    case .ticketAmended(let amendment): .amend(amendment)
    case .ticketRelisted(let ticket, _): .relist(ticket)
    case .claimed: .claim
    case .released: .release
    case .assigned(let person): .assign(to: person)
    case .ticketReviewed: .review
    case .orderRecorded(let order, _): .order(order)
    case .disagreementAcknowledged(let disagreement, _): .acknowledge(disagreement)
    case .contacted(let party, let channel, let outcome):
      .contact(party: party, channel: channel, outcome: outcome)
    case .vendorAnswered(let paid, let reason): .answer(paid: paid, reason: reason)
    case .customerHeard(let received, let note): .hear(received: received, note: note)
    case .proofRecorded(let proof): .proof(proof)
    case .proofAccepted(let proof, _, let reason): .accept(proof, reason: reason)
    case .proofRejected(let proof, let reason): .reject(proof, reason: reason)
    case .deductionSupported(let amount, let note): .supportDeduction(amount: amount, note: note)
    case .payoutRequested(_, let amount, _, _): .requestPayout(amount: amount)
    case .payoutApproved: .approve(reason: nil)
    case .payoutDeclined(_, let reason): .decline(reason: reason)
    case .payoutSent: .send
    case .payoutSettled(_, let reference): .settle(reference: reference)
    case .payoutFailed(_, let reason): .fail(reason: reason)
    case .payoutReversed(_, let reason): .reverse(reason: reason)
    case .vendorDebited(_, let amount): .debit(amount: amount)
    case .vendorCredited(_, let amount, let reason): .credit(amount: amount, reason: reason)
    case .vendorSuspended(_, let reason): .suspend(reason: reason)
    case .vendorBlocked(_, let reason): .block(reason: reason)
    case .vendorUnblocked(_, let reason, _): .unblock(reason: reason)
    case .vendorFlagged(_, let reason): .flag(reason: reason)
    case .vendorKept(_, let reason, _): .keep(reason: reason)
    case .remarked(let text): .remark(text: text)
    case .noted(let text): .note(text: text)
    case .signedOff: .signOff
    case .escalated(let to, let reason, let about, _):
      .escalate(to: to, reason: reason, about: about)
    case .found(let finding, let amount, let reason): .find(finding, amount: amount, reason: reason)
    case .returned(let instruction): .return(instruction: instruction)
    case .parked(let until, let reason): .park(until: until, reason: reason)
    case .summarised(let text): .summarise(text: text)
    case .statusMarked(let status): .mark(status)
    case .closed: .close(seen: nil)
    case .outsideApplied(let item): .applied(item)
    case .reopened(let reason): .reopen(reason: reason)
    case .merged(let target): .merge(into: target)
    case .withdrawn(let what): .withdraw(what)
    case .personalDataShown: .show
    case .deductionFell, .payoutVoided, .repeatOffenderFlagged, .blockProposed, .signOffLapsed,
      .findingLapsed, .statusCleared:
      nil
    }
  }
}
