import CPictures

/// What is wanted of a picture: which part of it, in how many cells, in which signs.
///
///     PictureRequest(columns: 60, rows: 30)                        // all of it
///     PictureRequest(columns: 60, rows: 30, zoom: 4, x: 500, y: 250)
public struct PictureRequest: Hashable, Sendable {
  /// Cells from left to right at most, 1 to 512.
  public var columns: Int
  /// Cells from top to bottom at most, 1 to 256.
  public var rows: Int
  /// How often larger than whole, 1 to 64.
  public var zoom: Int
  /// The middle of what is shown, in thousandths of the picture's width.
  public var x: Int
  /// The middle of what is shown, in thousandths of the picture's height.
  public var y: Int
  /// Whether ASCII alone is used, and no block elements.
  public var isASCII: Bool
  /// Whether cells have colours: of the 240 that are the same on every terminal with 256.
  public var isColoured: Bool

  /// A part of a picture; numbers outside their bounds count as the nearest that is inside.
  public init(
    columns: Int, rows: Int, zoom: Int = 1, x: Int = 500, y: Int = 500, isASCII: Bool = false,
    isColoured: Bool = true
  ) {
    self.columns = min(max(columns, 1), Int(PD_PICTURE_COLUMNS))
    self.rows = min(max(rows, 1), Int(PD_PICTURE_ROWS))
    self.zoom = min(max(zoom, 1), Int(PD_PICTURE_ZOOM))
    self.x = min(max(x, 0), 1_000)
    self.y = min(max(y, 0), 1_000)
    self.isASCII = isASCII
    self.isColoured = isColoured
  }

  /// As the child is asked.
  var asked: pd_picture_request {
    pd_picture_request(
      what: PD_PICTURE_CELLS, columns: UInt32(columns), rows: UInt32(rows), zoom: UInt32(zoom),
      x: UInt32(x), y: UInt32(y),
      signs: (isASCII ? PD_PICTURE_ASCII : 0) | (isColoured ? PD_PICTURE_COLOURED : 0))
  }

  /// A grey copy for a program that reads text: at most 1,600 by 2,600 pixels.
  static let grey = pd_picture_request(
    what: PD_PICTURE_GREY, columns: 1_600, rows: 2_600, zoom: 1, x: 500, y: 500, signs: 0)
}

extension pd_picture_request {
  /// The words of the child's command line.
  var words: [String] { [what, columns, rows, zoom, x, y, signs].map(String.init) }

  /// How many bytes the answer has, whatever the picture is.
  var answerSize: Int { withUnsafePointer(to: self) { pd_picture_answer_size($0) } }
}
