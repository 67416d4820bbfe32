import Foundation
import Testing

@Suite("The manual page")
struct CommandManualTests {
  private let desk: CommandDesk
  private let page: String

  init() throws {
    desk = try CommandDesk()
    page = try desk.run("manual").output
  }

  /// The page as it reads, without what sets it.
  private var plain: String {
    page.replacingOccurrences(of: "\\-", with: "-")
      .replacing(/\\f[BIP]/, with: "").replacingOccurrences(of: "\\(ti", with: "~")
  }

  private func words(of command: [String: Any], _ path: [String] = []) -> [[String]] {
    let inner = (command["subcommands"] as? [[String: Any]] ?? []).filter {
      $0["commandName"] as? String != "help"
    }
    guard !inner.isEmpty else { return [path] }
    return inner.flatMap { words(of: $0, path + [$0["commandName"] as? String ?? ""]) }
  }

  private func options(of command: [String: Any]) -> Set<String> {
    let arguments = command["arguments"] as? [[String: Any]] ?? []
    let names = arguments.flatMap { $0["names"] as? [[String: Any]] ?? [] }
    let own = names.compactMap { $0["kind"] as? String == "long" ? $0["name"] as? String : nil }
    return (command["subcommands"] as? [[String: Any]] ?? []).reduce(into: Set(own)) {
      $0.formUnion(options(of: $1))
    }
  }

  @Test("has every subcommand and every option that the program declares")
  func whole() throws {
    let dump = try desk.run("--experimental-dump-help").output
    let json = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    let root = try #require(json?["command"] as? [String: Any])
    let subcommands = words(of: root)
    #expect(subcommands.count > 25)
    for words in subcommands {
      let words = words.joined(separator: " ")
      #expect(plain.contains("\n.SS \(words)\npaydesk \(words)"), "\(words)")
    }
    let missing = options(of: root).filter { !plain.contains("--\($0)") }
    #expect(missing.isEmpty)
    #expect(page.hasPrefix(".TH PAYDESK 1 \"\" \"paydesk "))
    let version = try desk.run("--version").output
    #expect(plain.contains("paydesk \(version.trimmingCharacters(in: .newlines))"))
  }

  @Test("names every variable of the environment that the program's sources name")
  func variables() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let sources = FileManager.default.enumerator(atPath: root.path + "/Sources")
    var found: Set<String> = []
    while let name = sources?.nextObject() as? String {
      guard name.hasSuffix(".swift") else { continue }
      let text = try String(contentsOfFile: root.path + "/Sources/" + name, encoding: .utf8)
      found.formUnion(text.matches(of: /(PAYDESK|XDG)_[A-Z_]+/).map { String($0.output.0) })
    }
    #expect(found.contains("PAYDESK_DB"))
    // Where an editor's file lies is nobody's business, and the last one only the tests set.
    found.subtract(["XDG_RUNTIME_DIR", "PAYDESK_RECORD"])
    let missing = found.filter { !plain.contains($0) }
    #expect(missing.isEmpty)
  }

  @Test("is set without a complaint", .enabled(if: CommandManualTests.hasTypesetter))
  func typeset() throws {
    let file = try desk.write("paydesk.1", page)
    let outcome = try desk.run(
      through: ["/usr/bin/man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", file])
    #expect(outcome.status == 0 && outcome.complaint.isEmpty, "\(outcome.complaint)")
    #expect(outcome.output.count > 10_000)
  }

  private static var hasTypesetter: Bool {
    ["/usr/bin/man", "/usr/bin/groff"].allSatisfy(FileManager.default.isExecutableFile)
  }
}
