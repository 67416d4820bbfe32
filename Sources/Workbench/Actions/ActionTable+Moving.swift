import Procedure

extension Action {
  /// How one gets about.
  static let moving: [Action] = [
    Action(
      .down, Phrase("down", sense: "action"), ["j", "Down"], Mode.everywhere,
      Phrase("One row down.")),
    Action(
      .up, Phrase("up", sense: "action"), ["k", "Up"], Mode.everywhere, Phrase("One row up.")),
    Action(
      .pageDown, Phrase("page down", sense: "action"), ["PgDn"],
      Mode.everywhere.subtracting([.escalated]), Phrase("One page down.")),
    Action(
      .pageUp, Phrase("page up", sense: "action"), ["PgUp"],
      Mode.everywhere.subtracting([.escalated]), Phrase("One page up.")),
    Action(
      .evidenceDown, Phrase("evidence", sense: "action"), ["PgDn"], [.escalated],
      Phrase("The evidence, one page down.")),
    Action(
      .evidenceUp, Phrase("evidence back", sense: "action"), ["PgUp"], [.escalated],
      Phrase("The evidence, one page up.")),
    Action(
      .halfDown, Phrase("half down", sense: "action"), ["Ctrl-d"], Mode.everywhere,
      Phrase("Half a page down.")),
    Action(
      .halfUp, Phrase("half up", sense: "action"), ["Ctrl-u"], Mode.everywhere,
      Phrase("Half a page up.")),
    Action(
      .top, Phrase("top", sense: "action"), ["g", "Home"], Mode.everywhere, Phrase("To the top.")),
    Action(
      .bottom, Phrase("bottom", sense: "action"), ["G", "End"], Mode.everywhere,
      Phrase("To the end.")),
    Action(
      .open, Phrase("open", sense: "action"), ["Enter", "l", "Right"],
      [.queue, .escalated, .vendor], Phrase("Into the dispute.")),
    Action(
      .lookAt, Phrase("look at it", sense: "action"), ["l", "Right"], [.outstanding, .callSheet],
      Phrase("Into the dispute.")),
    Action(
      .confirm, Phrase("confirm", sense: "action"), ["Enter", "p"], [.outstanding],
      Phrase("Confirm what was done elsewhere."),
      .applied, form: .applied, marked: .appliedMarked),
    Action(
      .back, Phrase("back", sense: "action"), ["h", "Left", "Esc"], Mode.screens.union([.dispute]),
      Phrase("Back to where one was.")),
    Action(
      .switchPane, Phrase("other pane", sense: "action"), ["Tab"], Mode.panes,
      Phrase("To the other pane.")),
    Action(
      .zoom, Phrase("zoom", sense: "action"), ["+"], Mode.panes,
      Phrase(
        "Give the pane the whole screen, or all panes theirs again; in the escalated view first the evidence, then the list."
      )
    ),
    Action(
      .stepBack, Phrase("step back", sense: "action"), ["["], [.dispute],
      Phrase(
        "Look at the step before; in the timeline, at the dispute as it was one recording earlier.")
    ),
    Action(
      .stepForward, Phrase("step on", sense: "action"), ["]"], [.dispute],
      Phrase("Look at the step after; in the timeline, one recording later.")),
    Action(
      .timeline, Phrase("timeline", sense: "action"), ["t"], Mode.panes,
      Phrase(
        "Everything that happened to the dispute; {stepBack} and {stepForward} look at it as it was then."
      )
    ),
    Action(
      .openBar, Phrase("disputes", sense: "action"), ["Enter", "l", "Right"], [.report],
      Phrase("The disputes behind the bar; from them into one.")),
    Action(
      .periodBefore, Phrase("period before", sense: "action"), ["["], [.report],
      Phrase("The same days before these.")),
    Action(
      .periodAfter, Phrase("period after", sense: "action"), ["]"], [.report],
      Phrase("The same days after these.")),
    Action(
      .periodLength, Phrase("length", sense: "action"), ["Tab"], [.report],
      Phrase("A week, 30 days or a quarter.")),
  ]

