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
    let access = try desk.open()
    try Desk.admitKeeping(by: access.actor)
    let journal = access.journal
    try journal.rebuild()
    let head = try journal.head()
    if json.isJSON {
      Output.json(.object([.init("events", .integer(Int(head.number)))]))
    } else {
      Output.line("Read \(head.number) events anew.")
    }
  }
}
