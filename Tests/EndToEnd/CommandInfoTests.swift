import Foundation
import Testing
import TmuxDriver

@Suite("paydesk info")
struct CommandInfoTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func settings(
    _ words: String..., environment: [String: String] = [:]
  ) throws -> [String: [String: String]] {
    let outcome = try desk.run(["info", "--json"] + words, environment: environment)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(json as? [String: [String: String]], "\(outcome.output)")
  }

  @Test("every path, version and setting is there, with where it comes from")
  func whole() throws {
    try desk.run("init")
    let found = try settings(
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "EDITOR": "nano"])
    #expect(
      Set(found.keys).isSuperset(of: [
        "version", "program", "system", "sqlite", "ncurses", "libpq", "store", "opened", "schema",
        "role", "policy", "exposure", "config", "config-machine", "hooks", "data", "state", "drop",
        "log", "TERM", "COLORTERM", "NO_COLOR", "described-as", "colours", "size", "locale",
        "signs",
        "chafa", "png", "jpeg", "qrencode", "tesseract", "views", "macros", "macros-machine",
        "proofs",
        "drafts", "tour", "clipboard", "theme", "themes", "notice", "title", "mouse", "editor",
        "pager", "open",
      ]), "\(found.keys.sorted())")
    #expect(found["version"]?["value"] == (try desk.run("--version").lines.first))
    #expect(
      found["store"] == ["value": "~/.local/share/paydesk/paydesk.db", "from": "the usual place"])
    #expect(found["opened"]?["value"] == "yes" && found["role"]?["value"] == "ops manager")
    #expect(found["colours"] == ["value": "256", "from": "terminfo"])
    #expect(found["clipboard"]?["value"] == "OSC 52" && found["signs"]?["value"] == "UTF-8")
    #expect(found["editor"] == ["value": "nano", "from": "$EDITOR"])
    #expect(found["open"] == ["value": "xdg-open", "from": "the usual"])
    #expect(found["notice"] == ["value": "off", "from": "the usual"])
    #expect(found["policy"]?["value"] == "the built-in one, times at +05:30")
    #expect(found["sqlite"]?["value"]?.hasPrefix("3.") == true)
    #expect(found["ncurses"]?["value"]?.contains("6.") == true)
    for (name, library) in [
      ("chafa", "libchafa.so.0."), ("png", "libpng16.so.16."), ("jpeg", "libturbojpeg.so.0."),
      ("qrencode", "libqrencode.so.4."),
    ] {
      #expect(found[name]?["value"]?.contains(library) == true, "\(found[name] ?? [:])")
    }
    try FileManager.default.createDirectory(
      atPath: desk.home + "/.config/paydesk", withIntermediateDirectories: true)
    try desk.write(".config/paydesk/views.yaml", "mine: vendr:x\n")
    #expect(
      try settings()["views"]?["value"] == "~/.config/paydesk/views.yaml: 1 mistake: line 1")
    try FileManager.default.removeItem(atPath: desk.home + "/.config/paydesk/views.yaml")
    let text = try desk.run("info")
    #expect(text.lines.count == found.count)
    let plain = try settings(environment: ["TERM": "vt100", "NO_COLOR": "1", "LC_ALL": "C"])
    #expect(plain["colours"] == ["value": "none", "from": "$NO_COLOR"])
    #expect(plain["clipboard"]?["value"] == "none")
    #expect(
      try settings(environment: ["TERM": "no-such-terminal"])["colours"]?["value"] == "not known")
  }

  @Test("nothing in it is anybody's, and nothing is changed by looking")
  func impersonal() throws {
    try desk.run("sample")
    let database = desk.home + "/.local/share/paydesk/sample/paydesk.db"
    let login = NSUserName()
    try desk.write(
      "config.yaml",
      "store: postgres://asha:secret@no-such-host.invalid/paydesk?sslmode=require\nnotice: bell\nopen: \(desk.home)/show --new\n"
    )
    let folder = desk.home + "/.config/paydesk"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: desk.home + "/config.yaml", toPath: folder + "/config.yaml")
    let bytes = try Data(contentsOf: URL(filePath: database))
    for words in [["info"], ["info", "--json"], ["info", "--db", database]] {
      let outcome = try desk.run(words)
      #expect(outcome.status == 0)
      #expect(!outcome.output.contains(desk.home) && !outcome.output.contains("secret"))
      #expect(!outcome.output.contains("asha") && !outcome.output.contains("/\(login)/"))
    }
    let found = try settings()
    #expect(found["store"]?["value"] == "postgres://no-such-host.invalid/paydesk?sslmode=require")
    #expect(found["store"]?["from"] == "~/.config/paydesk/config.yaml")
    #expect(found["notice"] == ["value": "bell", "from": "~/.config/paydesk/config.yaml"])
    #expect(found["open"] == ["value": "~/show --new", "from": "~/.config/paydesk/config.yaml"])
    #expect(found["config"]?["value"] == "~/.config/paydesk/config.yaml: read")
    #expect(found["opened"]?["value"] != "yes")
    #expect(try Data(contentsOf: URL(filePath: database)) == bytes)
  }

  @Test("what is set wrongly is told by its line, and does not stop the rest")
  func mistakes() throws {
    let folder = desk.home + "/.config/paydesk"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "shop: here\n".write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
    try "timeout: 30s\n".write(toFile: folder + "/hooks.yaml", atomically: true, encoding: .utf8)
    let found = try settings()
    #expect(found["config"]?["value"]?.hasSuffix("1 mistake: line 1") == true, "\(found)")
    #expect(found["hooks"]?["value"]?.hasSuffix(": read") == true)
    #expect(found["store"]?["value"]?.contains("config.yaml:1") == true)
    #expect(found["TERM"] != nil)
  }
}
