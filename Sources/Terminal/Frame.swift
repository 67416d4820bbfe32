/// What the whole screen shows, as a value: cells, where the cursor is, and the window's title.
///
///     var frame = Frame(size: Size(columns: 80, rows: 24))
///     frame.box(Rect(frame.size), title: "Queue", trailing: "128", focused: true)
///     frame.write("CX-10482", row: 1, column: 2, style: Style(.value))
///
/// Drawing outside the frame draws nothing, so a screen too small for its content is no mistake.
public struct Frame: Equatable, Sendable {
  /// How large the frame is; never negative.
  public let size: Size
  /// Where the cursor stands; nil hides it.
  public var cursor: Point?
  /// The window's title, for terminals that show one; empty leaves it alone.
  public var title = ""
  /// The row that one is at where nothing is typed, for who follows the lines of a frame; nil is the one that is selected.
  public var reading: Int?
  /// What a frame of lines says besides, at its foot; nil for a frame that is looked at.
  public var announcement: Announcement?
  /// The signs that boxes and rules are drawn with.
  public let glyphs: Glyphs
  /// All cells, row by row.
  var cells: [Cell]
  /// Colours that no role has: those of a picture.
  var tints: [Tint] = []

  /// A line that is said: it reaches the terminal as a whole whenever it is another one, so that a screen reader which
  /// speaks what is written speaks all of it.
  public struct Announcement: Equatable, Sendable {
    /// The rows that it takes.
    public var rows: Range<Int>
    /// Its number: the same words said once more have another.
    public var number: Int
  }

