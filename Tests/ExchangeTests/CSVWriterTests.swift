import Testing

@testable import Exchange

@Suite("The CSV writer")
struct CSVWriterTests {
  @Test("Cells are put between quotes where they need it")
  func quoting() {
    var writer = CSVWriter()
    writer.append(["CX-1", "said \"no\"", "a,b", "two\nlines", " edge", ""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "CX-1,\"said \"\"no\"\"\",\"a,b\",\"two\nlines\",\" edge\",\r\n")
  }

  @Test("What is written is read back the same", arguments: 1...200)
  func roundTrip(seed: Int) throws {
    var random = Seeded(seed)
    let pieces = [
      "a", "\"", ",", "\n", "\r\n", "\r", " ", "=", "'", "é", "शर्मा", "😡", "\t", "\u{FEFF}",
    ]
    let table = (0..<8).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
    for quoting in [CSVWriter.Quoting.whereNeeded, .always] {
      var writer = CSVWriter(quoting: quoting)
      for row in table { writer.append(row) }
      #expect(try csv(writer.bytes, chunk: 5).map(\.fields) == table)
    }
  }
}
