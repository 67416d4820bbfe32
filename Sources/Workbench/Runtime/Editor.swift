import Glibc

/// The person's editor, for long texts.
enum Editor {
  /// Has a text edited, and gives what it became; nil where the editor failed. The terminal has to be free.
  static func edit(_ text: String) throws(TextFile.Mistake) -> String? {
    let folder = variable("XDG_RUNTIME_DIR") ?? variable("TMPDIR") ?? "/tmp"
    let name = "paydesk-\(getpid())-\(UInt32.random(in: 0 ... .max)).txt"
    let path = folder + "/" + name
    try TextFile.create(name, in: folder, text)
    defer { unlink(path) }
    let words = (variable("VISUAL") ?? variable("EDITOR") ?? "vi").split(separator: " ")
      .map(String.init)
    guard try run(words + [path]) == 0 else { return nil }
    return String(decoding: try TextFile.bytes(of: path), as: UTF8.self)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Runs a program by its words, without a shell, and waits for it.
  private static func run(_ words: [String]) throws(TextFile.Mistake) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, words[0], nil, nil, arguments, environ)
    guard failure == 0 else {
      throw TextFile.Mistake(
        description:
          "The editor “\(words[0])” cannot be started (\(String(cString: strerror(failure)))): set EDITOR."
      )
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
