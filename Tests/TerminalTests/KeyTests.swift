import Testing

@testable import Terminal

/// A decoder that can be asked inside an expectation.
private final class Decoder {
  private var decoder: KeyDecoder

  init(sequences: [[UInt8]: Key] = [:]) { decoder = KeyDecoder(sequences: sequences) }

  var patience: Int? { decoder.patience }
  var droppedBytes: Int { decoder.droppedBytes }
  var isInPaste: Bool { decoder.pasted != nil }
  func feed(_ bytes: [UInt8]) -> [Key] { decoder.feed(bytes) }
  func flush() -> [Key] { decoder.flush() }
}

@Suite("Keys")
struct KeyTests {
  private func keys(_ text: String) -> [Key] {
    let decoder = Decoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  @Test("are read from their names and named again")
  func names() {
    var all: [Key] = [
      .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .shiftUp, .shiftDown, .shiftLeft, .shiftRight,
      .controlUp, .controlDown, .controlLeft, .controlRight, .controlHome, .controlEnd,
      .controlDelete, .altUp, .altDown, .altLeft, .altRight, .altBackspace, .altEnter,
      .control(" "), .control("\\"), .control("_"), .alt(" "), .alt("A"), .alt("-"),
      .character("-"), .character("J"), .character("é"),
    ]
    all += (1...24).map { .function($0) }
    all += "abcdefgklnopqrstuvwxyz".map { .control($0) }
    all += (0x20...0x7E).map { .character(Character(Unicode.Scalar($0))) }
    all += (0x20...0x7E).map { .alt(Character(Unicode.Scalar($0))) }
    for key in all {
      #expect(Key(named: key.name) == key, "\(key)")
      #expect(Key(named: key.asciiName) == key, "\(key)")
      #expect(!key.name.isEmpty)
    }
  }

  @Test("may be written as people write them")
  func synonyms() {
    #expect(Key(named: "ctrl-a") == .control("a"))
    #expect(Key(named: "CTRL-A") == .control("a"))
    #expect(Key(named: "C-x") == .control("x"))
    #expect(Key(named: "^x") == .control("x"))
    #expect(Key(named: "f2") == .function(2))
    #expect(Key(named: "alt-1") == .alt("1"))
    #expect(Key(named: "M-x") == .alt("x"))
    #expect(Key(named: "enter") == .enter)
    #expect(Key(named: "Return") == .enter)
    #expect(Key(named: "space") == .character(" "))
    #expect(Key(named: "escape") == .escape)
    #expect(Key(named: "page-up") == .pageUp)
    #expect(Key(named: "ctrl-i") == .tab)
    for wrong in ["", "f0", "f25", "f02", "ctrl-", "ctrl-é", "hyper-x", "ab", "\u{1B}", "\n"] {
      #expect(Key(named: wrong) == nil, "\(wrong)")
    }
  }

  @Test(
    "come from the sequences of many terminals",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;5D", .controlLeft),
      ("\u{1B}[1;3C", .altRight), ("\u{1B}[1;2A", .shiftUp), ("\u{1B}Oc", .controlRight),
      ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
      ("\u{1B}[F", .end), ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
      ("\u{1B}[3~", .delete), ("\u{1B}[3;5~", .controlDelete), ("\u{1B}[3^", .controlDelete),
      ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)),
      ("\u{1B}[[A", .function(1)), ("\u{1B}[[E", .function(5)), ("\u{1B}[15~", .function(5)),
      ("\u{1B}[24~", .function(12)), ("\u{1B}[1;2P", .function(13)),
      ("\u{1B}[25~", .function(13)), ("\u{1B}", .escape), ("\u{1B}b", .alt("b")),
      ("\u{1B}é", .alt("é")), ("\u{1B}\u{7F}", .altBackspace), ("\u{1B}\r", .altEnter),
      ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")), ("\u{1B}\u{1B}[A", .altUp),
      ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{08}", .backspace),
      ("\u{00}", .control(" ")), ("\u{01}", .control("a")), ("\u{1A}", .control("z")),
      ("\u{1F}", .control("_")), ("a", .character("a")), ("₹", .character("₹")),
      ("🙂", .character("🙂")), ("\u{1B}OM", .enter), ("\u{1B}Oq", .character("1")),
      ("\u{1B}[97;5u", .control("a")), ("\u{1B}[27;5;97~", .control("a")),
      ("\u{1B}[13;3u", .altEnter), ("\u{1B}[9;2u", .backTab),
    ])
  func sequences(_ text: String, _ key: Key) {
    #expect(keys(text) == [key], "\(text.debugDescription)")
    // The same in single bytes.
    let decoder = Decoder()
    let found = text.utf8.flatMap { decoder.feed([$0]) } + decoder.flush()
    #expect(found == [key], "\(text.debugDescription) in single bytes")
  }

  @Test("that nobody knows are passed over as a whole")
  func unknown() {
    #expect(keys("\u{1B}[99~a") == [.character("a")])
    #expect(keys("\u{1B}[?1;2ca") == [.character("a")])
    #expect(keys("\u{1B}[12;40Ra") == [.character("a")])
    #expect(keys("\u{1B}[Ia\u{1B}[O") == [.character("a")])
  }

  @Test(
    "of a mouse are a press of its first button and its wheel, and nothing else",
    arguments: [
      ("\u{1B}[<0;12;5M", [Key.mouse(Mouse(.press, row: 4, column: 11))]),
      ("\u{1B}[<64;1;1M", [.mouse(Mouse(.wheelUp, row: 0, column: 0))]),
      ("\u{1B}[<65;300;90M", [.mouse(Mouse(.wheelDown, row: 89, column: 299))]),
      ("\u{1B}[<81;9;9M", [.mouse(Mouse(.wheelDown, row: 8, column: 8))]),
      ("\u{1B}[<0;12;5m", []), ("\u{1B}[<1;12;5M", []), ("\u{1B}[<32;12;5M", []),
      ("\u{1B}[<66;12;5M", []), ("\u{1B}[<0;0;5M", []), ("\u{1B}[<0;5M", []),
      ("\u{1B}[<0;5;5;5M", []), ("\u{1B}[<;;M", []), ("\u{1B}[<0;10000;5M", []),
      ("\u{1B}[<0;99999999999999999999;5M", []), ("\u{1B}[M !!", []), ("\u{1B}[M`~\u{7F}", []),
    ])
  func mouse(_ text: String, _ expected: [Key]) {
    #expect(keys(text + "j") == expected + [.character("j")], "\(text.debugDescription)")
    let decoder = Decoder()
    let found = (text + "j").utf8.flatMap { decoder.feed([$0]) } + decoder.flush()
    #expect(found == expected + [.character("j")], "\(text.debugDescription) in single bytes")
  }

  @Test("of a mouse are waited for longer, so that no half of them is typed")
  func slowMouse() {
    let decoder = Decoder()
    #expect(decoder.feed(Array("\u{1B}[<64;1".utf8)) == [])
    #expect(decoder.patience == 1_000)
    #expect(decoder.feed(Array("2;3M".utf8)) == [.mouse(Mouse(.wheelUp, row: 2, column: 11))])
    // The three bytes of the old form end where another key begins.
    #expect(keys("\u{1B}[M \u{1B}[A") == [.up])
  }

  @Test("with Escape before them are Alt, twice Escape is Escape twice")
  func escape() {
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}\u{1B}\u{1B}") == [.escape, .escape, .escape])
    let decoder = Decoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.patience == 25)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.patience == nil)
    #expect(decoder.feed([0x61]) == [.character("a")])
  }

  @Test("may be broken anywhere in a character, and broken characters become U+FFFD")
  func brokenCharacters() {
    let decoder = Decoder()
    #expect(decoder.feed([0xE2, 0x82]) == [])
    #expect(decoder.patience == nil)
    #expect(decoder.feed([0xB9]) == [.character("₹")])
    #expect(decoder.feed([0xE2, 0x61]) == [.character("\u{FFFD}"), .character("a")])
    #expect(decoder.feed([0xFF, 0x80]) == [.character("\u{FFFD}"), .character("\u{FFFD}")])
    #expect(decoder.feed([0xED, 0xA0, 0x80]).allSatisfy { $0 == .character("\u{FFFD}") })
  }

  @Test("of any bytes in any portions never stop the keys after them")
  func randomBytes() {
    var random = Seeded(state: 6)
    for _ in 0..<3_000 {
      let decoder = Decoder()
      for _ in 0..<6 {
        let length = Int.random(in: 0...12, using: &random)
        let bytes = (0..<length).map { _ in
          Bool.random(using: &random)
            ? UInt8.random(in: 0...255, using: &random)
            : [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x3C, 0x4D].randomElement(using: &random) ?? 0
        }
        _ = decoder.feed(bytes)
        if Bool.random(using: &random) { _ = decoder.flush() }
      }
      guard !decoder.isInPaste else { continue }
      _ = decoder.flush()
      _ = decoder.feed(Array("~~~~".utf8))
      _ = decoder.flush()
      #expect(decoder.feed(Array("z".utf8)) == [.character("z")])
    }
  }

  @Test("that are longer than any key's are passed over whole, however they come")
  func tooLong() {
    let answer = "\u{1B}[" + String(repeating: "1;", count: 40) + "1m"
    for bytes in ["\(answer)x", "\u{1B}\(answer)x", "\(answer)\u{1B}[Ax"] {
      let expected: [Key] = bytes.hasSuffix("[Ax") ? [.up, .character("x")] : [.character("x")]
      #expect(keys(bytes) == expected)
      let decoder = Decoder()
      #expect(bytes.utf8.flatMap { decoder.feed([$0]) } == expected)
    }
    // One that never ends does not swallow what is typed after a pause.
    let decoder = Decoder()
    #expect(decoder.feed(Array(answer.utf8.dropLast())) == [] && decoder.flush() == [])
    #expect(decoder.feed(Array("q".utf8)) == [.character("q")])
  }

  @Test("in a paste are one text, however it is cut in portions")
  func paste() {
    let text = "\u{1B}[200~one\r\ntwo\rthree \u{1B}[A \u{1B}[20 ₹\u{1B}[201~x"
    let expected: [Key] = [.paste("one\ntwo\nthree \u{1B}[A \u{1B}[20 ₹"), .character("x")]
    #expect(keys(text) == expected)
    for size in 1...7 {
      let decoder = Decoder()
      var rest = Array(text.utf8)[...]
      var found: [Key] = []
      while !rest.isEmpty {
        found += decoder.feed(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(found == expected)
    }
  }

  @Test("in a paste that is too long are cut at a character, and counted")
  func longPaste() {
    let decoder = Decoder()
    let text = "a" + String(repeating: "₹", count: KeyDecoder.pasteLimit / 3 + 10)
    let found = decoder.feed(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
    guard case .paste(let pasted) = found.first else {
      Issue.record("no paste")
      return
    }
    #expect(pasted.allSatisfy { $0 == "a" || $0 == "₹" })
    #expect(pasted.utf8.count <= KeyDecoder.pasteLimit)
    #expect(decoder.droppedBytes == text.utf8.count - KeyDecoder.pasteLimit)
  }

  @Test("of the terminal's own description go before the general ones")
  func described() {
    let decoder = Decoder(sequences: [Array("\u{1B}[25~".utf8): .function(11)])
    #expect(decoder.feed(Array("\u{1B}[25~".utf8)) == [.function(11)])
    #expect(decoder.feed(Array("\u{1B}[2".utf8)) == [])
    #expect(decoder.feed(Array("~".utf8)) == [.insert])
  }
}
