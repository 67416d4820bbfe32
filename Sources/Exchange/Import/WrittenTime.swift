import Procedure

extension Instant {
  /// Reads a time as files and command lines write it: RFC 3339, or `2026-11-22 14:32` at an offset, seconds east of UTC.
  public init?(written text: String, offset: Int) {
    guard let time = fileTime(trimmed(text), offset: offset) else { return nil }
    self = time
  }
}
