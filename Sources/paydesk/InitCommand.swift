import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure

/// Makes a database and its first person.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make the database; you become its ops manager.")

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let path = try desk.file(
      instead: "`paydesk store create` makes what a server needs, --db names a file")
    let login = Login.current
    let journal = try journal(at: path)
    try journal.perform(
      .initialise(Person(login.name), uid: login.uid), by: nil, at: journal.now())
    if json.isJSON {
      Output.json(
        .object([
          .init("db", .string(path)), .init("person", .string(login.name)),
          .init("role", .string(Role.opsManager.rawValue)),
        ]))
    } else {
      Output.line(
        """
        Made \(path); \(login.name) is its ops manager.
        Add the others with `paydesk people add LOGIN --role executive`, and bring tickets in with \
        `paydesk import tickets FILE`.
        """)
    }
  }

  /// A new database; one that an interrupted `init` left without people is taken up again.
  private func journal(at path: String) throws -> SQLiteJournal {
    guard access(path, F_OK) == 0 else { return try SQLiteJournal.create(at: path) }
    let journal = try SQLiteJournal.open(at: path)
    guard try journal.desk().people.isEmpty else {
      throw CommandFailure(
        .cannotCreate,
        "\(path) has its people already; a manager adds more with `paydesk people add`.")
    }
    return journal
  }
}
