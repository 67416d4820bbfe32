import ArgumentParser
import Exchange
import Procedure

/// The policy: what counts, whether a file is one, and how a file comes to count.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Show, check or adopt the desk's policy.",
    subcommands: [Show.self, Check.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the policy that counts, as a file to start from.")

    @Flag(help: "Print the built-in policy, whatever the desk has adopted.")
    var builtIn = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
      Output.line(PolicyFile.printed(Policy()))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether a file is a policy, and if not, where not.")

    @Argument(help: "The policy, YAML; - is standard input.")
    var file: String

    @OptionGroup var json: JSONOption

    func run() throws {
      _ = try GivenPolicy.read(file)
      Output.line("\(GivenFile(name: file).shown) is a policy.")
    }
  }
}
