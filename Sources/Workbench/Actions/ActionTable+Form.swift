import Procedure

extension Action {
  /// What works in a form, beside typing: on function keys, with Alt and a digit as their twins.
  static let form: [Action] = [
    Action(
      .formHelp, Phrase("all keys", sense: "action"), ["F1", "Alt-1"], [.form],
      Phrase("All keys of the form.")),
    Action(
      .save, Phrase("save", sense: "action"), ["F2", "Alt-2"], [.form],
      Phrase("Record what was typed.")),
    Action(
      .logCall, Phrase("log a call", sense: "action"), ["F3", "Alt-3"], [.form],
      Phrase("Record a call by itself; in a paste: back to the text.")),
    Action(
      .addProof, Phrase("add proof", sense: "action"), ["F4", "Alt-4"], [.form],
      Phrase("Add a proof.")),
    Action(
      .message, Phrase("message", sense: "action"), ["F5", "Alt-5"], [.form],
      Phrase("The message to the vendor.")),
    Action(
      .lookAtProof, Phrase("look at it", sense: "action"), ["F6", "Alt-6"],
      Mode.work.union([.form]),
      Phrase("Look at a proof: its picture beside what was typed and what the order says.")),
    Action(
      .acceptHere, Phrase("accept", sense: "action"), ["F7", "Alt-7"], [.form],
      Phrase("Accept the proof.")),
    Action(
      .leaveWaiting, Phrase("leave waiting", sense: "action"), ["F8", "Alt-8"], [.form],
      Phrase("Leave a typed proof waiting; reject one that waits.")),
    Action(
      .editor, Phrase("editor", sense: "action"), ["F9", "Alt-9"], [.form],
      Phrase("Write a long text in $EDITOR.")),
    Action(
      .formWhy, Phrase("why", sense: "action"), ["F10", "Alt-0"], [.form],
      Phrase("Why it is refused, or as it is: rule, facts, times.")),
    Action(
      .formUnmask, Phrase("unmask", sense: "action"), ["Alt-x"], [.form],
      Phrase("Show phone and payment address, or hide them again; the look is logged.")),
    Action(
      .newLine, Phrase("new line", sense: "action"), ["Alt-Enter"], [.form],
      Phrase("Begin a line in a long text.")),
    Action(
      .fieldsDown, Phrase("fields down", sense: "action"), ["PgDn"], [.form],
      Phrase("Some fields down.")),
    Action(
      .fieldsUp, Phrase("fields up", sense: "action"), ["PgUp"], [.form], Phrase("Some fields up.")),
    Action(
      .nextField, Phrase("next field", sense: "action"), ["Enter"], [.form],
      Phrase("To the next field; from the last one, record what was typed.")),
    Action(
      .completeField, Phrase("complete", sense: "action"), ["Tab"], [.form],
      Phrase("Complete what was typed, or to the next field.")),
    Action(
      .previousField, Phrase("field before", sense: "action"), ["Shift-Tab"], [.form],
      Phrase("To the field before.")),
    Action(
      .fieldBelow, Phrase("field below", sense: "action"), ["Down"], [.form],
      Phrase("One line down in a long text, or to the next field.")),
    Action(
      .fieldAbove, Phrase("field above", sense: "action"), ["Up"], [.form],
      Phrase("One line up in a long text, or to the field before.")),
    Action(
      .nextAnswer, Phrase("next dispute", sense: "action"), ["Ctrl-n"], [.form],
      Phrase("From a call sheet: on to the next dispute; the draft is kept.")),
    Action(
      .answerBefore, Phrase("dispute before", sense: "action"), ["Ctrl-p"], [.form],
      Phrase("From a call sheet: back to the dispute before; the draft is kept.")),
    Action(
      .leave, Phrase("leave", sense: "action"), ["Esc"], [.form],
      Phrase("Leave the form; the draft is kept.")),
  ]

