import Glibc

/// Files that a person names: read whole, or written anew.
enum TextFile {
  /// Why a file could not be read or written.
  struct Mistake: Error, CustomStringConvertible {
    var description: String
  }

  /// The longest file that is taken in, in bytes.
  static let limit = 32 << 20

  /// A path with the home folder in the place of `~`.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// The bytes of a file.
  static func bytes(of path: String) throws(Mistake) -> [UInt8] {
    let descriptor = open(expanded(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Mistake(description: phrase("\(path) is no file: name one."))
    }
    guard status.st_size <= limit else {
      throw Mistake(
        description: phrase("\(path) is larger than \(limit >> 20) MB: take a smaller one."))
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw Mistake(
      description: phrase("\(path) is larger than \(limit >> 20) MB: take a smaller one."))
  }

  /// Writes a file that must not be there yet, for its owner alone.
  static func create(_ path: String, in folder: String, _ text: String) throws(Mistake) {
    let expanded = expanded(path)
    let whole = expanded.hasPrefix("/") ? expanded : self.expanded(folder) + "/" + expanded
    let descriptor = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? Mistake(description: phrase("\(path) is there already: name another file."))
        : unwritable(path)
    }
    try write(Array(text.utf8), to: descriptor, path)
  }

  /// Puts a text in the place of what a file held; its folder is made if need be.
  static func replace(_ path: String, with text: String) throws(Mistake) {
    try replace(path, with: Array(text.utf8))
  }

  /// The same of bytes.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Mistake) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      makeFolder(String(path[..<slash]))
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(path) }
    try write(bytes, to: descriptor, path)
  }

  /// Whether something has the name.
  static func isThere(_ path: String) -> Bool { access(expanded(path), F_OK) == 0 }

  private static func makeFolder(_ path: String) {
    guard mkdir(path, 0o700) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/"),
      slash > path.startIndex
    else { return }
    makeFolder(String(path[..<slash]))
    mkdir(path, 0o700)
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(Mistake) {
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unwritable(path) }
      rest = rest.dropFirst(count)
    }
  }

  private static func unreadable(_ path: String) -> Mistake {
    Mistake(description: phrase("\(path) cannot be read: \(String(cString: strerror(errno)))."))
  }

  /// That a file cannot be written, and the system's reason.
  static func unwritable(_ path: String, _ number: Int32 = errno) -> Mistake {
    Mistake(
      description: phrase("\(path) cannot be written: \(String(cString: strerror(number)))."))
  }
}
