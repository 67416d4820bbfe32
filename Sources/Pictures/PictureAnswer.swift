import CPictures

/// What came back from the child, checked: once it decodes, it is whoever made the file that speaks.
enum PictureAnswer {
  /// The cells in an answer to a request; what an honest child would never say is no answer.
  static func cells(
    in bytes: [UInt8], to request: PictureRequest
  ) throws(PictureTrouble) -> PictureCells {
    let asked = request.asked
    let reply = try header(of: bytes, asked)
    let columns = Int(reply.columns)
    let rows = Int(reply.rows)
    guard (1...request.columns).contains(columns), (1...request.rows).contains(rows) else {
      throw .noAnswer
    }
    let across = try part(reply.left, reply.right)
    let down = try part(reply.top, reply.bottom)
    var cells: [PictureCells.Cell] = []
    cells.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let start =
          MemoryLayout<pd_picture_reply>.size
          + (row * request.columns + column) * MemoryLayout<pd_picture_cell>.size
        cells.append(try cell(in: bytes, at: start, request))
      }
    }
    return PictureCells(
      columns: columns, rows: rows, cells: cells, width: Int(reply.width),
      height: Int(reply.height), across: across, down: down, isDamaged: reply.damaged == 1)
  }

  /// The grey copy in an answer, as a file of the plain kind that every program reads (PGM).
  static func grey(in bytes: [UInt8]) throws(PictureTrouble) -> [UInt8] {
    let asked = PictureRequest.grey
    let reply = try header(of: bytes, asked)
    guard (1...asked.columns).contains(reply.columns), (1...asked.rows).contains(reply.rows) else {
      throw .noAnswer
    }
    var file = Array("P5 \(reply.columns) \(reply.rows) 255\n".utf8)
    for row in 0..<Int(reply.rows) {
      let start = MemoryLayout<pd_picture_reply>.size + row * Int(asked.columns)
      file += bytes[start..<start + Int(reply.columns)]
    }
    return file
  }

  private static func header(
    of bytes: [UInt8], _ asked: pd_picture_request
  ) throws(PictureTrouble) -> pd_picture_reply {
    guard bytes.count == asked.answerSize, !bytes.isEmpty else { throw .noAnswer }
    let reply = bytes.withUnsafeBytes { $0.loadUnaligned(as: pd_picture_reply.self) }
    guard reply.magic == PD_PICTURE_MAGIC, reply.what == asked.what, reply.damaged <= 1 else {
      throw .noAnswer
    }
    switch reply.status {
    case PD_PICTURE_OK:
      guard (1...PD_PICTURE_SIDE).contains(reply.width),
        (1...PD_PICTURE_SIDE).contains(reply.height)
      else { throw .noAnswer }
      return reply
    case PD_PICTURE_OTHER: throw .other
    case PD_PICTURE_TOO_LARGE:
      throw .tooManyPixels(Int(reply.width), Int(reply.height))
    case PD_PICTURE_BROKEN: throw .broken
    case PD_PICTURE_MISSING:
      let bits: [(UInt32, PictureTrouble.Library)] = [
        (PD_PICTURE_NO_PNG, .png), (PD_PICTURE_NO_JPEG, .jpeg), (PD_PICTURE_NO_CHAFA, .chafa),
      ]
      throw .missing(bits.filter { reply.missing & $0.0 != 0 }.map(\.1))
    case PD_PICTURE_NO_MEMORY: throw .noMemory
    case PD_PICTURE_UNCONFINED: throw .unconfined
    default: throw .noAnswer
    }
  }

  private static func part(
    _ first: UInt32, _ end: UInt32
  ) throws(PictureTrouble) -> Range<Int> {
    guard first <= end, end <= 1_000 else { throw .noAnswer }
    return Int(first)..<Int(end)
  }

  private static func cell(
    in bytes: [UInt8], at start: Int, _ request: PictureRequest
  ) throws(PictureTrouble) -> PictureCells.Cell {
    let cell = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: start, as: pd_picture_cell.self)
    }
    let isSign = request.isASCII ? (0x20...0x7E).contains(cell.scalar) : isBlock(cell.scalar)
    guard isSign, let scalar = Unicode.Scalar(cell.scalar) else { throw .noAnswer }
    var drawn = PictureCells.Cell(scalar: scalar)
    if UInt32(cell.has) & PD_PICTURE_HAS_TEXT != 0 { drawn.text = try colour(cell.text, request) }
    if UInt32(cell.has) & PD_PICTURE_HAS_GROUND != 0 {
      drawn.ground = try colour(cell.ground, request)
    }
    return drawn
  }

  private static func isBlock(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || (0x2580...0x259F).contains(scalar)
  }

  /// The first sixteen are the person's own, and stand for nothing in a picture.
  private static func colour(
    _ number: UInt8, _ request: PictureRequest
  ) throws(PictureTrouble) -> UInt8 {
    guard request.isColoured, number >= 16 else { throw .noAnswer }
    return number
  }
}
