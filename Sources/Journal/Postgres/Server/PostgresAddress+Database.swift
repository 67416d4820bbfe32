import CPostgres

extension PostgresAddress {
  /// The database that an address names; nil where it leaves that to a service, the environment or libpq.
  static func database(of text: String) throws -> String? {
    let library = try Libpq.used.get()
    guard let options = library.calls.pointee.conninfoParse(text, nil) else { return nil }
    defer { library.calls.pointee.conninfoFree(options) }
    var at = options
    while let keyword = at.pointee.keyword {
      if String(cString: keyword) == "dbname" {
        return at.pointee.value.map { String(cString: $0) }
      }
      at += 1
    }
    return nil
  }

  /// The same address, leading to another database.
  static func text(_ text: String, withDatabase database: String) -> String {
    guard text.contains("://") else { return text + " dbname=\(database)" }
    return text + (text.contains("?") ? "&" : "?") + "dbname=\(database)"
  }
}
