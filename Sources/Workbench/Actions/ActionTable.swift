import Procedure

extension Action {
  /// Every action of the program, in the order in which they are shown.
  public static let table: [Action] =
    work + decisions + calls + moving + views + program + form + proofs + choice

  /// What is done on a dispute.
  private static let work: [Action] = [
    Action(
      .proceed, Phrase("go on", sense: "action"), ["Enter"], [.dispute],
      Phrase("Do the next thing that this dispute asks for.")),
    Action(
      .next, Phrase("next", sense: "action"), ["n"], Mode.panes,
      Phrase("Take what needs you most, and claim it if nobody holds it.")),
    Action(
      .claim, Phrase("claim", sense: "action"), ["c"], Mode.work,
      Phrase("Take a dispute that nobody holds."), .claim),
    Action(
      .release, Phrase("release", sense: "action"), ["R"], Mode.work,
      Phrase("Give the dispute back."), .release),
    Action(
      .review, Phrase("review", sense: "action"), ["v"], Mode.work,
      Phrase("Confirm the review of the ticket."), .review),
    Action(
      .order, Phrase("order", sense: "action"), ["o"], Mode.work,
      Phrase("Record the order's facts."), .order, form: .order),
    Action(
      .acknowledge, Phrase("acknowledge", sense: "action"), ["!"], Mode.work,
      Phrase("Say that a disagreement of ticket and order was seen."), .acknowledge),
    Action(
      .vendor, Phrase("vendor", sense: "action"), ["w"], Mode.work,
      Phrase("Record contact, answer and proof of the vendor."),
      .contact, form: .vendor, marked: .contactMarked),
    Action(
      .customer, Phrase("customer", sense: "action"), ["m"], Mode.work,
      Phrase("Record what the customer says has come."), .hear,
      form: .customer),
    Action(
      .proof, Phrase("proof", sense: "action"), ["p"], Mode.work,
      Phrase("Record a proof of payment."), .proof, form: .proof),
    Action(
      .acceptProof, Phrase("accept", sense: "action"), ["F7", "Alt-7"], Mode.work,
      Phrase("Accept a proof."), .accept,
      form: .acceptProof),
    Action(
      .rejectProof, Phrase("reject", sense: "action"), ["F8", "Alt-8"], Mode.work,
      Phrase("Reject a proof, with a reason."), .reject,
      form: .rejectProof),
    Action(
      .support, Phrase("support", sense: "action"), ["D"], Mode.work,
      Phrase("Point at the note that supports a deduction."),
      .supportDeduction, form: .support),
    Action(
      .payout, Phrase("payout", sense: "action"), ["$"], Mode.work,
      Phrase("Ask for a payout to the customer."), .requestPayout,
      form: .payout),
    Action(
      .send, Phrase("send", sense: "action"), [">"], Mode.work,
      Phrase("Say that the approved payout goes out."), .send),
    Action(
      .settle, Phrase("settled", sense: "action"), ["="], Mode.work,
      Phrase("Record that the payout went through."), .settle,
      form: .settle),
    Action(
      .fail, Phrase("failed", sense: "action"), ["F"], Mode.work,
      Phrase("Record that the payout did not go through."), .fail,
      form: .fail),
    Action(
      .reverse, Phrase("reversed", sense: "action"), ["<"], Mode.work,
      Phrase("Record that the payout came back."), .reverse,
      form: .reverse),
    Action(
      .debit, Phrase("debit", sense: "action"), ["T"], Mode.measures,
      Phrase("Take from the vendor's credits."), .debit, form: .debit
    ),
    Action(
      .block, Phrase("block", sense: "action"), ["b"], Mode.measures,
      Phrase("Block the vendor from new orders."), .block,
      form: .block, marked: .blockMarked),
    Action(
      .remark, Phrase("remarks", sense: "action"), ["I"], Mode.work,
      Phrase("Record the remarks on a deduction."), .remark,
      form: .remark, marked: .remarkMarked),
    Action(
      .note, Phrase("note", sense: "action"), ["i"], Mode.work, Phrase("Record an internal note."),
      .note, form: .note,
      marked: .noteMarked),
    Action(
      .escalate, Phrase("escalate", sense: "action"), ["e"], Mode.work,
      Phrase("Ask for a manager's decision."), .escalate,
      form: .escalate, marked: .escalateMarked),
    Action(
      .park, Phrase("park", sense: "action"), ["P"], Mode.work,
      Phrase("Put the dispute aside until a time."), .park, form: .park,
      marked: .parkMarked),
    Action(
      .close, Phrase("close", sense: "action"), ["C"], Mode.work,
      Phrase("Write the summary, mark the status, close."), .close,
      form: .close),
    Action(
      .undo, Phrase("take back", sense: "action"), ["u"], Mode.work.union([.callSheet]),
      Phrase("Take back what was recorded last, after showing it; as something new in the history.")
    ),
    Action(
      .again, Phrase("again", sense: "action"), ["."], Mode.work,
      Phrase(
        "Record the last thing once more, with what was typed; on all marked after a rehearsal.")),
    Action(
      .amend, Phrase("amend", sense: "action"), ["E"], Mode.work,
      Phrase("Correct the ticket's facts."), .amend, form: .amend),
    Action(
      .merge, Phrase("merge", sense: "action"), ["M"], Mode.work,
      Phrase("Merge into an earlier ticket of the order."), .merge,
      form: .merge),
    Action(
      .applied, Phrase("confirm", sense: "action"), ["X"], Mode.work,
      Phrase("Confirm what was done elsewhere."), .applied,
      form: .applied, marked: .appliedMarked),
    Action(
      .comment, Phrase("comment", sense: "action"), ["B"], Mode.panes,
      Phrase("Show the comment for the ticketing platform.")),
    Action(
      .unmask, Phrase("unmask", sense: "action"), ["x"], Mode.panes,
      Phrase("Show phone and payment address; the look is logged."),
      .show),
    Action(
      .links, Phrase("links", sense: "action"), ["y"], Mode.panes,
      Phrase("Copy the ticket's address, and show both as links.")),
    Action(
      .why, Phrase("why", sense: "action"), ["Q"], Mode.panes,
      Phrase("Why it stands here, or why it was refused: the rule, the facts, the times.")),
    Action(
      .copyOrder, Phrase("copy order", sense: "action"), ["Y"], Mode.panes,
      Phrase("Copy the order's address.")),
    Action(
      .newTicket, Phrase("new ticket", sense: "action"), ["N"], Mode.panes,
      Phrase("Log a ticket by hand."), .log, form: .newTicket),
    Action(
      .pasteTicket, Phrase("new from paste", sense: "action"), ["V"], Mode.panes,
      Phrase("Log a ticket from text that was copied elsewhere."), .log, form: .pasteTicket),
    Action(
      .messageVendor, Phrase("message", sense: "action"), ["F5", "Alt-5"], Mode.panes,
      Phrase("The message to the vendor: copied, and to a chat, a letter or a phone.")),
    Action(
      .vendorPage, Phrase("vendor page", sense: "action"), ["W"], Mode.panes.union([.callSheet]),
      Phrase("All that is known of the vendor.")),
    Action(
      .callSheet, Phrase("call sheet", sense: "action"), ["L"], Mode.panes.union([.vendor]),
      Phrase("Every open question to the vendor on one screen.")),
    Action(
      .groupByVendor, Phrase("group by vendor", sense: "action"), ["z"], [.queue],
      Phrase("Group the list by vendor, or show it in its own order again.")),
  ]

