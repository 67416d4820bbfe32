import ArgumentParser
import Exchange
import Journal
import Procedure

/// Brings a copy back.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring back what `backup` copied, once all of it holds.",
    discussion: """
      The whole copy is verified before anything is touched. A database that is there is refused; with --force it is \
      moved aside, and never lost.
      """)

  @Argument(help: "The folder that `backup` made.")
  var folder: String

  @Option(
    help: ArgumentHelp("Where the database is to be; else the usual place.", valueName: "path"))
  var to: String?

  @Flag(help: "Move a database that is there aside.")
  var force = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let path =
      try to ?? desk.file(instead: "--to names one, `paydesk store migrate` fills a server")
    guard GivenFile(name: folder).exists else {
      throw CommandFailure(.noInput, "there is no folder \(folder).")
    }
    if GivenFile(name: path).exists {
      guard force else {
        throw CommandFailure(
          .cannotCreate,
          "\(path) is there already: --force moves it aside, --to names another place."
        )
      }
      try refuseStrangers(path)
    }
    let (head, old) = try RelationalJournal.restore(from: folder, to: path, replacing: force)
    if json.isJSON {
      Output.json(
        .object([
          .init("db", .string(path)), .init("head", .string(head.description)),
          .init("old", old.map { .string($0) } ?? .null),
        ]))
    } else {
      Output.line("\(path) is as it was copied. Head \(head)")
      if let old { Output.line("What was there is \(old) now.") }
    }
  }

  /// A database that can be read is replaced by its managers alone; a broken one by whoever may write the folder.
  private func refuseStrangers(_ path: String) throws {
    guard let journal = try? RelationalJournal.open(at: path),
      let people = try? journal.desk().people, !people.isEmpty
    else { return }
    let desk = self.desk
    try Desk.admitKeeping(by: try desk.actor(in: journal))
  }
}
