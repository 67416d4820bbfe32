import Glibc

/// Which file stands under a name; another file of the same name is another.
struct FileIdentity: Hashable, Sendable {
  var device: UInt
  var inode: UInt

  /// The file under a path; nil where there is none.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}
