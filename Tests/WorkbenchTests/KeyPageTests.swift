import Foundation
import Testing

@testable import Workbench

@Suite("The page of keys")
struct KeyPageTests {
  @Test("docs/keys.md says what the table of actions says")
  func isFresh() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/keys.md").standardizedFileURL
    if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] != nil {
      try Data(KeyPage.markdown.utf8).write(to: page)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == KeyPage.markdown)
  }
}
