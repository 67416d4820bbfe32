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
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let wide = cells(of: word)
      let isFirst = current.isEmpty && used == 0
      if !isFirst || word.isEmpty, used + 1 + wide <= width {
        if !isFirst || word.isEmpty {
          current.append(" ")
          used += 1
        }
        current.append(contentsOf: word)
        used += wide
        continue
      }
      if !isFirst {
        lines.append(trimmed(current))
        current = ""
        used = 0
      }
      for character in word {
        let wide = cells(of: character)
        if used + wide > width, used > 0 {
          lines.append(current)
          current = ""
          used = 0
        }
        if wide > width {
          current.unicodeScalars.append(ellipsis)
          used += 1
        } else {
          current.append(character)
          used += wide
        }
      }
    }
    lines.append(trimmed(current))
    return lines
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
