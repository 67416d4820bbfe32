import Procedure

/// Looking for the disputes that a query means.
extension RelationalJournal {
  /// The disputes that a query means, the most urgent first.
  public func find(
    _ query: DisputeQuery, for person: Person, at now: Instant, limit: Int, within seconds: Double?,
    while isWanted: () -> Bool
  ) throws -> Found {
    guard !query.terms.isEmpty, limit > 0 else { return Found(rows: []) }
    let clock = ContinuousClock()
    // A plain text is looked for to its end: it is the search, whose first rows may be the last to come.
    let end = query.plainText == nil ? seconds.map { clock.now.advanced(by: .seconds($0)) } : nil
    return try read { reading in
      let asked = QueryFilter.Asked(
        person: person, now: now, offset: try desk(in: reading).policy.offset)
      var search = QuerySearch(query, asked, limit: limit, in: reading)
      do {
        try search.run { isWanted() && (end.map { clock.now < $0 } ?? true) }
      } catch is CancellationError {
        guard isWanted() else { throw CancellationError() }
        search.isCutShort = true
      }
      return search.found
    }
  }

  /// For each of some texts the disputes whose ticket, order or payment reference it is.
  public func named(_ references: [String]) throws -> [[QueueRow]] {
    try read { reading in
      try references.map { text in
        var seen: Set<Int64> = []
        return try reading.exact(text, limit: 50).filter { seen.insert($0.place).inserted }
      }
    }
  }
}

/// A query on its way through the indexes that it can use, with what it has found.
private struct QuerySearch {
  private let query: DisputeQuery
  private let asked: QueryFilter.Asked
  private let limit: Int
  private let reading: Reading
  private var rows: [Int64: QueueRow] = [:]
  private var hasMore = false
  var isCutShort = false

  init(
    _ query: DisputeQuery, _ asked: QueryFilter.Asked, limit: Int, in reading: Reading
  ) {
    self.query = query
    self.asked = asked
    self.limit = limit
    self.reading = reading
  }

  /// What was found, in the order of the work that it asks for.
  var found: Found {
    let sorted =
      query.plainText == nil
      ? rows.values.map { (rank: rank($0), row: $0) }.sorted { $0.rank < $1.rank }.map(\.row)
      : plain
    let reach: Found.Reach =
      isCutShort ? .cutShort : hasMore || sorted.count > limit ? .more : .whole
    return Found(rows: Array(sorted.prefix(limit)), reach: reach)
  }

  /// A plain text is the search: its own order stays.
  private var plain: [QueueRow] = []

  private func rank(_ row: QueueRow) -> Rank {
    let rank = QueueView.needsMe.rank(of: row, at: asked.now)
    let hasEnded = row.attention.kind >= .closed
    return Rank(rank: rank.rank, at: hasEnded ? -rank.at : rank.at, place: rank.place)
  }

  mutating func run(while isWanted: () -> Bool) throws {
    if let text = query.plainText {
      plain = try reading.db.giveUp(unless: isWanted) {
        try reading.rows(with: text, limit: limit + 1)
      }
      return
    }
    let lookups = query.terms.compactMap(\.condition.lookup)
    if !lookups.isEmpty { return try run(lookups, while: isWanted) }
    for stretch in try stretches() {
      let filter = QueryFilter.all([stretch.filter] + filters)
      try collect(
        """
        SELECT \(DisputeRow.lineColumns) FROM dispute\(stretch.index) WHERE \(filter.sql) \
        ORDER BY \(stretch.order) LIMIT ?
        """, filter.values, while: isWanted)
    }
  }

  /// Rows that the text index names are few; the other terms are asked of these.
  private mutating func run(
    _ lookups: [DisputeQuery.Condition.Lookup], while isWanted: () -> Bool
  ) throws {
    var places: Set<Int64>?
    for lookup in lookups {
      let held = try reading.db.giveUp(unless: isWanted) {
        try reading.rows(with: lookup.text, limit: RelationalJournal.candidates)
      }
      // Of a text that more disputes hold the latest of them were looked at.
      if held.count >= RelationalJournal.candidates { isCutShort = true }
      let those = Set(held.filter(lookup.isHeld).map(\.place))
      places = places?.intersection(those) ?? those
    }
    let sorted = (places ?? []).sorted(by: >)
    var from = 0
    // A statement stays prepared, so there are few lengths.
    let length = 256
    while from < sorted.count {
      let part = Array(sorted[from..<min(from + length, sorted.count)])
      let marks = Array(repeating: "?", count: length).joined(separator: ", ")
      let padded = part + Array(repeating: part[0], count: length - part.count)
      let filter = QueryFilter.all(
        [QueryFilter(sql: "place IN (\(marks))", values: padded.map(Value.integer))] + filters)
      try collect(
        """
        SELECT \(DisputeRow.lineColumns) FROM dispute WHERE \(filter.sql) \
        ORDER BY kind, at, place LIMIT ?
        """, filter.values, while: isWanted)
      from += length
    }
  }