  /// The lists.
  static let views: [Action] = [
    Action(
      .viewNeedsMe, Phrase("needs me", sense: "action"), ["1"], Mode.everywhere,
      Phrase("What asks for your work, first things first.")),
    Action(
      .viewMine, Phrase("mine", sense: "action"), ["2"], Mode.everywhere, Phrase("What you hold.")),
    Action(
      .viewWaiting, Phrase("waiting", sense: "action"), ["3"], Mode.everywhere,
      Phrase("What waits for a decision or a time.")),
    Action(
      .viewEscalated, Phrase("escalated", sense: "action"), ["4"], Mode.everywhere,
      Phrase("What waits for a manager.")),
    Action(
      .viewNew, Phrase("new", sense: "action"), ["5"], Mode.everywhere,
      Phrase("What nobody has looked at.")),
    Action(
      .viewClosed, Phrase("closed", sense: "action"), ["6"], Mode.everywhere,
      Phrase("What is closed, the latest first.")),
    Action(
      .viewAll, Phrase("all", sense: "action"), ["7"], Mode.everywhere,
      Phrase("Everything, the latest first.")),
    Action(
      .viewOutstanding, Phrase("outstanding", sense: "action"), ["8"], Mode.everywhere,
      Phrase("What waits to be done elsewhere.")),
    Action(
      .ownView, Phrase("own view", sense: "action"), ["0"], Mode.everywhere,
      Phrase(
        "The view that you keep on 0, or all that you keep; others are on the number keys you choose."
      )
    ),
    Action(
      .views, Phrase("view", sense: "action"), [], [],
      Phrase(
        "List a view by name, or what a query means: `view fonebay`, `view vendor:fonebay age>2d`.")
    ),
    Action(
      .saveView, Phrase("save view", sense: "action"), [], [],
      Phrase("Keep the query that is listed: `save view NAME on 4`.")),
    Action(
      .forgetView, Phrase("forget view", sense: "action"), [], [],
      Phrase("Forget a view that you keep.")),
    Action(
      .reports, Phrase("reports", sense: "action"), ["9"], Mode.everywhere,
      Phrase("How the desk did, in figures and bars.")),
  ]

  /// The program itself.
  static let program: [Action] = [
    Action(
      .search, Phrase("search", sense: "action"), ["/"], Mode.everywhere,
      Phrase("Find by ticket, order, customer, phone, vendor or reference, or by fields.")),
    Action(
      .palette, Phrase("actions", sense: "action"), [":"], Mode.everywhere,
      Phrase("Run any action or view by its name.")),
    Action(
      .help, Phrase("keys", sense: "action"), ["?", "F1", "Alt-1"], Mode.everywhere,
      Phrase("All keys of the moment, and why not.")),
    Action(
      .pager, Phrase("pager", sense: "action"), ["|"],
      Mode.panes.union([.vendor, .comment, .message]),
      Phrase(
        "What is shown, whole, in $PAGER: the dispute with all that happened to it, the vendor, the text."
      )
    ),
    Action(.themes, Phrase("theme", sense: "action"), [], [], Phrase("See and choose a theme.")),
    Action(
      .tour, Phrase("tour", sense: "action"), ["H"], Mode.everywhere,
      Phrase("How one works here, a key at a time; in the sample alone.")),
    Action(
      .actAs, Phrase("as", sense: "action"), [], [],
      Phrase("Be somebody else; in the sample alone.")),
    Action(
      .redraw, Phrase("redraw", sense: "action"), ["Ctrl-l"], Mode.everywhere.union([.form]),
      Phrase("Draw the screen anew.")),
    Action(
      .suspendProgram, Phrase("stop", sense: "action"), ["Ctrl-z"], Mode.everywhere.union([.form]),
      Phrase("Stop until `fg`.")),
    Action(
      .quit, Phrase("quit", sense: "action"), ["q"], Mode.everywhere,
      Phrase("Leave; drafts are kept.")),
  ]
}
