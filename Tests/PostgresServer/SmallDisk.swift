import Foundation
import Glibc

/// A disk in memory that is full soon; mounting one needs root.
public final class SmallDisk {
  /// Where it is mounted.
  public let path: String
  private var filler: String { path + "/filler" }

  /// Whether disks may be mounted here.
  public static let isPossible: Bool = geteuid() == 0 && (try? SmallDisk(megabytes: 1)) != nil

  /// Mounts one.
  ///
  /// - Parameter user: whose it is; nil is who runs the tests.
  public init(megabytes: Int, for user: String? = nil) throws {
    path = FileManager.default.temporaryDirectory.path + "/pd-disk-\(UInt32.random(in: 0 ... .max))"
    guard mkdir(path, 0o755) == 0 else { throw SmallDisk.failure("\(path) cannot be made") }
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m,mode=0700") == 0 else {
      rmdir(path)
      throw SmallDisk.failure("nothing can be mounted here")
    }
    if let entry = user.flatMap({ getpwnam($0) }) {
      chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid)
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }

  /// Takes all the room that there is, but for so many bytes.
  public func fill(leaving rest: Int = 0) throws {
    let file = open(filler, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SmallDisk.failure("\(filler) cannot be made") }
    defer { close(file) }
    let block = [UInt8](repeating: 0, count: 4_096)
    var size = 0
    while write(file, block, block.count) == block.count { size += block.count }
    guard rest == 0 || ftruncate(file, max(0, size - rest)) == 0 else {
      throw SmallDisk.failure("\(filler) cannot be cut")
    }
  }

  /// Gives the room back.
  public func makeRoom() throws {
    guard unlink(filler) == 0 else { throw SmallDisk.failure("\(filler) cannot be removed") }
  }

  private static func failure(_ words: String) -> PostgresServer.Failure {
    PostgresServer.Failure(description: words)
  }
}
