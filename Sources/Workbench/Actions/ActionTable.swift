extension Action {
  /// Every action of the program, in the order in which they are shown.
  public static let table: [Action] =
    work + decisions + calls + moving + views + program + form + proofs + choice

  /// What is done on a dispute.
  private static let work: [Action] = [
    Action(
      .proceed, "go on", ["Enter"], [.dispute], "Do the next thing that this dispute asks for."),
    Action(
      .next, "next", ["n"], Mode.panes,
      "Take what needs you most, and claim it if nobody holds it."),
    Action(.claim, "claim", ["c"], Mode.work, "Take a dispute that nobody holds.", .claim),
    Action(.release, "release", ["R"], Mode.work, "Give the dispute back.", .release),
    Action(.review, "review", ["v"], Mode.work, "Confirm the review of the ticket.", .review),
    Action(.order, "order", ["o"], Mode.work, "Record the order's facts.", .order, form: .order),
    Action(
      .acknowledge, "acknowledge", ["!"], Mode.work,
      "Say that a disagreement of ticket and order was seen.", .acknowledge),
    Action(
      .vendor, "vendor", ["w"], Mode.work, "Record contact, answer and proof of the vendor.",
      .contact, form: .vendor, marked: .contactMarked),
    Action(
      .customer, "customer", ["m"], Mode.work, "Record what the customer says has come.", .hear,
      form: .customer),
    Action(.proof, "proof", ["p"], Mode.work, "Record a proof of payment.", .proof, form: .proof),
    Action(
      .acceptProof, "accept", ["F7", "Alt-7"], Mode.work, "Accept a proof.", .accept,
      form: .acceptProof),
    Action(
      .rejectProof, "reject", ["F8", "Alt-8"], Mode.work, "Reject a proof, with a reason.", .reject,
      form: .rejectProof),
    Action(
      .support, "support", ["D"], Mode.work, "Point at the note that supports a deduction.",
      .supportDeduction, form: .support),
    Action(
      .payout, "payout", ["$"], Mode.work, "Ask for a payout to the customer.", .requestPayout,
      form: .payout),
    Action(.send, "send", [">"], Mode.work, "Say that the approved payout goes out.", .send),
    Action(
      .settle, "settled", ["="], Mode.work, "Record that the payout went through.", .settle,
      form: .settle),
    Action(
      .fail, "failed", ["F"], Mode.work, "Record that the payout did not go through.", .fail,
      form: .fail),
    Action(
      .reverse, "reversed", ["<"], Mode.work, "Record that the payout came back.", .reverse,
      form: .reverse),
    Action(
      .debit, "debit", ["T"], Mode.measures, "Take from the vendor's credits.", .debit, form: .debit
    ),
    Action(
      .block, "block", ["b"], Mode.measures, "Block the vendor from new orders.", .block,
      form: .block, marked: .blockMarked),
    Action(
      .remark, "remarks", ["I"], Mode.work, "Record the remarks on a deduction.", .remark,
      form: .remark, marked: .remarkMarked),
    Action(
      .note, "note", ["i"], Mode.work, "Record an internal note.", .note, form: .note,
      marked: .noteMarked),
    Action(
      .escalate, "escalate", ["e"], Mode.work, "Ask for a manager's decision.", .escalate,
      form: .escalate, marked: .escalateMarked),
    Action(
      .park, "park", ["P"], Mode.work, "Put the dispute aside until a time.", .park, form: .park,
      marked: .parkMarked),
    Action(
      .close, "close", ["C"], Mode.work, "Write the summary, mark the status, close.", .close,
      form: .close),
    Action(
      .undo, "take back", ["u"], Mode.work.union([.callSheet]),
      "Take back what was recorded last, after showing it; as something new in the history."),
    Action(
      .again, "again", ["."], Mode.work,
      "Record the last thing once more, with what was typed; on all marked after a rehearsal."),
    Action(
      .amend, "amend", ["E"], Mode.work, "Correct the ticket's facts.", .amend, form: .amend),
    Action(
      .merge, "merge", ["M"], Mode.work, "Merge into an earlier ticket of the order.", .merge,
      form: .merge),
    Action(
      .applied, "confirm", ["X"], Mode.work, "Confirm what was done elsewhere.", .applied,
      form: .applied, marked: .appliedMarked),
    Action(
      .comment, "comment", ["B"], Mode.panes, "Show the comment for the ticketing platform."),
    Action(
      .unmask, "unmask", ["x"], Mode.panes, "Show phone and payment address; the look is logged.",
      .show),
    Action(
      .links, "links", ["y"], Mode.panes, "Copy the ticket's address, and show both as links."),
    Action(
      .why, "why", ["Q"], Mode.panes,
      "Why it stands here, or why it was refused: the rule, the facts, the times."),
    Action(.copyOrder, "copy order", ["Y"], Mode.panes, "Copy the order's address."),
    Action(
      .newTicket, "new ticket", ["N"], Mode.panes, "Log a ticket by hand.", .log, form: .newTicket),
    Action(
      .pasteTicket, "new from paste", ["V"], Mode.panes,
      "Log a ticket from text that was copied elsewhere.", .log, form: .pasteTicket),
    Action(
      .messageVendor, "message", ["F5", "Alt-5"], Mode.panes,
      "The message to the vendor: copied, and to a chat, a letter or a phone."),
    Action(
      .vendorPage, "vendor page", ["W"], Mode.panes.union([.callSheet]),
      "All that is known of the vendor."),
    Action(
      .callSheet, "call sheet", ["L"], Mode.panes.union([.vendor]),
      "Every open question to the vendor on one screen."),
    Action(
      .groupByVendor, "group by vendor", ["z"], [.queue],
      "Group the list by vendor, or show it in its own order again."),
  ]

  /// What managers decide.
  private static let decisions: [Action] = [
    Action(
      .approve, "approve", ["a"], Mode.work, "Approve the payout, by typing its amount.", .approve,
      form: .approve),
    Action(
      .decline, "decline", ["d"], Mode.work, "Decline the payout, with a reason.", .decline,
      form: .decline, marked: .declineMarked),
    Action(.find, "find", ["f"], Mode.work, "Record a manager's finding.", .find, form: .find),
    Action(
      .giveBack, "return", ["r"], Mode.work, "Give it back with an instruction.", .return,
      form: .giveBack, marked: .returnMarked),
    Action(
      .signOff, "sign off", ["s"], Mode.work, "Give finance's sign-off, by typing the amount.",
      .signOff, form: .signOff),
    Action(
      .assign, "assign", ["A"], Mode.work, "Give the dispute to somebody.", .assign, form: .assign,
      marked: .assignMarked),
    Action(
      .unblock, "unblock", ["U"], Mode.measures, "Lift flag, block and suspension of the vendor.",
      .unblock, form: .unblock, marked: .unblockMarked),
    Action(
      .keep, "keep", ["K"], Mode.measures, "Leave the vendor as it is, and lift the flag.", .keep,
      form: .keep, marked: .keepMarked),
    Action(
      .suspend, "suspend", ["S"], Mode.measures, "Suspend the vendor.", .suspend, form: .suspend,
      marked: .suspendMarked),
    Action(
      .flag, "flag", ["^"], Mode.measures, "Flag the vendor.", .flag, form: .flag,
      marked: .flagMarked),
    Action(
      .credit, "credit", [], Mode.measures, "Give credits back to the vendor.", .credit,
      form: .credit),
    Action(
      .reopen, "reopen", ["O"], Mode.work, "Open a closed dispute again.", .reopen, form: .reopen,
      marked: .reopenMarked),
    Action(
      .assignAll, "assign all of", [], [], "Give all that somebody holds to another.",
      form: .assignAll),
    Action(
      .mark, "mark", ["Space"], Mode.lists,
      "Mark the row, or take its mark away; actions then act on all marked, after a rehearsal."),
    Action(
      .markTo, "mark to here", [","], Mode.lists, "Mark every row from the last mark to this one."),
    Action(
      .markDown, "mark down", ["Shift-Down"], Mode.lists, "Mark this row and the one below."),
    Action(.markUp, "mark up", ["Shift-Up"], Mode.lists, "Mark this row and the one above."),
    Action(
      .markQuery, "mark by query", ["&"], Mode.lists,
      "List what a query means and mark all of it: `mark vendor:fonebay is:new`."),
    Action(
      .markAll, "mark all", ["*"], Mode.lists,
      "Mark all in the view, the first 1,000 at most; again: none."),
    Action(.unmark, "no marks", ["Esc"], Mode.lists, "Take all marks away."),
  ]

  /// What is done on a call sheet.
  private static let calls: [Action] = [
    Action(
      .takeAnswers, "take answers", ["Enter", "w"], [.callSheet],
      "Record what the vendor answers on this dispute; {nextAnswer} goes on to the next one."),
    Action(
      .callAll, "log an attempt", ["a", "F3", "Alt-3"], [.callSheet],
      "Log one attempt on every dispute of the sheet.", .contact, form: .callAll),
    Action(
      .messageAll, "message", ["m", "F5", "Alt-5"], [.callSheet],
      "One message that lists the orders, in English; it is copied."),
    Action(
      .messageAllHindi, "message in Hindi", ["M"], [.callSheet],
      "One message that lists the orders, in Hindi; it is copied."),
  ]

  /// How one gets about.
  private static let moving: [Action] = [
    Action(.down, "down", ["j", "Down"], Mode.everywhere, "One row down."),
    Action(.up, "up", ["k", "Up"], Mode.everywhere, "One row up."),
    Action(
      .pageDown, "page down", ["PgDn"], Mode.everywhere.subtracting([.escalated]), "One page down."),
    Action(
      .pageUp, "page up", ["PgUp"], Mode.everywhere.subtracting([.escalated]), "One page up."),
    Action(.evidenceDown, "evidence", ["PgDn"], [.escalated], "The evidence, one page down."),
    Action(.evidenceUp, "evidence back", ["PgUp"], [.escalated], "The evidence, one page up."),
    Action(.halfDown, "half down", ["Ctrl-d"], Mode.everywhere, "Half a page down."),
    Action(.halfUp, "half up", ["Ctrl-u"], Mode.everywhere, "Half a page up."),
    Action(.top, "top", ["g", "Home"], Mode.everywhere, "To the top."),
    Action(.bottom, "bottom", ["G", "End"], Mode.everywhere, "To the end."),
    Action(
      .open, "open", ["Enter", "l", "Right"], [.queue, .escalated, .vendor], "Into the dispute."),
    Action(
      .lookAt, "look at it", ["l", "Right"], [.outstanding, .callSheet], "Into the dispute."),
    Action(
      .confirm, "confirm", ["Enter", "p"], [.outstanding], "Confirm what was done elsewhere.",
      .applied, form: .applied, marked: .appliedMarked),
    Action(
      .back, "back", ["h", "Left", "Esc"], Mode.screens.union([.dispute]), "Back to where one was."),
    Action(.switchPane, "other pane", ["Tab"], Mode.panes, "To the other pane."),
    Action(
      .zoom, "zoom", ["+"], Mode.panes,
      "Give the pane the whole screen, or all panes theirs again; in the escalated view first the evidence, then the list."
    ),
    Action(
      .stepBack, "step back", ["["], [.dispute],
      "Look at the step before; in the timeline, at the dispute as it was one recording earlier."),
    Action(
      .stepForward, "step on", ["]"], [.dispute],
      "Look at the step after; in the timeline, one recording later."),
    Action(
      .timeline, "timeline", ["t"], Mode.panes,
      "Everything that happened to the dispute; {stepBack} and {stepForward} look at it as it was then."
    ),
    Action(
      .openBar, "disputes", ["Enter", "l", "Right"], [.report],
      "The disputes behind the bar; from them into one."),
    Action(.periodBefore, "period before", ["["], [.report], "The same days before these."),
    Action(.periodAfter, "period after", ["]"], [.report], "The same days after these."),
    Action(.periodLength, "length", ["Tab"], [.report], "A week, 30 days or a quarter."),
  ]

  /// The lists.
  private static let views: [Action] = [
    Action(
      .viewNeedsMe, "needs me", ["1"], Mode.everywhere,
      "What asks for your work, first things first."),
    Action(.viewMine, "mine", ["2"], Mode.everywhere, "What you hold."),
    Action(.viewWaiting, "waiting", ["3"], Mode.everywhere, "What waits for a decision or a time."),
    Action(.viewEscalated, "escalated", ["4"], Mode.everywhere, "What waits for a manager."),
    Action(.viewNew, "new", ["5"], Mode.everywhere, "What nobody has looked at."),
    Action(.viewClosed, "closed", ["6"], Mode.everywhere, "What is closed, the latest first."),
    Action(.viewAll, "all", ["7"], Mode.everywhere, "Everything, the latest first."),
    Action(
      .viewOutstanding, "outstanding", ["8"], Mode.everywhere, "What waits to be done elsewhere."),
    Action(
      .ownView, "own view", ["0"], Mode.everywhere,
      "The view that you keep on 0, or all that you keep; others are on the number keys you choose."
    ),
    Action(
      .views, "view", [], [],
      "List a view by name, or what a query means: `view fonebay`, `view vendor:fonebay age>2d`."),
    Action(
      .saveView, "save view", [], [], "Keep the query that is listed: `save view NAME on 4`."),
    Action(.forgetView, "forget view", [], [], "Forget a view that you keep."),
    Action(.reports, "reports", ["9"], Mode.everywhere, "How the desk did, in figures and bars."),
  ]

  /// The program itself.
  private static let program: [Action] = [
    Action(
      .search, "search", ["/"], Mode.everywhere,
      "Find by ticket, order, customer, phone, vendor or reference, or by fields."),
    Action(.palette, "actions", [":"], Mode.everywhere, "Run any action or view by its name."),
    Action(
      .help, "keys", ["?", "F1", "Alt-1"], Mode.everywhere, "All keys of the moment, and why not."),
    Action(
      .pager, "pager", ["|"], Mode.panes.union([.vendor, .comment, .message]),
      "What is shown, whole, in $PAGER: the dispute with all that happened to it, the vendor, the text."
    ),
    Action(.themes, "theme", [], [], "See and choose a theme."),
    Action(
      .tour, "tour", ["H"], Mode.everywhere,
      "How one works here, a key at a time; in the sample alone."),
    Action(.actAs, "as", [], [], "Be somebody else; in the sample alone."),
    Action(.redraw, "redraw", ["Ctrl-l"], Mode.everywhere.union([.form]), "Draw the screen anew."),
    Action(
      .suspendProgram, "stop", ["Ctrl-z"], Mode.everywhere.union([.form]), "Stop until `fg`."),
    Action(.quit, "quit", ["q"], Mode.everywhere, "Leave; drafts are kept."),
  ]
}
