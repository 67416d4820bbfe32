/// Keys for those who come from elsewhere, chosen by one word; without one the usual keys of the table count, in which
/// letters and arrows both move.
public enum KeyPreset: String, CaseIterable, Sendable {
  /// Moves as vi does: its letters first, pages on Ctrl-f and Ctrl-b, a row on Ctrl-e and Ctrl-y.
  case vi
  /// Moves with arrows and their neighbours alone; no letter moves, so that h, j, k, l, g and G are free.
  case arrows

  /// What it is for, in one line.
  public var summary: String {
    switch self {
    case .vi:
      "moves as vi does: its letters first, pages on Ctrl-f and Ctrl-b, a row on Ctrl-e and Ctrl-y"
    case .arrows:
      "moves with arrows and their neighbours alone; no letter moves, and h, j, k, l, g, G are free"
    }
  }

  /// Keys of an action in the place of the usual ones.
  struct Change: Sendable {
    var modes: Set<Mode>
    var id: ActionID
    var keyNames: [String]

    init(_ modes: Set<Mode>, _ id: ActionID, _ keyNames: String...) {
      self.modes = modes
      self.id = id
      self.keyNames = keyNames
    }
  }

  /// What it changes.
  var changes: [Change] {
    switch self {
    case .vi: KeyPreset.viChanges
    case .arrows: KeyPreset.arrowChanges
    }
  }

  private static let viChanges: [Change] = [
    Change(Mode.everywhere, .down, "j", "Ctrl-e", "Down"),
    Change(Mode.everywhere, .up, "k", "Ctrl-y", "Up"),
    Change(Mode.everywhere.subtracting([.escalated]), .pageDown, "Ctrl-f", "PgDn"),
    Change(Mode.everywhere.subtracting([.escalated]), .pageUp, "Ctrl-b", "PgUp"),
    Change([.escalated], .evidenceDown, "Ctrl-f", "PgDn"),
    Change([.escalated], .evidenceUp, "Ctrl-b", "PgUp"),
    Change([.proof], .proofFactsDown, "Ctrl-f", "PgDn"),
    Change([.proof], .proofFactsUp, "Ctrl-b", "PgUp"),
    Change([.choice], .choiceDown, "Ctrl-n", "Down"),
    Change([.choice], .choiceUp, "Ctrl-p", "Up"),
    Change(Mode.sheets, .linesDown, "j", "Ctrl-e", "Down", "Ctrl-f", "PgDn"),
    Change(Mode.sheets, .linesUp, "k", "Ctrl-y", "Up", "Ctrl-b", "PgUp"),
    Change([.why], .whyDown, "j", "Ctrl-e", "Down", "Enter"),
    Change([.why], .whyUp, "k", "Ctrl-y", "Up"),
    Change([.why], .whyPageDown, "Ctrl-f", "PgDn", "Space"),
    Change([.why], .whyPageUp, "Ctrl-b", "PgUp"),
  ]

  private static let arrowChanges: [Change] = [
    Change(Mode.everywhere, .down, "Down"),
    Change(Mode.everywhere, .up, "Up"),
    Change(Mode.everywhere, .halfDown, "Ctrl-Down"),
    Change(Mode.everywhere, .halfUp, "Ctrl-Up"),
    Change(Mode.everywhere, .top, "Home"),
    Change(Mode.everywhere, .bottom, "End"),
    Change([.queue, .escalated, .vendor], .open, "Enter", "Right"),
    Change([.outstanding, .callSheet], .lookAt, "Right"),
    Change([.report], .openBar, "Enter", "Right"),
    Change(Mode.screens.union([.dispute]), .back, "Left", "Esc"),
    Change([.dispute], .stepBack, "Ctrl-Left", "["),
    Change([.dispute], .stepForward, "Ctrl-Right", "]"),
    Change([.report], .periodBefore, "Ctrl-Left", "["),
    Change([.report], .periodAfter, "Ctrl-Right", "]"),
    Change([.proof], .proofLeft, "Left"),
    Change([.proof], .proofDown, "Down"),
    Change([.proof], .proofUp, "Up"),
    Change([.proof], .proofRight, "Right"),
    Change([.reply], .pieceDown, "Down", "Tab"),
    Change([.reply], .pieceUp, "Up"),
    Change(Mode.sheets, .linesDown, "Down", "PgDn"),
    Change(Mode.sheets, .linesUp, "Up", "PgUp"),
    Change([.why], .whyDown, "Down", "Enter"),
    Change([.why], .whyUp, "Up"),
    Change([.why], .whyTop, "Home"),
    Change([.why], .whyBottom, "End"),
  ]
}
