import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure

/// The policy: what counts, whether a file is one, and how a file comes to count.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Show, check, adopt or try the desk's policy.",
    subcommands: [Show.self, Check.self, Adopt.self, Try.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the policy that counts, as a file to start from.")

    @Flag(help: "Print the built-in policy, whatever the desk has adopted.")
    var builtIn = false

    @Flag(help: "Print the policy that waits for the other manager.")
    var proposed = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
      if proposed {
        guard let proposal = try desk.open().journal.desk().proposal else {
          throw CommandFailure(.noInput, "no policy waits to be adopted.")
        }
        Output.line(PolicyFile.printed(proposal.policy))
        return
      }
      Output.line(PolicyFile.printed(builtIn ? Policy() : try adopted()))
    }

    /// The desk's policy; the built-in one, with a word about it, where there is no database.
    private func adopted() throws -> Policy {
      guard case .file(let path) = try desk.choice.address, access(path, F_OK) != 0,
        errno == ENOENT || errno == ENOTDIR
      else { return try desk.open().policy }
      Output.complain("there is no database at \(path): this is the built-in policy.")
      return Policy()
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether a file is a policy, and if not, where not.")

    @Argument(help: "The policy, YAML; - is standard input.")
    var file: String

    @OptionGroup var json: JSONOption

    func run() throws {
      let file = GivenFile(name: file)
      switch PolicyFile.parse(try file.bytes(), file: file.shown) {
      case .success:
        if json.isJSON {
          Output.json(.object([.init("file", .string(file.shown)), .init("mistakes", .array([]))]))
        } else {
          Output.line("\(file.shown) is a policy.")
        }
      case .failure(let mistakes):
        guard json.isJSON else { throw mistakes }
        Output.json(
          .object([
            .init("file", .string(file.shown)),
            .init("mistakes", .array(mistakes.list.map(\.json))),
          ]))
        throw CommandFailure(.data)
      }
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a policy count.",
      discussion: """
        A manager does. Where a limit changes it counts once an ops and a finance manager have both adopted the same \
        policy.
        """)

    @Argument(help: "The policy, YAML; - is standard input.")
    var file: String

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let access = try desk.open()
      let policy = try GivenPolicy.read(file)
      let facts = try access.journal.perform(.adopt(policy), by: access.actor, at: access.now)
      let (word, sentence) = outcome(facts, by: access.actor)
      if json.isJSON {
        Output.json(.object([.init("policy", .string(word))]))
      } else {
        Output.line(sentence)
      }
    }

    private func outcome(_ facts: [DeskFact], by actor: Actor) -> (String, String) {
      switch facts.first {
      case .policyAdopted?: return ("adopted", "The policy counts from now on.")
      case .policyProposed?:
        let other: Role = actor.role == .opsManager ? .financeManager : .opsManager
        let manager = other.shownWithArticle
        return (
          "proposed",
          "A limit changes: it counts once \(manager) has adopted the same policy too."
        )
      default: return ("same", "It is the policy that counts already.")
      }
    }
  }
}

extension Role {
  /// The role as one of its kind: “an ops manager”.
  fileprivate var shownWithArticle: String {
    shown.english.first.map("aeiou".contains) == true ? "an \(shown)" : "a \(shown)"
  }
}
