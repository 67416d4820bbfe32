/// One row of a CSV file as it was read: its cells without their quotes, and the lines it stood on.
///
/// The cells stay bytes until one is asked for, so that a file of a million rows is walked through
/// quickly; the bytes are known to be UTF-8.
public struct CSVRecord: Sendable {
  /// The first line of the row in its file, from 1.
  public let line: Int
  /// The last line: a later one if a cell holds line breaks.
  public let lastLine: Int
  private let bytes: [UInt8]
  private let ends: [Int32]

  init(line: Int, lastLine: Int, bytes: [UInt8], ends: [Int32]) {
    self.line = line
    self.lastLine = lastLine
    self.bytes = bytes
    self.ends = ends
  }

  /// How many cells the row has.
  public var count: Int { ends.count }

  /// All cells.
  public var fields: [String] { (0..<count).map { self[$0] } }

  /// One cell, from 0; a cell beyond the last is empty.
  public subscript(index: Int) -> String {
    guard ends.indices.contains(index) else { return "" }
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }
}

extension CSVRecord: Equatable {
  /// The same cells on the same line.
  public static func == (left: CSVRecord, right: CSVRecord) -> Bool {
    left.line == right.line && left.bytes == right.bytes && left.ends == right.ends
  }
}
