import Terminal

/// Rows of text that a pane shows, longer than the pane if need be.
///
///     var sheet = Sheet(width: 67, glyphs: .unicode)
///     sheet.entry("Calls", "13:14 phone, no answer")
///     sheet.draw(in: &frame, rect: inside, box: box, from: scroll)
struct Sheet {
  /// A piece of text on a row.
  struct Piece {
    var text: String
    var column: Int
    var width: Int?
    var style: Style
    var align: Alignment = .left

    init(
      _ text: String, at column: Int = 0, width: Int? = nil, _ role: Terminal.Role = .text,
      bold: Bool = false, align: Alignment = .left
    ) {
      self.text = text
      self.column = column
      self.width = width
      style = Style(role, bold: bold)
      self.align = align
    }
  }

  /// A row.
  enum Row {
    case pieces([Piece])
    case rule(title: String, trailing: String)
  }

  /// The columns that there are.
  let width: Int
  /// The signs of the screen.
  let glyphs: Glyphs
  /// The rows so far.
  private(set) var rows: [Row] = []
  /// Where values of entries begin.
  var indent = 12

  init(width: Int, glyphs: Glyphs) {
    self.width = width
    self.glyphs = glyphs
  }

  /// An empty row, but not two of them; none where rows are read one after the other.
  mutating func gap() {
    guard !glyphs.isRead else { return }
    guard let last = rows.last else { return }
    if case .pieces(let pieces) = last, pieces.isEmpty { return }
    rows.append(.pieces([]))
  }

  /// A row of pieces.
  mutating func row(_ pieces: Piece...) { rows.append(.pieces(pieces)) }

  /// A row of pieces.
  mutating func row(_ pieces: [Piece]) { rows.append(.pieces(pieces)) }

  /// A rule from border to border.
  mutating func rule(_ title: String, trailing: String = "") {
    rows.append(.rule(title: title, trailing: trailing))
  }

  /// A paragraph, wrapped.
  mutating func say(_ text: String, _ role: Terminal.Role = .text, at column: Int = 0) {
    for line in TextLayout.wrap(text, width: width - column) {
      rows.append(.pieces([Piece(line, at: column, role)]))
    }
  }

  /// A label and a value, wrapped beside it.
  mutating func entry(
    _ label: String, _ value: String, _ role: Terminal.Role = .value, after sign: Piece? = nil
  ) {
    let lines = TextLayout.wrap(value, width: max(width - indent, 8))
    for (index, line) in lines.enumerated() {
      var pieces = [Piece(line, at: indent, role)]
      if index == 0 { pieces.insert(Piece(label, width: indent - 1, .label), at: 0) }
      guard index == lines.count - 1, var sign else {
        rows.append(.pieces(pieces))
        continue
      }
      sign.column = indent + TextLayout.width(line) + 2
      let fits = sign.column + TextLayout.width(sign.text) <= width
      if fits { pieces.append(sign) }
      rows.append(.pieces(pieces))
      if !fits {
        sign.column = indent
        rows.append(.pieces([sign]))
      }
    }
  }

  /// The last row that it can be scrolled to with so many rows in sight; where rows are read, each is one to come to.
  func lastTop(showing visible: Int) -> Int {
    max(glyphs.isRead ? rows.count - 1 : rows.count - visible, 0)
  }

  /// Draws it scrolled to a row. Where rows are read the page stands that has this row, and the row is the one that one is at.
  func draw(in frame: inout Frame, rect: Rect, box: Rect, scrolledTo row: Int) {
    guard glyphs.isRead, rect.rows > 0 else {
      return draw(in: &frame, rect: rect, box: box, from: row)
    }
    draw(in: &frame, rect: rect, box: box, from: row - row % rect.rows)
    frame.reading = rect.row + row % rect.rows
  }

  /// Draws the rows from one on into a part of a frame; rules reach to the borders of the box.
  func draw(in frame: inout Frame, rect: Rect, box: Rect, from first: Int = 0) {
    let start = min(max(first, 0), rows.count)
    for (line, row) in rows[start...].prefix(max(rect.rows, 0)).enumerated() {
      switch row {
      case .rule(let title, let trailing):
        frame.rule(row: rect.row + line, in: box, title: title, trailing: trailing)
      case .pieces(let pieces):
        for piece in pieces where piece.column < width {
          frame.write(
            piece.text, row: rect.row + line, column: rect.column + piece.column,
            width: min(piece.width ?? (width - piece.column), width - piece.column),
            style: piece.style, align: piece.align)
        }
      }
    }
  }
}
