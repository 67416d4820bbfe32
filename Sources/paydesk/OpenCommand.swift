import ArgumentParser
import Journal

/// Opens the workbench; what `paydesk` alone does.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the workbench.")

  @OptionGroup var desk: DeskOptions

  func run() throws { try OpenCommand.open(at: desk.path, desk) }

  /// The one place where the command line hands over to the workbench.
  static func open(at path: String, _ desk: DeskOptions) throws {
    guard Output.isTerminal(0), Output.isTerminal(1) else {
      throw CommandFailure(
        .usage, "the workbench needs a terminal; `paydesk --help` lists what works without one.")
    }
    var desk = desk
    desk.db = path
    _ = try desk.open()
    throw CommandFailure(.unavailable, "the workbench is not part of this build.")
  }
}
