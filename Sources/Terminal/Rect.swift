/// One cell of a screen, counted from 0 at the top left.
public struct Point: Hashable, Sendable {
  /// Cells down from the top.
  public var row: Int
  /// Cells right from the left edge.
  public var column: Int

  /// The cell at a row and a column.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A part of a screen, in cells. It may lie outside a frame, or be empty: drawing clips.
///
///     let pane = Rect(row: 1, column: 0, rows: 22, columns: 49)
///     let inside = pane.inset(rows: 1, columns: 1)
public struct Rect: Hashable, Sendable {
  /// The first row, from 0.
  public var row: Int
  /// The first column, from 0.
  public var column: Int
  /// How many rows; 0 or less is empty.
  public var rows: Int
  /// How many columns; 0 or less is empty.
  public var columns: Int

  /// A part of a screen by its first cell and its size.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }

  /// The whole of a screen.
  public init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  /// Whether there is no cell in it.
  public var isEmpty: Bool { rows <= 0 || columns <= 0 }

  /// The last row inside; one less than `row` when empty.
  public var maxRow: Int { row + max(rows, 0) - 1 }

  /// The last column inside; one less than `column` when empty.
  public var maxColumn: Int { column + max(columns, 0) - 1 }

  /// Rows and columns as a size, never negative.
  public var size: Size { Size(columns: max(columns, 0), rows: max(rows, 0)) }

  /// The same place with that many rows taken off above and below and columns left and right.
  public func inset(rows: Int = 0, columns: Int = 0) -> Rect {
    Rect(
      row: row + rows, column: column + columns,
      rows: max(self.rows - 2 * rows, 0), columns: max(self.columns - 2 * columns, 0))
  }

  /// Whether the cell is inside.
  public func contains(_ point: Point) -> Bool {
    point.row >= row && point.row <= maxRow && point.column >= column
      && point.column <= maxColumn
  }

  /// What this and another part have in common; empty when nothing.
  public func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top, column: left,
      rows: max(min(maxRow, other.maxRow) - top + 1, 0),
      columns: max(min(maxColumn, other.maxColumn) - left + 1, 0))
  }

  /// The first `columns` columns and the rest, for panes side by side.
  public func split(columns: Int) -> (left: Rect, right: Rect) {
    let first = min(max(columns, 0), max(self.columns, 0))
    return (
      Rect(row: row, column: column, rows: rows, columns: first),
      Rect(row: row, column: column + first, rows: rows, columns: max(self.columns, 0) - first)
    )
  }

  /// The first `rows` rows and the rest, for panes one above the other.
  public func split(rows: Int) -> (top: Rect, bottom: Rect) {
    let first = min(max(rows, 0), max(self.rows, 0))
    return (
      Rect(row: row, column: column, rows: first, columns: columns),
      Rect(row: row + first, column: column, rows: max(self.rows, 0) - first, columns: columns)
    )
  }
}
