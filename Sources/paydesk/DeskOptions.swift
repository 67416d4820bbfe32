import ArgumentParser
import Exchange
import Foundation
import Journal
import Procedure

/// The options that every subcommand about a store understands.
struct DeskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The store: a file's path, postgres://HOST/NAME or service=NAME; else $PAYDESK_STORE, else `store:` in \
      paydesk/config.yaml in $XDG_CONFIG_HOME or ~/.config, else the usual file.
      """, valueName: "store"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      """
      The store where it is a file; else $PAYDESK_DB. The usual one is paydesk/paydesk.db in $XDG_DATA_HOME or \
      ~/.local/share.
      """, valueName: "path"), completion: .file())
  var db: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      """
      Whom to act as: the manager for whom you stand in, or in the sample any of its people; else $PAYDESK_AS, which \
      counts in the sample alone.
      """, valueName: "name"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      """
      Note in this file what the program does: moments, figures and kinds of errors, and nothing about any person.
      """, valueName: "file"), completion: .file())
  var log: String?

  func validate() throws {
    guard store == nil || db == nil else {
      throw ValidationError("--store and --db both name the store: give one of them.")
    }
  }

  /// Which store is meant: by an option, the environment, the configuration, or by nobody.
  var choice: StoreChoice {
    get throws {
      var choice = try said
      choice.address = choice.address.followed
      return choice
    }
  }

  private var said: StoreChoice {
    get throws {
      if let store { return try .said(store, by: .option("--store")) }
      if let db { return StoreChoice(address: .file(db), origin: .option("--db")) }
      if let store = DeskOptions.variable("PAYDESK_STORE") {
        return try .said(store, by: .environment("PAYDESK_STORE"))
      }
      if let path = DeskOptions.variable("PAYDESK_DB") {
        return StoreChoice(address: .file(path), origin: .environment("PAYDESK_DB"))
      }
      if let choice = try StoreChoice.configured(\.store) { return choice }
      return StoreChoice(address: .file(DeskOptions.usualPath), origin: .usual)
    }
  }

  /// The file that is meant, for what works on a file alone.
  ///
  /// - Parameter instead: what to do where it is a server.
  func file(instead: String) throws -> String {
    let choice = try choice
    guard case .file(let path) = choice.address else {
      throw CommandFailure(
        .usage, "\(choice.address) is a server, and this is about a file: \(instead).")
    }
    return path
  }

  /// Where the database is unless the command line or the configuration says otherwise.
  static var usualPath: String { variable("PAYDESK_DB") ?? Folders.data + "/paydesk.db" }

  /// Where screenshots arrive that wait for the proof form: `$PAYDESK_DROP`, else `drop` beside the database, and of a server
  /// in the person's own data.
  var dropFolder: String {
    get throws {
      if let folder = DeskOptions.variable("PAYDESK_DROP") { return folder }
      switch try choice.address {
      case .file(let path): return Folders.folder(of: path) + "/drop"
      case .server: return Folders.data + "/drop"
      }
    }
  }

  /// Who the environment or the command line says to be.
  var requestedPerson: Person? {
    (person ?? DeskOptions.variable("PAYDESK_AS")).flatMap { $0.isEmpty ? nil : Person($0) }
  }

  /// What a variable of the environment says; nil where it is empty.
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A second store that is only read, so that long readings leave the desk's own alone.
struct ReplicaOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A copy of the store to read this from, as a streaming replica is; else `replica:` in paydesk/config.yaml where no \
      store was said on the command line or in the environment.
      """, valueName: "store"))
  var replica: String?

  /// Which copy is meant; nil for none. One that is configured belongs to the store that is configured.
  func choice(for store: StoreChoice) throws -> StoreChoice? {
    if let replica { return try .said(replica, by: .option("--replica")) }
    return try StoreChoice.configuredReplica(of: store)
  }
}

/// Whether the workbench is heard or felt line by line, rather than looked at.
struct ReaderOption: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      """
      Open it for a screen reader or a braille display: lines without borders or columns, the cursor on the one that \
      matters, and what a key came to in the last one; else `reader:` in paydesk/config.yaml.
      """))
  var reader: Bool?
}

/// Whether a subcommand prints JSON.
struct JSONOption: ParsableArguments {
  @Flag(name: .customLong("json"), help: "Print JSON.")
  var isJSON = false
}
