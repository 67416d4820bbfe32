import Glibc

/// What the environment says about the terminal.
struct TerminalEnvironment: Sendable {
  /// `TERM`; empty when not set.
  var name: String
  /// `COLORTERM`.
  var colours: String
  /// `NO_COLOR`.
  var noColour: String
  /// The locale for characters: the first that is set of `LC_ALL`, `LC_CTYPE` and `LANG`.
  var locale: String
  /// Whether the terminal is inside tmux.
  var isTmux: Bool

  /// As it is for this process.
  static var current: TerminalEnvironment {
    func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    return TerminalEnvironment(
      name: value("TERM"), colours: value("COLORTERM"), noColour: value("NO_COLOR"),
      locale: ["LC_ALL", "LC_CTYPE", "LANG"].map(value).first { !$0.isEmpty } ?? "",
      isTmux: !value("TMUX").isEmpty)
  }

  /// The depth that the environment asks for; nil when it does not.
  var depth: ColorDepth? { noColour.isEmpty ? nil : .mono }

  /// Whether the locale asks for characters other than UTF-8, installed here or not.
  var wantsOtherCharacters: Bool {
    guard let dot = locale.firstIndex(of: ".") else { return false }
    let codeset = locale[dot...].dropFirst().prefix { $0 != "@" }.lowercased()
    return !["utf-8", "utf8"].contains(codeset)
  }

  /// Names to look for in the terminal database, the best first.
  func names(for options: ScreenOptions) throws(ScreenError) -> [String] {
    if name.isEmpty { throw .noTerminalName }
    if name == "dumb" { throw .tooSimple(name) }
    let family = name.split(separator: "-").first.map(String.init) ?? name
    let isMultiplexer = ["screen", "tmux"].contains(family)
    var names: [String] = []
    let wantsDirect =
      (options.depth ?? depth ?? .direct) == .direct && !options.theme.isTerminal
    if wantsDirect, ["truecolor", "24bit"].contains(colours) {
      names.append(base + "-direct")
      if !isMultiplexer, family != "linux" { names.append("xterm-direct") }
    }
    names.append(name)
    if isMultiplexer {
      names += ["screen-256color", "screen"]
    } else if TerminalEnvironment.likeXterm.contains(family) {
      names += ["xterm-256color", "xterm"]
    }
    return names
  }

  /// `TERM` without what it says about colours.
  private var base: String {
    for suffix in ["-256color", "-16color", "-88color", "-color", "-direct"]
    where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  /// Families that are known to do what xterm does, where their own description is missing.
  static let likeXterm: Set<String> = [
    "xterm", "alacritty", "foot", "ghostty", "kitty", "konsole", "gnome", "vte", "wezterm",
    "contour", "rio", "iterm2", "mintty", "putty",
  ]
}
