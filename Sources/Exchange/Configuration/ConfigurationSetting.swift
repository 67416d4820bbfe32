import Procedure

/// What can be set in `config.yaml`: its reader, its schema and `paydesk config show` name settings by this.
public enum ConfigurationSetting: String, CaseIterable, Sendable {
  case store, replica, open, notice, title, mouse, reader, language, keys

  /// What it sets, in one line.
  public var summary: String {
    switch self {
    case .store:
      "Where everything is recorded: a file’s whole path, postgres://HOST/NAME or service=NAME."
    case .replica: "A copy of the store that reports and searches are read from."
    case .open:
      "The program that opens a proof’s copy or a link outside of the terminal, and its options."
    case .notice:
      "How one is told of a window that lapsed or a decision that came while one looks elsewhere."
    case .title: "Whether the window’s title says what waits."
    case .mouse:
      "Whether the mouse does anything: its wheel scrolls, a click takes a row or a pane."
    case .reader: "Whether the screen is said in lines, for a screen reader or a braille display."
    case .language: "The language of the workbench’s screens: English or Hindi."
    case .keys: "Which keys do what: a preset, and by context each action’s keys."
    }
  }

  /// The words that it takes, where it takes one of a few.
  public var words: [String]? {
    switch self {
    case .notice: Configuration.Notice.allCases.map(\.rawValue)
    case .title, .mouse, .reader: ["on", "off"]
    case .language: Language.allCases.map(\.rawValue)
    case .store, .replica, .open, .keys: nil
    }
  }

  /// All of them, for sentences.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
