import Exchange
import Glibc

/// A file that somebody named on the command line; `-` is standard input.
struct GivenFile {
  var name: String

  /// The file's name for messages.
  var shown: String { name == "-" ? "standard input" : name }

  /// All of its bytes, or the first `limit` of them and nothing read beyond; it may be a pipe.
  func bytes(limit: Int = .max) throws(CommandFailure) -> [UInt8] {
    try check()
    let descriptor = name == "-" ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    if let size { bytes.reserveCapacity(min(size, limit)) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while bytes.count < limit {
      let count = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        throw unreadable()
      }
    }
    return bytes
  }

  /// Its text, where it is one of YAML in UTF-8.
  func yaml() throws(CommandFailure) -> String {
    guard let text = String(validating: try bytes(), as: UTF8.self) else {
      throw CommandFailure(.data, "\(shown): expected a YAML file in UTF-8.")
    }
    return text
  }

  /// Refuses what is not there, is a folder, or may not be read, in the system's words.
  func check() throws(CommandFailure) {
    guard name != "-" else { return }
    var status = stat()
    guard stat(name, &status) == 0, access(name, R_OK) == 0 else { throw unreadable() }
    guard !isFolder else {
      throw CommandFailure(.noInput, "\(name) is a folder: name a file.")
    }
  }

  private func unreadable() -> CommandFailure {
    CommandFailure(.noInput, "\(shown) cannot be read: \(String(cString: strerror(errno))).")
  }

  /// Refuses a name under which something stands, a link that leads nowhere included, before anything is done that a file is
  /// to be made of.
  func checkFree() throws(NewFile.Failure) {
    var status = stat()
    guard lstat(name, &status) == 0 else { return }
    throw NewFile.Failure(path: name, why: "", isTaken: true)
  }

  /// Whether it is there with just these bytes.
  func holds(_ bytes: [UInt8]) throws(CommandFailure) -> Bool {
    guard size == bytes.count else { return false }
    return try self.bytes(limit: bytes.count + 1) == bytes
  }

  /// Whether something stands under the name.
  var exists: Bool { access(name, F_OK) == 0 }

  /// Whether it is a folder.
  var isFolder: Bool {
    var status = stat()
    return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Its size in bytes, where it has one.
  var size: Int? {
    var status = stat()
    guard name != "-", stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }
}
