import ArgumentParser
import Exchange
import Procedure

/// Walks disputes through the procedure as a script says, without a database.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Walk disputes through the procedure as a script says.")

  @Flag(help: "Print only the lines that differ from what they expect; exit 1 if any does.")
  var check = false

  @Option(help: ArgumentHelp("A policy to walk under; else the built-in one.", valueName: "file"))
  var policy: String?

  @Argument(help: "The script, JSON Lines; - is standard input.")
  var file: String

  func run() throws {
    let policy = try policy.map { try GivenPolicy.read($0) } ?? Policy()
    let script = try GivenFile(name: file).bytes()
    var replay = Replay(policy: policy, file: file)
    try replay.run(script, checks: check) { print($0) }
    if replay.differing > 0 { throw CommandFailure(.differs) }
  }
}

/// A policy in a file that somebody named.
enum GivenPolicy {
  static func read(_ name: String) throws -> Policy {
    let file = GivenFile(name: name)
    return try PolicyFile.parse(try file.bytes(), file: file.shown).get()
  }
}
