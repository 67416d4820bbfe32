import FoundationEssentials
import Testing

@testable import Journal

@Suite("The server's schema is frozen by its number")
struct ServerTextTests {
  @Test("what makes a store of the newest schema is what it was when it got its number")
  func frozen() throws {
    let path = Examples.folder + "/Golden/server-\(Server.known).sql"
    let text = Server.text(in: "paydesk")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    let golden = String(decoding: try #require(try Files.read(path)), as: UTF8.self)
    #expect(golden == text, "another schema needs another number, and a step that leads to it")
  }
}
