/// The statements that a server keeps prepared for one connection, with a bound on how many.
struct StatementCache {
  /// A statement with the types of its values.
  struct Key: Hashable {
    var sql: String
    var kinds: String
  }

  private struct Entry {
    var name: String
    var usedAt: Int
  }

  let limit: Int
  private var entries: [Key: Entry] = [:]
  private var numbered: [String: String] = [:]
  private var names = 0
  private var uses = 0

  init(limit: Int) { self.limit = limit }

  /// How many there are.
  var count: Int { entries.count }

  /// The name of a prepared statement; nil where it is not prepared.
  mutating func name(of key: Key) -> String? {
    uses += 1
    entries[key]?.usedAt = uses
    return entries[key]?.name
  }

  /// A name that was never used in this connection.
  mutating func newName() -> String {
    names += 1
    return "paydesk_\(names)"
  }

  /// Notes that the server has prepared a statement.
  mutating func keep(_ key: Key, as name: String) {
    entries[key] = Entry(name: name, usedAt: uses)
  }

  /// Forgets the statements that were not used for the longest time, as many as there are too many, and gives their names.
  mutating func surplus() -> [String] {
    guard entries.count > limit else { return [] }
    // A quarter at once: sorting is then rare.
    let oldest = entries.sorted { $0.value.usedAt < $1.value.usedAt }
      .prefix(entries.count - limit + limit / 4)
    for (key, _) in oldest { entries[key] = nil }
    return oldest.map(\.value.name)
  }

  /// Forgets all.
  mutating func removeAll() { entries = [:] }

  /// SQL in the server's words, translated once.
  mutating func numbered(_ sql: String) -> String {
    if let known = numbered[sql] { return known }
    let made = Placeholders.numbered(sql)
    if numbered.count >= 4 * limit { numbered = [:] }
    numbered[sql] = made
    return made
  }
}
