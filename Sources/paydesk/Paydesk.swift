import ArgumentParser

/// The command line.
@main
struct Paydesk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paydesk",
    abstract: "Settles “Customer Not Paid” and “Less Paid” complaints.",
    subcommands: [ReplayCommand.self])
}
