import Procedure

/// What happened, in a few words, for the timeline and for what changed.
extension Fact {
  /// The fact in words; phone numbers and payment addresses are hidden if `masked`, in what was
  /// typed freely too.
  func words(offset: Int, masked: Bool) -> String {
    switch self {
    case .ticketLogged(let ticket): phrase("ticket logged, quoted \(ticket.quoted.short)")
    case .ticketAmended(let amendment): phrase("ticket corrected: \(amendment.words)")
    case .ticketRelisted(_, let amendment):
      amendment.fields.isEmpty
        ? phrase("ticket listed anew") : phrase("ticket listed anew: \(amendment.words)")
    case .claimed: phrase("claimed")
    case .released: phrase("given back")
    case .assigned(let person): phrase("assigned to \(person)")
    case .ticketReviewed: phrase("ticket reviewed")
    case .orderRecorded(let order, _):
      phrase(
        "order recorded: \(order.vendor), invoice \(order.invoice.short), pickup \(order.pickup.shown)"
      )
    case .disagreementAcknowledged(let disagreement, _):
      phrase("acknowledged: \(disagreement.shown)")
    case .contacted(let party, let channel, let outcome):
      phrase("\(party.shown) by \(channel.shown): \(outcome.shown)")
    case .vendorAnswered(let paid, let reason):
      saying(
        paid.isZero
          ? phrase("vendor says it paid nothing") : phrase("vendor says it paid \(paid.short)"),
        reason, masked)
    case .customerHeard(let received, let note):
      saying(phrase("customer says \(received.short) has come"), note?.text, masked)
    case .proofRecorded(let proof):
      proof.entry == nil
        ? phrase("proof \(proof.id): \(proof.words)")
        : phrase("proof \(proof.id) from the vendor’s ledger: \(proof.words)")
    case .proofAccepted(let proof, let warnings, let reason):
      saying(
        warnings.isEmpty
          ? phrase("proof \(proof) accepted")
          : phrase(
            "proof \(proof) accepted in spite of: \(warnings.map(\.shown).joined(separator: ", "))"),
        reason, masked)
    case .proofRejected(let proof, let reason):
      saying(phrase("proof \(proof) rejected"), reason, masked)
    case .deductionSupported(let amount, let note):
      phrase("deduction of \(amount.short) supported by note \(note + 1)")
    case .deductionFell(let note, let reason):
      saying(
        phrase("supported deduction fell away (“\(masked ? note.text.discreet : note.text)”)"),
        reason, masked)
    default: actionWords(offset: offset, masked: masked)
    }
  }

  private func actionWords(offset: Int, masked: Bool) -> String {
    switch self {
    case .payoutRequested(_, let amount, let payTo, _):
      phrase("payout of \(amount.short) asked for, to \(masked ? payTo.text.hidden : payTo.text)")
    case .payoutApproved: phrase("payout approved")
    case .payoutDeclined(_, let reason): saying(phrase("payout declined"), reason, masked)
    case .payoutVoided(_, let reason): saying(phrase("payout void"), reason, masked)
    case .payoutSent(_, let place, _):
      place.map { phrase("payout sent in batch \($0)") } ?? phrase("payout sent")
    case .payoutSettled(_, let reference): phrase("payout settled, reference \(reference)")
    case .payoutFailed(_, let reason): saying(phrase("payout failed"), reason, masked)
    case .payoutReversed(_, let reason): saying(phrase("payout came back"), reason, masked)
    case .vendorDebited(let vendor, let amount):
      phrase("\(amount.short) taken from \(vendor)’s credits")
    case .vendorCredited(let vendor, let amount, let reason):
      saying(phrase("\(amount.short) given back to \(vendor)’s credits"), reason, masked)
    case .vendorSuspended(let vendor, let reason):
      saying(phrase("\(vendor) suspended"), reason, masked)
    case .vendorBlocked(let vendor, let reason): saying(phrase("\(vendor) blocked"), reason, masked)
    case .vendorUnblocked(let vendor, let reason, _):
      saying(phrase("\(vendor) released"), reason, masked)
    case .vendorFlagged(let vendor, let reason): saying(phrase("\(vendor) flagged"), reason, masked)
    case .repeatOffenderFlagged(let vendor, let disputes):
      phrase("\(vendor) flagged by itself: \(disputes.count) disputes (E3)")
    case .vendorKept(let vendor, let reason, _):
      saying(phrase("\(vendor) left as it is"), reason, masked)
    case .blockProposed(let vendor, let seen):
      phrase("a block of \(vendor) is proposed: \(seen.count) disputes")
    case .remarked(let text): phrase("remarks: \(masked ? text.discreet : text)")
    case .noted(let text): phrase("note: \(masked ? text.discreet : text)")
    case .signedOff: phrase("signed off")
    case .signOffLapsed(let reason): saying(phrase("sign-off lapsed"), reason, masked)
    default: closingWords(offset: offset, masked: masked)
    }
  }

