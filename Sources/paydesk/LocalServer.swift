import ArgumentParser
import Journal

/// Which server is meant, where only one can be.
struct LocalServer: ParsableArguments {
  @Flag(help: "The server of this machine, with the database paydesk.")
  var local = false

  /// The address: of this machine's server, or of the store that is meant.
  ///
  /// - Parameter instead: what to do where the store is a file.
  func address(_ desk: DeskOptions, instead: String) throws -> String {
    if local {
      guard desk.store == nil, desk.db == nil else {
        throw CommandFailure(.usage, "--local and --store both say where: give one of them.")
      }
      return "postgres:///paydesk"
    }
    guard case .server(let address) = try desk.choice.address else {
      throw CommandFailure(.usage, instead)
    }
    return address
  }
}
