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

  /// The look at first.
  public var theme: Theme
  /// Which signs the terminal can show.
  public var signs: Signs
  /// How many colours to use at most; nil for all that the terminal has. `NO_COLOR` in the
  /// environment counts as ``ColorDepth/mono`` when this is nil.
  public var depth: ColorDepth?

  /// Options; the defaults ask the terminal for everything.
  public init(theme: Theme = .terminal, signs: Signs = .automatic, depth: ColorDepth? = nil) {
    self.theme = theme
    self.signs = signs
    self.depth = depth
  }
}

/// A piece of plain text outside the screen.
public enum PlainPart: Sendable, Hashable {
  /// Text; its line ends are kept, all else passes the ``Sanitiser``.
  case text(String)
  /// Text that leads to an address, where the terminal can.
  case link(String, address: String)
}