  /// Takes rows in as they are found, so that what was found before the time was over is kept.
  private mutating func collect(
    _ sql: String, _ values: [Value], while isWanted: () -> Bool
  ) throws {
    var taken: [QueueRow] = []
    defer {
      if taken.count > limit { hasMore = true }
      for row in taken.prefix(limit) { rows[row.place] = row }
    }
    try reading.db.giveUp(unless: isWanted) {
      try reading.db.each(sql, values + [.integer(limit + 1)]) {
        taken.append(try DisputeRow.line(from: $0))
      }
    }
  }

  // MARK: Where it is looked

  /// What the row alone tells, with nothing of disputes that were merged unless they are asked for.
  private var filters: [QueryFilter] {
    let own = query.terms.compactMap { term in
      term.condition.filter(asked).map { term.isExcluded ? $0.excluded : $0 }
    }
    // The sign keeps the condition from an index that goes by a narrower one.
    return wantsMerged ? own : own + [QueryFilter(sql: "+kind <= 8")]
  }

  private var wantsMerged: Bool {
    demands(.state(.merged)) || demands(.situation(.merged))
  }

  private func demands(_ condition: DisputeQuery.Condition) -> Bool {
    query.terms.contains { !$0.isExcluded && $0.condition == condition }
  }

  /// The conditions that have to hold.
  private var demanded: [DisputeQuery.Condition] {
    query.terms.filter { !$0.isExcluded }.map(\.condition)
  }

  /// The parts of indexes that hold all that is meant, the narrowest that there are.
  private func stretches() throws -> [Stretch] {
    for condition in demanded {
      switch condition {
      case .ticket(let text): return Stretch.beginning("ticket", "dispute_ticket", text)
      case .order(let text): return Stretch.beginning("order_id", "dispute_order", text)
      default: break
      }
    }
    if wantsMerged {
      return [Stretch(index: "", filter: QueryFilter(sql: "kind = 9"), order: "place DESC")]
    }
    let holder = demanded.compactMap { $0.holder(asked.person) }.first
    let isOpen = demanded.contains(where: \.isOfOpen)
    // In one statement: each would be an exchange of its own.
    if reading.db.choosesIndexes, isOpen { return [.open] }
    let holders = try reading.holders()
    var vendors = reading.db.choosesIndexes ? nil : try vendors()
    if let names = vendors {
      if names.isEmpty { return [] }
      if names.count * holders.count > 1_000 { vendors = nil }
    }
    if isOpen { return (holder.map { [$0] } ?? holders).flatMap { Stretch.open($0, vendors) } }
    if let holder, !holder.isEmpty { return [.held(by: holder)] }
    if let vendors {
      return vendors.map(Stretch.recorded) + holders.flatMap { Stretch.open($0, vendors) }
    }
    for condition in demanded {
      switch condition {
      case .situation(.escalated): return [.matters, .lapsed(asked.now)]
      case .situation(.lapsed): return [.lapsed(asked.now)]
      case .situation(.outstanding), .outside: return [.outstanding]
      case .situation(.closed), .state(.closed): return [.closed]
      default: break
      }
    }
    return [.latest]
  }

  /// The vendors whose names hold what is asked for, where they are few; nil where it is of no use to name them.
  private func vendors() throws -> [String]? {
    let most = 8
    for case .vendor(let text) in demanded {
      let folded = QueryFilter.holds("folded", Personal(text).folded)
      let names = try reading.db.all(
        "SELECT name FROM vendor WHERE \(folded.sql) LIMIT ?",
        folded.values + [.integer(most + 1)]
      ) { $0.text(0) }
      return names.count > most ? nil : names
    }
    return nil
  }
}

