import ArgumentParser
import Exchange
import Journal

/// Walks the chain of the log.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether the log is what was recorded, and print its head.",
    discussion: """
      Keep the printed head elsewhere and give it to --head later: a log that was cut at its end is a whole chain \
      still, and only a head that was kept tells.
      """)

  @Option(help: "A head that was printed earlier: N:HASH.")
  var head: HeadArgument?

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let journal = try desk.opened()
    if !journal.isOwner { _ = try desk.actor(in: journal) }
    let verification = try journal.verify(against: head?.head)
    let exposure = journal.exposure(wholly: true)
    if json.isJSON {
      Output.json(
        .object([
          .init("sound", .bool(verification.isSound)),
          .init("head", .string(verification.head.description)),
          .init("fault", verification.fault.map { .string($0.description) } ?? .null),
          .init("exposure", exposure.map { .string($0) } ?? .null),
        ]))
    } else if verification.isSound {
      Output.line("All \(verification.head.number) events hold. Head \(verification.head)")
    }
    if let exposure, !json.isJSON { Output.complain(exposure) }
    if let fault = verification.fault {
      throw CommandFailure(.data, json.isJSON ? "" : fault.description)
    }
  }
}

/// The end of a chain, as it is printed.
struct HeadArgument: ExpressibleByArgument {
  var head: Head

  init?(argument: String) {
    guard let head = Head(argument) else { return nil }
    self.head = head
  }
}
