import Foundation
import Testing

/// The built program in a real terminal: a tmux server of the test's own, driven by keys and read as text.
///
/// Nothing here sleeps for an effect: `wait` looks until what should appear is there, and fails with the screen when it
/// does not come.
final class Tmux {
  private let socket = "paydesk-\(UUID().uuidString.prefix(8))"
  private let folder: URL
  let session = "s"

  /// Starts a command in a terminal of so many cells.
  init(
    columns: Int = 120, rows: Int = 31, term: String = "xterm-256color", folder: URL,
    environment: [String: String] = [:], command: [String]
  ) throws {
    self.folder = folder
    var variables = [
      "TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": folder.path,
      "XDG_DATA_HOME": folder.appending(path: "data").path,
      "XDG_CONFIG_HOME": folder.appending(path: "config").path,
      "XDG_STATE_HOME": folder.appending(path: "state").path,
    ]
    variables.merge(environment) { $1 }
    let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    // The shell that stays behind shows how the program ended, and that the terminal is sane.
    let words = (["env"] + assignments + command).map(Tmux.quoted).joined(separator: " ")
    try run(
      "-f", "/dev/null", "new-session", "-d", "-s", session, "-x", "\(columns)", "-y", "\(rows)",
      "sh", "-c", "\(words); echo \"[ended $?]\"; exec sh")
    try run("set-option", "-g", "status", "off")
    try run("set-option", "-g", "escape-time", "0")
    try run("resize-window", "-t", session, "-x", "\(columns)", "-y", "\(rows)")
  }

  deinit { _ = try? run("kill-server") }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `F2`, `C-z`, `j`.
  func press(_ keys: String...) throws { try run(["send-keys", "-t", session] + keys) }

  /// Types text as it is.
  func type(_ text: String) throws { try run("send-keys", "-t", session, "-l", "--", text) }

  /// Pastes text with bracketed paste.
  func paste(_ text: String) throws {
    try run("set-buffer", "--", text)
    try run("paste-buffer", "-p", "-t", session)
  }

  /// Gives the terminal another size.
  func resize(columns: Int, rows: Int) throws {
    try run("resize-window", "-t", session, "-x", "\(columns)", "-y", "\(rows)")
  }

  /// The screen as text, lines without trailing spaces.
  func screen() throws -> String { try run("capture-pane", "-p", "-t", session) }

  /// The number of the process that runs in the terminal, the program below the shell.
  func pid(of name: String) throws -> Int32 {
    let shell = try run("display-message", "-p", "-t", session, "#{pane_pid}")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let output = try Tmux.output("/usr/bin/pgrep", ["-P", shell, "-f", name])
    let first = output.split(separator: "\n").first.flatMap { Int32($0) }
    return try #require(first, "\(name) does not run")
  }

  /// Waits until the screen satisfies a condition and gives it.
  @discardableResult
  func wait(
    _ what: String, seconds: Double = 20, until holds: (String) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    var text = try screen()
    while !holds(text) {
      guard Date() < end else {
        Issue.record("\(what) did not appear:\n\(text)", sourceLocation: sourceLocation)
        throw Missing(what: what)
      }
      usleep(20_000)
      text = try screen()
    }
    return text
  }

  /// Waits until a text stands on the screen.
  @discardableResult
  func wait(
    for text: String, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try wait(
      "“\(text)”", seconds: seconds, until: { $0.contains(text) }, sourceLocation: sourceLocation)
  }

  struct Missing: Error { var what: String }
  struct Failed: Error { var command: String, status: Int32, output: String }

  @discardableResult
  private func run(_ arguments: String...) throws -> String { try run(arguments) }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    try Tmux.output("/usr/bin/tmux", ["-L", socket] + arguments)
  }

  static func output(_ path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failed(
        command: arguments.joined(separator: " "), status: process.terminationStatus, output: text)
    }
    return text
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
