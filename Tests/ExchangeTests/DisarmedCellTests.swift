import Testing

@testable import Exchange

/// Whether no program that separates at commas, semicolons, tabs or lines finds a cell that begins a formula in a text.
///
/// Said anew here and not asked of the core, whose rule is what is tested.
func isInert(_ text: String) -> Bool {
  let scalars = text.unicodeScalars
  let first = scalars.first
  guard first != "\t", first != "\r" else { return false }
  return scalars.split { ",;\t\r\n".unicodeScalars.contains($0) }.allSatisfy { cell in
    let start = cell.drop { $0 == " " || $0 == "\"" || $0 == "\u{200B}" || $0.value < 0x20 }.first
    return !"=+-@＝＋－＠﹢﹣﹦﹫−".unicodeScalars.contains { $0 == start }
  }
}

@Suite("Disarmed cells")
struct DisarmedCellTests {
  @Test(
    "begin no formula, and are read back to the letter",
    arguments: [
      "=HYPERLINK(\"http://x\",\"y\")", "'=1", "''+1", "+91 98765", "'tis", "-5", "@a", "\tb",
      "\t=b",
      "'", "", "＝1", "\u{200B}=1", " =1", "a;=1", "a,'=1\n-2\t'+3", "\r\n=1", "\"=1\"", "\0=1",
      "“=1",
      "please help, thanks", "a - b", "'\t='", "'a;'=1", "=\u{301}x",
    ])
  func listed(cell: String) {
    let written = DisarmedCell.written(cell)
    #expect(isInert(written), "\(written)")
    #expect(Array(DisarmedCell.read(written).utf8) == Array(cell.utf8))
  }

  @Test("the same of any text", arguments: 1...100)
  func random(seed: Int) {
    var random = Seeded(seed)
    let pieces = [
      "a", "1", "'", "\"", ",", ";", "\t", "\r", "\n", " ", "=", "+", "-", "@", "＝", "＠",
      "\u{200B}", "\0",
      "’", "\u{301}", "शर्मा",
    ]
    for _ in 0..<100 {
      let cell = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let written = DisarmedCell.written(cell)
      #expect(isInert(written), "\(written.debugDescription)")
      #expect(
        Array(DisarmedCell.read(written).utf8) == Array(cell.utf8), "\(cell.debugDescription)")
    }
  }

  @Test("a text without such a place is written as it is")
  func plain() {
    for cell in ["CX-1", "Rao, K.", "A + B Traders", "chat.png; receipt.png", "मीरा"] {
      #expect(DisarmedCell.written(cell) == cell)
    }
  }
}
