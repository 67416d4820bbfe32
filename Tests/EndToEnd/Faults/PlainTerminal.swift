import Foundation
import Testing
import TmuxDriver

/// The program at a terminal with nothing in between: keys go in as bytes, what it draws is read at once, and it can be killed,
/// left unread or hung up on at any moment.
final class PlainTerminal {
  /// The program has ended, or did not show what was waited for.
  struct Trouble: Error, CustomStringConvertible {
    var description: String
    /// Whether it has ended.
    var isOver = false
  }

  static let columns: UInt16 = 110
  static let rows: UInt16 = 32

  let pid: pid_t
  private(set) var screen = VT52(columns: Int(columns), rows: Int(rows))
  private var master: Int32
  private var end: ContinuousClock.Instant?
  private(set) var status: Int32?

  /// Starts the program in a session of its own.
  ///
  /// - Parameter words: what it is started through, if anything, and its arguments.
  init(
    _ arguments: [String], home: String, environment: [String: String] = [:],
    through launcher: [String] = []
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, Int32) = (0, 0)
    guard master >= 0, ioctl(master, PlainTerminal.setLock, &locked) == 0,
      ioctl(master, PlainTerminal.getNumber, &number) == 0
    else { throw Trouble(description: "there is no terminal to be had") }
    let path = "/dev/pts/\(number)"
    var size = winsize(
      ws_row: PlainTerminal.rows, ws_col: PlainTerminal.columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    chmod(path, 0o666)
    let variables = [
      "HOME": home, "PATH": "/usr/bin:/bin", "TERM": "vt52", "LANG": "C.UTF-8", "TMPDIR": home,
      "XDG_CONFIG_DIRS": home + "/etc",
    ].merging(sanitizerOptions) { $1 }.merging(environment) { $1 }
    pid = try PlainTerminal.spawn(launcher + [CommandDesk.program] + arguments, variables, at: path)
  }

  deinit {
    if status == nil {
      signal(SIGKILL)
      _ = awaitEnd()
    }
    hangUp()
  }

  /// TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID of the system's headers, which Swift cannot read.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let ownSession: Int32 = 0x80

  private static func spawn(_ words: [String], _ variables: [String: String], at path: String)
    throws -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Whoever leads a session and opens a terminal first has it as its own.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    for descriptor in 3..<Int32(256) { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | ownSession))
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var pid = pid_t()
    guard posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &environment) == 0 else {
      throw Trouble(description: "\(words[0]) cannot be run")
    }
    return pid
  }

  // MARK: What happens to it

  /// Kills the program at a moment that may come in the middle of anything.
  func kill(at moment: ContinuousClock.Instant) { end = moment }

  /// Sends the program a signal.
  func signal(_ signal: Int32) { _ = Glibc.kill(pid, signal) }

  /// Takes the terminal away.
  func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// How the program ended, as a shell says it; nil where it does not end within a time.
  func awaitEnd(seconds: Double = 20) -> Int32? {
    let limit = ContinuousClock.now + .seconds(seconds * patience)
    while status == nil {
      var found: Int32 = 0
      let ended = waitpid(pid, &found, WNOHANG)
      if ended == pid {
        status = found & 0x7F == 0 ? (found >> 8) & 0xFF : 128 + found & 0x7F
      } else if ContinuousClock.now > limit {
        return nil
      } else {
        usleep(1_000)
      }
    }
    return status
  }

  // MARK: Keys and screen

  /// Types bytes as they are.
  func type(_ text: String) throws {
    try read(until: .now)
    let bytes = Array(text.utf8)
    guard Glibc.write(master, bytes, bytes.count) == bytes.count else {
      throw Trouble(description: "nobody takes keys any more", isOver: true)
    }
  }

  /// Types bytes, if the terminal takes them at once.
  func typeUnread(_ text: String) {
    let bytes = Array(text.utf8)
    var ready = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
    if poll(&ready, 1, 0) > 0 { _ = Glibc.write(master, bytes, bytes.count) }
  }

  /// Reads until the screen is as expected.
  func wait(_ what: String, seconds: Double = 20, until isExpected: (String) -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(seconds * patience)
    while !isExpected(screen.text) {
      guard ContinuousClock.now < limit else {
        throw Trouble(description: "\(what) did not appear:\n\(screen.text)")
      }
      do { try read(until: limit) } catch {
        // What it wrote last may be what was waited for.
        if isExpected(screen.text) { return }
        throw error
      }
    }
  }

  /// Whether the screen is as expected within a time.
  func shows(within seconds: Double, _ isExpected: (String) -> Bool) throws -> Bool {
    do { try wait("an answer", seconds: seconds, until: isExpected) } catch let trouble as Trouble
      where !trouble.isOver
    { return false }
    return true
  }

  /// Reads until a text is there, which may go on in the next row.
  func wait(for text: String, seconds: Double = 20) throws {
    try wait("“\(text)”", seconds: seconds) { screen in
      screen.contains(text)
        || screen.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(text)
    }
  }

  /// Waits for something to read, at most until a moment, and reads it.
  func read(until moment: ContinuousClock.Instant) throws {
    let limit = min(moment, end ?? moment)
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let milliseconds = max(0, ContinuousClock.now.duration(to: limit) / .milliseconds(1))
    if poll(&ready, 1, Int32(milliseconds.rounded(.up))) > 0, !take() {
      _ = awaitEnd()
      throw Trouble(description: "it has ended:\n\(screen.text)", isOver: true)
    }
    if let end, ContinuousClock.now >= end {
      signal(SIGKILL)
      _ = awaitEnd()
      // What it had drawn by then was shown.
      while poll(&ready, 1, 0) > 0, take() {}
      throw Trouble(description: "it was killed", isOver: true)
    }
  }

  /// How many bytes wait to be read.
  var unread: Int32 {
    var count: Int32 = 0
    return ioctl(master, UInt(FIONREAD), &count) == 0 ? count : 0
  }

  private func take() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen.take(buffer[..<count])
    return true
  }
}

/// What a person does at the desk.
extension PlainTerminal {
  /// Finds a dispute and goes into its pane.
  func show(_ ticket: String) throws {
    try wait(for: "needs me")
    try type("/")
    try wait(for: "─ Search ")
    try type(ticket)
    try wait(for: "▌\(ticket) ")
    try type("\r")
    try wait("\(ticket) without the search") {
      $0.contains("─ \(ticket) ") && $0.contains("t timeline") && !$0.contains("─ Search ")
    }
  }

  /// Opens the form of a note and writes one, without recording it.
  func write(note: String) throws {
    try type("i")
    try wait(for: "─ Internal note ─")
    try type(note)
    try wait(for: note)
  }

  /// Records the note that is written.
  func record() throws { try type(PlainTerminal.save) }

  /// Records it until the disk has its say, in the screen or in its words without breaks. The drafts beside the desk cannot be
  /// written either, and may say so in the place of an answer; asked again, it is the answer alone.
  func record(until isAnswer: (_ screen: String, _ words: String) -> Bool) throws {
    repeat {
      try record()
    } while try !shows(within: 3) { screen in
      isAnswer(screen, screen.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  /// Waits until the screen says that the note is recorded.
  func waitForNoted() throws {
    try wait("“Noted.”") { $0.contains("Noted.") && !$0.contains("─ Internal note ─") }
  }

  /// F2, as keyboards without function keys have it.
  static let save = "\u{1B}2"
}
