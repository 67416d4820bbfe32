/// The log as a database keeps it: what was appended last, and what stands where.
struct Log {
  let db: any SQLConnection

  /// How many events are read at a time when all are.
  private static let page = 1_000

  /// The columns of an event.
  static let columns = Table.event.columns.map(\.name).joined(separator: ", ")

  /// What is read of an event. In a copy of the first release, which is verified before it is brought up to date, nobody
  /// stands in for anybody.
  private var columns: String {
    get throws {
      try db.hasColumn("stands_for", in: "event")
        ? Log.columns : Log.columns.replacing("stands_for", with: "NULL")
    }
  }

  /// The end of the log: its number, hash and time.
  struct End {
    var number: Int64 = 0
    var hash = Chain.start
    var at = Int64.min
  }

  /// The end of the log as it stands in the database; never remembered, for other programs append too.
  func end() throws -> End {
    try db.first(.end) {
      End(number: $0.integer(0), hash: $0.bytes(1), at: $0.integer(2))
    } ?? End()
  }

  /// The events of a stream, oldest first.
  func events(of stream: Stream) throws -> [LoggedEvent] {
    try db.all(.events(of: stream, columns), Log.event)
  }

  /// The events of a name on all streams, oldest first.
  func events(named name: String) throws -> [LoggedEvent] {
    try db.all(
      "SELECT \(columns) FROM event WHERE name = ? ORDER BY number", [.text(name)], Log.event)
  }

  /// An event by its number.
  func event(_ number: Int64) throws -> LoggedEvent? {
    try db.first(
      "SELECT \(columns) FROM event WHERE number = ?", [.integer(number)], Log.event)
  }

  /// The events of a name on a stream after a number, oldest first.
  func events(of stream: Stream, named name: String, after number: Int64) throws -> [LoggedEvent] {
    try db.all(
      """
      SELECT \(columns) FROM event WHERE stream = ? AND name = ? AND number > ?
      ORDER BY version
      """, [.text(stream.name), .text(name), .integer(number)], Log.event)
  }

  /// The latest event of a stream.
  func latest(of stream: Stream) throws -> LoggedEvent? {
    try db.first(.latest(of: stream, columns), Log.event)
  }

  /// Every event after a number, in the order of the log, one at a time.
  func each(after number: Int64 = 0, _ body: (LoggedEvent) throws -> Void) throws {
    let sql = "SELECT \(try columns) FROM event WHERE number > ? ORDER BY number LIMIT ?"
    var last = number
    var count = Log.page
    while count == Log.page {
      count = 0
      // Neither is a log held whole, nor is it asked for anything in the middle of a page.
      for event in try db.all(sql, [.integer(last), .integer(Log.page)], Log.event) {
        try body(event)
        last = event.number
        count += 1
      }
    }
  }

  private static func event(_ row: any Columns) -> LoggedEvent {
    LoggedEvent(
      number: row.integer(0), stream: row.text(1), version: Int(row.integer(2)), name: row.text(3),
      schema: Int(row.integer(4)), by: row.text(5), role: row.text(6), at: row.integer(7),
      vendor: row.optionalText(8), body: row.bytes(9), hash: row.bytes(10),
      standsFor: row.optionalText(11))
  }
}
