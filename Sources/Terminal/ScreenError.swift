/// Why there is no screen, in one plain line each.
public enum ScreenError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The standard input or output is no terminal.
  case noTerminal
  /// `TERM` is not set.
  case noTerminalName
  /// The terminal named cannot move its cursor.
  case tooSimple(String)
  /// Nothing is known about the terminal named.
  case unknown(String)
  /// The process has no file descriptors left.
  case noDescriptors
  /// A screen is open already.
  case alreadyOpen

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noTerminal:
      "the screen needs a terminal: standard input or output is a file or a pipe"
    case .noTerminalName:
      "TERM is not set, so it is not known what terminal this is; try TERM=xterm-256color"
    case .tooSimple(let name):
      "the terminal “\(Sanitiser.clean(name))” cannot move its cursor; a screen needs one that can"
    case .unknown(let name):
      "nothing is known about the terminal “\(Sanitiser.clean(name))”; try TERM=xterm-256color"
    case .noDescriptors:
      "the process has no file descriptors left"
    case .alreadyOpen:
      "a screen is open already"
    }
  }
}
