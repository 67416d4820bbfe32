import ArgumentParser
import Exchange
import Procedure

/// Copies the database and its proofs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the database and its proofs into a new folder.",
    discussion: "Others may go on working meanwhile. Keep the head that it prints: `verify --head`."
  )

  @Argument(help: "The folder; it must not be there yet.")
  var folder: String

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let access = try desk.open()
    try Desk.admitKeeping(by: access.actor)
    let journal = access.journal
    guard !GivenFile(name: folder).exists else {
      throw CommandFailure(
        .cannotCreate, "there is something at \(folder) already: choose another folder.")
    }
    let head = try journal.backup(to: folder)
    if json.isJSON {
      Output.json(
        .object([.init("folder", .string(folder)), .init("head", .string(head.description))]))
    } else {
      Output.line("Copied to \(folder). Head \(head)")
    }
  }
}
