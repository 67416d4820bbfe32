/// The forms that there are, each for one thing that a person records or decides.
public enum FormKind: String, CaseIterable, Sendable {
  /// A ticket typed by hand.
  case newTicket
  /// A ticket read from pasted text, then confirmed.
  case pasteTicket
  /// Corrects the ticket.
  case amend
  /// Step 2: what the admin panel says.
  case order
  /// Step 3: attempts, the four answers, proofs.
  case vendor
  /// What the customer says has come.
  case customer
  /// Evidence of a payment by the vendor, by itself.
  case proof
  /// Accepts a proof that waits.
  case acceptProof
  /// Rejects a proof.
  case rejectProof
  /// Points at the pickup note that supports a deduction.
  case support
  /// Asks for a payout.
  case payout
  /// Records that the payout went through.
  case settle
  /// Records that the payout did not go through.
  case fail
  /// Records that the payout came back.
  case reverse
  /// Reduces the vendor's credits.
  case debit
  /// Gives credits back.
  case credit
  /// Blocks the vendor from new orders.
  case block
  /// Suspends the vendor.
  case suspend
  /// Lifts flag, block and suspension.
  case unblock
  /// Flags the vendor.
  case flag
  /// Leaves the vendor as it is.
  case keep
  /// The remarks of D4.
  case remark
  /// An internal note.
  case note
  /// Asks a manager for a decision.
  case escalate
  /// Approves a payout, by typing its amount.
  case approve
  /// Finance's sign-off, by typing what is disputed.
  case signOff
  /// Declines a payout.
  case decline
  /// A manager's finding.
  case find
  /// Gives the dispute back with an instruction.
  case giveBack
  /// Gives the dispute to somebody.
  case assign
  /// Puts the dispute aside.
  case park
  /// Step 5: summary, status, closure.
  case close
  /// Opens a closed dispute again.
  case reopen
  /// Merges the dispute into an earlier one.
  case merge
  /// Confirms what was done elsewhere.
  case applied
  /// Writes the ticket comment to a file.
  case saveComment
  /// A vendor's reply, to be read into answers.
  case reply
  /// One attempt on every dispute of a call sheet.
  case callAll
  /// Declines the payouts of all that are marked.
  case declineMarked
  /// Gives all that are marked back with an instruction.
  case returnMarked
  /// Gives all that are marked to somebody.
  case assignMarked
  /// Gives all that somebody holds to another.
  case assignAll
  /// One attempt to reach the vendors of all that are marked.
  case contactMarked
  /// A note, remarks or an escalation on all that are marked.
  case noteMarked, remarkMarked, escalateMarked
  /// Puts all that are marked aside.
  case parkMarked
  /// Opens all that are marked again.
  case reopenMarked
  /// Confirms what was done elsewhere of all that are marked.
  case appliedMarked
  /// A decision on the standing of the vendors of all that are marked.
  case blockMarked, suspendMarked, unblockMarked, flagMarked, keepMarked

  /// Whether it is about the dispute that is shown.
  var isAboutDispute: Bool {
    switch self {
    case .newTicket, .pasteTicket, .assignAll: false
    default: !isAboutMarked
    }
  }

  /// Whether it is about all that are marked.
  var isAboutMarked: Bool {
    switch self {
    case .declineMarked, .returnMarked, .assignMarked, .contactMarked, .noteMarked, .remarkMarked,
      .escalateMarked, .parkMarked, .reopenMarked, .appliedMarked, .blockMarked, .suspendMarked,
      .unblockMarked, .flagMarked, .keepMarked:
      true
    default: false
    }
  }

  /// Whether what was typed and not recorded is kept: an amount that approves or signs off is typed anew each time.
  var keepsDraft: Bool { self != .approve && self != .signOff }

  /// Whether recording it decides something that waits for a manager.
  var isDecision: Bool {
    switch self {
    case .approve, .decline, .signOff, .find, .giveBack, .assign, .block, .suspend, .unblock, .flag,
      .keep, .acceptProof, .rejectProof:
      true
    default: false
    }
  }

  /// What the form is called at its top.
  public var title: String {
    switch self {
    case .newTicket: phrase("New ticket")
    case .pasteTicket: phrase("New ticket from paste")
    case .amend: phrase("Correct the ticket")
    case .order: phrase("Step 2 · Order")
    case .vendor: phrase("Step 3 · Ask the vendor")
    case .customer: phrase("Hear the customer")
    case .proof: phrase("Add a proof")
    case .acceptProof: phrase("Accept a proof")
    case .rejectProof: phrase("Reject a proof")
    case .support: phrase("Support a deduction")
    case .payout: phrase("Ask for a payout")
    case .settle: phrase("The payout went through")
    case .fail: phrase("The payout failed")
    case .reverse: phrase("The payout came back")
    case .debit: phrase("Reduce the vendor’s credits")
    case .credit: phrase("Give credits back")
    case .block: phrase("Block the vendor")
    case .suspend: phrase("Suspend the vendor")
    case .unblock: phrase("Release the vendor")
    case .flag: phrase("Flag the vendor")
    case .keep: phrase("Leave the vendor as it is")
    case .remark: phrase("Remarks")
    case .note: phrase("Internal note")
    case .escalate: phrase("Escalate")
    case .approve: phrase("Approve the payout")
    case .signOff: phrase("Sign off")
    case .decline: phrase("Decline the payout")
    case .find: phrase("A finding")
    case .giveBack: phrase("Return with an instruction")
    case .assign: phrase("Assign")
    case .park: phrase("Park")
    case .close: phrase("Step 5 · Close")
    case .reopen: phrase("Reopen")
    case .merge: phrase("Merge")
    case .applied: phrase("Done outside")
    case .saveComment: phrase("Save the ticket comment")
    case .declineMarked: phrase("Decline the marked payouts")
    case .returnMarked: phrase("Return the marked with an instruction")
    case .assignMarked: phrase("Assign the marked")
    case .assignAll: phrase("Assign all of somebody")
    case .callAll: phrase("One attempt on all")
    case .contactMarked: phrase("One attempt on all marked")
    case .noteMarked: phrase("A note on all marked")
    case .remarkMarked: phrase("Remarks on all marked")
    case .escalateMarked: phrase("Escalate all marked")
    case .parkMarked: phrase("Park all marked")
    case .reopenMarked: phrase("Reopen all marked")
    case .appliedMarked: phrase("Done outside, for all marked")
    case .blockMarked: phrase("Block the vendors of all marked")
    case .suspendMarked: phrase("Suspend the vendors of all marked")
    case .unblockMarked: phrase("Release the vendors of all marked")
    case .flagMarked: phrase("Flag the vendors of all marked")
    case .keepMarked: phrase("Leave the vendors of all marked")
    case .reply: phrase("The vendor’s reply")
    }
  }
}
