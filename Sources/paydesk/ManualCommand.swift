import ArgumentParser
import Foundation

/// The manual page, made from what the command line declares.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for `man`.",
    discussion: "Where it is not installed, `paydesk manual | man -l -` shows it.")

  func run() throws {
    let page = Manual(of: try DeclaredCommand.root, version: Paydesk.configuration.version)
    Output.page(page.text)
  }
}
