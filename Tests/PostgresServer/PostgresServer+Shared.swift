import Foundation

extension PostgresServer {
  private static let common = Result { () throws -> PostgresServer in
    let server = try PostgresServer()
    try server.start()
    return server
  }

  /// The server that all tests of this process share, started with the first who asks. Each test makes a database of its own
  /// in it; who wants to stop it makes a server of its own.
  public static func shared() throws -> PostgresServer { try common.get() }
}
