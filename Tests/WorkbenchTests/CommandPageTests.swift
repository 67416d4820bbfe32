import Foundation
import Testing

@testable import Workbench

@Suite("The page of commands")
struct CommandPageTests {
  private static var table: String {
    let rows = Action.said.map { action in
      let fields = action.saidFields.map { field in
        "`\(field.name)`"
          + (field.options.isEmpty ? "" : " (\(field.options.joined(separator: ", ")))")
      }
      return "| `\(action.word)` | \(action.summary) | \(fields.joined(separator: ", ")) |"
    }
    let others = Action.table.compactMap { action -> String? in
      guard case .otherwise(let why) = action.saying else { return nil }
      return "- **\(action.name)** (`\(action.id)`): \(why)."
    }
    return
      (["| action | what it does | fields |", "| --- | --- | --- |"] + rows + [""]
      + ["These record too, and are not said:", ""] + others)
      .joined(separator: "\n") + "\n"
  }

  @Test("docs/commands.md lists the actions that are said and their fields, and why others are not")
  func isFresh() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/commands.md").standardizedFileURL
    let text = try String(contentsOf: page, encoding: .utf8)
    let begin = try #require(text.range(of: "<!-- table -->\n")).upperBound
    let end = try #require(text.range(of: "<!-- end -->")).lowerBound
    if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] != nil {
      try Data((text[..<begin] + Self.table + text[end...]).utf8).write(to: page)
    }
    let written = try String(contentsOf: page, encoding: .utf8)
    #expect(written.contains("<!-- table -->\n" + Self.table + "<!-- end -->"))
  }
}