  private func closingWords(offset: Int, masked: Bool) -> String {
    switch self {
    case .escalated(let to, let reason, let about, _):
      saying(
        about == .vendor
          ? phrase("vendor escalated to the \(to.shown)") : phrase("escalated to the \(to.shown)"),
        reason, masked)
    case .found(let finding, let amount, let reason):
      saying(
        amount.map { phrase("found: \(finding.shown) of \($0.short)") }
          ?? phrase("found: \(finding.shown)"), reason, masked)
    case .findingLapsed(let reason): saying(phrase("finding lapsed"), reason, masked)
    case .returned(let instruction):
      phrase("returned: \(masked ? instruction.discreet : instruction)")
    case .parked(let until, let reason):
      saying(phrase("parked until \(Moments.day(until, offset: offset))"), reason, masked)
    case .summarised(let text): phrase("summary: \(masked ? text.discreet : text)")
    case .statusMarked(let status): phrase("status marked: \(status.plain)")
    case .statusCleared(let reason): saying(phrase("status cleared"), reason, masked)
    case .closed(let status, _, _): phrase("closed: \(status.plain)")
    case .outsideApplied(let item): phrase("done elsewhere: \(item.shown)")
    case .reopened(let reason): saying(phrase("reopened"), reason, masked)
    case .merged(let target): phrase("merged into \(target)")
    case .withdrawn(let what): phrase("taken back: \(what.shown)")
    case .personalDataShown: phrase("personal data shown")
    default: name
    }
  }

  /// What happened, and behind it what somebody gave as the reason.
  private func saying(_ words: String, _ reason: String?, _ masked: Bool) -> String {
    guard let reason, !reason.isEmpty else { return words }
    return "\(words): \(masked ? reason.discreet : reason)"
  }
}

extension Payout {
  /// Where it stands, and in which batch it went out: `sent in batch B-20261125-1`.
  var standing: String {
    guard let place else { return phrase(state.shown) }
    return state == .sent
      ? phrase("sent in batch \(place.batch.text)")
      : phrase("\(state.shown), batch \(place.batch.text)")
  }
}

extension TicketAmendment {
  /// What is corrected, in words.
  var words: String {
    var parts: [String] = []
    if let tag { parts.append(phrase(tag.shown)) }
    if let customer { parts.append(phrase("customer \(customer.text)")) }
    if phone != nil { parts.append(phrase("phone")) }
    if let order { parts.append(phrase("order \(order)")) }
    if let quoted { parts.append(phrase("quoted \(quoted.short)")) }
    if let received { parts.append(phrase("received \(received.short)")) }
    if complaint != nil { parts.append(phrase("complaint")) }
    return parts.joined(separator: ", ")
  }
}

extension Proof {
  /// Kind, reference and amount: `UPI 632314345678, ₹8,000`.
  var words: String {
    phrase(kind.shown) + (reference.map { " \($0)" } ?? "") + ", \(amount.short)"
  }
}

extension FinalStatus {
  /// As the procedure names it, whatever the policy words.
  var plain: String { Policy.statusWordings[self]?.name ?? rawValue }
}
