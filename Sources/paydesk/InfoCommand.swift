import ArgumentParser
import Exchange

/// Everything in use, for a report of a fault.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print every path, version and setting in use, for a fault report.",
    discussion: """
      Each with where it comes from. Nothing in it is about a customer or a vendor, a login or a password: the home folder \
      reads ~, and a server's address is without whoever logs in. It changes nothing, and tells what cannot be opened \
      instead of failing for it.
      """)

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let settings = SettingsInUse(desk).all
    guard json.isJSON else {
      for line in Output.table(
        settings.map { [$0.name, "\($0.value)  (\($0.from))"] }, rightAligned: [])
      {
        Output.line(line)
      }
      return
    }
    Output.json(
      .object(
        settings.map {
          .init(
            $0.name, .object([.init("value", .string($0.value)), .init("from", .string($0.from))]))
        }))
  }
}
