import Foundation

/// How a sanitizer reports, in variables that every program that a test starts is given; none where there is no sanitizer.
public let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
  $0.key.hasSuffix("SAN_OPTIONS")
}

/// How many times longer than usual a program may take: more under a sanitizer, which slows it and all beside it.
public let patience: Double = sanitizerOptions.isEmpty ? 1 : 6

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

  /// The screen's text, once it is as expected and stays so: a screen that is still being drawn may hold what was waited
  /// for and lack the rest.
  @discardableResult
  public func screen(
    _ what: String = "the screen that was expected", seconds: Double = 15,
    until isExpected: (String) -> Bool
  ) throws -> String {
    let end = Date.now + seconds * patience
    var text = ""
    while Date.now < end {
      let before = text
      text = try tmux(["capture-pane", "-p"])
      if text == before, isExpected(text) { return text }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw Timeout(description: "\(what) did not appear:\n\(text)")
  }

  /// The screen's text, once it holds a text.
  @discardableResult
  public func wait(for text: String, seconds: Double = 15) throws -> String {
    try screen("“\(text)”", seconds: seconds) { $0.contains(text) }
  }

  /// Where the terminal's cursor stands.
  public func cursor() throws -> (column: Int, row: Int) {
    let words = try tmux(["display-message", "-p", "#{cursor_x} #{cursor_y}"])
      .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    return words.count == 2 ? (words[0], words[1]) : (-1, -1)
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

  /// The title that the program in the terminal gave it, once it is as expected.
  @discardableResult
  public func title(
    _ what: String, seconds: Double = 15, until isExpected: (String) -> Bool
  ) throws -> String {
    let end = Date.now + seconds
    var title = ""
    while Date.now < end {
      title = String(try tmux(["display-message", "-p", "#{pane_title}"]).dropLast())
      if isExpected(title) { return title }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw Timeout(description: "\(what) did not appear: \(title)")
  }

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

  /// With no file of this process but those that it needs: the server that tmux leaves behind would keep them open, and a
  /// program that another test writes could not be run.
  private static func run(_ arguments: [String]) throws -> String {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Timeout(description: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    for descriptor in 3..<Int32(256) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    // Threads of Dispatch block signals; what runs in the terminal must not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let unwanted = ["TMUX=", "NO_COLOR=", "COLORTERM=", "LC_ALL="]
    let variables = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
      .filter { variable in !unwanted.contains { variable.hasPrefix($0) } }
    var words = (["tmux"] + arguments).map { strdup($0) } + [nil]
    var environment = (variables + ["LC_ALL=C.UTF-8"]).map { strdup($0) } + [nil]
    defer { for text in words + environment { free(text) } }
    var pid = pid_t()
    let failure = posix_spawnp(&pid, "tmux", &actions, &attributes, &words, &environment)
    close(ends[1])
    defer { close(ends[0]) }
    guard failure == 0 else { throw Timeout(description: "tmux cannot be run") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw Timeout(description: "tmux \(arguments.joined(separator: " ")) failed")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
