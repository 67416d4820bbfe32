import ArgumentParser
import Exchange
import Procedure

/// Makes everything that is read from the log anew.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Read the queue, vendors and search anew from the log.")

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let journal = try desk.keeper()
    try journal.rebuild()
    let head = try journal.head()
    if json.isJSON {
      Output.json(.object([.init("events", .integer(Int(head.number)))]))
    } else {
      Output.line("Read \(head.number) events anew.")
    }
  }
}
