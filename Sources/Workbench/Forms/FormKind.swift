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
    case .newTicket: "New ticket"
    case .pasteTicket: "New ticket from paste"
    case .amend: "Correct the ticket"
    case .order: "Step 2 · Order"
    case .vendor: "Step 3 · Ask the vendor"
    case .customer: "Hear the customer"
    case .proof: "Add a proof"
    case .acceptProof: "Accept a proof"
    case .rejectProof: "Reject a proof"
    case .support: "Support a deduction"
    case .payout: "Ask for a payout"
    case .settle: "The payout went through"
    case .fail: "The payout failed"
    case .reverse: "The payout came back"
    case .debit: "Reduce the vendor’s credits"
    case .credit: "Give credits back"
    case .block: "Block the vendor"
    case .suspend: "Suspend the vendor"
    case .unblock: "Release the vendor"
    case .flag: "Flag the vendor"
    case .keep: "Leave the vendor as it is"
    case .remark: "Remarks"
    case .note: "Internal note"
    case .escalate: "Escalate"
    case .approve: "Approve the payout"
    case .signOff: "Sign off"
    case .decline: "Decline the payout"
    case .find: "A finding"
    case .giveBack: "Return with an instruction"
    case .assign: "Assign"
    case .park: "Park"
    case .close: "Step 5 · Close"
    case .reopen: "Reopen"
    case .merge: "Merge"
    case .applied: "Done outside"
    case .saveComment: "Save the ticket comment"
    case .declineMarked: "Decline the marked payouts"
    case .returnMarked: "Return the marked with an instruction"
    case .assignMarked: "Assign the marked"
    case .assignAll: "Assign all of somebody"
    case .callAll: "One attempt on all"
    case .contactMarked: "One attempt on all marked"
    case .noteMarked: "A note on all marked"
    case .remarkMarked: "Remarks on all marked"
    case .escalateMarked: "Escalate all marked"
    case .parkMarked: "Park all marked"
    case .reopenMarked: "Reopen all marked"
    case .appliedMarked: "Done outside, for all marked"
    case .blockMarked: "Block the vendors of all marked"
    case .suspendMarked: "Suspend the vendors of all marked"
    case .unblockMarked: "Release the vendors of all marked"
    case .flagMarked: "Flag the vendors of all marked"
    case .keepMarked: "Leave the vendors of all marked"
    case .reply: "The vendor’s reply"
    }
  }
}
