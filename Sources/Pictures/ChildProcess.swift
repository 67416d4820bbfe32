import CPictures
import Glibc
import Synchronization

/// A program that is started once by its words, with a file on its standard input, and bounded in what it may say and how long
/// it may take. Nothing stands between, and it has nothing of this process but that file.
///
///     let child = ChildProcess()
///     try child.run("/proc/self/exe", ["paydesk", "picture-child", …], input: file, limit: 14_464, seconds: 5)
///
/// Whoever does not want its answer any more says `cancel()`, from any thread: it is killed, or never started.
public final class ChildProcess: Sendable {
  private struct State {
    var pid: pid_t?
    var isCancelled = false
  }

  private let state = Mutex(State())

  /// A program that was not started yet.
  public init() {}

  /// Kills it; where it was not started yet, it never is.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      // It is reaped under this lock, so that the number is its own.
      if let pid = state.pid { kill(-pid, SIGKILL) }
    }
  }

  /// Whether nobody waits for it any more.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Whether it was started and has not ended.
  var isRunning: Bool { state.withLock { $0.pid != nil } }

  /// Runs it to its end and gives what it printed; what it complains of goes nowhere. It blocks.
  ///
  /// - Parameters:
  ///   - input: a descriptor that becomes its standard input; it stays open here.
  ///   - limit: how many bytes it may print; more is no answer.
  ///   - seconds: how long it may take by the clock on the wall; then it is killed.
  func run(
    _ path: String, _ words: [String], environment: [String] = [], input: Int32, limit: Int,
    seconds: Int
  ) throws(PictureTrouble) -> [UInt8] {
    var ends: [Int32] = [0, 0]
    guard pd_picture_pipe(&ends) == 0 else { throw .noProcess(reason(errno)) }
    defer { close(ends[0]) }
    let started = Result { () throws(PictureTrouble) in
      try start(path, words, environment, input: input, output: ends[1])
    }
    close(ends[1])
    let pid = try started.get()
    var output: [UInt8] = []
    let end = listen(to: ends[0], pid, limit: limit, seconds: seconds, into: &output)
    if end != .ended { kill(-pid, SIGKILL) }
    let status = reap(pid)
    if isCancelled { throw .cancelled }
    switch end {
    case .tooLong: throw .tooLong
    case .tooMuch: throw .noAnswer
    case .ended: break
    }
    let signal = status & 0x7F
    // Of the two limits of its work, one may come before the clock on the wall.
    if signal == SIGXCPU || (signal == SIGKILL) { throw .tooLong }
    if signal != 0 { throw .stopped(signal: signal) }
    return output
  }

  /// Starts it and lets it be: it may outlive this process. Gives how it ended where that was within some seconds and not well.
  public func launch(
    _ path: String, _ words: [String], environment: [String], seconds: Int
  ) throws(PictureTrouble) -> Int32 {
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nothing >= 0 else { throw .noProcess(reason(errno)) }
    defer { close(nothing) }
    let pid = try start(path, words, environment, input: nothing, output: nothing)
    let watch = pd_picture_watch(pid)
    guard watch >= 0 else { return 0 }
    defer { close(watch) }
    var wait = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
    while poll(&wait, 1, Int32(seconds) * 1_000) < 0, errno == EINTR {}
    guard wait.revents != 0 else {
      // Somebody looks at it; who waits for its end has nothing else to do.
      state.withLock { $0.pid = nil }
      leave(pid)
      return 0
    }
    return reap(pid)
  }

  private enum End { case ended, tooLong, tooMuch }

  /// Reads what it prints until it has ended, or has to be.
  private func listen(
    to output: Int32, _ pid: pid_t, limit: Int, seconds: Int, into bytes: inout [UInt8]
  ) -> End {
    let watch = pd_picture_watch(pid)
    defer { if watch >= 0 { close(watch) } }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var isOpen = true
    while true {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { return .tooLong }
      let milliseconds = Int32(min(left / .milliseconds(1) + 1, 60_000))
      var waits = [
        pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watch, events: Int16(POLLIN), revents: 0),
      ]
      // Where a process cannot be watched, its end is that of what it prints.
      guard isOpen || watch >= 0 else { return .ended }
      guard poll(&waits, 2, milliseconds) > 0 else { continue }
      if waits[0].revents != 0 {
        let count = read(output, &buffer, buffer.count)
        if count > 0 {
          guard bytes.count + count <= limit else { return .tooMuch }
          bytes += buffer[..<count]
          continue
        }
        if count == 0 { isOpen = false }
      }
      // What is still in the pipe was read before.
      if waits[1].revents != 0 { return .ended }
    }
  }

  private func reap(_ pid: pid_t) -> Int32 {
    // It has ended or been killed: this does not wait long.
    var found = siginfo_t()
    while waitid(P_PID, id_t(pid), &found, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return state.withLock { state in
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      state.pid = nil
      return status
    }
  }

  private func leave(_ pid: pid_t) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    pthread_create(
      &thread, &attributes,
      { context in
        var status: Int32 = 0
        while waitpid(pid_t(Int(bitPattern: context)), &status, 0) < 0, errno == EINTR {}
        return nil
      }, UnsafeMutableRawPointer(bitPattern: Int(pid)))
  }

  /// Starts it, unless nobody waits for it any more.
  private func start(
    _ path: String, _ words: [String], _ environment: [String], input: Int32, output: Int32
  ) throws(PictureTrouble) -> pid_t {
    let started = state.withLock { state -> Result<pid_t, PictureTrouble> in
      guard !state.isCancelled else { return .failure(.cancelled) }
      var pid = pid_t()
      let code = ChildProcess.spawn(path, words, environment, input, output, &pid)
      guard code == 0 else { return .failure(.noProcess(reason(code))) }
      state.pid = pid
      return .success(pid)
    }
    return try started.get()
  }

  private static func spawn(
    _ path: String, _ words: [String], _ environment: [String], _ input: Int32, _ output: Int32,
    _ pid: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // All that this process has open besides, whatever it was opened with.
    pd_picture_keep_three(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return posix_spawn(&pid, path, &actions, &attributes, &arguments, &variables)
  }
}

/// What the system says of an error.
func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
