/// Reads JSON Lines: one object on each line, in bounded memory; a line that is none is rejected
/// with its place.
public final class JSONLines: Sequence, IteratorProtocol {
  /// The longest line that is taken: 16 MiB.
  public static let lineLimit = 1 << 24

  private let source: ByteSource
  private var position = 0
  private var line = 0
  private var ended = false

  /// Opens a file; `-` is standard input.
  public init(path: String) throws(SourceMistake) { source = try ByteSource(path: path) }

  /// Reads bytes that are in memory; `file` is the name in mistakes.
  public init(bytes: [UInt8], file: String) throws(SourceMistake) {
    source = try ByteSource(bytes: bytes, file: file)
  }

  package init(source: ByteSource) { self.source = source }

  /// Bytes read so far, for a progress bar.
  public var bytesRead: Int { source.bytesRead }

  /// The next object, or what is wrong with its line; nil at the end. Lines with nothing but spaces
  /// are no rows.
  public func next() -> Result<SourceRow, RejectedRow>? {
    while let (bytes, surplus) = nextLine() {
      line += 1
      if surplus > 0 {
        return rejected(bytes, found: nil, "a line of at most \(JSONLines.lineLimit) bytes")
      }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do {
        let members = try JSONText.object(bytes)
        return .success(SourceRow(file: source.file, line: line, members: members))
      } catch {
        return rejected(
          bytes, found: error.found, error.expected, field: "byte \(error.offset + 1)")
      }
    }
    guard let failure = source.failure, !ended else { return nil }
    ended = true
    line += 1
    return rejected([], found: nil, "the rest of the file, which could not be read: \(failure)")
  }

  /// The bytes up to a line feed, cut at the limit, and how many were cut off.
  private func nextLine() -> ([UInt8], surplus: Int)? {
    var bytes: [UInt8] = []
    var surplus = 0
    var began = false
    while true {
      if position == source.chunk.count {
        position = 0
        guard source.refill() else { return began ? (bytes, surplus) : nil }
      }
      began = true
      let rest = source.chunk[position...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let part = rest[rest.startIndex..<end]
      let kept = part.prefix(JSONLines.lineLimit - bytes.count)
      bytes.append(contentsOf: kept)
      surplus += part.count - kept.count
      position = end < rest.endIndex ? end + 1 : end
      if end < rest.endIndex { return (bytes, surplus) }
    }
  }

  private func rejected(
    _ bytes: [UInt8], found: String?, _ expected: String, field: String? = nil
  ) -> Result<SourceRow, RejectedRow> {
    let limit = CSVReader.fieldLimit
    var text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    if bytes.count > limit { text += " … and \(bytes.count - limit) bytes more" }
    return .failure(
      RejectedRow(
        lines: line...line, content: .raw(text),
        mistakes: [
          SourceMistake(
            file: source.file, line: line, field: field, found: found.map(shortened),
            expected: expected)
        ]))
  }
}
