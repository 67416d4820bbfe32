import Foundation

/// A tmux server of a test's own, with one terminal in it: driven by keys and read as text.
///
/// Nothing here sleeps for an effect: `screen` looks until what should appear is there, and throws with what it saw when
/// it does not come. The server ends with `end()`.
public final class TmuxServer: @unchecked Sendable {
  /// What did not appear, with the screen as it was.
  public struct Timeout: Error, CustomStringConvertible {
    /// One sentence and the screen.
    public var description: String
  }

  /// Whether tmux is installed.
  public static let isThere = (try? run(["-V"])) != nil

  private let name = "paydesk-test-\(UUID().uuidString)"

  /// Starts a shell script in a terminal of so many cells.
  public init(columns: Int = 80, rows: Int = 24, script: String) throws {
    try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", script,
    ])
    try tmux(["set-option", "-g", "status", "off"])
    try tmux(["set-option", "-g", "set-clipboard", "on"])
    resize(columns, rows)
  }

  /// The screen's text, once it is as expected.
  @discardableResult
  public func screen(
    _ what: String = "the screen that was expected", seconds: Double = 15,
    until isExpected: (String) -> Bool
  ) throws -> String {
    let end = Date.now + seconds
    var text = ""
    while Date.now < end {
      text = try tmux(["capture-pane", "-p"])
      if isExpected(text) { return text }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw Timeout(description: "\(what) did not appear:\n\(text)")
  }

  /// The screen's text, once it holds a text.
  @discardableResult
  public func wait(for text: String, seconds: Double = 15) throws -> String {
    try screen("“\(text)”", seconds: seconds) { $0.contains(text) }
  }

  /// The screen with its colours, as escape sequences.
  public func painted() throws -> String { try tmux(["capture-pane", "-e", "-p"]) }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `F2`, `C-z`, `j`.
  public func press(_ keys: String...) { _ = try? tmux(["send-keys"] + keys) }

  /// Presses keys, one after the other.
  public func press(_ keys: [String]) { _ = try? tmux(["send-keys"] + keys) }

  /// Types text as it is, without Enter.
  public func type(_ text: String) { _ = try? tmux(["send-keys", "-l", "--", text]) }

  /// Pastes text with bracketed paste.
  public func paste(_ text: String) {
    _ = try? tmux(["set-buffer", "--", text])
    _ = try? tmux(["paste-buffer", "-p"])
  }

  /// What the program in the terminal sent to the clipboard (OSC 52).
  public func clipboard() throws -> String { try tmux(["show-buffer"]) }

  /// Keeps the very bytes that the terminal is sent from now on in a file.
  public func record(to file: String) { _ = try? tmux(["pipe-pane", "-o", "cat > '\(file)'"]) }

  /// Gives the terminal another size.
  public func resize(_ columns: Int, _ rows: Int) {
    _ = try? tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Ends the server and what runs in it.
  public func end() { _ = try? tmux(["kill-server"]) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    try TmuxServer.run(["-L", name] + arguments)
  }

  /// Through a shell: the server that tmux leaves behind would keep a `Process` waiting.
  private static func run(_ arguments: [String]) throws -> String {
    let quoted = arguments.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    let command =
      "unset TMUX NO_COLOR COLORTERM; LC_ALL=C.UTF-8 tmux \(quoted.joined(separator: " ")) 2>/dev/null"
    guard let stream = popen(command, "re") else { throw Timeout(description: "no shell") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    guard pclose(stream) == 0 else {
      throw Timeout(description: "tmux \(arguments.joined(separator: " ")) failed")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
