import Foundation

/// The person's own folders, as the XDG page names them; a relative path in a variable counts for nothing.
enum Folders {
  /// What is kept for good.
  static var data: String { folder("XDG_DATA_HOME", else: ".local/share") }
  /// What the person sets.
  static var config: String { folder("XDG_CONFIG_HOME", else: ".config") }
  /// What the program remembers from one time to the next.
  static var state: String { folder("XDG_STATE_HOME", else: ".local/state") }

  /// Where the person's own themes are.
  static var themes: String { config + "/themes" }

  /// The files that may set something, the person's own first, then those that set it for everybody on this machine.
  static var configurations: [String] {
    let dirs = ProcessInfo.processInfo.environment["XDG_CONFIG_DIRS"].flatMap {
      $0.isEmpty ? nil : $0
    }
    let shared = (dirs ?? "/etc/xdg").split(separator: ":").filter { $0.hasPrefix("/") }
    return ([config] + shared.map { $0 + "/paydesk" }).map { $0 + "/config.yaml" }
  }

  /// The files of macros, beside those: the person's own first.
  static var macros: [String] { configurations.map { folder(of: $0) + "/macros.yaml" } }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func folder(_ variable: String, else usual: String) -> String {
    if let path = ProcessInfo.processInfo.environment[variable], path.hasPrefix("/") {
      return path + "/paydesk"
    }
    return "\(Login.current.home)/\(usual)/paydesk"
  }
}
