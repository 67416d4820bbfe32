extension Action {
  /// What is done while a proof is looked at.
  static let proofs: [Action] = [
    Action(.proofLarger, "larger", ["+", "="], [.proof], "Twice as large."),
    Action(.proofSmaller, "smaller", ["-"], [.proof], "Half as large."),
    Action(.proofWhole, "whole", ["0"], [.proof], "All of the picture."),
    Action(.proofLeft, "left", ["h", "Left"], [.proof], "To the left in the picture."),
    Action(.proofDown, "down", ["j", "Down"], [.proof], "Down in the picture."),
    Action(.proofUp, "up", ["k", "Up"], [.proof], "Up in the picture."),
    Action(.proofRight, "right", ["l", "Right"], [.proof], "To the right in the picture."),
    Action(.proofNext, "next proof", ["n", "Tab"], [.proof], "To the next proof."),
    Action(.proofBefore, "proof before", ["p", "Shift-Tab"], [.proof], "To the proof before."),
    Action(.proofFactsDown, "facts down", ["PgDn"], [.proof], "The facts, some lines down."),
    Action(.proofFactsUp, "facts up", ["PgUp"], [.proof], "The facts, some lines up."),
    Action(
      .takeReference, "take it", ["r"], [.proof],
      "Put the reference that was read from the picture into the form."),
    Action(
      .takeAmount, "take it", ["a"], [.proof],
      "Put the amount that was read from the picture into the form; again: the next one."),
    Action(
      .proofOutside, "open outside", ["o"], [.proof],
      "Hand a copy to $PAYDESK_OPEN, to `open:` of config.yaml, or to xdg-open."),
    Action(
      .proofLink, "link", ["y"], [.proof],
      "Show the path of a copy as a link, for the terminal to open."),
    Action(
      .doneProof, "back", ["Esc", "q", "F6", "Alt-6"], [.proof], "Back to where one was."),
  ]
}
