import ArgumentParser
import Exchange
import Journal
import Procedure

/// Copies the database and its proofs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the database and its proofs into a new folder.",
    discussion: """
      Others may go on working meanwhile. Keep the head that it prints: `verify --head`.

      With --keep the folder is one for many copies, made if it is not there: the new one is named by its time in UTC, and \
      once it is whole the oldest go, so that so many stay. Only copies of this log go; whatever else is in the folder stays.
      """)

  @Argument(help: "The folder; it must not be there yet, unless --keep is given.")
  var folder: String

  @Option(
    help: ArgumentHelp("Put a dated copy into the folder, and keep so many.", valueName: "number"))
  var keep: Int?

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    if let keep, keep < 1 { throw ValidationError("--keep: at least 1, for the new copy stays.") }
  }

  func run() throws {
    let journal = try desk.keeper()
    let series = BackupSeries(folder: folder)
    let place = keep == nil ? folder : series.place(at: journal.now())
    guard !GivenFile(name: place).exists else {
      throw CommandFailure(
        .cannotCreate, "there is something at \(place) already: choose another folder.")
    }
    let head = try journal.backup(to: place)
    if !json.isJSON { Output.line("Copied to \(place). Head \(head)") }
    let removed = try keep.map { count in
      try series.retire(beyond: count, sparing: place) { try journal.holds($0) }
    }
    if json.isJSON {
      Output.json(
        .object(
          [.init("folder", .string(place)), .init("head", .string(head.description))]
            + (removed.map { [.init("removed", .array($0.map { .string($0) }))] } ?? [])))
    } else {
      for path in removed ?? [] { Output.line("Removed \(path)") }
    }
  }
}
