import FoundationEssentials
import Glibc

/// A program of the user's, run with something on its standard input and nothing between: no shell reads its words.
///
///     HookProgram(words: ["/usr/local/bin/tell-desk", "--urgent"], seconds: 30).run(with: bytes)
///
/// It has a process group of its own, so that it is ended with all that it started. What it prints goes nowhere, what it
/// complains of is kept, up to 8 KiB.
struct HookProgram {
  /// How a program ended.
  enum End: Equatable {
    /// Well.
    case done
    /// Not well, in words that follow the program's name: `ended with status 3`.
    case failed(String)
    /// It was ended because this process is asked to end, by a signal.
    case interrupted(Int32)
  }

  /// The program and its arguments; never empty.
  var words: [String]
  /// After how many seconds it is killed.
  var seconds: Int

  private static let complaintLimit = 8 << 10
  private static let endings = [SIGTERM, SIGINT, SIGHUP]

  /// Runs it to its end, or kills it.
  func run(with input: [UInt8]) -> (end: End, complaint: String) {
    guard let path = place() else {
      return (.failed("is not there: no program of that name can be run"), "")
    }
    var input = input[...]
    guard let stdin = Pipe(), let stderr = Pipe() else {
      return (.failed("cannot be run: \(String(cString: strerror(errno)))"), "")
    }
    // A program that does not read what it is given is no reason to die.
    let onPipe = signal(SIGPIPE, SIG_IGN)
    defer { _ = signal(SIGPIPE, onPipe) }
    // Nor does this process end without it.
    var endings = sigset_t()
    var unblocked = sigset_t()
    sigemptyset(&endings)
    for signal in Self.endings { sigaddset(&endings, signal) }
    pthread_sigmask(SIG_BLOCK, &endings, &unblocked)
    defer { pthread_sigmask(SIG_SETMASK, &unblocked, nil) }
    let pid: pid_t
    switch spawn(path, stdin: stdin.reading, stderr: stderr.writing) {
    case .success(let child): pid = child
    case .failure(let failure):
      for end in [stdin.reading, stdin.writing, stderr.reading, stderr.writing] { close(end) }
      return (.failed("cannot be run: \(String(cString: strerror(failure.code)))"), "")
    }
    close(stdin.reading)
    close(stderr.writing)
    Pipe.unblock(stdin.writing)
    Pipe.unblock(stderr.reading)
    var complaint: [UInt8] = []
    var isFed = false
    func feed() {
      guard !isFed else { return }
      let count = input.withUnsafeBytes { write(stdin.writing, $0.baseAddress, $0.count) }
      if count > 0 { input = input.dropFirst(count) }
      guard input.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) else { return }
      isFed = true
      close(stdin.writing)
    }
    func listen() {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = read(stderr.reading, &buffer, buffer.count)
        guard count > 0 else { return }
        complaint += buffer[..<count].prefix(Self.complaintLimit - complaint.count)
      }
    }
    let end = wait(for: pid, or: endings) { milliseconds in
      feed()
      var descriptors = [pollfd(fd: stderr.reading, events: Int16(POLLIN), revents: 0)]
      if !isFed {
        descriptors.append(pollfd(fd: stdin.writing, events: Int16(POLLOUT), revents: 0))
      }
      _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
      // Where the program has closed its end, `poll` no longer waits.
      if descriptors[0].revents & Int16(POLLHUP) != 0 { usleep(5_000) }
      listen()
    }
    listen()
    if !isFed { close(stdin.writing) }
    close(stderr.reading)
    return (end, String(decoding: complaint, as: UTF8.self))
  }

  /// Waits until the program has ended, or ends it: at its time, or when this process is to end.
  private func wait(
    for pid: pid_t, or endings: sigset_t, meanwhile: (_ milliseconds: Int32) -> Void
  ) -> End {
    var endings = endings
    let deadline = now() + Int64(seconds) * 1_000
    func kill(_ end: End) -> End {
      _ = Glibc.kill(-pid, SIGKILL)
      _ = reap(pid, 0)
      return end
    }
    while true {
      if let status = reap(pid, WNOHANG) { return HookProgram.end(of: status) }
      var none = timespec()
      let signal = sigtimedwait(&endings, nil, &none)
      if signal > 0 { return kill(.interrupted(signal)) }
      let left = deadline - now()
      guard left > 0 else { return kill(.failed("was still running after \(seconds) s: killed")) }
      meanwhile(Int32(min(left, 20)))
    }
  }

  /// How a child ended; nil where it has not yet.
  private func reap(_ pid: pid_t, _ options: Int32) -> Int32? {
    var status: Int32 = 0
    while true {
      let found = waitpid(pid, &status, options)
      if found == pid { return status }
      if found < 0, errno == EINTR { continue }
      return found < 0 ? 0 : nil
    }
  }

  private static func end(of status: Int32) -> End {
    let signal = status & 0x7F
    if signal != 0 { return .failed("was ended by signal \(signal)") }
    let code = status >> 8 & 0xFF
    return code == 0 ? .done : .failed("ended with status \(code)")
  }

  /// Milliseconds by a clock that nobody sets.
  private func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Where the program is: its path, or the first of its name in `PATH` that may be run.
  private func place() -> String? {
    let name = words[0]
    if name.hasPrefix("/") { return name }
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first {
        var status = stat()
        return stat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access($0, X_OK) == 0
      }
  }

  private struct SpawnFailure: Error { var code: Int32 }

  private func spawn(
    _ path: String, stdin: Int32, stderr: Int32
  ) -> Result<pid_t, SpawnFailure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, stdin, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, stderr, 2)
    // What this process was itself started with is not the program's; of one that is not open nobody complains.
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    for descriptor in 3..<max(3, Int32(min(limit.rlim_cur, 256))) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
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
    var environment =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, path, &actions, &attributes, &arguments, &environment)
    return code == 0 ? .success(pid) : .failure(SpawnFailure(code: code))
  }
}

/// Two ends of a pipe, of which no program gets but those that it is given.
private struct Pipe {
  var reading: Int32
  var writing: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Has this process wait on an end no more; the program's end is another.
  static func unblock(_ end: Int32) { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
}
