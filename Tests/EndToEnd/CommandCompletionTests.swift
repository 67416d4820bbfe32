import Foundation
import Testing

@Suite("Completion in shells")
struct CommandCompletionTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private var actions: [String] {
    get throws {
      let json = try JSONSerialization.jsonObject(
        with: Data(try desk.run("do", "--list", "--json").output.utf8))
      return try #require(json as? [[String: Any]]).compactMap { $0["action"] as? String }
    }
  }

  @Test(
    "the script of each shell names every subcommand and every action",
    arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let outcome = try desk.run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    for word in try actions + ["show", "do", "info", "statements", "--expecting", "--reveal"] {
      let option = shell == "fish" && word.hasPrefix("--") ? String(word.dropFirst(2)) : word
      #expect(outcome.output.contains(option), "\(word)")
    }
  }

  @Test("bash completes subcommands and actions")
  func bash() throws {
    let script = try desk.write(
      "paydesk.bash", desk.run("--generate-completion-script", "bash").output)
    func completions(_ words: String...) throws -> [String] {
      let line = words.joined(separator: " ")
      let program = """
        . "$1"
        COMP_WORDS=(\(line)) COMP_CWORD=\(words.count - 1) COMP_LINE="\(line)" COMP_POINT=\(line.count)
        _paydesk paydesk "\(words[words.count - 1])" "\(words[words.count - 2])"
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      return try desk.run(through: ["/bin/bash", "-c", program, "bash", script]).lines
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(try completions("paydesk", "sho") == ["show"])
    #expect(try completions("paydesk", "do", "CX-1", "rem") == ["remarks"])
    #expect(try completions("paydesk", "do", "CX-1", "sig") == ["sign-off"])
  }
}