  /// What managers decide.
  private static let decisions: [Action] = [
    Action(
      .approve, Phrase("approve", sense: "action"), ["a"], Mode.work,
      Phrase("Approve the payout, by typing its amount."), .approve,
      form: .approve),
    Action(
      .decline, Phrase("decline", sense: "action"), ["d"], Mode.work,
      Phrase("Decline the payout, with a reason."), .decline,
      form: .decline, marked: .declineMarked),
    Action(
      .find, Phrase("find", sense: "action"), ["f"], Mode.work,
      Phrase("Record a manager's finding."), .find, form: .find),
    Action(
      .giveBack, Phrase("return", sense: "action"), ["r"], Mode.work,
      Phrase("Give it back with an instruction."), .return,
      form: .giveBack, marked: .returnMarked),
    Action(
      .signOff, Phrase("sign off", sense: "action"), ["s"], Mode.work,
      Phrase("Give finance's sign-off, by typing the amount."),
      .signOff, form: .signOff),
    Action(
      .assign, Phrase("assign", sense: "action"), ["A"], Mode.work,
      Phrase("Give the dispute to somebody."), .assign, form: .assign,
      marked: .assignMarked),
    Action(
      .unblock, Phrase("unblock", sense: "action"), ["U"], Mode.measures,
      Phrase("Lift flag, block and suspension of the vendor."),
      .unblock, form: .unblock, marked: .unblockMarked),
    Action(
      .keep, Phrase("keep", sense: "action"), ["K"], Mode.measures,
      Phrase("Leave the vendor as it is, and lift the flag."), .keep,
      form: .keep, marked: .keepMarked),
    Action(
      .suspend, Phrase("suspend", sense: "action"), ["S"], Mode.measures,
      Phrase("Suspend the vendor."), .suspend, form: .suspend,
      marked: .suspendMarked),
    Action(
      .flag, Phrase("flag", sense: "action"), ["^"], Mode.measures, Phrase("Flag the vendor."),
      .flag, form: .flag,
      marked: .flagMarked),
    Action(
      .credit, Phrase("credit", sense: "action"), [], Mode.measures,
      Phrase("Give credits back to the vendor."), .credit,
      form: .credit),
    Action(
      .reopen, Phrase("reopen", sense: "action"), ["O"], Mode.work,
      Phrase("Open a closed dispute again."), .reopen, form: .reopen,
      marked: .reopenMarked),
    Action(
      .assignAll, Phrase("assign all of", sense: "action"), [], [],
      Phrase("Give all that somebody holds to another."),
      form: .assignAll),
    Action(
      .mark, Phrase("mark", sense: "action"), ["Space"], Mode.lists,
      Phrase(
        "Mark the row, or take its mark away; actions then act on all marked, after a rehearsal.")),
    Action(
      .markTo, Phrase("mark to here", sense: "action"), [","], Mode.lists,
      Phrase("Mark every row from the last mark to this one.")),
    Action(
      .markDown, Phrase("mark down", sense: "action"), ["Shift-Down"], Mode.lists,
      Phrase("Mark this row and the one below.")),
    Action(
      .markUp, Phrase("mark up", sense: "action"), ["Shift-Up"], Mode.lists,
      Phrase("Mark this row and the one above.")),
    Action(
      .markQuery, Phrase("mark by query", sense: "action"), ["&"], Mode.lists,
      Phrase("List what a query means and mark all of it: `mark vendor:fonebay is:new`.")),
    Action(
      .markAll, Phrase("mark all", sense: "action"), ["*"], Mode.lists,
      Phrase("Mark all in the view, the first 1,000 at most; again: none.")),
    Action(
      .unmark, Phrase("no marks", sense: "action"), ["Esc"], Mode.lists,
      Phrase("Take all marks away.")),
  ]

  /// What is done on a call sheet.
  private static let calls: [Action] = [
    Action(
      .takeAnswers, Phrase("take answers", sense: "action"), ["Enter", "w"], [.callSheet],
      Phrase(
        "Record what the vendor answers on this dispute; {nextAnswer} goes on to the next one.")),
    Action(
      .callAll, Phrase("log an attempt", sense: "action"), ["a", "F3", "Alt-3"], [.callSheet],
      Phrase("Log one attempt on every dispute of the sheet."), .contact, form: .callAll),
    Action(
      .messageAll, Phrase("message", sense: "action"), ["m", "F5", "Alt-5"], [.callSheet],
      Phrase("One message that lists the orders, in English; it is copied.")),
    Action(
      .messageAllHindi, Phrase("message in Hindi", sense: "action"), ["M"], [.callSheet],
      Phrase("One message that lists the orders, in Hindi; it is copied.")),
  ]
}
