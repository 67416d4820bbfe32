import ArgumentParser
import Exchange
import Journal
import Procedure

extension StoreCommand {
  /// Moves a desk between a file and a server.
  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move a desk from a file to a server, or back.",
      discussion: """
        Everything goes: each event as it is with its hash, personal texts, proofs. It is whole there or not at all, and where \
        it came from stays as it was.
          sudo -u postgres paydesk store create --local --first ravi
          sudo -u postgres paydesk store migrate --from /var/tmp/copy --local
        --from takes a database's file or what `paydesk backup` made, and a server that holds its first person alone, who \
        gives place; --to takes a file that is not there yet. A server is filled by whoever administers it.
        """)

    @Option(
      help: ArgumentHelp("The file, or the copy, to move to the server.", valueName: "path"))
    var from: String?

    @Option(help: ArgumentHelp("The file to move the server’s desk to.", valueName: "path"))
    var to: String?

    @OptionGroup var server: LocalServer
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
      guard (from == nil) != (to == nil) else {
        throw ValidationError("Say either --from FILE or --to FILE.")
      }
    }

    func run() throws {
      let address = try server.address(
        desk,
        instead:
          "this moves a desk to or from a server: say which with --store postgres://HOST/NAME or --local. `paydesk backup` copies a file."
      )
      let progress = ProgressLine(json: json.isJSON)
      defer { progress.clear() }
      if let from {
        try checkFile(from, mayBeCopy: true)
        let migration = try RelationalJournal.migrate(
          from: from, to: address, telling: progress.show)
        progress.clear()
        report(migration, from)
      } else if let to {
        let store = try openStore(at: .server(address))
        try desk.admitKeeper(of: store)
        let head = try store.copyOut(to: to, telling: progress.show)
        progress.clear()
        try report(store, head, to)
      }
    }

    private func report(_ migration: Migration, _ file: String) {
      guard !json.isJSON else {
        return Output.json(
          .object([
            .init("store", .string(migration.place)),
            .init("head", .string(migration.head.description)),
            .init("proofs", .integer(migration.proofs)),
            .init("withoutLogin", .array(migration.shutOut.map { .string($0.person.text) })),
          ]))
      }
      Output.line(
        """
        Moved \(file) to \(migration.place): \(migration.head.number) events, \(migration.proofs) proofs. Head \(migration.head)
        Everybody of the desk is a login of the server now, by the name that they have there. Compare with \
        `paydesk store check --from \(file)`, put `store: \(StoreAddress.withoutUser(migration.place))` into \
        /etc/xdg/paydesk/config.yaml, and move the file away: what is recorded in it from now on stays there alone.
        """)
      for (person, why) in migration.shutOut {
        Output.warn("paydesk: \(person) stays in the log and cannot come in. \(why)")
      }
    }

    private func report(_ store: any Store, _ head: Head, _ file: String) throws {
      let strangers = try store.desk().people.filter {
        $0.value.uid >= Desk.firstNumberWithoutLogin
      }
      .keys.map(\.text).sorted()
      guard !json.isJSON else {
        return Output.json(
          .object([
            .init("db", .string(file)), .init("head", .string(head.description)),
            .init("withoutLogin", .array(strangers.map { .string($0) })),
          ]))
      }
      Output.line(
        "Copied \(store.place) to \(file). Head \(head)\nWhat is recorded at the server from now on is not in it."
      )
      if !strangers.isEmpty {
        Output.line(
          "The log names no login’s number for \(strangers.joined(separator: ", ")): a file knows people by it, so they cannot open this one."
        )
      }
    }
  }
}
