import CPostgres

/// The library through which a server is spoken to, looked for when it is asked for.
public enum PostgresLibrary {
  /// Its version, such as `15.14`; nil where it is not found.
  public static var version: String? {
    guard case .success(let library) = Libpq.used else { return nil }
    let number = library.calls.pointee.libVersion()
    return "\(number / 10_000).\(number % 10_000)"
  }

  /// The number of the newest schema of a server that this program knows.
  public static var knownSchema: Int { Server.known }
}
