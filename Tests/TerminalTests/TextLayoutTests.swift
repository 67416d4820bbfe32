import Testing

@testable import Terminal

@Suite("Text in cells")
struct TextLayoutTests {
  @Test(
    "has the width that terminals give it",
    arguments: [
      ("", 0), ("abc", 3), ("₹", 1), ("नि", 2), ("शर्मा", 4), ("क्षि", 3), ("李", 2), ("e\u{301}", 1),
      ("👩‍💻", 4), ("👨‍👩‍👧", 6), ("…", 1), ("\u{202E}", 0), ("\u{1B}", 1),
    ])
  func widths(_ text: String, _ width: Int) {
    #expect(TextLayout.width(text) == width)
  }

  @Test("is cut at a character, and says so")
  func truncate() {
    #expect(TextLayout.truncate("FoneBay Pune", to: 12) == "FoneBay Pune")
    #expect(TextLayout.truncate("FoneBay Pune", to: 8) == "FoneBay…")
    #expect(TextLayout.truncate("李李李", to: 4) == "李…")
    #expect(TextLayout.truncate("शर्मा जी", to: 4) == "श…")
    #expect(TextLayout.truncate("abc", to: 2, ellipsis: false) == "ab")
    #expect(TextLayout.truncate("abc", to: 1) == "…")
    #expect(TextLayout.truncate("abc", to: 0) == "")
    #expect(TextLayout.truncate("abc", to: -5) == "")
  }

  @Test("is filled to a width at either side")
  func pad() {
    #expect(TextLayout.pad("ab", to: 5) == "ab   ")
    #expect(TextLayout.pad("ab", to: 5, align: .right) == "   ab")
    #expect(TextLayout.pad("ab", to: 5, align: .center) == " ab  ")
    #expect(TextLayout.pad("李李", to: 3) == "李…")
    #expect(TextLayout.pad("ab", to: -1) == "")
  }

  @Test("is broken at spaces, and inside a word only when it has to be")
  func wrap() {
    #expect(
      TextLayout.wrap("light scratches, back", width: 10) == ["light", "scratches,", "back"])
    #expect(TextLayout.wrap("", width: 10) == [""])
    #expect(TextLayout.wrap("a\n\nb", width: 10) == ["a", "", "b"])
    #expect(TextLayout.wrap("abcdefgh", width: 3) == ["abc", "def", "gh"])
    #expect(TextLayout.wrap("x abcdefgh", width: 3) == ["x", "abc", "def", "gh"])
    #expect(TextLayout.wrap("  indented text", width: 20) == ["  indented text"])
    #expect(TextLayout.wrap("李", width: 1) == ["…"])
  }

  @Test("keeps to every width, and loses no word when broken")
  func properties() {
    var random = Seeded(state: 3)
    for _ in 0..<500 {
      let text = random.text(60)
      let width = Int.random(in: 1...30, using: &random)
      #expect(TextLayout.width(TextLayout.truncate(text, to: width)) <= width)
      #expect(TextLayout.width(TextLayout.pad(text, to: width)) == width)
      let lines = TextLayout.wrap(text, width: width)
      for line in lines {
        #expect(TextLayout.width(line) <= width, "\(line.unicodeScalars.map(\.value))")
      }
      if width >= 2 {
        let kept = lines.joined().filter { $0 != " " }.unicodeScalars.count
        let given = Sanitiser.cleanLines(text).filter { $0 != " " && $0 != "\n" }
        #expect(kept == given.unicodeScalars.count)
      }
    }
  }
}
