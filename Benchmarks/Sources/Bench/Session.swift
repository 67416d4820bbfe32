import CPseudoTerminal
import Foundation
import SeededDesk

/// A program on a terminal of its own: keys go in, and when each byte came back is known.
final class Session {
  /// What a program answered to keys.
  struct Answer {
    /// From the keys to the first byte and to the last, in milliseconds; nil where nothing came.
    var first: Double?
    var last: Double?
    /// From the keys to the bytes after which what was waited for was to be seen.
    var seen: Double?
    var bytes = 0
  }

  let process: pid_t
  private var drawn: Picture
  private var undrawn: [UInt8] = []
  /// Each piece that came: when, and how many bytes.
  private(set) var pieces: [(at: UInt64, bytes: Int)] = []
  private let descriptor: Int32
  private let started: UInt64
  private var isOver = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// So long nothing has to come for an answer to be over, and all threads have to sleep, in milliseconds.
  static let quiet: Int32 = 4
  /// An answer that takes longer is a fault, in milliseconds.
  static let limit = 20_000.0

  init(
    _ program: String, _ arguments: [String], environment: [String: String], rows: Int, columns: Int
  ) throws {
    drawn = Picture(rows: rows, columns: columns)
    let words = ([program] + arguments).map { strdup($0) }
    let settings = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    started = nanoseconds()
    descriptor = bench_spawn(
      program, words + [nil], settings + [nil], Int32(rows), Int32(columns), &process)
    self.process = process
    guard descriptor >= 0 else { throw Trouble("\(program) cannot be started: error \(errno)") }
  }

  deinit { close() }

  /// Lets the program end by itself, so that it leaves its files as it should.
  func quit() throws {
    _ = try send("q")
    let moment = nanoseconds()
    while nanoseconds() - moment < 2_000_000_000 {
      do { _ = try take(waiting: 100) } catch { break }
    }
    close()
  }

  /// Ends the program, with its terminal.
  func close() {
    guard !isOver else { return }
    isOver = true
    // One that has ended is not met any more.
    if waitpid(process, nil, WNOHANG) == 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    Glibc.close(descriptor)
  }

  // MARK: Keys and answers

  /// Waits for the first screen.
  func start(until isSeen: ((Picture) -> Bool)? = nil) throws -> Answer {
    try answer(since: started, until: isSeen)
  }

  /// Presses keys and waits until the answer is over.
  func press(_ keys: String, until isSeen: ((Picture) -> Bool)? = nil) throws -> Answer {
    let moment = try send(keys)
    return try answer(since: moment, until: isSeen)
  }

  /// Sends keys and gives the moment.
  func send(_ keys: String) throws -> UInt64 {
    let bytes = Array(keys.utf8)
    let moment = nanoseconds()
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw gone("takes no keys") }
    return moment
  }

  /// Takes what comes until it is quiet and every thread sleeps; where something is to be seen, not before it is.
  func answer(since moment: UInt64, until isSeen: ((Picture) -> Bool)? = nil) throws -> Answer {
    var answer = Answer()
    while true {
      if let at = try take(waiting: Session.quiet) {
        let time = Double(at - moment) / 1e6
        answer.first = answer.first ?? time
        answer.last = time
        answer.bytes += pieces.last?.bytes ?? 0
        if answer.seen == nil, let isSeen, isSeen(picture) { answer.seen = time }
      } else if isSeen == nil || answer.seen != nil, isAsleep {
        return answer
      } else if Double(nanoseconds() - moment) / 1e6 > Session.limit {
        throw gone("does not answer")
      }
    }
  }

  /// Takes what comes within so many milliseconds: one piece, and when it came.
  func take(waiting milliseconds: Int32) throws -> UInt64? {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return nil }
    let count = read(descriptor, &buffer, buffer.count)
    let at = nanoseconds()
    guard count > 0 else { throw gone("is gone") }
    pieces.append((at, count))
    // Drawn when somebody looks, so that no reading waits for it.
    undrawn += buffer[..<count]
    return at
  }

  /// What the terminal shows.
  var picture: Picture {
    drawn.draw(undrawn)
    undrawn = []
    return drawn
  }

  private func gone(_ what: String) -> Trouble {
    let screen = picture.lines.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    return Trouble("the program \(what); its screen was:\n\(screen)")
  }

  // MARK: The process

  /// Whether no thread of it runs or waits for the disk.
  private var isAsleep: Bool {
    threads.allSatisfy { thread in
      guard let text = contents("\(thread)/stat"), let end = text.lastIndex(of: ")") else {
        return true
      }
      return text[end...].dropFirst(2).first == "S"
    }
  }

  private var threads: [String] {
    let folder = "/proc/\(process)/task"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .map { "\(folder)/\($0)" }
  }

  /// The most memory that it has held, in MiB.
  var peak: Double { Double(field("VmHWM", of: "/proc/\(process)")) / 1024 }

  /// How often each of its threads has gone to sleep, and so was woken.
  var sleeps: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: threads.map { ($0, field("voluntary_ctxt_switches", of: $0)) })
  }

  /// How often threads were woken since then. What a thread did that has ended meanwhile is not known.
  func wakeups(since before: [String: Int]) -> Int {
    sleeps.reduce(0) { $0 + max($1.value - (before[$1.key] ?? 0), 0) }
  }

  /// How long it has run, in milliseconds.
  var processorTime: Double {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return 0
    }
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  private func field(_ name: String, of place: String) -> Int {
    let line = contents("\(place)/status")?.split(separator: "\n").first {
      $0.hasPrefix(name + ":")
    }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}

/// The text of a file of the kernel's.
func contents(_ path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  var count = 0
  while count < bytes.count {
    let more = bytes.withUnsafeMutableBytes {
      read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
    }
    guard more > 0 else { break }
    count += more
  }
  return String(decoding: bytes[..<count], as: UTF8.self)
}

/// The clock that times are taken by, in nanoseconds.
func nanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
