import Procedure

extension Action {
  /// What is done while a proof is looked at.
  static let proofs: [Action] = [
    Action(
      .proofLarger, Phrase("larger", sense: "action"), ["+", "="], [.proof],
      Phrase("Twice as large.")),
    Action(
      .proofSmaller, Phrase("smaller", sense: "action"), ["-"], [.proof], Phrase("Half as large.")),
    Action(
      .proofWhole, Phrase("whole", sense: "action"), ["0"], [.proof], Phrase("All of the picture.")),
    Action(
      .proofLeft, Phrase("left", sense: "action"), ["h", "Left"], [.proof],
      Phrase("To the left in the picture.")),
    Action(
      .proofDown, Phrase("down", sense: "action"), ["j", "Down"], [.proof],
      Phrase("Down in the picture.")),
    Action(
      .proofUp, Phrase("up", sense: "action"), ["k", "Up"], [.proof], Phrase("Up in the picture.")),
    Action(
      .proofRight, Phrase("right", sense: "action"), ["l", "Right"], [.proof],
      Phrase("To the right in the picture.")),
    Action(
      .proofNext, Phrase("next proof", sense: "action"), ["n", "Tab"], [.proof],
      Phrase("To the next proof.")),
    Action(
      .proofBefore, Phrase("proof before", sense: "action"), ["p", "Shift-Tab"], [.proof],
      Phrase("To the proof before.")),
    Action(
      .proofFactsDown, Phrase("facts down", sense: "action"), ["PgDn"], [.proof],
      Phrase("The facts, some lines down.")),
    Action(
      .proofFactsUp, Phrase("facts up", sense: "action"), ["PgUp"], [.proof],
      Phrase("The facts, some lines up.")),
    Action(
      .takeReference, Phrase("take it", sense: "action"), ["r"], [.proof],
      Phrase("Put the reference that was read from the picture into the form.")),
    Action(
      .takeAmount, Phrase("take it", sense: "action"), ["a"], [.proof],
      Phrase("Put the amount that was read from the picture into the form; again: the next one.")),
    Action(
      .proofOutside, Phrase("open outside", sense: "action"), ["o"], [.proof],
      Phrase("Hand a copy to $PAYDESK_OPEN, to `open:` of config.yaml, or to xdg-open.")),
    Action(
      .proofLink, Phrase("link", sense: "action"), ["y"], [.proof],
      Phrase("Show the path of a copy as a link, for the terminal to open.")),
    Action(
      .doneProof, Phrase("back", sense: "action"), ["Esc", "q", "F6", "Alt-6"], [.proof],
      Phrase("Back to where one was.")),
  ]
}