  /// An empty frame. Sides below 0 count as 0, above 4,096 as 4,096.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = Size(
      columns: min(max(size.columns, 0), Frame.maxSide), rows: min(max(size.rows, 0), Frame.maxSide)
    )
    self.glyphs = glyphs
    cells = Array(
      repeating: Cell(" ", style: .text), count: self.size.columns * self.size.rows)
  }

  /// The longest side of a frame, in cells.
  static let maxSide = 4_096

  /// The cell at a row and a column; nil outside.
  public subscript(row: Int, column: Int) -> Cell? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return cells[row * size.columns + column]
  }

  /// Writes text on one row and returns the cells used, those clipped at the frame's edge included.
  ///
  /// The text passes the ``Sanitiser``. It gets `width` cells from `column` on, without a width all
  /// to the right edge; what does not fit is cut at a character, with `…` in the last cell unless
  /// `ellipsis` is off. Cells of the width that the text does not need are left as they are.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, width: Int? = nil, style: Style = .text,
    align: Alignment = .left, ellipsis: Bool = true
  ) -> Int {
    let column = min(max(column, -Frame.maxSide), Frame.maxSide)
    let width = min(width ?? (size.columns - column), 2 * Frame.maxSide)
    guard width > 0 else { return 0 }
    let isPlain = Sanitiser.isPlain(text)
    if isPlain, text.utf8.count <= width {
      let used = text.utf8.count
      guard row >= 0, row < size.rows else { return used }
      put(plain: text, row: row, column: column + offset(of: used, in: width, align), style: style)
      return used
    }
    let cut = TextLayout.truncate(text, to: width, ellipsis: ellipsis)
    let used = TextLayout.cells(of: cut)
    guard row >= 0, row < size.rows else { return used }
    put(cut, row: row, column: column + offset(of: used, in: width, align), style: style)
    return used
  }

  private func offset(of used: Int, in width: Int, _ align: Alignment) -> Int {
    switch align {
    case .left: 0
    case .center: (width - used) / 2
    case .right: width - used
    }
  }

  /// Sets every cell of a part to one scalar of width 1; any other scalar counts as a space.
  public mutating func fill(
    _ rect: Rect, style: Style = .text, with scalar: Unicode.Scalar = " "
  ) {
    let scalar = scalar.columns == 1 ? scalar : " "
    let part = rect.intersection(Rect(size))
    guard !part.isEmpty else { return }
    let cell = Cell(scalar, style: style)
    for row in part.row...part.maxRow {
      let start = row * size.columns
      splitWide(start + part.column...start + part.maxColumn, from: start)
      for index in start + part.column...start + part.maxColumn { cells[index] = cell }
    }
  }

  /// Gives every cell of a part another role and keeps its text and attributes, for example for the
  /// bar over a row that is written already.
  public mutating func restyle(_ rect: Rect, role: Role) {
    let part = rect.intersection(Rect(size))
    guard !part.isEmpty else { return }
    for row in part.row...part.maxRow {
      let start = row * size.columns
      for index in (start + part.column)...(start + part.maxColumn) {
        cells[index].style.role = role
      }
    }
  }

  /// Draws printable ASCII from a cell of a row on, clipped to the frame.
  private mutating func put(plain text: String, row: Int, column: Int, style: Style) {
    let start = row * size.columns
    let first = max(column, 0)
    let last = min(column + text.utf8.count, size.columns) - 1
    guard first <= last else { return }
    splitWide(start + first...start + last, from: start)
    var index = start + first
    for byte in text.utf8.dropFirst(first - column).prefix(last - first + 1) {
      cells[index] = Cell(Unicode.Scalar(byte), style: style)
      index += 1
    }
  }

  /// Blanks the halves of wide scalars that stick out of a part of a row that is about to be overwritten.
  private mutating func splitWide(_ range: ClosedRange<Int>, from start: Int) {
    part(range.lowerBound, from: start)
    part(range.upperBound, from: start, keepingLeft: true)
  }

  /// Draws clean text from a cell on, clipped to the frame.
  mutating func put(_ text: String, row: Int, column: Int, style: Style) {
    var at = column
    var last: Int?
    for scalar in text.unicodeScalars {
      let columns = scalar.columns
      if columns > 0 {
        last = put(scalar, columns: columns, row: row, column: at, style: style)
        at += columns
      } else if columns == 0, let last {
        cells[last].join(scalar)
      }
    }
  }

  /// Draws one scalar and returns the index of its cell; nil when it is not inside as a whole.
  @discardableResult
  private mutating func put(
    _ scalar: Unicode.Scalar, columns: Int, row: Int, column: Int, style: Style
  ) -> Int? {
    guard row >= 0, row < size.rows, column < size.columns, column + columns > 0 else {
      return nil
    }
    let start = row * size.columns
    if column < 0 || column + columns > size.columns {
      // Half of a wide scalar is at the edge: the half inside is left blank.
      clear(start + max(column, 0), style: style)
      return nil
    }
    let index = start + column
    part(index, from: start)
    cells[index] = Cell(scalar, style: style)
    if columns == 2 {
      part(index + 1, from: start, keepingLeft: true)
      cells[index + 1] = .continuation(style: style)
    }
    return index
  }

  /// The columns of a row from the first to the last that are others than in a frame of the same size, wide scalars whole in
  /// both; nil where none is.
  func difference(from other: Frame, row: Int) -> ClosedRange<Int>? {
    let start = row * size.columns
    return cells.withUnsafeBufferPointer { mine in
      other.cells.withUnsafeBufferPointer { others in
        var first = start
        var last = start + size.columns - 1
        while first <= last, mine[first] == others[first] { first += 1 }
        guard first <= last else { return nil }
        while mine[last] == others[last] { last -= 1 }
        while first > start, mine[first].isContinuation || others[first].isContinuation {
          first -= 1
        }
        let end = start + size.columns - 1
        while last < end, mine[last + 1].isContinuation || others[last + 1].isContinuation {
          last += 1
        }
        return first - start...last - start
      }
    }
  }

  /// Reads the cells of one row without a copy of them.
  func withRow<Result>(_ row: Int, _ body: (Slice<UnsafeBufferPointer<Cell>>) -> Result) -> Result {
    cells.withUnsafeBufferPointer { all in
      body(all[row * size.columns..<(row + 1) * size.columns])
    }
  }

  private mutating func clear(_ index: Int, style: Style) {
    part(index, from: index - index % size.columns)
    cells[index] = Cell(" ", style: style)
  }

  /// Blanks the other half of a wide scalar whose one half is about to be overwritten.
  private mutating func part(_ index: Int, from start: Int, keepingLeft: Bool = false) {
    if !keepingLeft, index > start, cells[index].isContinuation {
      cells[index - 1] = Cell(" ", style: cells[index - 1].style)
    }
    let next = index + 1
    if next < start + size.columns, cells[next].isContinuation {
      cells[next] = Cell(" ", style: cells[next].style)
    }
  }
}
