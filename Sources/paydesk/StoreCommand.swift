import ArgumentParser
import Exchange
import Journal
import Procedure

/// Where everything is recorded.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Say which store is in use, and keep it.",
    discussion: """
      A store is one file, for people who trust each other with it, or a PostgreSQL server, which keeps maker and checker \
      apart. It is said by --store, by $PAYDESK_STORE, or once for all in paydesk/config.yaml in $XDG_CONFIG_HOME, \
      ~/.config or /etc/xdg:

        store: postgres://desk.example/paydesk
        replica: postgres://reports.example/paydesk

      A password belongs into ~/.pgpass or a service file, not into any of these. The replica is optional: reports and \
      searches are read from it.
      """,
    subcommands: [Show.self, Create.self, Migrate.self, Check.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which store is in use, where that was said, and what it holds.",
      discussion: "What was said is printed first, also where the store cannot be opened then.")

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let choice = try desk.choice
      do {
        report(choice, try StoreContent(of: try desk.open()))
      } catch {
        report(choice, nil)
        throw error
      }
    }

    private func report(_ choice: StoreChoice, _ content: StoreContent?) {
      guard !json.isJSON else { return Output.json(self.json(choice, content)) }
      var rows = [
        ["Store", content?.place ?? choice.address.description], ["Said by", choice.origin.name],
      ]
      if let content {
        rows += [
          ["Schema", "\(content.schema)"], ["Head", content.head.description],
          ["You are", "\(content.actor.shown), \(content.actor.role.shown)"],
        ]
        rows += content.counts.map { [$0.view.rawValue, "\($0.count)"] }
      }
      for line in Output.table(rows, rightAligned: []) { Output.line(line) }
      if let exposure = content?.exposure { Output.complain(exposure) }
    }

    private func json(_ choice: StoreChoice, _ content: StoreContent?) -> JSONValue {
      .object([
        .init("store", .string(content?.place ?? choice.address.description)),
        .init("saidBy", .string(choice.origin.kind)), .init("said", .string(choice.origin.name)),
        .init("schema", content.map { .integer($0.schema) } ?? .null),
        .init("head", content.map { .string($0.head.description) } ?? .null),
        .init("person", content.map { .string($0.actor.person.text) } ?? .null),
        .init("role", content.map { .string($0.actor.role.rawValue) } ?? .null),
        .init(
          "disputes",
          content.map { .object($0.counts.map { .init($0.view.rawValue, .integer($0.count)) }) }
            ?? .null),
        .init("exposure", content?.exposure.map { .string($0) } ?? .null),
      ])
    }
  }
}

/// What a store holds, in figures.
private struct StoreContent {
  var place: String
  var schema: Int
  var head: Head
  var actor: Actor
  /// How many disputes each view of this person holds.
  var counts: [(view: QueueView, count: Int)]
  /// What of it others on this machine may get at.
  var exposure: String?

  init(of access: Access) throws {
    let store = access.journal
    place = store.place
    schema = try store.schema()
    head = try store.head()
    actor = access.actor
    exposure = store.exposure(wholly: true)
    let counts = try store.counts(for: access.actor.person, at: access.now)
    self.counts = QueueView.allCases.map { ($0, counts[$0] ?? 0) }
  }
}
