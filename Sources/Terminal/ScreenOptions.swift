/// What a person may settle about the screen; everything else is found out from the terminal.
public struct ScreenOptions: Sendable {
  /// Which signs the terminal can show.
  public enum Signs: Sendable, Hashable {
    /// As the locale says.
    case automatic
    /// UTF-8 whatever the locale says.
    case unicode
    /// ASCII alone.
    case ascii
  }

  /// How somebody is told of what happens while they look elsewhere.
  public enum Notice: String, CaseIterable, Sendable {
    /// Not at all.
    case off
    /// The terminal's bell.
    case bell
    /// A notice of the desktop as iTerm2, kitty, foot, WezTerm and Windows Terminal take it (OSC 9).
    case osc9
    /// One as rxvt, foot, Ghostty and the terminals of VTE take it (OSC 777).
    case osc777
  }

  /// The look at first.
  public var theme: Theme
  /// Which signs the terminal can show.
  public var signs: Signs
  /// How many colours to use at most; nil for all that the terminal has. `NO_COLOR` in the
  /// environment counts as ``ColorDepth/mono`` when this is nil.
  public var depth: ColorDepth?
  /// How ``Screen/notify(_:)`` tells.
  public var notice: Notice
  /// Whether the window's title is set, where the terminal has one and gives it back afterwards.
  public var setsTitle: Bool
  /// Whether the terminal is asked for what the mouse does; it then marks no text with it by itself, unless Shift is held.
  public var takesMouse: Bool

  /// Options; the defaults ask the terminal for everything.
  public init(
    theme: Theme = .terminal, signs: Signs = .automatic, depth: ColorDepth? = nil,
    notice: Notice = .off, setsTitle: Bool = true, takesMouse: Bool = false
  ) {
    self.theme = theme
    self.signs = signs
    self.depth = depth
    self.notice = notice
    self.setsTitle = setsTitle
    self.takesMouse = takesMouse
  }
}

/// A piece of plain text outside the screen.
public enum PlainPart: Sendable, Hashable {
  /// Text; its line ends are kept, all else passes the ``Sanitiser``.
  case text(String)
  /// Text that leads to an address, where the terminal can.
  case link(String, address: String)
}
