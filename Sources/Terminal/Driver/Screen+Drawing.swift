import CNcurses

/// What is shown, and what the terminal is sent for it.
extension Screen {
  /// An empty frame of the size and with the signs of this screen.
  public func newFrame() -> Frame { Frame(size: size, glyphs: glyphs) }

  /// Shows a frame. Only rows that differ from the frame before are handed on, and the terminal gets
  /// only what differs in them. A frame of another size is clipped.
  ///
  /// Terminals do not agree on the cells of some scripts, so after a text in one of them nobody knows where the cursor is.
  /// Such a text is drawn by itself, once all around it is in its place: where a terminal counts otherwise, a name ends earlier,
  /// and the amount behind it stands in its column all the same.
  public func present(_ frame: Frame) {
    guard isOpen else { return }
    // The number of a tint means something in its own frame alone.
    let before = shown?.size == frame.size && shown?.tints == frame.tints ? shown : nil
    if before == nil { erase() }
    keepPairs(of: frame.tints)
    var isSame = before != nil && before?.cursor == frame.cursor && before?.title == frame.title
    var loose: [LooseRow] = []
    for row in 0..<min(frame.size.rows, size.rows) {
      let whole = 0...max(frame.size.columns - 1, 0)
      guard let changed = before.map({ frame.difference(from: $0, row: row) }) ?? whole else {
        continue
      }
      // In lines nothing stands behind a text, and they are sent whole.
      if frame.announcement == nil, !glyphs.isASCII,
        let parts = LooseRow(of: frame, row, before: before, touching: changed)
      {
        loose.append(parts)
        draw(frame, row, parts.columns, leavingOut: parts.former + parts.now)
      } else {
        draw(frame, row, changed)
      }
      if before != nil { sendWhole(row, of: frame) }
      isSame = false
    }
    if let said = frame.announcement, let before, said != before.announcement {
      for row in said.rows { sendWhole(row, of: frame) }
      isSame = false
    }
    guard !isSame else { return }
    place(frame.cursor)
    refresh()
    show(loose, of: frame)
    let title = Sanitiser.clean(frame.title)
    if title != shownTitle {
      send(terminal.title(title, glyphs))
      shownTitle = title
    }
    shown = frame
  }

  /// Puts texts that terminals count otherwise into the places that were left for them, one by one, and after each the cursor
  /// to where curses takes it to be.
  private func show(_ loose: [LooseRow], of frame: Frame) {
    guard !loose.isEmpty else { return }
    // What has come where such a text was.
    let others = loose.filter { row in !row.former.allSatisfy { row.now.contains($0) } }
    for row in others { draw(frame, row.number, row.columns, leavingOut: row.now) }
    if !others.isEmpty { refresh() }
    for row in loose {
      for part in row.now {
        draw(frame, row.number, part)
        let (line, column) = (Int32(row.number), Int32(part.lowerBound))
        wmove(pd_screen(), line, column)
        refresh()
        if let place = pd_place(placing, line, column) { send(String(cString: place)) }
      }
    }
    place(frame.cursor)
    refresh()
  }

  private func refresh() {
    wnoutrefresh(pd_screen())
    doupdate()
  }

  /// Has the terminal get a line of a frame of lines from its first cell on, for a piece of a line says nothing aloud. The
  /// line with the cursor is left alone: what is typed in it is echoed by whoever reads.
  private func sendWhole(_ row: Int, of frame: Frame) {
    guard frame.announcement != nil, row != frame.cursor?.row, row < size.rows else { return }
    wredrawln(pd_screen(), Int32(row), 1)
  }

  private func draw(
    _ frame: Frame, _ at: Int, _ part: ClosedRange<Int>, leavingOut blank: [ClosedRange<Int>] = []
  ) {
    let columns = min(frame.size.columns, size.columns)
    /// No scalar of two cells is torn apart.
    func isLeftOut(_ column: Int, _ cells: UnsafeBufferPointer<Cell>) -> Bool {
      guard !blank.isEmpty else { return false }
      let first = cells[column].isContinuation && column > 0 ? column - 1 : column
      let isWide = first + 1 < cells.count && cells[first + 1].isContinuation
      return blank.contains { $0.overlaps(first...(isWide ? first + 1 : first)) }
    }
    row.removeAll(keepingCapacity: true)
    var start = part.lowerBound
    frame.withRow(at) { slice in
      let cells = UnsafeBufferPointer(rebasing: slice)
      while start > 0, cells[start].isContinuation { start -= 1 }
      for column in start...part.upperBound where column < columns {
        if isLeftOut(column, cells) {
          append(Cell(" ", style: cells[column].style), frame.tints)
          continue
        }
        guard !cells[column].isContinuation else { continue }
        var cell = cells[column]
        // Half of a wide scalar at the edge of a screen smaller than the frame.
        if column + 1 == columns, columns < cells.count, cells[column + 1].isContinuation {
          cell = Cell(" ", style: cell.style)
        }
        append(cell, frame.tints)
        if glyphs.isASCII, column + 1 < columns, cells[column + 1].isContinuation {
          append(Cell(" ", style: cell.style), frame.tints)
        }
      }
    }
    mvwadd_wchnstr(pd_screen(), Int32(at), Int32(start), row, Int32(row.count))
  }

