import FoundationEssentials
import Procedure
import Synchronization

/// What a transaction has recorded and not yet handed to the server.
struct KeptBack {
  /// The number that its first event has here; at the server it gets another where others append meanwhile.
  private var first: Int64?
  private var events: [JSONValue] = []
  private var texts: [JSONValue] = []
  private var changes: [JSONValue] = []
  private var streams: Set<String> = []
  private var tables: Set<String> = []

  var isEmpty: Bool { events.isEmpty && changes.isEmpty }

  mutating func add(_ event: LoggedEvent, with texts: [StreamVault.Made]) {
    if first == nil { first = event.number }
    streams.insert(event.stream)
    events.append(
      .object([
        "stream": .text(event.stream), "version": .number(Int64(event.version)),
        "name": .text(event.name), "schema": .number(Int64(event.schema)),
        "vendor": .optional(event.vendor), "stands_for": .optional(event.standsFor),
        "body": .text(String(decoding: event.body, as: UTF8.self)),
      ]))
    for made in texts {
      self.texts.append(
        .array([
          .text(event.stream), .text(made.token),
          .text(Data(made.salt).base64EncodedString()), .text(made.text),
        ]))
    }
  }

  mutating func add(_ change: Change) {
    let parts: [JSONValue]
    switch change {
    case .put(let table, let row), .renew(let table, _, let row):
      tables.insert(table)
      parts = ["p", .text(table), value(of: row, of: table)]
    case .keep(let table, let row):
      tables.insert(table)
      parts = ["k", .text(table), value(of: row, of: table)]
    case .set(let table, let columns, let values, let key):
      tables.insert(table)
      parts = [
        "s", .text(table), .array(columns.map(JSONValue.text)),
        .array(values.map(JSONValue.init)), .array(key.map(JSONValue.init)),
      ]
    case .remove(let table, let columns, let values):
      tables.insert(table)
      parts = [
        "r", .text(table), .array(columns.map(JSONValue.text)),
        .array(values.map(JSONValue.init)),
      ]
    case .count(let bucket, let holder, let number):
      tables.insert(Table.tally.name)
      parts = ["n", .text(bucket), .text(holder), .number(number)]
    case .erase(let stream):
      streams.insert(stream)
      parts = ["e", .text(stream)]
    }
    changes.append(.array(parts))
  }

  /// What the server's `append` is called with.
  func step(as id: AppendID) throws -> PostgresStep {
    let (events, texts, changes) = try (events.written, texts.written, changes.written)
    return .query(
      "SELECT number, hash FROM append(?::uuid, ?::jsonb, ?::jsonb, ?::jsonb)",
      [.text(id.description), .text(events), .text(texts), .text(changes)])
  }

  /// The values of a row. Where they number events that are kept back, the server counts from its own end of the log.
  private func value(of row: [Value], of table: String) -> JSONValue {
    let columns = Table.named[table]?.columns ?? []
    return .array(
      zip(row, columns).map { value, column in
        guard column.isEventNumber, case .integer(let number) = value, let first, number >= first
        else { return JSONValue(value) }
        return .object(["e": .number(number - first)])
      })
  }

  // MARK: What is read

  /// Whether a statement reads rows that this would change.
  func changes(whatIsReadBy sql: String, _ values: [Value]) -> Bool {
    guard !isEmpty else { return false }
    let read = KeptBack.tables(readBy: sql)
    if !read.isDisjoint(with: tables) { return true }
    guard !streams.isEmpty, !read.isDisjoint(with: ["event", "personal"]) else { return false }
    // What stands on another stream is not changed.
    guard sql.contains("WHERE stream = ?"), case .text(let stream)? = values.first else {
      return true
    }
    return streams.contains(stream)
  }

  private static let known = Mutex<[String: Set<String>]>([:])

  /// The tables that a statement reads: what stands after FROM and JOIN.
  private static func tables(readBy sql: String) -> Set<String> {
    if let known = known.withLock({ $0[sql] }) { return known }
    var tables: Set<String> = []
    var isNext = false
    for word in sql.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" }) {
      if isNext { tables.insert(String(word)) }
      isNext = word == "FROM" || word == "JOIN"
    }
    known.withLock {
      // Statements are few; one that is built for each call would not be.
      if $0.count >= 1_000 { $0 = [:] }
      $0[sql] = tables
    }
    return tables
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }

  fileprivate static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.text) ?? .null
  }

  fileprivate init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .object(["b": .text(Data(bytes).base64EncodedString())])
    }
  }
}

extension [JSONValue] {
  fileprivate var written: String {
    get throws { String(decoding: try CanonicalJSON.bytes(of: self), as: UTF8.self) }
  }
}
