import Testing

@testable import Exchange

@Suite("Rows of a file")
struct SourceRowsTests {
  @Test("Values are found by the names of their columns, whatever the order")
  func columns() throws {
    let row = try #require(try rows("B, A \n1,2\n").first).get()
    #expect(row["A"] == .text("2"))
    #expect(row["B"] == .text("1"))
    #expect(row["C"] == nil)
    #expect(row.line == 2)
  }

  @Test("A file without a first row, with a nameless column or one name twice is refused")
  func badHeaders() {
    for text in ["", "A,,B\n", "A,B,A\n", "A,\"B\n1,2\n"] {
      #expect(throws: SourceMistake.self) { try rows(text) }
    }
  }

  @Test("The format follows the file's name")
  func formats() {
    #expect(SourceRows.Format(path: "a/Tickets.JSONL") == .jsonLines)
    #expect(SourceRows.Format(path: "tickets.csv") == .csv)
  }

  @Test("What was found is shortened to 60 characters on one line that no terminal obeys")
  func shortening() {
    #expect(shortened("a\n\u{1B}[2J\u{202E}b") == "a \u{FFFD}[2J\u{FFFD}b")
    let long = shortened(String(repeating: "x", count: 100))
    #expect(long.count == 60)
    #expect(long.hasSuffix("…"))
    #expect(shortened(String(repeating: "y", count: 60)).hasSuffix("y"))
    #expect(shortened("a" + String(repeating: "\u{301}", count: 10_000)).utf8.count < 200)
  }
}
