import Testing

@testable import Exchange

@Suite("The JSON Lines reader")
struct JSONLinesTests {
  private func read(_ text: String) throws -> [Result<SourceRow, RejectedRow>] {
    try rows(text, .jsonLines)
  }

  @Test("Each line is an object; values are read by kind")
  func values() throws {
    let found = try read(
      #"{"a": "x\n\u0041\ud83d\ude21", "b": 8750.10, "c": true, "d": null, "e": [{"at": "t"}]}"#
        + "\r\n\n{}\n")
    let row = try found[0].get()
    #expect(row["a"] == .text("x\nA😡"))
    #expect(row["b"] == .number("8750.10"))
    #expect(row["c"] == .bool(true))
    #expect(row["d"] == .null)
    #expect(row["e"] == .list([.object([SourceMember(name: "at", value: .text("t"))])]))
    #expect(row["f"] == nil)
    #expect(try found[1].get().line == 3)
    #expect(found.count == 2)
  }

  @Test(
    "What is no object is rejected with its line and byte",
    arguments: [
      "[1]", "{\"a\": 1", "{\"a\": 01}", "{\"a\": 1.}", "{\"a\": \"x}", "{\"a\": tru}", "{a: 1}",
      "{\"a\": 1} x", "{\"a\": \"\\ud83d\"}", "{\"a\": \"\\q\"}", "{\"a\": \"\u{1}\"}", "NaN",
      "{\"a\": NaN}", "{\"a\": \"\\u0000\"}", "{\"a\": 1,}", "{\"a\": [1,]}", "{\"a\": --1}",
      "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
    ])
  func mistakes(line: String) throws {
    let found = try read("{}\n\(line)\n{\"b\": 1}\n")
    #expect(found.count == 3)
    #expect(found[1].mistakes[0].line == 2)
    #expect(found[1].mistakes[0].field?.hasPrefix("byte ") == true)
    #expect(found[1].rejected?.content == .raw(line))
    #expect(try found[2].get()["b"] == .number("1"))
  }

  @Test("A name that comes twice is a mistake, not a value that is lost")
  func repeatedName() throws {
    #expect(try read(#"{"quoted": 1, "quoted": 2}"#)[0].mistakes[0].expected.contains("once"))
  }

  @Test("Bytes that are not UTF-8 are named by their place")
  func notUTF8() throws {
    let bytes = Array("{\"a\": \"".utf8) + [0xFF] + Array("\"}\n{}".utf8)
    let found = Array(try SourceRows(bytes: bytes, file: "f.jsonl", format: .jsonLines))
    #expect(found[0].mistakes[0].field == "byte 8")
    #expect(found.count == 2)
  }

  @Test("A value above 1 MiB is a mistake")
  func hugeValue() throws {
    let long = String(repeating: "a", count: CSVReader.fieldLimit + 1)
    #expect(try read("{\"a\": \"\(long)\"}\n{}")[0].mistakes[0].expected.contains("1048576"))
  }

  @Test(
    "Random bytes never trap, and each line that is not blank is a row or a rejection",
    arguments: 1...200)
  func randomBytes(seed: Int) throws {
    var random = Seeded(seed)
    let pieces = [
      "{", "}", "[", "]", "\"a\"", "\"", ":", ",", "1", "\\u12", "\n", "true", " ", "{}\n",
    ]
    let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
    let found = try read(text)
    let lines = text.split(separator: "\n").filter { $0.contains { $0 != " " } }
    #expect(found.count == lines.count)
  }
}
