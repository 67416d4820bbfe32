/// Writes rows as RFC 4180: cells between quotes where they need them, lines that end in CRLF.
///
///     var writer = CSVWriter()
///     writer.append(["CX-1", "said \"no\""])
///     String(decoding: writer.bytes, as: UTF8.self)   // CX-1,"said ""no""" and CRLF
///
/// A cell is written as it is given. Whether a spreadsheet would take it for a formula is asked
/// before, by the core's rule (`FileCell`): a batch of payouts leaves such a line out, rejects files
/// and reports disarm it (`DisarmedCell`).
public struct CSVWriter: Sendable {
  /// Which cells are put between quotes.
  public enum Quoting: Sendable {
    /// Those with a comma, a quote, a line break, or a space at an end.
    case whereNeeded
    /// All.
    case always
  }

  /// What was written so far; take it and empty it at will.
  public var bytes: [UInt8] = []
  private let quoting: Quoting

  /// A writer with nothing written.
  public init(quoting: Quoting = .whereNeeded) { self.quoting = quoting }

  /// Writes one row. A row of one empty cell is written as `""`, since an empty line is no row.
  public mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let quoted =
        quoting == .always || CSVWriter.needsQuotes(cell) || cells.count == 1 && cell.isEmpty
      if quoted { bytes.append(UInt8(ascii: "\"")) }
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      if quoted { bytes.append(UInt8(ascii: "\"")) }
    }
    bytes.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    var last: UInt8 = 0
    for byte in cell.utf8 {
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
      {
        return true
      }
      last = byte
    }
    // A byte order mark at the very beginning of a file would be taken for one.
    return last == UInt8(ascii: " ") || cell.utf8.first == UInt8(ascii: " ")
      || cell.utf8.first == 0xEF
  }
}
