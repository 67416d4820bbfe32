/// The name of an action that never changes: configuration, macros and the command line know it by this.
public enum ActionID: String, CaseIterable, Sendable {
  // Moving
  case down, up, pageDown, pageUp, halfDown, halfUp, top, bottom, open, lookAt, confirm, back,
    switchPane, zoom
  case stepBack, stepForward, timeline, evidenceDown, evidenceUp
  case openBar, periodBefore, periodAfter, periodLength
  // Views
  case viewNeedsMe, viewMine, viewWaiting, viewEscalated, viewNew, viewClosed, viewAll
  case viewOutstanding
  case reports
  // Finding
  case search, palette, help, pager, themes, actAs, tour
  case ownView, views, saveView, forgetView, markQuery
  // The program
  case redraw, suspendProgram, quit
  // A dispute's way
  case proceed, next, newTicket, pasteTicket, amend, claim, release, review, order, acknowledge
  case vendor, customer, proof, acceptProof, rejectProof, support, payout, send, settle, fail
  case reverse, debit, block, remark, note, escalate, park, merge, close
  case undo, again
  case applied, comment, links, copyOrder, unmask, messageVendor
  case vendorPage, callSheet, groupByVendor
  // On a call sheet
  case takeAnswers, callAll, messageAll, messageAllHindi
  // What the cursor is on
  case why
  // A manager's
  case approve, decline, find, giveBack, signOff, assign, unblock, keep, suspend, flag, credit
  case reopen, assignAll
  // Marks
  case mark, markDown, markUp, markTo, markAll, unmark
  // In a form
  case formHelp, save, logCall, addProof, message, lookAtProof, acceptHere, leaveWaiting, editor
  case newLine, fieldsDown, fieldsUp, leave, nextField, completeField, previousField
  case fieldBelow, fieldAbove
  case nextAnswer, answerBefore
  case formUnmask
  // Looking at a proof
  case proofLarger, proofSmaller, proofWhole, proofLeft, proofRight, proofUp, proofDown
  case proofNext, proofBefore, proofFactsDown, proofFactsUp
  case takeReference, takeAmount, proofOutside, proofLink, doneProof
  // In a list to choose from
  case choiceDown, choiceUp, choicePageDown, choicePageUp, choose, complete, closeChoice
  case listFound, markFound, saveFound
  // In a conflict
  case goOn, keepDraft
  // At the reasons
  case formWhy, whyDown, whyUp, whyPageDown, whyPageUp, whyTop, whyBottom, doneWhy
  // At the comment
  case writeComment, copyComment, plainComment, confirmComment, doneComment
  // At the message to a vendor, and at its reply
  case copyMessage, otherLanguage, chatLink, mailLink, openLink, messageCode, plainMessage
  case readReply, doneMessage
  case takePiece, leavePiece, pieceDown, pieceUp, doneReply
  // At a rehearsal
  case doAll, leaveRehearsal
  // In a sheet over the panes
  case linesDown, linesUp
}
