import Testing

@testable import Terminal

@Suite("The line editor")
struct LineEditorTests {
  /// The text with `|` where the cursor is, after some keys.
  private func after(_ text: String, _ keys: Key..., multiline: Bool = false) -> String {
    var editor = LineEditor(text: text.replacing("|", with: ""), multiline: multiline)
    if let bar = text.firstIndex(of: "|") {
      editor.moveCursor(to: text.distance(from: text.startIndex, to: bar))
    }
    for key in keys { editor.handle(key) }
    return editor.text.prefix(editor.cursor) + "|" + editor.text.dropFirst(editor.cursor)
  }

  @Test("types, moves and deletes by characters")
  func basics() {
    #expect(after("ab|", .character("c")) == "abc|")
    #expect(after("ab|c", .left, .character("x")) == "ax|bc")
    #expect(after("|ab", .left, .backspace) == "|ab")
    #expect(after("ab|", .right, .delete) == "ab|")
    #expect(after("क्षिनि|", .backspace) == "क्षि|")
    #expect(after("e|", .character("\u{301}")) == "é|")
    #expect(after("👨‍👩‍👧|x", .control("b"), .control("d")) == "|x")
    #expect(after("ab|c", .control("h")) == "ab|c")
  }

  @Test("knows the editing keys of readline")
  func readline() {
    #expect(after("one two| three", .control("a")) == "|one two three")
    #expect(after("one two| three", .control("e")) == "one two three|")
    #expect(after("one two| three", .control("k")) == "one two|")
    #expect(after("one two| three", .control("u")) == "| three")
    #expect(after("one a/b| x", .control("w")) == "one | x")
    #expect(after("one a/b| x", .altBackspace) == "one a/| x")
    #expect(after("one| two", .alt("d")) == "one|")
    #expect(after("one two|", .alt("b"), .alt("b")) == "|one two")
    #expect(after("|one two", .alt("f")) == "one| two")
    #expect(after("one| two", .controlRight) == "one two|")
    #expect(after("ab|c", .control("t")) == "acb|")
    #expect(after("abc|", .control("t")) == "acb|")
    #expect(after("|a", .control("t")) == "|a")
    #expect(after("one two|", .control("w"), .home, .control("y")) == "two|one ")
  }

  @Test("says which keys it does not know")
  func unknown() {
    var editor = LineEditor(text: "a")
    let known = [Key.enter, .function(2), .up, .tab, .escape, .end].map { editor.handle($0) }
    #expect(known == [false, false, false, false, false, true])
    #expect(editor.text == "a")
  }

  @Test("makes one line of a paste, and keeps lines where there may be several")
  func paste() {
    #expect(after("a|", .paste("b\r\nc\nd")) == "ab c d|")
    #expect(after("a|", .paste("b\r\nc\nd"), multiline: true) == "ab\nc\nd|")
    #expect(after("a|", .enter, .character("b"), multiline: true) == "a\nb|")
  }

  @Test("moves between lines and keeps the column where it can")
  func multiline() {
    #expect(after("abc\nd\nefg|", .up, multiline: true) == "abc\nd|\nefg")
    #expect(after("ab|c\nd", .down, multiline: true) == "abc\nd|")
    #expect(after("a|bc\ndef", .down, multiline: true) == "abc\nd|ef")
    #expect(after("abc\nde|f", .home, multiline: true) == "abc\n|def")
    #expect(after("a|b", .up, multiline: true) == "|ab")
    #expect(after("a|b\nc", .control("k"), .control("k"), multiline: true) == "a|c")
  }

  @Test("takes nothing that would make it longer than its limit, and says by how much")
  func limit() {
    var editor = LineEditor(text: "abc", limit: 5)
    editor.handle(.paste("defg"))
    #expect(editor.text == "abc" && editor.cursor == 3)
    #expect(editor.excess == 2)
    editor.handle(.paste("de"))
    #expect(editor.text == "abcde" && editor.excess == 0)
    editor.moveCursor(to: 0)
    editor.handle(.character("x"))
    #expect(editor.text == "abcde" && editor.excess == 1)
    editor.handle(.end)
    #expect(editor.excess == 0)
  }

  @Test("shows the part around the cursor")
  func visible() {
    var editor = LineEditor(text: "screen was cracked")
    #expect(editor.visible(width: 30) == ("screen was cracked", 18))
    #expect(editor.visible(width: 19) == ("screen was cracked", 18))
    #expect(editor.visible(width: 10) == ("… cracked", 9))
    editor.moveCursor(to: 0)
    #expect(editor.visible(width: 10) == ("screen wa…", 0))
    #expect(editor.visible(width: 0) == ("", 0))
  }

  @Test("keeps the cursor in view for every text, place and width")
  func visibleProperties() {
    var random = Seeded(state: 5)
    for _ in 0..<400 {
      var editor = LineEditor(text: random.text(25), multiline: true)
      let width = Int.random(in: 1...20, using: &random)
      for position in 0...editor.text.count {
        editor.moveCursor(to: position)
        let (text, column) = editor.visible(width: width)
        #expect(TextLayout.width(text) <= width)
        #expect((0..<width).contains(column))
        let (lines, point) = editor.lines(width: width)
        #expect(lines.indices.contains(point.row))
        #expect((0..<width).contains(point.column))
      }
    }
  }

  @Test("wraps a text of several rows and knows where the cursor is in it")
  func lines() {
    var editor = LineEditor(text: "abcd\nef", multiline: true)
    #expect(editor.lines(width: 3).lines == ["abc", "d", "ef"])
    #expect(editor.lines(width: 3).cursor == Point(row: 2, column: 2))
    editor.moveCursor(to: 4)
    #expect(editor.lines(width: 3).cursor == Point(row: 1, column: 1))
    #expect(LineEditor(text: "abc").lines(width: 3).cursor == Point(row: 1, column: 0))
  }
}
