import Foundation
import TmuxDriver

/// The probe in a tmux of its own, 80 columns by 24 rows at first.
final class Tmux {
  static var isThere: Bool { TmuxServer.isThere }

  private let server: TmuxServer
  private let pidFile: String

  init(
    environment: String = "TERM=screen-256color", arguments: String = "",
    interactive: Bool = false
  ) throws {
    pidFile = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
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
    server = try TmuxServer(script: script)
    if interactive { type("PS1='$ '; \(command)") }
  }

  /// The screen's text, once it is as expected; fails after some seconds.
  func screen(_ isExpected: (String) -> Bool) throws -> String {
    try server.screen(until: isExpected)
  }

  /// Where the terminal's cursor stands.
  func cursor() throws -> (column: Int, row: Int) { try server.cursor() }

  func press(_ key: String) { server.press(key) }

  func type(_ line: String) {
    server.type(line)
    press("Enter")
  }

  func paste(_ text: String) { server.paste(text) }

  func resize(_ columns: Int, _ rows: Int) { server.resize(columns, rows) }

  func signal(_ signal: Int32) {
    guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8) else { return }
    guard let pid = Int32(text.filter(\.isNumber)) else { return }
    kill(pid, signal)
  }

  func end() {
    server.end()
    try? FileManager.default.removeItem(atPath: pidFile)
  }
}