/// A part of an index in which disputes are looked for, in its order.
private struct Stretch {
  /// ` INDEXED BY name`, or nothing.
  var index: String
  /// What makes the index one that can be used, and how far it is read.
  var filter: QueryFilter
  var order: String

  private static func of(
    _ index: String, _ sql: String, _ values: [Value] = [], _ order: String
  ) -> Stretch {
    Stretch(
      index: " INDEXED BY \(index)", filter: QueryFilter(sql: sql, values: values), order: order)
  }

  static func beginning(_ column: String, _ index: String, _ text: String) -> [Stretch] {
    Set([text, text.uppercased()]).sorted().map {
      of(
        index, "\(column) >= ? AND \(column) < ?", [.text($0), .text($0 + "\u{10FFFF}")],
        "\(column), place")
    }
  }

  /// Open disputes that somebody holds, or nobody (empty); of some vendors alone, where they are named.
  static func open(_ holder: String, _ vendors: [String]?) -> [Stretch] {
    guard let vendors else {
      return [
        of(
          "dispute_open", "state = 'open' AND holder = ?", [.text(holder)], "kind, at, place")
      ]
    }
    return vendors.flatMap { vendor in
      [("dispute_grouped_asking", "kind < 5"), ("dispute_grouped_waiting", "kind >= 5")].map {
        of(
          $0.0, "state = 'open' AND \($0.1) AND holder = ? AND vendor = ?",
          [.text(holder), .text(vendor)], "kind, at, place")
      }
    }
  }

  /// Open disputes, whoever holds them.
  static let open = Stretch(
    index: "", filter: QueryFilter(sql: "state = 'open'"), order: "kind, at, place")

  /// Disputes whose order names a vendor, the latest tickets first.
  static func recorded(_ vendor: String) -> Stretch {
    of(
      "dispute_ending", "ending IS NOT NULL AND recorded_vendor = ?", [.text(vendor)],
      "logged_at DESC, place DESC")
  }

  static func held(by holder: String) -> Stretch {
    of("dispute_held", "holder <> '' AND kind <= 7 AND holder = ?", [.text(holder)], "place DESC")
  }

  static let matters = of(
    "dispute_matter", "matter IS NOT NULL", [], "matter, matter_at, place")

  static func lapsed(_ now: Instant) -> Stretch {
    of(
      "dispute_lapse", "lapses_at IS NOT NULL AND lapses_at <= ?", [.integer(now.microseconds)],
      "lapses_at, place")
  }

  static let outstanding = of("dispute_outstanding", "outstanding <> ''", [], "touched_at, place")
  static let closed = of("dispute_closed", "kind = 8", [], "at DESC, place DESC")
  /// Everything, the latest tickets first.
  static let latest = of("dispute_all", "kind <= 8", [], "logged_at DESC, place DESC")
}

extension Reading {
  /// Who holds anything, and empty for what nobody holds.
  fileprivate func holders() throws -> [String] {
    try db.all("SELECT DISTINCT holder FROM tally WHERE n > 0") { $0.text(0) }
  }
}

extension DisputeQuery.Condition {
  /// A text that the index of texts is asked for, and what makes a row that holds it one that is meant.
  fileprivate struct Lookup {
    var text: String
    var isHeld: (QueueRow) -> Bool = { _ in true }
  }

  fileprivate var lookup: Lookup? {
    switch self {
    case .words(let text), .phone(let text), .reference(let text): return Lookup(text: text)
    case .customer(let text):
      let folded = Personal(text).folded
      return Lookup(text: text) { Personal($0.customer).folded.contains(folded) }
    default: return nil
    }
  }

  /// Whose they are, where somebody's or nobody's are asked for; nobody is empty.
  fileprivate func holder(_ me: Person) -> String? {
    switch self {
    case .holder(.me), .situation(.mine): me.text
    case .holder(.nobody): ""
    case .holder(.person(let person)): person.text
    default: nil
    }
  }

  /// Whether it holds of open disputes alone.
  fileprivate var isOfOpen: Bool {
    switch self {
    case .state(.open), .step, .due, .holder(.nobody): true
    case .situation(let situation):
      switch situation {
      case .open, .new, .begun, .waiting, .parked, .back, .paid, .running: true
      case .closed, .merged, .escalated, .lapsed, .mine, .held, .outstanding: false
      }
    default: false
    }
  }
}
