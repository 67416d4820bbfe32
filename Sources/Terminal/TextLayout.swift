/// Measures and breaks text by the cells that it takes, not by its characters.
///
/// Every function cleans what it is given with the ``Sanitiser`` first.
public enum TextLayout {
  /// What stands for the part of a text that was cut off; `~` on an ASCII screen.
  static let ellipsis: Unicode.Scalar = "\u{2026}"

  /// Cells that the text takes on one line.
  public static func width(_ text: String) -> Int {
    if Sanitiser.isPlain(text) { return text.utf8.count }
    return cells(of: Sanitiser.clean(text))
  }

  /// The text cut to `width` cells, at a character, with `…` as its last cell when something is
  /// missing and `ellipsis` is set. Nothing for a width below 1.
  public static func truncate(_ text: String, to width: Int, ellipsis: Bool = true) -> String {
    guard width > 0 else { return "" }
    let clean = Sanitiser.clean(text)
    guard cells(of: clean) > width else { return clean }
    var result = ""
    var used = 0
    let room = ellipsis ? width - 1 : width
    for character in clean {
      let wide = cells(of: character)
      if used + wide > room { break }
      used += wide
      result.append(character)
    }
    if ellipsis { result.unicodeScalars.append(Self.ellipsis) }
    return result
  }

  /// The text in exactly `width` cells: cut, or filled with spaces. Nothing for a width below 1.
  public static func pad(
    _ text: String, to width: Int, align: Alignment = .left, ellipsis: Bool = true
  ) -> String {
    guard width > 0 else { return "" }
    let cut = truncate(text, to: width, ellipsis: ellipsis)
    let missing = width - cells(of: cut)
    let before =
      switch align {
      case .left: 0
      case .center: missing / 2
      case .right: missing
      }
    return String(repeating: " ", count: before) + cut
      + String(repeating: " ", count: missing - before)
  }

  /// The text in lines of at most `width` cells: broken at spaces, inside a word only when the word
  /// alone is too long. Line ends of the text are kept; an empty text is one empty line.
  ///
  ///     TextLayout.wrap("light scratches, back", width: 10)  // ["light", "scratches,", "back"]
  public static func wrap(_ text: String, width: Int) -> [String] {
    let width = max(width, 1)
    return Sanitiser.cleanLines(text)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapLine($0, width: width) }
  }

  private static func wrapLine(_ line: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var used = 0
    var isEmpty = true
    func end() {
      let done = trimmed(current)
      // Spaces alone are the indent of a line that is narrower than it.
      if !done.isEmpty { lines.append(done) }
      current = ""
      used = 0
      isEmpty = true
    }
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let wide = cells(of: word)
      let gap = isEmpty ? 0 : 1
      if used + gap + wide <= width {
        if gap > 0 { current.append(" ") }
        current.append(contentsOf: word)
        used += gap + wide
        isEmpty = false
        continue
      }
      end()
      if word.isEmpty { continue }
      for piece in pieces(of: word, width: width) {
        let wide = cells(of: piece)
        if used + wide > width { end() }
        current.append(contentsOf: piece)
        used += wide
      }
      isEmpty = false
    }
    let last = trimmed(current)
    return last.isEmpty && !lines.isEmpty ? lines : lines + [last]
  }

  /// The characters of a word; one that is wider than a line, or belongs to the cell before it, comes
  /// in its scalars, and a scalar that is wider still as `…`.
  private static func pieces(of word: Substring, width: Int) -> [String] {
    word.flatMap { character -> [String] in
      let joins = character.unicodeScalars.first?.columns == 0
      if !joins, cells(of: character) <= width { return [String(character)] }
      return character.unicodeScalars.map { scalar in
        String(scalar.columns <= width ? scalar : ellipsis)
      }
    }
  }

  private static func trimmed(_ line: String) -> String {
    guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...last])
  }

  /// Cells of clean text.
  static func cells(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + max($1.columns, 0) }
  }

  /// Cells of one clean character.
  static func cells(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + max($1.columns, 0) }
  }
}