  /// What works in lists to choose from, in a conflict and at the comment.
  static let choice: [Action] = [
    Action(
      .choose, Phrase("choose", sense: "action"), ["Enter"], [.choice],
      Phrase("Take the row under the bar.")),
    Action(
      .choiceDown, Phrase("down", sense: "action"), ["Down", "Ctrl-n"], [.choice],
      Phrase("One row down.")),
    Action(
      .choiceUp, Phrase("up", sense: "action"), ["Up", "Ctrl-p"], [.choice], Phrase("One row up.")),
    Action(
      .choicePageDown, Phrase("page down", sense: "action"), ["PgDn"], [.choice],
      Phrase("One page down.")),
    Action(
      .choicePageUp, Phrase("page up", sense: "action"), ["PgUp"], [.choice], Phrase("One page up.")
    ),
    Action(
      .complete, Phrase("complete", sense: "action"), ["Tab"], [.choice],
      Phrase("Complete what was typed.")),
    Action(
      .listFound, Phrase("list them", sense: "action"), ["F2", "Alt-2"], [.choice],
      Phrase("List all that is meant, as a view.")),
    Action(
      .markFound, Phrase("mark them", sense: "action"), ["F3", "Alt-3"], [.choice],
      Phrase("List all that is meant, and mark it.")),
    Action(
      .saveFound, Phrase("save as view", sense: "action"), ["F4", "Alt-4"], [.choice],
      Phrase("List all that is meant, and keep it under a name.")),
    Action(
      .closeChoice, Phrase("leave", sense: "action"), ["Esc", "Ctrl-c"], [.choice],
      Phrase("Leave it as it was.")),
    Action(
      .goOn, Phrase("go on", sense: "action"), ["Enter", "F2", "Alt-2"], [.conflict],
      Phrase("Go on with what was typed, on the new version.")),
    Action(
      .keepDraft, Phrase("leave", sense: "action"), ["Esc"], [.conflict],
      Phrase("Leave; what was typed is kept as a draft.")),
    Action(
      .writeComment, Phrase("write to a file", sense: "action"), ["w"], [.comment],
      Phrase("Write the comment to a file.")),
    Action(
      .copyComment, Phrase("copy again", sense: "action"), ["y"], [.comment],
      Phrase("Send it to the clipboard again.")),
    Action(
      .plainComment, Phrase("plain", sense: "action"), ["p"], [.comment],
      Phrase("Show it plainly, for the mouse.")),
    Action(
      .confirmComment, Phrase("it is there", sense: "action"), ["X"], [.comment],
      Phrase("Confirm that comment and status stand in the ticketing platform."), .applied),
    Action(
      .doneComment, Phrase("back", sense: "action"), ["Esc", "Enter", "q"], [.comment],
      Phrase("Back to the queue.")),
    Action(
      .copyMessage, Phrase("copy again", sense: "action"), ["y"], [.message],
      Phrase("Send it to the clipboard again.")),
    Action(
      .otherLanguage, Phrase("other language", sense: "action"), ["Tab"], [.message],
      Phrase("In Hindi, or in English; it is copied.")
    ),
    Action(
      .chatLink, Phrase("WhatsApp", sense: "action"), ["w"], [.message],
      Phrase("The link to the chat, with the message in it; copied.")),
    Action(
      .mailLink, Phrase("mail", sense: "action"), ["e"], [.message],
      Phrase("The link to a letter, with the message in it; copied.")),
    Action(
      .openLink, Phrase("open", sense: "action"), ["o"], [.message],
      Phrase("Hand the link to $PAYDESK_OPEN, to `open:` of config.yaml, or to xdg-open.")),
    Action(
      .messageCode, Phrase("code", sense: "action"), ["c"], [.message],
      Phrase("The link as a QR code, to take it to a phone.")),
    Action(
      .readReply, Phrase("read a reply", sense: "action"), ["r"], [.message],
      Phrase("Paste what the vendor wrote, and take from it what is right."), form: .reply),
    Action(
      .plainMessage, Phrase("plain", sense: "action"), ["p"], [.message],
      Phrase("Show it plainly, for the mouse.")),
    Action(
      .doneMessage, Phrase("back", sense: "action"), ["Esc", "q", "F5", "Alt-5"], [.message],
      Phrase("Back to where it was asked.")),
    Action(
      .takePiece, Phrase("it is right", sense: "action"), ["y"], [.reply],
      Phrase("Put it into the form; nothing is recorded by it.")
    ),
    Action(
      .leavePiece, Phrase("leave it", sense: "action"), ["n"], [.reply],
      Phrase("Leave it out of the form.")),
    Action(
      .pieceDown, Phrase("down", sense: "action"), ["j", "Down", "Tab"], [.reply],
      Phrase("To the next piece.")),
    Action(
      .pieceUp, Phrase("up", sense: "action"), ["k", "Up"], [.reply], Phrase("To the piece before.")
    ),
    Action(
      .doneReply, Phrase("to the form", sense: "action"), ["Esc", "Enter", "q"], [.reply],
      Phrase("To the form with what was taken.")
    ),
    Action(
      .doAll, Phrase("do it", sense: "action"), ["y"], [.rehearsal],
      Phrase("Record what is shown, on every dispute on which it can be done.")),
    Action(
      .linesDown, Phrase("down", sense: "action"), ["j", "Down", "PgDn"], Mode.sheets,
      Phrase("Some lines down.")),
    Action(
      .linesUp, Phrase("up", sense: "action"), ["k", "Up", "PgUp"], Mode.sheets,
      Phrase("Some lines up.")),
    Action(
      .leaveRehearsal, Phrase("leave", sense: "action"), ["Esc"], [.rehearsal],
      Phrase("Back; nothing more is recorded.")),
    Action(
      .whyDown, Phrase("down", sense: "action"), ["j", "Down", "Enter"], [.why],
      Phrase("One row down.")),
    Action(.whyUp, Phrase("up", sense: "action"), ["k", "Up"], [.why], Phrase("One row up.")),
    Action(
      .whyPageDown, Phrase("page down", sense: "action"), ["PgDn", "Space"], [.why],
      Phrase("One page down.")),
    Action(
      .whyPageUp, Phrase("page up", sense: "action"), ["PgUp"], [.why], Phrase("One page up.")),
    Action(.whyTop, Phrase("top", sense: "action"), ["g", "Home"], [.why], Phrase("To the top.")),
    Action(
      .whyBottom, Phrase("bottom", sense: "action"), ["G", "End"], [.why], Phrase("To the end.")),
    Action(
      .doneWhy, Phrase("back", sense: "action"), ["Esc", "Q", "q", "F10", "Alt-0"], [.why],
      Phrase("Back to where it was asked.")),
  ]
}
