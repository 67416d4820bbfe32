/// A picture, or a part of one, in cells of a terminal.
public struct PictureCells: Equatable, Sendable {
  /// One cell.
  public struct Cell: Hashable, Sendable {
    /// Its sign: a space, a block element (U+2580 to U+259F), or printable ASCII.
    public var scalar: Unicode.Scalar
    /// The number of the sign's colour, 16 to 255; nil is the terminal's own.
    public var text: UInt8?
    /// The number of the ground's colour, 16 to 255; nil is the terminal's own.
    public var ground: UInt8?

    /// One cell.
    public init(scalar: Unicode.Scalar, text: UInt8? = nil, ground: UInt8? = nil) {
      self.scalar = scalar
      self.text = text
      self.ground = ground
    }
  }

  /// Cells from left to right.
  public var columns: Int
  /// Cells from top to bottom.
  public var rows: Int
  /// The cells, row by row.
  public var cells: [Cell]
  /// The picture's width in pixels.
  public var width: Int
  /// The picture's height in pixels.
  public var height: Int
  /// What is shown from left to right, in thousandths of the width.
  public var across: Range<Int>
  /// What is shown from top to bottom, in thousandths of the height.
  public var down: Range<Int>
  /// Whether the file is damaged: what could be read of it is shown.
  public var isDamaged: Bool

  /// A picture in cells; as many as rows and columns say.
  public init(
    columns: Int, rows: Int, cells: [Cell], width: Int, height: Int, across: Range<Int> = 0..<1_000,
    down: Range<Int> = 0..<1_000, isDamaged: Bool = false
  ) {
    self.columns = columns
    self.rows = rows
    self.cells = cells
    self.width = width
    self.height = height
    self.across = across
    self.down = down
    self.isDamaged = isDamaged
  }
}
