import Procedure

/// What came of comparing two stores, or a store with its own log.
public struct Comparison: Sendable, Equatable {
  /// The end of the log that was looked at.
  public var head: Head
  /// How many rows were compared: events, personal texts, and what is read from the log.
  public var rows = 0
  /// How many proofs were.
  public var proofs = 0
  /// The first thing that differs, as the beginning of a sentence; nil where all is the same.
  public var difference: String?
  /// Whether what a server checks appends with was looked at; only its owner can.
  public var hasSeenGuards = false

  /// Whether nothing differs.
  public var isSame: Bool { difference == nil }
}

/// Two databases that should hold the same, and what sentences call them.
struct Compared {
  var first: (db: any SQLConnection, place: String)
  var second: (db: any SQLConnection, place: String)

  /// Goes through the rows of tables in both, a page at a time, up to the first that differs.
  ///
  /// - Parameter comparison: counts the rows, and takes the difference.
  func compare(
    _ tables: [Table], into comparison: inout Comparison, telling: (Headway) -> Void
  ) throws {
    for table in tables where comparison.isSame {
      try compare(table, into: &comparison, telling: telling)
    }
  }

  private func compare(
    _ table: Table, into comparison: inout Comparison, telling: (Headway) -> Void
  ) throws {
    var ours = Table.Cursor(of: table, in: first.db)
    var theirs = Table.Cursor(of: table, in: second.db)
    var count = 0
    while true {
      switch (try ours.next(), try theirs.next()) {
      case (nil, nil): return
      case (let row?, nil):
        comparison.difference = missing(table, row, in: second.place, but: first.place)
        return
      case (nil, let row?):
        comparison.difference = missing(table, row, in: first.place, but: second.place)
        return
      case (let row?, let other?):
        if let column = table.column(inWhich: row, differsFrom: other) {
          comparison.difference = difference(table, row, other, column)
          return
        }
      }
      count += 1
      comparison.rows += 1
      if count % 1_000 == 0 { telling(Headway(what: table.name, rows: count)) }
    }
  }

  private func difference(_ table: Table, _ row: [Value], _ other: [Value], _ column: String)
    -> String
  {
    let (key, otherKey) = (table.keyValues(of: row), table.keyValues(of: other))
    // Of two keys the one that comes first is missing in the other.
    if zip(key, otherKey).contains(where: { !$0.isSame(as: $1) }) {
      return Value.precedes(key, otherKey)
        ? missing(table, row, in: second.place, but: first.place)
        : missing(table, other, in: first.place, but: second.place)
    }
    return "\(table.called(row)) differs in \(column) between \(first.place) and \(second.place)"
  }

  private func missing(_ table: Table, _ row: [Value], in place: String, but other: String)
    -> String
  {
    "\(table.called(row)) is in \(other) and not in \(place)"
  }
}

extension Table {
  /// Its rows in the order of its key, one by one.
  fileprivate struct Cursor {
    private var pages: Pages
    private var page: ArraySlice<[Value]> = []

    init(of table: Table, in db: any SQLConnection) { pages = Pages(of: table, in: db) }

    mutating func next() throws -> [Value]? {
      if page.isEmpty { page = try pages.next()?[...] ?? [] }
      return page.popFirst()
    }
  }

  fileprivate func keyValues(of row: [Value]) -> [Value] {
    key.compactMap { name in columns.firstIndex { $0.name == name }.map { row[$0] } }
  }

  /// The name of the first column in which two rows are not the same; nil where they are.
  fileprivate func column(inWhich row: [Value], differsFrom other: [Value]) -> String? {
    for (place, column) in columns.enumerated() where !row[place].isSame(as: other[place]) {
      return column.name
    }
    return nil
  }

  /// What a sentence calls a row, without anything in it that is personal.
  fileprivate func called(_ row: [Value]) -> String {
    if name == "event" { return "event \(row[0].shown) (\(row[1].shown), \(row[3].shown))" }
    if name == "personal" { return "a personal text of \(row[0].shown)" }
    guard !isForDecisions else { return "a row of \(name)" }
    return "the row \(keyValues(of: row).map(\.shown).joined(separator: "/")) of \(name)"
  }
}

extension Value {
  /// Whether both are the same to the byte, and not only read alike.
  fileprivate func isSame(as other: Value) -> Bool {
    guard case .text(let text) = self, case .text(let otherText) = other else {
      return self == other
    }
    return text.utf8.elementsEqual(otherText.utf8)
  }

  /// Whether a key stands before another in the order of both databases.
  fileprivate static func precedes(_ key: [Value], _ other: [Value]) -> Bool {
    for (own, others) in zip(key, other) where !own.isSame(as: others) {
      switch (own, others) {
      case (.integer(let number), .integer(let otherNumber)): return number < otherNumber
      case (.text(let text), .text(let otherText)):
        return text.utf8.lexicographicallyPrecedes(otherText.utf8)
      default: return false
      }
    }
    return false
  }

  fileprivate var shown: String {
    switch self {
    case .null: ""
    case .integer(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): bytes.hexadecimal
    }
  }
}

extension Comparison {
  /// Compares the proofs that two stores keep, byte for byte.
  mutating func compare(
    _ first: (proofs: any ProofStore, place: String),
    _ second: (proofs: any ProofStore, place: String), telling: (Headway) -> Void
  ) throws {
    let (ours, theirs) = (try first.proofs.hashes(), try second.proofs.hashes())
    if let lost = Set(ours).subtracting(theirs).min() {
      difference = "proof \(lost) is in \(first.place) and not in \(second.place)"
    } else if let lost = Set(theirs).subtracting(ours).min() {
      difference = "proof \(lost) is in \(second.place) and not in \(first.place)"
    }
    for hash in ours where isSame {
      guard try first.proofs.bytes(hash) == second.proofs.bytes(hash) else {
        difference = "proof \(hash) differs between \(first.place) and \(second.place)"
        return
      }
      proofs += 1
      telling(Headway(what: "proofs", rows: proofs))
    }
  }
}
