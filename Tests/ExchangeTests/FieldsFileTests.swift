import Testing

@testable import Exchange

@Suite("Fields as JSON")
struct FieldsFileTests {
  private func read(_ text: String) -> Result<[String: String], SourceMistakes> {
    FieldsFile.parse(Array(text.utf8), file: "fields.json")
  }

  @Test("texts, numbers to the digit, yes and no; null says nothing")
  func values() throws {
    let fields = try read(
      """
      {"reason": "a \\"reason\\"\\nin two lines", "paid": 12000.50,
       "seen.invoice": true, "paymentMarked": false, "note": null}
      """
    ).get()
    #expect(
      fields == [
        "reason": "a \"reason\"\nin two lines", "paid": "12000.50", "seen.invoice": "yes",
        "paymentMarked": "no",
      ])
  }

  @Test("what is no object of such values is told with its place")
  func mistakes() {
    for (text, words) in [
      ("{\"a\": 1, \"a\": 2}", "byte 10: found"), ("[1]", "expected one JSON object"),
      ("{\"a\": [1, 2]}", "a: found “1 2”, expected a text"), ("{\"a\": ", "expected a JSON value"),
      ("", "expected one JSON object"),
    ] {
      guard case .failure(let mistakes) = read(text) else {
        Issue.record("taken: \(text)")
        continue
      }
      #expect(mistakes.description.contains(words), "\(mistakes)")
    }
    guard
      case .failure = FieldsFile.parse(
        [UInt8](repeating: 0x20, count: FieldsFile.limit + 1), file: "f")
    else {
      Issue.record("more than a mebibyte is taken")
      return
    }
  }
}
