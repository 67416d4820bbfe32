import Glibc

/// A descriptor that becomes readable when it is rung, for those who wait in `poll`.
final class Bell: Sendable {
  /// Readable once it was rung, until it is drained.
  let descriptor: Int32
  private let cord: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw JournalError.unreadable(
        path: "the server", why: "it cannot be watched (\(String(cString: strerror(errno))))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, cord) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(cord)
  }

  /// Where it has been rung many times already, one more is not needed.
  func ring() { _ = write(cord, "!", 1) }

  func drain() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &buffer, buffer.count) == buffer.count {}
  }

  /// Waits so long, or until it is rung and that is the end.
  func wait(seconds: Double, until isOver: () -> Bool) {
    let deadline = Deadline(within: seconds)
    while !deadline.isOver, !isOver() {
      if deadline.wait(on: descriptor, for: POLLIN) != 0 { drain() }
    }
  }
}
