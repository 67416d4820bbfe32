import Foundation
import Synchronization

/// The probe in a tmux of its own, 80 columns by 24 rows at first.
final class Tmux {
  /// Why a screen did not come.
  struct Timeout: Error, CustomStringConvertible {
    var description: String
  }

  static let isThere = (try? run(["-V"])) != nil
  private static let count = Mutex(0)

  private let name: String
  private let pidFile: String

  init(
    environment: String = "TERM=screen-256color", arguments: String = "",
    interactive: Bool = false
  ) throws {
    let number = Tmux.count.withLock { count in
      count += 1
      return count
    }
    name = "paydesk-test-\(ProcessInfo.processInfo.processIdentifier)-\(number)"
    pidFile = FileManager.default.temporaryDirectory.appending(path: name).path
    let probe = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(filePath: probe).deletingLastPathComponent()
    let command =
      "env \(environment) \(folder.appending(path: "TerminalProbe").path) \(arguments)"
    let script =
      interactive
      ? "bash --norc --noprofile -i"
      : "sh -c 'echo $$ > \(pidFile); exec \(command)'; echo code $?; "
        + "echo modes: $(stty -a | tr ';' ' ' | grep -o -w -e '-\\{0,1\\}icanon' -e '-\\{0,1\\}echo' | sort -r); "
        + "sleep 60"
    try tmux(["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", script])
    if interactive { type("PS1='$ '; \(command)") }
  }

  /// The screen's text, once it is as expected; fails after some seconds.
  func screen(_ isExpected: (String) -> Bool) throws -> String {
    let end = Date.now + 10
    var text = ""
    while Date.now < end {
      text = try tmux(["capture-pane", "-p"])
      if isExpected(text) { return text }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw Timeout(description: "not the screen that was expected:\n\(text)")
  }

  func press(_ key: String) { _ = try? tmux(["send-keys", key]) }

  func type(_ line: String) {
    _ = try? tmux(["send-keys", "-l", line])
    press("Enter")
  }

  func paste(_ text: String) {
    _ = try? tmux(["set-buffer", text])
    _ = try? tmux(["paste-buffer", "-p"])
  }

  func resize(_ columns: Int, _ rows: Int) {
    _ = try? tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  func signal(_ signal: Int32) {
    guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8) else { return }
    guard let pid = Int32(text.filter(\.isNumber)) else { return }
    kill(pid, signal)
  }

  func end() {
    _ = try? tmux(["kill-server"])
    try? FileManager.default.removeItem(atPath: pidFile)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    try Tmux.run(["-L", name] + arguments)
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
