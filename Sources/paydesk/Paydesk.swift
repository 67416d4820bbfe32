import ArgumentParser
import Pictures

/// The command line.
@main
struct Paydesk: ParsableCommand {
  static let version: StaticString = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "paydesk",
    abstract: "Settles “Customer Not Paid” and “Less Paid” complaints.",
    discussion: """
      Without a subcommand it opens the workbench. --store, --db, --as, --log and --json are understood by every subcommand that can \
      use them, before or after its name.
      """,
    version: "\(version)",
    subcommands: [
      OpenCommand.self, SampleCommand.self, InitCommand.self, PeopleCommand.self,
      ImportCommand.self, ShowCommand.self, DoCommand.self, ProofCommand.self, PolicyCommand.self,
      VerifyCommand.self,
      RebuildCommand.self, BackupCommand.self, RestoreCommand.self, EraseCommand.self,
      ReplayCommand.self, MacrosCommand.self, ThemesCommand.self, ExportCommand.self,
      ReportCommand.self,
      StatementsCommand.self, AssignCommand.self, WhyCommand.self,
      HandoverCommand.self, DueCommand.self, PayoutsCommand.self, VendorCommand.self,
      ListCommand.self, ViewsCommand.self, StoreCommand.self, ConfigCommand.self, InfoCommand.self,
      ManualCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  static func main() {
    // A process that was started to decode a picture is nothing else.
    Picture.answerAsChild()
    Output.prepare()
    do {
      try checkArguments()
      var command = try parseAsRoot(reordered(Array(CommandLine.arguments.dropFirst())))
      try Diagnostics.begin(command)
      try command.run()
      try Output.finish()
      Diagnostics.end(0)
    } catch {
      finish(with: error)
    }
  }

  /// Refuses what is not UTF-8: it would be taken, and recorded, with other signs in its place.
  private static func checkArguments() throws(CommandFailure) {
    for place in 1..<max(Int(CommandLine.argc), 1) {
      guard let argument = CommandLine.unsafeArgv[place] else { continue }
      guard String(validatingCString: argument) == nil else { continue }
      throw CommandFailure(
        .usage,
        "Argument \(place) is not UTF-8: found “\(String(cString: argument))”, expected a text in UTF-8."
      )
    }
  }

  /// The global options that stand before a subcommand, put behind it, where subcommands read them.
  static func reordered(_ arguments: [String]) -> [String] {
    let valued = ["--store", "--db", "--as", "--log"]
    var front: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if first == "--json" || valued.contains(where: { first.hasPrefix($0 + "=") }) {
        front.append(first)
        rest = rest.dropFirst()
      } else if valued.contains(first), rest.count > 1 {
        front += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    guard let word = rest.first, !word.hasPrefix("-") else { return arguments }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + front + rest[end...]
  }

  /// Says what went wrong on standard error, after everything that was printed, and ends.
  private static func finish(with error: any Error) -> Never {
    try? Output.finish()
    if let failure = CommandFailure(error) {
      Diagnostics.end(failure.status.rawValue, for: error)
      if !failure.message.isEmpty { Output.complain(failure.message) }
      exit(withError: ExitCode(failure.status.rawValue))
    }
    let status = exitCode(for: error)
    let message = fullMessage(for: error)
    if status == .success {
      // Help, the version or a shell's completions.
      if !message.isEmpty { print(message) }
      do { try Output.finish() } catch { finish(with: error) }
    }
    Diagnostics.end(status.rawValue, for: error)
    if status == .success { exit(withError: status) }
    if !message.isEmpty {
      Output.complain(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
    }
    exit(withError: status)
  }
}
