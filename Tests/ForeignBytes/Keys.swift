import Terminal

extension Check {
  /// Keys: how the bytes are portioned changes nothing, nothing waits for ever, and a field that takes the keys stays in its
  /// bounds.
  static func keys(_ bytes: [UInt8]) throws {
    let whole = decoded(bytes) { _ in bytes.count }
    try hold(whole == decoded(bytes) { _ in 1 }, "another result byte by byte")
    try hold(whole == decoded(bytes) { 1 + Int(bytes[$0]) % 7 }, "another result in portions")
    for multiline in [false, true] {
      var editor = LineEditor(multiline: multiline, limit: 50)
      for key in whole {
        editor.handle(key)
        try hold(editor.text.count <= 50, "a text beyond its limit")
        try hold((0...editor.text.count).contains(editor.cursor), "a cursor beyond the text")
        if !multiline { try hold(!editor.text.contains(where: \.isNewline), "a line end") }
      }
      for width in [0, 1, 3, 8, 40] { try checkShown(editor, width) }
    }
    for key in whole {
      try hold(!key.asciiName.isEmpty, "a key without a name")
      if case .paste(let text) = key {
        try hold(text.utf8.count <= 3 * bytes.count, "more is pasted than came")
      }
      if case .mouse(let mouse) = key {
        try hold(
          (0..<9_999).contains(mouse.at.row) && (0..<9_999).contains(mouse.at.column),
          "a mouse at \(mouse.at)")
      }
    }
  }

  private static func decoded(_ bytes: [UInt8], portion: (Int) -> Int) -> [Key] {
    // As terminals' descriptions have them, one the beginning of another.
    var decoder = KeyDecoder(sequences: [
      Array("\u{1B}[[A".utf8): .function(1), Array("\u{1B}OA".utf8): .up,
      Array("\u{1B}[1~".utf8): .home, Array("\u{1B}[11~".utf8): .function(1),
    ])
    var keys: [Key] = []
    var at = 0
    while at < bytes.count {
      let end = min(bytes.count, at + max(1, portion(at)))
      keys += decoder.feed(bytes[at..<end])
      at = end
    }
    return keys + decoder.flush()
  }

  private static func checkShown(_ editor: LineEditor, _ width: Int) throws {
    let (text, column) = editor.visible(width: width)
    try hold(TextLayout.width(text) <= width, "“\(text)” in \(width) cells")
    try hold(column >= 0 && column < max(width, 1), "a cursor at \(column) of \(width)")
    let (lines, cursor) = editor.lines(width: width)
    try hold(lines.indices.contains(cursor.row), "a cursor in no line")
    try hold((0...max(width, 1)).contains(cursor.column), "a cursor beside the line")
  }
}
