import Glibc

/// Files and folders, by the calls of the system: whole or not at all, and for their owner alone.
enum Files {
  /// What a call of the system refused, with the file that it was about.
  struct Failure: Error {
    var path: String
    var code: Int32

    /// The journal's word for it.
    var journalError: JournalError {
      switch code {
      case ENOSPC, EDQUOT: .full(path: path)
      case EACCES, EPERM, EROFS: .readOnly(path: path)
      default: .unreadable(path: path, why: String(cString: strerror(code)))
      }
    }
  }

  /// Whether something stands under a name.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a folder stands under a name, and not a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether this process may write a file or folder.
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Where a link leads to that stands under a name; any other path as it is. SQLite keeps what belongs to a database beside the
  /// file, and not beside a link to it.
  static func followed(_ path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let real = realpath(path, nil)
    else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// Makes a folder, and those that it is in, for the owner alone.
  static func makeFolder(_ path: String) throws {
    guard !exists(path) else { return }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw Failure(path: path, code: errno)
    }
  }

  /// Makes an empty file for the owner alone; it must not be there.
  static func makeFile(_ path: String) throws {
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(path: path, code: errno) }
    close(file)
  }

  /// At most so many bytes that a file begins with; nil where it cannot be read.
  static func beginning(of path: String, bytes count: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = pread(file, &bytes, count, 0)
    return found < 0 ? nil : Array(bytes.prefix(found))
  }

  /// The bytes of a file; nil where there is none.
  static func read(_ path: String) throws -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw Failure(path: path, code: errno)
    }
    defer { close(file) }
    var status = stat()
    var bytes: [UInt8] = []
    if fstat(file, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(path: path, code: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes a file whole: into a temporary name, to the disk, then into its place.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let temporary = temporary(path)
    let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(path: path, code: errno) }
    do {
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes {
          Glibc.write(file, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw Failure(path: path, code: errno) }
        done += count
      }
      guard fsync(file) == 0 else { throw Failure(path: path, code: errno) }
      close(file)
    } catch {
      close(file)
      unlink(temporary)
      throw error
    }
    try move(temporary, to: path)
  }

  /// A name beside another that nobody has, for what is not whole yet.
  static func temporary(_ path: String) -> String {
    path + ".\(getpid()).\(UInt64.random(in: 0 ... .max)).part"
  }

  /// Does something with a folder of its own, which goes with all that is in it. A desk may be larger than the memory that some
  /// systems have `/tmp` in.
  static func inTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let folder = temporary((place.isEmpty ? "/var/tmp" : place) + "/paydesk")
    do { try makeFolder(folder) } catch let failure as Failure { throw failure.journalError }
    defer { try? removeFolder(folder) }
    return try body(folder)
  }

  /// What SQLite adds to the name of a database for the files beside it.
  static let databaseSuffixes = ["", "-wal", "-shm", "-journal"]

  /// Gives a file another name that is not taken yet, to the disk.
  static func place(_ path: String, at other: String) throws {
    // Where the file system knows no links, a name that is taken is told only a moment before.
    if link(path, other) == 0 {
      unlink(path)
      sync(folder(of: other))
      return
    }
    guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS, !exists(other) else {
      throw Failure(path: other, code: errno == EPERM ? EEXIST : errno)
    }
    try move(path, to: other)
  }

  /// Gives a file or folder another name, to the disk.
  static func move(_ path: String, to other: String) throws {
    guard rename(path, other) == 0 else { throw Failure(path: other, code: errno) }
    sync(folder(of: other))
  }

  /// Brings a file's or folder's entries to the disk.
  static func sync(_ path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) { unlink(path) }

  /// Removes a folder with all that is in it, if it is there.
  static func removeFolder(_ path: String) throws {
    guard exists(path) else { return }
    for name in names(in: path) {
      let inner = path + "/" + name
      guard unlink(inner) != 0 else { continue }
      try removeFolder(inner)
    }
    guard rmdir(path) == 0 else { throw Failure(path: path, code: errno) }
  }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
