import Foundation

/// Ends a server and removes its folder once this process has ended, in whatever way.
///
/// It is a shell that reads from a pipe whose other end only this process holds.
final class Watchman: Sendable {
  private let line: Int32
  private let pid: pid_t

  init(over folder: String) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw PostgresServer.Failure(description: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let nowhere = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(ends[0])
      close(nowhere)
    }
    let script = """
      trap '' INT TERM HUP QUIT
      read -r _
      pid=$(head -n 1 "$0/data/postmaster.pid" 2> /dev/null)
      if [ -n "$pid" ]; then
        kill -QUIT "$pid"
        tries=0
        while kill -0 "$pid" && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        kill -KILL "$pid"
      fi
      rm -rf "$0"
      """
    pid = try Program.start(
      ["setsid", "sh", "-c", script, folder], files: [ends[0], nowhere, nowhere])
    line = ends[1]
  }

  /// Lets it do its work now, and returns once it is done.
  func end() {
    close(line)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }
}
