import Glibc
import Synchronization

/// Where other threads and tasks leave messages for the loop, which wakes for them.
///
///     let inbox = try Inbox<Message>()
///     Task { inbox.post(.loaded(await store.queue())) }
public final class Inbox<Message: Sendable>: Sendable {
  private let waiting = Mutex<[Message]>([])
  private let reading: Int32
  private let writing: Int32

  /// An empty inbox; fails when the process has no descriptors left.
  public init() throws(ScreenError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noDescriptors }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    reading = ends[0]
    writing = ends[1]
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Leaves a message, in the order of the calls. Any thread may; it never waits.
  public func post(_ message: Message) {
    let wasEmpty = waiting.withLock { waiting in
      waiting.append(message)
      return waiting.count == 1
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 1
    _ = Glibc.write(writing, &byte, 1)
  }

  /// Becomes readable when a message is there.
  var descriptor: Int32 { reading }

  /// Takes all messages, the oldest first.
  func takeAll() -> [Message] {
    var drain: [UInt8] = Array(repeating: 0, count: 64)
    while Glibc.read(reading, &drain, drain.count) > 0 {}
    return waiting.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }
}
