/// One thing that came from the keyboard.
public enum Key: Hashable, Sendable {
  /// A character that was typed; space is one too. A mark that is typed after its letter comes on
  /// its own, and joins the letter in the text.
  case character(Character)
  /// Enter, and Ctrl-m and Ctrl-j, which terminals do not tell apart from it.
  case enter
  /// Tab or Ctrl-i.
  case tab
  /// Shift-Tab.
  case backTab
  /// Escape on its own.
  case escape
  /// Backspace or Ctrl-h.
  case backspace
  /// Delete.
  case delete
  /// Insert.
  case insert
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Arrow up with Shift.
  case shiftUp
  /// Arrow down with Shift.
  case shiftDown
  /// Arrow left with Shift.
  case shiftLeft
  /// Arrow right with Shift.
  case shiftRight
  /// Arrow up with Ctrl.
  case controlUp
  /// Arrow down with Ctrl.
  case controlDown
  /// Arrow left with Ctrl.
  case controlLeft
  /// Arrow right with Ctrl.
  case controlRight
  /// Home with Ctrl.
  case controlHome
  /// End with Ctrl.
  case controlEnd
  /// Delete with Ctrl.
  case controlDelete
  /// Arrow up with Alt.
  case altUp
  /// Arrow down with Alt.
  case altDown
  /// Arrow left with Alt.
  case altLeft
  /// Arrow right with Alt.
  case altRight
  /// Backspace with Alt.
  case altBackspace
  /// Enter with Alt.
  case altEnter
  /// F1 to F24; Shift-F1 counts as F13.
  case function(Int)
  /// A lower-case letter, space or one of `\ ] ^ _` with Ctrl.
  case control(Character)
  /// A character with Alt, or typed right after Escape.
  case alt(Character)
  /// Text that was pasted, as it came: not cleaned, line ends as `\n`.
  case paste(String)
  /// What a mouse did; only where the terminal was asked for it (``ScreenOptions/takesMouse``).
  case mouse(Mouse)
}
