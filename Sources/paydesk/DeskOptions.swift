import ArgumentParser
import Exchange
import Foundation
import Journal
import Procedure

/// The options that every subcommand about a database understands.
struct DeskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database; else $PAYDESK_DB, else paydesk/paydesk.db in $XDG_DATA_HOME or ~/.local/share.",
      valueName: "path"))
  var db: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "In the sample alone: one of its people to be; else $PAYDESK_AS.", valueName: "name"))
  var person: String?

  /// The database's path.
  var path: String { db ?? DeskOptions.defaultPath }

  /// Where the database is unless somebody says otherwise.
  static var defaultPath: String {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["PAYDESK_DB"], !path.isEmpty { return path }
    return Folders.data + "/paydesk.db"
  }

  /// Where screenshots arrive that wait for the proof form: `$PAYDESK_DROP`, else `drop` beside the database.
  var dropFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["PAYDESK_DROP"], !folder.isEmpty { return folder }
    return Folders.folder(of: path) + "/drop"
  }

  /// Who the environment or the command line says to be.
  var requestedPerson: Person? {
    let name = person ?? ProcessInfo.processInfo.environment["PAYDESK_AS"]
    return name.flatMap { $0.isEmpty ? nil : Person($0) }
  }
}

/// Whether a subcommand prints JSON.
struct JSONOption: ParsableArguments {
  @Flag(name: .customLong("json"), help: "Print JSON.")
  var isJSON = false
}
