import Journal
import Testing

@testable import Exchange

@Suite("The file of hooks")
struct HooksFileTests {
  private func mistakes(_ yaml: String) -> [String] {
    switch HooksFile.parse(Array(yaml.utf8), file: "hooks.yaml") {
    case .success: []
    case .failure(let mistakes): mistakes.list.map(\.description)
    }
  }

  @Test("names programs as lists, and how long they may take")
  func reads() throws {
    let yaml = """
      # told when something happens
      timeout: 2m
      windowLapsed: [/usr/local/bin/tell-desk, --urgent, "$(reboot)", 5]
      decisionCame:
        - notify-send
        - it's decided
      decisionAskedFor: ~
      """
    let hooks = try HooksFile.parse(Array(yaml.utf8), file: "hooks.yaml").get()
    #expect(hooks.seconds == 120)
    #expect(
      hooks.programs == [
        .windowLapsed: ["/usr/local/bin/tell-desk", "--urgent", "$(reboot)", "5"],
        .decisionCame: ["notify-send", "it's decided"],
      ])
    #expect(try HooksFile.parse([], file: "h").get() == Hooks())
    #expect(try HooksFile.parse(Array("# none yet\n".utf8), file: "h").get() == Hooks())
  }

  @Test(
    "each mistake has its line, its field, what was found and what was expected",
    arguments: [
      (
        "windowLapsed: tell-desk --urgent",
        "hooks.yaml:1: windowLapsed: found “tell-desk --urgent”, expected a list, the program and then its arguments: [/usr/local/bin/tell-desk, --urgent]"
      ),
      ("windowLapsed: []", "hooks.yaml:1: windowLapsed: a list, the program"),
      ("windowLapsed: {run: x}", "hooks.yaml:1: windowLapsed: a list, the program"),
      (
        "timeout: 1s\nwindowLapsed: [bin/tell]",
        "hooks.yaml:2: windowLapsed: found “bin/tell”, expected the program's whole path, or its name alone"
      ),
      ("windowLapsed: [~/bin/tell]", "found “~/bin/tell”, expected the program's whole path"),
      ("windowLapsed: ['']", "hooks.yaml:1: windowLapsed: found “”"),
      ("decisionCame: [tell, ~]", "hooks.yaml:1: decisionCame: found “~”, expected a text"),
      ("decisionCame: [tell, [a]]", "hooks.yaml:1: decisionCame: a text"),
      ("decisionCame: [\"tell\\0\"]", "without the character 0"),
      ("timeout: 0s", "hooks.yaml:1: timeout: found “0s”, expected a time from 1s to 5m"),
      ("timeout: 301s", "found “301s”"), ("timeout: 30", "found “30”"),
      ("timeout: [1s]", "hooks.yaml:1: timeout: a time from 1s to 5m"),
      (
        "windowlapsed: [x]",
        "hooks.yaml:1: found “windowlapsed”, expected one of windowLapsed, decisionAskedFor, decisionCame, timeout"
      ),
      ("- windowLapsed", "hooks.yaml:1: hooks, each on a line of its own"),
      ("just words", "found “just words”"), ("windowLapsed: [x", "YAML: "),
      ("timeout: 1s\ntimeout: 2s", "found “timeout”, expected each name once"),
    ])
  func mistaken(yaml: String, said: String) {
    let mistakes = mistakes(yaml)
    #expect(mistakes.count == 1 && mistakes[0].contains(said), "\(mistakes)")
  }

  @Test("all mistakes are found at once, and what is no text is said")
  func all() {
    #expect(mistakes("timeout: 1\nwindowLapsed: x\nother: 2").count == 3)
    guard case .failure(let binary) = HooksFile.parse([0xFF, 0xFE], file: "h") else {
      Issue.record("read")
      return
    }
    #expect(binary.description.contains("UTF-8"))
  }
}
