import FoundationEssentials
import Procedure
import Synchronization

/// What a transaction has recorded and not yet handed to the server.
struct KeptBack {
  /// The number that its first event has here; at the server it gets another where others append meanwhile.
  private var first: Int64?
  private let events = JSONNode.array()
  private let texts = JSONNode.array()
  private let changes = JSONNode.array()
  private var streams: Set<String> = []
  private var tables: Set<String> = []

  var isEmpty: Bool { events.items.isEmpty && changes.items.isEmpty }

  mutating func add(_ event: LoggedEvent, with texts: [StreamVault.Made]) {
    if first == nil { first = event.number }
    streams.insert(event.stream)
    let node = JSONNode()
    node.add(JSONNode(text: event.stream), for: "stream")
    node.add(JSONNode(literal: "\(event.version)"), for: "version")
    node.add(JSONNode(text: event.name), for: "name")
    node.add(JSONNode(literal: "\(event.schema)"), for: "schema")
    node.add(JSONNode(optional: event.vendor), for: "vendor")
    node.add(JSONNode(optional: event.standsFor), for: "stands_for")
    node.add(JSONNode(text: String(decoding: event.body, as: UTF8.self)), for: "body")
    events.add(node)
    for made in texts {
      self.texts.add(
        .array(of: [
          JSONNode(text: event.stream), JSONNode(text: made.token),
          JSONNode(text: Data(made.salt).base64EncodedString()), JSONNode(text: made.text),
        ]))
    }
  }

  mutating func add(_ change: Change) {
    let parts: [JSONNode]
    switch change {
    case .put(let table, let row):
      tables.insert(table)
      parts = [JSONNode(text: "p"), JSONNode(text: table), node(row, of: table)]
    case .keep(let table, let row):
      tables.insert(table)
      parts = [JSONNode(text: "k"), JSONNode(text: table), node(row, of: table)]
    case .set(let table, let columns, let values, let key):
      tables.insert(table)
      parts = [
        JSONNode(text: "s"), JSONNode(text: table), .array(of: columns.map(JSONNode.init(text:))),
        .array(of: values.map(KeptBack.node)), .array(of: key.map(KeptBack.node)),
      ]
    case .remove(let table, let columns, let values):
      tables.insert(table)
      parts = [
        JSONNode(text: "r"), JSONNode(text: table), .array(of: columns.map(JSONNode.init(text:))),
        .array(of: values.map(KeptBack.node)),
      ]
    case .count(let bucket, let holder, let number):
      tables.insert(Table.tally.name)
      parts = [
        JSONNode(text: "n"), JSONNode(text: bucket), JSONNode(text: holder),
        JSONNode(literal: "\(number)"),
      ]
    case .erase(let stream):
      streams.insert(stream)
      parts = [JSONNode(text: "e"), JSONNode(text: stream)]
    }
    changes.add(.array(of: parts))
  }

  /// What the server's `append` is called with.
  func step(as id: AppendID) -> PostgresStep {
    .query(
      "SELECT number, hash FROM append(?::uuid, ?::jsonb, ?::jsonb, ?::jsonb)",
      [.text(id.description), .text(events.text), .text(texts.text), .text(changes.text)])
  }

  /// The values of a row. Where they number events that are kept back, the server counts from its own end of the log.
  private func node(_ row: [Value], of table: String) -> JSONNode {
    let columns = Table.named[table]?.columns ?? []
    return .array(
      of: zip(row, columns).map { value, column in
        guard column.isEventNumber, case .integer(let number) = value, let first, number >= first
        else {
          return KeptBack.node(value)
        }
        let node = JSONNode()
        node.add(JSONNode(literal: "\(number - first)"), for: "e")
        return node
      })
  }

  private static func node(_ value: Value) -> JSONNode {
    switch value {
    case .null: return JSONNode()
    case .integer(let number): return JSONNode(literal: "\(number)")
    case .text(let text): return JSONNode(text: text)
    case .blob(let bytes):
      let node = JSONNode()
      node.add(JSONNode(text: Data(bytes).base64EncodedString()), for: "b")
      return node
    }
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

extension JSONNode {
  fileprivate static func array(of items: [JSONNode] = []) -> JSONNode {
    let node = JSONNode()
    node.kind = .array
    for item in items { node.add(item) }
    return node
  }

  fileprivate convenience init(optional text: String?) {
    if let text { self.init(text: text) } else { self.init() }
  }

  /// The value as text.
  fileprivate var text: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
