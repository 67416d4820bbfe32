import Glibc

/// A file of the person's that is replaced whole or not at all, on the disk before that is said; its owner's alone.
enum WholeFile {
  /// Why it was not replaced, as an error number of the system; what was there is there still.
  struct Failure: Error {
    var number: Int32
  }

  /// Writes bytes beside a path, and puts them in the place of what is there.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let new = "\(path).\(getpid()).new"
    let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(number: errno) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let isWhole = rest.isEmpty && fsync(file) == 0
    guard close(file) == 0, isWhole, rename(new, path) == 0 else {
      let number = errno
      unlink(new)
      throw Failure(number: number)
    }
  }
}
