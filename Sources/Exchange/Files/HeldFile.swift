import FoundationEssentials
import Glibc

/// A file of a person's that several programs may change: as long as one holds it, another that comes to change it waits.
public struct HeldFile: ~Copyable {
  /// Why a file could not be held or written; what was there is there still.
  public struct Failure: Error {
    /// What it takes, in words: `a folder for it`.
    public var expected: String
    /// The system's error number.
    public var number: Int32
  }

  private let path: String
  private let folder: Int32

  /// Holds the file of a path, which need not be there, by its folder, which is made if it is missing.
  public init(_ path: String) throws(Failure) {
    folder = try HeldFile.hold(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
    self.path = path
  }

  deinit { close(folder) }

  private static func hold(_ folder: String) throws(Failure) -> Int32 {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(expected: "a folder for it", number: errno)
    }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(expected: "a folder that can be read", number: errno)
    }
    while flock(descriptor, LOCK_EX) != 0 {
      let number = errno
      if number == EINTR { continue }
      close(descriptor)
      throw Failure(
        expected: "a folder that can be held while the file is changed", number: number)
    }
    return descriptor
  }

  /// Puts bytes in the place of what the file holds, whole or not at all. A link leads to where the person keeps the file: that
  /// one is changed, and the link stays.
  public func replace(with bytes: [UInt8]) throws(Failure) {
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    }
    do throws(WholeFile.Failure) {
      try WholeFile.replace(target, with: bytes)
    } catch {
      throw Failure(expected: "a file that can be written", number: error.number)
    }
  }
}
