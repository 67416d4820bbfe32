import Foundation

/// A program of the system, run to its end.
enum Program {
  /// What came of it.
  struct Answer {
    var status: Int32
    var output: String
    var error: String
  }

  /// Runs a program with no file of this process but those that it needs, and no variable of libpq's.
  static func run(_ words: [String], input: String = "") throws -> Answer {
    let files = try (0..<3).map { _ in try scratch() }
    defer { for file in files { close(file) } }
    let bytes = Array(input.utf8)
    guard bytes.isEmpty || write(files[0], bytes, bytes.count) == bytes.count else {
      throw PostgresServer.Failure(description: "\(words[0]) cannot be told what to do")
    }
    lseek(files[0], 0, SEEK_SET)
    let pid = try start(words, files: files)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    // As a shell says it: the status, or 128 and the signal.
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
    return Answer(status: code, output: text(files[1]), error: text(files[2]))
  }

  /// Starts a program with these as its input, output and errors.
  static func start(_ words: [String], files: [Int32]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
    }
    for descriptor in Int32(files.count)..<256 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    // Threads of Dispatch block signals; a server must not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LC_") }
      .map { "\($0.key)=\($0.value)" }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = (variables + ["LC_ALL=C.UTF-8"]).map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var pid = pid_t()
    let code = posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, &environment)
    guard code == 0 else {
      throw PostgresServer.Failure(description: "\(words[0]) cannot be run: error \(code)")
    }
    return pid
  }

  /// Where a program is that is not in every path.
  static func find(_ name: String, in folders: [String]) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return (folders + path.split(separator: ":").map(String.init)).map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// An open file that has no name any more.
  private static func scratch() throws -> Int32 {
    var name = Array("/tmp/paydesk-test-XXXXXX\0".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw PostgresServer.Failure(description: "no file in /tmp") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return file
  }

  private static func text(_ file: Int32) -> String {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
