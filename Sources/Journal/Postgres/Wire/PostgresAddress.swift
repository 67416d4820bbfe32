import CPostgres

/// Where a server is, as libpq understands it: `postgres://…`, `host=… dbname=…` or `service=…`.
struct PostgresAddress: Sendable {
  /// As it was given, with a password if one stands in it: for libpq alone.
  let text: String
  /// How it is shown: without a password, whatever was given.
  let shown: String
  /// How long a connection may take to come about in seconds, where the address says so.
  let connectTimeout: Double?
  /// Whether more of it stands in a service file.
  let hasService: Bool
  private let secrets: [String]

  /// Reads an address, and takes what is secret in it apart.
  init(_ text: String, _ library: Libpq) throws(PostgresFailure) {
    if let why = Self.misplaced(in: text) { throw .wrongAddress(why: why) }
    var said: UnsafeMutablePointer<CChar>?
    guard let options = library.calls.pointee.conninfoParse(text, &said) else {
      let why = said.map { String(cString: $0) } ?? "it cannot be read"
      if let said { library.calls.pointee.freemem(said) }
      throw .wrongAddress(why: Self.oneLine(Self.hasSecret(text) ? Self.unquoted(why) : why))
    }
    defer { library.calls.pointee.conninfoFree(options) }
    var given: [String: String] = [:]
    var secrets: [String] = []
    var at = options
    while let keyword = at.pointee.keyword {
      if let value = at.pointee.value {
        let value = String(cString: value)
        given[String(cString: keyword)] = value
        let isSecret = at.pointee.display.map { String(cString: $0) == "*" } ?? false
        if isSecret, !value.isEmpty { secrets.append(value) }
      }
      at += 1
    }
    self.text = text
    self.secrets = secrets
    shown = Self.shown(given)
    // As libpq takes it: 0 and less is no bound, 1 is 2.
    connectTimeout = given["connect_timeout"].flatMap { Double($0) }
      .flatMap { $0 > 0 ? max(2, $0) : nil }
    hasService = given["service"] != nil
  }

  /// A message of libpq or the server in one line, with none of the secrets in it.
  func cleaned(_ message: String) -> String {
    secrets.reduce(Self.oneLine(message)) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "…")
    }
  }

  private static func isURL(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// What libpq would take for a part of the host, and show, though it was meant as a password.
  private static func misplaced(in text: String) -> String? {
    guard isURL(text), let slashes = text.firstRange(of: "://") else {
      let values = text.split(separator: "=", omittingEmptySubsequences: false).dropFirst()
        .dropLast()
      let isSwallowed = values.contains { $0.filter { $0 != " " } == "password" }
      return isSwallowed ? "the key before the password has no value" : nil
    }
    let rest = text[slashes.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let signs = rest.count { $0 == "@" }
    let isBefore = rest.prefix { $0 != "/" }.contains("@")
    guard signs > 1 || signs == 1 && !isBefore else { return nil }
    return "a user or password with @, / or : has to be written as %40, %2F or %3A"
  }

  private static func hasSecret(_ text: String) -> Bool {
    text.contains("password") || isURL(text) && text.contains("@")
  }

  /// Without what stands in quotes, but for single signs.
  private static func unquoted(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 1 && $0.element.count > 1 ? "…" : String($0.element) }
      .joined(separator: "\"")
  }

  private static func shown(_ given: [String: String]) -> String {
    if let service = given["service"] { return "service=\(service)" }
    let host = given["host"] ?? given["hostaddr"] ?? ""
    let isFolder = host.hasPrefix("/") || host.hasPrefix("@")
    let port = given["port"]
    return "postgres://" + (given["user"].map { "\($0)@" } ?? "")
      + (isFolder ? "" : host + (port.map { ":\($0)" } ?? "")) + "/" + (given["dbname"] ?? "")
      + (isFolder ? "?host=\(host)" + (port.map { "&port=\($0)" } ?? "") : "")
  }

  /// Lines joined, without libpq's question whether the server runs and without places in its source, each once, and no
  /// full stop at the end.
  private static func oneLine(_ message: String) -> String {
    var lines: [String] = []
    for line in message.split(whereSeparator: \.isNewline) {
      let line = String(line.trimmingPrefix { $0.isWhitespace })
      if line.hasPrefix("LOCATION:") || line.hasPrefix("Is the server running") { continue }
      if !line.isEmpty, !lines.contains(line) { lines.append(line) }
    }
    var text = String(lines.joined(separator: "; ").prefix(400))
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    return text
  }
}
