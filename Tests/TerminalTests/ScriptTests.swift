import Testing

@testable import Terminal

/// Names and notes in the scripts that customers write.
private let scripts: [(name: String, text: String, width: Int)] = [
  ("Devanagari with conjuncts and matras", "क्षितिज शर्मा श्रेया", 16),
  ("Marathi with an eyelash ra", "कु\u{930}\u{94D}\u{200D}\u{92F}ात", 5), ("Tamil", "ஸ்ரீநிவாசன் கொ", 11),
  ("Bengali", "শ্রীমতী ক্ষমা", 11), ("Telugu", "శ్రీనివాస్", 5), ("Malayalam", "ശ്രീകുമാർ", 7),
  ("Gujarati", "ક્ષત્રિય", 6), ("Punjabi", "ਸਿੰਘ", 3),
  ("Arabic with marks", "محمّد الأمين", 11), ("Urdu", "محمد علی", 8),
  ("Hebrew with points", "שָׁלוֹם", 4),
  ("Thai with tone marks", "น้ำทิพย์ เก่ง", 9), ("Chinese", "李小龍", 6), ("Korean", "한국 각", 7),
  ("conjoining jamo", "\u{1112}\u{1161}\u{11AB}", 2), ("Japanese", "ﾊﾟｲ ガ", 6),
  ("letters with combining marks", "Zoe\u{308} Nguye\u{302}\u{303}n", 10),
  ("an emoji joined of several", "👩‍💻 ok", 7), ("an emoji with a tone of skin", "👍🏽", 4),
  ("a flag", "🇮🇳", 2), ("a heart of two scalars", "❤\u{FE0F}", 1),
]

@Suite("Text in any script")
struct ScriptTests {
  @Test("takes the cells that the C library counts", arguments: scripts)
  func width(_ name: String, _ text: String, _ width: Int) {
    #expect(TextLayout.width(text) == width, "\(name)")
  }

  @Test(
    "is cut between letters as a person sees them, and filled to the very cell", arguments: scripts)
  func cut(_ name: String, _ text: String, _ width: Int) {
    let letters = Sanitiser.clean(text).map { String($0) }
    for room in 1...width + 3 {
      let cut = TextLayout.truncate(text, to: room, ellipsis: false)
      #expect(letters.joined().hasPrefix(cut) && TextLayout.width(cut) <= room)
      #expect(cut.map { String($0) } == Array(letters.prefix(cut.count)), "\(name) in \(room)")
      for align in [Alignment.left, .center, .right] {
        #expect(TextLayout.width(TextLayout.pad(text, to: room, align: align)) == room, "\(name)")
      }
      for line in TextLayout.wrap(text, width: room) { #expect(TextLayout.width(line) <= room) }
    }
  }

  @Test("keeps what stands beside it in its column", arguments: scripts)
  func beside(_ name: String, _ text: String, _ width: Int) {
    var frame = Frame(size: Size(columns: 40, rows: 1))
    frame.write(text, row: 0, column: 1, width: 12)
    frame.write("|", row: 0, column: 14)
    #expect(frame[0, 14]?.text == "|", "\(name)")
    #expect(frame[0, 0]?.text == " ", "\(name)")
    var columns = 0
    for column in 0..<40 where frame[0, column]?.isContinuation == false {
      columns += TextLayout.width(frame[0, column]?.text ?? "")
    }
    #expect(columns == 40, "\(name)")
  }

  @Test(
    "is typed and gone through letter by letter, with the cursor behind each", arguments: scripts)
  func typed(_ name: String, _ text: String, _ width: Int) {
    var editor = LineEditor()
    for character in text { editor.handle(.character(character)) }
    #expect(editor.text == text)
    #expect(editor.visible(width: 30).cursorColumn == width, "\(name)")
    var before = 30
    while editor.cursor > 0 {
      let shown = editor.visible(width: 30)
      let rest = String(editor.text.prefix(editor.cursor))
      #expect(shown.cursorColumn == TextLayout.width(rest), "\(name)")
      #expect(shown.cursorColumn < before)
      before = shown.cursorColumn
      editor.handle(.left)
    }
    // In a field narrower than the text the cursor is in it at each place.
    for width in 4...8 {
      for position in 0...text.count {
        editor.moveCursor(to: position)
        let shown = editor.visible(width: width)
        #expect((0..<width).contains(shown.cursorColumn) && TextLayout.width(shown.text) <= width)
      }
    }
  }

  @Test(
    "stands in a real terminal where the frame has it, with the cursor behind it",
    .enabled(if: Tmux.isThere))
  func terminal() throws {
    let tmux = try Tmux()
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    for (name, text, width) in scripts {
      tmux.press("C-u")
      _ = try tmux.screen { $0.contains("last: Ctrl-u") }
      let start = try tmux.cursor().column
      tmux.paste(text)
      let clean = Sanitiser.clean(text)
      let wanted = clean + String(repeating: " ", count: 20 - width) + "<"
      let screen = try tmux.screen { $0.contains("last: paste of") && $0.contains(wanted) }
      #expect(try tmux.cursor().column == start + width, "\(name)")
      // The borders are in their columns, in the row of the field and in that of the copy.
      for line in screen.split(separator: "\n") where line.contains(clean) {
        #expect(TextLayout.width(String(line)) == 80, "\(name): \(line)")
        #expect(line.hasSuffix("│"), "\(name): \(line)")
      }
    }
  }
}
