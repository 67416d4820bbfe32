import Procedure

/// What happened, in a few words, for the timeline and for what changed.
extension Fact {
  /// The fact in words; phone numbers and payment addresses are hidden if `masked`, in what was
  /// typed freely too.
  func words(offset: Int, masked: Bool) -> String {
    switch self {
    case .ticketLogged(let ticket): "ticket logged, quoted \(ticket.quoted.short)"
    case .ticketAmended(let amendment): "ticket corrected: \(amendment.words)"
    case .ticketRelisted(_, let amendment):
      amendment.fields.isEmpty
        ? "ticket listed anew" : "ticket listed anew: \(amendment.words)"
    case .claimed: "claimed"
    case .released: "given back"
    case .assigned(let person): "assigned to \(person)"
    case .ticketReviewed: "ticket reviewed"
    case .orderRecorded(let order, _):
      "order recorded: \(order.vendor), invoice \(order.invoice.short), pickup \(order.pickup.rawValue)"
    case .disagreementAcknowledged(let disagreement, _):
      "acknowledged: \(disagreement.shown)"
    case .contacted(let party, let channel, let outcome):
      "\(party.rawValue) by \(channel.shown): \(outcome.shown)"
    case .vendorAnswered(let paid, let reason):
      (paid.isZero ? "vendor says it paid nothing" : "vendor says it paid \(paid.short)")
        + because(reason, masked)
    case .customerHeard(let received, let note):
      "customer says \(received.short) has come" + because(note?.text, masked)
    case .proofRecorded(let proof):
      "proof \(proof.id)\(proof.entry == nil ? "" : " from the vendor’s ledger"): \(proof.words)"
    case .proofAccepted(let proof, let warnings, let reason):
      "proof \(proof) accepted"
        + (warnings.isEmpty ? "" : " in spite of: \(warnings.map(\.shown).joined(separator: ", "))")
        + because(reason, masked)
    case .proofRejected(let proof, let reason): "proof \(proof) rejected" + because(reason, masked)
    case .deductionSupported(let amount, let note):
      "deduction of \(amount.short) supported by note \(note + 1)"
    case .deductionFell(let note, let reason):
      "supported deduction fell away (“\(masked ? note.text.discreet : note.text)”)"
        + because(reason, masked)
    default: actionWords(offset: offset, masked: masked)
    }
  }

  private func actionWords(offset: Int, masked: Bool) -> String {
    switch self {
    case .payoutRequested(_, let amount, let payTo, _):
      "payout of \(amount.short) asked for, to \(masked ? payTo.text.hidden : payTo.text)"
    case .payoutApproved: "payout approved"
    case .payoutDeclined(_, let reason): "payout declined" + because(reason, masked)
    case .payoutVoided(_, let reason): "payout void" + because(reason, masked)
    case .payoutSent(_, let place, _):
      "payout sent" + (place.map { " in batch \($0)" } ?? "")
    case .payoutSettled(_, let reference): "payout settled, reference \(reference)"
    case .payoutFailed(_, let reason): "payout failed" + because(reason, masked)
    case .payoutReversed(_, let reason): "payout came back" + because(reason, masked)
    case .vendorDebited(let vendor, let amount): "\(amount.short) taken from \(vendor)’s credits"
    case .vendorCredited(let vendor, let amount, let reason):
      "\(amount.short) given back to \(vendor)’s credits" + because(reason, masked)
    case .vendorSuspended(let vendor, let reason): "\(vendor) suspended" + because(reason, masked)
    case .vendorBlocked(let vendor, let reason): "\(vendor) blocked" + because(reason, masked)
    case .vendorUnblocked(let vendor, let reason, _): "\(vendor) released" + because(reason, masked)
    case .vendorFlagged(let vendor, let reason): "\(vendor) flagged" + because(reason, masked)
    case .repeatOffenderFlagged(let vendor, let disputes):
      "\(vendor) flagged by itself: \(disputes.count) disputes (E3)"
    case .vendorKept(let vendor, let reason, _): "\(vendor) left as it is" + because(reason, masked)
    case .blockProposed(let vendor, let seen):
      "a block of \(vendor) is proposed: \(seen.count) disputes"
    case .remarked(let text): "remarks: \(masked ? text.discreet : text)"
    case .noted(let text): "note: \(masked ? text.discreet : text)"
    case .signedOff: "signed off"
    case .signOffLapsed(let reason): "sign-off lapsed" + because(reason, masked)
    default: closingWords(offset: offset, masked: masked)
    }
  }

  private func closingWords(offset: Int, masked: Bool) -> String {
    switch self {
    case .escalated(let to, let reason, let about, _):
      (about == .vendor ? "vendor escalated" : "escalated") + " to the \(to.shown)"
        + because(reason, masked)
    case .found(let finding, let amount, let reason):
      "found: \(finding.shown)" + (amount.map { " of \($0.short)" } ?? "") + because(reason, masked)
    case .findingLapsed(let reason): "finding lapsed" + because(reason, masked)
    case .returned(let instruction): "returned: \(masked ? instruction.discreet : instruction)"
    case .parked(let until, let reason):
      "parked until \(Moments.day(until, offset: offset))" + because(reason, masked)
    case .summarised(let text): "summary: \(masked ? text.discreet : text)"
    case .statusMarked(let status): "status marked: \(status.plain)"
    case .statusCleared(let reason): "status cleared" + because(reason, masked)
    case .closed(let status, _, _): "closed: \(status.plain)"
    case .outsideApplied(let item): "done elsewhere: \(item.shown)"
    case .reopened(let reason): "reopened" + because(reason, masked)
    case .merged(let target): "merged into \(target)"
    case .withdrawn(let what): "taken back: \(what.shown)"
    case .personalDataShown: "personal data shown"
    default: name
    }
  }

  private func because(_ reason: String?, _ masked: Bool) -> String {
    guard let reason, !reason.isEmpty else { return "" }
    return ": \(masked ? reason.discreet : reason)"
  }
}

extension Payout {
  /// Where it stands, and in which batch it went out: `sent in batch B-20261125-1`.
  var standing: String {
    guard let place else { return state.rawValue }
    return state.rawValue + (state == .sent ? " in batch " : ", batch ") + place.batch.text
  }
}

extension TicketAmendment {
  /// What is corrected, in words.
  var words: String {
    var parts: [String] = []
    if let tag { parts.append(tag.shown) }
    if let customer { parts.append("customer \(customer.text)") }
    if phone != nil { parts.append("phone") }
    if let order { parts.append("order \(order)") }
    if let quoted { parts.append("quoted \(quoted.short)") }
    if let received { parts.append("received \(received.short)") }
    if complaint != nil { parts.append("complaint") }
    return parts.joined(separator: ", ")
  }
}

extension Proof {
  /// Kind, reference and amount: `UPI 632314345678, ₹8,000`.
  var words: String {
    kind.shown + (reference.map { " \($0)" } ?? "") + ", \(amount.short)"
  }
}

extension Disagreement {
  /// As screens name it.
  var shown: String {
    switch self {
    case .invoice: "quoted and invoice"
    case .quoted: "quoted on ticket and order"
    case .paymentMarked: "payment marked yes"
    case .customer: "another customer on the order"
    case .duplicateOrder: "another dispute of the order"
    }
  }
}

extension FinalStatus {
  /// As the procedure names it, whatever the policy words.
  var plain: String { Policy.statusWordings[self]?.name ?? rawValue }
}
