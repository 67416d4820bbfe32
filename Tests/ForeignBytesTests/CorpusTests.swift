import ForeignBytes
import Foundation
import Testing

@Suite("Foreign bytes")
struct CorpusTests {
  private static let corpora = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzzers/Corpus")

  @Test("whatever a reader was once given, it still keeps its word on", arguments: Check.all)
  func holds(check: Check) throws {
    let folder = CorpusTests.corpora.appending(path: check.name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    #expect(!names.isEmpty)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      #expect(throws: Never.self, "\(check.name)/\(name)") { try check.run(bytes) }
    }
    #expect(throws: Never.self) { try check.run([]) }
  }

  @Test("each corpus belongs to a check")
  func belongs() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: CorpusTests.corpora.path())
    #expect(folders.sorted() == Check.all.map(\.name).sorted())
  }
}
