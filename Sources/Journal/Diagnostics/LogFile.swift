import Glibc

/// The file of a diagnostic log, and the one before it.
struct LogFile: ~Copyable {
  /// The first line, by which a log is known: nothing else is ever written into.
  static let heading = "paydesk log: what the program did, with nothing about any person\n"

  private let path: String
  private let limit: Int
  private var descriptor: Int32
  private var size: Int

  /// Opens the log under a name, or makes it.
  init(at path: String, limit: Int) throws(DiagnosticLog.Failure) {
    // The one before is given up when this one is full: it must not be anything else.
    if Files.exists(path + ".1") { Glibc.close(try LogFile.opened(path + ".1")) }
    descriptor = try LogFile.opened(path)
    self.path = path
    self.limit = limit
    size = LogFile.size(of: descriptor)
    if size == 0 { write(LogFile.heading) }
  }

  deinit { Glibc.close(descriptor) }

  /// Adds lines; what a full disk does not take is lost.
  mutating func append(_ lines: [String]) {
    for line in lines {
      if size + line.utf8.count > limit { begin() }
      write(line)
    }
  }

  /// Begins a new file where this one is full, or only opens it where another program has begun it.
  private mutating func begin() {
    var mine = stat()
    var there = stat()
    let isThere =
      fstat(descriptor, &mine) == 0 && stat(path, &there) == 0 && mine.st_ino == there.st_ino
      && mine.st_dev == there.st_dev
    if isThere, rename(path, path + ".1") != 0 { ftruncate(descriptor, 0) }
    if let next = try? LogFile.opened(path) {
      Glibc.close(descriptor)
      descriptor = next
    }
    size = LogFile.size(of: descriptor)
    if size == 0 { write(LogFile.heading) }
  }

  private mutating func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      size += count
    }
  }

  private static func size(of descriptor: Int32) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Opens a file that is empty or a log, for its owner alone from now on.
  private static func opened(_ path: String) throws(DiagnosticLog.Failure) -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard file >= 0 else {
      let why = errno == ELOOP ? "it is a link" : String(cString: strerror(errno))
      throw DiagnosticLog.Failure(
        description: "\(path) cannot be written (\(why)): name another file for the log.")
    }
    var status = stat()
    var beginning = [UInt8](repeating: 0, count: heading.utf8.count)
    let count = pread(file, &beginning, beginning.count, 0)
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      count == 0 || count == beginning.count && beginning.elementsEqual(heading.utf8)
    else {
      Glibc.close(file)
      throw DiagnosticLog.Failure(
        description:
          "\(path) is there already and is no log of paydesk: name another file for the log.")
    }
    if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
    return file
  }
}
