import ArgumentParser
import Exchange
import Procedure

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The command line.
@main
struct Paydesk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paydesk",
    abstract: "Settles “Customer Not Paid” and “Less Paid” complaints.",
    subcommands: [ReplayCommand.self])
}
