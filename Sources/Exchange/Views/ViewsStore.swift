import FoundationEssentials
import Glibc

/// The file in which a person's views are kept; changed whole or not at all.
public struct ViewsStore: Sendable {
  /// Where it is.
  public let path: String

  /// The file of a path, which need not be there.
  public init(path: String) { self.path = path }

  /// The views that are kept; none where there is no file.
  ///
  /// - Throws: `SourceMistakes` with all that is wrong with the file.
  public func read() throws -> [SavedView] {
    guard access(path, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR else { return [] }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("a file that can be read") }
    defer { close(file) }
    // One byte more than is read of a file of views, so that a longer one is refused by its length.
    let longest = 1 << 18 + 1
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < longest {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("a file that can be read") }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return try ViewsFile.parse(bytes, file: path).get()
  }

  /// Reads the views, changes them, and writes them; a file that cannot be read is left as it is.
  @discardableResult
  public func change(_ body: (inout [SavedView]) throws -> Void) throws -> [SavedView] {
    let folder = try heldFolder()
    defer { close(folder) }
    let before = try read()
    var views = before
    try body(&views)
    if views != before { try write(views) }
    return views
  }

  /// The folder of the file, made if it is missing, and held until it is closed: whoever changes the file too waits for that.
  private func heldFolder() throws -> Int32 {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw failure("a folder for it")
    }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("a folder that can be read") }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        throw failure("a folder that can be held while the file is changed")
      }
    }
    return descriptor
  }

  private func write(_ views: [SavedView]) throws {
    guard views.count <= SavedView.most else {
      throw SourceMistakes([
        SourceMistake(
          file: path, found: "\(views.count) views", expected: "at most \(SavedView.most)")
      ])
    }
    // A link leads to where the person keeps the file: that one is changed, and the link stays.
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    }
    do throws(WholeFile.Failure) {
      try WholeFile.replace(target, with: Array(ViewsFile.printed(views).utf8))
    } catch {
      errno = error.number
      throw failure("a file that can be written")
    }
  }

  private func failure(_ expected: String) -> SourceMistakes {
    let why = String(cString: strerror(errno))
    return SourceMistakes([SourceMistake(file: path, expected: "\(expected): \(why)")])
  }
}
