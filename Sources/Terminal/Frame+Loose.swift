/// Texts whose cells terminals do not agree on.
extension Frame {
  /// The parts of a row after which nobody knows where a terminal's cursor is, from left to right: words in scripts or signs
  /// that terminals count otherwise, each with what stands behind it in the same text.
  func looseParts(row: Int) -> [ClosedRange<Int>] {
    withRow(row) { slice in
      let cells = UnsafeBufferPointer(rebasing: slice)
      var parts: [ClosedRange<Int>] = []
      var column = 0
      while column < cells.count {
        guard cells[column].isLoose else {
          column += 1
          continue
        }
        let start = column
        while column < cells.count, cells[column].goesOn(from: cells[start]),
          !(cells[column].isBlank && (column + 1 == cells.count || !cells[column + 1].isText))
        { column += 1 }
        parts.append(start...column - 1)
      }
      return parts
    }
  }
}

extension Cell {
  /// Whether terminals differ in how many cells it takes: signs of scripts whose vowels stand beside their letters or are
  /// drawn into them, and pictures.
  fileprivate var isLoose: Bool {
    switch scalar.value {
    case 0x0900...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1900...0x1CFF, 0xA800...0xABFF,
      0x11000...0x11FFF, 0x1F000...0x1FAFF:
      true
    default: false
    }
  }

  fileprivate var isBlank: Bool { scalar == " " }

  /// Whether something is written in it: no blank, and no border.
  fileprivate var isText: Bool { !isBlank && !(0x2500...0x259F).contains(scalar.value) }

  /// Whether it belongs to the text that begins with another cell: in the same style, without a border.
  fileprivate func goesOn(from first: Cell) -> Bool {
    style == first.style && (isBlank || isText)
  }
}
