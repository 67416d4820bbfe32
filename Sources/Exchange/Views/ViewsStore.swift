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
    do {
      let file = try HeldFile(path)
      let before = try read()
      var views = before
      try body(&views)
      guard views != before else { return views }
      guard views.count <= SavedView.most else {
        throw SourceMistakes([
          SourceMistake(
            file: path, found: "\(views.count) views", expected: "at most \(SavedView.most)")
        ])
      }
      try file.replace(with: Array(ViewsFile.printed(views).utf8))
      return views
    } catch let error as HeldFile.Failure {
      throw failure(error.expected, error.number)
    }
  }

  private func failure(_ expected: String, _ number: Int32 = errno) -> SourceMistakes {
    let why = String(cString: strerror(number))
    return SourceMistakes([SourceMistake(file: path, expected: "\(expected): \(why)")])
  }
}
