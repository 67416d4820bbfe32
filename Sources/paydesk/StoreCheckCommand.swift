import ArgumentParser
import Exchange
import Journal
import Procedure

extension StoreCommand {
  /// Compares a store with a file, or with its own log.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare a store with a file or a copy, or with its own log read anew.",
      discussion: """
        With --from every event, personal text, proof, and row that is read from the log is compared, and the first that \
        differs is named. Without it the log is verified, what is read from it is compared with the same read anew, and for \
        the administrator of a server also what it checks appends with; nobody records during that last part.
        It ends with 1 where something differs.
        """)

    @Option(
      help: ArgumentHelp("The file, or the copy, to compare the store with.", valueName: "path"))
    var from: String?

    @Flag(help: "The store on this machine’s server, in the database paydesk.")
    var local = false

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let store = try local ? openStore(at: .server("postgres:///paydesk")) : desk.opened()
      try desk.admitKeeper(of: store)
      if let from { try checkFile(from, mayBeCopy: true) }
      let progress = ProgressLine(json: json.isJSON)
      defer { progress.clear() }
      let comparison =
        try from.map { try store.compared(with: $0, telling: progress.show) }
        ?? store.checked(telling: progress.show)
      progress.clear()
      try report(comparison, store)
    }

    private func report(_ comparison: Comparison, _ store: any Store) throws {
      if json.isJSON {
        Output.json(
          .object([
            .init("same", .bool(comparison.isSame)),
            .init("head", .string(comparison.head.description)),
            .init("rows", .integer(comparison.rows)), .init("proofs", .integer(comparison.proofs)),
            .init("difference", comparison.difference.map { .string($0) } ?? .null),
          ]))
      }
      if let difference = comparison.difference {
        let isSentence = difference.hasSuffix(".")
        throw CommandFailure(.differs, json.isJSON ? "" : difference + (isSentence ? "" : "."))
      }
      guard !json.isJSON else { return }
      Output.line(
        """
        \(from.map { "\($0) and \(store.place) hold the same" } ?? "\(store.place) holds what its log says"): \
        \(comparison.rows) rows, \(comparison.proofs) proofs. Head \(comparison.head)
        """)
      if from == nil, !comparison.hasSeenGuards, store.proofsFolder == nil {
        Output.line(
          "What the server checks appends with was not looked at: that is for its administrator.")
      }
    }
  }
}
