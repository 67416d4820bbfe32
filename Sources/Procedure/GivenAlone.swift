/// What is given on one dispute at a time, each time looked at and typed anew (procedure, "Payouts": money is never approved in bulk).
extension Command.Kind {
  /// Why a command is neither repeated on other disputes nor kept in a macro; nil where it can be.
  public var givenAlone: Phrase? {
    switch self {
    case .approve, .signOff, .find, .requestPayout, .send, .settle, .fail, .reverse, .debit,
      .credit:
      Phrase("Money, sign-offs and findings are given one by one, each by itself.")
    case .log, .relist, .amend, .order, .hear, .proof, .accept, .reject, .supportDeduction,
      .merge, .applied:
      Phrase("That is about one ticket alone: what was said there does not fit another.")
    case .withdraw, .show: Phrase("That is done where it is looked at, and not again elsewhere.")
    case .claim, .release, .assign, .review, .acknowledge, .contact, .answer, .decline, .suspend,
      .block, .unblock, .flag, .keep, .remark, .note, .escalate, .return, .park, .summarise, .mark,
      .close, .reopen:
      nil
    }
  }
}
