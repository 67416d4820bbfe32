import ArgumentParser
import Exchange
import Foundation
import Journal
import Procedure

extension StoreCommand {
  /// Makes a store on a server.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store on a PostgreSQL server, or bring one up to date.",
      discussion: """
        Whoever may make databases and roles does, once; on the server itself that is the login postgres:

          sudo -u postgres paydesk store create --local --first asha

        --local is the database paydesk of the server on this machine, over its socket: who logs in to the machine is let \
        in as a role of that name, and there are no passwords. A store that is there already is left as it is, but for its \
        schema.
        """)

    @Option(
      help: ArgumentHelp("Who becomes its first ops manager; else $SUDO_USER.", valueName: "login"))
    var first: String?

    @Option(help: "The login's number, where this machine does not know the login.")
    var uid: UInt32?

    @OptionGroup var server: LocalServer
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let address = try server.address(
        desk,
        instead:
          "this makes a store on a server: say where with --store postgres://HOST/NAME or --local. `paydesk init` makes a file."
      )
      let person = first ?? ProcessInfo.processInfo.environment["SUDO_USER"]
      let number = try person.map { person in
        if let uid = uid ?? Login.named(person)?.uid { return uid }
        guard !server.local else {
          throw CommandFailure(
            .data, "this machine knows no login \(person): check the name, or give --uid.")
        }
        return Desk().numberWithoutLogin
      }
      let created: Server.Created
      do {
        created = try Server.create(
          at: address, first: person.map { Person($0) }, uid: number)
      } catch JournalError.noSuchRole(_, let role) where server.local {
        throw CommandFailure(
          .noPermission,
          "this machine's server knows no role \(role): say it as its administrator, `sudo -u postgres paydesk store create --local --first LOGIN`."
        )
      }
      report(created)
    }

    private func report(_ created: Server.Created) {
      guard !json.isJSON else {
        let outcome =
          switch created.outcome {
          case .made: "made"
          case .upgraded: "upgraded"
          case .there: "there"
          }
        return Output.json(
          .object([
            .init("store", .string(created.place)), .init("outcome", .string(outcome)),
            .init("first", created.first.map { .string($0.text) } ?? .null),
            .init("advice", created.advice.map { .string($0) } ?? .null),
          ]))
      }
      switch created.outcome {
      case .made:
        Output.line(
          """
          Made \(created.place)\(created.first.map { "; \($0) is its ops manager" } ?? "").
          Put `store: \(StoreAddress.withoutUser(created.place))` into /etc/xdg/paydesk/config.yaml, and everybody here works on it. Add the others with \
          `paydesk people add LOGIN --role executive`.
          """)
      case .upgraded(let schema):
        Output.line("Brought \(created.place) up to date, from schema \(schema).")
        if schema < 3 {
          Output.line(
            "Disputes are folded from the log as they are asked for; `paydesk rebuild` does it at once."
          )
        }
      case .there: Output.line("\(created.place) is there already, and up to date.")
      }
      if let advice = created.advice { Output.line(advice) }
    }
  }
}
