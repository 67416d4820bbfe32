/// The text of a field while it is typed, with the editing keys of readline.
///
///     var editor = LineEditor(text: "screen was cracked")
///     editor.handle(.control("w"))  // "screen was "
///     editor.handle(.control("y"))  // "screen was cracked"
public struct LineEditor: Equatable, Sendable {
  /// What was typed so far.
  public private(set) var text: String
  /// Where the next character goes, in characters from the start: 0 to `text.count`.
  public private(set) var cursor: Int
  /// Whether line ends may be in the text. Without, they become spaces.
  public let multiline: Bool
  /// The most characters that the text may have; what would make it longer is not taken at all.
  public let limit: Int
  /// How many characters too many the last key would have made it; nothing of what that typed or pasted is in the text.
  public private(set) var excess = 0
  /// What was cut last, for Ctrl-y.
  public private(set) var killed = ""

  /// An editor with the cursor at the end of a text. A longer text than the limit is cut.
  public init(text: String = "", multiline: Bool = false, limit: Int = 10_000) {
    self.multiline = multiline
    self.limit = max(limit, 0)
    self.text = ""
    cursor = 0
    replace(with: text)
  }

  /// Puts another text in the place of what was typed, with the cursor at its end.
  public mutating func replace(with text: String) {
    self.text = String((multiline ? text : LineEditor.oneLine(text)).prefix(limit))
    cursor = self.text.count
  }

  /// Moves the cursor, in characters from the start; outside the text it stops at the text's end.
  public mutating func moveCursor(to position: Int) {
    cursor = min(max(position, 0), text.count)
  }

  /// Does what the key means, and returns whether it means something here. A key that edits or moves
  /// is taken even at the end of the text, where it changes nothing.
  @discardableResult
  public mutating func handle(_ key: Key) -> Bool {
    excess = 0
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let pasted): insert(multiline ? LineEditor.unixLines(pasted) : pasted)
    case .enter, .altEnter:
      guard multiline else { return false }
      insert("\n")
    case .left, .control("b"): cursor = max(cursor - 1, 0)
    case .right, .control("f"): cursor = min(cursor + 1, text.count)
    case .home, .control("a"): cursor = lineStart
    case .end, .control("e"): cursor = lineEnd
    case .controlHome where multiline: cursor = 0
    case .controlEnd where multiline: cursor = text.count
    case .up, .control("p"):
      guard multiline else { return false }
      moveLine(by: -1)
    case .down, .control("n"):
      guard multiline else { return false }
      moveLine(by: 1)
    case .controlLeft, .altLeft, .alt("b"): cursor = wordStart
    case .controlRight, .altRight, .alt("f"): cursor = wordEnd
    case .backspace: remove(max(cursor - 1, 0)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(cursor + 1, text.count))
    default: return handleKill(key)
    }
    return true
  }

  /// Whether a key types, edits or moves in a text.
  public static func takes(_ key: Key, multiline: Bool) -> Bool {
    var editor = LineEditor(multiline: multiline)
    return editor.handle(key)
  }

  private mutating func handleKill(_ key: Key) -> Bool {
    switch key {
    case .control("k"): kill(cursor..<(lineEnd == cursor ? min(cursor + 1, text.count) : lineEnd))
    case .control("u"): kill(lineStart..<cursor)
    case .control("w"): kill(blankStart..<cursor)
    case .altBackspace: kill(wordStart..<cursor)
    case .alt("d"), .controlDelete: kill(cursor..<wordEnd)
    case .control("y"): insert(killed)
    case .control("t"): transpose()
    default: return false
    }
    return true
  }

  // MARK: Changes

  private mutating func insert(_ added: String) {
    // A mark that is typed joins the letter before it, so everything is counted anew.
    let at = index(cursor)
    let after = text[at...]
    let before = text[..<at] + (multiline ? added : LineEditor.oneLine(added))
    let longer = before + after
    excess = max(longer.count - limit, 0)
    guard excess == 0 else { return }
    text = String(longer)
    cursor = min(before.count, text.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
    cursor = min(range.lowerBound, text.count)
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = String(text[index(range.lowerBound)..<index(range.upperBound)])
    remove(range)
  }

  private mutating func transpose() {
    var characters = Array(text)
    guard characters.count >= 2, cursor > 0 else { return }
    let right = min(cursor, characters.count - 1)
    characters.swapAt(right - 1, right)
    text = String(characters)
    cursor = min(right + 1, text.count)
  }

  private mutating func moveLine(by step: Int) {
    let start = lineStart
    let column = cursor - start
    if step < 0 {
      guard start > 0 else { return cursor = 0 }
      cursor = start - 1
      let above = lineStart
      cursor = min(above + column, start - 1)
    } else {
      let end = lineEnd
      guard end < text.count else { return cursor = text.count }
      cursor = end + 1
      cursor = min(cursor + column, lineEnd)
    }
  }

  // MARK: Places

  private func index(_ position: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: position, limitedBy: text.endIndex) ?? text.endIndex
  }

  private var lineStart: Int { cursor - text.prefix(cursor).reversed().prefix { $0 != "\n" }.count }

  private var lineEnd: Int { cursor + text.dropFirst(cursor).prefix { $0 != "\n" }.count }

  private var wordStart: Int {
    let before = text.prefix(cursor).reversed()
    let gap = before.prefix { !LineEditor.isWord($0) }.count
    return cursor - gap - before.dropFirst(gap).prefix(while: LineEditor.isWord).count
  }

  private var wordEnd: Int {
    let after = text.dropFirst(cursor)
    let gap = after.prefix { !LineEditor.isWord($0) }.count
    return cursor + gap + after.dropFirst(gap).prefix(while: LineEditor.isWord).count
  }

  private var blankStart: Int {
    let before = text.prefix(cursor).reversed()
    let gap = before.prefix(while: \.isWhitespace).count
    return cursor - gap - before.dropFirst(gap).prefix { !$0.isWhitespace }.count
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func unixLines(_ text: String) -> String {
    String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}
