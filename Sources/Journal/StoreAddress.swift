/// Where a store is, as a person writes it: a file, or a server.
///
///     StoreAddress("/srv/desk/paydesk.db")            // .file
///     StoreAddress("postgres://desk.example/paydesk") // .server
///     StoreAddress("service=paydesk")                 // .server
///
/// A path that would read as one of a server is written with `./` before it.
public enum StoreAddress: Sendable, Hashable {
  /// A file by its path.
  case file(String)
  /// A server, in libpq's words: an address or `key=value` pairs. It may hold a password: `description` does not.
  case server(String)

  /// Where a text says a store is; nil for an address of anything else, and for an empty text.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    // A password may hold any sign, `://` too.
    if StoreAddress.isPairs(text) {
      self = .server(text)
    } else if let end = text.firstRange(of: "://")?.lowerBound {
      let scheme = text[..<end]
      guard !scheme.contains("/") else {
        self = .file(text)
        return
      }
      guard scheme == "postgres" || scheme == "postgresql" else { return nil }
      self = .server(text)
    } else {
      self = .file(text)
    }
  }

  /// The same with a link to a file followed: what belongs to a desk stands beside the file.
  public var followed: StoreAddress {
    if case .file(let path) = self { .file(Files.followed(path)) } else { self }
  }

  /// The keys with which a connection is said in pairs; all others may follow one of them.
  private static let firstKeys: Set<Substring> = [
    "service", "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "sslmode",
    "connect_timeout", "target_session_attrs",
  ]

  private static func isPairs(_ text: String) -> Bool {
    guard let equals = text.firstIndex(of: "=") else { return false }
    let key = text[..<equals].drop { $0 == " " }
    return firstKeys.contains(key.prefix { $0 != " " })
  }
}

extension StoreAddress: CustomStringConvertible {
  /// The address without any password in it, for sentences.
  public var description: String {
    switch self {
    case .file(let path): path
    case .server(let text): StoreAddress.withoutPassword(text)
    }
  }

  /// What somebody wrote for an address, right or wrong, without any password in it.
  public static func withoutPassword(_ text: String) -> String {
    let shown =
      isPairs(text)
      ? withoutPassword(pairs: text)
      : text.contains("://") ? withoutPassword(address: text) : text
    // What is left of pairs may read as an address, with a password of its own.
    return shown.utf8.count < text.utf8.count ? withoutPassword(shown) : shown
  }

  /// An address that is shown, for everybody: without whoever asked.
  public static func withoutUser(_ text: String) -> String {
    guard let start = text.firstRange(of: "://")?.upperBound,
      let end = text[start...].prefix(while: { $0 != "/" }).firstIndex(of: "@")
    else { return text }
    return String(text[..<start] + text[text.index(after: end)...])
  }

  private static func withoutPassword(address: String) -> String {
    guard let start = address.firstRange(of: "://")?.upperBound else { return address }
    var parts = address[start...].split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    // One that was not escaped may hold any sign: all up to the last @ goes.
    if let first = parts[0].firstIndex(of: "@"), let last = parts[0].lastIndex(of: "@"),
      let colon = parts[0][..<first].firstIndex(of: ":")
    {
      parts[0] = parts[0][..<colon] + parts[0][last...]
    }
    if parts.count > 1 {
      let kept = parts[1].split(separator: "&").filter {
        !$0.prefix { $0 != "=" }.lowercased().contains("password")
      }
      parts = kept.isEmpty ? [parts[0]] : [parts[0], Substring(kept.joined(separator: "&"))]
    }
    return address[..<start] + parts.joined(separator: "?")
  }

  private static func withoutPassword(pairs: String) -> String {
    var kept: [String] = []
    var rest = pairs[...]
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].filter { $0 != " " }
      let value = rest[rest.index(after: equals)...].drop { $0 == " " }
      let end = self.end(of: value)
      // Behind an empty value the password is that of the key before: `host= password=…`.
      let isSecret = key.contains("password") || value[..<end].hasPrefix("password=")
      if !isSecret { kept.append("\(key)=\(value[..<end])") }
      rest = value[end...]
    }
    return kept.joined(separator: " ")
  }

  /// Where a value ends: at its closing quote, or at a space.
  private static func end(of value: Substring) -> Substring.Index {
    let isQuoted = value.first == "'"
    var index = isQuoted ? value.index(after: value.startIndex) : value.startIndex
    while index < value.endIndex {
      let sign = value[index]
      if sign == "\\", value.index(after: index) < value.endIndex {
        index = value.index(after: index)
      } else if isQuoted ? sign == "'" : sign == " " {
        return isQuoted ? value.index(after: index) : index
      }
      index = value.index(after: index)
    }
    return value.endIndex
  }
}
