/// What somebody asks the core to record or decide; `spec/replay.md` lists their fields.
public enum Command: Hashable, Sendable {
  /// The ticket arrives.
  case log(Ticket)
  /// The ticket arrives once more from the platform: a changed field is corrected, what a person amended stays.
  case relist(Ticket)
  /// Corrects the ticket.
  case amend(TicketAmendment)
  /// Takes a dispute that nobody holds.
  case claim
  /// Gives the dispute back.
  case release
  /// Gives the dispute to somebody.
  case assign(to: Person)
  /// Confirms Step 1.
  case review
  /// Records Step 2, or corrects it.
  case order(OrderFacts)
  /// Says that a disagreement has been seen.
  case acknowledge(Disagreement)
  /// Records an attempt to reach somebody.
  case contact(party: Party, channel: Channel, outcome: Outcome)
  /// Records what the vendor says that it paid, nothing included.
  case answer(paid: Money, reason: String?)
  /// Records what the customer says has come by now.
  case hear(received: Money, note: Personal?)
  /// Records evidence of a payment by the vendor.
  case proof(Proof)
  /// Accepts a proof; with warnings it needs the reason.
  case accept(ProofID, reason: String?)
  /// Rejects a proof.
  case reject(ProofID, reason: String)
  /// Points at the note that supports a deduction; nothing takes it back.
  case supportDeduction(amount: Money, note: Int)
  /// Asks for a payout to the customer.
  case requestPayout(amount: Money)
  /// Approves the payout asked for.
  case approve(reason: String?)
  /// Declines the payout asked for.
  case decline(reason: String?)
  /// Says that the approved payout goes out.
  case send
  /// Says that it goes out as a line of a batch's file.
  case sendIn(BatchPlace)
  /// Records that the payout went through.
  case settle(reference: String)
  /// Records that it did not.
  case fail(reason: String)
  /// Records that it came back; without an id it is the last that was settled.
  case reverse(reason: String, of: String? = nil)
  /// Reduces the vendor's credits.
  case debit(amount: Money)
  /// Gives credits back to the vendor.
  case credit(amount: Money, reason: String)
  /// Suspends the vendor.
  case suspend(reason: String?)
  /// Blocks the vendor from new orders.
  case block(reason: String?)
  /// Lifts flag, block and suspension.
  case unblock(reason: String?)
  /// Flags the vendor.
  case flag(reason: String?)
  /// Leaves the vendor as it is, and lifts the flag.
  case keep(reason: String?)
  /// Records the remarks of D4.
  case remark(text: String)
  /// Records an internal note.
  case note(text: String)
  /// Gives finance's sign-off of D3 or D4.
  case signOff
  /// Asks for a manager's decision.
  case escalate(to: Addressee, reason: String, about: Subject)
  /// Records a manager's finding.
  case find(FindingKind, amount: Money?, reason: String)
  /// Gives the dispute back to its executive with an instruction.
  case `return`(instruction: String)
  /// Puts the dispute aside until a time.
  case park(until: Instant, reason: String)
  /// Records the summary of what was found.
  case summarise(text: String)
  /// Records the final status.
  case mark(FinalStatus)
  /// Closes the dispute, having seen a version.
  case close(seen: Int?)
  /// Confirms what was outstanding elsewhere.
  case applied(OutsideItem)
  /// Opens a closed dispute again.
  case reopen(reason: String)
  /// Merges the dispute into an earlier one of its order.
  case merge(into: TicketID)
  /// Takes back what was recorded by mistake.
  case withdraw(Withdrawal)
  /// Shows masked personal data; the look is logged.
  case show
}

extension Command {
  /// A command's name without its fields, as scripts write it.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case log, relist, amend, claim, release, assign, review, order, acknowledge, contact, answer
    case hear, proof, accept, reject, supportDeduction, requestPayout, approve, decline, send
    case settle, fail, reverse, debit, credit, suspend, block, unblock, flag, keep, remark, note
    case signOff, escalate, find, `return`, park, summarise, mark, close, applied, reopen, merge
    case withdraw, show
  }

  /// The command's name.
  public var kind: Kind {
    switch self {
    case .log: .log
    case .relist: .relist
    case .amend: .amend
    case .claim: .claim
    case .release: .release
    case .assign: .assign
    case .review: .review
    case .order: .order
    case .acknowledge: .acknowledge
    case .contact: .contact
    case .answer: .answer
    case .hear: .hear
    case .proof: .proof
    case .accept: .accept
    case .reject: .reject
    case .supportDeduction: .supportDeduction
    case .requestPayout: .requestPayout
    case .approve: .approve
    case .decline: .decline
    case .send, .sendIn: .send
    case .settle: .settle
    case .fail: .fail
    case .reverse: .reverse
    case .debit: .debit
    case .credit: .credit
    case .suspend: .suspend
    case .block: .block
    case .unblock: .unblock
    case .flag: .flag
    case .keep: .keep
    case .remark: .remark
    case .note: .note
    case .signOff: .signOff
    case .escalate: .escalate
    case .find: .find
    case .return: .return
    case .park: .park
    case .summarise: .summarise
    case .mark: .mark
    case .close: .close
    case .applied: .applied
    case .reopen: .reopen
    case .merge: .merge
    case .withdraw: .withdraw
    case .show: .show
    }
  }
}
