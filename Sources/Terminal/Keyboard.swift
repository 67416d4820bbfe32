import Glibc

/// Reads keys from a terminal's descriptor, as they come.
///
/// It belongs to the thread that reads it.
public final class Keyboard {
  /// The descriptor that keys come from.
  public let descriptor: Int32
  private var decoder: KeyDecoder
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  /// Whether the other side is gone: there will be no more keys.
  public private(set) var isClosed = false

  /// A keyboard on a descriptor, with sequences of the terminal's own description.
  public init(descriptor: Int32, sequences: [[UInt8]: Key] = [:]) {
    self.descriptor = descriptor
    decoder = KeyDecoder(sequences: sequences)
  }

  /// How long to wait at most for the rest of a sequence, in milliseconds; nil when none has begun.
  public var patience: Int? { decoder.patience }

  /// Bytes of pastes that were dropped for their length, since this was asked last.
  public func takeDroppedBytes() -> Int {
    defer { decoder.droppedBytes = 0 }
    return decoder.droppedBytes
  }

  /// Reads what is there. It waits when nothing is there, so `poll` first.
  public func read() -> [Key] {
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { return decoder.feed(buffer[..<count]) }
    if count == 0 || (errno != EINTR && errno != EAGAIN) { isClosed = true }
    return []
  }

  /// Waits for keys at most so many milliseconds, for what needs no loop; nothing when none came.
  public func wait(milliseconds: Int) -> [Key] {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, Int32(clamping: milliseconds)) > 0 else { return flush() }
    let keys = read()
    guard keys.isEmpty, let patience else { return keys }
    return wait(milliseconds: patience)
  }

  /// Takes a sequence that has begun as it is, after ``patience`` is over.
  public func flush() -> [Key] { decoder.flush() }
}
