/// What stands on the screen of a VT52, as far as the program writes to one. It is the simplest terminal that the program knows:
/// a screen of it is read in microseconds.
struct VT52 {
  private var cells: [[Unicode.Scalar]]
  private var row = 0
  private var column = 0
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text.
  var text: String {
    cells.map { row in String(String.UnicodeScalarView(row)) }.joined(separator: "\n")
  }

  /// Takes what the program wrote; a sequence or character that is not whole waits for its rest.
  mutating func take(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let length = step(rest) { rest = rest.dropFirst(length) }
    pending = Array(rest)
  }

  /// Does what stands first, and gives how many bytes it was; nil where it is not whole.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(bytes)
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(cells[0].count - 1, (column / 8 + 1) * 8)
    case 0x0A: down()
    case 0x0D: column = 0
    case 0..<0x20: break
    default: return put(bytes)
    }
    return 1
  }

  private mutating func put(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes[bytes.startIndex]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars
    where scalar.properties.canonicalCombiningClass == .notReordered {
      cells[row][column] = scalar
      column = min(column + 1, cells[0].count - 1)
    }
    return length
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count >= 2 else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "Y"):
      guard bytes.count >= 4 else { return nil }
      row = min(Int(bytes[start + 2]) - 32, cells.count - 1)
      column = min(Int(bytes[start + 3]) - 32, cells[0].count - 1)
      return 4
    case UInt8(ascii: "A"): row = max(0, row - 1)
    case UInt8(ascii: "B"): row = min(cells.count - 1, row + 1)
    case UInt8(ascii: "C"): column = min(cells[0].count - 1, column + 1)
    case UInt8(ascii: "D"): column = max(0, column - 1)
    case UInt8(ascii: "H"): (row, column) = (0, 0)
    case UInt8(ascii: "I"): up()
    case UInt8(ascii: "J"): eraseBelow()
    case UInt8(ascii: "K"): eraseRight()
    case UInt8(ascii: "["): return end(of: bytes) { (0x40...0x7E).contains($0) }
    case UInt8(ascii: "]"): return end(of: bytes) { $0 == 0x07 || $0 == UInt8(ascii: "\\") }
    default: break
    }
    return 2
  }

  /// The length of a sequence of another terminal, which shows nothing here.
  private func end(of bytes: ArraySlice<UInt8>, _ isEnd: (UInt8) -> Bool) -> Int? {
    bytes.dropFirst(2).firstIndex(where: isEnd).map { $0 - bytes.startIndex + 1 }
  }

  private var blank: [Unicode.Scalar] { Array(repeating: " ", count: cells[0].count) }

  private mutating func down() {
    guard row == cells.count - 1 else { return row += 1 }
    cells.removeFirst()
    cells.append(blank)
  }

  private mutating func up() {
    guard row == 0 else { return row -= 1 }
    cells.removeLast()
    cells.insert(blank, at: 0)
  }

  private mutating func eraseRight() {
    for place in column..<cells[row].count { cells[row][place] = " " }
  }

  private mutating func eraseBelow() {
    eraseRight()
    for below in row + 1..<max(row + 1, cells.count) { cells[below] = blank }
  }
}
