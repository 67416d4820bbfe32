import Foundation

/// Processes, as Linux shows them.
enum Processes {
  /// Those that a process has started.
  static func children(of parent: pid_t) -> [pid_t] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return numbers.compactMap { pid_t($0) }.filter { state(of: $0)?.parent == parent }
  }

  /// Whether a process runs: one that has ended and that nobody has asked for yet does not.
  static func isAlive(_ process: pid_t) -> Bool {
    state(of: process).map { $0.letter != "Z" && $0.letter != "X" } ?? false
  }

  /// Returns once none of them runs.
  static func awaitEnd(of processes: [pid_t]) throws {
    let end = Date.now + 30
    while processes.contains(where: isAlive) {
      guard Date.now < end else {
        throw PostgresServer.Failure(description: "the server's processes do not end")
      }
      usleep(5_000)
    }
  }

  private static func state(of process: pid_t) -> (letter: String, parent: pid_t)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let close = text.lastIndex(of: ")")
    else { return nil }
    // The name, in brackets, may hold anything; behind it come the state and the parent.
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 1, let parent = pid_t(fields[1]) else { return nil }
    return (String(fields[0]), parent)
  }
}
