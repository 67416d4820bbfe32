import Foundation
import Testing

@testable import Pictures

@Suite("The text of a picture")
struct TextTests {
  @Test(
    "is read from a grey copy, of whatever kind the picture is",
    .enabled(if: ProgramPlace.path(of: "tesseract") != nil),
    arguments: ["receipt.png", "receipt.jpg"])
  func read(name: String) throws {
    let text = try Made.picture(name).text(by: ChildProcess())
    #expect(text.contains("632514345678"), "\(text)")
    #expect(text.contains("8,000.00"), "\(text)")
  }

  @Test("of what is no picture nothing is read")
  func other() throws {
    guard ProgramPlace.path(of: "tesseract") != nil else {
      #expect(throws: PictureTrouble.noReader) {
        try Made.picture("words.png").text(by: ChildProcess())
      }
      return
    }
    #expect(throws: PictureTrouble.other) {
      try Made.picture("words.png").text(by: ChildProcess())
    }
  }

  @Test(
    "the program that reads it has limits that it cannot lift, and nothing else that is open here")
  func limits() throws {
    let file = try MemoryFile(Array("a picture".utf8))
    func output(_ words: String...) throws -> String {
      let bytes = try ChildProcess().run(
        Made.program, ["paydesk", "picture-reader"] + words, input: file.descriptor,
        limit: 64 << 10, seconds: 20)
      return String(decoding: bytes, as: UTF8.self)
    }
    let limits = try output("/bin/cat", "/proc/self/limits")
    func hard(_ name: String) -> String? {
      limits.split(separator: "\n").first { $0.hasPrefix(name) }?
        .dropFirst(name.count).split(separator: " ").dropFirst().first.map(String.init)
    }
    #expect(hard("Max cpu time") == "21")
    #expect(hard("Max file size") == "0")
    #expect(hard("Max core file size") == "0")
    if !Made.isSanitized { #expect(hard("Max address space") == "\(2_048 << 20)") }
    let open = try output("/bin/ls", "/proc/self/fd").split(separator: "\n")
    // The folder that is listed is one of them.
    #expect(open.count <= 4, "\(open)")
    #expect(try output("/usr/bin/env") == "")
    #expect(try output("/bin/cat") == "a picture")
  }
}
