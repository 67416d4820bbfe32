import CNcurses
import Glibc

/// What the program makes of the terminal that it is on, found out without taking it.
///
///     TerminalReport.current(theme: theme).depth   // .indexed
public struct TerminalReport: Sendable {
  /// `TERM`; empty where it is not set.
  public var name: String
  /// `COLORTERM`; empty where it is not set.
  public var colours: String
  /// Whether `NO_COLOR` asks for no colours.
  public var isColourless: Bool
  /// Whether it is inside tmux.
  public var isTmux: Bool
  /// The locale for characters; empty where none is set.
  public var locale: String
  /// Whether the program draws with signs of UTF-8, and not with ASCII alone.
  public var isUTF8: Bool
  /// The name under which it is described; nil where no description is found or it is too simple.
  public var described: String?
  /// How many colours are used; nil where no description is found.
  public var depth: ColorDepth?
  /// Its size; nil where standard output is none.
  public var size: Size?
  /// Whether text is sent to its clipboard.
  public var hasClipboard: Bool

  /// The version of the library that describes terminals, such as `ncurses 6.4.20221231`.
  public static var libraryVersion: String { String(cString: curses_version()) }

  /// As it is for this process, where a theme is worn.
  public static func current(theme: Theme = .terminal) -> TerminalReport {
    let environment = TerminalEnvironment.current
    let options = ScreenOptions(theme: theme)
    let names = (try? environment.names(for: options)) ?? []
    let described = names.first(where: Screen.isDescribed)
    var (columns, rows) = (Int32(0), Int32(0))
    let hasSize = pd_size(STDOUT_FILENO, &columns, &rows) != 0
    return TerminalReport(
      name: environment.name, colours: environment.colours,
      isColourless: !environment.noColour.isEmpty, isTmux: environment.isTmux,
      locale: environment.locale, isUTF8: !Screen.glyphs(for: .automatic, environment).isASCII,
      described: described,
      depth: described == nil
        ? nil : min(environment.depth ?? .direct, Screen.describedDepth()),
      size: hasSize ? Size(columns: Int(columns), rows: Int(rows)) : nil,
      hasClipboard: described.map {
        // What is known of its title says nothing of its clipboard.
        TerminalTraits(name: $0, environment: environment, describesTitle: false).copy("") != nil
      } ?? false)
  }
}

extension Screen {
  /// Whether a terminal of a name is described well enough; its description is what is asked from then on.
  fileprivate static func isDescribed(_ name: String) -> Bool {
    pd_describe(name, STDOUT_FILENO) == 0 && described("cup") != nil
  }
}
