import Foundation

/// The built program with a terminal of its own on input, output and errors, read to the last byte.
enum PtyProgram {
  /// What came of it.
  struct Outcome {
    var status: Int32
    /// The very bytes that the terminal was sent.
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Runs it; what is typed lies ready from the start, and is not shown by the terminal itself.
  static func run(
    _ arguments: [String], in desk: CommandDesk, typing text: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    var master: Int32 = -1
    var slave: Int32 = -1
    var size = winsize(ws_row: 31, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, nil, nil, &size) == 0 else {
      throw JourneyDesk.Trouble(description: "no terminal: \(String(cString: strerror(errno)))")
    }
    defer { close(master) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    var modes = termios()
    tcgetattr(slave, &modes)
    modes.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(slave, TCSANOW, &modes)
    let typed = Array(text.utf8)
    if !typed.isEmpty { write(master, typed, typed.count) }
    let process = Process()
    process.executableURL = URL(filePath: CommandDesk.program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: desk.home)
    process.environment = desk.surroundings(["TERM": "xterm-256color"].merging(environment) { $1 })
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    close(slave)
    // The end of the last one who has the terminal is an error here; until then there is something to wait for.
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(master, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, bytes: bytes)
  }
}
