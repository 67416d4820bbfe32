extension Action {
  /// What works in a form, beside typing: on function keys, with Alt and a digit as their twins.
  static let form: [Action] = [
    Action(.formHelp, "all keys", ["F1", "Alt-1"], [.form], "All keys of the form."),
    Action(.save, "save", ["F2", "Alt-2"], [.form], "Record what was typed."),
    Action(
      .logCall, "log a call", ["F3", "Alt-3"], [.form],
      "Record a call by itself; in a paste: back to the text."),
    Action(.addProof, "add proof", ["F4", "Alt-4"], [.form], "Add a proof."),
    Action(.message, "message", ["F5", "Alt-5"], [.form], "The message to the vendor."),
    Action(
      .lookAtProof, "look at it", ["F6", "Alt-6"], Mode.work.union([.form]),
      "Look at a proof: its picture beside what was typed and what the order says."),
    Action(.acceptHere, "accept", ["F7", "Alt-7"], [.form], "Accept the proof."),
    Action(
      .leaveWaiting, "leave waiting", ["F8", "Alt-8"], [.form],
      "Leave a typed proof waiting; reject one that waits."),
    Action(.editor, "editor", ["F9", "Alt-9"], [.form], "Write a long text in $EDITOR."),
    Action(
      .formWhy, "why", ["F10", "Alt-0"], [.form],
      "Why it is refused, or as it is: rule, facts, times."),
    Action(
      .formUnmask, "unmask", ["Alt-x"], [.form],
      "Show phone and payment address, or hide them again; the look is logged."),
    Action(.newLine, "new line", ["Alt-Enter"], [.form], "Begin a line in a long text."),
    Action(.fieldsDown, "fields down", ["PgDn"], [.form], "Some fields down."),
    Action(.fieldsUp, "fields up", ["PgUp"], [.form], "Some fields up."),
    Action(
      .nextField, "next field", ["Enter"], [.form],
      "To the next field; from the last one, record what was typed."),
    Action(
      .completeField, "complete", ["Tab"], [.form],
      "Complete what was typed, or to the next field."),
    Action(.previousField, "field before", ["Shift-Tab"], [.form], "To the field before."),
    Action(
      .fieldBelow, "field below", ["Down"], [.form],
      "One line down in a long text, or to the next field."),
    Action(
      .fieldAbove, "field above", ["Up"], [.form],
      "One line up in a long text, or to the field before."),
    Action(
      .nextAnswer, "next dispute", ["Ctrl-n"], [.form],
      "From a call sheet: on to the next dispute; the draft is kept."),
    Action(
      .answerBefore, "dispute before", ["Ctrl-p"], [.form],
      "From a call sheet: back to the dispute before; the draft is kept."),
    Action(.leave, "leave", ["Esc"], [.form], "Leave the form; the draft is kept."),
  ]

  /// What works in lists to choose from, in a conflict and at the comment.
  static let choice: [Action] = [
    Action(.choose, "choose", ["Enter"], [.choice], "Take the row under the bar."),
    Action(.choiceDown, "down", ["Down", "Ctrl-n"], [.choice], "One row down."),
    Action(.choiceUp, "up", ["Up", "Ctrl-p"], [.choice], "One row up."),
    Action(.choicePageDown, "page down", ["PgDn"], [.choice], "One page down."),
    Action(.choicePageUp, "page up", ["PgUp"], [.choice], "One page up."),
    Action(.complete, "complete", ["Tab"], [.choice], "Complete what was typed."),
    Action(
      .listFound, "list them", ["F2", "Alt-2"], [.choice], "List all that is meant, as a view."),
    Action(
      .markFound, "mark them", ["F3", "Alt-3"], [.choice], "List all that is meant, and mark it."),
    Action(
      .saveFound, "save as view", ["F4", "Alt-4"], [.choice],
      "List all that is meant, and keep it under a name."),
    Action(.closeChoice, "leave", ["Esc", "Ctrl-c"], [.choice], "Leave it as it was."),
    Action(
      .goOn, "go on", ["Enter", "F2", "Alt-2"], [.conflict],
      "Go on with what was typed, on the new version."),
    Action(.keepDraft, "leave", ["Esc"], [.conflict], "Leave; what was typed is kept as a draft."),
    Action(.writeComment, "write to a file", ["w"], [.comment], "Write the comment to a file."),
    Action(.copyComment, "copy again", ["y"], [.comment], "Send it to the clipboard again."),
    Action(.plainComment, "plain", ["p"], [.comment], "Show it plainly, for the mouse."),
    Action(
      .confirmComment, "it is there", ["X"], [.comment],
      "Confirm that comment and status stand in the ticketing platform.", .applied),
    Action(.doneComment, "back", ["Esc", "Enter", "q"], [.comment], "Back to the queue."),
    Action(.copyMessage, "copy again", ["y"], [.message], "Send it to the clipboard again."),
    Action(
      .otherLanguage, "other language", ["Tab"], [.message],
      "In Hindi, or in English; it is copied."
    ),
    Action(
      .chatLink, "WhatsApp", ["w"], [.message],
      "The link to the chat, with the message in it; copied."),
    Action(
      .mailLink, "mail", ["e"], [.message], "The link to a letter, with the message in it; copied."),
    Action(
      .openLink, "open", ["o"], [.message],
      "Hand the link to $PAYDESK_OPEN, to `open:` of config.yaml, or to xdg-open."),
    Action(
      .messageCode, "code", ["c"], [.message], "The link as a QR code, to take it to a phone."),
    Action(
      .readReply, "read a reply", ["r"], [.message],
      "Paste what the vendor wrote, and take from it what is right.", form: .reply),
    Action(.plainMessage, "plain", ["p"], [.message], "Show it plainly, for the mouse."),
    Action(.messageDown, "down", ["j", "Down", "PgDn"], [.message], "One row down."),
    Action(.messageUp, "up", ["k", "Up", "PgUp"], [.message], "One row up."),
    Action(
      .doneMessage, "back", ["Esc", "q", "F5", "Alt-5"], [.message], "Back to where it was asked."),
    Action(
      .takePiece, "it is right", ["y"], [.reply], "Put it into the form; nothing is recorded by it."
    ),
    Action(.leavePiece, "leave it", ["n"], [.reply], "Leave it out of the form."),
    Action(.pieceDown, "down", ["j", "Down", "Tab"], [.reply], "To the next piece."),
    Action(.pieceUp, "up", ["k", "Up"], [.reply], "To the piece before."),
    Action(
      .doneReply, "to the form", ["Esc", "Enter", "q"], [.reply], "To the form with what was taken."
    ),
    Action(
      .doAll, "do it", ["y"], [.rehearsal],
      "Record what is shown, on every dispute on which it can be done."),
    Action(.linesDown, "down", ["j", "Down", "PgDn"], [.rehearsal], "Some lines down."),
    Action(.linesUp, "up", ["k", "Up", "PgUp"], [.rehearsal], "Some lines up."),
    Action(.leaveRehearsal, "leave", ["Esc"], [.rehearsal], "Back; nothing more is recorded."),
    Action(.whyDown, "down", ["j", "Down", "Enter"], [.why], "One row down."),
    Action(.whyUp, "up", ["k", "Up"], [.why], "One row up."),
    Action(.whyPageDown, "page down", ["PgDn", "Space"], [.why], "One page down."),
    Action(.whyPageUp, "page up", ["PgUp"], [.why], "One page up."),
    Action(.whyTop, "top", ["g", "Home"], [.why], "To the top."),
    Action(.whyBottom, "bottom", ["G", "End"], [.why], "To the end."),
    Action(
      .doneWhy, "back", ["Esc", "Q", "q", "F10", "Alt-0"], [.why], "Back to where it was asked."),
  ]
}
