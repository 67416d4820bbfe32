#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that gets its name whole, takes no other file's place, and can be read by its owner alone.
///
///     let file = try NewFile(in: ".")                   // a folder that cannot be written is told here
///     try file.append(bytes)                            // as often as there is more
///     try file.place(at: "B-20261125-1.csv")            // on the disk, under its name, or not at all
///
/// Until then it has a hidden name that ends in `.part`; one that a killed program left can be deleted.
public final class NewFile {
  /// Why a file could not be made.
  public struct Failure: Error, CustomStringConvertible {
    /// The file or folder.
    public var path: String
    /// What the system says.
    public var why: String
    /// Whether another file has the name.
    public var isTaken: Bool

    /// A file that could not be made.
    public init(path: String, why: String, isTaken: Bool) {
      self.path = path
      self.why = why
      self.isTaken = isTaken
    }

    /// One plain sentence.
    public var description: String {
      isTaken
        ? "\(path) is there already, and is another file: name one that is not."
        : "\(path) cannot be written: \(why)."
    }
  }

  private let folder: String
  private let temporary: String
  private var descriptor: Int32
  private var waiting: [UInt8] = []

  /// Lays a file ready in a folder.
  public init(in folder: String) throws(Failure) {
    self.folder = folder
    temporary = "\(folder)/.paydesk-\(getpid())-\(UInt64.random(in: 0 ... .max)).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(folder, errno) }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    _ = unlink(temporary)
  }

  /// Adds bytes, which need not be on the disk before the file is placed.
  public func append(_ bytes: [UInt8]) throws(Failure) {
    waiting += bytes
    if waiting.count >= 1 << 16 { try flush(for: folder) }
  }

  /// Writes all to the disk and gives the file its name, which has to be in the same folder and free.
  public func place(at path: String) throws(Failure) {
    try flush(for: path)
    guard fsync(descriptor) == 0 else { throw Failure(path, errno) }
    try name(path)
    sync()
  }

  /// Adds bytes and places the file.
  public func place(_ bytes: [UInt8], at path: String) throws(Failure) {
    waiting += bytes
    try place(at: path)
  }

  /// Writes what waits; one that fails is said of a path.
  private func flush(for path: String) throws(Failure) {
    var rest = waiting[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw Failure(path, errno)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func name(_ path: String) throws(Failure) {
    // Unlike a rename, a link never takes the place of a file that is there.
    if link(temporary, path) == 0 { return }
    guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else {
      throw Failure(path, errno)
    }
    // Where the file system knows no links, the name is taken first, and then only from this file itself.
    let reserved = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard reserved >= 0 else { throw Failure(path, errno) }
    _ = close(reserved)
    guard rename(temporary, path) == 0 else { throw Failure(path, errno) }
  }

  private func sync() {
    let entries = open(folder, O_RDONLY | O_CLOEXEC)
    guard entries >= 0 else { return }
    _ = fsync(entries)
    _ = close(entries)
  }
}

extension NewFile.Failure {
  fileprivate init(_ path: String, _ number: Int32) {
    self.init(path: path, why: systemMessage(number), isTaken: number == EEXIST)
  }
}
