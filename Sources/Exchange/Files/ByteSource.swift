#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file or of memory, a chunk at a time, so that a file of any size takes little
/// memory.
package final class ByteSource {
  /// The name that mistakes are reported under.
  let file: String
  /// The chunk at hand; valid until the next `refill`.
  private(set) var chunk: UnsafeBufferPointer<UInt8>
  /// Bytes handed out so far, with the chunk at hand.
  private(set) var bytesRead = 0
  /// What the system said when reading failed; the source then ends.
  private(set) var failure: String?

  private enum Origin {
    case descriptor(Int32)
    case memory([UInt8], next: Int)
  }
  private var origin: Origin
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// Opens a file; `-` is standard input.
  convenience init(path: String, chunkSize: Int = 1 << 18) throws(SourceMistake) {
    if path == "-" {
      self.init(.descriptor(dup(STDIN_FILENO)), file: "standard input", chunkSize: chunkSize)
    } else {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw SourceMistake(
          file: path, expected: "a file that can be read: \(systemMessage(errno))")
      }
      self.init(.descriptor(descriptor), file: path, chunkSize: chunkSize)
    }
    try skipMark()
  }

  /// Takes bytes that are in memory.
  package convenience init(bytes: [UInt8], file: String, chunkSize: Int = 1 << 18)
    throws(SourceMistake)
  {
    self.init(.memory(bytes, next: 0), file: file, chunkSize: chunkSize)
    try skipMark()
  }

  private init(_ origin: Origin, file: String, chunkSize: Int) {
    self.origin = origin
    self.file = file
    storage = .allocate(capacity: max(4, chunkSize))
    storage.initialize(repeating: 0)
    chunk = UnsafeBufferPointer(rebasing: storage[0..<0])
  }

  deinit {
    if case .descriptor(let descriptor) = origin { _ = close(descriptor) }
    storage.deallocate()
  }

  /// Fetches the next chunk; false at the end, or when reading failed.
  func refill() -> Bool {
    var filled = 0
    switch origin {
    case .memory(let bytes, let next):
      filled = min(storage.count, bytes.count - next)
      for offset in 0..<filled { storage[offset] = bytes[next + offset] }
      origin = .memory(bytes, next: next + filled)
    case .descriptor(let descriptor):
      while filled < storage.count, failure == nil {
        let count = read(
          descriptor, storage.baseAddress?.advanced(by: filled), storage.count - filled)
        if count == 0 { break }
        if count > 0 {
          filled += count
        } else if errno != EINTR {
          failure = systemMessage(errno)
        }
      }
    }
    bytesRead += filled
    chunk = UnsafeBufferPointer(rebasing: storage[0..<filled])
    return filled > 0
  }

  /// Fetches the first chunk without its byte order mark; UTF-16 is told apart here, where it still
  /// can be named.
  private func skipMark() throws(SourceMistake) {
    guard refill() else {
      if let failure {
        throw SourceMistake(file: file, expected: "a file that can be read: \(failure)")
      }
      return
    }
    if chunk.starts(with: [0xFF, 0xFE]) || chunk.starts(with: [0xFE, 0xFF]) {
      throw SourceMistake(
        file: file, line: 1, found: "UTF-16", expected: "UTF-8: save or export the file as UTF-8")
    }
    if chunk.starts(with: [0xEF, 0xBB, 0xBF]) {
      chunk = UnsafeBufferPointer(rebasing: chunk[3...])
    }
  }
}

/// What the system says about an error number.
func systemMessage(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
