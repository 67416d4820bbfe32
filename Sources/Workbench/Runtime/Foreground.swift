import Glibc

/// A program of the person's that has the terminal to itself for a while: the editor, or the pager.
enum Foreground {
  /// Starts a program by its words, without a shell, waits until it has ended, and gives the code that it ended with. The
  /// terminal has to be free.
  ///
  /// Where it is stopped, with Ctrl-Z for example, this process stops too, so that their shell has the terminal back; it goes on
  /// with both.
  ///
  /// - Parameters:
  ///   - input: a descriptor that becomes its standard input; nil leaves it the terminal.
  ///   - what: what it is to the person: `editor`.
  ///   - variable: what is set where another one is wanted.
  static func run(
    _ words: [String], input: Int32? = nil, _ what: String, _ variable: String
  ) throws(TextFile.Mistake) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, words[0], &actions, nil, arguments, environ)
    guard failure == 0 else {
      throw TextFile.Mistake(
        description:
          phrase(
            "The \(what) “\(words[0])” cannot be started (\(String(cString: strerror(failure)))): set \(variable)."
          )
      )
    }
    while true {
      var status: Int32 = 0
      guard waitpid(child, &status, WUNTRACED) >= 0 else {
        if errno == EINTR { continue }
        return -1
      }
      let end = status & 0x7F
      if status & 0xFF == 0x7F {
        kill(getpid(), SIGSTOP)
        kill(child, SIGCONT)
      } else {
        return end == 0 ? (status >> 8) & 0xFF : 128 + end
      }
    }
  }

  /// The program that the first of some variables names, by its words; else the usual one.
  static func words(_ names: [String], else usual: String) -> [String] {
    let said = names.lazy.compactMap(variable).map { $0.split(separator: " ").map(String.init) }
    return said.first { !$0.isEmpty } ?? [usual]
  }

  /// Where a text lies while it is looked at: for this login alone, and in memory where the system has such a folder.
  static var folder: String { variable("XDG_RUNTIME_DIR") ?? variable("TMPDIR") ?? "/tmp" }

  /// A name for a file in there that nothing has.
  static var name: String { "paydesk-\(getpid())-\(UInt32.random(in: 0 ... .max)).txt" }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
