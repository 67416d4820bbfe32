import Foundation
import Testing

@Suite("SECURITY.md")
struct SecurityFileTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  @Test("names tests, scripts and pages that are there, and something for each promise")
  func named() throws {
    let text = try String(contentsOfFile: root + "/SECURITY.md", encoding: .utf8)
    var sources = ""
    for name in try FileManager.default.subpathsOfDirectory(atPath: root + "/Tests")
    where name.hasSuffix(".swift") {
      sources += try String(contentsOfFile: root + "/Tests/" + name, encoding: .utf8)
    }
    let suites = text.matches(of: /`([A-Z]\w+Tests)`/).map { String($0.output.1) }
    #expect(suites.count > 15)
    for suite in Set(suites) { #expect(sources.contains("struct \(suite) {"), "\(suite)") }
    let files =
      text.matches(of: /`(Scripts\/[\w-]+)`/).map { String($0.output.1) }
      + text.matches(of: /\]\(([\w\/.]+)\)/).map { String($0.output.1) }
    #expect(files.count > 3)
    for file in files {
      #expect(FileManager.default.fileExists(atPath: root + "/" + file), "\(file)")
    }
    let promises = try #require(text.split(separator: "## What is promised").last)
      .split(separator: "## ")[0].split(separator: "\n").filter { $0.hasPrefix("| **") }
    #expect(promises.count > 12)
    for promise in promises {
      #expect(promise.split(separator: "|").last { $0 != " " }?.contains("`") == true, "\(promise)")
    }
  }
}
