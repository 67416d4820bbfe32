import Glibc

/// Programs that the workbench starts: by their words, without a shell.
enum OutsideProgram {
  /// Runs a program that has the terminal meanwhile, and gives its status.
  ///
  /// - Parameter remedy: what to do where it cannot be started.
  static func run(_ words: [String], remedy: String) throws(TextFile.Mistake) -> Int32 {
    let child = try spawn(words, apart: false, remedy: remedy)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// Starts a program that has windows of its own and nothing of the terminal. One that ends at once has to have ended well.
  static func start(_ words: [String], remedy: String) throws(TextFile.Mistake) {
    let child = try spawn(words, apart: true, remedy: remedy)
    var status: Int32 = 0
    for _ in 0..<60 {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child {
        guard status != 0 else { return }
        throw TextFile.Mistake(description: "“\(words[0])” could not open it: \(remedy).")
      }
      if ended < 0, errno != EINTR { return }
      usleep(50_000)
    }
    // One that goes on is waited for no more.
  }

  private static func spawn(
    _ words: [String], apart: Bool, remedy: String
  ) throws(TextFile.Mistake) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if apart {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
      posix_spawnattr_setpgroup(&attributes, 0)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, words[0], &actions, &attributes, arguments, environ)
    guard failure == 0 else {
      throw TextFile.Mistake(
        description:
          "“\(words[0])” cannot be started (\(String(cString: strerror(failure)))): \(remedy).")
    }
    return child
  }
}

/// The desktop in front of the person, where there is one.
enum Desktop {
  /// Has an address opened by whatever the desktop opens such ones with.
  static func open(_ address: String) throws(TextFile.Mistake) {
    func isSet(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }
    guard isSet("WAYLAND_DISPLAY") || isSet("DISPLAY") else {
      throw TextFile.Mistake(
        description:
          "There is no desktop here to open it on: copy the link, or take it to a phone by its code."
      )
    }
    try OutsideProgram.start(
      ["xdg-open", address], remedy: "install the package xdg-utils, or copy the link")
  }
}
