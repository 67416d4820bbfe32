import Testing
import TmuxDriver

@testable import Terminal

@Suite("QR codes")
struct QRCodeTests {
  private static let link = "https://wa.me/919876544321?text=Cashkr%2C%20order%20ORD-88213"

  private func drawn(_ code: QRCode) -> Frame {
    var frame = Frame(size: code.size)
    frame.draw(code, at: Point(row: 0, column: 0))
    return frame
  }

  @Test(
    "a phone reads what was said",
    arguments: [
      "https://wa.me/919876544321", link,
      "mailto:?subject=" + String(repeating: "%E0%A4%95", count: 120),
    ])
  func read(text: String) throws {
    let frame = drawn(try QRCode(of: text))
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try CodeReader.text(in: lines.map(String.init)) == text)
  }

  @Test("each half of a cell is its module, with four light ones on each side")
  func modules() throws {
    let code = try QRCode(of: Self.link)
    let frame = drawn(code)
    #expect(code.size == Size(columns: code.side + 8, rows: (code.side + 9) / 2))
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let cell = try #require(frame[row, column])
        let (upper, lower) = (2 * row - 4, 2 * row - 3)
        #expect(
          ("█▀".unicodeScalars.contains(cell.scalar)) == code.isDark(row: upper, column: column - 4)
        )
        #expect(
          ("█▄".unicodeScalars.contains(cell.scalar)) == code.isDark(row: lower, column: column - 4)
        )
        #expect(cell.style.role == .code)
      }
    }
    for edge in 0..<code.side + 8 {
      for place in 0..<4 { #expect(!code.isDark(row: place - 4, column: edge - 4)) }
    }
    // The three corners by which a camera finds it.
    for corner in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
      for place in 0..<7 {
        #expect(code.isDark(row: corner.0, column: corner.1 + place))
        #expect(code.isDark(row: corner.0 + place, column: corner.1))
      }
    }
  }

  @Test("it is black on white in every theme and at every depth that has colours")
  func colours() throws {
    for name in Theme.bundledNames {
      let theme = try #require(Theme.bundled(named: name))
      func look(_ depth: ColorDepth) -> String {
        theme.look(for: Style(.code), depth: depth).description
      }
      #expect(look(.direct) == "fg #000000 bg #ffffff")
      #expect(look(.indexed) == "fg 16 bg 231")
      #expect(look(.sixteen) == "fg 0 bg 15")
      #expect(look(.eight) == "fg 0 bg 7")
      #expect(look(.mono) == "reverse")
    }
  }

  @Test("without the library, and of too long a text, one sentence says what to do")
  func mistakes() {
    #expect(throws: QRCode.Mistake.noLibrary) {
      try QRCode(of: "a", library: "libnothing-of-this-name.so.9")
    }
    #expect(QRCode.Mistake.noLibrary.description.contains("libqrencode4"))
    #expect(throws: QRCode.Mistake.tooLong(bytes: 2_954)) {
      try QRCode(of: String(repeating: "a", count: 2_954))
    }
    #expect(throws: Never.self) { try QRCode(of: String(repeating: "a", count: 2_953)) }
  }
}
