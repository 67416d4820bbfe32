/// Where text stops being UTF-8, so that a mistake can name the place and nothing is repaired in
/// silence.
enum UTF8Check {
  /// The offset of the first byte that is no part of well-formed UTF-8, or nil if there is none.
  static func firstFault(in bytes: some RandomAccessCollection<UInt8>) -> Int? {
    bytes.withContiguousStorageIfAvailable(firstFault(contiguous:))
      ?? Array(bytes).withUnsafeBufferPointer(firstFault(contiguous:))
  }

  private static func firstFault(contiguous bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let end = bytes.count
    var index = 0
    while index < end {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { lowest = 0xA0 }
        if lead == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { lowest = 0x90 }
        if lead == 0xF4 { highest = 0x8F }
      default: return index
      }
      guard index + length <= end, bytes[index + 1] >= lowest, bytes[index + 1] <= highest else {
        return index
      }
      for next in index + 2..<max(index + 2, index + length) where bytes[next] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }
}
