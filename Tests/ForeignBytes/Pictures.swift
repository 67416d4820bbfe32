@_spi(Faults) import Pictures
import Procedure

extension Check {
  /// Files that may be pictures: each is drawn within what was asked for, or refused with a sentence; and what an honest child
  /// says is always an answer.
  static func pictures(_ bytes: [UInt8]) throws {
    for request in [
      PictureRequest(columns: 20, rows: 9),
      PictureRequest(
        columns: 7, rows: 30, zoom: 8, x: 900, y: 100, isASCII: true, isColoured: false),
    ] {
      do {
        try check(Picture.decodedHere(bytes, request), request)
      } catch let trouble as PictureTrouble {
        try hold(trouble != .noAnswer && !trouble.description.isEmpty, "no answer: \(trouble)")
      }
    }
    do {
      let count = try Picture.greyHere(bytes)
      try hold(count > 10 && count < 5 << 20, "a grey copy of \(count) bytes")
    } catch let trouble as PictureTrouble {
      try hold(trouble != .noAnswer, "no answer: \(trouble)")
    }
  }

  /// Answers of a child that is somebody else's by now: what is taken is within bounds, and nothing in it is obeyed.
  static func answers(_ bytes: [UInt8]) throws {
    let place = Int(bytes.first ?? 0)
    let request = PictureRequest(
      columns: 1 + place % 9, rows: 1 + place / 9 % 5, isASCII: place % 2 == 1,
      isColoured: place % 3 != 0)
    do {
      try check(Picture.taken(Array(bytes.dropFirst()), request), request)
    } catch is PictureTrouble {
    }
  }

  private static func check(_ cells: PictureCells, _ request: PictureRequest) throws {
    try hold((1...request.columns).contains(cells.columns), "\(cells.columns) columns")
    try hold((1...request.rows).contains(cells.rows), "\(cells.rows) rows")
    try hold(cells.cells.count == cells.columns * cells.rows, "\(cells.cells.count) cells")
    try hold(cells.across.upperBound <= 1_000 && cells.down.upperBound <= 1_000, "outside of it")
    for cell in cells.cells {
      let isSign =
        request.isASCII
        ? (0x20...0x7E).contains(cell.scalar.value)
        : cell.scalar == " " || (0x2580...0x259F).contains(cell.scalar.value)
      try hold(isSign, "a sign \(cell.scalar.value)")
      for colour in [cell.text, cell.ground].compactMap({ $0 }) {
        try hold(request.isColoured && colour >= 16, "colour \(colour)")
      }
    }
  }

  /// Texts as a program reads them from pictures: what is suggested stands there, and is few.
  static func readings(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let reading = ProofReading(of: text, asOf: Instant(seconds: 1_795_424_520))
    try hold(reading.references.count <= 3 && reading.amounts.count <= 3, "too many")
    let letters = PaymentReference.compared(text)
    for reference in reading.references {
      try hold([12, 16, 22].contains(reference.utf8.count), "a reference \(reference)")
      // By bytes: a mark behind a digit makes another character of it.
      try hold(letters.utf8.contains(reference.utf8), "\(reference) does not stand there")
      try hold(reading.shows(reference), "\(reference) is not shown")
    }
    for amount in reading.amounts {
      try hold(amount.read > .zero && amount.read < .limit, "an amount \(amount)")
      try hold(reading.shows(amount.read), "\(amount) is not shown")
      if let shorter = amount.withoutFirst {
        try hold(shorter > .zero && shorter <= amount.read, "\(shorter) of \(amount.read)")
      }
    }
  }
}
