extension LineEditor {
  /// The part of the text that a field of `width` cells shows, and the column of the cursor in it.
  ///
  /// A text that is too long shows its end, or moves by half a field at a time, with `…` where it
  /// goes on. Line ends show as `↵`. The column is below `width`, or 0 when the width is below 1.
  public func visible(width: Int) -> (text: String, cursorColumn: Int) {
    guard width > 0 else { return ("", 0) }
    let characters = text.map { LineEditor.shown($0) }
    // The column that each character starts at, and the end of the text.
    var starts = [0]
    for character in characters {
      starts.append((starts.last ?? 0) + TextLayout.cells(of: character))
    }
    let at = starts[cursor]
    let total = starts[characters.count]
    // The cursor at the end of the text needs a cell of its own.
    let needed = cursor == characters.count ? total + 1 : total
    if needed <= width { return (characters.joined(), at) }
    guard width >= 4 else {
      let rest = characters[cursor...].joined()
      return (TextLayout.truncate(rest, to: width, ellipsis: false), 0)
    }

    // The end of the text is shown in full while the cursor is in it, with room to type on.
    let tail = starts.firstIndex { total + 1 - $0 < width } ?? 0
    var first = 0
    if cursor > tail {
      first = tail
    } else if at > width - 2 {
      let step = width / 2
      let offset = ((at - width + 2) / step + 1) * step
      first = starts.firstIndex { $0 >= offset } ?? cursor
    }
    let lead = first > 0 ? 1 : 0
    let cursorColumn = lead + at - starts[first]
    let prefix = first > 0 ? "…" : ""
    if lead + needed - starts[first] <= width {
      return (prefix + characters[first...].joined(), cursorColumn)
    }
    let last = (first..<characters.count).last { lead + starts[$0 + 1] - starts[first] < width }
    let shown = characters[first..<(last.map { $0 + 1 } ?? first)].joined()
    return (prefix + shown + "…", cursorColumn)
  }

  /// The whole text in lines of at most `width` cells, broken anywhere, and the cursor in them, for a
  /// field of several rows. There is a row for the cursor even after a full last line.
  public func lines(width: Int) -> (lines: [String], cursor: Point) {
    let width = max(width, 1)
    var lines = [""]
    var used = 0
    var point = Point(row: 0, column: 0)
    for (position, character) in text.enumerated() {
      if character.isNewline {
        if position == cursor {
          point = Point(row: lines.count - 1, column: min(used, width - 1))
        }
        lines.append("")
        used = 0
        continue
      }
      let shown = LineEditor.shown(character)
      let wide = TextLayout.cells(of: shown)
      if used + wide > width, used > 0 {
        lines.append("")
        used = 0
      }
      if position == cursor {
        point = Point(row: lines.count - 1, column: min(used, width - 1))
      }
      lines[lines.count - 1] += shown
      used += wide
    }
    if cursor >= text.count {
      if used >= width {
        lines.append("")
        used = 0
      }
      point = Point(row: lines.count - 1, column: used)
    }
    return (lines, point)
  }

  private static func shown(_ character: Character) -> String {
    character.isNewline ? "↵" : Sanitiser.clean(String(character))
  }
}
