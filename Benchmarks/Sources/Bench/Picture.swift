import CPseudoTerminal

/// What a terminal shows: cells that the bytes of a program are drawn into, as far as ncurses uses a terminal of the `xterm` family.
struct Picture {
  /// How a cell looks. Colours are numbers of the palette; -1 is the terminal's own.
  struct Look: Hashable {
    /// Bold, dim, italic, underline, reverse: a bit each.
    var flags: UInt32 = 0
    var ink: Int32 = -1
    var ground: Int32 = -1
  }

  /// A cell; one without scalars is the second half of a wide one.
  struct Cell: Hashable {
    var scalars: [UInt32] = [0x20]
    var look = Look()
  }

  let rows: Int
  let columns: Int
  private(set) var cells: [Cell]
  /// Whether something came that is not understood, so that the cells may not be what a terminal would show.
  private(set) var strange: String?

  private var row = 0
  private var column = 0
  private var isWrapping = false
  private var look = Look()
  private var margins: ClosedRange<Int>
  private var state = State.text
  private var pending: [UInt8] = []
  private var expected = 0
  private var lastScalar: UInt32 = 0x20

  private enum State { case text, escape, control, string, stringEnd, charset }

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    margins = 0...(rows - 1)
    cells = Array(repeating: Cell(), count: rows * columns)
  }

  /// The text of a row.
  func line(_ row: Int) -> String {
    var text = String.UnicodeScalarView()
    for cell in cells[row * columns..<(row + 1) * columns] {
      text.append(contentsOf: cell.scalars.compactMap(Unicode.Scalar.init))
    }
    return String(text)
  }

  /// The text of all rows.
  var lines: [String] { (0..<rows).map(line) }

  /// Draws what a program wrote.
  mutating func draw(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text: takeText(byte)
    case .escape: takeEscape(byte)
    case .charset: state = .text
    case .control:
      if byte < 0x40 {
        pending.append(byte)
      } else {
        state = .text
        control(byte)
      }
    case .string:
      if byte == 0x07 { state = .text } else if byte == 0x1B { state = .stringEnd }
    case .stringEnd: state = .text
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    pending = []
    state = .text
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
    case UInt8(ascii: "M"):
      if row == margins.lowerBound { scroll(by: -1) } else { row = max(row - 1, 0) }
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "7"), UInt8(ascii: "8"): break
    default: strange = strange ?? "ESC \(byte)"
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: move(row, 0)
    case 0x0A:
      isWrapping = false
      if row == margins.upperBound { scroll(by: 1) } else { row = min(row + 1, rows - 1) }
    case 0x08: move(row, column - 1)
    case 0x09: move(row, (column / 8 + 1) * 8)
    case 0..<0x20, 0x7F: break
    case 0x80...0xBF:
      pending.append(byte)
      if pending.count == expected { takeScalar() }
    case 0xC0...:
      pending = [byte]
      expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    default: put(UInt32(byte))
    }
  }

  private mutating func takeScalar() {
    let text = String(decoding: pending, as: UTF8.self)
    pending = []
    if let scalar = text.unicodeScalars.first { put(scalar.value) }
  }

  private mutating func put(_ scalar: UInt32) {
    let width = scalar < 0x80 ? 1 : Int(bench_width(scalar))
    guard width > 0 else {
      // A mark joins what stands before it.
      var place = row * columns + (isWrapping ? column : column - 1)
      if cells.indices.contains(place), cells[place].scalars.isEmpty { place -= 1 }
      if cells.indices.contains(place), cells[place].scalars.count < 5 {
        cells[place].scalars.append(scalar)
      }
      return
    }
    if isWrapping {
      column = 0
      isWrapping = false
      if row == margins.upperBound { scroll(by: 1) } else { row = min(row + 1, rows - 1) }
    }
    lastScalar = scalar
    let place = row * columns + column
    cells[place] = Cell(scalars: [scalar], look: look)
    if width == 2, column + 1 < columns { cells[place + 1] = Cell(scalars: [], look: look) }
    if column + width >= columns {
      column = columns - 1
      isWrapping = true
    } else {
      column += width
    }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    self.row = min(max(row, 0), rows - 1)
    self.column = min(max(column, 0), columns - 1)
    isWrapping = false
  }

  private var blank: Cell { Cell(look: Look(ground: look.ground)) }

  private mutating func clear(_ range: Range<Int>) {
    for place in range { cells[place] = blank }
  }

  /// Moves the lines between the margins up by so many, or down.
  private mutating func scroll(by count: Int) { shift(margins, by: count) }

  private mutating func shift(_ lines: ClosedRange<Int>, by count: Int) {
    let old = cells
    for line in lines {
      let from = line + count
      for column in 0..<columns {
        cells[line * columns + column] =
          lines.contains(from) ? old[from * columns + column] : blank
      }
    }
  }

  private mutating func control(_ final: UInt8) {
    let isPrivate = pending.first.map { $0 >= 0x3C } ?? false
    let numbers = String(decoding: pending.filter { $0 < 0x3C }, as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    func number(_ place: Int, _ fallback: Int) -> Int {
      numbers.indices.contains(place) && numbers[place] > 0 ? numbers[place] : fallback
    }
    let count = number(0, 1)
    let start = row * columns
    let end = start + columns
    guard !isPrivate else { return }
    switch Character(Unicode.Scalar(final)) {
    case "H", "f": move(count - 1, number(1, 1) - 1)
    case "A": move(row - count, column)
    case "B": move(row + count, column)
    case "C": move(row, column + count)
    case "D": move(row, column - count)
    case "G": move(row, count - 1)
    case "d": move(count - 1, column)
    case "J":
      switch number(0, 0) {
      case 0: clear(start + column..<cells.count)
      case 1: clear(0..<start + column + 1)
      default: clear(0..<cells.count)
      }
    case "K":
      switch number(0, 0) {
      case 0: clear(start + column..<end)
      case 1: clear(start..<start + column + 1)
      default: clear(start..<end)
      }
    case "X": clear(start + column..<min(start + column + count, end))
    case "@", "P":
      let tail = Array(cells[start + column..<end])
      let gap = Array(repeating: blank, count: min(count, tail.count))
      let moved = final == UInt8(ascii: "@") ? gap + tail : tail.dropFirst(gap.count) + gap
      cells.replaceSubrange(start + column..<end, with: moved.prefix(tail.count))
    case "L": if margins.contains(row) { shift(row...margins.upperBound, by: -count) }
    case "M": if margins.contains(row) { shift(row...margins.upperBound, by: count) }
    case "S": scroll(by: count)
    case "T": scroll(by: -count)
    case "b": for _ in 0..<count { put(lastScalar) }
    case "r":
      margins = min(number(0, 1), rows) - 1...min(number(1, rows), rows) - 1
      move(0, 0)
    case "m": style(numbers.isEmpty ? [0] : numbers)
    case "h", "l", "t", "c", "n": break
    default: strange = strange ?? "CSI \(Character(Unicode.Scalar(final)))"
    }
  }

  private mutating func style(_ numbers: [Int]) {
    var numbers = numbers[...]
    while let number = numbers.popFirst() {
      switch number {
      case 0: look = Look()
      case 1, 2, 3, 4, 7: look.flags |= 1 << (number == 7 ? 4 : UInt32(number) - 1)
      case 22: look.flags &= ~3
      case 23, 24: look.flags &= ~(1 << UInt32(number - 21))
      case 27: look.flags &= ~16
      case 30...37: look.ink = Int32(number - 30)
      case 39: look.ink = -1
      case 40...47: look.ground = Int32(number - 40)
      case 49: look.ground = -1
      case 90...97: look.ink = Int32(number - 82)
      case 100...107: look.ground = Int32(number - 92)
      case 38, 48:
        guard numbers.popFirst() == 5, let colour = numbers.popFirst() else {
          strange = strange ?? "a colour that is not of the palette"
          return
        }
        if number == 38 { look.ink = Int32(colour) } else { look.ground = Int32(colour) }
      default: strange = strange ?? "SGR \(number)"
      }
    }
  }
}
