/// Rows as `COPY` reads them in its text format.
enum CopyText {
  static func lines(of rows: [[Value]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows {
      for (index, value) in row.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: "\t")) }
        add(value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func add(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "\\N".utf8
    case .integer(let number): bytes += "\(number)".utf8
    case .blob(let blob):
      bytes += "\\\\x".utf8
      for byte in blob {
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    case .text(var text): text.withUTF8 { add($0, to: &bytes) }
    }
  }

  private static func add(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard text.contains(where: { escape(of: $0) != nil }) else {
      bytes.append(contentsOf: text)
      return
    }
    for byte in text {
      if let escape = escape(of: byte) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(escape)
      } else {
        bytes.append(byte)
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// What stands after a backslash in the place of a sign that the format keeps to itself.
  private static func escape(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\\"): byte
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    default: nil
    }
  }
}
