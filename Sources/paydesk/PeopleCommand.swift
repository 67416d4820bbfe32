import ArgumentParser
import Exchange
import Journal
import Procedure

/// Who works at the desk, in which role.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "List people, add them, change their roles.",
    subcommands: [List.self, Add.self, ChangeRole.self, Deputy.self], defaultSubcommand: List.self)

  private static func member(
    _ login: String, _ uid: UInt32, _ role: Role, _ given: [Deputyship] = [], offset: Int = 0
  ) -> JSONValue {
    .object([
      .init("person", .string(login)), .init("uid", .integer(Int(uid))),
      .init("role", .string(role.rawValue)),
      .init("deputyFor", .array(given.map { $0.json(offset: offset) })),
    ])
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List who works at this desk.")

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let journal = try desk.open().journal
      let desk = try journal.desk()
      let people = desk.people.sorted { $0.key.text < $1.key.text }
      let now = journal.now()
      let deputies = Dictionary(grouping: desk.deputyships(at: now), by: \.deputy)
      if json.isJSON {
        Output.json(
          .array(
            people.map { person, member in
              PeopleCommand.member(
                person.text, member.uid, member.role, deputies[person] ?? [],
                offset: desk.policy.offset)
            }))
        return
      }
      let width = people.map(\.key.text.count).max() ?? 0
      for (person, member) in people {
        let name = person.text + String(repeating: " ", count: width - person.text.count)
        let given = (deputies[person] ?? []).map { $0.words(at: now, offset: desk.policy.offset) }
        Output.line(([name, member.role.shown.english] + given).joined(separator: "  "))
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the person of a login.",
      discussion: "A manager does. Nobody gives themselves a role.")

    @Argument(help: "The login, as the operating system knows it.")
    var login: String

    @Option(help: "What the person may do: \(RoleArgument.names).")
    var role: RoleArgument

    @Option(help: "The login's number, where this machine does not know the login.")
    var uid: UInt32?

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let access = try desk.open()
      let uid = try number(at: access.journal)
      try access.journal.perform(
        .add(Person(login), uid: uid, role: role.role), by: access.actor, at: access.now)
      if json.isJSON {
        Output.json(PeopleCommand.member(login, uid, role.role))
      } else {
        Output.line("\(login) works here now, as \(role.role.shown).")
      }
    }

    /// What the person is known by in a file. A server asks for no login of this machine, and knows people by their names: there
    /// it is the login's number where this machine knows one that nobody has, and else one that no login has.
    private func number(at store: any Store) throws -> UInt32 {
      if let uid { return uid }
      let known = Login.named(login)?.uid
      guard case .person = try store.login() else {
        guard let known else {
          throw CommandFailure(
            .data, "this machine knows no login \(login): check the name, or give --uid.")
        }
        return known
      }
      let desk = try store.desk()
      if let known, !desk.people.values.contains(where: { $0.uid == known }) { return known }
      return desk.numberWithoutLogin
    }
  }

  struct ChangeRole: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Give somebody another role.")

    @Argument(help: "The person's login.")
    var login: String

    @Argument(help: "What the person may do from now on: \(RoleArgument.names).")
    var role: RoleArgument

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let access = try desk.open()
      let facts = try access.journal.perform(
        .changeRole(Person(login), to: role.role), by: access.actor, at: access.now)
      if json.isJSON {
        let uid = try access.journal.desk().people[Person(login)]?.uid ?? 0
        Output.json(PeopleCommand.member(login, uid, role.role))
        return
      }
      Output.line("\(login) is \(facts.isEmpty ? "already" : "now") \(role.role.shown).")
    }
  }
}

/// A role as it is typed: `executive`, `ops-manager`, `opsManager`.
struct RoleArgument: ExpressibleByArgument {
  var role: Role

  static let names = "executive, ops-manager, finance-manager or viewer"
  static var allValueStrings: [String] {
    ["executive", "ops-manager", "finance-manager", "viewer"]
  }

  init?(argument: String) {
    let word = argument.lowercased().filter(\.isLetter)
    guard let role = Role.allCases.first(where: { $0.rawValue.lowercased() == word }) else {
      return nil
    }
    self.role = role
  }
}
