import Glibc

/// A file that a command writes anew: it takes its name when all of it is written, and is its owner's alone until somebody says otherwise.
///
///     let file = try OutputFile(at: "script.jsonl")
///     try file.line("# a line")
///     try file.finish()
final class OutputFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var bytes: [UInt8] = []

  /// Begins a file that must not be there yet.
  init(at path: String) throws(CommandFailure) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    descriptor = -1
    guard !GivenFile(name: path).exists else {
      throw CommandFailure(
        .cannotCreate, "there is something at \(path) already: choose another name.")
    }
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  /// Adds a line.
  func line(_ text: String) throws(CommandFailure) {
    bytes += text.utf8
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count >= 1 << 16 { try flush() }
  }

  /// Gives the file its name.
  func finish() throws(CommandFailure) {
    try flush()
    let isKept = fsync(descriptor) == 0 && close(descriptor) == 0
    descriptor = -1
    // A link, unlike a new name, does not take the place of what came to stand there meanwhile.
    guard isKept, link(temporary, path) == 0 else {
      let failure = failure()
      unlink(temporary)
      throw failure
    }
    unlink(temporary)
  }

  private func flush() throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure() }
      rest = rest.dropFirst(count)
    }
    bytes.removeAll(keepingCapacity: true)
  }

  private func failure() -> CommandFailure {
    CommandFailure(
      .cannotCreate, "\(path) cannot be written: \(String(cString: strerror(errno))).")
  }
}
