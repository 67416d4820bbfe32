import Testing

@testable import Terminal

@Suite("The sanitiser")
struct SanitiserTests {
  /// Everything that text on the screen has to keep to.
  private func isSafe(_ text: String, lines: Bool = false) -> Bool {
    var marks = 0
    var hasBase = false
    for scalar in text.unicodeScalars {
      if lines, scalar == "\n" {
        hasBase = false
        continue
      }
      switch scalar.columns {
      case 1, 2:
        marks = 0
        hasBase = scalar != " "
      case 0:
        marks += 1
        guard marks <= 4, hasBase else { return false }
      default: return false
      }
      let properties = scalar.properties
      if properties.isBidiControl || properties.isDefaultIgnorableCodePoint { return false }
    }
    return true
  }

  @Test("lets only printable scalars through, whatever the text")
  func randomText() {
    var random = Seeded(state: 1)
    for _ in 0..<2_000 {
      let text = random.text(40)
      #expect(isSafe(Sanitiser.clean(text)), "\(text.unicodeScalars.map(\.value))")
      #expect(isSafe(Sanitiser.cleanLines(text), lines: true))
    }
  }

  @Test("lets only printable scalars through, for every byte and every pair of bytes")
  func bytes() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let text = String(decoding: [first, second], as: UTF8.self)
        #expect(isSafe(Sanitiser.clean(text)))
      }
    }
  }

  @Test("looks up nothing of its own signs that would be shown otherwise")
  func usual() {
    var count = 0
    for value in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), Sanitiser.isUsual(scalar) else { continue }
      count += 1
      let properties = scalar.properties
      #expect(!properties.isDefaultIgnorableCodePoint && !properties.isBidiControl)
      #expect(
        ![.control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator].contains(
          properties.generalCategory), "U+\(String(value, radix: 16))")
      #expect(scalar.columns == 1, "U+\(String(value, radix: 16))")
    }
    #expect(count > 200)
  }

  @Test("changes nothing a second time")
  func idempotent() {
    var random = Seeded(state: 2)
    for _ in 0..<1_000 {
      let once = Sanitiser.clean(random.text(30))
      #expect(Sanitiser.clean(once) == once)
    }
  }

  @Test(
    "does what is said of each kind of scalar",
    arguments: [
      ("a\u{1B}[2Jb", "a�[2Jb"), ("a\u{9B}b", "a�b"), ("a\u{7F}", "a�"), ("a\tb", "a b"),
      ("a\r\nb", "a b"), ("a\u{2028}b", "a b"), ("a\u{A0}b", "a b"), ("a\u{202E}b", "ab"),
      ("a\u{200D}b", "ab"), ("\u{2764}\u{FE0F}", "\u{2764}"), ("a\u{E0041}b", "ab"),
      ("\u{E000}", "�"), ("\u{FFFF}", "�"), ("\u{301}x", "\u{25CC}\u{301}x"),
      ("a \u{301}", "a \u{25CC}\u{301}"),
      ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}\u{304}"),
      ("₹1,000 शर्मा 李", "₹1,000 शर्मा 李"),
    ])
  func kinds(_ text: String, _ clean: String) {
    #expect(
      Array(Sanitiser.clean(text).unicodeScalars) == Array(clean.unicodeScalars), "\(text)")
  }

  @Test("keeps line ends where lines are wanted, in one form")
  func lines() {
    #expect(Sanitiser.cleanLines("a\r\nb\rc\nd\u{2029}e") == "a\nb\nc\nd\ne")
  }
}

@Suite("Text for the clipboard")
struct PasteableTests {
  @Test("keeps lines, tabs and what joins letters, and nothing that another program would obey")
  func pasteable() {
    #expect(Sanitiser.pasteable("a\tb\r\nc\rd\u{2028}e") == "a\tb\nc\nd\ne")
    #expect(Sanitiser.pasteable("क्\u{200D}ष 👩\u{200D}💻") == "क्\u{200D}ष 👩\u{200D}💻")
    #expect(
      Sanitiser.pasteable("a\u{1B}[201~b\u{9B}c\u{7F}\0")
        == "a\u{FFFD}[201~b\u{FFFD}c\u{FFFD}\u{FFFD}")
    #expect(Sanitiser.pasteable("a\u{202E}b\u{2066}c\u{E0041}\u{E007F}d\u{200F}") == "abcd")
  }
}
