import ArgumentParser
import Foundation

/// A subcommand as the program declares it.
struct DeclaredCommand: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [DeclaredArgument]?
  var subcommands: [DeclaredCommand]?
  var shouldDisplay: Bool?
  var defaultSubcommand: String?

  /// The whole program, in the form in which the argument parser hands its declarations to other programs.
  static var root: DeclaredCommand {
    get throws {
      struct Dump: Decodable { var command: DeclaredCommand }
      do {
        _ = try Paydesk.parseAsRoot(["--experimental-dump-help"])
      } catch {
        let dump = Data(Paydesk.message(for: error).utf8)
        return try JSONDecoder().decode(Dump.self, from: dump).command
      }
      throw CommandFailure(.unavailable, "this program does not say what it declares.")
    }
  }

  /// What help shows of it, but for what every subcommand takes.
  var shown: [DeclaredArgument] {
    (arguments ?? []).filter { $0.shouldDisplay && !["version", "help"].contains($0.valueName) }
  }

  /// The subcommands that do something, each with the words that call it, in the order of the declarations.
  func leaves(after words: [String] = []) -> [(words: [String], command: DeclaredCommand)] {
    (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }.flatMap {
      let path = words + [$0.commandName]
      let inner = $0.leaves(after: path)
      return inner.isEmpty ? [(path, $0)] : inner
    }
  }
}

/// An argument, option or flag of a subcommand.
struct DeclaredArgument: Decodable, Hashable {
  struct Name: Decodable, Hashable {
    var kind: String
    var name: String

    /// As it is typed.
    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  var kind: String
  var names: [Name]?
  var valueName: String?
  var abstract: String?
  var discussion: String?
  var defaultValue: String?
  var isOptional: Bool
  var isRepeating: Bool
  var shouldDisplay: Bool
}
