import Testing

@testable import Exchange

@Suite("The CSV reader")
struct CSVReaderTests {
  @Test("Rows end in CRLF, LF or CR, and a last line needs no end", arguments: 4...12)
  func lineEnds(chunk: Int) throws {
    let found = try csv("a,b\r\nc,d\ne,f\rg,h", chunk: chunk)
    #expect(found.map(\.fields) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
    #expect(found.map(\.line) == [1, 2, 3, 4])
  }

  @Test("Cells between quotes hold commas, line breaks and doubled quotes", arguments: 4...12)
  func quotedCells(chunk: Int) throws {
    let found = try csv("\"a,\"\"b\"\"\",\"c\r\nd\ne\rf\"\r\nnext,\"\"\n", chunk: chunk)
    #expect(found.map(\.fields) == [["a,\"b\"", "c\r\nd\ne\rf"], ["next", ""]])
    #expect(found.map(\.line) == [1, 5])
  }

  @Test("A byte order mark is no part of the first cell")
  func byteOrderMark() throws {
    #expect(
      try csv([0xEF, 0xBB, 0xBF] + Array("\"Ticket ID\",x\n".utf8))[0].fields?[0] == "Ticket ID")
    #expect(try csv([0xEF, 0xBB, 0xBF]).isEmpty)
  }

  @Test("UTF-16 is told apart and named")
  func utf16() {
    let mistake = #expect(throws: SourceMistake.self) { try csv([0xFF, 0xFE, 0x41, 0x00]) }
    #expect(mistake?.found == "UTF-16")
  }

  @Test("Empty lines are no rows, but are counted", arguments: 4...9)
  func emptyLines(chunk: Int) throws {
    let found = try csv("\n\r\na,b\r\n\r\n\n\"\"\n\n", chunk: chunk)
    #expect(found.map(\.fields) == [["a", "b"], [""]])
    #expect(found.map(\.line) == [3, 6])
  }

  @Test("A row with a column too many or too few is rejected, and given back as it was")
  func columnCount() throws {
    let found = try csv("1,2\n1,2,3\n1\n3,4\n", columns: ["A", "B"])
    #expect(found.map(\.fields) == [["1", "2"], nil, nil, ["3", "4"]])
    #expect(found[1].rejected?.content == .cells(["1", "2", "3"]))
    #expect(found[1].mistakes[0].line == 2)
    #expect(found[1].mistakes[0].found == "3 columns")
    #expect(found[1].mistakes[0].expected.contains("“3”"))
    #expect(found[2].mistakes[0].expected.contains("“B”"))
  }

  @Test("Text after a closing quote rejects its row, and the next is read again")
  func textAfterQuote() throws {
    let found = try csv("a,\"b\"c,d\ne,f,g\n", columns: ["A", "B", "C"])
    #expect(found[0].mistakes.map(\.field) == ["B"])
    #expect(found[0].rejected?.content == .raw("a,\"b\"c,d\n"))
    #expect(found[1].fields == ["e", "f", "g"])
  }

  @Test("A quote inside a bare cell rejects its row")
  func quoteInBareCell() throws {
    let found = try csv("6\" screen,b\nc,d\n")
    #expect(found[0].mistakes[0].field == "column 1")
    #expect(found[1].fields == ["c", "d"])
  }

  @Test(
    "After a quote that nothing closes, the rest of the file is one rejected row",
    arguments: [4, 7, 99])
  func unclosedQuote(chunk: Int) throws {
    let found = try csv("a,b\nc,\"d\ne,f\ng,h\n", columns: ["A", "B"], chunk: chunk)
    #expect(found.count == 2)
    #expect(found[1].rejected?.lines == 2...4)
    #expect(found[1].mistakes.count == 1)
    #expect(found[1].mistakes[0].line == 2)
    #expect(found[1].mistakes[0].field == "B")
    #expect(found[1].mistakes[0].expected.contains("lines 2 to 4"))
    #expect(found[1].rejected?.content == .raw("c,\"d\ne,f\ng,h\n"))
  }

  @Test("Bytes that are not UTF-8 reject their row, with line and column", arguments: [4, 5, 99])
  func notUTF8(chunk: Int) throws {
    let bytes = Array("ok,ok\n\"x\ny\",a".utf8) + [0xFF] + Array("b\nfine,ü\n".utf8)
    let found = try csv(bytes, columns: ["A", "B"], chunk: chunk)
    #expect(found[1].mistakes[0].line == 3)
    #expect(found[1].mistakes[0].field == "B")
    #expect(found[1].mistakes[0].found == "byte FF as number 2 of the cell")
    #expect(found[2].fields == ["fine", "ü"])
  }

  @Test("A character cut in two by a comma is not put together again")
  func splitCharacter() throws {
    #expect(
      try csv([0x61, 0xC3, 0x2C, 0xBC, 0x0A])[0].mistakes[0].found
        == "byte C3 as number 2 of the cell")
    #expect(try csv([0x61, 0x2C, 0xBC, 0x0A])[0].mistakes[0].field == "column 2")
  }

  @Test("A NUL rejects its row, bare or between quotes")
  func nul() throws {
    for text in ["a,b\0c\nd,e\n", "a,\"b\0c\"\nd,e\n"] {
      let found = try csv(text, columns: ["A", "B"])
      #expect(found[0].mistakes[0].field == "B")
      #expect(found[1].fields == ["d", "e"])
    }
  }

  @Test("A cell above 1 MiB rejects its row, and the next is read")
  func hugeCell() throws {
    let limit = CSVReader.fieldLimit
    let long = [UInt8](repeating: 0x61, count: limit)
    let fits = try csv(long + Array(",b\n".utf8))
    #expect(fits[0].fields?[0].utf8.count == limit)
    for (open, close) in [("", ""), ("\"", "\"")] {
      let found = try csv(Array(open.utf8) + long + Array("a\(close),b\nc,d\n".utf8))
      #expect(found[0].mistakes.map(\.line) == [1])
      #expect(found[0].mistakes[0].expected.contains("1048576"))
      #expect(found[1].fields == ["c", "d"])
    }
  }

  @Test("A row of endless commas is rejected and takes no memory to match")
  func manyCells() throws {
    let found = try csv([UInt8](repeating: 0x2C, count: 200_000) + Array("\nc,d\n".utf8))
    #expect(found[0].rejected != nil)
    #expect(found[1].fields == ["c", "d"])
  }

  @Test("A file that is not there is a mistake that says so")
  func missingFile() {
    let mistake = #expect(throws: SourceMistake.self) {
      try CSVReader(path: "/nowhere/tickets.csv")
    }
    #expect(mistake?.description.contains("/nowhere/tickets.csv") == true)
    #expect(throws: SourceMistake.self) { try CSVReader(path: "/") }
  }

  @Test(
    "Random bytes never trap, read alike in chunks of any size, and no line is lost",
    arguments: 1...300)
  func randomBytes(seed: Int) throws {
    var random = Seeded(seed)
    let alphabet: [UInt8] =
      Array("a,\"\n\r,\"\nab ".utf8) + (seed % 3 == 0 ? [0, 0xC3, 0xBC, 0xFF] : [])
    let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    let whole = try csv(bytes)
    #expect(try csv(bytes, chunk: 4) == whole)
    var covered: Set<Int> = []
    var last = 0
    for row in whole {
      switch row {
      case .success(let record):
        #expect(record.line > last)
        last = record.lastLine
        covered.formUnion(record.line...record.lastLine)
      case .failure(let rejected):
        #expect(rejected.lines.lowerBound > last)
        #expect(!rejected.mistakes.isEmpty)
        last = rejected.lines.upperBound
        covered.formUnion(rejected.lines)
      }
    }
    for (index, line) in lines(of: bytes).enumerated() where !line.isEmpty {
      #expect(covered.contains(index + 1), "line \(index + 1) of \(bytes)")
    }
  }

  private func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      if byte == 0x0A || byte == 0x0D {
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    return lines
  }
}
