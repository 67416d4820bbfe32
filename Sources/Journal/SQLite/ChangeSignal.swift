import Glibc

/// Tells when another program, or this one, has written the database: a descriptor to wait on, so that nothing polls.
///
///     let signal = try ChangeSignal(of: journal.path)
///     // in the loop: poll(signal.descriptor), and then
///     if signal.drain(), try journal.changedElsewhere() { reload() }
public final class ChangeSignal: Sendable {
  /// Becomes readable when the database's write-ahead log is written; wait for `POLLIN`.
  public let descriptor: Int32
  private let name: String

  /// Watches the folder of a database.
  public init(of path: String) throws {
    name = Files.name(of: path) + "-wal"
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    let folder = Files.folder(of: path)
    guard descriptor >= 0, inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY)) >= 0 else {
      let why = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw JournalError.unreadable(path: folder, why: "it cannot be watched (\(why))")
    }
  }

  deinit { close(descriptor) }

  /// Takes what has come and tells whether the database was written.
  public func drain() -> Bool {
    var wasWritten = false
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let header = MemoryLayout<inotify_event>.size
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return wasWritten }
      var offset = 0
      while offset + header <= count {
        let length = buffer[offset..<offset + header].withUnsafeBytes {
          Int($0.loadUnaligned(as: inotify_event.self).len)
        }
        let start = offset + header
        let text = buffer[start..<min(start + length, count)].prefix { $0 != 0 }
        // An overflow (no name) may have hidden anything.
        if text.isEmpty || text.elementsEqual(name.utf8) { wasWritten = true }
        offset = start + length
      }
    }
  }
}