  private func append(_ cell: Cell, _ tints: [Tint]) {
    var look = look(for: cell.style)
    if cell.tint > 0, let pair = tintPairs[tints[Int(cell.tint) - 1]] { look.pair = pair }
    var made = cchar_t()
    if glyphs.isASCII {
      pd_cell(&made, cell.scalar.asciiTwin.value, nil, look.attributes, look.pair)
    } else if cell.hasMarks {
      let marks = (cell.marks.map(\.value) + [0, 0, 0, 0]).prefix(4)
      pd_cell(&made, cell.scalar.value, Array(marks), look.attributes, look.pair)
    } else {
      pd_cell(&made, cell.scalar.value, nil, look.attributes, look.pair)
    }
    row.append(made)
  }

  private func place(_ cursor: Point?) {
    if let cursor, cursor.row >= 0, cursor.row < size.rows, cursor.column >= 0,
      cursor.column < size.columns
    {
      curs_set(1)
      wmove(pd_screen(), Int32(cursor.row), Int32(cursor.column))
    } else if curs_set(0) == ERR {
      // A terminal that cannot hide its cursor has it out of the way.
      wmove(pd_screen(), Int32(max(size.rows - 1, 0)), Int32(max(size.columns - 1, 0)))
    }
  }

  typealias Look = (attributes: attr_t, pair: Int32)

  static let noLooks = [Look?](
    repeating: nil, count: Role.allCases.count << Attributes.bits)

  private func look(for style: Style) -> Look {
    let index = Int(style.role.rawValue) << Attributes.bits | Int(style.attributes.rawValue)
    if let known = looks[index] { return known }
    let look = theme.look(for: style, depth: depth)
    let attributes = pd_attributes(UInt32(look.attributes.rawValue))
    var pair: Int32 = 0
    if depth > .mono, look.foreground != .standard || look.background != .standard {
      pair = max(alloc_pair(number(look.foreground), number(look.background)), 0)
    }
    looks[index] = (attributes, pair)
    return (attributes, pair)
  }

  /// Has a pair for each of the colours that a frame's pictures need, and gives back those of pictures before: a terminal has
  /// only so many, and text keeps its own.
  private func keepPairs(of tints: [Tint]) {
    guard depth >= .indexed, !tints.isEmpty || !tintPairs.isEmpty else { return }
    let wanted = Set(tints)
    for (tint, pair) in tintPairs where !wanted.contains(tint) {
      tintPairs[tint] = nil
      // Text may have the very same colours, and then the same pair.
      if !looks.contains(where: { $0?.pair == pair }) { free_pair(pair) }
    }
    for tint in tints where tintPairs[tint] == nil {
      let look = tint.look(depth: depth)
      let pair = alloc_pair(number(look.foreground), number(look.background))
      if pair > 0 { tintPairs[tint] = pair }
    }
  }

  private func number(_ colour: Colour) -> Int32 {
    switch colour {
    case .standard: -1
    case .palette(let index): Int32(index)
    // With direct colour the numbers 1 to 7 are the palette; such a blue is black to the eye.
    case .exact(let exact): exact.value < 8 ? 0 : Int32(exact.value)
    }
  }

  /// What curses clears with: the ground of ordinary text.
  func setGround() {
    let look = look(for: .text)
    var blank = cchar_t()
    pd_cell(&blank, 0x20, nil, look.attributes, look.pair)
    wbkgrndset(pd_screen(), &blank)
  }
}

/// A row with texts whose cells terminals do not agree on.
private struct LooseRow {
  /// Its number.
  var number: Int
  /// The columns that are drawn anew.
  var columns: ClosedRange<Int>
  /// Where such texts are, from left to right.
  var now: [ClosedRange<Int>]
  /// Where they were: what the terminal shows there is not known.
  var former: [ClosedRange<Int>]

  /// The row's texts that touch what has changed, with what was there before; nil where there are none.
  init?(of frame: Frame, _ row: Int, before: Frame?, touching changed: ClosedRange<Int>) {
    number = row
    columns = changed
    let (all, others) = (frame.looseParts(row: row), before?.looseParts(row: row) ?? [])
    now = []
    former = []
    // What is drawn anew grows with each that it touches.
    while true {
      let touched = columns
      now = all.filter { $0.overlaps(touched) }
      former = others.filter { $0.overlaps(touched) }
      for part in now + former {
        columns =
          min(columns.lowerBound, part.lowerBound)...max(columns.upperBound, part.upperBound)
      }
      if columns == touched { break }
    }
    if now.isEmpty, former.isEmpty { return nil }
  }
}
